"""How a sentence is put together."""

from dure.grammar.shapes import Text

Sentence = tuple[Text, Text]


def say(*, ko: str, en: str, mend_ko: str, mend_en: str) -> Sentence:
    """What is wrong and how to mend it, in both languages."""
    return Text(ko, en), Text(mend_ko, mend_en)


def brief(text: str) -> str:
    """`text` in quotes, cut where it is too long to read, with nothing that moves a terminal's cursor."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in text[:60])
    return f"“{shown}{'…' if len(text) > 60 else ''}”"


def meant(near: str) -> tuple[str, str]:
    """A first clause naming the nearest known word, or nothing, in ko and en."""
    return (f"{brief(near)}의 오기인지 확인하십시오. ", f"Did you mean {brief(near)}? ") if near else ("", "")


def listed(words: tuple[str, ...]) -> str:
    """Words with commas."""
    return ", ".join(words)
