"""Answers of a survey, weighed so that they stand for the people who were not asked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dure.engines.refusals import (
    Array,
    ShapeError,
    above_zero,
    numbers_not_negative,
    same_length,
    table,
    whole,
)

# The quantile of the normal distribution for 95 % on both sides.
NORMAL_95 = 1.959963984540054
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Raked:
    """A weight for each answer, and what weighing costs in certainty."""

    weights: Array
    effective_answers: float
    rounds: int
    furthest_gap: float


@dataclass(frozen=True)
class WeighedShare:
    """A share of the people, with how far it may be off by chance alone."""

    share_percent: float
    within_points: float
    effective_answers: float


def raked(*, groups: Array, targets: Array, tolerance: float, most_rounds: float) -> Raked:
    """Weights that make the answers match what is known of all people, trait after trait.

    Each trait (age band, neighbourhood, sex) splits the answers into groups. Weights are scaled group by
    group until every trait has its known shares. One trait alone is post-stratification and takes one round.
    It ends within the tolerance or refuses: weights that do not settle are no weights. The mean weight is 1.

    Arguments
        groups             (trait, answer)  1  the group of each answer, numbered from 0 in each trait
        targets            (trait, group)   1  share of all people in each group; NaN after a trait's last one
        tolerance          scalar           1  the furthest a share may stay from its target, above zero
        most_rounds        scalar           1  whole number of rounds after which it gives up, above zero
    Returns
        weights            (answer,)        1  above zero or zero, one on average
        effective_answers  scalar           1  unweighted answers that would be as certain (Kish)
        rounds             scalar           1  rounds it took
        furthest_gap       scalar           1  the largest distance of a share from its target
    Raises
        ShapeError  groups and targets differ in traits, or there is no answer.
        ValueError  shares of a trait do not add up to one, an answer's group has no target, a group that has
                    people has no answers, or the weights do not settle.
    Source
        Deming, W. E., Stephan, F. F. (1940), Annals of Mathematical Statistics 11, 427-444,
        doi:10.1214/aoms/1177731829. Effective number of answers: Kish, L. (1965), Survey Sampling.

    >>> one_trait = raked(groups=np.array([[0.0, 0.0, 0.0, 1.0]]), targets=np.array([[0.5, 0.5]]),
    ...                   tolerance=1e-9, most_rounds=10)
    >>> [round(float(each), 3) for each in one_trait.weights], one_trait.effective_answers
    ([0.667, 0.667, 0.667, 2.0], 3.0)
    """
    codes = table("groups", groups).astype(np.int64)
    wanted = _wanted(codes, np.asarray(targets, dtype=np.float64))
    least, most = above_zero("tolerance", tolerance), whole("most_rounds", above_zero("rounds", most_rounds))
    count = codes.shape[1]
    weights = np.ones(count)
    gap, rounds = _furthest(weights, codes, wanted), 0
    while gap > least and rounds < most:
        for own, shares in zip(codes, wanted, strict=True):
            held = np.bincount(own, weights=weights, minlength=len(shares)) / count
            factors = np.divide(shares, held, out=np.zeros_like(shares), where=held > 0)
            weights = weights * factors[own]
        gap, rounds = _furthest(weights, codes, wanted), rounds + 1
    if gap > least:
        raise ValueError(
            f"The weights do not settle: a share is still {gap:.2g} off after {rounds} rounds. Join small"
            " groups, or leave a trait out."
        )
    return Raked(weights, _effective(weights), rounds, gap)


def weighed_share(*, said_yes: Array, weights: Array) -> WeighedShare:
    """The share of the people who would say yes, with its range by chance at 95 %.

    The range tells nothing of who did not answer at all: a survey that anyone may join is not a random one,
    and weighing mends only the traits that were weighed.

    Arguments
        said_yes           (answer,)  1        1 for yes, 0 for no
        weights            (answer,)  1        not negative, not all zero
    Returns
        share_percent      scalar     percent  the weighed share
        within_points      scalar     percent  half the width of the range, in points of percent
        effective_answers  scalar     1        unweighted answers that would be as certain
    Raises
        ShapeError  the two differ in length.
        ValueError  an answer is neither 0 nor 1, a weight is negative, or all weights are zero.
    Source
        Ratio of weighed sums; normal approximation with Kish's effective number of answers.

    >>> share = weighed_share(said_yes=np.array([1.0, 1.0, 1.0, 0.0]), weights=np.ones(4))
    >>> share.share_percent, round(share.within_points, 1)
    (75.0, 42.4)
    """
    yes = numbers_not_negative("said_yes", said_yes)
    weighed = numbers_not_negative("weights", weights)
    same_length("said_yes", yes, "weights", weighed)
    if not np.isin(yes, (0.0, 1.0)).all():
        raise ValueError("said_yes holds something else than 0 and 1: give 1 for yes and 0 for no.")
    if not weighed.sum():
        raise ValueError("weights are all zero: give at least one above zero.")
    share, answers = float((yes * weighed).sum() / weighed.sum()), _effective(weighed)
    spread = NORMAL_95 * float(np.sqrt(share * (1 - share) / answers))
    return WeighedShare(100 * share, 100 * spread, answers)


def _wanted(codes: Codes, targets: Array) -> list[Array]:
    """The known shares of each trait, checked against the answers."""
    if targets.ndim != 2 or len(targets) != len(codes):
        raise ShapeError(f"targets has shape {targets.shape}: give a row for each of {len(codes)} traits.")
    wanted = []
    for trait, (own, row) in enumerate(zip(codes, targets, strict=True)):
        shares = numbers_not_negative(f"targets of trait {trait}", row[~np.isnan(row)])
        if abs(shares.sum() - 1) > 1e-9:
            raise ValueError(f"The shares of trait {trait} add up to {shares.sum()}: give shares of one.")
        if own.min() < 0 or own.max() >= len(shares):
            raise ValueError(f"An answer's group of trait {trait} has no target: give each group its share.")
        empty = np.flatnonzero((np.bincount(own, minlength=len(shares)) == 0) & (shares > 0))
        if len(empty):
            raise ValueError(
                f"Nobody of group {empty[0]} of trait {trait} answered, so nobody can stand for it: join it"
                " with a group like it."
            )
        wanted.append(shares)
    return wanted


def _furthest(weights: Array, codes: Codes, wanted: list[Array]) -> float:
    """The largest distance of a share from its target."""
    gaps = [
        np.abs(np.bincount(own, weights=weights, minlength=len(shares)) / codes.shape[1] - shares).max()
        for own, shares in zip(codes, wanted, strict=True)
    ]
    return float(max(gaps))


def _effective(weights: Array) -> float:
    """Kish's effective number: the square of the sum over the sum of squares."""
    return float(weights.sum() ** 2 / (weights**2).sum())
