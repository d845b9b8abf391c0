"""Mistakes of the lists that a place answers when it discloses."""

from dure.grammar.sentences.says import Sentence, brief, listed, say


def no_such_answer(said: str, named: tuple[str, ...], alone: tuple[str, ...]) -> Sentence:
    """An answer that names no part of the books."""
    return say(
        ko=f"answer: {brief(said)}: 장부의 어느 부분을 가리키는지 알 수 없습니다.",
        en=f"answer is {brief(said)}, which names no part of the books.",
        mend_ko=f"이름과 함께 {listed(named)} 가운데 하나를, 또는 {listed(alone)} 가운데 하나를 적으십시오.",
        mend_en=f"Write one of {listed(named)} with a name, or one of {listed(alone)} alone.",
    )
