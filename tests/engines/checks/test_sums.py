"""Totals and their parts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.checks import (
    Repair,
    change_between,
    distinct_counts_summed,
    mean_within_bounds,
    part_within_whole,
    sum_of_other_lines,
    sum_of_parts,
)
from dure.engines.refusals import ShapeError

AMOUNT = st.integers(0, 10**9)
AMOUNTS = st.lists(AMOUNT, min_size=1, max_size=12)


def test_a_total_that_its_parts_do_not_reach_is_repaired_to_their_sum() -> None:
    verdict = sum_of_parts(total=10.0, parts=np.array([2.0, 3.0, 4.0]), step=0.1)
    assert not verdict.holds
    assert (verdict.expected, verdict.gap) == (9.0, 1.0)
    assert verdict.repairs == (Repair("total", 9.0),)


@given(AMOUNTS, st.sampled_from([1.0, 10.0, 1000.0]))
def test_a_total_and_parts_rounded_alike_always_add_up(parts: list[int], step: float) -> None:
    printed = np.array([round(part / step) * step for part in parts])
    assert sum_of_parts(total=round(sum(parts) / step) * step, parts=printed, step=step).holds


@given(AMOUNTS, AMOUNT)
def test_the_proposed_total_holds_and_a_total_found_is_expected_plus_gap(
    parts: list[int], total: int
) -> None:
    verdict = sum_of_parts(total=float(total), parts=np.array(parts, dtype=float), step=1.0)
    assert verdict.expected + verdict.gap == total
    for repair in verdict.repairs:
        assert sum_of_parts(total=repair.value, parts=np.array(parts, dtype=float), step=1.0).holds


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12))
def test_the_order_of_parts_does_not_matter_to_exact_numbers(parts: list[float]) -> None:
    assert sum_of_parts(total=math.fsum(parts), parts=np.array(parts[::-1]), step=0.0).holds


def test_parts_that_are_not_a_list_of_finite_numbers_are_refused() -> None:
    with pytest.raises(ShapeError, match="parts has 0 values"):
        sum_of_parts(total=1.0, parts=np.array([]), step=1.0)
    with pytest.raises(ShapeError, match="2 dimensions"):
        sum_of_parts(total=1.0, parts=np.ones((2, 2)), step=1.0)
    with pytest.raises(ValueError, match="not a finite number"):
        sum_of_parts(total=1.0, parts=np.array([1.0, np.nan]), step=1.0)
    with pytest.raises(ValueError, match="total is inf"):
        sum_of_parts(total=math.inf, parts=np.array([1.0]), step=1.0)
    with pytest.raises(ValueError, match="step is -1"):
        sum_of_parts(total=1.0, parts=np.array([1.0]), step=-1.0)


def test_an_inventory_whose_parts_sum_to_30_megatonnes_cannot_print_40() -> None:
    """A published city inventory of 2020: its references sum to 30.05 Mt, its printed total is 39.84 Mt."""
    verdict = sum_of_parts(total=39.84, parts=np.array([13.7, 15.7, 0.65]), step=0.01)
    assert not verdict.holds
    assert verdict.repairs[0].value == pytest.approx(30.05)


def test_landfill_gas_and_trading_are_the_sum_printed() -> None:
    """53.5 + 3.3 = 56.8 billion won, as printed."""
    assert sum_of_parts(total=56.8, parts=np.array([53.5, 3.3]), step=0.1).holds


def test_a_total_of_distinct_things_that_is_the_plain_sum_is_doubted_without_a_proposal() -> None:
    verdict = distinct_counts_summed(total=5.0, parts=np.array([2.0, 3.0]))
    assert not verdict.holds
    assert math.isnan(verdict.expected)
    assert verdict.repairs == ()
    assert distinct_counts_summed(total=4.0, parts=np.array([2.0, 3.0])).holds


@given(AMOUNTS)
def test_distinct_things_in_one_part_only_are_never_doubted(parts: list[int]) -> None:
    alone = np.zeros(len(parts))
    alone[0] = parts[0]
    assert distinct_counts_summed(total=float(parts[0]), parts=alone).holds


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="parts holds -1"):
        distinct_counts_summed(total=5.0, parts=np.array([-1.0, 3.0]))


def test_forty_eight_countries_over_four_years_may_count_twice() -> None:
    """004: exhibitions abroad reached 11, 16, 13 and 8 countries, printed in total as 48."""
    assert not distinct_counts_summed(total=48.0, parts=np.array([11.0, 16.0, 13.0, 8.0])).holds


def test_a_part_above_its_whole_exceeds_by_the_difference() -> None:
    verdict = part_within_whole(part=12.0, whole=10.0, limit_percent=100.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 10.0, 2.0)


@given(AMOUNT, AMOUNT, st.floats(1, 100))
def test_what_is_expected_of_a_part_is_itself_within_the_whole(part: int, whole: int, limit: float) -> None:
    verdict = part_within_whole(part=float(part), whole=float(whole), limit_percent=limit)
    assert part_within_whole(part=verdict.expected, whole=float(whole), limit_percent=limit).holds


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="limit_percent is 0"):
        part_within_whole(part=1.0, whole=1.0, limit_percent=0.0)


def test_electricity_of_5408_thousand_toe_exceeds_final_energy_of_1621() -> None:
    """004: 62,900 GWh of electricity beside 1,621 thousand toe of all energy in 2022 (1 toe = 11.63 MWh)."""
    part = 62_900 / 11.63
    assert part == pytest.approx(5408, abs=1)
    assert not part_within_whole(part=part, whole=1621.0, limit_percent=100.0).holds
    assert part_within_whole(part=part / 10, whole=1621.0, limit_percent=100.0).holds


def test_a_mean_below_what_its_known_parts_allow_is_doubted() -> None:
    verdict = mean_within_bounds(
        mean=20.0, known_values=np.array([60.0]), known_counts=np.array([2.0]), floor=10.0, count=4.0
    )
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 35.0, -15.0)


@given(st.lists(st.integers(10, 100), min_size=2, max_size=24), st.data())
def test_a_true_mean_is_never_doubted(values: list[int], data: st.DataObject) -> None:
    known = data.draw(st.integers(1, len(values)))
    verdict = mean_within_bounds(
        mean=sum(values) / len(values),
        known_values=np.array(values[:known], dtype=float),
        known_counts=np.ones(known),
        floor=10.0,
        count=float(len(values)),
    )
    assert verdict.holds


def test_more_known_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match=r"sum to 25\.0"):
        mean_within_bounds(
            mean=20.0, known_values=np.array([60.0]), known_counts=np.array([25.0]), floor=0.0, count=24.0
        )
    with pytest.raises(ShapeError, match="as many of each"):
        mean_within_bounds(
            mean=20.0, known_values=np.ones(2), known_counts=np.array([2.0]), floor=0.0, count=24.0
        )


def test_seven_hours_at_60_percent_and_none_below_10_cannot_average_20() -> None:
    """004: coverage of fire engines; the least plain mean of the day is 24.6 %."""
    verdict = mean_within_bounds(
        mean=20.0, known_values=np.array([60.0]), known_counts=np.array([7.0]), floor=10.0, count=24.0
    )
    assert not verdict.holds
    assert verdict.expected == pytest.approx(24.58, abs=0.005)


def test_a_published_change_of_projects_is_two_off() -> None:
    verdict = change_between(before=180.0, after=144.0, printed_change=-38.0, step=0.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, -36.0, -2.0)
    assert verdict.repairs[0] == Repair("printed_change", -36.0)


@given(AMOUNT, AMOUNT)
def test_the_difference_of_two_values_always_holds_as_their_change(before: int, after: int) -> None:
    change = float(after - before)
    assert change_between(before=float(before), after=float(after), printed_change=change, step=0.0).holds


def test_a_change_with_a_negative_step_is_refused() -> None:
    with pytest.raises(ValueError, match="step is -1"):
        change_between(before=1.0, after=2.0, printed_change=1.0, step=-1.0)


@pytest.mark.parametrize(
    ("line", "others"),
    [(66.37, [14.45, 51.92]), (34.34, [8.90, 25.44])],
)
def test_other_of_two_counties_is_their_buildings_under_a_wrong_name(
    line: float, others: list[float]
) -> None:
    """Changnyeong and Namhae, 2020: the line of buildings is missing, and `other` is what it would be."""
    verdict = sum_of_other_lines(line=line, others=np.array(others), step=0.01)
    assert not verdict.holds
    assert verdict.repairs == ()
    assert sum_of_other_lines(line=line + 0.05, others=np.array(others), step=0.01).holds


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_line_beside_one_other_is_never_their_sum(line: float, other: float) -> None:
    assert sum_of_other_lines(line=line, others=np.array([other, 0.0]), step=0.01).holds


def test_a_line_below_zero_is_no_line() -> None:
    with pytest.raises(ValueError, match="line"):
        sum_of_other_lines(line=-1.0, others=np.array([1.0, 2.0]), step=0.01)
