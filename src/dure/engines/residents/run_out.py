"""On which day a budget runs out, as an honest range: as in its fullest week, and as in its emptiest."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WEEK_DAYS = 7


@dataclass(frozen=True)
class RunOut:
    """In how many days a budget is empty: the soonest, the latest; None where that week paid nothing."""

    soonest_days: int | None
    latest_days: int | None
    most_a_week: float
    least_a_week: float


def runs_out(paid: Sequence[float], *, left: float) -> RunOut:
    """In how many days a budget is empty if every week is like the fullest of late, or like the emptiest.

    No curve is fitted: what is paid jumps with every campaign, and a single day would promise what nobody
    knows. Any seven days in a row are a week.

    Arguments
        paid  what was paid each day, the oldest first; at least 14 days, none negative
        left  what is left of the budget; not negative
    Returns
        the two numbers of days from now, 0 where nothing is left, and the two weeks they rest on
    Raises
        ValueError  there are fewer than 14 days, or a number is negative.
    Source
        Range of the moving sums of seven days.

    >>> runs_out([10.0] * 7 + [20.0] * 7, left=280.0)
    RunOut(soonest_days=14, latest_days=28, most_a_week=140.0, least_a_week=70.0)
    """
    if len(paid) < 2 * WEEK_DAYS:
        raise ValueError(f"There are {len(paid)} days: a range needs at least {2 * WEEK_DAYS}.")
    if left < 0 or min(paid) < 0:
        raise ValueError("A payment or what is left is below zero: look at the rows again.")
    weeks = [sum(paid[day : day + WEEK_DAYS]) for day in range(len(paid) - WEEK_DAYS + 1)]
    most, least = float(max(weeks)), float(min(weeks))
    return RunOut(_days(left, most), _days(left, least), most, least)


def _days(left: float, week: float) -> int | None:
    if left == 0:
        return 0
    return ceil(left * WEEK_DAYS / week) if week else None
