"""Checks on values and days in the order of time."""

import math

import numpy as np

from dure.engines.checks.verdict import EXACT, Repair, Verdict, bounded, point_moved, slipped
from dure.engines.refusals import (
    Array,
    above_zero,
    ascending,
    not_negative,
    number,
    numbers,
    numbers_above_zero,
    numbers_not_negative,
    same_length,
    whole,
)


def year_on_year_jump(*, values: Array, years: Array, limit_percent: float) -> Verdict:
    """Whether no value differs from the one before by more than a limit a year, growth compounding.

    change a year = 100 x ((later / earlier) ** (1 / years between) - 1); a fall counts like a rise.

    Arguments
        values         (year,)    any:a    above zero, at least two
        years          (year,)    year     ascending
        limit_percent  scalar     percent  above zero
    Returns
        holds          scalar     1        true or false
        expected       scalar     percent  the largest change a year, or the limit next to it
        gap            scalar     percent  the largest change less expected, zero where the rule holds
        repairs        (repair,)  any:a    none: unit_order proposes one where a decimal point slipped
    Raises
        ShapeError  values and years differ in length, or there are fewer than two.
        ValueError  values are not above zero, years do not rise, or limit_percent is not above zero.
    Source
        IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 1, chapter 6, table 6.1.

    >>> year_on_year_jump(values=np.array([100.0, 400.0]), years=np.array([2020.0, 2022.0]),
    ...                   limit_percent=30.0)
    Verdict(holds=False, expected=30.0, gap=70.0, repairs=())
    """
    stated = numbers_above_zero("values", values, least=2)
    between = np.diff(ascending("years", years, least=2))
    same_length("values", stated, "years", years)
    changes = 100 * ((stated[1:] / stated[:-1]) ** (1 / between) - 1)
    largest = float(changes[np.argmax(np.abs(changes))])
    limit = above_zero("limit_percent", limit_percent)
    return bounded(largest, -limit, limit)


def one_among_years(
    *, value: float, year: float, values: Array, years: Array, limit_percent: float
) -> Verdict:
    """Whether one value of a series agrees with most other years, growth or fall compounding up to a limit.

    Another year allows other x (1 + limit_percent / 100) ** -apart to other x (1 + limit_percent / 100) **
    apart, apart being the years between. The rule fails where more than half of the other years do not allow
    the value: one bad year does not throw doubt on its neighbours. Without another year it holds.

    Arguments
        value          scalar     any:a    above zero
        year           scalar     year     any
        values         (year,)    any:a    above zero
        years          (year,)    year     any
        limit_percent  scalar     percent  above zero
    Returns
        holds          scalar     1        true or false
        expected       scalar     any:a    the nearest value that the nearest year against it allows
        gap            scalar     any:a    the value less expected, zero where the rule holds
        repairs        (repair,)  any:a    the value with its decimal point moved, where that year allows it
    Raises
        ShapeError  values and years differ in length, or are empty.
        ValueError  a value is not above zero, limit_percent is not above zero, or a number is not finite.
    Source
        IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 1, chapter 6, table 6.1.

    >>> verdict = one_among_years(value=80.0, year=2021.0, values=np.array([9.0, 10.0, 80.0, 8.0]),
    ...                           years=np.array([2019.0, 2020.0, 2021.0, 2022.0]), limit_percent=25.0)
    >>> verdict.holds, verdict.expected, verdict.gap
    (False, 12.5, 67.5)
    >>> verdict.repairs
    (Repair(argument='value', value=8.0, low=8.0, high=12.5),)
    """
    said = above_zero("value", value)
    stated = numbers_above_zero("values", values)
    same_length("values", stated, "years", numbers("years", years))
    growth = 1 + above_zero("limit_percent", limit_percent) / 100
    apart = np.abs(years - number("year", year))
    others, apart = stated[apart > 0], apart[apart > 0]
    low, high = others * growth**-apart, others * growth**apart
    against = (said < low * (1 - EXACT)) | (said > high * (1 + EXACT))
    if 2 * against.sum() <= len(others):
        return bounded(said, said, said)
    first = int(np.argmin(np.where(against, apart, np.inf)))
    least, most = float(low[first]), float(high[first])
    moved = slipped(said, least, most)
    repairs = () if moved is None else (Repair("value", moved, least, most),)
    return bounded(said, least, most, repairs)


def stale_denominator(*, denominators: Array, years: Array) -> Verdict:
    """Whether a denominator, such as a population, was counted anew for each year.

    The very same number in different years was most likely carried over.

    Arguments
        denominators  (year,)    any:a  above zero
        years         (year,)    year   any
    Returns
        holds         scalar     1      true or false
        expected      scalar     1      zero
        gap           scalar     1      values that already stood for an earlier year of the list
        repairs       (repair,)  any:a  none: the right value is not known
    Raises
        ShapeError  denominators and years differ in length.
        ValueError  a denominator is not above zero, or a number is not finite.
    Source
        Dure's own rule: two counts of a large population are hardly ever equal.

    >>> stale_denominator(denominators=np.array([900.0, 950.0, 950.0]),
    ...                   years=np.array([2016.0, 2017.0, 2018.0]))
    Verdict(holds=False, expected=0.0, gap=1.0, repairs=())
    """
    counted = numbers_above_zero("denominators", denominators)
    same_length("denominators", counted, "years", numbers("years", years))
    stale = sum(
        bool(((counted[:index] == counted[index]) & (years[:index] != years[index])).any())
        for index in range(len(counted))
    )
    return bounded(float(stale), 0.0, 0.0)


def unit_order(*, values: Array, years: Array, index: float, limit_ratio: float) -> Verdict:
    """Whether one value of a series is not a power of ten off what its neighbours in time imply.

    The neighbours imply a value by constant growth between them; at either end of the series it is the one
    neighbour's own value. The rule fails when the value is a power of ten away from that, give or take the
    factor limit_ratio.

    Arguments
        values       (year,)    any:a  above zero, at least two
        years        (year,)    year   ascending
        index        scalar     1      whole, 0 for the first value
        limit_ratio  scalar     1      above one
    Returns
        holds        scalar     1      true or false
        expected     scalar     any:a  the value its neighbours imply
        gap          scalar     any:a  the value less expected
        repairs      (repair,)  any:a  the value with its decimal point moved
    Raises
        ShapeError  values and years differ in length, or there are fewer than two.
        ValueError  values are not above zero, years do not rise,
                    index names none, or limit_ratio is not above 1.
    Source
        IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 1, chapter 6, table 6.1.

    >>> verdict = unit_order(values=np.array([4.0, 60.0, 9.0]), years=np.array([2020.0, 2021.0, 2022.0]),
    ...                      index=1.0, limit_ratio=1.5)
    >>> verdict.holds, round(verdict.expected, 9), round(verdict.gap, 9)
    (False, 6.0, 54.0)
    >>> verdict.repairs
    (Repair(argument='values[1]', value=6.0, low=None, high=None),)
    """
    stated = numbers_above_zero("values", values, least=2)
    same_length("values", stated, "years", ascending("years", years))
    place = whole("index", index)
    if place >= len(stated):
        raise ValueError(f"index is {place}, values has {len(stated)}: give at most {len(stated) - 1}.")
    if number("limit_ratio", limit_ratio) <= 1:
        raise ValueError(f"limit_ratio is {limit_ratio}: give more than 1.")
    implied = _implied(np.delete(stated, place), np.delete(years, place), float(years[place]))
    value = float(stated[place])
    power = round(math.log10(value / implied))
    off = abs(math.log10(value / implied) - power)
    holds = power == 0 or off > math.log10(limit_ratio)
    repairs = () if holds else (Repair(f"values[{place}]", point_moved(value, -power)),)
    return Verdict(holds=holds, expected=implied, gap=value - implied, repairs=repairs)


def order_of_dates(*, earlier_day: float, later_day: float) -> Verdict:
    """Whether what must come first is not later than what must follow. Days are numbered from year 1.

    Arguments
        earlier_day  scalar     day  any
        later_day    scalar     day  any
    Returns
        holds        scalar     1    true or false
        expected     scalar     day  the earlier day, or the latest it may be
        gap          scalar     day  how many days too late, zero where the rule holds
        repairs      (repair,)  day  none: either day may be wrong
    Raises
        ValueError  a day is not finite.
    Source
        Definition of order; day numbers are proleptic Gregorian ordinals.

    >>> order_of_dates(earlier_day=12.0, later_day=10.0)
    Verdict(holds=False, expected=10.0, gap=2.0, repairs=())
    """
    earlier, later = number("earlier_day", earlier_day), number("later_day", later_day)
    expected = min(earlier, later)
    return Verdict(holds=earlier <= later, expected=expected, gap=earlier - expected, repairs=())


def plan_against_actual(
    *, plan_years: Array, plan_values: Array, actual_year: float, actual: float, shortfall_percent: float
) -> Verdict:
    """Whether what was done reaches what was planned for that time, up to a permitted shortfall.

    Between two planned points the plan is a straight line. More is taken to be better. Years are points in
    time, of one kind throughout: years, or days counted from year 1. A stock at the end of a period is best
    bound by that period's last day, so that a month is compared with its place in the year.

    Arguments
        plan_years         (point,)   any:t    ascending, at least two
        plan_values        (point,)   any:a    not negative
        actual_year        scalar     any:t    between the first and the last of plan_years
        actual             scalar     any:a    not negative
        shortfall_percent  scalar     percent  not negative
    Returns
        holds              scalar     1        true or false
        expected           scalar     any:a    the planned value at that time
        gap                scalar     any:a    actual less planned
        repairs            (repair,)  any:a    none: what was done is not a misprint
    Raises
        ShapeError  plan_years and plan_values differ in length, or there are fewer than two.
        ValueError  actual_year is outside the plan, years do not rise, or a number is negative or not finite.
    Source
        Linear interpolation.

    >>> plan_against_actual(plan_years=np.array([2020.0, 2030.0]), plan_values=np.array([0.0, 100.0]),
    ...                     actual_year=2024.0, actual=10.0, shortfall_percent=20.0)
    Verdict(holds=False, expected=40.0, gap=-30.0, repairs=())
    """
    years = ascending("plan_years", plan_years, least=2)
    values = numbers_not_negative("plan_values", plan_values)
    same_length("plan_years", years, "plan_values", values)
    if not years[0] <= number("actual_year", actual_year) <= years[-1]:
        raise ValueError(f"actual_year is {actual_year}: give one from {years[0]} to {years[-1]}.")
    planned = float(np.interp(actual_year, years, values))
    least = planned * (1 - not_negative("shortfall_percent", shortfall_percent) / 100)
    holds = not_negative("actual", actual) >= least
    return Verdict(holds=holds, expected=planned, gap=actual - planned, repairs=())


def _implied(values: Array, years: Array, year: float) -> float:
    """What constant growth between the neighbours of a year gives; beyond the ends, the last value itself."""
    return float(np.exp(np.interp(year, years, np.log(values))))
