"""Why a source of a statement is unknown, in words: sets that do not fit, gases that have no potential."""

from collections.abc import Iterable, Sequence

from dure.grammar.shapes import Text
from dure.kernel.runs.write.emitting import Emitted

LONGEST_NOTE = 2000


def misfits(done: Iterable[Emitted], set_name: str) -> list[Text]:
    """Composites of another set: they may not be said in this one."""
    other = [one for one in done if one.composite_kg is not None and one.composite_set != set_name]
    titles = [(one, one.factor.title if one.factor else one.activity.title) for one in other]
    return [
        Text(
            f"{title.ko}: {one.composite_set} 환산 값이라 {set_name}로 바꾸어 말할 수 없습니다",
            f"{title.en}: a composite of {one.composite_set}, not to be said in {set_name}",
        )
        for one, title in titles
    ]


def no_potential(gas: str, set_name: str) -> Text:
    """That a set does not know a gas."""
    return Text(f"{set_name}에 {gas}의 지구온난화지수가 없습니다", f"{set_name} has no potential of {gas}")


def joined(texts: Sequence[Text]) -> Text:
    """Several reasons as one, each once."""
    ko = "; ".join(dict.fromkeys(text.ko for text in texts))
    en = "; ".join(dict.fromkeys(text.en for text in texts))
    return Text(ko[:LONGEST_NOTE], en[:LONGEST_NOTE])
