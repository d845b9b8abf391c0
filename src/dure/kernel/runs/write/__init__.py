"""The verbs of runs: reckon what packs bind, record it, publish answers, propose findings."""

from dure.kernel.runs.write.binding import NotApplicable, bind
from dure.kernel.runs.write.reckoning import reckon, reckon_all

__all__ = ["NotApplicable", "bind", "reckon", "reckon_all"]
