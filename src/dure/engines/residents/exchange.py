"""Points into won, and a sum of won among many so that the parts make the whole."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

import numpy as np

from dure.engines.budget.whole_won import won
from dure.engines.refusals import Array, above_zero, not_negative, numbers_not_negative, whole
from dure.engines.residents.decimals import exact


@dataclass(frozen=True)
class WonForPoints:
    """Won for points, up to a cap; what lies above it, and points whose won is not whole yet."""

    paid_krw: float
    above_cap_krw: float
    points_left: float


@dataclass(frozen=True)
class Shares:
    """Whole parts of a whole sum."""

    parts: Array


def won_for_points(
    *, points: float, krw_per_point: float, cap_krw: float, paid_before_krw: float
) -> WonForPoints:
    """What points are worth where the place pays so many won for one, up to the most of a year.

    Only whole won are paid. Points whose worth is less than a won stay points. Where the cap is hit on the
    way, the rest up to the cap is paid; a further won is not.

    Arguments
        points           scalar  1    whole points, not negative
        krw_per_point    scalar  1    won for a point, above zero
        cap_krw          scalar  KRW  the most of the year, whole, not negative
        paid_before_krw  scalar  KRW  what the year has paid already, whole, not negative
    Returns
        paid_krw         scalar  KRW  whole won
        above_cap_krw    scalar  KRW  whole won that the cap withholds
        points_left      scalar  1    points that are worth less than a won
    Raises
        ValueError  a number is out of its range or not whole.
    Source
        Carbon Neutral Point: up to 2 won for a point, as the municipality decides; yearly most 100,000 won,
        since 2023 135,000 won.

    >>> won_for_points(points=50000, krw_per_point=2.0, cap_krw=100000.0, paid_before_krw=0.0).paid_krw
    100000.0
    """
    rate = exact(above_zero("krw_per_point", krw_per_point))
    count, cap = whole("points", points), whole("cap_krw", cap_krw)
    before = whole("paid_before_krw", paid_before_krw)
    worth = floor(count * rate)
    paid = min(worth, max(cap - before, 0))
    return WonForPoints(
        won("paid_krw", paid), float(worth - paid), float(floor((count * rate - worth) / rate))
    )


def shared_out(*, total: float, weights: Array) -> Shares:
    """A whole sum in whole parts by weight, by largest remainder: the parts make the sum to the last won.

    Each gets the whole part of its share; what is left goes, one by one, to the largest remainders, and
    among equal ones to the earlier. Nobody is more than one away from their exact share.

    Arguments
        total    scalar   any:a  a whole number, not negative
        weights  (part,)  any:b  not negative, not all zero
    Returns
        parts    (part,)  any:a  whole numbers that add up to the total
    Raises
        ValueError  the total is not whole, a weight is negative, or all weights are zero.
    Source
        Hamilton's method of the largest remainder.

    >>> shared_out(total=100, weights=np.array([1.0, 1.0, 1.0])).parts
    array([34., 33., 33.])
    """
    amount = whole("total", won("total", not_negative("total", total)))
    shares = [exact(each) for each in numbers_not_negative("weights", weights)]
    whole_weight = sum(shares, Fraction(0))
    if not whole_weight:
        raise ValueError("weights are all zero: give at least one above zero.")
    wanted = [amount * share / whole_weight for share in shares]
    parts = [floor(each) for each in wanted]
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - wanted[n], n))
    for n in order[: amount - sum(parts)]:
        parts[n] += 1
    assert sum(parts) == amount
    return Shares(np.array(parts, dtype=np.float64))
