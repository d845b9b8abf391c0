"""Target tests: whether an amount keeps what was promised, in each of the four ways promises are made."""

import math
from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, above_zero, ascending, not_negative, number, numbers, same_length


@dataclass(frozen=True)
class TargetTest:
    """The amount promised, how far the actual one lies above it, the cut made, and whether it is kept."""

    promised: float
    gap: float
    cut_percent: float
    kept: float


@dataclass(frozen=True)
class BudgetUsed:
    """Amounts added up against a budget: used, left, the share used, and the year in which it ran out."""

    used: float
    left: float
    used_percent: float
    out_in_year: float


def absolute_target(*, base: float, promised_cut_percent: float, actual: float) -> TargetTest:
    """An amount against so many percent less than the base.

    Arguments
        base                  scalar  any:a    above zero
        promised_cut_percent  scalar  percent  between 0 and 100
        actual                scalar  any:a    any
    Returns
        promised              scalar  any:a    the most that keeps the promise
        gap                   scalar  any:a    actual less promised, above zero where too much
        cut_percent           scalar  percent  what was cut of the base
        kept                  scalar  1        1 where actual is at most promised, else 0
    Raises
        ValueError  base is not above zero, or the cut is outside 0 to 100.
    Source
        Definition of an absolute target.

    >>> absolute_target(base=200.0, promised_cut_percent=40.0, actual=150.0)
    TargetTest(promised=120.0, gap=30.0, cut_percent=25.0, kept=0.0)
    """
    return _tested(above_zero("base", base), promised_cut_percent, actual, reference=base)


def intensity_target(
    *, base: float, base_activity: float, activity: float, promised_cut_percent: float, actual: float
) -> TargetTest:
    """An amount against so many percent less for each unit of activity: a head, a won, a square metre.

    A promise of intensity may be kept while the amount grows; the answer is in amounts, so that it is seen.

    Arguments
        base                  scalar  any:a    above zero
        base_activity         scalar  any:b    above zero
        activity              scalar  any:b    above zero
        promised_cut_percent  scalar  percent  between 0 and 100
        actual                scalar  any:a    any
    Returns
        promised              scalar  any:a    the most that keeps the promise at this activity
        gap                   scalar  any:a    actual less promised, above zero where too much
        cut_percent           scalar  percent  what was cut of the intensity
        kept                  scalar  1        1 where actual is at most promised, else 0
    Raises
        ValueError  base or an activity is not above zero, or the cut is outside 0 to 100.
    Source
        Definition of an intensity target (GHG Protocol Mitigation Goal Standard, ch. 4).

    >>> intensity_target(base=100.0, base_activity=10.0, activity=20.0, promised_cut_percent=25.0,
    ...                  actual=140.0)
    TargetTest(promised=150.0, gap=-10.0, cut_percent=30.0, kept=1.0)
    """
    grown = above_zero("activity", activity) / above_zero("base_activity", base_activity)
    return _tested(above_zero("base", base) * grown, promised_cut_percent, actual, reference=base * grown)


def bau_target(*, bau: float, promised_cut_percent: float, actual: float) -> TargetTest:
    """An amount against so many percent less than what was forecast without any measure.

    The forecast is the promise's weakest part: a higher one makes the same amount look better.

    Arguments
        bau                   scalar  any:a    forecast for the year without measures, above zero
        promised_cut_percent  scalar  percent  between 0 and 100
        actual                scalar  any:a    any
    Returns
        promised              scalar  any:a    the most that keeps the promise
        gap                   scalar  any:a    actual less promised, above zero where too much
        cut_percent           scalar  percent  what was cut of the forecast
        kept                  scalar  1        1 where actual is at most promised, else 0
    Raises
        ValueError  bau is not above zero, or the cut is outside 0 to 100.
    Source
        Definition of a baseline scenario target (GHG Protocol Mitigation Goal Standard, ch. 4).

    >>> bau_target(bau=300.0, promised_cut_percent=50.0, actual=150.0)
    TargetTest(promised=150.0, gap=0.0, cut_percent=50.0, kept=1.0)
    """
    return _tested(above_zero("bau", bau), promised_cut_percent, actual, reference=bau)


def budget_used(*, years: Array, amounts: Array, budget: float) -> BudgetUsed:
    """The area under yearly amounts against a budget: what counts for the climate is the sum, not the end.

    As in `plan.path_to_target`, an amount stands at its year and changes evenly to the next.

    Arguments
        years         (year,)  year     ascending, at least two
        amounts       (year,)  any:a    not negative
        budget        scalar   any:a    above zero
    Returns
        used          scalar   any:a    the area from the first year to the last
        left          scalar   any:a    budget less used, below zero where it is overdrawn
        used_percent  scalar   percent  used in a hundred of the budget
        out_in_year   scalar   year     when the budget ran out, not known where it did not
    Raises
        ShapeError  years and amounts differ in length, or are fewer than two.
        ValueError  years do not rise, an amount is negative, or the budget is not above zero.
    Source
        Area by the trapezoidal rule, exact for straight lines.

    >>> budget_used(years=np.array([2020.0, 2030.0]), amounts=np.array([10.0, 10.0]), budget=80.0)
    BudgetUsed(used=100.0, left=-20.0, used_percent=125.0, out_in_year=2028.0)
    """
    when, much = ascending("years", years, least=2), numbers("amounts", amounts)
    same_length("years", when, "amounts", much)
    if much.min() < 0:
        raise ValueError(f"amounts holds {much.min()}: a sink is no emission; give it to the budget instead.")
    allowed = above_zero("budget", budget)
    areas = np.append(0.0, np.cumsum(np.diff(when) * (much[1:] + much[:-1]) / 2))
    used = float(areas[-1])
    return BudgetUsed(
        used=used,
        left=allowed - used,
        used_percent=100 * used / allowed,
        out_in_year=_reached(when, much=much, areas=areas, allowed=allowed),
    )


def _reached(when: Array, *, much: Array, areas: Array, allowed: float) -> float:
    """When the area reaches the budget; NaN where it does not."""
    if areas[-1] < allowed:
        return math.nan
    step = max(int(np.searchsorted(areas, allowed)) - 1, 0)
    rest, first = allowed - areas[step], much[step]
    slope = (much[step + 1] - first) / (when[step + 1] - when[step])
    # rest = first·t + slope·t²/2, in the form that is exact for a slope of zero, too.
    return float(when[step] + 2 * rest / (first + math.sqrt(max(first**2 + 2 * slope * rest, 0.0))))


def _tested(whole: float, cut_percent: float, actual: float, *, reference: float) -> TargetTest:
    """The test of an amount against a part of a whole."""
    if not 0 <= number("promised_cut_percent", cut_percent) <= 100:
        raise ValueError(f"promised_cut_percent is {cut_percent}: give a number from 0 to 100.")
    not_negative("reference", reference)
    promised = whole * (1 - cut_percent / 100)
    gap = number("actual", actual) - promised
    kept = gap <= 1e-9 * whole
    return TargetTest(promised, gap, 100 * (reference - actual) / reference, float(kept))
