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
