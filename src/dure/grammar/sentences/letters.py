"""Mistakes of letters: those that no table takes, and too many of them."""

from dure.grammar.sentences.says import Sentence, say


def steering_letter(called: str) -> Sentence:
    """A control character in a text."""
    return say(
        ko=f"{called}: 화면에 나타나지 않는 제어 문자가 들어 있습니다.",
        en=f"{called} holds a control character, which nobody can see.",
        mend_ko="내용을 지우고 다시 입력하십시오.",
        mend_en="Empty it and type it anew.",
    )


def too_long(called: str, letters: int, limit: int) -> Sentence:
    """A text with more letters than there is room for."""
    return say(
        ko=f"{called}: {letters:,}자입니다. {limit}자까지 쓸 수 있습니다.",
        en=f"{called} has {letters:,} letters; there is room for {limit}.",
        mend_ko="줄여 적으십시오.",
        mend_en="Shorten it.",
    )
