"""Refusals of rows that name a method: what it lacks, what it does not take, which unit it asks."""

from dure.grammar.sentences.says import Sentence, brief, listed, say


def missing_arguments(method: str, names: tuple[str, ...]) -> Sentence:
    """The method takes what the row does not give."""
    return say(
        ko=f"{method} 방법에 필요한 값이 없습니다: {listed(names)}.",
        en=f"The method {method} takes what the row does not give: {listed(names)}.",
        mend_ko="이름을 열 제목으로 두고 값을 적으십시오. 기본값은 넣지 않습니다.",
        mend_en="Head columns with these names and fill them in. None is assumed.",
    )


def refused_by_method(method: str, why: str) -> Sentence:
    """An engine of the method refuses a number of the row."""
    return say(
        ko=f"{method} 방법으로 계산할 수 없습니다: {why}",
        en=f"The method {method} refuses the row: {why}",
        mend_ko="그 값과 단위를 확인하십시오.",
        mend_en="Look at that value and its unit.",
    )


def unit_of_method(method: str, unit: str, wanted: str) -> Sentence:
    """The quantity does not measure what the method asks for."""
    return say(
        ko=f"{method} 방법의 활동자료는 {wanted} 단위인데 {brief(unit)} 단위로 적혀 있습니다.",
        en=f"The method {method} takes a quantity in {wanted}; the row has {brief(unit)}.",
        mend_ko=f"{wanted} 또는 같은 양을 재는 단위로 적으십시오.",
        mend_en=f"State it in {wanted}, or in another unit of the same.",
    )


def unit_of_argument(argument: str, unit: str, wanted: str) -> Sentence:
    """An argument stands in a unit that does not become the one the method takes."""
    return say(
        ko=f"{argument} 값이 {brief(unit)} 단위로 적혀 있어 {wanted} 단위로 바꿀 수 없습니다.",
        en=f"{argument} is in {brief(unit)}, which does not become {wanted}.",
        mend_ko=f"{wanted} 단위로 적으십시오.",
        mend_en=f"State it in {wanted}.",
    )


def notation_key(text: str) -> Sentence:
    """A notation key stands where a quantity is due."""
    return say(
        ko=f"{brief(text)}: 표기 기호이지 활동자료가 아니므로 계산하지 않았습니다.",
        en=f"{brief(text)} is a notation key and not a number: nothing is computed.",
        mend_ko="기호는 인벤토리 표에 적고, 활동자료에는 수를 적으십시오.",
        mend_en="Keys stand in the table of the inventory; write an amount here, or leave the row out.",
    )
