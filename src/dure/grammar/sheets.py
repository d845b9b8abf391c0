"""A file of a pack while it is read: its place, its text, and the mistakes heard in it.

CSV rows are handed on one by one, already checked for columns, ragged rows and formula-like cells.
"""

import csv
import hashlib
import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dure.grammar.encodings import UNREADABLE, decode
from dure.grammar.letters import wrong_letters
from dure.grammar.numbers import mended_number
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import files as says
from dure.grammar.sentences.says import Sentence, printable
from dure.grammar.shapes import Mistake
from dure.grammar.words import nearest

LIMIT_MB = 50
# Tables are read slowly and written by hand: a large one is a mistake.
TOML_LIMIT_KB = 256
MOST_MISTAKES = 200
FORMULA_STARTS = ("=", "@", "\t", "\r")
csv.field_size_limit(LIMIT_MB * 1024 * 1024)


@dataclass(frozen=True)
class Desk:
    """Where packs are read: every file seen, every mistake heard, and the digest of it all."""

    sheets: list["Sheet"] = field(default_factory=list)
    contents: list[tuple[str, bytes]] = field(default_factory=list)

    def sheet(self, name: str) -> "Sheet":
        """A file on this desk."""
        sheet = Sheet(printable(name))
        self.sheets.append(sheet)
        return sheet

    def mistakes(self) -> tuple[Mistake, ...]:
        """Every mistake, by file and line."""
        heard = dict.fromkeys(mistake for sheet in self.sheets for mistake in sheet.mistakes)
        return tuple(sorted(heard, key=lambda mistake: (mistake.file, mistake.line or 0)))

    def digest(self) -> str:
        """One digest of everything that was read, whatever the order of reading."""
        digest = hashlib.sha256()
        for name, content in sorted(self.contents):
            digest.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape"))
            digest.update(content)
        return digest.hexdigest()

    def open(self, path: Path, name: str) -> tuple["Sheet", str | None]:
        """The sheet of the file at `path` and its text; None when it cannot be read."""
        sheet = self.sheet(name)
        file = open_file(path, limit_kb=TOML_LIMIT_KB if path.suffix == ".toml" else LIMIT_MB * 1024)
        if file.content is not None:
            self.contents.append((name, file.content))
        if file.wrong is not None:
            sheet.hear(file.wrong)
            return sheet, None
        is_spreadsheet = file.encoding == "cp949" and path.suffix == ".csv"
        if not file.encoding.startswith("utf-8") and not is_spreadsheet:
            sheet.hear(says.other_encoding(file.encoding))
        return sheet, file.text


@dataclass(frozen=True)
class Opened:
    """A file as it was opened: its bytes and its text, or what is wrong with it."""

    content: bytes | None = None
    text: str = ""
    encoding: str = ""
    wrong: Sentence | None = None


def open_file(path: Path, *, limit_kb: int) -> Opened:
    """The bytes and the text of a file, whatever saved its letters. Never raises."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # A pipe or a device may never end, or wait for somebody to write.
            return Opened(wrong=says.not_a_file())
        if about.st_size > limit_kb * 1024:
            return Opened(wrong=says.too_large(limit_kb))
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        return Opened(wrong=says.unreadable_file(getattr(error, "strerror", None) or str(error)))
    text, encoding = decode(content)
    if encoding == UNREADABLE:
        return Opened(content, wrong=says.unreadable_letters())
    return Opened(content, text, encoding)


@dataclass(frozen=True)
class Sheet:
    """One file and the mistakes heard in it. It stops listening when there are too many."""

    file: str
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether no more mistakes of this file are listed."""
        return len(self.mistakes) > MOST_MISTAKES

    def hear(self, sentence: Sentence, *, line: int | None = None, column: str | None = None) -> None:
        """Note a mistake."""
        if self.is_full:
            return
        if len(self.mistakes) == MOST_MISTAKES:
            sentence, line, column = says.more_mistakes(MOST_MISTAKES), None, None
        self.mistakes.append(Mistake(self.file, line, column, *sentence))


@dataclass(frozen=True)
class Row:
    """A row of a CSV file: its cells by column, and the line it begins on."""

    sheet: Sheet
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell in `column`, without spaces around it; empty when the file has no such column."""
        return self.cells.get(column, "").strip()

    def hear(self, sentence: Sentence, column: str | None = None) -> None:
        """Note a mistake of this row."""
        self.sheet.hear(sentence, line=self.line, column=column)


def read_rows(
    sheet: Sheet, text: str, *, needed: tuple[str, ...], may: tuple[str, ...] = ()
) -> Iterator[Row]:
    """The rows of a CSV file with its columns; nothing when columns are missing."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for values in reader:
            if header is None:
                header = [name.strip() for name in values]
                if not _header_holds(sheet, header, needed=needed, may=may):
                    return
            elif values and not sheet.is_full:
                row = _row(sheet, line, header, values)
                if row is not None:
                    yield row
            line = reader.line_num + 1
    except csv.Error:
        sheet.hear(says.broken_csv(), line=line)
    if header is None:
        sheet.hear(says.missing_columns(needed), line=1)


def _header_holds(sheet: Sheet, header: list[str], *, needed: tuple[str, ...], may: tuple[str, ...]) -> bool:
    """Whether the first row names the columns it must, each once; every mistake is noted."""
    missing = tuple(column for column in needed if column not in header)
    if missing:
        sheet.hear(says.missing_columns(missing), line=1)
    known = needed + may
    seen: set[str] = set()
    for column in header:
        if sheet.is_full:
            return False
        if column not in known:
            sheet.hear(says.unknown_column(column, nearest(column, known)), line=1, column=column)
        elif column in seen:
            sheet.hear(says.column_twice(column), line=1, column=column)
        seen.add(column)
    return not missing


def _row(sheet: Sheet, line: int, header: list[str], values: list[str]) -> Row | None:
    """The row of these cells; None when it is ragged. Formula-like cells and odd letters are noted."""
    if len(values) != len(header):
        sheet.hear(says.ragged_row(len(values), len(header)), line=line)
        return None
    cells = dict(zip(header, values, strict=True))
    for column, cell in cells.items():
        if not cell:
            continue
        if is_formula_like(cell):
            sheet.hear(says.formula_like(cell), line=line, column=column)
            return None
        if (wrong := wrong_letters(column, cell.strip())) is not None:
            sheet.hear(wrong, line=line, column=column)
            return None
    return Row(sheet, line, cells)


def is_formula_like(cell: str) -> bool:
    """Whether a spreadsheet would take the cell for a formula. Numbers with a sign are not."""
    if cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(("=", "@")):
        return True
    return cell.lstrip()[:1] in ("+", "-") and cell.strip() != "-" and mended_number(cell) is None


def hear_empty(row: Row, *columns: str) -> bool:
    """Note each of these cells that is empty; whether any was."""
    empty = [column for column in columns if not row[column]]
    for column in empty:
        row.hear(cell_says.empty_cell(column), column)
    return bool(empty)
