"""Checks on totals and their parts."""

import math

import numpy as np

from dure.engines.checks.verdict import EXACT, Repair, Verdict, bounded, within
from dure.engines.refusals import (
    Array,
    above_zero,
    not_negative,
    number,
    numbers,
    numbers_above_zero,
    numbers_not_negative,
    same_length,
)


def sum_of_parts(*, total: float, parts: Array, step: float) -> Verdict:
    """Whether a printed total is the sum of its printed parts.

    Each printed number may be half a step off, so with n parts the sum may be (n + 1) / 2 steps off.

    Arguments
        total     scalar     any:a  any
        parts     (part,)    any:a  any
        step      scalar     any:a  not negative
    Returns
        holds     scalar     1      true or false
        expected  scalar     any:a  the sum of the parts
        gap       scalar     any:a  total less the sum
        repairs   (repair,)  any:a  the total
    Raises
        ShapeError  parts is empty or has more than one dimension.
        ValueError  step is negative, or a number is not finite.
    Source
        IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 1, chapter 6, table 6.1.

    >>> verdict = sum_of_parts(total=12.0, parts=np.array([3.0, 4.0]), step=1.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 7.0, 5.0)
    """
    number("total", total)
    summed = float(numbers("parts", parts).sum())
    tolerance = not_negative("step", step) * (len(parts) + 1) / 2
    # A total near zero made of large parts of both signs is as exact as its parts are.
    tolerance += EXACT * float(np.abs(parts).sum())
    holds = within(total, summed - tolerance, summed + tolerance)
    repairs = () if holds else (Repair("total", summed),)
    return Verdict(holds=holds, expected=summed, gap=total - summed, repairs=repairs)


def change_between(*, before: float, after: float, printed_change: float, step: float) -> Verdict:
    """Whether a printed change is the difference of the two printed values it stands beside.

    Each of the three printed numbers may be half a step off.

    Arguments
        before          scalar     any:a  any
        after           scalar     any:a  any
        printed_change  scalar     any:a  any, below zero where less
        step            scalar     any:a  not negative
    Returns
        holds           scalar     1      true or false
        expected        scalar     any:a  after less before
        gap             scalar     any:a  printed_change less expected
        repairs         (repair,)  any:a  printed_change, after and before, the other two being right
    Raises
        ValueError  step is negative, or a number is not finite.
    Source
        Definition of a difference.

    >>> verdict = change_between(before=180.0, after=144.0, printed_change=-38.0, step=0.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, -36.0, -2.0)
    """
    expected = number("after", after) - number("before", before)
    slack = 1.5 * not_negative("step", step) + EXACT * (abs(before) + abs(after))
    holds = within(number("printed_change", printed_change), expected - slack, expected + slack)
    repairs = (
        Repair("printed_change", expected),
        Repair("after", before + printed_change),
        Repair("before", after - printed_change),
    )
    gap = printed_change - expected
    return Verdict(holds=holds, expected=expected, gap=gap, repairs=() if holds else repairs)


def distinct_counts_summed(*, total: float, parts: Array) -> Verdict:
    """Whether a total of distinct things is less than the plain sum of its parts.

    A country or a person counted in two years is one. A total that reaches the plain sum may count twice;
    how often is not known, so nothing is expected and nothing proposed.

    Arguments
        total     scalar     any:a  not negative
        parts     (part,)    any:a  not negative
    Returns
        holds     scalar     1      true or false
        expected  scalar     any:a  not known
        gap       scalar     any:a  not known
        repairs   (repair,)  any:a  none
    Raises
        ShapeError  parts is empty or has more than one dimension.
        ValueError  a number is negative or not finite.
    Source
        Boole's inequality: a union is at most as large as its parts together.

    >>> distinct_counts_summed(total=5.0, parts=np.array([2.0, 3.0])).holds
    False
    """
    not_negative("total", total)
    counted = numbers_not_negative("parts", parts)
    alone = np.count_nonzero(counted) < 2
    reaches = total >= float(counted.sum()) * (1 - EXACT)
    return Verdict(holds=bool(alone or not reaches), expected=math.nan, gap=math.nan, repairs=())


def sum_of_other_lines(*, line: float, others: Array, step: float) -> Verdict:
    """Whether a line is another thing than the sum of other lines beside it.

    A line that is exactly what two others come to is most likely their total under a wrong name.

    Arguments
        line      scalar   any:a  not negative
        others    (part,)  any:a  not negative
        step      scalar   any:a  not negative: of the last digit that is printed
    Returns
        holds     scalar    1      true or false
        expected  scalar    any:a  the sum of the others
        gap       scalar     any:a  the line less that sum
        repairs   (repair,)  any:a  none: the number is right, its name is not
    Raises
        ShapeError  others is empty or has more than one dimension.
        ValueError  a number is negative or not finite.
    Source
        Rounding of printed sums, as in `sum_of_parts`; own definition of the doubt.

    >>> sum_of_other_lines(line=66.37, others=np.array([14.45, 51.92]), step=0.01).holds
    False
    """
    not_negative("line", line)
    counted = numbers_not_negative("others", others)
    summed = float(counted.sum())
    tolerance = not_negative("step", step) * (len(counted) + 1) / 2 + EXACT * summed
    # One line alone that is equal is no sum, and printed digits that are mostly rounding tell nothing.
    tells = (counted > 0).sum() > 1 and summed > 100 * tolerance
    same = within(line, summed - tolerance, summed + tolerance)
    return Verdict(holds=bool(not (tells and same)), expected=summed, gap=line - summed, repairs=())


def part_within_whole(*, part: float, whole: float, limit_percent: float) -> Verdict:
    """Whether a part stays within a given percentage of its whole.

    Arguments
        part           scalar     any:a    not negative
        whole          scalar     any:a    not negative
        limit_percent  scalar     percent  above zero
    Returns
        holds          scalar     1        true or false
        expected       scalar     any:a    the part, or the most it may be
        gap            scalar     any:a    part less expected, zero where the rule holds
        repairs        (repair,)  any:a    none: either may be wrong, and by how much is not known
    Raises
        ValueError  a number is negative or not finite, or limit_percent is not above zero.
    Source
        Definition of a part.

    >>> part_within_whole(part=8.0, whole=10.0, limit_percent=50.0)
    Verdict(holds=False, expected=5.0, gap=3.0, repairs=())
    """
    not_negative("part", part)
    most = not_negative("whole", whole) * above_zero("limit_percent", limit_percent) / 100
    return bounded(part, 0.0, most)


def mean_within_bounds(
    *, mean: float, known_values: Array, known_counts: Array, floor: float, count: float
) -> Verdict:
    """Whether a printed plain mean is at least what the known values and a floor for the rest allow.

    least mean = (sum of known_values x known_counts + floor x the rest of count) / count

    Arguments
        mean          scalar     any:a  any
        known_values  (group,)   any:a  any
        known_counts  (group,)   1      above zero
        floor         scalar     any:a  any
        count         scalar     1      above zero
    Returns
        holds         scalar     1      true or false
        expected      scalar     any:a  the mean, or the least it can be
        gap           scalar     any:a  mean less expected, zero where the rule holds
        repairs       (repair,)  any:a  none: weights or scope are missing
    Raises
        ShapeError  known_values and known_counts differ in length.
        ValueError  known_counts sum to more than count, a count is not above zero, or a number is not finite.
    Source
        Definition of the arithmetic mean.

    >>> mean_within_bounds(mean=20.0, known_values=np.array([60.0]), known_counts=np.array([2.0]),
    ...                    floor=10.0, count=4.0)
    Verdict(holds=False, expected=35.0, gap=-15.0, repairs=())
    """
    number("mean", mean)
    values, counts = numbers("known_values", known_values), numbers_above_zero("known_counts", known_counts)
    same_length("known_values", values, "known_counts", counts)
    rest = above_zero("count", count) - float(counts.sum())
    if rest < 0:
        raise ValueError(f"known_counts sum to {counts.sum()}, count is {count}: give at most count.")
    least = (float(values @ counts) + number("floor", floor) * rest) / count
    return bounded(mean, least, max(mean, least))
