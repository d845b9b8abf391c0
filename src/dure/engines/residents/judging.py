"""Judging entries by criteria: totals over the members of a jury, ranks with a tie rule, prizes by rank."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from dure.engines.refusals import Array, ShapeError, numbers_not_negative
from dure.engines.residents.decimals import exact
from dure.engines.residents.exchange import shared_out

Table = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """The mean of each entry by criterion, its weighted total, and its rank; NaN and 0 where it has none."""

    by_criterion: Table
    total: Array
    rank: Array


@dataclass(frozen=True)
class PrizesByRank:
    """What each entry is paid."""

    amounts: Array


def judged(*, scores: Table, weights: Array, least_jurors: float) -> Judged:
    """Ranks of entries that a jury has scored. Whoever may not score an entry is left out of its mean.

    An entry's mark for a criterion is the mean over those who scored it; its total is the mean of the marks
    by weight. Among equal totals the higher mark in the first criterion is ahead, then in the second, and so
    on. Who is equal in all of them shares the rank, and the next rank is so much later. Reckoned in whole
    fractions: no rounding makes or breaks a tie.

    Arguments
        scores        (entry, juror, criterion)  1  not negative; NaN where a juror gave none
        weights       (criterion,)               1  not negative, not all zero
        least_jurors  scalar                     1  a whole number of jurors, 1 or more
    Returns
        by_criterion  (entry, criterion)  1  the mean mark; NaN where too few have scored
        total         (entry,)            1  the weighted mean; NaN where too few have scored
        rank          (entry,)            1  1 for the first; 0 where too few have scored
    Raises
        ShapeError  scores has not three dimensions, or weights not one for each criterion.
        ValueError  a score is negative or infinite, a juror scored an entry in part, weights are all zero,
                    or least_jurors is not a whole number of 1 or more.
    Source
        Standard competition ranking (1, 2, 2, 4); the order of criteria as tie rule is this project's.

    >>> judged(scores=np.array([[[3.0, 2.0]], [[2.0, 3.0]]]), weights=np.array([1.0, 1.0]),
    ...        least_jurors=1).rank
    array([1., 2.])
    """
    _check(scores, weights, least_jurors)
    shares = [exact(each) for each in numbers_not_negative("weights", weights)]
    marks = [_marks(entry, least=int(least_jurors)) for entry in scores]
    totals = [_weighed(row, shares) if row else None for row in marks]
    keys = {
        n: (total, *row)
        for n, (total, row) in enumerate(zip(totals, marks, strict=True))
        if total is not None
    }
    ranks = [
        1 + sum(other > keys[n] for other in keys.values()) if n in keys else 0 for n in range(len(marks))
    ]
    blank = [np.nan] * scores.shape[2]
    return Judged(
        np.array([[float(each) for each in row] if row else blank for row in marks], dtype=np.float64),
        np.array([np.nan if total is None else float(total) for total in totals], dtype=np.float64),
        np.array(ranks, dtype=np.float64),
    )


def prizes_by_rank(*, rank: Array, prizes: Array) -> PrizesByRank:
    """What each entry is paid: the prize of its rank; who shares ranks shares their prizes alike.

    Entries on the same rank take the prizes of all the places that they fill, and each gets an equal part;
    what does not divide goes, one by one, to the entries that stand earlier in the list.

    Arguments
        rank    (entry,)  1      as `judged` gives it; 0 where an entry has none
        prizes  (place,)  any:a  whole numbers, the first prize first
    Returns
        amounts  (entry,)  any:a  whole numbers; in all no more than the prizes
    Raises
        ValueError  a rank or a prize is negative or not whole.
    Source
        A rule of this project; Hamilton's method of the largest remainder for what does not divide.

    >>> prizes_by_rank(rank=np.array([2.0, 1.0, 2.0]), prizes=np.array([500.0, 300.0, 100.0])).amounts
    array([200., 500., 200.])
    """
    places, amounts = (
        numbers_not_negative("rank", rank, least=0),
        numbers_not_negative("prizes", prizes, least=0),
    )
    if (places != np.round(places)).any() or (amounts != np.round(amounts)).any():
        raise ValueError("rank and prizes are counts: give whole numbers.")
    paid = np.zeros(len(places))
    for place in np.unique(places[places > 0]).astype(int):
        here = np.flatnonzero(places == place)
        pool = float(amounts[place - 1 : place - 1 + len(here)].sum())
        paid[here] = shared_out(total=pool, weights=np.ones(len(here))).parts
    assert paid.sum() <= amounts.sum()
    return PrizesByRank(paid)


def _check(scores: Table, weights: Array, least_jurors: float) -> None:
    if scores.ndim != 3 or scores.shape[2] != len(weights):
        raise ShapeError(
            f"scores has the shape {scores.shape} and weights {weights.shape}: give (entry, juror, "
            "criterion) and one weight for each criterion."
        )
    given = np.isfinite(scores)
    if not (given | np.isnan(scores)).all() or (scores[given] < 0).any():
        raise ValueError("scores holds a negative or infinite one: give zero or more, or NaN for none.")
    if (given.any(axis=2) != given.all(axis=2)).any():
        raise ValueError("scores has a juror with some criteria only: give all of them, or NaN for all.")
    if not (numbers_not_negative("weights", weights) > 0).any():
        raise ValueError("weights are all zero: give at least one above zero.")
    if least_jurors < 1 or least_jurors != round(least_jurors):
        raise ValueError(f"least_jurors is {least_jurors}: give a whole number, 1 or more.")


def _marks(entry: Table, *, least: int) -> list[Fraction]:
    """The mean mark by criterion over those who scored; empty where they are too few."""
    told = [row for row in entry if np.isfinite(row).all()]
    if len(told) < least:
        return []
    return [sum((exact(row[n]) for row in told), Fraction(0)) / len(told) for n in range(entry.shape[1])]


def _weighed(marks: list[Fraction], shares: list[Fraction]) -> Fraction:
    whole = sum(shares, Fraction(0))
    return sum((mark * share for mark, share in zip(marks, shares, strict=True)), Fraction(0)) / whole
