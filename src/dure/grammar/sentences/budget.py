"""Mistakes of budgets: parts that miss their total, cells that are merged or computed, odd shares."""

from dure.grammar.sentences.says import Sentence, brief, say
from dure.grammar.shapes import Text

# What people call the columns of a budget.
COLUMNS = {
    "year": Text("회계연도", "Year"),
    "code": Text("사업코드", "Code"),
    "department": Text("부서", "Department"),
    "field": Text("분야", "Field"),
    "programme": Text("정책사업", "Programme"),
    "title": Text("사업명", "Project"),
    "item": Text("통계목", "Item"),
    "goods": Text("물품", "Goods"),
    "amount": Text("예산액", "Amount"),
    "total_krw": Text("공식 합계", "Official total"),
}


def column_title(column: str) -> Text:
    """What people call a column; its own name where it has no title."""
    return COLUMNS.get(column, Text(column, column))


def unknown_scheme(scheme: str, version: str) -> Sentence:
    """A row of a scheme that is not declared."""
    return say(
        ko=f"분류체계 {brief(scheme)} {brief(version)}: schemes.csv에 없습니다.",
        en=f"The scheme {brief(scheme)} {brief(version)} is not in schemes.csv.",
        mend_ko="schemes.csv에 먼저 적거나 이름과 판을 고치십시오.",
        mend_en="Write it into schemes.csv first, or correct scheme and version.",
    )


def factor_twice(factor: str) -> Sentence:
    """Two rows for one unit factor."""
    return say(
        ko=f"원단위 {brief(factor)}: 두 번 적혀 있습니다.",
        en=f"The unit factor {brief(factor)} stands twice.",
        mend_ko="한 줄을 지우거나 이름을 다르게 적으십시오.",
        mend_en="Take one row out, or give it a name of its own.",
    )


def range_turned_round(column: str) -> Sentence:
    """A low end above its high end."""
    return say(
        ko=f"{column}: 범위의 아래 값이 위 값보다 큽니다.",
        en=f"{column} is below the low end of its range.",
        mend_ko="작은 값을 low에, 큰 값을 high에 적으십시오.",
        mend_en="Write the smaller value as low and the larger as high.",
    )


def not_a_year(text: str) -> Sentence:
    """A year that is no year."""
    return say(
        ko=f"회계연도 {brief(text)}: 네 자리 연도가 아닙니다.",
        en=f"The year {brief(text)} is not a year of four digits.",
        mend_ko="2027처럼 적으십시오.",
        mend_en="Write it like 2027.",
    )


def stage_without_head(year: int, stage: str) -> Sentence:
    """Won in a stage that budgets.csv does not tell of."""
    return say(
        ko=f"{year}년 {stage} 단계가 budgets.csv에 없습니다.",
        en=f"budgets.csv has no stage {stage} of {year}.",
        mend_ko="budgets.csv에 그 해와 단계를 먼저 적으십시오.",
        mend_en="Write the year and the stage into budgets.csv first.",
    )


def line_twice(code: str) -> Sentence:
    """A code that two lines of one stage bear."""
    return say(
        ko=f"사업 코드 {brief(code)}: 같은 단계에 두 번 있습니다.",
        en=f"The code {brief(code)} stands twice in one stage.",
        mend_ko="두 줄을 합치거나 코드를 다르게 적으십시오.",
        mend_en="Make one row of the two, or give each a code of its own.",
    )


def share_above_whole(text: str) -> Sentence:
    """A share of more than the whole line."""
    return say(
        ko=f"비율 {brief(text)}: 100%를 넘습니다.",
        en=f"The share {brief(text)} is above 100 percent.",
        mend_ko="0에서 100 사이의 퍼센트를 적으십시오.",
        mend_en="Give a percentage from 0 to 100.",
    )


def quantified_without() -> Sentence:
    """A quantified tag without what quantifies it."""
    return say(
        ko="정량 분석인데 원단위나 물량이 없습니다.",
        en="The tag says quantified, but has no unit factor or no quantity.",
        mend_ko="원단위와 물량을 적거나 정성(qualitative)으로 바꾸십시오.",
        mend_en="Give the unit factor and the quantity, or make it qualitative.",
    )


def parts_miss_total(cell: str, found_krw: int, printed_krw: int) -> Sentence:
    """A printed total that its parts do not make."""
    gap = printed_krw - found_krw
    more_ko, more_en = ("많습니다", "above") if gap > 0 else ("적습니다", "below")
    where = column_title(cell)
    return say(
        ko=f"{where.ko}: 합계 {printed_krw:,}원이 부분의 합 {found_krw:,}원보다 {abs(gap):,}원 {more_ko}.",
        en=f"{where.en}: the total of {printed_krw:,} won is {abs(gap):,} won {more_en} the sum of its "
        f"parts, {found_krw:,} won.",
        mend_ko="합계와 부분 가운데 틀린 쪽을 원본에서 확인해 고치십시오.",
        mend_en="Look up in the original whether the total or a part is wrong, and correct it.",
    )


def merged_cells(cells: str) -> Sentence:
    """Merged cells of a workbook."""
    return say(
        ko=f"{cells}: 병합된 셀이 있습니다. 어느 행의 값인지 알 수 없습니다.",
        en=f"{cells} are merged cells: which row the value belongs to cannot be told.",
        mend_ko="병합을 풀고 행마다 값을 적으십시오.",
        mend_en="Unmerge them and write the value into each row.",
    )


def formula(cell: str) -> Sentence:
    """A formula where a value is due."""
    return say(
        ko=f"{cell}: 수식입니다.",
        en=f"{cell} holds a formula.",
        mend_ko="셀을 복사해 ‘값만 붙여넣기’로 바꾼 뒤 다시 저장하십시오.",
        mend_en="Copy the cells, paste them as values only, and save the file again.",
    )


def no_header() -> Sentence:
    """A table without the columns that every budget has."""
    return say(
        ko="부서, 사업명, 예산액 열의 제목을 첫 20행에서 찾지 못했습니다.",
        en="No row among the first 20 names the columns department, title and amount.",
        mend_ko="제목 행에 부서명, 세부사업명, 예산액(원)을 적으십시오.",
        mend_en="Write department, title and amount_krw into the heading row.",
    )


def no_unit(cell: str) -> Sentence:
    """An amount column without its unit."""
    return say(
        ko=f"{cell}: 금액의 단위가 적혀 있지 않습니다.",
        en=f"{cell} does not say the unit of the amounts.",
        mend_ko="제목을 예산액(원)이나 예산액(천원)으로 고치거나 올릴 때 단위를 고르십시오.",
        mend_en="Name the column amount_krw or amount_krw_thousand, or choose the unit with the file.",
    )


def column_meant_twice(cell: str, name: str) -> Sentence:
    """Two columns that mean the same."""
    return say(
        ko=f"{cell}: {name} 열이 두 개입니다.",
        en=f"{cell} is a second column for {name}.",
        mend_ko="쓰지 않는 열을 지우십시오.",
        mend_en="Take out the one that is not to be read.",
    )


def empty_here(cell: str, name: str) -> Sentence:
    """A cell that must be filled and is not."""
    title = column_title(name)
    return say(
        ko=f"{cell}: {title.ko} 칸이 비어 있습니다.",
        en=f"{cell}: {title.en} is empty.",
        mend_ko="행마다 값을 적으십시오. 금액이 없으면 0이라고 적으십시오.",
        mend_en="Fill it in on every row; an amount of nothing is 0.",
    )


def not_won(cell: str, text: str) -> Sentence:
    """An amount that is no whole number of won."""
    return say(
        ko=f"{cell}: {brief(text)}: 원 단위의 정수로 읽을 수 없습니다.",
        en=f"{cell}: {brief(text)} is not a whole number of won.",
        mend_ko="1,234,000처럼 적으십시오. 음수와 소수는 쓰지 않습니다.",
        mend_en="Write it like 1,234,000, without a sign or a fraction of a won.",
    )


def other_year(cell: str, text: str, year: int) -> Sentence:
    """A row of another year than the budget's."""
    return say(
        ko=f"{cell}: 회계연도 {brief(text)}: {year}년 예산이 아닙니다.",
        en=f"{cell}: the year {brief(text)} is not {year}.",
        mend_ko="연도를 고치거나 그 행을 빼십시오.",
        mend_en="Correct the year, or take the row out.",
    )


def same_line(cell: str, line: int) -> Sentence:
    """A line that an earlier row has already."""
    return say(
        ko=f"{cell}: {line}행과 같은 사업입니다.",
        en=f"{cell} is the same line as row {line}.",
        mend_ko="두 줄을 합치거나 사업 코드를 다르게 적으십시오.",
        mend_en="Make one row of the two, or give each a code of its own.",
    )


def too_many_lines(limit: int) -> Sentence:
    """More lines than one budget may have."""
    return say(
        ko=f"행이 {limit:,}개를 넘습니다.",
        en=f"The table has more than {limit:,} rows.",
        mend_ko="부서별로 파일을 나누지 말고 쓰지 않는 행을 빼십시오.",
        mend_en="Take out rows that are no budget lines.",
    )


def not_a_table() -> Sentence:
    """A file that is neither CSV nor a workbook."""
    return say(
        ko="CSV나 엑셀(.xlsx) 파일로 읽을 수 없습니다.",
        en="The file is neither readable CSV nor an .xlsx workbook.",
        mend_ko="CSV UTF-8이나 .xlsx로 다시 저장하십시오.",
        mend_en="Save it again as CSV UTF-8 or as .xlsx.",
    )
