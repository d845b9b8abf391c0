"""Reads parties.csv: bodies, departments, and seats that are counted but not named."""

from datetime import date

from dure.grammar.periods import UNKNOWN, days_of
from dure.grammar.plan_rows import whole_number
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import places as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import PartyRow
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, text_of
from dure.grammar.trees import hear_tree
from dure.grammar.words import PARTY_KINDS, SLUG

NEEDED = ("party", "kind", "name_ko", "name_en", "source")
MAY = ("part_of", "seat_role", "seats", "valid_from")
MOST_SEATS = 10_000


def read_parties(
    sheet: Sheet, text: str, *, place: str, above: tuple[str, ...], library: Library
) -> tuple[PartyRow, ...]:
    """The rows of a parties.csv; `above` are the parties of the places this one is part of."""
    rows: dict[str, Row] = {}
    found: list[PartyRow] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        party = row["party"]
        if party in rows:
            row.hear(cell_says.named_twice("party", party, rows[party].line), "party")
        elif not hear_empty(row, *NEEDED[:-1]):
            rows[party] = row
            found.append(_party(row, place, library))

    def hear(party: str, sentence: Sentence) -> None:
        rows[party].hear(sentence, "part_of")

    hear_tree({party: row["part_of"] for party, row in rows.items()}, above=above, hear=hear)
    return tuple(found)


def _party(row: Row, place: str, library: Library) -> PartyRow:
    """One party; what is wrong with it is noted."""
    if not SLUG.fullmatch(row["party"]):
        row.hear(cell_says.odd_slug(row["party"]), "party")
    hear_other(row, "kind", PARTY_KINDS)
    if bool(row["seats"]) != bool(row["seat_role"]):
        row.hear(says.seats_without_role(), "seats")
    source, locator = library.find(row, row["party"])
    return PartyRow(
        place=place,
        party=row["party"],
        kind=row["kind"],
        part_of=row["part_of"],
        name=text_of(row, "name"),
        seat_role=row["seat_role"],
        seats=whole_number(row, "seats", most=MOST_SEATS),
        valid_from=first_day(row, "valid_from"),
        source=source,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
        since="" if row["valid_from"] == UNKNOWN else row["valid_from"],
    )


def first_day(row: Row, column: str) -> date | None:
    """The day, or the first day of the month or year, in a cell; None when it is empty or unknown."""
    text = row[column]
    if not text or text == UNKNOWN:
        return None
    days = days_of(text)
    if days is None:
        row.hear(cell_says.not_a_day(column, text), column)
        return None
    return days[0]
