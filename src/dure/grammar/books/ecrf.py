"""Reads an eCRF workbook: what its first sheet tells of the city, and every line of its detail sheet.

No cell is lost: columns that nobody knows are kept under their headings. Merged cells, formulas and whatever
is wrong are told with the cell's name. A line that cannot be used is left out; the others are good.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dure.grammar.books.collecting import collecting_later
from dure.grammar.books.ecrf_checks import hear_line, hear_together, ref_of
from dure.grammar.books.ecrf_columns import CITY, DETAIL, column_of, label_of
from dure.grammar.books.ecrf_gases import hear_no_gas, known_gases
from dure.grammar.books.ecrf_lines import Line
from dure.grammar.books.ecrf_whole import Front, hear_whole
from dure.grammar.books.shapes import GwpSet
from dure.grammar.books.workbook_size import TooMuch, hear_size
from dure.grammar.sentences import ecrf as says
from dure.grammar.shapes import Category, Mistake
from dure.grammar.sheets import Sheet

LAST_HEADER_ROW = 20
LEAST_HEADINGS = 4
MOST_ROWS = 20_000
MOST_COLUMNS = 80
BLANK = re.compile(r"\s*")
AnyCell = Cell | MergedCell


@dataclass(frozen=True)
class Workbook:
    """A workbook: the city's facts, the good lines, what else stands in it, and what is wrong.

    `mistakes` are of lines left out or of the whole file (then nothing is usable); `remarks` of good lines.
    `rows` are further sheets as text, by their titles: nothing that was brought is dropped.
    """

    city: tuple[tuple[str, str], ...] = ()
    city_other: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    remarks: tuple[Mistake, ...] = ()
    usable: bool = False


@dataclass(frozen=True)
class _Table:
    """Where the table of a detail sheet begins: its header row, and the columns with their names."""

    sheet: Worksheet
    header_row: int
    columns: tuple[tuple[int, str, str], ...]


def read_workbook(
    content: bytes, *, categories: Sequence[Category], sets: Sequence[GwpSet] = (), file: str = ""
) -> Workbook:
    """What an eCRF workbook says; totals are compared with their gases under `sets`. Never raises."""
    with collecting_later():
        return _read(content, categories, sets, file)


def _read(content: bytes, categories: Sequence[Category], sets: Sequence[GwpSet], file: str) -> Workbook:
    """The workbook with its mistakes and remarks."""
    sheet = Sheet(file)
    try:
        book = _opened(content)
    except TooMuch as error:
        sheet.hear(error.sentence)
        return Workbook(mistakes=tuple(sheet.mistakes))
    table = next(filter(None, map(_find_table, book.worksheets)), None) if book else None
    if book is None or table is None:
        sheet.hear(says.no_detail() if book else says.not_a_workbook())
        return Workbook(mistakes=tuple(sheet.mistakes))
    remarks = Sheet(file)
    others = [each for each in book.worksheets if each is not table.sheet]
    front = next((each for each in others if _is_front(each)), None)
    city, city_other = _city(front, remarks) if front is not None else ((), ())
    lines, seen = _lines(table, sheet, remarks, categories)
    lines = _of_gases(lines, table, sheet, sets)
    good = hear_together(lines, mistakes=sheet, remarks=remarks)
    told = Front(dict(city), _where_told(front) if front is not None else {})
    for each in others:
        _hear_sheet(each, remarks, is_front=each is front)
    hear_whole(good, front=told, seen=seen, categories=categories, sets=sets, remarks=remarks)
    return Workbook(
        city=city,
        city_other=city_other,
        lines=good,
        rows=tuple((each.title, _texts(each)) for each in others if each is not front),
        mistakes=tuple(sheet.mistakes),
        remarks=tuple(remarks.mistakes),
        usable=True,
    )


def _opened(content: bytes) -> openpyxl.Workbook | None:
    """The workbook, where it is one; raises TooMuch where it asks for more than anybody types."""
    try:
        hear_size(content, rows_read=MOST_ROWS, columns_read=MOST_COLUMNS)
        book = openpyxl.load_workbook(io.BytesIO(content))
        if all(each.max_row > MOST_ROWS or each.max_column > 16_000 for each in book.worksheets):
            return None
        return book
    except TooMuch:
        raise
    except Exception:
        # Damage shows in whatever layer meets it first: zip, each of its packers, XML, encodings, dates.
        return None


def _find_table(sheet: Worksheet) -> _Table | None:
    """The table of sources on a sheet: the row whose cells are headings, those of groups above it."""
    best: _Table | None = None
    # Asking a sheet how wide it is goes through all of its cells.
    last_column = min(sheet.max_column, MOST_COLUMNS)
    for row in range(1, min(sheet.max_row, LAST_HEADER_ROW) + 1):
        columns = tuple(_headings(sheet, row, last_column))
        known = {name for _number, name, _printed in columns if name}
        is_table = "gpc_ref" in known or {"crf_subsector", "scope"} <= known
        if is_table and len(known) >= LEAST_HEADINGS:
            best = best or _Table(sheet, row, columns)
            if len(known) > sum(bool(name) for _n, name, _p in best.columns):
                best = _Table(sheet, row, columns)
    return best


def _headings(sheet: Worksheet, row: int, last_column: int) -> Iterator[tuple[int, str, str]]:
    """The columns of a header row, each once: number, name (empty when unknown), heading as printed."""
    group, seen = "", set()
    for number in range(1, last_column + 1):
        above = _text(sheet.cell(row - 1, number)) if row > 1 else ""
        group = above or group
        printed = _text(sheet.cell(row, number))
        if not printed and not above:
            continue
        name = column_of(printed or above, group if printed else "")
        if name in seen:
            name = ""
        seen.add(name)
        heading = printed or above
        yield number, name, heading if name or not above else f"{above}: {heading}"


def _is_front(sheet: Worksheet) -> bool:
    """Whether a sheet tells of the city: at least two of its labels are known."""
    rows = sheet.iter_rows(min_row=1, max_row=60, max_col=8)
    return sum(any(label_of(_text(cell)) for cell in row) for row in rows) >= 2


def _city(
    sheet: Worksheet, remarks: Sheet
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What the first sheet tells: a label with what stands right of it. Unknown labels are kept."""
    known: dict[str, str] = {}
    other: list[tuple[str, str]] = []
    for row in sheet.iter_rows(max_row=200, max_col=12):
        cells = [cell for cell in row if _text(cell)]
        if not cells:
            continue
        label, values = _text(cells[0]), cells[1:]
        heard = len(remarks.mistakes)
        for cell in values:
            _hear_cell(cell, sheet.title, remarks)
        value = " ".join(_text(cell) for cell in values) if len(remarks.mistakes) == heard else ""
        name = label_of(label)
        if name and name not in known:
            known[name] = value
        else:
            other.append((label, value))
    return tuple((name, known[name]) for name in CITY if name in known), tuple(other)


def _where_told(sheet: Worksheet) -> dict[str, str]:
    """The cell that stands right of each label of the first sheet."""
    cells: dict[str, str] = {}
    for row in sheet.iter_rows(max_row=200, max_col=12):
        label = next((cell for cell in row if _text(cell)), None)
        name = label_of(_text(label)) if label is not None else ""
        if label is not None and name:
            cells.setdefault(name, f"{sheet.title}!{get_column_letter((label.column or 0) + 1)}{label.row}")
    return cells


def _lines(
    table: _Table, sheet: Sheet, remarks: Sheet, categories: Sequence[Category]
) -> tuple[tuple[Line, ...], set[str]]:
    """The lines below the header without those that have a mistake, and the references of all of them."""
    merged = _merged_rows(table)
    found, seen = [], set[str]()
    for row in range(table.header_row + 1, min(table.sheet.max_row, MOST_ROWS) + 1):
        cells = {number: table.sheet.cell(row, number) for number, _name, _printed in table.columns}
        if row in merged:
            name = f"{table.sheet.title}!{merged[row]}"
            sheet.hear(says.merged(name), line=row, column=name)
            continue
        if all(BLANK.fullmatch(_text(cell)) for cell in cells.values()):
            continue
        heard = len(sheet.mistakes)
        for cell in cells.values():
            _hear_cell(cell, table.sheet.title, sheet)
        line = _line(table, row, cells)
        line = replace(line, ref=ref_of(line, categories))
        seen.add(line.ref)
        if len(sheet.mistakes) == heard:
            hear_line(line, mistakes=sheet, remarks=remarks, categories=categories)
        if len(sheet.mistakes) == heard:
            found.append(line)
    return tuple(found), seen


def _of_gases(
    lines: tuple[Line, ...], table: _Table, sheet: Sheet, sets: Sequence[GwpSet]
) -> tuple[Line, ...]:
    """The lines without the columns that are headed like a gas and are none: each of those is refused."""
    if not sets:
        return lines
    cells = {
        printed: f"{table.sheet.title}!{get_column_letter(number)}{table.header_row}"
        for number, name, printed in table.columns
        if not name
    }
    refused = hear_no_gas(lines, cells, known=known_gases(sets), mistakes=sheet)
    if not refused:
        return lines
    return tuple(
        replace(line, other=tuple(pair for pair in line.other if pair[0] not in refused)) for line in lines
    )


def _line(table: _Table, row: int, cells: dict[int, AnyCell]) -> Line:
    named = {name: _text(cells[number]) for number, name, _printed in table.columns if name}
    return Line(
        row=row,
        ref="",
        cells=tuple((name, named[name]) for name in DETAIL if named.get(name)),
        other=tuple(
            (printed, _text(cells[number]))
            for number, name, printed in table.columns
            if not name and _text(cells[number])
        ),
        sheet=table.sheet.title,
        letters=tuple((name, get_column_letter(number)) for number, name, _printed in table.columns if name),
    )


def _merged_rows(table: _Table) -> dict[int, str]:
    """The rows below the header that merged cells reach into, each with the range."""
    rows: dict[int, str] = {}
    for cells in table.sheet.merged_cells.ranges:
        for row in range(max(cells.min_row, table.header_row + 1), min(cells.max_row, MOST_ROWS) + 1):
            rows.setdefault(row, str(cells.coord))
    return rows


def _hear_cell(cell: AnyCell, title: str, sheet: Sheet) -> None:
    """Note a formula or an error in a cell."""
    if cell.data_type not in ("f", "e"):
        return
    name = f"{title}!{cell.coordinate}"
    if cell.data_type == "f":
        text = str(getattr(cell.value, "text", None) or cell.value)
        sheet.hear(says.formula(name, text), line=cell.row, column=name)
    elif cell.data_type == "e":
        sheet.hear(says.error_value(name, str(cell.value)), line=cell.row, column=name)


def _hear_sheet(sheet: Worksheet, remarks: Sheet, *, is_front: bool) -> None:
    """Remark what only spreadsheets understand on a sheet that is kept as text: formulas and merged cells."""
    rows = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    formulas = [f"{sheet.title}!{cell.coordinate}" for row in rows for cell in row if cell.data_type == "f"]
    # Formulas of the first sheet are told where its values are read.
    if formulas and not is_front:
        remarks.hear(says.formulas_on_sheet(sheet.title, formulas), column=formulas[0])
    merged = [
        f"{sheet.title}!{cells.coord}"
        for cells in sorted(sheet.merged_cells.ranges, key=lambda cells: (cells.min_row, cells.min_col))
        # A title drawn across columns hides nothing; one value across rows does.
        if cells.max_row > cells.min_row
    ]
    if merged:
        remarks.hear(says.merged_on_sheet(sheet.title, merged), column=merged[0])


def _text(cell: AnyCell) -> str:
    """A cell as it would be typed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime | date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value).strip()


def _texts(sheet: Worksheet) -> tuple[tuple[str, ...], ...]:
    """A sheet as rows of text."""
    rows = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    return tuple(tuple(_text(cell) for cell in row) for row in rows)
