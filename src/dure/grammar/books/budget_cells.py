"""From the bytes of a budget file to its cells: CSV in any encoding and with any separator, or a workbook.

A workbook's merged cells and formulas are refused by their names: which row a merged value belongs to, and
what a formula was worth when somebody saved it, cannot be told from the file.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import get_column_letter

from dure.grammar.books.workbook_size import TooMuch, hear_size
from dure.grammar.encodings import UNREADABLE, decode
from dure.grammar.sentences import budget as says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence

MOST_ROWS = 20_000
MOST_COLUMNS = 60
UNPACKED_LIMIT_MB = 120
MOST_PARTS = 500
# How many refusals of one kind are told: a sheet of formulas needs no list of ten thousand.
MOST_TOLD = 20
WORKBOOK = b"PK\x03\x04"
NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0")
MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)"')
SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Cells:
    """The rows of a file, each with its number; and every refusal with the row it is about."""

    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    refused: tuple[tuple[int | None, Sentence], ...] = ()
    encoding: str = ""


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell: row 12, column 7 (from 0) is H12."""
    return f"{get_column_letter(column + 1)}{row}"


def read_cells(content: bytes) -> Cells:
    """The cells of a file. Never raises."""
    if content.startswith(NOT_TEXT):
        return _whole(says.not_a_table())
    if content.startswith(WORKBOOK):
        return _workbook(content)
    text, encoding = decode(content)
    if encoding == UNREADABLE:
        return _whole(file_says.unreadable_letters())
    return _csv(text, encoding)


def _whole(sentence: Sentence) -> Cells:
    return Cells(refused=((None, sentence),))


def separator(text: str) -> str:
    """The sign between cells: the one that stands most often in the first lines, outside of quotes."""
    head = re.sub(r'"[^"]*"', "", "\n".join(text.splitlines()[:20]))
    return max(SEPARATORS, key=lambda sign: (head.count(sign), sign == ","))


def _csv(text: str, encoding: str) -> Cells:
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, tuple(cell.strip() for cell in cells[:MOST_COLUMNS])))
            if len(rows) > MOST_ROWS:
                return _whole(says.too_many_lines(MOST_ROWS))
            line = reader.line_num + 1
    except csv.Error:
        return Cells(refused=((line, file_says.broken_csv()),), encoding=encoding)
    return Cells(tuple(rows), _formulas(rows), encoding)


def _workbook(content: bytes) -> Cells:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            inside = parts.infolist()
            if len(inside) > MOST_PARTS or sum(p.file_size for p in inside) > UNPACKED_LIMIT_MB * 1024**2:
                return _whole(says.too_many_lines(MOST_ROWS))
            sheets = sorted(p.filename for p in inside if p.filename.startswith("xl/worksheets/sheet"))
            merged = MERGED.findall(parts.read(sheets[0])) if len(sheets) == 1 else None
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        if merged is None:
            hear_size(content, rows_read=MOST_ROWS, columns_read=MOST_COLUMNS)
            merged = _merged_of(content)
        sheet.reset_dimensions()
        rows = []
        values = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        for number, cells in enumerate(values, start=1):
            texts = [_text(cell) for cell in cells]
            if any(texts):
                rows.append((number, tuple(texts)))
    except TooMuch as error:
        return _whole(error.sentence)
    except Exception:
        # Damage shows in whatever layer meets it first: zip, each of its packers, XML, encodings, dates.
        return _whole(says.not_a_table())
    if len(rows) > MOST_ROWS:
        return _whole(says.too_many_lines(MOST_ROWS))
    spans = tuple(
        (int(re.sub(r"\D", "", name.partition(":")[0])), says.merged_cells(name))
        for name in (found.decode() for found in merged[:MOST_TOLD])
    )
    return Cells(tuple(rows), spans + _formulas(rows), "xlsx")


def _merged_of(content: bytes) -> list[bytes]:
    """The merged cells of the first sheet of a workbook with several, asked of the library."""
    whole = openpyxl.load_workbook(io.BytesIO(content), read_only=False, data_only=False)
    return [str(span).encode() for span in whole.worksheets[0].merged_cells.ranges]


def _text(cell: object) -> str:
    """A cell as it would be typed."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        text = format(cell, ".15g")
        return text if "e" not in text else format(cell, "f")
    return str(cell).strip()


def _formulas(rows: list[tuple[int, tuple[str, ...]]]) -> tuple[tuple[int | None, Sentence], ...]:
    found: list[tuple[int | None, Sentence]] = []
    for number, cells in rows:
        for column, cell in enumerate(cells):
            if cell.startswith(("=", "@")) and len(found) < MOST_TOLD:
                found.append((number, says.formula(cell_name(number, column))))
    return tuple(found)
