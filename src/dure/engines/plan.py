"""Plan engines: the path from a base year over a target to zero, and how far from it a year is."""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, above_zero, not_negative, number, numbers, whole

MOST_YEARS = 1000
# The years in which pledges end after 2030.
PLEDGED_YEARS = (2035.0, 2040.0, 2045.0)


@dataclass(frozen=True, eq=False)
class PathToTarget:
    """The path for each year asked, the yearly cuts it takes, and the amounts it permits."""

    years: Array
    path: Array
    permitted: Array
    cut_to_target: float
    cut_to_zero: float
    budget: float


@dataclass(frozen=True, eq=False)
class PathOfPromises:
    """The path for each year asked, bent at every promise."""

    years: Array
    path: Array


@dataclass(frozen=True, eq=False)
class YearsBetween:
    """Whole years in order."""

    years: Array


@dataclass(frozen=True)
class TargetLevel:
    """The level that a promised cut leaves, and the cut itself."""

    level: float
    cut: float


@dataclass(frozen=True)
class GapToPath:
    """What the path wants in one year, and how far the actual value is from it."""

    planned: float
    gap: float
    gap_percent: float


def target_level(*, base: float, cut_percent: float) -> TargetLevel:
    """What a promised percentage off the base leaves, and what it takes away.

    Arguments
        base         scalar  any:a    above zero
        cut_percent  scalar  percent  between 0 and 100
    Returns
        level        scalar  any:a    base less the cut
        cut          scalar  any:a    cut_percent of base
    Raises
        ValueError  base is not above zero, or cut_percent is outside 0 to 100.
    Source
        Definition of a percentage cut against a base year.

    >>> target_level(base=200.0, cut_percent=25.0)
    TargetLevel(level=150.0, cut=50.0)
    """
    if not 0 <= number("cut_percent", cut_percent) <= 100:
        raise ValueError(f"cut_percent is {cut_percent}: give a number from 0 to 100.")
    cut = above_zero("base", base) * cut_percent / 100
    assert 0 <= cut <= base
    return TargetLevel(level=base - cut, cut=cut)


def years_between(*, first_year: float, last_year: float) -> YearsBetween:
    """Every year from the first to the last, both included: the years that a path is drawn for.

    Arguments
        first_year  scalar   year  a whole number
        last_year   scalar   year  a whole number, above first_year
    Returns
        years       (year,)  year  first_year, and every year after it up to last_year
    Raises
        ValueError  a year is not a whole number, last_year is not after first_year, or more than 1000 after.
    Source
        Counting.

    >>> years_between(first_year=2018.0, last_year=2021.0).years.tolist()
    [2018.0, 2019.0, 2020.0, 2021.0]
    """
    first, last = whole("first_year", first_year), whole("last_year", last_year)
    if not first < last <= first + MOST_YEARS:
        raise ValueError(
            f"last_year is {last}, first_year is {first}: give one from 1 to {MOST_YEARS} later."
        )
    return YearsBetween(years=np.arange(first, last + 1, dtype=np.float64))


def path_to_target(
    *, base_year: float, base: float, target_year: float, target: float, net_zero_year: float, years: Array
) -> PathToTarget:
    """The straight path from the base to the target and on to zero, with the amount it permits.

    A yearly amount stands at its year; between two years it is taken to change evenly, so that amounts
    added up are areas under the path. After net_zero_year the path is zero.

    Arguments
        base_year      scalar   year   any
        base           scalar   any:a  above zero
        target_year    scalar   year   above base_year
        target         scalar   any:a  between 0 and base
        net_zero_year  scalar   year   above target_year
        years          (year,)  year   at least base_year
    Returns
        years          (year,)  year   the years asked
        path           (year,)  any:a  the amount in each year
        permitted      (year,)  any:a  the amount added up from base_year to each year
        cut_to_target  scalar   any:a  less from one year to the next until target_year
        cut_to_zero    scalar   any:a  less from one year to the next after target_year
        budget         scalar   any:a  the amount added up from base_year to net_zero_year
    Raises
        ShapeError  years is empty or has more than one dimension.
        ValueError  the years are not in order, target is above base, or a number is not finite.
    Source
        Linear interpolation; area under it by the trapezoidal rule, exact for straight lines.

    >>> answer = path_to_target(base_year=2020.0, base=10.0, target_year=2030.0, target=6.0,
    ...                         net_zero_year=2050.0, years=np.array([2025.0, 2030.0, 2040.0]))
    >>> answer.path.tolist(), answer.permitted.tolist()
    ([8.0, 6.0, 3.0], [45.0, 80.0, 125.0])
    >>> answer.cut_to_target, answer.cut_to_zero, answer.budget
    (0.4, 0.3, 140.0)
    """
    corner_years = _corner_years(base_year, target_year, net_zero_year)
    corners = _corners(base, target)
    asked = numbers("years", years)
    if asked.min() < base_year:
        raise ValueError(f"years holds {asked.min()}, base_year is {base_year}: give none before it.")
    path = np.interp(asked, corner_years, corners)
    permitted = np.array([_area(corner_years, corners, float(year)) for year in asked])
    budget = _area(corner_years, corners, net_zero_year)
    assert ((path >= 0) & (path <= base)).all()
    assert (permitted <= budget * (1 + 1e-9)).all()
    return PathToTarget(
        years=asked,
        path=path,
        permitted=permitted,
        cut_to_target=(base - target) / (target_year - base_year),
        cut_to_zero=target / (net_zero_year - target_year),
        budget=budget,
    )


def path_of_promises(
    *,
    base_year: float,
    base: float,
    target_year: float,
    target: float,
    net_zero_year: float,
    later_cut_percent: Array,
    years: Array,
) -> PathOfPromises:
    """The path from the base over the target, and over every later promise, on to zero.

    Later promises are of the years in which pledges end after 2030: one every five years. Those up to the
    target year, or from net_zero_year on, do not bend the path.

    Arguments
        base_year          scalar     year     any
        base               scalar     any:a    above zero
        target_year        scalar     year     above base_year
        target             scalar     any:a    between 0 and base
        net_zero_year      scalar     year     above target_year
        later_cut_percent  (pledge,)  percent  at most 100; of 2035, 2040, 2045, unknown where none
        years              (year,)    year     at least base_year
    Returns
        years              (year,)    year     the years asked
        path               (year,)    any:a    the amount in each year
    Raises
        ShapeError  later_cut_percent does not hold three values, or years is empty.
        ValueError  the years are not in order, or a later promise leaves more than an earlier one.
    Source
        Common time frames of pledges: decision 6/CMA.3 of the Paris Agreement. Linear interpolation between.

    >>> answer = path_of_promises(base_year=2005.0, base=100.0, target_year=2030.0, target=60.0,
    ...                           net_zero_year=2050.0, later_cut_percent=np.array([np.nan, 70.0, np.nan]),
    ...                           years=np.array([2030.0, 2035.0, 2040.0, 2045.0, 2050.0]))
    >>> answer.path.tolist()
    [60.0, 45.0, 30.0, 15.0, 0.0]
    """
    ends, levels = _corner_years(base_year, target_year, net_zero_year), _corners(base, target)
    cuts = np.asarray(later_cut_percent, dtype=np.float64)
    if cuts.shape != (len(PLEDGED_YEARS),):
        raise ShapeError(f"later_cut_percent holds {cuts.size} values: give one for each of {PLEDGED_YEARS}.")
    asked = numbers("years", years)
    if asked.min() < base_year:
        raise ValueError(f"years holds {asked.min()}, base_year is {base_year}: give none before it.")
    pledged = np.array(PLEDGED_YEARS)
    bends = ~np.isnan(cuts) & (pledged > target_year) & (pledged < net_zero_year)
    corner_years = np.concatenate([ends[:2], pledged[bends], ends[2:]])
    corners = np.concatenate([levels[:2], base - base * cuts[bends] / 100, levels[2:]])
    if (np.diff(corners[1:]) > 0).any() or (corners < 0).any():
        raise ValueError(f"later_cut_percent is {cuts.tolist()}: give cuts up to 100 that do not fall.")
    path = np.interp(asked, corner_years, corners)
    assert ((path >= 0) & (path <= base)).all()
    return PathOfPromises(years=asked, path=path)


def gap_to_path(
    *,
    base_year: float,
    base: float,
    target_year: float,
    target: float,
    net_zero_year: float,
    year: float,
    actual: float,
) -> GapToPath:
    """How far the actual amount of one year lies above the path of `path_to_target`.

    Arguments
        base_year      scalar  year     any
        base           scalar  any:a    above zero
        target_year    scalar  year     above base_year
        target         scalar  any:a    between 0 and base
        net_zero_year  scalar  year     above target_year
        year           scalar  year     at least base_year
        actual         scalar  any:a    any
    Returns
        planned        scalar  any:a    the amount on the path
        gap            scalar  any:a    actual less planned, above zero where too much
        gap_percent    scalar  percent  the gap in a hundred of base
    Raises
        ValueError  the years are not in order, target is above base, or a number is not finite.
    Source
        Linear interpolation.

    >>> gap_to_path(base_year=2020.0, base=10.0, target_year=2030.0, target=6.0, net_zero_year=2050.0,
    ...             year=2025.0, actual=9.0)
    GapToPath(planned=8.0, gap=1.0, gap_percent=10.0)
    """
    corner_years = _corner_years(base_year, target_year, net_zero_year)
    corners = _corners(base, target)
    if number("year", year) < base_year:
        raise ValueError(f"year is {year}, base_year is {base_year}: give none before it.")
    planned = float(np.interp(year, corner_years, corners))
    gap = number("actual", actual) - planned
    return GapToPath(planned=planned, gap=gap, gap_percent=100 * gap / base)


def _corner_years(base_year: float, target_year: float, net_zero_year: float) -> Array:
    """The years where the path bends or ends, when they are in order."""
    named = {"base_year": base_year, "target_year": target_year, "net_zero_year": net_zero_year}
    corners = np.array([number(name, year) for name, year in named.items()])
    if (np.diff(corners) <= 0).any():
        raise ValueError(f"{named}: give base_year before target_year, and target_year before net_zero_year.")
    return corners


def _corners(base: float, target: float) -> Array:
    """The amounts where the path bends or ends."""
    if not_negative("target", target) > above_zero("base", base):
        raise ValueError(f"target is {target}, base is {base}: give a target at most base.")
    return np.array([base, target, 0.0])


def _area(corner_years: Array, corners: Array, until: float) -> float:
    """The area under the path from its first year until a year."""
    ends = np.append(corner_years[corner_years < until], until)
    return float(np.trapezoid(np.interp(ends, corner_years, corners), ends))
