"""The labels printed on packages, drawn: three bent arrows around the word."""

from dataclasses import dataclass

from dure.grammar.shapes import Text
from dure.portal.resident.waste.present import Present
from dure.portal.showing import say

# Colour is not the label's meaning: the word is. `coated` has a bar across it, as on packages.
BARRED = "coated"
LONGEST_ON_ONE_LINE = 3


@dataclass(frozen=True)
class Label:
    """A label to choose: its name, its word, the same on one or two lines, and whether it is barred."""

    name: str
    title: str
    lines: tuple[str, ...]
    barred: bool


def labels(seen: Present) -> tuple[Label, ...]:
    """The labels that packages carry, in the order of the pack. The drawing has the Korean word printed."""
    kind = seen.words.attributes.get("label")
    return tuple(_label(name, title) for name, title in kind.choices) if kind else ()


def _label(name: str, title: Text) -> Label:
    word = title.ko.replace("·", "")
    cut = len(word) if len(word) <= LONGEST_ON_ONE_LINE else (len(word) + 1) // 2
    return Label(name, say(title), tuple(part for part in (word[:cut], word[cut:]) if part), name == BARRED)
