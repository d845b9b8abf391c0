"""A table from anywhere: whatever letters, separators and empty lines it was saved with.

Packs are read strictly. A file somebody else made is read as it was meant: the row with most known headings
is its header; commas, semicolons, tabs and strokes are tried; what a cell holds stays as it was written.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from dure.grammar.books.workbook_text import is_workbook, workbook_text
from dure.grammar.encodings import UNREADABLE, decode
from dure.grammar.sentences import files as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.sheets import LIMIT_MB

SEPARATORS = (",", ";", "\t", "|")
# Titles and notes may stand above the header.
MOST_ROWS_ABOVE = 20
LEAST_HEADINGS = 2
LONGEST_NUMBER = 48
MOST_PLACES = 40
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?", re.IGNORECASE)
ANY_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?", re.IGNORECASE)
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
MINUS = "−–－"


class Unusable(Exception):
    """A file that cannot be read as a table at all, with the sentence that says why."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the sentence in both languages."""
        super().__init__(sentence[0].en)
        self.sentence = sentence


@dataclass(frozen=True)
class TableRow:
    """A row: the line it begins on and its cells, as many as the header has."""

    line: int
    cells: tuple[str, ...]
    left_over: int


@dataclass(frozen=True)
class ActivityTable:
    """A header and its rows; `separator` is what stood between the cells."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    separator: str


def read_table(path: Path, *, knows: Callable[[str], bool]) -> ActivityTable:
    """The table in a file; raises Unusable when there is none. `knows` tells a heading."""
    try:
        if path.exists() and not path.is_file():
            raise Unusable(says.not_a_file())
        if path.stat().st_size > LIMIT_MB * 1024 * 1024:
            raise Unusable(says.too_large(LIMIT_MB * 1024))
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unusable(says.unreadable_file(getattr(error, "strerror", None) or str(error))) from error
    return table_in(content, knows=knows)


def table_in(content: bytes, *, knows: Callable[[str], bool]) -> ActivityTable:
    """The table in the bytes of a CSV file or a workbook; raises Unusable when there is none."""
    if is_workbook(content):
        sheet = workbook_text(content)
        if not isinstance(sheet, str):
            raise Unusable(sheet)
        return table_of(sheet, knows=knows)
    text, encoding = decode(content)
    if encoding == UNREADABLE or "\0" in text:
        raise Unusable(says.unreadable_letters())
    return table_of(text, knows=knows)


def table_of(text: str, *, knows: Callable[[str], bool]) -> ActivityTable:
    """The table that a text holds, below the row that has most headings."""
    found = [_header(text, separator, knows) for separator in SEPARATORS]
    separator, (score, at) = max(zip(SEPARATORS, found, strict=True), key=lambda pair: pair[1][0])
    if score < LEAST_HEADINGS:
        raise Unusable(says.missing_columns(("quantity", "unit")))
    header: tuple[str, ...] = ()
    rows: list[TableRow] = []
    line = 1
    reader = _reader(text, separator)
    try:
        for number, values in enumerate(reader):
            cells = tuple(value.strip() for value in values)
            if number == at:
                header = cells
            elif number > at and any(cells):
                rows.append(_row(line, cells, len(header)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unusable(says.broken_csv()) from error
    return ActivityTable(header, tuple(rows), separator)


def _header(text: str, separator: str, knows: Callable[[str], bool]) -> tuple[int, int]:
    """How many headings the best of the first rows has, and which row that is."""
    best = (0, 0)
    try:
        for at, values in enumerate(_reader(text, separator)):
            if at > MOST_ROWS_ABOVE:
                break
            score = sum(knows(value) for value in values)
            best = (score, at) if score > best[0] else best
    except csv.Error:
        pass
    return best


def _row(line: int, cells: tuple[str, ...], width: int) -> TableRow:
    """The row, with empty cells where it is short; what stands beyond the header is counted."""
    padded = (*cells, *("",) * (width - len(cells)))
    return TableRow(line, padded[:width], len([cell for cell in cells[width:] if cell]))


def _reader(text: str, separator: str) -> "csv._reader":  # type: ignore[name-defined]
    """A reader of the rows of a text."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)


def read_amount(text: str, *, separator: str = ",") -> Decimal | None:
    """What a cell is worth: `1,234.5`, `1.2E-05`, `−3`, and `0,5` where commas do not part the cells.

    >>> read_amount("1,234.5"), read_amount("5.6e4"), read_amount("0,5", separator=";"), read_amount("n/a")
    (Decimal('1234.5'), Decimal('56000'), Decimal('0.5'), None)
    """
    plain = _plain(text)
    if len(plain) > LONGEST_NUMBER:
        return None
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif separator != "," and COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    places = value.as_tuple().exponent
    if abs(int(places)) > MOST_PLACES:
        return None
    return Decimal(f"{value:f}")


def is_beyond_measure(text: str) -> bool:
    """Whether a cell is written as a number that `read_amount` leaves unread for its size.

    >>> [is_beyond_measure(text) for text in ("1e308", "9" * 400, "12", "x")]
    [True, True, False, False]
    """
    plain = _plain(text)
    is_number = ANY_NUMBER.fullmatch(plain) or GROUPED.fullmatch(plain)
    return bool(is_number) and read_amount(text) is None


def _plain(text: str) -> str:
    """A number without what only parts its digits, with the minus of the keyboard."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("'", "").replace("_", "")
    return "-" + plain[1:] if plain[:1] and plain[0] in MINUS else plain
