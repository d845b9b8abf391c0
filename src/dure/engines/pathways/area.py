"""The area under a path between two years: what is emitted in all, which is what counts for the climate."""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ascending, number, numbers_not_negative, same_length


@dataclass(frozen=True)
class AreaUnder:
    """Everything emitted between two years, and the amount that one year may hold on the average."""

    area: float
    mean: float


def area_under(*, years: Array, amounts: Array, from_year: float, to_year: float) -> AreaUnder:
    """The area under yearly amounts from one year to another.

    As in `plan.path_to_target`, an amount stands at its year and changes evenly to the next.

    Arguments
        years      (year,)  year   ascending, at least two
        amounts    (year,)  any:a  not negative
        from_year  scalar   year   at least the first of years
        to_year    scalar   year   above from_year, at most the last of years
    Returns
        area       scalar   any:a  added up from from_year to to_year
        mean       scalar   any:a  area over the years between
    Raises
        ShapeError  years and amounts differ in length, or are fewer than two.
        ValueError  years do not rise, an amount is negative, or the two years are not within years.
    Source
        Area by the trapezoidal rule, exact for straight lines.

    >>> area_under(years=np.array([2020.0, 2030.0]), amounts=np.array([10.0, 6.0]), from_year=2020.0,
    ...            to_year=2025.0)
    AreaUnder(area=45.0, mean=9.0)
    """
    when, much = ascending("years", years, least=2), numbers_not_negative("amounts", amounts)
    same_length("years", when, "amounts", much)
    first, last = number("from_year", from_year), number("to_year", to_year)
    if not when[0] <= first < last <= when[-1]:
        raise ValueError(
            f"from_year is {first}, to_year is {last}: give two in order within {when[0]:g} to {when[-1]:g}."
        )
    between = when[(when > first) & (when < last)]
    corners = np.concatenate([[first], between, [last]])
    heights = np.interp(corners, when, much)
    area = float((np.diff(corners) * (heights[1:] + heights[:-1]) / 2).sum())
    assert area <= (last - first) * float(much.max()) * (1 + 1e-9)
    return AreaUnder(area=area, mean=area / (last - first))
