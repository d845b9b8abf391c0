"""Writes an eCRF workbook as an XLSX file: the same workbook is the same file, byte for byte.

No clock goes in. What is read from a workbook and written again says the same in every cell.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.ecrf_columns import CITY, DETAIL, NUMBERS
from dure.grammar.books.ecrf_lines import Line

FRONT, TABLE = "City", "Detail"
WIDTHS = {"gpc_ref": 9, "scope": 7, "explanation": 60, "crf_sector": 22, "crf_subsector": 34}
EXACT_DIGITS = 15
# A zip keeps times; every part gets the first one that it can hold.
FIRST_TIME = (1980, 1, 1, 0, 0, 0)
CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def written(book: Workbook) -> bytes:
    """The workbook as an XLSX file."""
    made = openpyxl.Workbook()
    front = made.worksheets[0]
    front.title = FRONT
    _fill(front, [(CITY[name][0], value) for name, value in book.city] + list(book.city_other))
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 32, 48
    table = made.create_sheet(book.lines[0].sheet if book.lines else TABLE)
    _fill_table(table, book.lines)
    for title, rows in book.rows:
        sheet = made.create_sheet(title)
        _fill(sheet, rows)
        sheet.freeze_panes = "A2"
    return _without_clock(made)


def _fill_table(sheet: Worksheet, lines: Sequence[Line]) -> None:
    """The thirty-three columns, then those that only this workbook has."""
    more = list(dict.fromkeys(heading for line in lines for heading, _text in line.other))
    header = [printed for printed, _others in DETAIL.values()] + more
    rows = [
        [line[name] for name in DETAIL] + [dict(line.other).get(heading, "") for heading in more]
        for line in lines
    ]
    numeric = {number for number, name in enumerate(DETAIL, start=1) if name in NUMBERS}
    _fill(sheet, [header, *rows], numeric=numeric)
    for number, name in enumerate(DETAIL, start=1):
        cell = sheet.cell(1, number)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "C2"


def _fill(sheet: Worksheet, rows: Iterable[Sequence[str]], *, numeric: set[int] | None = None) -> None:
    """Write cells as text, and as numbers where a number keeps every digit."""
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text == "":
                continue
            cell = sheet.cell(line, column)
            if line > 1 and numeric and column in numeric and _keeps_digits(text):
                cell.value = float(text) if "." in text else int(text)
            else:
                cell.value = text
                # Whatever a text begins with, it is no formula.
                cell.data_type = "s"
                cell.number_format = "@"


def _keeps_digits(text: str) -> bool:
    """Whether a text is a number that a spreadsheet keeps to the last digit, and prints the same."""
    if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", text):
        return False
    return len(text.replace("-", "").replace(".", "").strip("0")) <= EXACT_DIGITS and len(text) < 20


def _without_clock(book: openpyxl.Workbook) -> bytes:
    """The file of a workbook with no time in it."""
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = CLOCK.sub(b"", old.read(name)) if name == "docProps/core.xml" else old.read(name)
            part = zipfile.ZipInfo(name, FIRST_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return second.getvalue()
