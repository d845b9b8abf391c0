"""Printed percentages and what they are percentages of."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dure.engines.checks import Verdict, percent_change, percent_of, share_of_total

AMOUNT = st.integers(1, 10**6)
STEP = st.sampled_from([1.0, 0.1, 0.01])


def printed(value: float, step: float) -> float:
    return round(value, {1.0: 0, 0.1: 1, 0.01: 2}[step])


def proposals(verdict: Verdict) -> dict[str, float]:
    return {repair.argument: repair.value for repair in verdict.repairs}


def test_a_part_that_is_not_its_share_has_three_repairs() -> None:
    verdict = share_of_total(part=30.0, total=100.0, share_percent=60.0, share_step=1.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 60.0, -30.0)
    assert proposals(verdict) == {"part": 60.0, "total": 50.0, "share_percent": 30.0}


@given(AMOUNT, AMOUNT, STEP)
def test_a_share_printed_from_its_part_and_total_holds(part: int, total: int, step: float) -> None:
    share = printed(100 * part / total, step)
    assert share_of_total(part=part, total=total, share_percent=share, share_step=step).holds
    assert percent_of(part=part, whole=total, printed_percent=share, step=step).holds


@given(AMOUNT, AMOUNT, st.integers(1, 200))
def test_each_repair_of_a_share_alone_makes_it_hold(part: int, total: int, share: int) -> None:
    values = {"part": float(part), "total": float(total), "share_percent": float(share)}
    for argument, value in proposals(share_of_total(**values, share_step=1.0)).items():
        assert share_of_total(**{**values, argument: value}, share_step=1.0).holds


def test_a_share_of_nothing_and_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="total is 0"):
        share_of_total(part=1.0, total=0.0, share_percent=1.0, share_step=1.0)
    with pytest.raises(ValueError, match="part is nan"):
        share_of_total(part=math.nan, total=1.0, share_percent=1.0, share_step=1.0)
    with pytest.raises(ValueError, match="share_step is -1"):
        share_of_total(part=1.0, total=1.0, share_percent=1.0, share_step=-1.0)


def test_no_total_is_proposed_for_a_part_of_nothing() -> None:
    verdict = share_of_total(part=0.0, total=100.0, share_percent=60.0, share_step=1.0)
    assert "total" not in proposals(verdict)


def test_a_share_of_59_percent_wants_a_demand_of_6252_to_6359() -> None:
    """004: 3,720 GWh of 62,900 GWh is printed as 59 %; the digits of 62,900 fit as 6,290."""
    verdict = share_of_total(part=3720.0, total=62_900.0, share_percent=59.0, share_step=1.0)
    total = next(repair for repair in verdict.repairs if repair.argument == "total")
    assert total.value == 6290.0
    assert total.low is not None
    assert total.high is not None
    assert (round(total.low), round(total.high)) == (6252, 6359)
    assert share_of_total(part=1488.0, total=5014.0, share_percent=30.0, share_step=1.0).holds
    assert share_of_total(part=9268.0, total=8723.0, share_percent=106.0, share_step=1.0).holds


def test_a_wrong_percentage_is_repaired_as_it_would_be_printed() -> None:
    verdict = percent_of(part=1.0, whole=3.0, printed_percent=30.0, step=0.1)
    assert not verdict.holds
    assert proposals(verdict)["printed_percent"] == 33.3


@given(AMOUNT, AMOUNT, st.integers(0, 200))
def test_each_repair_of_a_percentage_alone_makes_it_hold(part: int, whole: int, percent: int) -> None:
    values = {"part": float(part), "whole": float(whole), "printed_percent": float(percent)}
    for argument, value in proposals(percent_of(**values, step=1.0)).items():
        assert percent_of(**{**values, argument: value}, step=1.0).holds


def test_a_percentage_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="whole is 0"):
        percent_of(part=1.0, whole=0.0, printed_percent=1.0, step=1.0)


def test_visitors_abroad_are_the_percentage_printed() -> None:
    """004: 24,923 of 40,360 visitors, printed as 61.8 %; 29 of 115 cases, printed as 25.2 %."""
    assert percent_of(part=24_923.0, whole=40_360.0, printed_percent=61.8, step=0.1).holds
    assert percent_of(part=29.0, whole=115.0, printed_percent=25.2, step=0.1).holds


def test_a_plan_of_23_percent_does_not_fit_6_4_percent_of_the_vehicles() -> None:
    """004: 27,000 = 6.4 % gives 421,875 vehicles, against 92,726 planned as 23 % (403,157)."""
    verdict = percent_of(part=27_000.0, whole=403_157.0, printed_percent=6.4, step=0.1)
    assert not verdict.holds
    assert proposals(verdict)["whole"] == pytest.approx(421_875)


def test_a_wrong_change_has_three_repairs() -> None:
    verdict = percent_change(before=50.0, after=60.0, printed_percent=25.0, value_step=1.0, percent_step=1.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 20.0, 5.0)
    assert proposals(verdict) == {"printed_percent": 20.0, "before": 48.0, "after": 62.0}


@given(st.floats(1, 1e6), st.floats(0, 1e6), STEP)
def test_a_change_computed_before_rounding_is_never_doubted(before: float, after: float, step: float) -> None:
    change = printed(100 * (after - before) / before, step)
    before, after = printed(before, step), printed(after, step)
    assume(before > step)
    verdict = percent_change(
        before=before, after=after, printed_percent=change, value_step=step, percent_step=step
    )
    assert verdict.holds


def test_a_change_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="before is 0"):
        percent_change(before=0.0, after=1.0, printed_percent=1.0, value_step=0.0, percent_step=1.0)
    with pytest.raises(ValueError, match="half of value_step"):
        percent_change(before=0.5, after=1.0, printed_percent=1.0, value_step=1.0, percent_step=1.0)


def test_no_start_is_proposed_for_a_fall_below_nothing() -> None:
    verdict = percent_change(
        before=50.0, after=60.0, printed_percent=-100.0, value_step=1.0, percent_step=1.0
    )
    assert set(proposals(verdict)) == {"printed_percent", "after"}


def test_72_2_to_80_0_is_not_9_9_percent_but_10_8_or_began_at_72_8() -> None:
    """004: fires reached in under seven minutes."""
    verdict = percent_change(before=72.2, after=80.0, printed_percent=9.9, value_step=0.1, percent_step=0.1)
    assert not verdict.holds
    assert proposals(verdict) == {"printed_percent": 10.8, "before": 72.8, "after": 79.3}
