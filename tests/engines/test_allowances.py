"""Allowances: nothing is lost between lots, limits are whole tonnes, and published years close."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines import allowances

TONNES = st.integers(0, 2_000_000)


def test_a_published_year_closes_to_the_tonne() -> None:
    closed = allowances.year_closes(
        came_in=np.array([51_290.0, 29_857.0, 4_753.0]), went_out=np.array([50_000.0, 35_900.0]), left=0.0
    )
    assert (closed.left, closed.gap) == (0, 0)
    assert allowances.year_balance(holding=1_312_000, verified=1_177_000).surplus == 135_000


def test_a_year_that_does_not_close_says_by_how_much() -> None:
    closed = allowances.year_closes(came_in=np.array([100.0]), went_out=np.array([60.0]), left=39.0)
    assert (closed.left, closed.gap) == (40, -1)


def test_the_published_carry_over_lies_within_its_limit() -> None:
    limit = allowances.carry_over_limit(sold=35_900, bought=0, times=2)
    assert limit.limit == 71_800
    assert limit.limit >= 50_000


def test_whoever_bought_more_than_they_sold_carries_nothing_over() -> None:
    assert allowances.carry_over_limit(sold=10, bought=11, times=3).limit == 0


def test_half_of_what_was_borrowed_is_taken_off_the_next_years_percentage() -> None:
    first = allowances.borrowing_limit(due=1_000_000, limit_percent=15, borrowed=150_000)
    assert (first.limit, first.next_percent) == (150_000, 7.5)
    assert allowances.borrowing_limit(due=1_001, limit_percent=15, borrowed=0).limit == 150


@given(st.lists(TONNES, min_size=1, max_size=12), st.integers(0, 30_000_000))
def test_what_is_taken_of_lots_is_what_was_wanted_and_nothing_is_lost(lots: list[int], wanted: int) -> None:
    there = np.array(lots, dtype=float)
    if wanted > sum(lots):
        with pytest.raises(ValueError, match="take at most that"):
            allowances.first_in_first_out(lots=there, wanted=wanted)
        return
    answer = allowances.first_in_first_out(lots=there, wanted=wanted)
    assert answer.taken.sum() == wanted
    assert ((answer.taken + answer.left) == there).all()
    # A later lot is touched only where every earlier one is used up.
    touched = np.flatnonzero(answer.taken)
    assert not len(touched) or (answer.left[: touched[-1]] == 0).all()


@given(st.lists(st.tuples(TONNES, st.integers(0, 90_000), st.booleans()), min_size=1), st.integers(0, 90_000))
def test_proceeds_are_tonnes_times_price_and_unknown_cost_brings_no_gain(
    lots: list[tuple[int, int, bool]], price: int
) -> None:
    taken, prices, priced = (np.array(each, dtype=float) for each in zip(*lots, strict=True))
    sale = allowances.sale_of_lots(taken=taken, prices=prices, priced=priced, price=price)
    assert sale.proceeds == sum(t for t, _p, _k in lots) * price
    assert sale.gain == sum(t * (price - p) for t, p, known in lots if known)
    assert sale.unpriced == sum(t for t, _p, known in lots if not known)


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_no_serial_is_given_twice_and_none_is_left_out(first: int, amounts: list[int]) -> None:
    ranges = allowances.serial_ranges(first=first, amounts=np.array(amounts, dtype=float))
    assert ranges.firsts[0] == first
    assert ranges.lasts[-1] == first + sum(amounts) - 1
    assert (ranges.firsts[1:] == ranges.lasts[:-1] + 1).all()


def test_a_part_of_a_tonne_is_refused() -> None:
    with pytest.raises(ValueError, match="whole"):
        allowances.first_in_first_out(lots=np.array([1.5]), wanted=1)
    with pytest.raises(ValueError, match="none is split"):
        allowances.serial_ranges(first=1, amounts=np.array([0.0]))
    with pytest.raises(ValueError, match="at most the limit"):
        allowances.borrowing_limit(due=100, limit_percent=15, borrowed=16)
    with pytest.raises(ValueError, match="what else came in"):
        allowances.year_closes(came_in=np.array([1.0]), went_out=np.array([2.0]), left=0)
    with pytest.raises(ValueError, match="0 to 100"):
        allowances.borrowing_limit(due=100, limit_percent=150, borrowed=0)
    with pytest.raises(ValueError, match="0 and 1"):
        allowances.sale_of_lots(
            taken=np.array([1.0]), prices=np.array([1.0]), priced=np.array([0.5]), price=1
        )
