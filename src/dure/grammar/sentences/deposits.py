"""Mistakes of tables of deposits, and of the parameters of decay."""

from dure.grammar.sentences.says import Sentence, brief, listed, say


def no_rows() -> Sentence:
    return say(
        ko="표가 없습니다. 첫 행은 열 이름이고, 그 아래 값이 있어야 합니다.",
        en="There is no table: a row of headings and at least one row of values.",
        mend_ko="열 이름 행과 값 행을 넣으십시오.",
        mend_en="Write headings, and values below them.",
    )


def no_column(name: str, example: str) -> Sentence:
    return say(
        ko=f"{name} 열을 찾을 수 없습니다.",
        en=f"No column gives {name}.",
        mend_ko=f"열 이름을 {example}처럼 쓰십시오.",
        mend_en=f"Name the column like {example}.",
    )


def no_unit(column: str) -> Sentence:
    return say(
        ko=f"{brief(column)}: 매립량의 단위가 적혀 있지 않습니다.",
        en=f"{brief(column)} does not say in which unit the amount is.",
        mend_ko="열 이름을 W_Gg, W_t처럼 쓰거나 unit 열을 넣거나 --unit Gg처럼 지정하십시오.",
        mend_en="Name the column W_Gg or W_t, add a column unit, or give --unit Gg.",
    )


def unit_of_amount(column: str) -> Sentence:
    return say(
        ko=f"{brief(column)}: 단위가 없어 매립량과 같은 단위로 읽었습니다.",
        en=f"{brief(column)} says no unit: it is read in that of the amount.",
        mend_ko="다르면 열 이름을 recovery_t처럼 쓰십시오.",
        mend_en="Name it like recovery_t if it is another.",
    )


def read_above(name: str, text: str) -> Sentence:
    return say(
        ko=f"표 위에 적힌 {name} = {text}을(를) 모든 행에 썼습니다.",
        en=f"{name} = {text}, which stands above the table, is used for every row.",
        mend_ko="행마다 다르면 열로 적으십시오.",
        mend_en="Make it a column where rows differ.",
    )


def gas_without_share() -> Sentence:
    return say(
        ko="매립가스는 부피(m3)와 같은 행의 메탄 비율(F)이 있어야 메탄으로 바꿀 수 있습니다.",
        en="Landfill gas becomes methane only by its volume (m3) and the share of methane (F) of the row.",
        mend_ko="열 이름을 lfg_m3로 하고 F를 적거나, 메탄을 recovery_t로 적으십시오.",
        mend_en="Name it lfg_m3 and state F, or state the methane as recovery_t.",
    )


def odd_unit(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 질량의 단위로 읽을 수 없습니다.",
        en=f"{brief(text)} is not a unit of mass known here.",
        mend_ko="Gg, kt, t, Mg, kg 가운데 하나를 쓰십시오.",
        mend_en="Write Gg, kt, t, Mg or kg.",
    )


def two_columns(first: str, second: str) -> Sentence:
    return say(
        ko=f"{brief(first)} 열과 {brief(second)} 열의 뜻이 같습니다.",
        en=f"{brief(first)} and {brief(second)} mean the same.",
        mend_ko="하나만 남기거나 이름을 바꾸십시오.",
        mend_en="Keep one, or rename the other.",
    )


def not_a_year(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 연도가 아닙니다.",
        en=f"{brief(text)} is not a year.",
        mend_ko="1998처럼 네 자리로 적으십시오.",
        mend_en="Write it like 1998.",
    )


def not_a_number(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 숫자가 아닙니다.",
        en=f"{brief(text)} is not a number.",
        mend_ko="2300.322처럼 숫자만 적으십시오. 발생이 없으면 0이나 NO를 적습니다.",
        mend_en="Write digits only, like 2300.322; write 0 or NO where there was none.",
    )


def no_amount() -> Sentence:
    return say(
        ko="매립량이 비어 있습니다. 빈칸은 0이 아닙니다.",
        en="The amount is blank. A blank is not zero.",
        mend_ko="값을 적으십시오. 매립이 없었으면 0이나 NO를 적습니다.",
        mend_en="Fill it in; write 0 or NO where nothing was laid down.",
    )


def below_zero(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 0보다 작을 수 없습니다.",
        en=f"{brief(text)} is below zero.",
        mend_ko="0 이상의 값을 적으십시오. 파낸 폐기물은 excavated 열에 적습니다.",
        mend_en="Write zero or more; waste dug out again has its own column, excavated.",
    )


def not_a_share(name: str, text: str) -> Sentence:
    return say(
        ko=f"{name} {brief(text)}: 비율은 0과 1 사이입니다.",
        en=f"{name} is {brief(text)}; a share is from 0 to 1.",
        mend_ko="40퍼센트는 0.4 또는 40 %로 적으십시오.",
        mend_en="Write 40 percent as 0.4 or as 40 %.",
    )


def out_of_range(name: str, text: str, wanted: str) -> Sentence:
    return say(
        ko=f"{name} {brief(text)}: 쓸 수 없는 값입니다.",
        en=f"{name} cannot be {brief(text)}.",
        mend_ko=f"{wanted} 범위의 값을 적으십시오.",
        mend_en=f"Write a value within {wanted}.",
    )


def year_twice(year: int, waste: str, first_line: int) -> Sentence:
    what_ko = f"{waste} {year}년" if waste else f"{year}년"
    what_en = f"{waste} of {year}" if waste else f"{year}"
    return say(
        ko=f"{what_ko}: {first_line}행에도 있습니다. 두 행 모두 쓰지 않았습니다.",
        en=f"{what_en} stands on line {first_line}, too. Neither row is used.",
        mend_ko="하나만 남기거나 더해서 한 행으로 적으십시오.",
        mend_en="Keep one, or add them up into one row.",
    )


def year_missing(year: int, waste: str) -> Sentence:
    what_ko = f"{waste} {year}년" if waste else f"{year}년"
    what_en = f"{waste}, {year}" if waste else f"{year}"
    return say(
        ko=f"{what_ko}: 행이 없습니다. 이 해부터는 결과를 알 수 없습니다.",
        en=f"{what_en}: there is no row. From this year on the answer is unknown.",
        mend_ko="행을 넣거나, 매립이 없었으면 --missing-years zero를 지정하십시오.",
        mend_en="Add the row, or give --missing-years zero where nothing was laid down.",
    )


def dug_out_too_much(text: str) -> Sentence:
    return say(
        ko=f"파낸 양 {brief(text)}: 그해 매립량보다 많습니다.",
        en=f"{brief(text)} dug out is more than was laid down in that year.",
        mend_ko="파낸 폐기물은 그것을 묻은 해의 행에 적으십시오.",
        mend_en="Write waste dug out again on the row of the year in which it was laid down.",
    )


def two_values(name: str, year: str) -> Sentence:
    of_ko, of_en = (f"{year}의 ", f" of {year}") if year else ("", "")
    return say(
        ko=f"{name}: {of_ko}값이 서로 다릅니다.",
        en=f"{name}{of_en} differs from row to row.",
        mend_ko="하나의 값만 적으십시오.",
        mend_en="State one value.",
    )


def decay_against_half_life() -> Sentence:
    return say(
        ko="k와 반감기가 서로 맞지 않습니다. k = ln 2 / 반감기입니다.",
        en="k and the half-life disagree: k is ln 2 over the half-life.",
        mend_ko="둘 가운데 하나만 적으십시오.",
        mend_en="State one of them.",
    )


def unused_column(column: str) -> Sentence:
    return say(
        ko=f"{brief(column)} 열은 쓰지 않았습니다.",
        en=f"The column {brief(column)} is not used.",
        mend_ko="쓰려면 dure landfill --help의 이름으로 바꾸십시오.",
        mend_en="Rename it as dure landfill --help says, if it matters.",
    )


def missing_parameters(waste: str, flags: tuple[str, ...], sets: tuple[str, ...]) -> Sentence:
    of_ko, of_en = (f"{waste}: ", f" of {waste}") if waste else ("", "")
    columns = tuple(flag.split()[0].removeprefix("--").replace("-", "_") for flag in flags)
    return say(
        ko=f"{of_ko}값이 없습니다: {listed(columns)}. 정해 주지 않은 값은 쓰지 않습니다.",
        en=f"Missing parameters{of_en}: {listed(columns)}. None is assumed.",
        mend_ko=f"파일의 열로 적거나 {' '.join(flags)}처럼 지정하거나, --variant로 값 묶음"
        f"({listed(sets)})을 고르고 --climate, --site, --waste로 조건을 정하십시오.",
        mend_en=f"Add columns, or give {' '.join(flags)}, or choose a set with --variant "
        f"({listed(sets)}) and say its conditions with --climate, --site and --waste.",
    )


def odd_parameter_unit(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 알 수 없는 단위입니다.",
        en=f"{brief(text)} is not a unit.",
        mend_ko="단위 기호는 docs/units.md에 있습니다.",
        mend_en="The symbols of units are in docs/units.md.",
    )
