"""Less waste, prices that jump, and how much counts by its evidence."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import (
    counted_by_evidence,
    is_sampled,
    key_commitment,
    less_waste,
    price_jump,
)

KEY = b"k" * 32
# Scales weigh in grams.
KG = st.integers(0, 10_000_000).map(lambda grams: grams / 1_000)


def waste(last: float, this: float, *, lived: float = 31.0, then: float = 62.0, now: float = 62.0) -> float:
    return less_waste(
        last_year_kg=last, this_year_kg=this, last_year_person_days=then, this_year_person_days=now,
        days_lived_last_year=lived, least_days=28.0,
    ).cut_percent  # fmt: skip


def test_the_goal_of_the_published_app_is_three_percent() -> None:
    # 3 % less household waste a year: 29.1 kg in a month that had 30.
    assert waste(30.0, 29.1) == 3.0


def test_a_larger_household_is_not_punished() -> None:
    assert waste(30.0, 45.0, then=60.0, now=90.0) == 0.0
    assert waste(30.0, 31.0, then=60.0, now=90.0) > 0


def test_who_moved_in_since_has_no_baseline_yet() -> None:
    answer = less_waste(
        last_year_kg=30.0, this_year_kg=1.0, last_year_person_days=54.0, this_year_person_days=62.0,
        days_lived_last_year=27.0, least_days=28.0,
    )  # fmt: skip
    assert not answer.comparable
    assert np.isnan(answer.cut_kg)


@given(KG, KG, KG)
def test_less_waste_is_never_a_smaller_cut(last: float, this: float, less: float) -> None:
    more, fewer = waste(last, this), waste(last, max(this - less, 0.0))
    assert np.isnan(more) == np.isnan(fewer)
    assert np.isnan(more) or fewer >= more


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [(150, 1_500, True), (150, 1_499, False), (1_500, 150, True), (1_500, 151, False), (0, 0, False),
     (0, 5, True), (5, 0, True), (0.1, 1.0, True)],
)  # fmt: skip
def test_a_jump_of_ten_times_asks_either_way(before: float, after: float, asks: bool) -> None:
    assert price_jump(before_krw=before, after_krw=after, times=10.0).asks is asks


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_there_and_back_asks_alike(one: float, other: float) -> None:
    there = price_jump(before_krw=one, after_krw=other, times=10.0)
    assert there.asks == price_jump(before_krw=other, after_krw=one, times=10.0).asks


@given(st.floats(0, 1e6), st.floats(0, 100), st.floats(0, 1e6), st.floats(0, 1e6))
def test_what_counts_and_what_does_not_are_what_was_said(
    said: float, share: float, cap: float, before: float
) -> None:
    answer = counted_by_evidence(amount=said, share_percent=share, cap=cap, counted_before=before)
    assert answer.counted + answer.discounted + answer.above_cap == pytest.approx(said)
    assert answer.counted + before <= max(cap, before) * (1 + 1e-12)


def test_a_cap_of_the_published_scheme_hit_on_the_way_counts_the_rest() -> None:
    # 70,000 won a person and year; 69,950 are paid, a tumbler earns 300.
    answer = counted_by_evidence(amount=300.0, share_percent=100.0, cap=70_000.0, counted_before=69_950.0)
    assert (answer.counted, answer.above_cap) == (50, 250)


@given(st.text(max_size=20), st.fractions(0, 1), st.fractions(0, 1))
def test_who_is_looked_at_at_a_small_share_is_looked_at_at_a_larger(
    event: str, one: Fraction, other: Fraction
) -> None:
    event = event.encode("utf-8", "ignore").decode()
    low, high = sorted((one, other))
    if is_sampled(event, key=KEY, purpose="review", share=low):
        assert is_sampled(event, key=KEY, purpose="review", share=high)


def test_a_tenth_is_a_tenth_and_a_second_look_is_another_draw() -> None:
    share = Fraction(1, 10)
    first = [is_sampled(f"e{n}", key=KEY, purpose="review", share=share) for n in range(20_000)]
    second = [is_sampled(f"e{n}", key=KEY, purpose="second review", share=share) for n in range(20_000)]
    # Four standard deviations of 20,000 draws at a tenth are 170, of both at a hundredth 56.
    assert abs(sum(first) - 2_000) < 170
    assert abs(sum(a and b for a, b in zip(first, second, strict=True)) - 200) < 56


def test_another_key_draws_others_and_its_digest_does_not_tell_it() -> None:
    share = Fraction(1, 2)
    one = [is_sampled(f"e{n}", key=KEY, purpose="review", share=share) for n in range(64)]
    assert one != [is_sampled(f"e{n}", key=b"l" * 32, purpose="review", share=share) for n in range(64)]
    assert key_commitment(KEY) != key_commitment(b"l" * 32)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="guessed"):
        is_sampled("e", key=b"short", purpose="review", share=Fraction(1))
    with pytest.raises(ValueError, match="0 to 1"):
        is_sampled("e", key=KEY, purpose="review", share=Fraction(2))
    with pytest.raises(ValueError, match="0 to 100"):
        counted_by_evidence(amount=1.0, share_percent=101.0, cap=1.0, counted_before=0.0)
    with pytest.raises(ValueError, match="more than one"):
        price_jump(before_krw=1.0, after_krw=1.0, times=1.0)
    with pytest.raises(ValueError, match="more than zero"):
        waste(1.0, 1.0, now=0.0)
    with pytest.raises(ValueError, match="look at the units"):
        waste(5e-324, 1e4)
    with pytest.raises(ValueError, match="look at the units"):
        price_jump(before_krw=5e-324, after_krw=1e4, times=10.0)
