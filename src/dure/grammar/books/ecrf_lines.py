"""A line of an eCRF workbook: its cells by column, and what they come to."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from dure.grammar.numbers import mended_number, notation, read_number

REF = re.compile(r"(?<![A-Za-z])(VI|IV|V|I{1,3})\s*\.\s*([1-9][0-9]?)(?:\s*\.\s*([1-9]))?(?![0-9])")
GROUPED = re.compile(r"[^\d,]*\d{1,3}(?:,\d{3})+(?:\.\d+)?\D*")
POWER = re.compile(r"-?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")


@dataclass(frozen=True)
class Line:
    """One line: the reference it is about, its cells as text, and cells of columns that nobody knows."""

    row: int
    ref: str
    cells: tuple[tuple[str, str], ...]
    other: tuple[tuple[str, str], ...] = ()
    sheet: str = "Detail"
    letters: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, column: str) -> str:
        """The cell in a column; empty where nothing stands."""
        return self._by_column.get(column, "")

    def number(self, column: str) -> Decimal | None:
        """What a cell is worth, where it is a number."""
        return number_of(self[column])

    def cell(self, column: str) -> str:
        """The name of a cell, like `Detail!H17`; of the row where the sheet has no such column."""
        letter = _by_name(self.letters).get(column, "")
        return f"{self.sheet}!{letter}{self.row}"

    @cached_property
    def key(self) -> str:
        """The notation key: NO, NE, IE or C, or nothing."""
        return notation(self["notation_key"].upper()) if self["notation_key"] else ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The references that IE points to, in the key's cell or else in the explanation."""
        if self.key != "IE":
            return ()
        return refs_in(self["notation_key"]) or refs_in(self["explanation"])

    @property
    def said(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """What it says, wherever it stands: two lines are the same when this is."""
        return self.cells, self.other

    @cached_property
    def _by_column(self) -> dict[str, str]:
        """The cells by column; asked some hundred times of each line."""
        return dict(self.cells)


@lru_cache(maxsize=64)
def _by_name(letters: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The letter of each column, which all lines of a sheet share."""
    return dict(letters)


def refs_in(text: str) -> tuple[str, ...]:
    """The references that a text names, as the taxonomy writes them.

    >>> refs_in("IE (I.1.2), ii.5.2")
    ('I.1.2', 'II.5.2')
    """
    found = REF.finditer(text.upper())
    return tuple(dict.fromkeys(".".join(part for part in each.groups() if part) for each in found))


def number_of(text: str) -> Decimal | None:
    """The number that a cell writes, with or without thousands separators or powers of ten.

    >>> number_of("1,234.5"), number_of("1.5E-3"), number_of("NE"), number_of("12,3")
    (Decimal('1234.5'), Decimal('0.0015'), None, None)
    """
    if POWER.fullmatch(text):
        return Decimal(text)
    # `12,3` may be twelve and three tenths: only commas between thousands are read.
    if "," in text and not GROUPED.fullmatch(text):
        return None
    found = read_number(text) or read_number(mended_number(text) or "")
    return found.value if found else None
