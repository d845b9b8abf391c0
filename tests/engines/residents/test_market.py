"""A price paid by points and won, its refunds to the sources that paid, and an article's footprint."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import footprint_in_sum, refund_due, refund_shares, split_price


def test_points_pay_what_they_stand_for_and_won_pay_the_rest() -> None:
    answer = split_price(price_krw=12_000, points=5_000, krw_per_point=2.0)
    assert (answer.points, answer.by_points_krw, answer.rest_krw) == (5_000, 10_000, 2_000)
    # 6,000 points are enough for 12,000 won; the other 4,000 stay in the wallet.
    assert split_price(price_krw=12_000, points=10_000, krw_per_point=2.0).points == 6_000


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from([0.1, 0.3, 0.9, 1.0, 2.0, 7.5]))
def test_a_split_price_is_paid_exactly(price: int, points: int, rate: float) -> None:
    answer = split_price(price_krw=price, points=points, krw_per_point=rate)
    assert answer.by_points_krw + answer.rest_krw == price
    assert answer.points <= points
    assert answer.by_points_krw <= answer.points * rate + 1e-6


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6).filter(any), st.data())
def test_however_often_something_comes_back_no_source_gets_more_than_it_gave(
    paid: list[int], data: st.DataObject
) -> None:
    left = np.array(paid, dtype=float)
    while left.sum():
        now = data.draw(st.integers(1, int(left.sum())))
        parts = refund_shares(left_krw=left, refund_krw=now).parts
        assert parts.sum() == now
        assert (parts <= left).all()
        assert (np.abs(parts - now * left / left.sum()) < 1 + 1e-6).all()
        left = left - parts


def test_half_of_an_odd_sum_goes_up_for_whoever_paid() -> None:
    due = [refund_due(paid_krw=1_001, percent=each).refund_krw for each in (0, 50, 100)]
    assert due == [0, 501, 1_001]


def test_the_parts_of_a_footprint_add_up_as_decimals_do() -> None:
    assert footprint_in_sum(parts_kgco2e=np.array([0.1, 0.2, 0.7])).footprint_kgco2e == 1.0
    assert footprint_in_sum(parts_kgco2e=np.array([0.5, -0.2])).footprint_kgco2e == 0.3


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 100"):
        refund_due(paid_krw=10, percent=101)
    with pytest.raises(ValueError, match="are left"):
        refund_shares(left_krw=np.array([1.0, 2.0]), refund_krw=4)
    with pytest.raises(ValueError, match="more than zero"):
        split_price(price_krw=10, points=1, krw_per_point=0.0)
    with pytest.raises(ValueError, match="empty"):
        footprint_in_sum(parts_kgco2e=np.array([]))
