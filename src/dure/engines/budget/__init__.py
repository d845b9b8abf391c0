"""Budget engines: what a budget's lines are classed as, what they cut and add, and what moved between stages.

Won are whole numbers. A float holds them exactly up to 2^53, some nine quadrillion; more is refused.
"""

from dure.engines.budget.stages import Moved, Reconciled, Settlement, moved, reconcile, settlement
from dure.engines.budget.tags import Crosstab, Retagged, crosstab, retag
from dure.engines.budget.tonnes import (
    CeilingGap,
    Offset,
    Quantified,
    WonPerTonne,
    ceiling_gap,
    offset_of_harm,
    quantify,
    won_per_tonne,
)

__all__ = [
    "CeilingGap",
    "Crosstab",
    "Moved",
    "Offset",
    "Quantified",
    "Reconciled",
    "Retagged",
    "Settlement",
    "WonPerTonne",
    "ceiling_gap",
    "crosstab",
    "moved",
    "offset_of_harm",
    "quantify",
    "reconcile",
    "retag",
    "settlement",
    "won_per_tonne",
]
