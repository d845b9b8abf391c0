"""Reads a year's budget as offices export it: lines by department, with totals that must agree to the won.

Bad rows are listed, each with its cell and its mend; good ones are kept. Nothing is taken for granted: an
amount has a unit, a blank is no zero, and a printed total is compared with its parts.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dure.grammar.books.budget_cells import Cells, cell_name, read_cells
from dure.grammar.books.budget_shapes import BudgetLine
from dure.grammar.numbers import mended_number, read_number
from dure.grammar.sentences import budget as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake

HEADER_WITHIN = 20
# What offices and other programmes call the columns, without spaces, signs and letters' size.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "year": ("year", "회계연도", "연도", "년도", "fiscalyear", "예산연도"),
    "code": ("code", "사업코드", "세부사업코드", "코드", "projectcode", "관리번호"),
    "department": ("department", "부서", "부서명", "담당부서", "소관부서", "실과", "실과명", "dept"),
    "field": ("field", "분야", "분야명", "분야구분", "sector", "function"),
    "programme": ("programme", "program", "정책사업", "정책사업명", "단위사업", "단위사업명"),
    "title": ("title", "세부사업", "세부사업명", "사업명", "사업", "project", "projectname", "내역사업명"),
    "item": ("item", "통계목", "편성목", "통계목명", "편성목명", "예산과목"),
    "goods": ("goods", "물품", "물품구매"),
    "amount": (
        "amount",
        "예산액",
        "금액",
        "예산",
        "예산현액",
        "편성액",
        "집행액",
        "결산액",
        "지출액",
        "budget",
    ),
}
UNITS = {
    "원": 1, "krw": 1, "won": 1, "천원": 1000, "krwthousand": 1000, "thousandwon": 1000,
    "만원": 10_000, "백만원": 10**6, "krwmillion": 10**6, "억원": 10**8, "krw100million": 10**8,
}  # fmt: skip
# Which of several amounts a stage means: an export of the execution shows the budget beside what was spent.
AMOUNT_OF: Mapping[str, tuple[str, ...]] = {
    "executed": ("집행액", "지출액"),
    "settled": ("결산액", "지출액"),
    "supplementary": ("예산현액",),
}
GRAND = frozenset({"합계", "총계", "계", "총합계", "total", "grandtotal"})
PART = frozenset({"소계", "부서계", "subtotal", "sub-total"})
NEEDED = ("department", "title", "amount")
YES = frozenset({"yes", "y", "1", "true", "예", "o", "물품"})
UNIT_NOTE = re.compile(r"단위\s*[:：]?\s*(천원|만원|백만원|억원|원)")


@dataclass(frozen=True)
class PrintedTotal:
    """A total that the file prints: of a department, or of all lines where `department` is empty."""

    cell: str
    line: int
    department: str
    amount_krw: int


@dataclass(frozen=True)
class BudgetFile:
    """What a file says: its lines, its totals, all mistakes; `unusable` where nothing of it can be taken."""

    lines: tuple[BudgetLine, ...]
    totals: tuple[PrintedTotal, ...]
    mistakes: tuple[Mistake, ...]
    unusable: bool
    encoding: str
    # How many totals could be compared with all their parts.
    compared: int = 0

    @property
    def sum_krw(self) -> int:
        """All good lines added up."""
        return sum(line.amount_krw for line in self.lines)


@dataclass(frozen=True)
class _Table:
    """A file while it is read: where its columns are, what a unit is worth, and what was heard."""

    file: str
    year: int
    columns: Mapping[str, int]
    won: int
    heard: list[Mistake]
    spoiled: set[str]

    def cell(self, cells: Sequence[str], name: str) -> str:
        """A cell by the name of its column; empty where the row or the table has none."""
        place = self.columns.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    def name(self, line: int, column: str) -> str:
        """What a spreadsheet calls a cell of this column."""
        return cell_name(line, self.columns.get(column, 0))

    def hear(self, sentence: Sentence, *, line: int, column: str) -> None:
        """Note a mistake."""
        self.heard.append(Mistake(self.file, line, column, *sentence))


def read_budget_file(content: bytes, *, file: str, year: int, unit: str = "", stage: str = "") -> BudgetFile:
    """A budget file as frozen values. `unit` (원, 천원 …) is what was chosen where the file says none."""
    return read_budget_cells(read_cells(content), file=file, year=year, unit=unit, stage=stage)


def read_budget_cells(cells: Cells, *, file: str, year: int, unit: str = "", stage: str = "") -> BudgetFile:
    """The lines, totals and mistakes of cells that have been read."""
    refused = [Mistake(file, line, None, *sentence) for line, sentence in cells.refused]
    if refused:
        return BudgetFile((), (), tuple(refused), unusable=True, encoding=cells.encoding)
    table, rest = _header(cells, file=file, year=year, unit=unit, stage=stage)
    if table is None:
        return BudgetFile((), (), tuple(rest), unusable=True, encoding=cells.encoding)
    start = next(n for n, (line, _row) in enumerate(cells.rows) if line == table.columns["header"]) + 1
    lines, totals = _lines(table, cells.rows[start:])
    compared = [_reconcile(table, total, lines) for total in totals]
    return BudgetFile(
        tuple(lines), tuple(totals), tuple(table.heard), False, cells.encoding, compared=sum(compared)
    )


def _plain(text: str) -> str:
    """A heading without spaces, signs, brackets with units and letters' size."""
    return re.sub(r"[\s_\-·./()\[\]:]", "", text).lower()


def _heading(text: str) -> tuple[str, str]:
    """The column a heading means, and the unit it names."""
    inside = re.search(r"[(\[（]([^)\]）]*)[)\]）]", text)
    bare = _plain(re.sub(r"[(\[（][^)\]）]*[)\]）]", "", text))
    unit = _plain(inside[1]) if inside else ""
    for name, words in SYNONYMS.items():
        if bare in words:
            return name, unit if unit in UNITS else ""
    for ending in sorted(UNITS, key=len, reverse=True):
        if bare.endswith(ending) and bare.removesuffix(ending) in SYNONYMS["amount"]:
            return "amount", ending
    return "", ""


def _for_stage(headings: list[tuple[str, str]], row: Sequence[str], stage: str) -> list[tuple[str, str]]:
    """The headings with the amount that the stage means, where exactly one of several says that it is it."""
    amounts = [n for n, (name, _unit) in enumerate(headings) if name == "amount"]
    wanted = AMOUNT_OF.get(stage, ("예산액", "편성액"))
    meant = [n for n in amounts if _plain(row[n]).startswith(wanted)]
    if len(amounts) < 2 or len(meant) != 1:
        return headings
    return [heading if n not in amounts or n in meant else ("", "") for n, heading in enumerate(headings)]


def _header(
    cells: Cells, *, file: str, year: int, unit: str, stage: str
) -> tuple[_Table | None, list[Mistake]]:
    """Where the columns are; or what is wrong with the heading."""
    noted = ""
    for line, row in cells.rows[:HEADER_WITHIN]:
        found = UNIT_NOTE.search(" ".join(row))
        noted = noted or (found[1] if found else "")
        headings = _for_stage([_heading(text) for text in row], row, stage)
        columns: dict[str, int] = {"header": line}
        twice = []
        for place, (name, _named) in enumerate(headings):
            if name and name in columns:
                twice.append(says.column_meant_twice(cell_name(line, place), name))
            elif name:
                columns[name] = place
        if all(name in columns for name in NEEDED):
            if twice:
                return None, [Mistake(file, line, None, *each) for each in twice]
            named = headings[columns["amount"]][1] or noted or _plain(unit)
            if named not in UNITS:
                sentence = says.no_unit(cell_name(line, columns["amount"]))
                return None, [Mistake(file, line, row[columns["amount"]], *sentence)]
            return _Table(file, year, columns, UNITS[named], [], set()), []
    return None, [Mistake(file, 1, None, *says.no_header())]


def _lines(
    table: _Table, rows: Sequence[tuple[int, tuple[str, ...]]]
) -> tuple[list[BudgetLine], list[PrintedTotal]]:
    lines: list[BudgetLine] = []
    totals: list[PrintedTotal] = []
    seen: dict[str, int] = {}
    last = ""
    for number, cells in rows:
        scope = _total_of(table, cells, last=last)
        if scope is not None:
            amount = _amount(table, number, cells)
            if amount is not None:
                totals.append(PrintedTotal(table.name(number, "amount"), number, scope, amount))
            continue
        last = table.cell(cells, "department") or last
        line = _line(table, number, cells)
        if line is None:
            table.spoiled.add(table.cell(cells, "department"))
        elif line.code in seen:
            table.spoiled.add(line.department)
            place = table.name(number, "code" if "code" in table.columns else "title")
            table.hear(says.same_line(place, seen[line.code]), line=number, column="code")
        else:
            seen[line.code] = number
            lines.append(line)
    return lines, totals


def _total_of(table: _Table, cells: Sequence[str], *, last: str) -> str | None:
    """What a row is the total of: a department, or everything (empty); None where it is a line."""
    words = {
        name: _plain(table.cell(cells, name)) for name in table.columns if name not in {"amount", "header"}
    }
    said = {name: word for name, word in words.items() if word in GRAND | PART}
    if not said:
        return None
    department = table.cell(cells, "department")
    if "department" in said:
        return "" if said["department"] in GRAND else last
    if department:
        return department
    return last if any(word in PART for word in said.values()) else ""


def _line(table: _Table, number: int, cells: Sequence[str]) -> BudgetLine | None:
    """One line; None where it cannot be taken, with what is wrong noted."""
    before = len(table.heard)
    for name in ("department", "title"):
        if not table.cell(cells, name):
            table.hear(says.empty_here(table.name(number, name), name), line=number, column=name)
    year = table.cell(cells, "year")
    if year and year.removesuffix(".0").removesuffix("년") != str(table.year):
        place = table.name(number, "year")
        table.hear(says.other_year(place, year, table.year), line=number, column="year")
    amount = _amount(table, number, cells)
    if amount is None or len(table.heard) > before:
        return None
    texts = {name: table.cell(cells, name) for name in ("department", "field", "programme", "title", "item")}
    code = table.cell(cells, "code") or _code(texts)
    goods = table.cell(cells, "goods").lower() in YES
    return BudgetLine(code=code[:60], **texts, goods=goods, amount_krw=amount, line=number)


def _code(texts: Mapping[str, str]) -> str:
    """A code for a line that has none: the same words in the next stage's file get the same."""
    return hashlib.sha256("\n".join(texts.values()).encode()).hexdigest()[:12]


def _amount(table: _Table, number: int, cells: Sequence[str]) -> int | None:
    """The whole won of a row; None where there is none, with what is wrong noted."""
    place, text = table.name(number, "amount"), table.cell(cells, "amount")
    if not text:
        table.hear(says.empty_here(place, "amount"), line=number, column="amount")
        return None
    mended = mended_number(text.removesuffix("원")) if "%" not in text else None
    printed = read_number(mended) if mended else None
    won = printed.value * table.won if printed else Decimal(-1)
    if won < 0 or won != won.to_integral_value():
        table.hear(says.not_won(place, text), line=number, column="amount")
        return None
    return int(won)


def _reconcile(table: _Table, total: PrintedTotal, lines: Sequence[BudgetLine]) -> bool:
    """Note a total that its parts miss; False, and no word, where a row of its parts could not be read."""
    if (total.department and total.department in table.spoiled) or (not total.department and table.spoiled):
        return False
    found = sum(
        line.amount_krw for line in lines if not total.department or line.department == total.department
    )
    if found != total.amount_krw:
        sentence = says.parts_miss_total(total.cell, found, total.amount_krw)
        table.hear(sentence, line=total.line, column="amount")
    return True


def against_official(read: BudgetFile, *, file: str, total_krw: int) -> BudgetFile:
    """The file with one more mistake where its lines miss the official total."""
    if read.sum_krw == total_krw:
        return read
    sentence = says.parts_miss_total("total_krw", read.sum_krw, total_krw)
    return replace(read, mistakes=(*read.mistakes, Mistake(file, None, "total_krw", *sentence)))
