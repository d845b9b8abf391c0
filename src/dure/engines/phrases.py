"""Phrase engines: what a vague phrase can mean, one answer for each way to read it.

A document says "86 % more efficient" or "nine-fold increase" without its definition. These engines compute
every usual reading, so that a check can tell how far they lie apart.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, above_zero, not_negative, numbers_above_zero, same_length


@dataclass(frozen=True)
class TimeSaved:
    """The ways to put shorter times into one percentage, and how many times faster the whole is."""

    mean_of_cuts_percent: float
    cut_of_sums_percent: float
    times_as_fast: float


@dataclass(frozen=True)
class BeforeARise:
    """What stood before a rise, if the phrase means so many times as much, or so many times more."""

    times_as_much: float
    times_more: float


def of_time_saved(*, before: Array, after: Array) -> TimeSaved:
    """The readings of "time cut by so many percent" over several tasks.

    Arguments
        before                (task,)  any:a    above zero
        after                 (task,)  any:a    above zero
    Returns
        mean_of_cuts_percent  scalar   percent  the plain mean of each task's cut
        cut_of_sums_percent   scalar   percent  the cut of all times added up
        times_as_fast         scalar   1        all times before over all times after
    Raises
        ShapeError  before and after differ in length, or are empty.
        ValueError  a time is not above zero or not finite.
    Source
        Definitions of a mean of ratios and a ratio of sums.

    >>> of_time_saved(before=np.array([60.0, 40.0]), after=np.array([30.0, 10.0]))
    TimeSaved(mean_of_cuts_percent=62.5, cut_of_sums_percent=60.0, times_as_fast=2.5)
    """
    slow, fast = numbers_above_zero("before", before), numbers_above_zero("after", after)
    same_length("before", slow, "after", fast)
    return TimeSaved(
        mean_of_cuts_percent=float(100 * np.mean(1 - fast / slow)),
        cut_of_sums_percent=float(100 * (1 - fast.sum() / slow.sum())),
        times_as_fast=float(slow.sum() / fast.sum()),
    )


def of_a_rise(*, after: float, times: float) -> BeforeARise:
    """The readings of "an n-fold increase": n times as much as before, or n times more than before.

    Arguments
        after          scalar  any:a  not negative
        times          scalar  1      above zero
    Returns
        times_as_much  scalar  any:a  after over times
        times_more     scalar  any:a  after over times plus one
    Raises
        ValueError  after is negative, times is not above zero, or a number is not finite.
    Source
        Arithmetic of the two readings.

    >>> of_a_rise(after=40.0, times=4.0)
    BeforeARise(times_as_much=10.0, times_more=8.0)
    """
    grown, fold = not_negative("after", after), above_zero("times", times)
    return BeforeARise(times_as_much=grown / fold, times_more=grown / (fold + 1))
