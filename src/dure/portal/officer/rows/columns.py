"""The columns of a file of activity rows: those that the books need beside what a calculation reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dure.grammar.books.activity_headings import is_heading
from dure.grammar.books.activity_tables import ActivityTable, TableRow
from dure.grammar.books.names import plain
from dure.portal.reckoning.cells import seen

# What each column of the books may be headed; the first is the template's.
HEADINGS = {
    "row": "row, row id, row name, 행, 행 이름",
    "title_ko": "title ko, activity ko",
    "title_en": "title en, activity en",
    "carrier": "carrier",
    "mark": "mark, 구분, 수치 구분",
    "key": "key, notation key, notation, 기호, 표기 기호",
    "target": "target, ie target, included in, 포함한 곳",
    "reason": "reason, 사유, 이유",
    "reason_ko": "reason ko",
    "reason_en": "reason en",
    "grade": "grade, quality, data quality, 등급, 자료 등급",
    "uncertainty_percent": "uncertainty percent, uncertainty, 불확도",
    "source": "source, document, 출처, 문서",
    "note": "note, notes, 비고, 메모",
    "note_ko": "note ko",
    "note_en": "note en",
}
TEMPLATE = (
    "row", "ref", "activity", "quantity", "unit", "fuel", "factor", "method", "arguments", "year", "gwp_set",
    "co2_kg_per_unit", "ch4_kg_per_unit", "n2o_kg_per_unit", "mark", "key", "target", "reason", "grade",
    "uncertainty_percent", "source", "note",
)  # fmt: skip
_ROLES = {word.strip(): role for role, words in HEADINGS.items() for word in words.split(",")}


@dataclass(frozen=True)
class Parted:
    """A table in two: what a calculation reads, and the cells of the books by line and role.

    `headed` is how each role of the books is headed in the file; `unread` are columns nobody reads.
    """

    calculated: ActivityTable
    books: Mapping[int, Mapping[str, str]]
    headed: Mapping[str, str]
    unread: tuple[str, ...]


def role_of(written: str) -> str:
    """What a column of the books is for; nothing where it is none of theirs."""
    return _ROLES.get(plain(written), "")


def knows(gases: Mapping[str, str]) -> Callable[[str], bool]:
    """What tells a heading of such a file."""
    return lambda written: bool(role_of(written)) or is_heading(written, gases=gases)


def parted(table: ActivityTable, *, gases: Mapping[str, str]) -> Parted:
    """The columns of the books apart from those that a calculation reads."""
    roles = [role_of(written) for written in table.header]
    headed: dict[str, str] = {}
    for role, written in zip(roles, table.header, strict=True):
        if role:
            headed.setdefault(role, written)
    own = [at for at, role in enumerate(roles) if not role]
    books = {
        row.line: {role: seen(cell) for role, cell in zip(roles, row.cells, strict=True) if role}
        for row in table.rows
    }
    rows = tuple(TableRow(r.line, tuple(r.cells[at] for at in own), r.left_over) for r in table.rows)
    header = tuple(table.header[at] for at in own)
    unread = tuple(each for each in header if each and not is_heading(each, gases=gases))
    return Parted(ActivityTable(header, rows, table.separator), books, headed, unread)


def with_place(table: ActivityTable, *, column: int | None, place: str) -> ActivityTable:
    """The table with a place in every row: where it names none, the one whose rows these are."""
    if column is None:
        rows = tuple(TableRow(r.line, (*r.cells, place), r.left_over) for r in table.rows)
        return ActivityTable((*table.header, "region"), rows, table.separator)
    rows = tuple(
        TableRow(r.line, (*r.cells[:column], r.cells[column] or place, *r.cells[column + 1 :]), r.left_over)
        for r in table.rows
    )
    return ActivityTable(table.header, rows, table.separator)
