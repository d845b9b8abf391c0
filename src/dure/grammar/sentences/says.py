"""How a sentence is put together."""

from dure.grammar.shapes import Text

Sentence = tuple[Text, Text]


def say(*, ko: str, en: str, mend_ko: str, mend_en: str) -> Sentence:
    """What is wrong and how to mend it, in both languages."""
    return Text(printable(ko), printable(en)), Text(printable(mend_ko), printable(mend_en))


def printable(text: str) -> str:
    """`text` with a mark in place of everything that could move a terminal's cursor."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def brief(text: str) -> str:
    """`text` in quotes, cut where it is too long to read."""
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"


def meant(near: str) -> tuple[str, str]:
    """A first clause naming the nearest known word, or nothing, in ko and en."""
    return (f"{brief(near)}의 오기인지 확인하십시오. ", f"Did you mean {brief(near)}? ") if near else ("", "")


def listed(words: tuple[str, ...]) -> str:
    """Words with commas."""
    return ", ".join(words)
