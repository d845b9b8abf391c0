"""Reads things.csv: what is there, and where."""

from decimal import Decimal

from dure.grammar.numbers import read_number
from dure.grammar.party_rows import first_day
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import ThingRow
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, text_of
from dure.grammar.thing_shapes import SYNTHETIC
from dure.grammar.trees import hear_tree
from dure.grammar.words import NAME, SLUG

NEEDED = ("thing", "kind", "name_ko", "name_en", "source")
MAY = ("part_of", "lon", "lat", "valid_from", "mark")
BOUNDS = {"lon": 180, "lat": 90}


def read_things(
    sheet: Sheet, text: str, *, place: str, system: str, library: Library
) -> tuple[ThingRow, ...]:
    """The rows of a things.csv; all mistakes are noted."""
    rows: dict[str, Row] = {}
    found: list[ThingRow] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        thing = row["thing"]
        if thing in rows:
            row.hear(cell_says.named_twice("thing", thing, rows[thing].line), "thing")
        elif not hear_empty(row, *NEEDED[:-1]):
            rows[thing] = row
            found.append(_thing(row, place, system, library))

    def hear(thing: str, sentence: Sentence) -> None:
        rows[thing].hear(sentence, "part_of")

    hear_tree({thing: row["part_of"] for thing, row in rows.items()}, hear=hear)
    return tuple(found)


def _thing(row: Row, place: str, system: str, library: Library) -> ThingRow:
    """One thing; what is wrong with it is noted."""
    if not SLUG.fullmatch(row["thing"]):
        row.hear(cell_says.odd_slug(row["thing"]), "thing")
    if not NAME.fullmatch(row["kind"]):
        row.hear(cell_says.odd_name(row["kind"]), "kind")
    if bool(row["lon"]) != bool(row["lat"]):
        empty = "lat" if row["lon"] else "lon"
        row.hear(cell_says.not_a_place_on_earth(empty, ""), empty)
    if row["mark"] not in ("", SYNTHETIC):
        row.hear(cell_says.not_in_list("mark", row["mark"], (SYNTHETIC,), SYNTHETIC), "mark")
    source, locator = library.find(row, row["thing"])
    return ThingRow(
        place=place,
        system=system,
        thing=row["thing"],
        kind=row["kind"],
        part_of=row["part_of"],
        name=text_of(row, "name"),
        lon=_degrees(row, "lon"),
        lat=_degrees(row, "lat"),
        valid_from=first_day(row, "valid_from"),
        source=source,
        locator=locator,
        file=row.sheet.file,
        line=row.line,
        mark=row["mark"],
    )


def _degrees(row: Row, column: str) -> Decimal | None:
    """Decimal degrees; None when the cell is empty."""
    text = row[column]
    if not text:
        return None
    number = read_number(text)
    if number is None or abs(number.value) > BOUNDS[column]:
        row.hear(cell_says.not_a_place_on_earth(column, text), column)
        return None
    return number.value
