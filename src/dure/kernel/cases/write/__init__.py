"""The verbs of cases: open, take a step or take it back, doubt a figure, answer a survey, load packs."""

from dure.kernel.cases.write.answering import (
    AnswerRefused,
    SurveyAnswer,
    answer_survey,
    load_survey_answers,
    make_codes,
    survey_case,
)
from dure.kernel.cases.write.exhibits import Picture, destroy_pictures, show
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
    "AnswerRefused",
    "Doubt",
    "Letter",
    "MoveRefused",
    "Opening",
    "Picture",
    "Proposed",
    "SurveyAnswer",
    "Told",
    "allowed",
    "answer_survey",
    "destroy_pictures",
    "doubt",
    "load_cases",
    "load_kinds",
    "load_survey_answers",
    "make_codes",
    "may_take_back",
    "open_case",
    "show",
    "statement",
    "survey_case",
    "take",
    "take_back",
    "tell",
]
