"""Words that somebody types against the names of things: spaces, endings and first consonants forgiven."""

import unicodedata
from collections.abc import Iterable, Sequence

FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
HANGUL_BEGINS, HANGUL_ENDS = 0xAC00, 0xD7A3
SYLLABLES_OF_A_CONSONANT = 588
# What Korean adds to a noun, and what people add to a search. The longest come first.
ENDINGS = (
    "버리는방법", "버리는법", "분리수거", "분리배출", "버리기", "버려요", "어떻게", "이에요", "에서", "으로",
    "이랑", "하고", "까지", "은", "는", "이", "가", "을", "를", "의", "에", "도", "와", "과", "로", "랑",
    "요",
)  # fmt: skip
# A name this short is found only where it stands alone: “can” is in too many words.
SHORT = 2
MOST_LETTERS = 60


def plain(text: str) -> str:
    """A text without spaces, signs and capitals.

    >>> plain("투명 페트병!"), plain("PET bottle")
    ('투명페트병', 'petbottle')
    """
    folded = unicodedata.normalize("NFC", text[:MOST_LETTERS]).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def first_consonants(text: str) -> str:
    """The first consonants of Korean syllables, other letters as they are.

    >>> first_consonants("페트병")
    'ㅍㅌㅂ'
    """
    return "".join(
        FIRST[(ord(letter) - HANGUL_BEGINS) // SYLLABLES_OF_A_CONSONANT]
        if HANGUL_BEGINS <= ord(letter) <= HANGUL_ENDS
        else letter
        for letter in text
    )


def rank(typed: str, names: Iterable[str]) -> int | None:
    """How well names answer what was typed, 0 the best; None where they do not.

    >>> rank("페트병을", ["투명 페트병", "생수병"]), rank("ㅅㅅㅂ", ["생수병"]), rank("캔", ["통조림"])
    (1, 4, None)
    """
    asked = _forms(typed)
    found = [each for name in names for each in _ranks(asked, name)]
    return min(found, default=None)


def _forms(typed: str) -> Sequence[str]:
    """What was typed as one word, its words, and each of them without its ending; the whole first."""
    words = [plain(typed), *(plain(word) for word in typed[:MOST_LETTERS].split())]
    bare = [_without_ending(word) for word in words]
    return tuple(dict.fromkeys(word for word in (*words, *bare) if word))


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return _without_ending(word.removesuffix(ending))
    return word.removesuffix("s") if word.isascii() and len(word) > len("cans") - 1 else word


def _ranks(asked: Sequence[str], written: str) -> Iterable[int]:
    name, words = plain(written), {plain(word) for word in written.split()}
    for form in asked:
        if form == name:
            yield 0
        elif form in words or (len(form) >= SHORT and name.startswith(form)):
            yield 1
        elif len(form) >= SHORT and form in name:
            yield 2
        elif len(name) >= SHORT and name in form:
            yield 3
        elif len(form) >= SHORT and set(form) <= set(FIRST) and first_consonants(name).startswith(form):
            yield 4
