"""Proposes a tag for a line from the words of its title, with the reason. Nothing is tagged by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dure.grammar.books.budget_shapes import SuggestionRule
from dure.grammar.texts import Text


@dataclass(frozen=True)
class Suggestion:
    """A proposed direction and objective, the words that speak for it, and why they do."""

    rule: str
    direction: str
    objective: str
    words: tuple[str, ...]
    because: Text


def suggestions(title: str, *, rules: Sequence[SuggestionRule]) -> tuple[Suggestion, ...]:
    """Every proposal for a title, the rule that stands first first. Two that differ leave it to a person."""
    plain = "".join(title.split()).casefold()
    found = []
    for rule in rules:
        words = tuple(word for word in rule.words if "".join(word.split()).casefold() in plain)
        if words:
            found.append(Suggestion(rule.rule, rule.direction, rule.objective, words, rule.because))
    return tuple(found)
