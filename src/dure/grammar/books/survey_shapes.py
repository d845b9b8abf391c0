"""What packs say of surveys before a policy, as frozen values: whom a place asks, what, and how many people
live there, so that the answers can be weighted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dure.grammar.texts import Text

# One option of several, or as many as fit.
QUESTION_KINDS = ("one", "many")


@dataclass(frozen=True)
class Named:
    """Something that can be chosen: an option, a neighbourhood, an age band."""

    name: str
    title: Text


@dataclass(frozen=True)
class Question:
    """One question with its options."""

    name: str
    title: Text
    kind: str
    options: tuple[Named, ...]


@dataclass(frozen=True)
class People:
    """How many people live in a neighbourhood in an age band, as a document counts them."""

    area: str
    age: str
    people: int
    source: str
    locator: str


@dataclass(frozen=True)
class AnswerRow:
    """An answer that a document holds: the options chosen, by question."""

    survey: str
    number: str
    area: str
    age: str
    choices: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Survey:
    """A survey of a place: `beside` are addresses of figures that others published of theirs."""

    place: str
    name: str
    title: Text
    says: Text
    areas: tuple[Named, ...]
    ages: tuple[Named, ...]
    questions: tuple[Question, ...]
    beside: tuple[str, ...] = ()
    people: tuple[People, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    synthetic: bool = False
