"""Points into won: caps pay the remainder, and parts make the whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import shared_out, won_for_points


def test_a_cap_hit_on_the_way_pays_the_rest_up_to_it() -> None:
    answer = won_for_points(points=20_000, krw_per_point=2.0, cap_krw=100_000.0, paid_before_krw=90_000.0)
    assert (answer.paid_krw, answer.above_cap_krw) == (10_000, 30_000)
    full = won_for_points(points=1, krw_per_point=2.0, cap_krw=100_000.0, paid_before_krw=100_000.0)
    assert (full.paid_krw, full.above_cap_krw) == (0, 2)


def test_points_worth_less_than_a_won_stay_points() -> None:
    answer = won_for_points(points=19, krw_per_point=0.1, cap_krw=100.0, paid_before_krw=0.0)
    assert (answer.paid_krw, answer.points_left) == (1, 9)


@given(
    st.integers(0, 10**7),
    st.sampled_from([0.1, 0.5, 1.0, 1.5, 2.0]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
def test_never_more_than_the_cap_is_paid(points: int, rate: float, cap: int, before: int) -> None:
    answer = won_for_points(points=points, krw_per_point=rate, cap_krw=cap, paid_before_krw=before)
    assert answer.paid_krw + before <= max(cap, before)
    worth = answer.paid_krw + answer.above_cap_krw
    assert worth <= points * rate + 1e-6
    assert points * rate - worth < 1
    assert answer.points_left * rate < 1


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=60).filter(any))
def test_the_parts_make_the_whole_and_nobody_is_more_than_one_off(total: int, weights: list[int]) -> None:
    parts = shared_out(total=total, weights=np.array(weights, dtype=float)).parts
    assert parts.sum() == total
    exact = np.array([total * each / sum(weights) for each in weights])
    assert (np.abs(parts - exact) < 1 + 1e-6).all()
    assert (parts[np.array(weights) == 0] == 0).all()


def test_the_sponsors_money_of_four_is_shared_to_the_won() -> None:
    # KRW 20,000,000 by 4 organisations, given out by the acts of three months.
    parts = shared_out(total=20_000_000, weights=np.array([7.0, 7.0, 7.0])).parts
    assert parts.tolist() == [6_666_667, 6_666_667, 6_666_666]


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="all zero"):
        shared_out(total=10, weights=np.zeros(3))
    with pytest.raises(ValueError, match="whole"):
        shared_out(total=10.5, weights=np.ones(3))
    with pytest.raises(ValueError, match="more than zero"):
        won_for_points(points=1, krw_per_point=0.0, cap_krw=1.0, paid_before_krw=0.0)
