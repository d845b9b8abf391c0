"""Sentences whose amounts are links, so that a number in a sentence answers “says who?” like any other.

While a sentence is being made, an amount carries its link between letters that no text contains. `plain`
takes the links away again, for reports and data; `told` gives the parts that a page draws.
"""

import re
from dataclasses import dataclass

from dure.grammar.shapes import Text

# Start of an amount's link, end of the link, end of the amount: letters that no figure and no pack may hold.
LINK, AMOUNT, END = "\x02", "\x03", "\x04"
LINKED = re.compile(f"{LINK}([^{AMOUNT}]*){AMOUNT}([^{END}]*){END}")


@dataclass(frozen=True)
class Part:
    """A part of a sentence: words, and for an amount the page that says where it is from."""

    words: str
    href: str = ""


def linked(words: str, *, href: str) -> str:
    """An amount in words, with its link, as a part of a sentence."""
    return f"{LINK}{href}{AMOUNT}{words}{END}"


def plain(sentence: str) -> str:
    """A sentence without its links.

    >>> plain("Of " + linked("5 t", href="/a/") + ".")
    'Of 5 t.'
    """
    return LINKED.sub(r"\2", sentence)


def plain_text(sentence: Text) -> Text:
    """A sentence in both languages without its links."""
    return Text(plain(sentence.ko), plain(sentence.en))


def told(sentence: str) -> tuple[Part, ...]:
    """The parts of a sentence in their order: words, and amounts with their links.

    >>> told("Of " + linked("5 t", href="/a/") + ".")
    (Part(words='Of ', href=''), Part(words='5 t', href='/a/'), Part(words='.', href=''))
    """
    parts, at = [], 0
    for found in LINKED.finditer(sentence):
        parts += [Part(sentence[at : found.start()]), Part(found[2], found[1])]
        at = found.end()
    parts.append(Part(sentence[at:]))
    return tuple(part for part in parts if part.words)
