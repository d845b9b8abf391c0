"""Pathway engines: what a plan says against what the inventory measures. Neither changes the other."""

from dure.engines.pathways.abatement_cost import abatement_curve
from dure.engines.pathways.area import area_under
from dure.engines.pathways.attribution import attributed_change, effects_of_lines
from dure.engines.pathways.ceiling import yearly_ceiling
from dure.engines.pathways.curve_of_stated import stated_curve
from dure.engines.pathways.scenarios import stacked_wedges
from dure.engines.pathways.target_tests import absolute_target, bau_target, budget_used, intensity_target
from dure.engines.pathways.year_of_plan import cuts_of_sectors, plan_year, start_of_cuts

__all__ = [
    "abatement_curve",
    "absolute_target",
    "area_under",
    "attributed_change",
    "bau_target",
    "budget_used",
    "cuts_of_sectors",
    "effects_of_lines",
    "intensity_target",
    "plan_year",
    "stacked_wedges",
    "start_of_cuts",
    "stated_curve",
    "yearly_ceiling",
]
