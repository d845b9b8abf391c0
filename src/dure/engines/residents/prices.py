"""A store's price against the one before: a typing mistake asks for confirmation before it counts."""

from dataclasses import dataclass

from dure.engines.refusals import not_negative
from dure.engines.residents.decimals import exact, plain


@dataclass(frozen=True)
class PriceJump:
    """How many times as much the new price is, and whether to ask before it counts."""

    times_as_much: float
    asks: bool


def price_jump(*, before_krw: float, after_krw: float, times: float) -> PriceJump:
    """Whether a new price is so far from the one before that somebody should confirm it.

    It asks from the stated multiple on, upwards and downwards alike, and whenever a price of zero is left or
    reached: a price that was forgotten looks like that. It never refuses: a price may truly jump.

    Arguments
        before_krw     scalar  any:a  the price that holds, not negative
        after_krw      scalar  any:a  the price entered, not negative
        times          scalar  1      the multiple from which it asks, above one
    Returns
        times_as_much  scalar  1      after over before; NaN where the one before is zero
        asks           scalar  1      true where it has to be confirmed
    Raises
        ValueError  a price is negative, or the multiple is not above one.
    Source
        A slip of the decimal point or of the zero key is a factor of ten.

    >>> price_jump(before_krw=150.0, after_krw=1500.0, times=10.0)
    PriceJump(times_as_much=10.0, asks=True)
    """
    old, new = exact(not_negative("before_krw", before_krw)), exact(not_negative("after_krw", after_krw))
    if not times > 1:
        raise ValueError(f"times is {times}: give more than one.")
    most = exact(times)
    if not old or not new:
        return PriceJump(plain("times_as_much", new / old) if old else float("nan"), old != new)
    return PriceJump(plain("times_as_much", new / old), new >= most * old or old >= most * new)
