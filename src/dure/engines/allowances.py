"""Allowance engines: what a year's holding comes to, what may be carried over or borrowed, what lots cost.

Everything is counted in whole tonnes and won. A limit that is not known is not an argument: whoever asks
leaves the engine alone and says that the limit is unknown.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import (
    Array,
    above_zero,
    not_negative,
    numbers_not_negative,
    same_length,
    whole,
)


@dataclass(frozen=True)
class YearBalance:
    """What is left of a holding after the year's emissions, and what is missing."""

    surplus: float
    short: float


@dataclass(frozen=True)
class YearCloses:
    """What should be left of a year, and how far it is from what is."""

    left: float
    gap: float


@dataclass(frozen=True)
class CarryOverLimit:
    """What was sold on balance, and how much may be carried over for it."""

    net_sales: float
    limit: float


@dataclass(frozen=True)
class BorrowingLimit:
    """How much may be borrowed this year, and the percentage that is left for the next."""

    limit: float
    next_percent: float


@dataclass(frozen=True, eq=False)
class FirstInFirstOut:
    """What is taken of each lot, and what stays in it."""

    taken: Array
    left: Array


@dataclass(frozen=True)
class SaleOfLots:
    """What lots brought, what they had cost, and how many tonnes have a cost that nobody stated."""

    proceeds: float
    cost: float
    gain: float
    unpriced: float


@dataclass(frozen=True, eq=False)
class SerialRanges:
    """The first and the last serial of each amount."""

    firsts: Array
    lasts: Array


def year_balance(*, holding: float, verified: float) -> YearBalance:
    """What is left of a holding after the verified emissions, or what is missing: one of the two is zero.

    Arguments
        holding   scalar  tCO2e  whole, not negative
        verified  scalar  tCO2e  whole, not negative
    Returns
        surplus   scalar  tCO2e  holding less verified, where that is above zero
        short     scalar  tCO2e  verified less holding, where that is above zero
    Raises
        ValueError  a number is negative, not whole or not finite.
    Source
        Act on the Allocation and Trading of Greenhouse-Gas Emission Permits, article 27: allowances are
        surrendered for verified emissions, one a tonne.

    >>> year_balance(holding=1312000.0, verified=1177000.0)
    YearBalance(surplus=135000.0, short=0.0)
    """
    difference = whole("holding", holding) - whole("verified", verified)
    return YearBalance(surplus=float(max(0, difference)), short=float(max(0, -difference)))


def year_closes(*, came_in: Array, went_out: Array, left: float) -> YearCloses:
    """Whether a year balances to the tonne: all that came in, less all that went out, is what is left.

    Arguments
        came_in   (source,)  tCO2e  whole, not negative
        went_out  (use,)     tCO2e  whole, not negative
        left      scalar     tCO2e  whole, not negative
    Returns
        left      scalar     tCO2e  what should be left
        gap       scalar     tCO2e  what is left, less what should be
    Raises
        ShapeError  a list is empty or has more than one dimension.
        ValueError  more went out than came in, or a number is negative, not whole or not finite.
    Source
        Conservation: an allowance that was not used, sold or carried over is still there.

    >>> year_closes(came_in=np.array([51290.0, 34610.0]), went_out=np.array([50000.0, 35900.0]), left=0.0)
    YearCloses(left=0.0, gap=0.0)
    """
    ins, outs = _whole_tonnes("came_in", came_in), _whole_tonnes("went_out", went_out)
    should = float(ins.sum() - outs.sum())
    if should < 0:
        raise ValueError(f"{outs.sum():.0f} went out and {ins.sum():.0f} came in: find what else came in.")
    return YearCloses(left=should, gap=whole("left", left) - should)


def carry_over_limit(*, sold: float, bought: float, times: float) -> CarryOverLimit:
    """How much may be carried over: a multiple of what was sold on balance in the same year.

    Whoever bought more than they sold has sold nothing on balance. Small holders have no limit: do not ask.

    Arguments
        sold       scalar  tCO2e  whole, not negative
        bought     scalar  tCO2e  whole, not negative
        times      scalar  1      not negative
    Returns
        net_sales  scalar  tCO2e  sold less bought, not below zero
        limit      scalar  tCO2e  net_sales times the multiple, in whole tonnes
    Raises
        ValueError  a number is negative, not whole where it must be, or not finite.
    Source
        Second-phase allocation plan of Korea as amended in June 2019: three times the net sales of 2018, two
        times those of 2019.

    >>> carry_over_limit(sold=35900.0, bought=0.0, times=2.0)
    CarryOverLimit(net_sales=35900.0, limit=71800.0)
    """
    net = max(0, whole("sold", sold) - whole("bought", bought))
    limit = float(np.floor(net * not_negative("times", times)))
    assert limit >= 0
    return CarryOverLimit(net_sales=float(net), limit=limit)


def borrowing_limit(*, due: float, limit_percent: float, borrowed: float) -> BorrowingLimit:
    """How much may be borrowed from the next year, and what percentage that leaves for the next year.

    Half of the share that was borrowed is taken off the next year's percentage.

    Arguments
        due            scalar  tCO2e    whole, above zero
        limit_percent  scalar  percent  between 0 and 100
        borrowed       scalar  tCO2e    whole, not above the limit
    Returns
        limit          scalar  tCO2e    limit_percent of due, in whole tonnes
        next_percent   scalar  percent  limit_percent less half of borrowed as a percentage of due
    Raises
        ValueError  more is borrowed than the limit, a percentage is outside 0 to 100, or tonnes not whole.
    Source
        Enforcement decree of the Act on the Allocation and Trading of Greenhouse-Gas Emission Permits,
        article 45(2): 15 % in the first year of a phase, then less by half of what was borrowed.

    >>> borrowing_limit(due=1000.0, limit_percent=15.0, borrowed=100.0)
    BorrowingLimit(limit=150.0, next_percent=10.0)
    """
    if not 0 <= not_negative("limit_percent", limit_percent) <= 100:
        raise ValueError(f"limit_percent is {limit_percent}: give a number from 0 to 100.")
    owed = above_zero("due", whole("due", due))
    limit = float(np.floor(owed * limit_percent / 100))
    taken = whole("borrowed", borrowed)
    if taken > limit:
        raise ValueError(f"borrowed is {taken}, the limit is {limit:.0f}: borrow at most the limit.")
    next_percent = max(0.0, limit_percent - 50 * taken / owed)
    assert 0 <= next_percent <= limit_percent
    return BorrowingLimit(limit=limit, next_percent=next_percent)


def first_in_first_out(*, lots: Array, wanted: float) -> FirstInFirstOut:
    """What is taken of each lot when the first one is used up before the next is touched.

    Arguments
        lots    (lot,)  tCO2e  whole, not negative, in the order of use
        wanted  scalar  tCO2e  whole, at most the sum of lots
    Returns
        taken   (lot,)  tCO2e  what is taken of each
        left    (lot,)  tCO2e  what stays in each
    Raises
        ShapeError  lots is empty or has more than one dimension.
        ValueError  more is wanted than there is, or a number is negative, not whole or not finite.
    Source
        First in, first out, as in accounting for stocks.

    >>> first_in_first_out(lots=np.array([51290.0, 29857.0, 4753.0]), wanted=60000.0).taken.tolist()
    [51290.0, 8710.0, 0.0]
    """
    there = _whole_tonnes("lots", lots)
    amount = whole("wanted", wanted)
    if amount > there.sum():
        raise ValueError(f"wanted is {amount}, the lots hold {there.sum():.0f}: take at most that.")
    before = np.concatenate([[0.0], np.cumsum(there)[:-1]])
    taken = np.clip(amount - before, 0, there)
    assert taken.sum() == amount
    return FirstInFirstOut(taken=taken, left=there - taken)


def sale_of_lots(*, taken: Array, prices: Array, priced: Array, price: float) -> SaleOfLots:
    """What a sale brought, what its lots had cost, and the gain on those whose cost is known.

    A lot whose price nobody has stated is not free: its tonnes are counted apart and bring no gain.

    Arguments
        taken     (lot,)  tCO2e      whole, not negative
        prices    (lot,)  KRW/tCO2e  not negative; not looked at where priced is 0
        priced    (lot,)  1          1 where the price of the lot is known, else 0
        price     scalar  KRW/tCO2e  not negative
    Returns
        proceeds  scalar  KRW        all tonnes at the price
        cost      scalar  KRW        what the priced tonnes had cost
        gain      scalar  KRW        proceeds of the priced tonnes, less their cost
        unpriced  scalar  tCO2e      tonnes whose cost is unknown
    Raises
        ShapeError  the lists differ in length or are empty.
        ValueError  priced is not 0 or 1, or a number is negative or not finite.
    Source
        Specific identification of cost by lot, as in accounting for stocks.

    >>> sale_of_lots(
    ...     taken=np.array([10.0, 5.0]),
    ...     prices=np.array([0.0, 30000.0]),
    ...     priced=np.array([0.0, 1.0]),
    ...     price=40500.0,
    ... )
    SaleOfLots(proceeds=607500.0, cost=150000.0, gain=52500.0, unpriced=10.0)
    """
    tonnes, each = _whole_tonnes("taken", taken), numbers_not_negative("prices", prices)
    known = numbers_not_negative("priced", priced)
    same_length("taken", tonnes, "prices", each)
    same_length("taken", tonnes, "priced", known)
    if not np.isin(known, (0, 1)).all():
        raise ValueError("priced holds something else than 0 and 1: say 1 where the price is known.")
    paid = not_negative("price", price)
    cost = float((tonnes * each * known).sum())
    return SaleOfLots(
        proceeds=float(tonnes.sum() * paid),
        cost=cost,
        gain=float((tonnes * known).sum() * paid) - cost,
        unpriced=float((tonnes * (1 - known)).sum()),
    )


def serial_ranges(*, first: float, amounts: Array) -> SerialRanges:
    """The serials that amounts get when they are taken one after another: no serial is given twice.

    Arguments
        first    scalar     1  a whole number above zero
        amounts  (amount,)  1  whole, above zero
    Returns
        firsts   (amount,)  1  the first serial of each amount
        lasts    (amount,)  1  the last serial of each amount
    Raises
        ShapeError  amounts is empty or has more than one dimension.
        ValueError  first is not a whole number above zero, or an amount is not.
    Source
        Counting: one serial a tonne, none split.

    >>> serial_ranges(first=101.0, amounts=np.array([10.0, 5.0])).lasts.tolist()
    [110.0, 115.0]
    """
    begin, each = above_zero("first", whole("first", first)), _whole_tonnes("amounts", amounts)
    if (each < 1).any():
        raise ValueError("amounts holds a zero: a credit is one tonne, and none is split.")
    lasts = begin - 1 + np.cumsum(each)
    return SerialRanges(firsts=lasts - each + 1, lasts=lasts)


def _whole_tonnes(name: str, values: Array) -> Array:
    """The array of whole tonnes, each zero or more."""
    checked = numbers_not_negative(name, values)
    if (checked != np.round(checked)).any():
        raise ValueError(f"{name} holds a part of a tonne: give whole tonnes.")
    return checked
