"""Who took part most steadily, by criteria that are published before: reckoned alike for everybody."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dure.engines.refusals import Array, ShapeError, numbers_not_negative


@dataclass(frozen=True)
class Outstanding:
    """Who is chosen, and the last of them: so many days, in so many areas, with so many acts."""

    chosen: npt.NDArray[np.bool_]
    days: float
    areas: float
    acts: float


def outstanding(*, days: Array, areas: Array, acts: Array, least_days: float, most: float) -> Outstanding:
    """The most steady participants: more days ahead of more areas of life, those ahead of more acts.

    Who is equal to the last one in all three is chosen as well, so that no order of names decides.

    Arguments
        days        (person,)  1  days with an act, not negative
        areas       (person,)  1  areas of life with an act, not negative
        acts        (person,)  1  acts in all, not negative
        least_days  scalar     1  whoever has fewer is not chosen
        most        scalar     1  so many are chosen, but for equal ones; 1 or more
    Returns
        chosen  (person,)  1  who is chosen
        days    scalar     1  days of the last one chosen; 0 where nobody is
        areas   scalar     1  areas of the last one chosen; 0 where nobody is
        acts    scalar     1  acts of the last one chosen; 0 where nobody is
    Raises
        ShapeError  the three lists are not of the same length.
        ValueError  a number is negative, or most is below 1.
    Source
        A rule of this project: days come first, so that many acts told on one day win nothing.

    >>> outstanding(days=np.array([9.0, 3.0, 9.0]), areas=np.array([2.0, 5.0, 3.0]),
    ...             acts=np.array([90.0, 50.0, 9.0]), least_days=4.0, most=1.0).chosen
    array([False, False,  True])
    """
    lists = [numbers_not_negative(name, of, least=0) for name, of in
             (("days", days), ("areas", areas), ("acts", acts))]  # fmt: skip
    if len({each.shape for each in lists}) > 1:
        raise ShapeError("days, areas and acts are of different lengths: give one of each to everybody.")
    if most < 1 or least_days < 0:
        raise ValueError(f"most is {most} and least_days {least_days}: give at least 1, and at least 0.")
    keys = list(zip(*(each.tolist() for each in lists), strict=True))
    able = sorted((key for key in keys if key[0] >= least_days and key[0] > 0), reverse=True)
    if not able:
        return Outstanding(np.zeros(len(keys), dtype=bool), 0.0, 0.0, 0.0)
    last = able[min(int(most), len(able)) - 1]
    chosen = np.array([key >= last for key in keys], dtype=bool)
    assert chosen.any()
    return Outstanding(chosen, *last)
