"""A yearly ceiling adopted with the budget: what measures reach of it, and the gap that is published."""

import math
from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, above_zero, not_negative, number, numbers, whole


@dataclass(frozen=True)
class YearlyCeiling:
    """The ceiling of a year, what is expected with the measures, and how far that lies above it."""

    ceiling: float
    expected: float
    gap: float
    expected_cut_percent: float
    quantified: float
    holds: float


def yearly_ceiling(
    *,
    base: float,
    ceiling_cut_percent: float,
    without_measures: float,
    reductions: Array,
    not_quantified: float,
) -> YearlyCeiling:
    """The ceiling of a year against what the adopted measures leave.

    Measures whose effect nobody put into numbers are counted and add nothing: they may close the gap or not.
    Whether the ceiling holds is then not known, unless it holds without them.

    Arguments
        base                  scalar      any:a    of the base year, above zero
        ceiling_cut_percent   scalar      percent  at most 100: how far below the base the ceiling lies
        without_measures      scalar      any:a    expected for the year without the measures, not negative
        reductions            (measure,)  any:a    of each measure with a number, below zero where it adds
        not_quantified        scalar      1        measures without a number, a whole number
    Returns
        ceiling               scalar      any:a    the most for the year
        expected              scalar      any:a    without_measures less all reductions
        gap                   scalar      any:a    expected less ceiling, above zero where too much
        expected_cut_percent  scalar      percent  how far below the base the expected amount lies
        quantified            scalar      any:a    all reductions added up
        holds                 scalar      1        1 or 0; not known where unquantified measures may matter
    Raises
        ShapeError  reductions is empty.
        ValueError  a number is not finite or out of its range, or more is taken away than there is.
    Source
        Climate budget of a city government: ceiling, measures with and without numbers, and the open gap.

    >>> answer = yearly_ceiling(base=100.0, ceiling_cut_percent=50.0, without_measures=90.0,
    ...                         reductions=np.array([20.0, 10.0]), not_quantified=0.0)
    >>> answer.ceiling, answer.expected, answer.gap, answer.holds
    (50.0, 60.0, 10.0, 0.0)
    """
    if number("ceiling_cut_percent", ceiling_cut_percent) > 100:
        raise ValueError(f"ceiling_cut_percent is {ceiling_cut_percent}: give at most 100.")
    most = above_zero("base", base) * (1 - ceiling_cut_percent / 100)
    quantified = float(np.sum(numbers("reductions", reductions)))
    expected = not_negative("without_measures", without_measures) - quantified
    if expected < 0:
        raise ValueError(
            f"The measures take away {quantified} of {without_measures}: look for one that is counted twice."
        )
    holds = float(expected <= most * (1 + 1e-9))
    if not holds and whole("not_quantified", not_quantified):
        holds = math.nan
    return YearlyCeiling(
        ceiling=most,
        expected=expected,
        gap=expected - most,
        expected_cut_percent=100 * (base - expected) / base,
        quantified=quantified,
        holds=holds,
    )
