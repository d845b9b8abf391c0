"""What a check says of its figures: whether the rule holds, what the rule wants, what would repair it.

One reading holds for every check: what was found is `expected + gap`. Where a rule wants no particular
value (one may count twice, but how often is not known), both are NaN.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

# Binary fractions do not hold 0.1: what differs by less than this share of itself is the same number.
EXACT = 1e-9
# A printed figure off by more than a million-fold is not a slip of the decimal point.
WIDEST_SLIP = 6


@dataclass(frozen=True)
class Repair:
    """One change that would make a failing rule hold: a proposal, never applied unseen.

    `argument` is the engine's argument; `values[1]` is the second member of an array. Where the rule, given
    the rounding of what is printed, holds for a whole range, `low` and `high` are its ends.
    """

    argument: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Verdict:
    """What a check found: found = expected + gap; no repairs where the rule holds or knows none."""

    holds: bool
    expected: float
    gap: float
    repairs: tuple[Repair, ...]

    def __post_init__(self) -> None:
        """A rule that holds needs no repair, and a gap needs something to be measured from."""
        assert not (self.holds and self.repairs)
        assert math.isnan(self.expected) == math.isnan(self.gap)


def within(value: float, low: float, high: float) -> bool:
    """Whether the value lies between the bounds, bounds included, binary fractions forgiven."""
    slack = EXACT * max(abs(value), abs(low), abs(high))
    return low - slack <= value <= high + slack


def nearest(value: float, low: float, high: float) -> float:
    """The value itself inside the bounds, else the bound next to it."""
    return value if within(value, low, high) else min(max(value, low), high)


def bounded(found: float, low: float, high: float, repairs: tuple[Repair, ...] = ()) -> Verdict:
    """The verdict of a rule that wants what was found to lie between two bounds."""
    holds = within(found, low, high)
    expected = nearest(found, low, high)
    return Verdict(holds=holds, expected=expected, gap=found - expected, repairs=() if holds else repairs)


def rounded(value: float, step: float) -> float:
    """The value as it would be printed with this last digit; as it is where the step is zero."""
    return float(Decimal(repr(step)) * round(value / step)) if step else value


def point_moved(value: float, places: int) -> float:
    """The same digits with the decimal point so many places further right."""
    return float(Decimal(repr(float(value))).scaleb(places))


def slipped(value: float, low: float, high: float) -> float | None:
    """The same digits with the decimal point elsewhere, when that lies within the bounds; else None."""
    for places in range(1, WIDEST_SLIP + 1):
        for moved in (point_moved(value, -places), point_moved(value, places)):
            if within(moved, low, high):
                return moved
    return None


def repair(argument: str, printed: float, best: float, low: float, high: float) -> Repair:
    """The repair of one argument: its digits with the point moved where that fits, else the best value."""
    moved = slipped(printed, low, high)
    return Repair(argument=argument, value=best if moved is None else moved, low=low, high=high)
