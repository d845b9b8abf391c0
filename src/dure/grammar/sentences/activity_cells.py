"""Refusals of what stands in the cells and headings of activity tables, whatever it is about."""

from dure.grammar.sentences.says import Sentence, brief, listed, say


def beyond_measure(text: str) -> Sentence:
    """A number that nobody measures."""
    return say(
        ko=f"{brief(text)}: 너무 크거나 자릿수가 너무 많은 수입니다.",
        en=f"{brief(text)} is too large a number, or has too many digits.",
        mend_ko="단위와 지수를 확인하고, 40자리 안으로 적으십시오.",
        mend_en="Check the unit and the exponent, and write it in at most 40 digits.",
    )


def two_columns(written: str, first: int, second: int) -> Sentence:
    """Two columns that are headed alike."""
    return say(
        ko=f"{first}번째 열과 {second}번째 열({brief(written)})의 뜻이 같습니다.",
        en=f"Columns {first} and {second}, {brief(written)}, mean the same.",
        mend_ko="하나만 남기거나 이름을 바꾸십시오.",
        mend_en="Keep one, or rename the other.",
    )


def unseen_signs(text: str, signs: tuple[str, ...]) -> Sentence:
    """Signs within a cell that no reader sees."""
    return say(
        ko=f"{brief(text)}: 보이지 않는 글자가 섞여 있습니다: {listed(signs)}.",
        en=f"{brief(text)} holds signs that nobody sees: {listed(signs)}.",
        mend_ko="칸을 비우고 손으로 다시 적으십시오.",
        mend_en="Empty the cell and type it again.",
    )


def decimals_both_ways(text: str) -> Sentence:
    """A number that may be a thousand times another, in a table that writes decimals both ways."""
    return say(
        ko=f"{brief(text)}: 표에 소수점과 소수 쉼표가 섞여 있어 천 단위 구분인지 소수인지 알 수 없습니다.",
        en=f"{brief(text)} may be thousands or decimals: the table writes decimals with points and commas.",
        mend_ko="천 단위 구분을 빼고 소수는 점으로 적으십시오.",
        mend_en="Write it without a sign between thousands, and decimals with a point.",
    )


def argument_twice(argument: str, first: str, second: str) -> Sentence:
    """An argument of a method that a row gives twice, with two values."""
    return say(
        ko=f"{argument} 값이 {brief(first)}와 {brief(second)}에 서로 다르게 적혀 있습니다.",
        en=f"{argument} is given twice with two values: {brief(first)} and {brief(second)}.",
        mend_ko="하나만 남기십시오.",
        mend_en="Keep one of them.",
    )


def no_rows() -> Sentence:
    """A table that holds headings and nothing else."""
    return say(
        ko="열 이름 아래에 행이 없습니다.",
        en="There is no row below the headings.",
        mend_ko="열 이름 아래에 값을 한 행씩 적으십시오.",
        mend_en="Write values below the headings, a row for each.",
    )


def printed_differs(printed: str, computed: str, unit: str) -> Sentence:
    """A result of the table's author that is not what comes out, beyond its rounding."""
    return say(
        ko=f"파일에 적힌 {brief(printed)}과 계산한 값 {computed} {unit}가 다릅니다.",
        en=f"{brief(printed)} is printed, and {computed} {unit} comes out.",
        mend_ko="활동자료와 계수를 확인하고, 적힌 값이 잘못되었으면 고치십시오.",
        mend_en="Check quantity and factor, and correct the printed value if it is wrong.",
    )


def bought_energy_in_scope_1(ref: str, factor: str, other: str) -> Sentence:
    """Electricity, steam or heat from elsewhere under a reference of what is burnt in place."""
    return say(
        ko=f"{ref}: 직접 태운 연료(스코프 1)의 번호인데, 계수 {factor}은 사 온 전기나 열의 계수입니다.",
        en=f"{ref} is of fuel burnt in place (scope 1), and {factor} is of bought electricity or heat.",
        mend_ko=f"사 온 전기나 열이면 {other}를 적고, 연료를 태웠으면 연료의 계수를 적으십시오.",
        mend_en=f"If it was bought, write {other}; if fuel was burnt, name the factor of the fuel.",
    )


def fuel_in_scope_2(ref: str, factor: str, other: str) -> Sentence:
    """A fuel under a reference of bought electricity and heat."""
    return say(
        ko=f"{ref}: 사 온 전기나 열(스코프 2)의 번호인데, 계수 {factor}은 연료의 계수입니다.",
        en=f"{ref} is of bought electricity and heat (scope 2), and {factor} is of a fuel.",
        mend_ko=f"연료를 태웠으면 {other}를 적고, 사 온 전기나 열이면 그 계수를 적으십시오.",
        mend_en=f"If fuel was burnt, write {other}; if energy was bought, name the factor of that energy.",
    )


def unit_in_cell(number: str, unit: str, heading: str) -> Sentence:
    """A number with its unit in the same cell, where the unit belongs in the heading."""
    return say(
        ko=f"{brief(f'{number} {unit}')}: 칸에 단위까지 적었습니다.",
        en=f"{brief(f'{number} {unit}')} carries its unit in the cell.",
        mend_ko=f"칸에는 {number}만 적고 열 이름을 {heading} ({unit})로 하십시오.",
        mend_en=f"Write {number} alone, and head the column {heading} ({unit}).",
    )
