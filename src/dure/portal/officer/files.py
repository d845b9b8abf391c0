"""From an uploaded file to rows of cells with their lines: CSV in any encoding, or an XLSX's first sheet.

The file's own claims are not believed: what it is is read from its first bytes, and how large it becomes is
counted before it is unpacked.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

import openpyxl

from dure.grammar.encodings import UNREADABLE, decode
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence
from dure.portal.officer import sentences as says

MOST_ROWS = 10_000
MOST_COLUMNS = 40
# A sheet may leave rows empty; a row that claims a number far below makes the reader walk all of them.
LAST_SHEET_ROW = 100_000
# Cells far to the right make every row as wide, though they be empty: this many are walked at most.
MOST_CELLS = LAST_SHEET_ROW * MOST_COLUMNS
UNPACKED_LIMIT_MB = 60
MOST_PARTS = 500
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90")
# Columns whose cells a spreadsheet may keep as dates. A period kept so has lost whether it was a month.
DATE_COLUMNS = ("valid_from", "published_on")
Rows = tuple[tuple[int, tuple[str, ...]], ...]


class _TooWide(Exception):
    """A sheet has something right of the last column that is read, or too many empty cells."""


@dataclass(frozen=True)
class Grid:
    """The rows of a file, each with its line; or what is wrong with the whole file, and where."""

    rows: Rows = ()
    wrong: Sentence | None = None
    line: int | None = None
    encoding: str = ""


def read_grid(content: bytes) -> Grid:
    """The rows of a file. Never raises."""
    if content.startswith(OLD_WORKBOOK):
        return Grid(wrong=says.old_workbook())
    if content.startswith(NOT_TEXT):
        return Grid(wrong=says.not_text())
    grid = _workbook(content) if content.startswith(WORKBOOK) else _csv(content)
    if grid.wrong is None and not grid.rows:
        return Grid(wrong=says.no_rows(), encoding=grid.encoding)
    return grid


def _csv(content: bytes) -> Grid:
    text, encoding = decode(content)
    if encoding == UNREADABLE:
        return Grid(wrong=file_says.unreadable_letters())
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                return Grid(wrong=says.too_many_columns(MOST_COLUMNS), line=line, encoding=encoding)
            if cells:
                rows.append((line, tuple(cells)))
            if len(rows) > MOST_ROWS + 1:
                return Grid(wrong=says.too_many_rows(MOST_ROWS), encoding=encoding)
            line = reader.line_num + 1
    except csv.Error:
        return Grid(wrong=file_says.broken_csv(), line=line, encoding=encoding)
    return Grid(rows=tuple(rows), encoding=encoding)


def _workbook(content: bytes) -> Grid:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            inside = parts.infolist()
        if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > UNPACKED_LIMIT_MB * 1024**2:
            return Grid(wrong=says.unpacks_too_large(UNPACKED_LIMIT_MB))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        found = _sheet_rows(sheet.iter_rows(max_row=LAST_SHEET_ROW + 1, values_only=True))
    except _TooWide:
        return Grid(wrong=says.too_many_columns(MOST_COLUMNS))
    except Exception:
        # Damage shows in whatever layer meets it first: zip, each of its packers, XML, encodings, dates.
        return Grid(wrong=says.broken_workbook())
    if found is None:
        return Grid(wrong=says.row_too_far(LAST_SHEET_ROW))
    if len(found) > MOST_ROWS + 1:
        return Grid(wrong=says.too_many_rows(MOST_ROWS))
    return Grid(rows=found, encoding="xlsx")


def _sheet_rows(values: Iterator[tuple[object, ...]]) -> Rows | None:
    """The rows of a sheet as text, as wide as the header; what stands right of it makes a row ragged.

    None when the sheet reaches below the last row that is read.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    header: tuple[str, ...] = ()
    walked = 0
    for line, cells in enumerate(values, start=1):
        if line > LAST_SHEET_ROW:
            return None
        walked += len(cells)
        if walked > MOST_CELLS:
            raise _TooWide
        if all(cell is None for cell in cells):
            continue
        names = header or ("",) * len(cells)
        texts = [_text(cell, column=names[n] if n < len(names) else "") for n, cell in enumerate(cells)]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            continue
        if len(texts) > MOST_COLUMNS:
            raise _TooWide
        header = header or tuple(text.strip() for text in texts)
        rows.append((line, (*texts, *[""] * (len(header) - len(texts)))))
        if len(rows) > MOST_ROWS + 1:
            break
    return tuple(rows)


def _text(cell: object, *, column: str) -> str:
    """A cell as it would be typed. A day in a column of days is written as one."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and column in DATE_COLUMNS and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        text = format(cell, ".15g")
        return text if "e" not in text else format(cell, "f")
    return str(cell)
