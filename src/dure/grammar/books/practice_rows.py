"""Reads practices.csv: what a place's practices are, what came of them, what they cost and what they need."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dure.grammar.books.practice_files import WON
from dure.grammar.books.practice_shapes import Amount, Details
from dure.grammar.numbers import UNKNOWN, read_number
from dure.grammar.periods import period_days
from dure.grammar.sentences import practices as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, read_sources, text_of
from dure.grammar.units import UNITS, converts, find_unit
from dure.grammar.words import nearest

FILE = "practices.csv"
SYSTEM = "disclosure"
NEEDED = ("practice", "part", "title_ko", "title_en", "source")
MAY = ("value", "unit", "period")
WHAT, CONDITION, COST, RESULT = "what", "condition", "cost", "result"
PARTS = (WHAT, CONDITION, COST, RESULT)


def read_details(packs: Path) -> tuple[dict[str, Details], tuple[Mistake, ...]]:
    """The details of every practice of a folder of packs by the id of its case, and what is wrong."""
    desk = Desk()
    library = read_sources(desk, [(packs / "sources.csv", "sources.csv")])
    found: dict[str, Details] = {}
    for folder in sorted((packs / "places").glob(f"*/*/{FILE}")):
        place = folder.parent.parent.name
        sheet, text = desk.open(folder, str(folder.relative_to(packs)))
        if text is not None:
            found |= read_practice_rows(sheet, text, place=place, library=library)
    return found, desk.mistakes()


def read_practice_rows(sheet: Sheet, text: str, *, place: str, library: Library) -> dict[str, Details]:
    """The practices of one file; every mistake is noted."""
    found: dict[str, Details] = {}
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        if hear_empty(row, *NEEDED):
            continue
        case = f"{place}/{row['practice']}"
        found[case] = _with(row, found.get(case, Details()), library)
    return found


def _with(row: Row, details: Details, library: Library) -> Details:
    title = text_of(row, "title")
    source = ":".join(library.find(row, row["practice"]))
    if row["part"] == WHAT:
        return replace(details, what=title, source=source)
    if row["part"] == CONDITION:
        return replace(details, conditions=(*details.conditions, title))
    if row["part"] not in PARTS:
        row.hear(says.other_part(row["part"], PARTS), "part")
        return details
    for sentence, column in _wrong(row):
        row.hear(sentence, column)
    amount = Amount(title, row["value"], row["unit"], row["period"], source)
    if row["part"] == COST:
        return replace(details, costs=(*details.costs, amount))
    return replace(details, results=(*details.results, amount))


def _wrong(row: Row) -> Iterator[tuple[Sentence, str]]:
    value, unit = row["value"], row["unit"]
    if value != UNKNOWN and read_number(value) is None:
        yield says.not_an_amount(value), "value"
    if not unit:
        yield says.no_unit(value), "unit"
    elif find_unit(unit) is None:
        yield says.unknown_unit(unit, nearest(unit, tuple(UNITS))), "unit"
    elif row["part"] == COST and not converts(unit, WON):
        yield says.not_won(unit), "unit"
    if row["period"] and period_days(row["period"]) is None:
        yield says.not_a_period(row["period"]), "period"
