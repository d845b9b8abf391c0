"""What is said of a calculation of decay: what was taken as said, and what does not agree."""

from dure.grammar.sentences.says import Sentence, listed, say

MOST_YEARS = 6


def next_january() -> Sentence:
    return say(
        ko="분해가 시작되는 달이 적혀 있지 않아 매립한 다음 해 1월(M=13, IPCC의 기본식)부터로 계산했습니다.",
        en="The month in which decay begins is not said: the next January is taken (M=13, as the IPCC does).",
        mend_ko="다른 달이면 start_month 열이나 --start-month로 정하십시오.",
        mend_en="Say another with a column start_month or with --start-month.",
    )


def file_goes_first(name: str) -> Sentence:
    return say(
        ko=f"{name}: 파일에 적힌 값이 명령에 지정한 값과 다릅니다. 파일의 값을 썼습니다.",
        en=f"{name} in the file is not what the flag says: the file's value is used.",
        mend_ko="명령의 값을 쓰려면 파일에서 그 열을 비우십시오.",
        mend_en="Empty the column to have the flag's value used.",
    )


def taken_from_other_rows(name: str, waste: str, value: str, years: tuple[str, ...]) -> Sentence:
    of_ko, of_en = (f"{waste}: ", f" of {waste}") if waste else ("", "")
    more = f" … ({len(years)})" if len(years) > MOST_YEARS else ""
    shown = listed(years[:MOST_YEARS]) + more
    return say(
        ko=f"{of_ko}{name} 칸이 빈 해가 있습니다: {shown}. "
        f"적힌 해의 값이 모두 같아 그 값({value})을 썼습니다.",
        en=f"{name}{of_en} is blank in {shown}: {value} is used, which all other years say.",
        mend_ko="다른 값이면 그 칸에 적으십시오.",
        mend_en="Write it there where it is another.",
    )


def carbon_as_printed() -> Sentence:
    return say(
        ko="DOC, DOCf, MCF가 모두 있지 않아 파일에 적힌 DDOCm_deposited를 썼습니다.",
        en="DOC, DOCf and MCF are not all given: DDOCm_deposited is used as printed in the file.",
        mend_ko="직접 계산하려면 세 값을 모두 정하십시오.",
        mend_en="Give all three to have it calculated.",
    )


def several_values(name: str, waste: str) -> Sentence:
    of_ko, of_en = (f"{waste}: ", f" of {waste}") if waste else ("", "")
    return say(
        ko=f"{of_ko}{name} 값이 해마다 다릅니다.",
        en=f"{name}{of_en} differs from year to year.",
        mend_ko="한 폐기물에는 하나의 값만 쓸 수 있습니다. 다르면 다른 폐기물로 나누십시오.",
        mend_en="One waste has one value; divide it into several wastes where it differs.",
    )


def emitted_unknown(names: tuple[str, ...]) -> Sentence:
    flags = " ".join(f"--{name} {0.7156 if name == 'methane-density' else 0}" for name in names)
    return say(
        ko=f"배출량을 알 수 없는 해가 있습니다. 없는 값: {listed(names)}.",
        en=f"What is emitted is unknown in some years. Not given: {listed(names)}.",
        mend_ko=f"열로 적거나, {flags}처럼 지정하십시오(0은 없었다는 뜻입니다).",
        mend_en=f"Add columns, or give {flags} (0 says that there was none).",
    )


def printed_differs(name: str, printed: float, reckoned: float) -> Sentence:
    return say(
        ko=f"{name}: 파일에는 {printed:.10g} Gg, 계산값은 {reckoned:.10g} Gg입니다.",
        en=f"{name} is printed as {printed:.10g} Gg and comes out as {reckoned:.10g} Gg.",
        mend_ko="매개변수와 적힌 값을 확인하십시오.",
        mend_en="Compare the parameters and the printed value.",
    )


def generated_raised(decayed: float, raised: float, share: float) -> Sentence:
    return say(
        ko=f"회수량이 계산된 발생량 {decayed:.10g} Gg의 {share:.0%}를 넘어 "
        f"발생량을 {raised:.10g} Gg으로 했습니다.",
        en=f"More than {share:.0%} of the {decayed:.10g} Gg from decay is recovered: "
        f"{raised:.10g} Gg must have been generated.",
        mend_ko="지침의 회수율 규칙입니다. 회수량과 매립 자료를 확인하십시오.",
        mend_en="This is the guideline's rule of recovery; compare recovery and deposits.",
    )


def more_than_the_carbon(recovered: float, greatest: float) -> Sentence:
    return say(
        ko=f"회수량 {recovered:.10g} Gg은 그때까지 매립된 분해성 탄소가 모두 분해되어도 나올 수 없습니다"
        f"(최대 {greatest:.10g} Gg).",
        en=f"{recovered:.10g} Gg recovered cannot be: all carbon deposited by then makes {greatest:.10g} Gg.",
        mend_ko="회수량의 단위(Gg, t)와 매립 자료의 단위, 빠진 해를 확인하십시오.",
        mend_en="Look at the units of recovery and deposits (Gg, t), and for years that are left out.",
    )


def recovered_above_generated(recovered: float, generated: float) -> Sentence:
    return say(
        ko=f"회수량 {recovered:.10g} Gg이 발생량 {generated:.10g} Gg보다 많습니다.",
        en=f"{recovered:.10g} Gg recovered is more than the {generated:.10g} Gg generated.",
        mend_ko="회수량의 단위와 매립 자료를 확인하십시오.",
        mend_en="Look at the unit of the recovery, and at the deposits.",
    )


def odd_flag(flag: str, text: str) -> Sentence:
    return say(
        ko=f"{flag} {text}: 읽을 수 없습니다.",
        en=f"{flag} {text} cannot be read.",
        mend_ko=f"{flag} 0.15 또는 {flag} food=0.15처럼 적으십시오.",
        mend_en=f"Write {flag} 0.15 or {flag} food=0.15.",
    )


def unknown_set(name: str, known: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"{name}: 없는 값 묶음입니다.",
        en=f"There is no set of parameters {name}.",
        mend_ko=f"다음 가운데 고르십시오: {listed(known)}.",
        mend_en=f"Choose one of {listed(known)}.",
    )


def until_before_a_row(until: int, line: int, year: int, last: int) -> Sentence:
    """A last year before a row of the file: what is asked for would leave a deposit out unsaid."""
    return say(
        ko=f"--until {until}: {line}행에 그 뒤 {year}년의 매립량이 있습니다.",
        en=f"--until {until}: line {line} has a deposit after it, of {year}.",
        mend_ko=f"--until {last} 이후로 적거나, {until}년 뒤의 행을 파일에서 빼십시오.",
        mend_en=f"Write --until {last} or later, or take the rows after {until} out of the file.",
    )


def odd_until(text: str, first: int, last: int) -> Sentence:
    """A last year that is before the first deposit, or further than anybody reckons."""
    return say(
        ko=f"--until {text}: {first}년부터 {last}년까지의 연도가 아닙니다.",
        en=f"--until {text}: that is no year from {first} to {last}.",
        mend_ko=f"--until {min(last, first + 50)}처럼 적거나 빼십시오.",
        mend_en=f"Write it like --until {min(last, first + 50)}, or leave it out.",
    )
