"""The first sheet of a workbook as the text of a table: what every reader of tables reads.

A merged cell is refused by its name, as nobody can tell which row it belongs to. A formula stays as it is
written, so that the cell which should hold a number is named as one that does not.
"""

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl

from dure.grammar.sentences import budget as says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.sheets import LIMIT_MB

WORKBOOK = b"PK\x03\x04"
MOST_ROWS = 200_000
MOST_COLUMNS = 256
UNPACKED_LIMIT_MB = 400
MOST_PARTS = 500
MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)"')


def is_workbook(content: bytes) -> bool:
    """Whether a file begins as a workbook does."""
    return content.startswith(WORKBOOK)


def find_workbook(path: Path) -> bytes | None:
    """The bytes of a workbook of a size that is read; None where a file is none."""
    try:
        if not path.is_file() or path.stat().st_size > LIMIT_MB * 1024 * 1024:
            return None
        with open(path, "rb") as file:
            content = file.read()
    except (OSError, ValueError):
        return None
    return content if is_workbook(content) else None


def workbook_text(content: bytes) -> str | Sentence:
    """The first sheet as CSV, row for row; or why it cannot be read. Never raises."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            inside = parts.infolist()
            if len(inside) > MOST_PARTS or sum(p.file_size for p in inside) > UNPACKED_LIMIT_MB * 1024**2:
                return file_says.too_large(UNPACKED_LIMIT_MB * 1024)
            sheets = sorted(p.filename for p in inside if p.filename.startswith("xl/worksheets/sheet"))
            merged = MERGED.findall(parts.read(sheets[0])) if sheets else []
        if merged:
            return says.merged_cells(merged[0].decode())
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False).worksheets[0]
        sheet.reset_dimensions()
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for cells in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
            texts = [_typed(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            writer.writerow(texts)
    except Exception:
        # Damage shows in whatever layer meets it first: zip, each of its packers, XML, encodings, dates.
        return says.not_a_table()
    return out.getvalue()


def _typed(cell: object) -> str:
    """A cell as it would be typed, on one line; a number to its last digit."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return " ".join(str(cell).split())
