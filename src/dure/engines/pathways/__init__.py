"""Pathway engines: what a plan says against what the inventory measures. Neither changes the other."""

from dure.engines.pathways.abatement_cost import abatement_curve
from dure.engines.pathways.attribution import attributed_change, effects_of_lines
from dure.engines.pathways.ceiling import yearly_ceiling
from dure.engines.pathways.scenarios import stacked_wedges
from dure.engines.pathways.target_tests import absolute_target, bau_target, budget_used, intensity_target

__all__ = [
    "abatement_curve",
    "absolute_target",
    "attributed_change",
    "bau_target",
    "budget_used",
    "effects_of_lines",
    "intensity_target",
    "stacked_wedges",
    "yearly_ceiling",
]
