"""Tonnes of lines, won per tonne, harm and offset, and the year's ceiling."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.budget import ceiling_gap, offset_of_harm, quantify, won_per_tonne

amounts = st.floats(0, 1e6)


def _ranged(low: float, high: float) -> tuple[float, float]:
    return (low, high) if low <= high else (high, low)


def test_ten_thousand_cars_and_lamps_cut_what_was_published() -> None:
    factors = np.array([1.603, 0.109])
    answer = quantify(
        quantities=np.array([10_000.0, 10_000.0]), low_tco2e_per_unit=factors, high_tco2e_per_unit=factors,
        low_years=np.array([1.0, 1.0]), high_years=np.array([1.0, 1.0]),
    )  # fmt: skip
    assert answer.low_tco2e.tolist() == pytest.approx([16_030.0, 1_090.0])


def test_without_a_lifetime_a_line_is_undetermined_and_not_zero() -> None:
    one = np.array([1.0])
    answer = quantify(
        quantities=one, low_tco2e_per_unit=one, high_tco2e_per_unit=one, low_years=-one, high_years=-one
    )
    assert (answer.low_tco2e[0], answer.undetermined) == (-1.0, 1)


@given(st.lists(st.tuples(st.integers(0, 10**10), amounts, amounts), min_size=1, max_size=20))
def test_the_price_range_is_in_order_and_leaves_out_lines_without_tonnes(
    lines: list[tuple[int, float, float]],
) -> None:
    ranges = [_ranged(low, high) for _won, low, high in lines]
    answer = won_per_tonne(
        amounts_krw=np.array([float(line[0]) for line in lines]),
        low_tco2e=np.array([low for low, _high in ranges]),
        high_tco2e=np.array([high for _low, high in ranges]),
    )
    assert answer.counted + answer.left_out == len(lines)
    if answer.counted:
        assert answer.low_krw_per_tco2e <= answer.high_krw_per_tco2e


@given(amounts, amounts, amounts, amounts)
def test_harm_and_offset_in_the_other_order_is_the_other_sign(a: float, b: float, c: float, d: float) -> None:
    (low, high), (least, most) = _ranged(a, b), _ranged(c, d)
    one = offset_of_harm(added_low_tco2e=low, added_high_tco2e=high, cut_low_tco2e=least, cut_high_tco2e=most)
    other = offset_of_harm(
        added_low_tco2e=least, added_high_tco2e=most, cut_low_tco2e=low, cut_high_tco2e=high
    )
    assert one.net_low_tco2e == -other.net_high_tco2e


def test_a_gap_is_what_the_measures_do_not_reach() -> None:
    answer = ceiling_gap(
        ceiling_tco2e=900.0, reference_tco2e=1000.0, added_low_tco2e=0.0, added_high_tco2e=0.0,
        cut_low_tco2e=40.0, cut_high_tco2e=60.0,
    )  # fmt: skip
    assert (answer.gap_low_tco2e, answer.gap_high_tco2e) == (40.0, 60.0)


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="cut_low_tco2e at most"):
        offset_of_harm(added_low_tco2e=0.0, added_high_tco2e=1.0, cut_low_tco2e=2.0, cut_high_tco2e=1.0)
    with pytest.raises(ValueError, match="lower one first"):
        won_per_tonne(amounts_krw=np.ones(1), low_tco2e=np.array([2.0]), high_tco2e=np.array([1.0]))
