"""How much a workbook asks for, read from its parts before a library opens it.

A few letters may name a million cells: a merged range, a link or a note over a whole sheet. What opens a
workbook makes each of those cells, and so they are counted first, in the parts as they are packed.
"""

import io
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from dure.grammar.sentences import ecrf as says
from dure.grammar.sentences.says import Sentence

UNPACKED_LIMIT_MB = 40
# Seven thousand lines of all the columns of the layout; a city's whole inventory has some hundreds.
MOST_CELLS = 250_000
MOST_COVERED = 100_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
COVERING = ("mergeCell", "hyperlink", "comment")
WITHIN_A_CELL = ("v", "is", "t", "f", "si")
KINDS = ("worksheet", "chartsheet", "dialogsheet")


class TooMuch(ValueError):
    """A workbook asks for more cells than anybody types; its sentence names where."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the sentence."""
        super().__init__(sentence[0].en)
        self.sentence = sentence


@dataclass
class _Count:
    """What has been counted in all parts, and the place in the one that is being read."""

    rows_read: int
    columns_read: int
    cells: int = 0
    covered: int = 0
    boxes: int = 0
    sheets: int = 0
    kinds: int = 0
    place: list[int] = field(default_factory=lambda: [0, 0])
    reach: list[int] = field(default_factory=lambda: [0, 0])

    def begin(self, name: str, given: dict[str, str]) -> None:
        """Count an element of a part."""
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag in WITHIN_A_CELL:
            return
        if tag == "c":
            self._cell(given.get("r", ""))
        elif tag == "row":
            self.place = [_whole(given.get("r", ""), self.place[0] + 1), 0]
        elif tag in COVERING and given.get("ref"):
            self._cover(given["ref"])
        self.sheets += tag == "sheet"
        self.kinds += tag in KINDS

    def end_part(self) -> None:
        """Keep how far the part reached, and begin the next."""
        self.boxes += self._box()
        self.place, self.reach = [0, 0], [0, 0]

    def _box(self) -> int:
        """The cells from the first to the furthest of this part, as far as they are read."""
        return min(self.reach[0], self.rows_read) * min(self.reach[1], self.columns_read)

    def _cell(self, name: str) -> None:
        row, column = _coordinate(name) if name else (self.place[0], self.place[1] + 1)
        self.place[1] = column
        self.cells += 1
        if row > self.reach[0] or column > self.reach[1] or self.cells > MOST_CELLS:
            self._reach(row, column)

    def _cover(self, ref: str) -> None:
        """Count the cells of a range; one without rows or without columns is the whole sheet's."""
        left, top, right, bottom = range_boundaries(ref)
        last_row, last_column = bottom or LAST_ROW, right or LAST_COLUMN
        self.covered += (last_row - (top or 1) + 1) * (last_column - (left or 1) + 1)
        if self.covered > MOST_COVERED:
            raise TooMuch(says.covers_too_much(ref, MOST_COVERED))
        self._reach(last_row, last_column)

    def _reach(self, row: int, column: int) -> None:
        self.reach = [max(self.reach[0], row), max(self.reach[1], column)]
        if self.cells > MOST_CELLS or self.boxes + self._box() > MOST_CELLS:
            corner = f"{get_column_letter(min(self.reach[1], LAST_COLUMN))}{self.reach[0]}"
            raise TooMuch(says.too_many_cells(corner, MOST_CELLS))


def hear_size(content: bytes, *, rows_read: int, columns_read: int) -> None:
    """Raise TooMuch where a workbook asks for more cells than anybody types.

    A sheet counts as the box from its first cell to its furthest, of which so many rows and columns are read.
    Raises ValueError or what zip raises where it is no workbook.
    """
    count = _Count(rows_read, columns_read)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT_MB * 1024**2:
            raise TooMuch(says.unpacks_too_large(UNPACKED_LIMIT_MB))
        for part in parts.infolist():
            reader = expat.ParserCreate()
            reader.StartElementHandler = count.begin
            # A picture, or damage, is no XML: what opens the workbook says so.
            with suppress(expat.ExpatError):
                reader.ParseFile(parts.open(part))
            count.end_part()
    if count.sheets > count.kinds:
        raise ValueError("several sheets are one part")


def _coordinate(name: str) -> tuple[int, int]:
    """Row and column of a cell by its name; what is no name is left to the library to refuse."""
    letters = name.rstrip("0123456789")
    column = _column(letters)
    row = name[len(letters) :]
    return (int(row), column) if column and row else coordinate_to_tuple(name)


@lru_cache(maxsize=LAST_COLUMN)
def _column(letters: str) -> int:
    """The number of a column; zero where the letters are no column's."""
    try:
        return column_index_from_string(letters)
    except ValueError:
        return 0


def _whole(text: str, otherwise: int) -> int:
    """A row's number, or the one that follows."""
    return int(text) if text else otherwise
