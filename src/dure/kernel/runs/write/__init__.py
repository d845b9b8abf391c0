"""The verbs of runs: load packs, reckon what they bind, record it, publish answers, propose findings."""

from dure.kernel.runs.write.adding import add_up
from dure.kernel.runs.write.anew import Worked, WorkedRow, days_of_factors, work_out
from dure.kernel.runs.write.binding import NotApplicable, bind
from dure.kernel.runs.write.brought import with_brought
from dure.kernel.runs.write.closing import close_confidential
from dure.kernel.runs.write.emitting import Emitted, emit
from dure.kernel.runs.write.loading import CHECKER, Loaded, kinds_of, load
from dure.kernel.runs.write.reaching import missing_for_reach, reach, reach_all
from dure.kernel.runs.write.reckoning import reckon, reckon_all
from dure.kernel.runs.write.stating import figures_of, state_inventory

__all__ = [
    "CHECKER",
    "Emitted",
    "Loaded",
    "NotApplicable",
    "Worked",
    "WorkedRow",
    "add_up",
    "bind",
    "close_confidential",
    "days_of_factors",
    "emit",
    "figures_of",
    "kinds_of",
    "load",
    "missing_for_reach",
    "reach",
    "reach_all",
    "reckon",
    "reckon_all",
    "state_inventory",
    "with_brought",
    "work_out",
]
