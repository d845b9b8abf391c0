"""Reads a table of inventories: a row for each city and year, a column for each reference of the taxonomy.

Columns may stand in any order and be spelt in many ways; what is not known is left alone.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dure.grammar.books.decimal_marks import decimal_mark, is_open, with_point
from dure.grammar.books.loose_tables import LooseTable, read_loose, words_of
from dure.grammar.books.names import plain_ref
from dure.grammar.sentences import activity_cells as cell_says
from dure.grammar.sentences import city_years as says
from dure.grammar.sentences import files as file_says
from dure.grammar.shapes import Mistake
from dure.grammar.sheets import Sheet
from dure.grammar.words import nearest

VIEWS = {
    "basic": "basic",
    "basicplus": "basic-plus",
    "territorial": "territorial",
}
ABOUT = {
    "cityyear": "city_year",
    "도시연도": "city_year",
    "city": "city",
    "municipality": "city",
    "place": "city",
    "도시": "city",
    "지역": "city",
    "시군구": "city",
    "year": "year",
    "inventoryyear": "year",
    "accountingyear": "year",
    "연도": "year",
    "년도": "year",
    "기준연도": "year",
    "level": "level",
    "gpclevel": "level",
    "inventorylevel": "level",
    "보고수준": "level",
    "population": "population",
    "pop": "population",
    "인구": "population",
    "인구수": "population",
}
# Words that stand around the name of a column without changing what it is.
AROUND = {"gpc", "ref", "total", "emissions", "tco2e", "tco2eq", "tco2", "t", "tonnes", "reporting", "합계"}
LIKE_A_REF = re.compile(r"(?:vi|iv|v|i{1,3})(?:\.\d{1,2}){1,2}")
DATED = re.compile(r"(.*?)[\s_,(-]*(?<!\d)((?:19|20)\d\d)(?:[-/](?:\d\d){1,2})?\)?")
LEAST = 2


@dataclass(frozen=True)
class CityYearRow:
    """One inventory as it is written: its name, city and year, and the text of every cell."""

    line: int
    city_year: str
    city: str
    year: int | None
    level: str
    population: str
    cells: Mapping[str, str]
    published: Mapping[str, str]


@dataclass(frozen=True)
class CityYearTable:
    """The inventories of a file, what each column is called there, and what is wrong with the file.

    `usable` is false where nothing can be read; `missing` are references that have no column; `notes` are
    what should be known, but keeps no row from being read.
    """

    rows: tuple[CityYearRow, ...]
    called: Mapping[str, str]
    missing: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    notes: tuple[Mistake, ...]
    usable: bool


def read_city_years(path: Path, *, refs: Collection[str]) -> CityYearTable:
    """The inventories of a CSV file; `refs` are the references of the taxonomy. Never raises on bad input."""
    sheet = Sheet(path.name)
    table = read_loose(path, sheet=sheet, meaning=partial(_meaning, refs=tuple(refs)), least=LEAST)
    if table is None and not sheet.mistakes:
        sheet.hear(says.missing_references(has_name=False), line=1)
    if table is None or not _heading_holds(table, sheet, tuple(refs)):
        return CityYearTable((), {}, (), tuple(sheet.mistakes), (), usable=False)
    called = {
        meaning: heading for meaning, heading in zip(table.meanings, table.headings, strict=True) if meaning
    }
    if not table.rows:
        sheet.hear(cell_says.no_rows())
        return CityYearTable((), called, (), tuple(sheet.mistakes), (), usable=False)
    numbers = {*refs, *VIEWS.values(), "population"}
    mark = _mark(table, numbers)
    rows = []
    for line, cells in table.rows:
        found = dict(zip(table.meanings, cells, strict=True))
        for meaning in numbers & set(found):
            found[meaning] = with_point(found[meaning], mark=mark)
        row = _row(line, found, tuple(refs))
        if row.city_year:
            rows.append(row)
        else:
            sheet.hear(says.no_name(), line=line, column=called.get("city_year", called.get("city")))
    missing = tuple(ref for ref in refs if ref not in called)
    notes = (*_notes(table, sheet.file, tuple(refs)), *_open_numbers(table, sheet.file, numbers, mark))
    return CityYearTable(tuple(rows), called, missing, tuple(sheet.mistakes), notes, usable=True)


def level_of(text: str) -> str | None:
    """The view that a level claims, or None where it is not known."""
    return VIEWS.get("".join(word for word in words_of(text) if word not in AROUND))


def _meaning(heading: str, *, refs: tuple[str, ...]) -> str:
    """What a heading means: a reference, a view, something about the row, or nothing."""
    ref = plain_ref(_core(heading, "."))
    if ref in refs:
        return ref
    core = _core(heading, "")
    return VIEWS.get(core) or ABOUT.get(core) or ""


def _core(heading: str, between: str) -> str:
    """A heading without the words that stand around its name."""
    return between.join(word for word in words_of(heading) if word not in AROUND)


def _heading_holds(table: LooseTable, sheet: Sheet, refs: tuple[str, ...]) -> bool:
    """Whether the columns that are needed are there, each once; what is wrong is noted."""
    counts = Counter(meaning for meaning in table.meanings if meaning)
    if not set(refs) & set(counts):
        # What else may be wrong with such a heading does not matter: it is another kind of table.
        sheet.hear(says.missing_references(has_name=bool({"city_year", "city"} & set(counts))))
        return False
    for meaning, count in counts.items():
        if count > 1:
            sheet.hear(file_says.column_twice(meaning), column=meaning)
    if not ({"city_year", "city"} & set(counts)):
        sheet.hear(file_says.missing_columns(("City_year",)))
    named = {"city_year", "city"} & set(counts)
    return bool(named) and max(counts.values()) == 1


def _mark(table: LooseTable, numbers: Collection[str]) -> str:
    """What parts the decimals of a table, by all its columns of numbers."""
    columns = [at for at, meaning in enumerate(table.meanings) if meaning in numbers]
    return decimal_mark(cells[at] for _, cells in table.rows for at in columns)


def _open_numbers(table: LooseTable, file: str, numbers: Collection[str], mark: str) -> tuple[Mistake, ...]:
    """The first number that may be read both ways, in a table that writes decimals both ways."""
    notes = Sheet(file)
    open_cells = [
        (line, table.headings[at], cell)
        for line, cells in table.rows
        for at, cell in enumerate(cells)
        if table.meanings[at] in numbers and is_open(cell, mark=mark)
    ]
    for line, column, cell in open_cells[:1]:
        notes.hear(says.decimals_both_ways(cell, len(open_cells)), line=line, column=column)
    return tuple(notes.mistakes)


def _notes(table: LooseTable, file: str, refs: tuple[str, ...]) -> tuple[Mistake, ...]:
    """Columns that look like references, but are not in the taxonomy."""
    notes = Sheet(file)
    for heading in table.headings:
        ref = _core(heading, ".")
        if LIKE_A_REF.fullmatch(ref) and ref.upper() not in refs:
            notes.hear(says.column_not_in_taxonomy(heading, nearest(ref.upper(), refs)), column=heading)
    return tuple(notes.mistakes)


def _row(line: int, found: Mapping[str, str], refs: tuple[str, ...]) -> CityYearRow:
    """One inventory from its cells."""
    name = found.get("city_year", "")
    city, year = found.get("city", ""), found.get("year", "").removesuffix(".0")
    if not name and city:
        name = f"{city}_{year}" if year else city
    dated = DATED.fullmatch(name)
    if year.isdigit():
        dated_year: int | None = int(year)
    else:
        dated_year = int(dated[2]) if dated else None
    return CityYearRow(
        line=line,
        city_year=name,
        city=city or (dated[1] if dated else name),
        year=dated_year,
        level=found.get("level", ""),
        population=found.get("population", ""),
        cells={ref: found[ref] for ref in refs if ref in found},
        published={view: found[view] for view in VIEWS.values() if view in found},
    )
