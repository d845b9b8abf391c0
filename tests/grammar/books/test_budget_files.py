"""Budget files as offices export them: what is read, what is refused, and which cell is named."""

import io
from collections.abc import Sequence

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.budget import BudgetFile, against_official, read_budget_file
from dure.grammar.books.budget_cells import MOST_ROWS

HEAD = "부서명,세부사업명,통계목,예산액(원)"
FILE = "budget.csv"
Cell = str | int | float | None


def read(*rows: str, unit: str = "", encoding: str = "utf-8") -> BudgetFile:
    """A CSV file of these rows, read."""
    return read_budget_file("\n".join(rows).encode(encoding), file=FILE, year=2027, unit=unit)


def workbook(*rows: Sequence[Cell], merged: str = "") -> BudgetFile:
    """A workbook of these rows, read."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    content = io.BytesIO()
    book.save(content)
    return read_budget_file(content.getvalue(), file="budget.xlsx", year=2027)


def said(found: BudgetFile) -> list[tuple[int | None, str]]:
    """The rows and English sentences of the mistakes."""
    return [(mistake.line, mistake.says.en) for mistake in found.mistakes]


def test_an_export_is_read_with_its_units_and_separators() -> None:
    for text, encoding in (
        ('부서명;세부사업명;예산액(천원)\n건설과;도로 확장;"1,200"', "utf-8-sig"),
        ("부서명\t세부사업명\t예산액(천원)\n건설과\t도로 확장\t1200", "cp949"),
        ("2027년 예산,,\n(단위: 천원),,\n부서,사업명,예산액\n건설과,도로 확장,1200", "utf-8"),
        ("Department,Project Name,Amount_KRW_thousand\n건설과,도로 확장,1200", "utf-8"),
    ):
        found = read_budget_file(text.encode(encoding), file=FILE, year=2027)
        assert said(found) == []
        [line] = found.lines
        assert (line.department, line.title, line.amount_krw) == ("건설과", "도로 확장", 1_200_000)


def test_totals_are_recognised_and_agree_to_the_won() -> None:
    found = read(
        HEAD,
        "건설과,도로,시설비,100",
        "건설과,소계,,100",
        "복지과,급여,,250",
        "복지과,소계,,250",
        "합계,,,350",
    )
    assert said(found) == []
    assert len(found.lines) == 2
    assert [(total.cell, total.department) for total in found.totals] == [
        ("D3", "건설과"), ("D5", "복지과"), ("D6", ""),
    ]  # fmt: skip


def test_parts_that_miss_the_total_by_a_won_name_the_cell() -> None:
    found = read(HEAD, "건설과,도로,,100", "복지과,급여,,250", "합 계,,,351")
    assert said(found) == [
        (4, "D4: the total of 351 won is 1 won above the sum of its parts, 350 won."),
    ]  # fmt: skip
    part = read(HEAD, "건설과,도로,,100", "건설과,소계,,99", "합계,,,100")
    assert [line for line, _says in said(part)] == [3]


def test_an_official_total_is_compared_with_the_lines() -> None:
    found = read(HEAD, "건설과,도로,,100")
    assert against_official(found, file=FILE, total_krw=100) == found
    assert "1 won below" in said(against_official(found, file=FILE, total_krw=99))[0][1]


def test_every_bad_row_is_listed_with_its_cell_and_the_good_ones_are_kept() -> None:
    found = read(
        HEAD,
        ",도로,,100",
        "건설과,교량,,",
        "건설과,하천,,-5",
        "건설과,보도,,1.5",
        "건설과,가로등,,7",
        "건설과,가로등,,7",
    )
    assert [(line, words.split(":")[0].split(" ")[0]) for line, words in said(found)] == [
        (2, "A2"), (3, "D3"), (4, "D4"), (5, "D5"), (7, "B7"),
    ]  # fmt: skip
    assert [line.title for line in found.lines] == ["가로등"]


def test_a_total_is_not_blamed_for_a_row_that_could_not_be_read() -> None:
    found = read(HEAD, "건설과,도로,,백원", "합계,,,100")
    assert [line for line, _says in said(found)] == [2]


def test_an_amount_without_its_unit_is_refused_until_it_is_chosen() -> None:
    rows = ("부서명,세부사업명,예산액", "건설과,도로,5")
    assert "does not say the unit" in said(read(*rows))[0][1]
    assert read(*rows, unit="천원").sum_krw == 5000


def test_another_year_is_refused() -> None:
    found = read("회계연도," + HEAD, "2026,건설과,도로,,100", "2027,건설과,교량,,5")
    assert [line for line, _says in said(found)] == [2]
    assert len(found.lines) == 1


def test_merged_cells_and_formulas_are_refused_by_name() -> None:
    header = ["부서명", "세부사업명", "예산액(원)"]
    merged = workbook(header, ["건설과", "도로", 100], [None, "교량", 5], merged="A2:A3")
    assert said(merged) == [
        (2, "A2:A3 are merged cells: which row the value belongs to cannot be told."),
    ]  # fmt: skip
    computed = workbook(header, ["건설과", "도로", 100], ["합계", None, "=SUM(C2:C2)"])
    assert said(computed) == [(3, "C3 holds a formula.")]
    assert merged.unusable
    assert computed.unusable


def test_a_workbook_is_read_like_a_csv() -> None:
    found = workbook(["부서명", "세부사업명", "예산액(원)"], ["건설과", "도로", 100.0], ["합계", None, 100])
    assert (said(found), found.sum_krw, found.encoding) == ([], 100, "xlsx")


def test_what_is_no_table_is_told_so() -> None:
    for content in (b"%PDF-1.7", b"PK\x03\x04broken", b""):
        assert read_budget_file(content, file=FILE, year=2027).unusable
    assert "department, title and amount" in said(read("a,b,c", "1,2,3"))[0][1]


def test_ten_thousand_lines_are_read() -> None:
    rows = [f"부서{n % 40},사업 {n},시설비,{n}" for n in range(10_000)]
    found = read(HEAD, *rows, f"합계,,,{sum(range(10_000))}")
    assert (len(found.lines), said(found)) == (10_000, [])
    assert read(HEAD, *rows, *[f"더,{n},,1" for n in range(MOST_ROWS)]).unusable


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30), st.integers(-3, 3))
def test_only_the_right_total_is_let_through(amounts: list[int], off: int) -> None:
    rows = [f"건설과,사업 {n},,{amount}" for n, amount in enumerate(amounts)]
    found = read(HEAD, *rows, f"합계,,,{abs(sum(amounts) + off)}")
    assert bool(found.mistakes) == (abs(sum(amounts) + off) != sum(amounts))


@given(st.binary(max_size=300))
def test_nothing_that_is_brought_breaks_the_reader(content: bytes) -> None:
    found = read_budget_file(content, file=FILE, year=2027)
    assert found.mistakes or found.lines or not found.unusable


def test_an_export_with_several_amounts_gives_the_one_that_the_stage_means() -> None:
    text = "부서명,세부사업명,예산현액(원),지출액(원)\n건설과,도로,100,90\n"
    spent = read_budget_file(text.encode(), file=FILE, year=2027, stage="executed")
    assert (said(spent), spent.sum_krw) == ([], 90)
    assert "second column" in said(read_budget_file(text.encode(), file=FILE, year=2027))[0][1]


def test_an_empty_cell_is_told_by_the_title_of_its_column() -> None:
    (mistake,) = read(HEAD, "기후과,,사무관리비,100").mistakes
    assert "사업명 칸이 비어 있습니다" in mistake.says.ko
    assert "Project is empty" in mistake.says.en
