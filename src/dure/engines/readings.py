"""Reading engines: what a figure says without saying it, from figures stated beside it."""

import math
from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, above_zero, in_order, not_negative, numbers, whole


@dataclass(frozen=True)
class WholeOfShare:
    """The whole of which a part is the stated share."""

    whole: float


@dataclass(frozen=True)
class AtPrice:
    """What an amount is worth at a price."""

    worth: float


@dataclass(frozen=True)
class RollUp:
    """What the parts come to together, and how many of them said something."""

    total: float
    counted: float


@dataclass(frozen=True)
class TotalOf:
    """What several amounts come to; sinks count against sources."""

    total: float


@dataclass(frozen=True)
class SumAlongLine:
    """The values of every year from the first to the last, added up."""

    total: float


def whole_of_share(*, part: float, share_percent: float) -> WholeOfShare:
    """The whole of which a part is the stated share: part / share.

    The share is taken as exact. A share printed as 23 may be 22.5 to 23.5: the whole is then about 2 %
    uncertain to either side.

    Arguments
        part           scalar  any:a    not negative
        share_percent  scalar  percent  above zero
    Returns
        whole          scalar  any:a    part in a hundred of share_percent
    Raises
        ValueError  share_percent is not above zero, part is negative, or a number is not finite.
    Source
        Definition of a share.

    >>> whole_of_share(part=27.0, share_percent=50.0)
    WholeOfShare(whole=54.0)
    """
    answer = 100 * not_negative("part", part) / above_zero("share_percent", share_percent)
    assert answer >= 0
    return WholeOfShare(whole=answer)


def at_price(*, amount: float, price: float) -> AtPrice:
    """What an amount is worth at a price: amount × price.

    Arguments
        amount  scalar  any:a    not negative
        price   scalar  any/any  not negative
    Returns
        worth   scalar  any:b    amount times price
    Raises
        ValueError  amount or price is negative or not finite.
    Source
        Definition of a unit price.

    >>> at_price(amount=35900.0, price=40500.0)
    AtPrice(worth=1453950000.0)
    """
    worth = not_negative("amount", amount) * not_negative("price", price)
    assert worth >= 0
    return AtPrice(worth=worth)


def roll_up(*, parts: Array) -> RollUp:
    """What the parts of a place come to together, and how many of them said something.

    It is a lower bound of the whole where some parts say nothing, and never added to what the whole says
    of itself.

    Arguments
        parts    (part,)  any:a  not negative
    Returns
        total    scalar   any:a  the sum of the parts
        counted  scalar   1      how many parts there are
    Raises
        ShapeError  parts is empty or has more than one dimension.
        ValueError  a part is negative or not finite.
    Source
        Sum over disjoint parts.

    >>> roll_up(parts=np.array([1.5, 2.5]))
    RollUp(total=4.0, counted=2.0)
    """
    values = numbers("parts", parts)
    if values.min() < 0:
        raise ValueError(f"parts holds {values.min()}: give none below zero.")
    total = float(values.sum())
    assert total >= values.max()
    return RollUp(total=total, counted=float(values.size))


def total_of(*, parts: Array) -> TotalOf:
    """What several amounts come to. Amounts below zero, such as sinks, are taken off.

    Arguments
        parts  (part,)  any:a  any
    Returns
        total  scalar   any:a  the sum of the parts
    Raises
        ShapeError  parts is empty or has more than one dimension.
        ValueError  a part is not finite.
    Source
        Sum over disjoint parts.

    >>> total_of(parts=np.array([1.5, -0.5]))
    TotalOf(total=1.0)
    """
    return TotalOf(total=float(math.fsum(numbers("parts", parts))))


def sum_along_line(*, first_year: float, first: float, last_year: float, last: float) -> SumAlongLine:
    """The values of every year from the first to the last, both counted, on a straight line between the two.

    Arguments
        first_year  scalar  year   whole, at most last_year
        first       scalar  any:a  not negative
        last_year   scalar  year   whole
        last        scalar  any:a  not negative
    Returns
        total       scalar  any:a  the sum of the yearly values
    Raises
        ValueError  the years are not in order or not whole, or a value is negative or not finite.
    Source
        Sum of an arithmetic series.

    >>> sum_along_line(first_year=2022.0, first=10.0, last_year=2024.0, last=20.0)
    SumAlongLine(total=45.0)
    """
    in_order("first_year", first_year, "last_year", last_year)
    years = whole("last_year", last_year) - whole("first_year", first_year) + 1
    if years == 1 and first != last:
        raise ValueError(f"first is {first} and last is {last} of one year: give one value, or two years.")
    line = np.linspace(not_negative("first", first), not_negative("last", last), years)
    assert min(first, last) * years <= line.sum() * (1 + 1e-9)
    return SumAlongLine(total=float(line.sum()))
