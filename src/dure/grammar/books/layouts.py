"""A table as people bring it: any separator, any headings, thousands separators, decimal commas.

Nothing is guessed about what a heading means: `Layout` gives headings in one plain form, and cells as they
stand, each with its line.
"""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dure.grammar.books.workbook_text import find_workbook, workbook_text
from dure.grammar.sentences import deposits as says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.sheets import LIMIT_MB, Desk, Sheet, open_file

SEPARATORS = ",;\t|"
# 2300,322 and 0,185 and 12,5 can only be decimal commas; 1,500 may be either.
DECIMAL_COMMA = re.compile(r"-?(?:\d{4,},\d+|0,\d+|\d+,(?:\d{1,2}|\d{4,}))")
# 2.300.322 where commas are decimal.
POINTS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
PRINTED = re.compile(r"[-+]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?")
MINUS = "−–－△▲"
BLANKS = ("", "-", "–", "—", "n/a", "na", "nan", "unknown", "ne", "미상", "해당없음")


@dataclass(frozen=True)
class Cell:
    """A cell: what stands in it, its line and its heading as printed."""

    text: str
    line: int
    heading: str

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return self.text.strip().lower() in BLANKS


@dataclass(frozen=True)
class Layout:
    """A table: its headings as printed and in plain form, its rows by line, and what stands above it."""

    sheet: Sheet
    headings: tuple[str, ...]
    plain: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: tuple[tuple[int, tuple[str, ...]], ...]
    decimal_comma: bool

    def cells(self, column: int) -> Iterator[Cell]:
        """The cells of a column, from top to bottom."""
        yield from (Cell(row[column], line, self.headings[column]) for line, row in self.rows)

    def number(self, cell: Cell) -> float | None:
        """What a cell is worth, or None when it is no number; a percentage is a hundredth."""
        return read_loose_number(cell.text, decimal_comma=self.decimal_comma)

    def hear(self, sentence: Sentence, cell: Cell) -> None:
        """Note a mistake of a cell."""
        self.sheet.hear(sentence, line=cell.line, column=cell.heading)


def read_layout(desk: Desk, path: Path, *, is_head: Callable[[Sequence[str]], bool]) -> Layout | None:
    """The table in a file; None when there is none, which is noted.

    `is_head` knows a row of headings; where no row is one, the first is taken for it.
    """
    sheet, text = _opened(desk, path)
    if text is None:
        return None
    text = text.lstrip("\ufeff")
    separator = _separator(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for values in reader:
            cells = tuple(value.strip() for value in values)
            if any(cells) and not cells[0].startswith("#"):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        sheet.hear(file_says.broken_csv(), line=line)
        return None
    if len(rows) < 2:
        sheet.hear(says.no_rows())
        return None
    head = next((place for place, (_, cells) in enumerate(rows) if is_head(cells)), 0)
    return _layout(sheet, rows, head, separator)


def _opened(desk: Desk, path: Path) -> tuple[Sheet, str | None]:
    """The text of a file, or of a workbook's first sheet; None where there is none, which is noted."""
    book = find_workbook(path)
    if book is None:
        # Whatever saved its letters: only packs have to be UTF-8.
        sheet, file = desk.sheet(path.name), open_file(path, limit_kb=LIMIT_MB * 1024)
        if file.wrong is None:
            return sheet, file.text
        sheet.hear(file.wrong)
        return sheet, None
    sheet, text = desk.sheet(path.name), workbook_text(book)
    if isinstance(text, str):
        return sheet, text
    sheet.hear(text)
    return sheet, None


def _layout(sheet: Sheet, rows: list[tuple[int, tuple[str, ...]]], head: int, separator: str) -> Layout:
    """The table with its headings apart; rows that are not as long as the headings are noted and left out."""
    headings = rows[head][1]
    while headings and not headings[-1]:
        headings = headings[:-1]
    kept = []
    for line, cells in rows[head + 1 :]:
        if any(cells[len(headings) :]):
            sheet.hear(file_says.ragged_row(len(cells), len(headings)), line=line)
            continue
        kept.append((line, (cells + ("",) * len(headings))[: len(headings)]))
    comma = separator in ";\t|" and any(DECIMAL_COMMA.fullmatch(cell) for _, cells in kept for cell in cells)
    return Layout(
        sheet=sheet,
        headings=headings,
        plain=tuple(plain_heading(name) for name in headings),
        rows=tuple(kept),
        above=tuple(rows[:head]),
        decimal_comma=comma,
    )


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """A heading in small letters and digits of any script, with one underscore between words.

    >>> plain_heading(" DDOCm deposited [Gg] ")
    'ddocm_deposited_gg'
    """
    small = unicodedata.normalize("NFKC", text).lower().strip()
    return re.sub(r"[\W_]+", "_", small).strip("_")


def read_loose_number(text: str, *, decimal_comma: bool = False) -> float | None:
    """A number as people and programmes print it, or None; `15 %` is 0.15.

    >>> read_loose_number("2,300.322"), read_loose_number("15 %")
    (2300.322, 0.15)
    """
    said = "".join(unicodedata.normalize("NFKC", text).split()).lstrip("'")
    share = said.endswith("%")
    said = said.removesuffix("%")
    if said[:1] and said[0] in MINUS:
        said = "-" + said[1:]
    if decimal_comma and ("," in said or POINTS.fullmatch(said)):
        said = said.replace(".", "").replace(",", ".")
    if len(said) > 48 or not any(letter.isdigit() for letter in said) or not PRINTED.fullmatch(said):
        return None
    value = float(said.replace(",", ""))
    if not math.isfinite(value):
        return None
    return value / 100 if share else value


def last_digit(text: str) -> float:
    """The size of the last printed digit of a number.

    >>> last_digit("19.173"), last_digit("2,300")
    (0.001, 1.0)
    """
    mantissa, _, exponent = text.strip().lower().rstrip("% ").partition("e")
    decimals = len(mantissa.rpartition(".")[2]) if "." in mantissa else 0
    return float(10.0 ** (int(exponent or 0) - decimals))


def _separator(text: str) -> str:
    """What stands between the cells of the first line that is not a comment."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    first = re.sub(r'"[^"]*"', "", next(lines, ""))
    return max(SEPARATORS, key=first.count)
