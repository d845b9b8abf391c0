"""A market of residents: what points pay of a price, what comes back, and an article's footprint in sum."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from dure.engines.refusals import Array, above_zero, not_negative, number, numbers_not_negative, whole
from dure.engines.residents.decimals import exact
from dure.engines.residents.exchange import Shares, shared_out

ALL_PERCENT = 100


@dataclass(frozen=True)
class SplitPrice:
    """How a price is paid: the points that are taken, the won they stand for, and the won that are left."""

    points: int
    by_points_krw: int
    rest_krw: int


@dataclass(frozen=True)
class Refund:
    """What comes back of a sum."""

    refund_krw: int


@dataclass(frozen=True)
class Footprint:
    """The footprint of one article."""

    footprint_kgco2e: float


def split_price(*, price_krw: float, points: float, krw_per_point: float) -> SplitPrice:
    """What points pay of a price; no more points are taken than it takes.

    A won is paid whole: of the points that are offered, those that do not make a won stay with their owner.

    Arguments
        price_krw      scalar  KRW    a whole number, not negative
        points         scalar  1      points that are offered, a whole number, not negative
        krw_per_point  scalar  KRW    what a point stands for, above zero
    Returns
        points         scalar  1      points that are taken
        by_points_krw  scalar  KRW    what they pay, whole won
        rest_krw       scalar  KRW    what has to be paid otherwise
    Raises
        ValueError  a number is not whole, below zero, or the rate is not above zero.
    Source
        Whole won, as of exchanges: `residents.won_for_points`.

    >>> split_price(price_krw=1000, points=700, krw_per_point=0.9)
    SplitPrice(points=700, by_points_krw=630, rest_krw=370)
    """
    price, offered = whole("price_krw", price_krw), whole("points", points)
    rate = exact(above_zero("krw_per_point", krw_per_point))
    paid = min(floor(offered * rate), price)
    return SplitPrice(ceil(paid / rate), paid, price - paid)


def refund_due(*, paid_krw: float, percent: float) -> Refund:
    """What comes back of a sum by a rule in percent; half a won is rounded up, for whoever paid.

    Arguments
        paid_krw    scalar  KRW      what was paid, a whole number, not negative
        percent     scalar  percent  what comes back, from 0 to 100
    Returns
        refund_krw  scalar  KRW      whole won, never more than was paid
    Raises
        ValueError  the sum is not whole or below zero, or the percentage is not from 0 to 100.
    Source
        The place's own rule; a broken won goes to whoever paid.

    >>> refund_due(paid_krw=1001, percent=50)
    Refund(refund_krw=501)
    """
    paid, rule = whole("paid_krw", paid_krw), exact(not_negative("percent", percent))
    if rule > ALL_PERCENT:
        raise ValueError(f"percent is {percent}: give at most 100, for more than all cannot come back.")
    return Refund(ceil(paid * rule / ALL_PERCENT))


def refund_shares(*, left_krw: Array, refund_krw: float) -> Shares:
    """A refund to the sources that paid, in the shares in which they paid, by largest remainder.

    What each source has paid and not got back yet is its weight, so that after any number of refunds no
    source gets more than it gave, and the last refund gives each exactly what is left.

    Arguments
        left_krw    (source,)  KRW  paid by each source and not yet come back, whole numbers
        refund_krw  scalar     KRW  what comes back now, a whole number, at most all that is left
    Returns
        parts       (source,)  KRW  whole numbers that add up to the refund
    Raises
        ValueError  the refund is more than is left, or a number is not whole or below zero.
    Source
        Hamilton's method of the largest remainder.

    >>> refund_shares(left_krw=np.array([500.0, 300.0, 200.0]), refund_krw=333).parts
    array([166., 100.,  67.])
    """
    left = np.array([whole("left_krw", each) for each in numbers_not_negative("left_krw", left_krw)], float)
    refund, most = whole("refund_krw", refund_krw), left.sum()
    if refund > most:
        raise ValueError(f"refund_krw is {refund} and {most:.0f} are left: give back at most that.")
    if not refund:
        return Shares(np.zeros(len(left)))
    return shared_out(total=refund, weights=left)


def footprint_in_sum(*, parts_kgco2e: Array) -> Footprint:
    """The footprint of one article: the sum of its parts, all of them stated in one set of potentials.

    A part that nobody knows has no number here: then there is no sum, and whoever asks says which is missing.

    Arguments
        parts_kgco2e      (part,)  kgCO2e  material, making, way, packaging: finite; below zero for a credit
    Returns
        footprint_kgco2e  scalar   kgCO2e  their sum, exactly as decimal numbers add up
    Raises
        ValueError  there is no part, or one is not finite.
    Source
        Sum of life-cycle parts, as of ISO 14067; nothing is assumed for a part that is missing.

    >>> footprint_in_sum(parts_kgco2e=np.array([0.1, 0.2]))
    Footprint(footprint_kgco2e=0.3)
    """
    parts = [exact(number("parts_kgco2e", each)) for each in np.atleast_1d(parts_kgco2e)]
    if not parts:
        raise ValueError("parts_kgco2e is empty: an article without a known part has no sum.")
    return Footprint(float(sum(parts, Fraction(0))))
