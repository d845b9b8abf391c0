"""The verbs of cases: open, take a step, doubt a figure, load what packs say."""

from dure.kernel.cases.write.loading import load_cases, load_kinds
from dure.kernel.cases.write.moves import allowed, take
from dure.kernel.cases.write.opening import doubt, open_case
from dure.kernel.cases.write.stating import Letter, statement
from dure.kernel.cases.write.types import NOTHING, Actor, AlreadyOpen, Doubt, MoveRefused, Opening, Proposed

__all__ = [
    "NOTHING",
    "Actor",
    "AlreadyOpen",
    "Doubt",
    "Letter",
    "MoveRefused",
    "Opening",
    "Proposed",
    "allowed",
    "doubt",
    "load_cases",
    "load_kinds",
    "open_case",
    "statement",
    "take",
]
