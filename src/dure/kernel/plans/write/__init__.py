"""The verbs of plans: load trees and budgets, name a place, tag lines, publish an edition."""

from dure.kernel.plans.write.budget_season import bring_budget, take_step
from dure.kernel.plans.write.budget_words import load_budget_words
from dure.kernel.plans.write.budgets import (
    AssessmentClosed,
    BudgetRefused,
    NotQuantifiable,
    TaggedMeanwhile,
    Tagging,
    load_budgets,
    record_budget,
    tag_lines,
)
from dure.kernel.plans.write.programmes import load_programmes
from dure.kernel.plans.write.trees import (
    Named,
    PlaceTaken,
    load_indicators,
    load_plans,
    name_place,
    publish_edition,
)

__all__ = [
    "AssessmentClosed",
    "BudgetRefused",
    "Named",
    "NotQuantifiable",
    "PlaceTaken",
    "TaggedMeanwhile",
    "Tagging",
    "bring_budget",
    "load_budget_words",
    "load_budgets",
    "load_indicators",
    "load_plans",
    "load_programmes",
    "name_place",
    "publish_edition",
    "record_budget",
    "tag_lines",
    "take_step",
]
