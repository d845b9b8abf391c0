"""What is wrong with what an officer brings, where the grammar has no sentence for it."""

from collections.abc import Sequence

from dure.grammar.sentences.says import Sentence, brief, say
from dure.grammar.shapes import Text

# So many contradicting rows are named.
MOST_OTHERS = 3

# The marks by the words of the glossary.
MARK_WORDS = {
    "observed": Text("실적", "actual"),
    "estimated": Text("추정", "estimated"),
    "forecast": Text("전망", "expected"),
    "target": Text("목표", "target"),
    "scenario": Text("잠재량", "potential"),
    "parameter": Text("계수", "assumption"),
    "synthetic": Text("합성 자료", "made-up data"),
    "stale": Text("오래됨", "out of date"),
}


def no_rows() -> Sentence:
    """A file without any row."""
    return say(
        ko="표에 행이 없습니다.",
        en="The table has no rows.",
        mend_ko="첫 행에 열 이름을, 다음 행부터 수치를 적으십시오. 서식 파일을 내려받아 쓸 수 있습니다.",
        mend_en="Put column names into the first row and figures below. There is a template to download.",
    )


def too_many_rows(limit: int) -> Sentence:
    """A file with more rows than are taken at once."""
    return say(
        ko=f"행이 {limit:,}개를 넘습니다.",
        en=f"The table has more than {limit:,} rows.",
        mend_ko="파일을 연도나 주제로 나누어 차례로 올리십시오.",
        mend_en="Divide it, for example by year, and bring the parts in turn.",
    )


def row_too_far(limit: int) -> Sentence:
    """A sheet with a row very far below the others."""
    return say(
        ko=f"시트가 {limit:,}행 아래까지 이어집니다.",
        en=f"The sheet reaches below row {limit:,}.",
        mend_ko="표 아래의 빈 행을 모두 지우고 다시 저장하십시오.",
        mend_en="Delete all empty rows below the table and save it again.",
    )


def old_workbook() -> Sentence:
    """An .xls of the nineties."""
    return say(
        ko="옛 엑셀 형식(.xls)입니다.",
        en="This is a workbook of the old form (.xls).",
        mend_ko="엑셀에서 .xlsx 또는 CSV UTF-8로 다시 저장하십시오.",
        mend_en="Save it again as .xlsx or as CSV UTF-8.",
    )


def broken_workbook() -> Sentence:
    """A file that begins like a workbook and is none."""
    return say(
        ko="엑셀 파일로 열 수 없습니다. 파일이 깨졌거나 암호가 걸려 있습니다.",
        en="The file cannot be opened as a workbook. It is damaged, or locked with a password.",
        mend_ko="암호를 풀고 .xlsx로 다시 저장하거나 CSV로 저장하십시오.",
        mend_en="Take the password off and save it again as .xlsx, or save it as CSV.",
    )


def unpacks_too_large(limit_mb: int) -> Sentence:
    """A workbook that is small on disk and huge inside."""
    return say(
        ko=f"압축을 풀면 {limit_mb} MB가 넘는 엑셀 파일입니다.",
        en=f"Unpacked, the workbook is larger than {limit_mb} MB.",
        mend_ko="그림과 빈 시트를 지우고 필요한 행만 남긴 뒤 다시 저장하십시오.",
        mend_en="Take out pictures and empty sheets, keep the rows that are needed, and save it again.",
    )


def too_many_columns(limit: int) -> Sentence:
    """A sheet with cells far to the right."""
    return say(
        ko=f"열이 {limit}개를 넘습니다.",
        en=f"The table has more than {limit} columns.",
        mend_ko="서식 파일에 있는 열만 남기십시오.",
        mend_en="Keep the columns of the template only.",
    )


def not_text() -> Sentence:
    """A picture, a PDF, a programme."""
    return say(
        ko="CSV나 엑셀 파일이 아닙니다.",
        en="This is neither a CSV file nor a workbook.",
        mend_ko="CSV 또는 .xlsx 파일을 올리십시오.",
        mend_en="Bring a CSV or .xlsx file.",
    )


def system_not_here(address: str, system: str) -> Sentence:
    """A figure of a system that the place has not switched on."""
    return say(
        ko=f"{brief(address)}: 이 지역이 쓰지 않는 체계({system})의 주소입니다.",
        en=f"{brief(address)} belongs to the system {system}, which this place does not run.",
        mend_ko="행을 지우거나 이 지역의 주소 목록에서 고르십시오.",
        mend_en="Take the row out, or choose from the list of addresses of this place.",
    )


def contradicted(address: str, others: Sequence[tuple[int, str]]) -> Sentence:
    """A row that another row of the same file gives another value for."""
    ko = ", ".join(f"{line}행({brief(printed)})" for line, printed in others[:MOST_OTHERS])
    en = ", ".join(f"line {line} ({brief(printed)})" for line, printed in others[:MOST_OTHERS])
    if len(others) > MOST_OTHERS:
        ko, en = f"{ko} 등 {len(others)}개 행", f"{en} and {len(others) - MOST_OTHERS} more"
    return say(
        ko=f"{brief(address)}: 같은 수치가 {ko}에는 다른 값으로 적혀 있습니다. 어느 행도 올리지 않습니다.",
        en=f"{brief(address)} has another value in {en}. None of these rows is filed.",
        mend_ko="문서와 대조하여 맞는 행만 남기십시오. 기간이나 구분이 다르면 그 열을 고치십시오.",
        mend_en="Compare them with the document and keep the one that is right. "
        "If they are of different periods or marks, correct those columns.",
    )


def not_yet_happened(period: str, mark: str) -> Sentence:
    """An actual value of a time to come."""
    words = MARK_WORDS[mark]
    return say(
        ko=f"기간 {brief(period)}: 아직 시작하지 않은 기간의 수치는 {words.ko}일 수 없습니다.",
        en=f"The period {brief(period)} has not begun, so nothing in it can be “{words.en}”.",
        mend_ko="기간을 고치거나 수치 구분을 목표, 전망, 잠재량 가운데 하나로 바꾸십시오.",
        mend_en="Correct the period, or mark the figure as target, expected or potential.",
    )


def confidential_without_reason(address: str) -> Sentence:
    """A number that is not to be published, and nobody says why."""
    return say(
        ko=f"{address}: 비공개(C) 값인데 이유가 없습니다.",
        en=f"{address} is confidential (C), and no reason is given.",
        mend_ko="왜 공개할 수 없는지 메모에 적으십시오. 메모는 공개되므로 숫자는 적지 마십시오.",
        mend_en="Say in the note why it may not be told. The note is public: write no number there.",
    )


def emissions_below_zero(address: str, text: str) -> Sentence:
    """Emissions below zero where nothing takes up."""
    return say(
        ko=f"{address}: {brief(text)}: 배출량이 0보다 작습니다.",
        en=f"{address} is {brief(text)}: emissions below zero.",
        mend_ko="부호를 확인하십시오. 흡수는 V.2에만 음수로 적습니다.",
        mend_en="Check the sign. Only V.2 may be below zero, where land takes up.",
    )


def amount_below_zero(address: str, text: str) -> Sentence:
    """An amount of the allowance books below zero that cannot be."""
    return say(
        ko=f"{address}: {brief(text)}: 이 값은 0보다 작을 수 없습니다.",
        en=f"{address} is {brief(text)}: this cannot be below zero.",
        mend_ko="부호를 확인하십시오. 모자란 양은 ‘그해 잉여’에 음수로 적습니다.",
        mend_en="Check the sign. A shortage is stated as a surplus of the year below zero.",
    )


def included_nowhere(address: str, ref: str) -> Sentence:
    """An IE that leads to a reference which does not exist."""
    return say(
        ko=f"{address}: IE가 가리키는 {ref}은(는) 없는 번호입니다.",
        en=f"{address}: IE points to {ref}, and there is no such reference.",
        mend_ko="배출량이 실제로 들어 있는 GPC 번호를 IE (I.1.2)처럼 적으십시오.",
        mend_en="Name the GPC reference that does hold the emissions, like IE (I.1.2).",
    )


def line_without_reason(ref: str, key: str) -> Sentence:
    """A key that asks for a reason and has none."""
    return say(
        ko=f"{ref}: {key}의 까닭이 적혀 있지 않습니다.",
        en=f"{ref}: {key} gives no reason.",
        mend_ko="메모에 까닭을 적으십시오. NE라면 언제까지 어떻게 산정할지도 적습니다.",
        mend_en="Give the reason in the note; for NE also how and until when it will be estimated.",
    )


def other_city(written: str, place: Text) -> Sentence:
    """A workbook whose city is not called like the place that it is brought to."""
    return say(
        ko=f"워크북의 도시는 {brief(written)}이고, 이곳은 “{place.ko}”입니다.",
        en=f"The workbook is of {brief(written)}; this place is “{place.en}”.",
        mend_ko="다른 도시의 워크북이면 그 도시에서 올리십시오. 이름만 다르면 아래에서 확인하십시오.",
        mend_en="If it is of another city, bring it there; if only the name differs, confirm it below.",
    )


def other_population(written: str, counted: str, *, period: str, place: Text) -> Sentence:
    """A workbook whose residents are many more or fewer than those of the place."""
    return say(
        ko=f"워크북의 인구는 {brief(written)}명이고, {place.ko}의 {period} 인구는 {counted}명입니다.",
        en=f"The workbook counts {brief(written)} residents; {place.en} counts {counted} ({period}).",
        mend_ko="다른 곳의 워크북이 아닌지 확인하고, 인구가 잘못되었으면 고치십시오.",
        mend_en="Make sure that it is not of another place, and correct the number if it is wrong.",
    )
