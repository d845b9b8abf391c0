"""An eCRF workbook as rows of text, one for each cell: how it is kept once it has been approved.

`read_kept(written_kept(book))` is the workbook again, with every cell where it stood.
"""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.ecrf_columns import NUMBERS
from dure.grammar.books.ecrf_lines import Line, number_of, refs_in
from dure.grammar.books.layouts import plain_heading

COLUMNS = ("period", "part", "sheet", "row", "ref", "column", "text")
CITY, CITY_OTHER, LINE, OTHER, SHEET = "city", "city_other", "line", "other", "sheet"
# Where a further sheet names the source of a row.
REF_HEADINGS = ("ref", "gpc_ref", "gpc_ref_no", "gpc_reference")
CONFIDENTIAL = "C"
Row = dict[str, str]


def without_secrets(book: Workbook, *, closed: Collection[str] = ()) -> Workbook:
    """The workbook without the numbers of confidential sources, in whatever column or sheet they stand.

    `closed` are further references that may not be told. Where anything is confidential, a sheet that does
    not name the source of its rows is left out: nobody can tell whose numbers it holds.
    """
    secret = {line.ref for line in book.lines if line.key == CONFIDENTIAL} | set(closed)
    if not secret:
        return book
    lines = tuple(_silent(line) if line.ref in secret else line for line in book.lines)
    sheets = ((title, _open_rows(rows, secret)) for title, rows in book.rows)
    return replace(book, lines=lines, rows=tuple((title, rows) for title, rows in sheets if rows))


def _silent(line: Line) -> Line:
    """A line without any number, and without the words that could hold one."""
    kept = tuple(pair for pair in line.cells if pair[0] not in NUMBERS)
    return replace(line, cells=kept, other=tuple(pair for pair in line.other if number_of(pair[1]) is None))


def _open_rows(rows: Sequence[tuple[str, ...]], secret: set[str]) -> tuple[tuple[str, ...], ...]:
    """The rows of a further sheet whose source may be told; none where it does not name its sources."""
    header = [plain_heading(cell) for cell in rows[0]] if rows else []
    place = next((header.index(name) for name in REF_HEADINGS if name in header), None)
    if place is None:
        return ()
    return tuple(row for row in rows if not secret & set(refs_in(row[place] if place < len(row) else "")))


def written_kept(book: Workbook, *, period: str) -> str:
    """The workbook of a period as CSV, a row for each cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"period": period, **row} for row in _rows(book))
    return out.getvalue()


def _rows(book: Workbook) -> Iterator[Row]:
    for name, text in book.city:
        yield {"part": CITY, "column": name, "text": text}
    for label, text in book.city_other:
        yield {"part": CITY_OTHER, "column": label, "text": text}
    for line in book.lines:
        where = {"sheet": line.sheet, "row": str(line.row), "ref": line.ref}
        for part, cells in ((LINE, line.cells), (OTHER, line.other)):
            for column, text in cells:
                yield {"part": part, **where, "column": column, "text": text}
    for title, rows in book.rows:
        for number, row in enumerate(rows, start=1):
            for place, text in enumerate(row, start=1):
                if text:
                    yield {"part": SHEET, "sheet": title, "row": str(number), "column": str(place),
                           "text": text}  # fmt: skip


def read_rows(text: str) -> list[Row]:
    """The rows of the CSV of a kept workbook."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_kept(rows: Sequence[Row]) -> Workbook:
    """The workbook that rows of cells tell of."""
    return Workbook(
        city=tuple((row["column"], row["text"]) for row in rows if row["part"] == CITY),
        city_other=tuple((row["column"], row["text"]) for row in rows if row["part"] == CITY_OTHER),
        lines=tuple(_lines(rows)),
        rows=tuple(_sheets(rows)),
        usable=True,
    )


def _lines(rows: Sequence[Row]) -> Iterator[Line]:
    by_row: dict[tuple[str, str, str], dict[str, list[tuple[str, str]]]] = {}
    for row in rows:
        if row["part"] in (LINE, OTHER):
            own = by_row.setdefault((row["sheet"], row["row"], row["ref"]), {LINE: [], OTHER: []})
            own[row["part"]].append((row["column"], row["text"]))
    for (sheet, number, ref), parts in by_row.items():
        yield Line(row=int(number), ref=ref, sheet=sheet, cells=tuple(parts[LINE]), other=tuple(parts[OTHER]))


def _sheets(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    by_sheet: dict[str, dict[tuple[int, int], str]] = {}
    for row in rows:
        if row["part"] == SHEET:
            cells = by_sheet.setdefault(row["sheet"], {})
            cells[int(row["row"]), int(row["column"])] = row["text"]
    for title, cells in by_sheet.items():
        height, width = max(row for row, _column in cells), max(column for _row, column in cells)
        yield (
            title,
            tuple(
                tuple(cells.get((row, column), "") for column in range(1, width + 1))
                for row in range(1, height + 1)
            ),
        )
