"""How sure a change from one year to another is, where both were made with the same factors."""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.distributions import HALF_RANGE
from dure.engines.inventory.uncertainty import Propagated
from dure.engines.refusals import Array, numbers, numbers_above_zero, same_length


@dataclass(frozen=True)
class Trend:
    """A change in a hundred of the base, its standard deviation in points, and its 95 % range."""

    change_percent: float
    deviation_percent: float
    low_percent: float
    high_percent: float


def drawn_trend(*, base: Array, now: Array) -> Trend:
    """The change between two outputs from their draws: draw by draw, so that what errs alike cancels out.

    Arguments
        base               (draw,)  any:a    draws of the base year, all above zero
        now                (draw,)  any:a    the same draws of the later year
    Returns
        change_percent     scalar   percent  mean of the draws
        deviation_percent  scalar   percent  points, not negative
        low_percent        scalar   percent  2.5th percentile
        high_percent       scalar   percent  97.5th percentile
    Raises
        ShapeError  the draws differ in number.
        ValueError  a draw of the base is not above zero.
    Source
        IPCC 2006, Vol. 1, Ch. 3, Approach 2.

    >>> drawn_trend(base=np.array([100.0, 110.0]), now=np.array([80.0, 88.0])).change_percent
    -20.0
    """
    same_length("base", numbers_above_zero("base", base), "now", numbers("now", now, least=2))
    changes = 100 * (now - base) / base
    low, high = np.quantile(changes, [0.025, 0.975])
    return Trend(float(changes.mean()), float(changes.std(ddof=1)), float(low), float(high))


def trend_of(answer: Propagated, *, base: int, now: int) -> Trend:
    """The change between two outputs, in which what is wrong alike in both years cancels out.

    First order: products of errors are counted once for each year, and rows on their own err anew each year.

    Arguments
        answer             (output,)  any:a    as `propagated` gives it
        base               scalar     1        the output of the base year, above zero in the books
        now                scalar     1        the output of the later year
    Returns
        change_percent     scalar     percent  in a hundred of the base
        deviation_percent  scalar     percent  points, not negative
        low_percent        scalar     percent  points
        high_percent       scalar     percent  points
    Raises
        ValueError  the base is not above zero.
    Source
        IPCC 2006, Vol. 1, Ch. 3, section 3.2.2.2 (trend), with groups in place of type A and B sensitivities.

    >>> from scipy import sparse
    >>> one, none = sparse.csr_matrix(np.array([[5.0], [4.0]])), sparse.csr_matrix((2, 1))
    >>> both = Propagated(np.array([100.0, 80.0]), np.array([100.0, 80.0]), np.array([5.0, 4.0]),
    ...                   none, one, np.zeros(2), np.zeros(2))
    >>> found = trend_of(both, base=0, now=1)
    >>> found.change_percent, round(found.deviation_percent, 9)
    (-20.0, 0.0)
    """
    first, later = float(answer.value[base]), float(answer.value[now])
    if first <= 0:
        raise ValueError(f"The base is {first}: a change in percent needs a base above zero.")
    variance = 0.0
    for table in (answer.by_activity, answer.by_factor):
        off = table[now].toarray() - table[base].toarray() * (later / first)
        variance += float((off**2).sum())
    rest = answer.products + answer.rest
    variance += float(rest[now] + rest[base] * (later / first) ** 2)
    change, deviation = 100 * (later - first) / first, 100 * float(np.sqrt(variance)) / first
    half = HALF_RANGE * deviation
    return Trend(change, deviation, change - half, change + half)
