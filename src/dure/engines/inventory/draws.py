"""Draws: the same numbers for the same seed, spread so evenly that few of them tell much."""

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import ndtri

from dure.engines.refusals import Array

# Beyond so many groups for each draw, no way of drawing leaves them uncorrelated.
MOST_GROUPS_A_DRAW = 0.8


def even_shares(groups: int, *, draws: int, seed: int) -> Array:
    """For each group as many shares between 0 and 1 as there are draws, one in each of `draws` equal strata.

    Strata are shuffled, and then shuffled once more so that no two groups rise and fall together by chance.

    Arguments
        groups  scalar         1  a whole number, zero or more
        draws   scalar         1  a whole number, at least 2
        seed    scalar         1  a whole number, zero or more
    Returns
        shares  (group, draw)  1  above 0 and below 1
    Raises
        ValueError  draws is below 2.
    Source
        Latin hypercube sampling (McKay, Beckman and Conover, 1979, doi:10.1080/00401706.1979.10489755) with
        correlations taken out by rank (Iman and Conover, 1982, doi:10.1080/03610918208812265).

    >>> sorted((even_shares(1, draws=4, seed=1)[0] * 4).astype(int).tolist())
    [0, 1, 2, 3]
    """
    if draws < 2:
        raise ValueError(f"draws is {draws}: give at least 2.")
    random = np.random.default_rng(seed)
    strata = random.permuted(np.broadcast_to(np.arange(draws), (groups, draws)), axis=1)
    if 1 < groups <= MOST_GROUPS_A_DRAW * draws:
        for _ in range(2):
            strata = _uncorrelated(strata, draws=draws)
    return (strata + random.uniform(1e-9, 1 - 1e-9, (groups, draws))) / draws


def _uncorrelated(strata: Array, *, draws: int) -> Array:
    """The same strata of each group in an order in which ranks of different groups do not go together."""
    scores: Array = ndtri((np.arange(draws) + 0.5) / draws)[strata.astype(np.int64)]
    lower = np.linalg.cholesky(scores @ scores.T / draws + 1e-9 * np.eye(len(strata)))
    apart = solve_triangular(lower, scores, lower=True)
    ranks: Array = np.empty_like(apart)
    np.put_along_axis(ranks, np.argsort(apart, axis=1), np.arange(draws, dtype=np.float64)[None, :], axis=1)
    return ranks
