"""Uncertain amounts: what a stated range means, as a distribution around the value in the books.

Every amount is relative to its value in the books, which is 1. Two bounds say how far off it may be: for
`normal` and `lognormal` they hold 95 % of it, for `triangular` and `uniform` all of it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from dure.engines.refusals import Array, ShapeError

KINDS = ("normal", "lognormal", "triangular", "uniform")
# Half of the 95 % range of a normal distribution, in standard deviations.
HALF_RANGE = float(ndtri(0.975))


@dataclass(frozen=True, eq=False)
class Uncertain:
    """Uncertain amounts, one in each row: kind, bounds relative to the books, and the group it errs with.

    Rows with the same group number are one variable: where one is too high, all are, each by its own range.
    """

    kind: npt.NDArray[np.str_]
    low: Array
    high: Array
    group: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Moments:
    """Mean and standard deviation of uncertain amounts, relative to the books."""

    mean: Array
    deviation: Array


def moments(amounts: Uncertain) -> Moments:
    """Mean and standard deviation of each uncertain amount.

    Where a range leans to one side its mean is not 1: the books then keep a value that is not the mean.

    Arguments
        amounts    (amount,)  1  bounds around 1; above zero for lognormal
    Returns
        mean       (amount,)  1  relative to the books
        deviation  (amount,)  1  not negative
    Raises
        ShapeError  the columns differ in length.
        ValueError  a kind is unknown, bounds are out of order, do not hold 1, or do not fit the kind.
    Source
        Moments of the four distributions; a lognormal's from its 2.5th and 97.5th percentiles.

    >>> one = Uncertain(np.array(["uniform"]), np.array([0.7]), np.array([1.3]), np.array([0]))
    >>> moments(one).mean.tolist(), moments(one).deviation.round(4).tolist()
    ([1.0], [0.1732])
    """
    _refuse_misfits(amounts)
    low, high = amounts.low, amounts.high
    mean, deviation = (low + high) / 2, (high - low) / (2 * HALF_RANGE)
    is_lognormal = amounts.kind == "lognormal"
    middle, spread = _logs(amounts)
    mean = np.where(is_lognormal, np.exp(middle + spread**2 / 2), mean)
    deviation = np.where(is_lognormal, mean * np.sqrt(np.expm1(spread**2)), deviation)
    is_triangular = amounts.kind == "triangular"
    mean = np.where(is_triangular, (low + 1 + high) / 3, mean)
    corners = low**2 + 1 + high**2 - low - high - low * high
    deviation = np.where(is_triangular, np.sqrt(np.maximum(corners, 0) / 18), deviation)
    deviation = np.where(amounts.kind == "uniform", (high - low) / np.sqrt(12), deviation)
    return Moments(mean=mean, deviation=deviation)


def values_at(amounts: Uncertain, *, shares: Array) -> Array:
    """Each amount at given shares of its distribution: the value that so many are below.

    Arguments
        amounts  (amount,)       1  bounds around 1
        shares   (amount, draw)  1  above 0 and below 1
    Returns
        values   (amount, draw)  1  relative to the books
    Raises
        ShapeError  the columns differ in length.
        ValueError  a kind is unknown, or bounds do not fit the kind.
    Source
        Inverse distribution functions.

    >>> one = Uncertain(np.array(["triangular"]), np.array([0.0]), np.array([2.0]), np.array([0]))
    >>> values_at(one, shares=np.array([[0.5, 0.125]])).tolist()
    [[1.0, 0.5]]
    """
    _refuse_misfits(amounts)
    values = np.empty_like(shares)
    middle, spread = _logs(amounts)
    for kind in KINDS:
        rows = np.flatnonzero(amounts.kind == kind)
        if not len(rows):
            continue
        low, high, share = amounts.low[rows, None], amounts.high[rows, None], shares[rows]
        if kind == "normal":
            values[rows] = (low + high) / 2 + (high - low) / (2 * HALF_RANGE) * ndtri(share)
        elif kind == "lognormal":
            values[rows] = np.exp(middle[rows, None] + spread[rows, None] * ndtri(share))
        elif kind == "uniform":
            values[rows] = low + (high - low) * share
        else:
            values[rows] = _triangular(low, high, share)
    return values


def _triangular(low: Array, high: Array, share: Array) -> Array:
    """Values of triangles whose tip is at 1."""
    width = np.where(high > low, high - low, 1.0)
    rising = low + np.sqrt(share * width * (1 - low))
    falling = high - np.sqrt((1 - share) * width * (high - 1))
    return np.where(share * width < 1 - low, rising, falling)


def _logs(amounts: Uncertain) -> tuple[Array, Array]:
    """Middle and spread of the logarithm of each lognormal amount; zero for the others."""
    logs = amounts.kind == "lognormal"
    low, high = np.log(np.where(logs, amounts.low, 1.0)), np.log(np.where(logs, amounts.high, 1.0))
    return (low + high) / 2, (high - low) / (2 * HALF_RANGE)


def _refuse_misfits(amounts: Uncertain) -> None:
    """Refuse bounds that are no range of their kind around 1."""
    if not len(amounts.kind) == len(amounts.low) == len(amounts.high) == len(amounts.group):
        raise ShapeError("kind, low, high and group have different lengths: give as many of each.")
    low, high = amounts.low, amounts.high
    wrong = {
        f"has a kind other than {', '.join(KINDS)}": ~np.isin(amounts.kind, KINDS),
        "has bounds that do not enclose the value in the books, 1": ~((low <= 1) & (high >= 1)),
        "is infinite": ~(np.isfinite(low) & np.isfinite(high)),
        "is lognormal with a bound at or below zero": (amounts.kind == "lognormal") & (low <= 0),
        "is normal with bounds that are not equally far from 1": (amounts.kind == "normal")
        & (np.abs(low + high - 2) > 1e-9),
    }
    for what, rows in wrong.items():
        if rows.any():
            row = int(np.argmax(rows))
            raise ValueError(f"Amount {row + 1} ({low[row]} to {high[row]}) {what}: mend its range or kind.")
