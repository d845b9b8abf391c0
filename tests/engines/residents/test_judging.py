"""Juries: means over those who may score, ties by the order of criteria, prizes that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import judged, prizes_by_rank

NONE = (np.nan, np.nan)
EVEN = np.array([1.0, 1.0])


def test_whoever_may_not_score_an_entry_is_left_out_of_its_mean() -> None:
    scores = np.array([[(4.0, 2.0), NONE, (5.0, 3.0)], [(3.0, 3.0), (3.0, 4.0), (3.0, 3.0)]])
    told = judged(scores=scores, weights=np.array([2.0, 1.0]), least_jurors=2)
    assert told.by_criterion.tolist() == [[4.5, 2.5], [3.0, pytest.approx(10 / 3)]]
    assert told.total.tolist() == pytest.approx([23 / 6, 28 / 9])
    assert told.rank.tolist() == [1.0, 2.0]


def test_equal_totals_are_ordered_by_the_first_criterion_and_then_share_a_rank() -> None:
    scores = np.array([[(2.0, 4.0)], [(4.0, 2.0)], [(2.0, 4.0)], [(1.0, 1.0)]])
    told = judged(scores=scores, weights=EVEN, least_jurors=1)
    assert told.rank.tolist() == [2.0, 1.0, 2.0, 4.0]
    assert prizes_by_rank(rank=told.rank, prizes=np.array([1000.0, 501.0, 200.0])).amounts.tolist() == [
        351.0, 1000.0, 350.0, 0.0,
    ]  # fmt: skip


def test_thirds_that_a_machine_rounds_differently_are_still_a_tie() -> None:
    scores = np.array([[(0.1, 0.3)], [(0.1, 0.3)]])
    assert judged(scores=scores, weights=np.array([0.1, 0.2]), least_jurors=1).rank.tolist() == [1.0, 1.0]


def test_an_entry_that_too_few_have_scored_has_no_rank_and_no_prize() -> None:
    told = judged(
        scores=np.array([[(5.0, 5.0), NONE], [(1.0, 1.0), (1.0, 1.0)]]), weights=EVEN, least_jurors=2
    )
    assert told.rank.tolist() == [0.0, 1.0]
    assert np.isnan(told.total[0])
    assert prizes_by_rank(rank=told.rank, prizes=np.array([9.0, 1.0])).amounts.tolist() == [0.0, 9.0]


@given(
    st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=1, max_size=7),
    st.lists(st.integers(0, 10**6), max_size=5),
)
def test_prizes_are_never_more_than_there_are_and_equal_ranks_differ_by_one_at_most(
    marks: list[list[int]], prizes: list[int]
) -> None:
    told = judged(scores=np.array(marks, dtype=float)[:, None, :], weights=EVEN, least_jurors=1)
    paid = prizes_by_rank(rank=told.rank, prizes=np.array(prizes, dtype=float)).amounts
    filled = min(len(marks), len(prizes))
    assert paid.sum() == sum(prizes[:filled])
    for rank in set(told.rank):
        assert np.ptp(paid[told.rank == rank]) <= 1


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ShapeError, match="one weight for each"):
        judged(scores=np.ones((1, 1, 2)), weights=np.array([1.0]), least_jurors=1)
    with pytest.raises(ValueError, match="some criteria only"):
        judged(scores=np.array([[(1.0, np.nan)]]), weights=EVEN, least_jurors=1)
    with pytest.raises(ValueError, match="negative"):
        judged(scores=-np.ones((1, 1, 2)), weights=EVEN, least_jurors=1)
    with pytest.raises(ValueError, match="whole numbers"):
        prizes_by_rank(rank=np.array([1.0]), prizes=np.array([0.5]))
