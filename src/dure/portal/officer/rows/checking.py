"""A whole file of activity rows: what can be filed, what cannot, and what only shows between rows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from dure.grammar.books.activity_tables import ActivityTable, Unusable, table_in
from dure.grammar.books.brought_rows import BESIDE, as_text, put_together
from dure.grammar.books.shapes import Activity
from dure.grammar.books.workbook_text import is_workbook
from dure.grammar.encodings import decode
from dure.grammar.numbers import UNKNOWN
from dure.grammar.sentences import brought_rows as says
from dure.grammar.sentences import ecrf as ecrf_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake
from dure.kernel.runs.write import Emitted
from dure.portal.officer import sentences as office_says
from dure.portal.officer.checking import Checked, WrongRow
from dure.portal.officer.files import MOST_COLUMNS, MOST_ROWS, NOT_TEXT, OLD_WORKBOOK
from dure.portal.officer.inventory_rules import circle
from dure.portal.officer.rows.columns import knows, parted, with_place
from dure.portal.officer.rows.reading import Asked, RowHeard, key_in_quantity, read_row
from dure.portal.officer.sentences import MARK_WORDS
from dure.portal.reckoning.cells import Cells, lay_out
from dure.portal.reckoning.chosen import Options
from dure.portal.reckoning.rows import known_gases, reckon

Year = tuple[str, str]
Source = tuple[str, str, str]


@dataclass(frozen=True)
class RowsRead:
    """A file after reading: the rows that can be filed, and what is wrong or odd about it."""

    activities: tuple[Activity, ...]
    checked: Checked
    remarks: tuple[Mistake, ...]
    encoding: str


def read_file(content: bytes, *, asked: Asked, way: str) -> RowsRead:
    """The rows of a file. Never raises. `way` is how it stands to the rows of the books."""
    gases = known_gases(asked.library.sets)
    encoding = "xlsx" if is_workbook(content) else decode(content)[1]
    try:
        _hear_kind(content)
        table = table_in(content, knows=knows(gases))
        if len(table.rows) > MOST_ROWS:
            raise Unusable(office_says.too_many_rows(MOST_ROWS))
        if len(table.header) > MOST_COLUMNS:
            raise Unusable(office_says.too_many_columns(MOST_COLUMNS))
        if not table.rows:
            raise Unusable(office_says.no_rows())
        heard, unread = _heard(table, asked, gases=gases, stem=f"r{hashlib.sha256(content).hexdigest()[:8]}")
    except Unusable as error:
        whole = (Mistake("", None, None, *error.sentence),)
        return RowsRead((), Checked(whole=whole), (), encoding)
    made = [(each, found) for each in heard if (found := read_row(each, asked)) is not None]
    remarks = [Mistake("", None, None, *says.not_read(", ".join(unread)))] if unread else []
    remarks += _among([(each, *found) for each, found in made], asked, way=way)
    good = tuple(activity for each, (activity, _made) in made if not each.mistakes)
    lettered = {name: get_column_letter(at) for at, name in enumerate(table.header, start=1)}
    cells = {row.line: row.cells for row in table.rows}
    wrong = tuple(
        WrongRow(each.row.line, cells[each.row.line], _named(each, lettered if encoding == "xlsx" else {}))
        for each in heard
        if each.mistakes
    )
    lines = tuple(each.line for each in good)
    return RowsRead(good, Checked(lines=lines, wrong=wrong, header=table.header), tuple(remarks), encoding)


def _hear_kind(content: bytes) -> None:
    """Refuse what is neither a table of text nor a workbook."""
    if content.startswith(OLD_WORKBOOK):
        raise Unusable(office_says.old_workbook())
    if content.startswith(NOT_TEXT):
        raise Unusable(office_says.not_text())


def _named(heard: RowHeard, letters: Mapping[str, str]) -> tuple[Mistake, ...]:
    """The mistakes of a row of a workbook with the names of their cells."""
    return tuple(
        replace(each, column=f"{each.column} ({letters[each.column]}{heard.row.line})")
        if each.column and each.column in letters
        else each
        for each in heard.mistakes
    )


def _heard(
    table: ActivityTable, asked: Asked, *, gases: Mapping[str, str], stem: str
) -> tuple[list[RowHeard], tuple[str, ...]]:
    """Every row in both readings, and the columns nobody reads. Raises Unusable."""
    apart = parted(table, gases=gases)
    columns = [each.index for each in lay_out(apart.calculated, gases=gases) if each.role == "region"]
    whole = with_place(apart.calculated, column=columns[0] if columns else None, place=asked.place)
    headings = lay_out(whole, gases=gases)
    heard = [
        RowHeard(row, apart.books[row.line], Cells(row, headings, whole.separator, ""), apart.headed, stem)
        for row in whole.rows
    ]
    amounts = [row for row, each in zip(whole.rows, heard, strict=True) if not _is_keyed(each)]
    options = Options(asked.library, asked.gwp_set, None, "inventory", asked.refs)
    told = {each.line: each for each in reckon(replace(whole, rows=tuple(amounts)), file="", options=options)}
    heard = [replace(each, reckoned=told.get(each.row.line)) for each in heard]
    # A table of methods holds their arguments in columns of any name.
    is_of_methods = any(heading.role == "argument" for heading in headings)
    return heard, () if is_of_methods else apart.unread


def _is_keyed(heard: RowHeard) -> bool:
    """Whether a row says with a key why it has no amount."""
    return bool(heard.book("key") or key_in_quantity(heard.cells))


def _among(
    made: Sequence[tuple[RowHeard, Activity, Emitted | None]], asked: Asked, *, way: str
) -> list[Mistake]:
    """Refuse what only shows between rows; answers what is odd and no hindrance."""
    _hear_twice(made, asked, way=way)
    _hear_sets(made, asked)
    standing = [row for row in asked.library.activities if row.place == asked.place]
    good = [activity for heard, activity, _made in made if not heard.mistakes]
    after = put_together(standing, good, way=way)
    own = {_source(activity) for activity in good}
    keyed = {_source(row): row for row in after if row.key}
    amounts = {_source(row) for row in after if not row.key}
    for heard, activity, _made in made:
        source = _source(activity)
        if not heard.mistakes and source in keyed and source in amounts:
            heard.hear(says.amount_beside_key(activity.ref, keyed[source].key), "key")
    return [*_elsewhere(made, keyed, amounts), *_other_marks(own, after)]


def _hear_twice(made: Iterable[tuple[RowHeard, Activity, Emitted | None]], asked: Asked, *, way: str) -> None:
    """Refuse rows that repeat another of the file, or one of the books."""
    names: dict[str, int] = {}
    said: dict[tuple[str, ...], int] = {}
    here = [row for row in asked.library.activities if row.place == asked.place]
    books = {_content(row): row.row for row in here} if way == BESIDE else {}
    for heard, activity, _made in made:
        content = _content(activity)
        if activity.row in names:
            heard.hear(says.named_twice(activity.row, names[activity.row]), "row")
        elif content in said:
            heard.hear(says.same_as_line(said[content]), "title_ko")
        elif books.get(content, activity.row) != activity.row:
            heard.hear(says.stands_already(books[content]), "title_ko")
        names.setdefault(activity.row, activity.line)
        said.setdefault(content, activity.line)


def _content(activity: Activity) -> tuple[str, ...]:
    """What a row says, without its name, line and document."""
    told = as_text(activity)
    names = (
        "ref",
        "period",
        "title_ko",
        "quantity",
        "unit",
        "factor",
        "technology",
        "arguments",
        "key",
        "mark",
    )
    amount = activity.quantity
    return (*(told[name] for name in names if name != "quantity"), str(amount.normalize() if amount else ""))


def _hear_sets(made: Sequence[tuple[RowHeard, Activity, Emitted | None]], asked: Asked) -> None:
    """Refuse rows of one year in two sets, and composites that its statement cannot say."""
    first: dict[Year, Activity] = {}
    here = [row for row in asked.library.activities if row.place == asked.place and row.gwp_set]
    for row in here if not asked.gwp_set else ():
        first.setdefault(_year(row), row)
    for heard, activity, _made in made if not asked.gwp_set else ():
        other = first.setdefault(_year(activity), activity) if activity.gwp_set else activity
        if other.gwp_set != activity.gwp_set:
            heard.hear(says.sets_differ(activity.gwp_set, other.gwp_set, other.line), "gwp_set")
    for heard, activity, emitted in made:
        named = first.get(_year(activity))
        wanted = asked.gwp_set or (named.gwp_set if named else UNKNOWN)
        if emitted and emitted.composite_kg is not None and emitted.composite_set != wanted:
            title = emitted.factor.title.ko if emitted.factor else activity.title.ko
            heard.hear(says.composite_of_other_set(title, emitted.composite_set, wanted), "factor")


def _elsewhere(
    made: Iterable[tuple[RowHeard, Activity, Emitted | None]], keyed: Mapping[Source, Activity],
    amounts: Iterable[Source],
) -> list[Mistake]:  # fmt: skip
    """Refuse rows that are included in a circle; tell those that are included where nothing is counted."""
    counted, remarks = set(amounts), []
    for heard, activity, _made in made:
        if activity.key != "IE" or heard.mistakes:
            continue
        year = _year(activity)
        targets = {at[0]: (row.target,) for at, row in keyed.items() if at[1:] == year and row.key == "IE"}
        way = circle(activity.ref, targets)
        sentence: Sentence
        if way:
            heard.hear(ecrf_says.ie_circle(activity.ref, way), "target")
        elif (activity.target, *year) not in counted:
            sentence = ecrf_says.ie_points_wrong(activity.ref, activity.target)
            remarks.append(Mistake("", activity.line, heard.column("target"), *sentence))
    return remarks


def _other_marks(own: Iterable[Source], after: Iterable[Activity]) -> list[Mistake]:
    """The years of the file that are stated under another mark as well."""
    years = {(period, mark) for _ref, period, mark in own}
    others = {_year(row) for row in after} - years
    found = sorted({(year, mark) for year, mark in others if year in {period for period, _mark in years}})
    return [
        Mistake("", None, None, *says.other_mark(year, MARK_WORDS[mark].ko, MARK_WORDS[mark].en))
        for year, mark in found
    ]


def _year(activity: Activity) -> Year:
    return activity.period[:4], activity.mark


def _source(activity: Activity) -> Source:
    return activity.ref, *_year(activity)
