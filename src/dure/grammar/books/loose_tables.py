"""Tables that people made for themselves: any separator and encoding, headings spelt in many ways.

Nothing is guessed about the values: they are handed on as they are written. What a heading means is asked
of whoever knows.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dure.grammar.books.workbook_text import find_workbook, workbook_text
from dure.grammar.sentences import files as says
from dure.grammar.sheets import LIMIT_MB, Sheet, open_file

SEPARATORS = (",", ";", "\t", "|")
# Titles and notes may stand above the heading.
MOST_ROWS_ABOVE = 20


@dataclass(frozen=True)
class LooseTable:
    """A table as it was found: for each column what it is called and what it means ("" where nobody knows).

    `rows` are their first lines and their cells, as many as there are columns.
    """

    headings: tuple[str, ...]
    meanings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def words_of(heading: str) -> tuple[str, ...]:
    """The words of a heading in small letters; spaces, hyphens, dots and underscores part them alike.

    >>> words_of("BASIC+ (tCO2e)"), words_of("i_1-1")
    (('basic', 'plus', 'tco2e'), ('i', '1', '1'))
    """
    plain = unicodedata.normalize("NFKC", heading).lower().replace("+", " plus ")
    return tuple(re.findall(r"[^\W_]+", plain))


def read_loose(path: Path, *, sheet: Sheet, meaning: Callable[[str], str], least: int) -> LooseTable | None:
    """The table at `path`; None where it cannot be read or fewer than `least` headings mean anything.

    `meaning` answers what a heading means, or "". A row with too few or too many cells is noted and left out.
    """
    text = _text(path, sheet)
    if text is None:
        return None
    found = [_heading(text, separator, meaning) for separator in SEPARATORS]
    separator, (_, at) = max(zip(SEPARATORS, found, strict=True), key=lambda pair: pair[1][0])
    if max(score for score, _ in found) < least:
        return None
    return _table(text, separator, at, sheet=sheet, meaning=meaning)


def _text(path: Path, sheet: Sheet) -> str | None:
    """The text of a file; None, noted, where there is none to read."""
    book = find_workbook(path)
    if book is not None:
        found = workbook_text(book)
        if isinstance(found, str):
            return found
        sheet.hear(found)
        return None
    file = open_file(path, limit_kb=LIMIT_MB * 1024)
    wrong = file.wrong or (says.unreadable_letters() if "\0" in file.text else None)
    if wrong is not None:
        sheet.hear(wrong)
        return None
    return file.text


def _heading(text: str, separator: str, meaning: Callable[[str], str]) -> tuple[int, int]:
    """How many headings mean something in the best of the first rows, and which row that is."""
    best = (0, 0)
    try:
        for at, values in enumerate(_reader(text, separator)):
            if at > MOST_ROWS_ABOVE:
                break
            score = sum(bool(meaning(value)) for value in values)
            if score > best[0]:
                best = (score, at)
    except csv.Error:
        pass
    return best


def _table(
    text: str, separator: str, at: int, *, sheet: Sheet, meaning: Callable[[str], str]
) -> LooseTable | None:
    """The rows below the heading; empty ones are left out, ragged ones are noted."""
    headings: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = _reader(text, separator)
    line = 1
    try:
        for number, values in enumerate(reader):
            cells = tuple(value.strip() for value in values)
            if number == at:
                headings = cells
            elif number > at and any(cells):
                if any(cells[len(headings) :]) or len(cells) < len(headings):
                    sheet.hear(says.ragged_row(len(cells), len(headings)), line=line)
                else:
                    rows.append((line, cells[: len(headings)]))
            line = reader.line_num + 1
    except csv.Error:
        sheet.hear(says.broken_csv(), line=line)
        return None
    return LooseTable(headings, tuple(meaning(heading) for heading in headings), tuple(rows))


def _reader(text: str, separator: str) -> "csv._reader":  # type: ignore[name-defined]
    """A reader of the rows of a text."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
