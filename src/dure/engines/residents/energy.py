"""Points for energy saved at home, in shops and schools: the steps of the national scheme.

Each source of energy (electricity, water, gas) is judged by itself, each half-year, against the household's
own use. What the tables of points are, a place states; nothing is built in.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from dure.engines.refusals import (
    Array,
    ShapeError,
    above_zero,
    not_negative,
    numbers_not_negative,
    whole,
)
from dure.engines.residents.decimals import exact, plain, reached, tiers

HUNDRED = 100


@dataclass(frozen=True)
class EnergyBaseline:
    """What a household used in the same months before; NaN where no year is whole."""

    baseline: float
    years_counted: int
    months_missing: int


@dataclass(frozen=True)
class EnergyPoints:
    """Points of one source of energy in one period, and the cut that they are for."""

    cut_percent: float
    steps_reached: int
    cut_points: float
    keep_points: float


@dataclass(frozen=True)
class StandardPoints:
    """Points for using little, whether one cut or not."""

    share_percent: float
    points: float


@dataclass(frozen=True)
class StackedPoints:
    """What is paid of the points of one source of energy, and what the rule leaves out."""

    paid: float
    left_out: float


def energy_baseline(*, used: Array, days_lived: Array, days_in_month: Array) -> EnergyBaseline:
    """The mean of the same months of the one or two years before, by those who live there.

    A year counts when the household lived there on every day of its months and every month was read. Two
    years give their mean, one year gives itself, none gives no baseline: a new household begins with the
    first year of its own, and is never judged by whoever lived there before.

    Arguments
        used            (year, month)  any:a   use by the meter; NaN where it was not read
        days_lived      (year, month)  days    days on which the household lived there, not negative
        days_in_month   (year, month)  days    days of the month, above zero
    Returns
        baseline        scalar         any:a   use to be compared with, over all months; NaN if no year counts
        years_counted   scalar         1       years that count
        months_missing  scalar         1       months that keep a year from counting
    Raises
        ShapeError  the tables differ in shape, or hold no month or more than two years.
        ValueError  a use or a number of days is negative, or more days were lived than the month has.
    Source
        Carbon Neutral Point, energy: mean of the same months of the previous one to two years. That a year
        counts only when it is whole, is our reading of it.

    >>> whole_year = np.full((2, 2), 30.0)
    >>> energy_baseline(used=np.array([[100.0, 110.0], [90.0, 100.0]]), days_lived=whole_year,
    ...                 days_in_month=whole_year)
    EnergyBaseline(baseline=200.0, years_counted=2, months_missing=0)
    """
    meter, lived, days = (np.asarray(each, dtype=np.float64) for each in (used, days_lived, days_in_month))
    if not meter.shape == lived.shape == days.shape or meter.ndim != 2:
        raise ShapeError("used, days_lived and days_in_month differ in shape: give (year, month) of each.")
    if not 1 <= meter.shape[0] <= 2 or not meter.shape[1]:
        raise ShapeError(f"used has {meter.shape[0]} years: give the one or two years before.")
    numbers_not_negative("used", meter[~np.isnan(meter)], least=0)
    numbers_not_negative("days_lived", lived.ravel())
    if (lived > days).any():
        raise ValueError("days_lived is more than the month has: give at most its days.")
    lacking = np.isnan(meter) | (lived < days)
    sums = [
        sum((exact(each) for each in row), Fraction(0))
        for row, bad in zip(meter, lacking, strict=True)
        if not bad.any()
    ]
    return EnergyBaseline(
        baseline=plain("baseline", sum(sums, Fraction(0)) / len(sums)) if sums else float("nan"),
        years_counted=len(sums),
        months_missing=int(lacking.sum()),
    )


def energy_points(
    *, baseline: float, used: float, steps_percent: Array, points: Array,
    keep_points: float, periods_kept: float, keep_after: float,
) -> EnergyPoints:  # fmt: skip
    """The points of a cut against the baseline, or of keeping a cut of earlier periods.

    A step is reached at its bound: 5 % exactly is 5 %. Below the first step nothing is paid, except to who
    cut by the first step in as many periods running as the scheme asks and still uses less than before.

    Arguments
        baseline       scalar   any:a    use to be compared with, above zero
        used           scalar   any:a    use of the period, not negative
        steps_percent  (step,)  percent  cuts at which steps begin, rising, above zero
        points         (step,)  1        points of each step, not negative
        keep_points    scalar   1        points for keeping, not negative
        periods_kept   scalar   1        whole number of periods just before that reached the first step
        keep_after     scalar   1        whole number of such periods that keeping needs
    Returns
        cut_percent    scalar   percent  the cut; below zero where more was used
        steps_reached  scalar   1        steps reached
        cut_points     scalar   1        points for the cut
        keep_points    scalar   1        points for keeping, zero where a step is reached
    Raises
        ShapeError  steps and points differ in length.
        ValueError  a number is out of its range, or the steps do not rise.
    Source
        Carbon Neutral Point, energy: steps of 5, 10 and 15 %, paid half-yearly; keeping after two periods for
        households and four for shops and schools, for a cut above 0 and below 5 %.

    >>> table = {"steps_percent": np.array([5.0, 10.0, 15.0]), "points": np.array([5000.0, 10000.0, 15000.0])}
    >>> energy_points(baseline=1000.0, used=900.0, keep_points=3000.0, periods_kept=0, keep_after=2, **table)
    EnergyPoints(cut_percent=10.0, steps_reached=2, cut_points=10000.0, keep_points=0.0)
    """
    bounds, paid = tiers("steps_percent", steps_percent, amounts_name="points", amounts=points)
    above_zero("the first of steps_percent", float(bounds[0]))
    before, now = exact(above_zero("baseline", baseline)), exact(not_negative("used", used))
    kept, needed = whole("periods_kept", periods_kept), whole("keep_after", keep_after)
    cut = HUNDRED * (before - now) / before
    steps = reached(cut, bounds)
    keeps = steps == 0 and cut > 0 and kept >= needed
    return EnergyPoints(
        cut_percent=plain("cut_percent", cut),
        steps_reached=steps,
        cut_points=float(paid[steps - 1]) if steps else 0.0,
        keep_points=not_negative("keep_points", keep_points) if keeps else 0.0,
    )


def standard_points(
    *, used: float, mean_used: float, at_most_percent: float, points: float
) -> StandardPoints:
    """The points of a household that uses little beside the other participants.

    Arguments
        used             scalar  any:a    use of the period, not negative
        mean_used        scalar  any:a    mean use of all participants in the period, above zero
        at_most_percent  scalar  percent  the share of the mean that still counts as little, above zero
        points           scalar  1        what is paid for it, not negative
    Returns
        share_percent    scalar  percent  the household's use as a share of the mean
        points           scalar  1        what is paid
    Raises
        ValueError  a number is out of its range.
    Source
        Carbon Neutral Point, energy: standard use is at most 50 % of the participants' average.

    >>> standard_points(used=100.0, mean_used=200.0, at_most_percent=50.0, points=5000.0)
    StandardPoints(share_percent=50.0, points=5000.0)
    """
    mean = exact(above_zero("mean_used", mean_used))
    share = HUNDRED * exact(not_negative("used", used)) / mean
    little = share <= exact(above_zero("at_most_percent", at_most_percent))
    return StandardPoints(plain("share_percent", share), not_negative("points", points) if little else 0.0)


def stacked_points(*, cut: float, keep: float, standard: float, stacks: bool) -> StackedPoints:
    """What is paid where a household has earned by more than one rule.

    Until 2022 one rule alone was paid. Since 2023 the points of standard use come on top of those of a cut,
    not of keeping. Where only one is paid it is the highest: the published rule says one, not which.

    Arguments
        cut       scalar  1  points for a cut, not negative
        keep      scalar  1  points for keeping, not negative; none where there are points for a cut
        standard  scalar  1  points for standard use, not negative
        stacks    scalar  1  true where standard use comes on top of a cut (since 2023)
    Returns
        paid      scalar  1  points paid
        left_out  scalar  1  points earned by a rule that is not paid
    Raises
        ValueError  a number is negative, or there are points both for a cut and for keeping.
    Source
        Carbon Neutral Point, energy; the change of 2023 raised the yearly most from 50,000 to 67,500 points.

    >>> stacked_points(cut=15000.0, keep=0.0, standard=5000.0, stacks=True).paid
    20000.0
    >>> stacked_points(cut=15000.0, keep=0.0, standard=5000.0, stacks=False)
    StackedPoints(paid=15000.0, left_out=5000.0)
    """
    earned = [not_negative("cut", cut), not_negative("keep", keep), not_negative("standard", standard)]
    if cut and keep:
        raise ValueError(f"cut is {cut} and keep is {keep}: a period has a cut or keeps one, not both.")
    paid = earned[0] + earned[2] if stacks and cut else max(earned)
    return StackedPoints(paid, sum(earned) - paid)
