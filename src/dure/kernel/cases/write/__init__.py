"""The verbs of cases: open, take a step, take one back, doubt a figure, load what packs say."""

from dure.kernel.cases.write.loading import load_cases, load_kinds
from dure.kernel.cases.write.moves import allowed, may_take_back, take, take_back, tell
from dure.kernel.cases.write.opening import doubt, open_case
from dure.kernel.cases.write.stating import Letter, statement
from dure.kernel.cases.write.types import (
    NOTHING,
    Actor,
    AlreadyOpen,
    Doubt,
    MoveRefused,
    Opening,
    Proposed,
    Told,
)

__all__ = [
    "NOTHING",
    "Actor",
    "AlreadyOpen",
    "Doubt",
    "Letter",
    "MoveRefused",
    "Opening",
    "Proposed",
    "Told",
    "allowed",
    "doubt",
    "load_cases",
    "load_kinds",
    "may_take_back",
    "open_case",
    "statement",
    "take",
    "take_back",
    "tell",
]
