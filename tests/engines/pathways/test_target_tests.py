"""Whether an amount keeps what was promised; and the yearly ceiling."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import absolute_target, bau_target, budget_used, intensity_target, yearly_ceiling
from dure.engines.pathways.ceiling import YearlyCeiling
from dure.engines.plan import path_to_target
from dure.engines.refusals import ShapeError

percent = st.floats(0, 100)
amount = st.floats(1, 1e9)


def test_45_percent_off_9_43_megatonnes_is_not_kept_by_a_potential() -> None:
    """Base 9.43 Mt, −45 % by 2030: 5.1865 Mt. Taking off a claimed potential of 2.45 Mt leaves 6.98."""
    answer = absolute_target(base=9_430_000.0, promised_cut_percent=45.0, actual=9_430_000.0 - 2_450_000.0)
    assert answer.promised == pytest.approx(5_186_500)
    assert answer.gap == pytest.approx(1_793_500)
    assert (round(answer.cut_percent), answer.kept) == (26, 0)


@given(amount, percent, amount)
def test_an_intensity_target_with_the_same_activity_is_an_absolute_one(
    base: float, cut: float, actual: float
) -> None:
    same = intensity_target(
        base=base, base_activity=7.0, activity=7.0, promised_cut_percent=cut, actual=actual
    )
    assert same == absolute_target(base=base, promised_cut_percent=cut, actual=actual)


@given(amount, percent, amount, st.floats(1, 10))
def test_a_higher_forecast_makes_a_promise_easier(bau: float, cut: float, actual: float, more: float) -> None:
    first = bau_target(bau=bau, promised_cut_percent=cut, actual=actual)
    second = bau_target(bau=bau * more, promised_cut_percent=cut, actual=actual)
    assert second.kept >= first.kept


def test_a_promise_of_intensity_may_be_kept_while_the_amount_grows() -> None:
    answer = intensity_target(
        base=100.0, base_activity=10.0, activity=20.0, promised_cut_percent=25.0, actual=140.0
    )
    assert (answer.kept, answer.gap) == (1, -10)


def test_more_than_everything_cannot_be_promised() -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        absolute_target(base=1.0, promised_cut_percent=101.0, actual=1.0)
    with pytest.raises(ValueError, match="bau is 0"):
        bau_target(bau=0.0, promised_cut_percent=10.0, actual=1.0)


def test_the_path_uses_exactly_the_budget_that_it_permits() -> None:
    """9.43 Mt, 5.1865 Mt in 2030, none in 2050: 139.564 Mt in all, and 87.6990 Mt of them by 2030."""
    years = np.array([2018.0, 2030.0, 2050.0])
    path = path_to_target(
        base_year=2018.0, base=9.43, target_year=2030.0, target=5.1865, net_zero_year=2050.0, years=years
    )
    answer = budget_used(years=years, amounts=path.path, budget=139.564)
    assert answer.used == pytest.approx(139.564)
    assert answer.left == pytest.approx(0, abs=1e-9)
    assert budget_used(years=years[:2], amounts=path.path[:2], budget=139.564).used == pytest.approx(87.699)


@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=20), st.floats(0.05, 0.95))
def test_a_budget_runs_out_where_the_area_reaches_it(amounts: list[float], part: float) -> None:
    years = np.arange(2018.0, 2018 + len(amounts))
    whole = budget_used(years=years, amounts=np.array(amounts), budget=1.0).used
    out = budget_used(years=years, amounts=np.array(amounts), budget=whole * part)
    until = np.append(years[years < out.out_in_year], out.out_in_year)
    area = np.trapezoid(np.interp(until, years, amounts), until)
    assert area == pytest.approx(whole * part, rel=1e-6)
    assert math.isnan(budget_used(years=years, amounts=np.array(amounts), budget=whole * 1.01).out_in_year)


def test_a_sink_is_no_emission() -> None:
    with pytest.raises(ValueError, match="a sink is no emission"):
        budget_used(years=np.array([2020.0, 2021.0]), amounts=np.array([1.0, -1.0]), budget=1.0)


def ceiling(cut: float, reached: float, *, not_quantified: float = 0.0) -> YearlyCeiling:
    """A base of 100, nothing saved without measures, and two measures that reach a cut together."""
    return yearly_ceiling(
        base=100.0,
        ceiling_cut_percent=cut,
        without_measures=100.0,
        reductions=np.array([reached - 1, 1.0]),
        not_quantified=not_quantified,
    )


@pytest.mark.parametrize(("ceiling_cut", "reached", "gap"), [(43.0, 26.0, 17.0), (60.0, 31.0, 29.0)])
def test_the_published_ceilings_and_what_measures_reach_leave_a_gap(
    ceiling_cut: float, reached: float, gap: float
) -> None:
    """A capital's ceilings below 2009: 43 % in 2022 (measures gave 26 %), 60 % in 2025 (31 %)."""
    answer = ceiling(ceiling_cut, reached)
    assert answer.gap == pytest.approx(gap)
    assert answer.expected_cut_percent == pytest.approx(reached)
    assert answer.holds == 0


def test_measures_without_numbers_leave_open_whether_the_ceiling_holds() -> None:
    assert math.isnan(ceiling(43.0, 26.0, not_quantified=3.0).holds)
    assert ceiling(43.0, 43.0, not_quantified=3.0).holds == 1


@given(st.lists(st.floats(-5, 10), min_size=1, max_size=9))
def test_the_gap_is_what_measures_do_not_reach(reductions: list[float]) -> None:
    answer = yearly_ceiling(
        base=100.0,
        ceiling_cut_percent=50.0,
        without_measures=95.0,
        reductions=np.array(reductions),
        not_quantified=0.0,
    )
    assert answer.gap == pytest.approx(45.0 - sum(reductions))
    assert answer.holds == float(answer.gap <= 1e-7)


def test_a_ceiling_needs_measures_and_cannot_take_away_more_than_there_is() -> None:
    with pytest.raises(ValueError, match="counted twice"):
        ceiling(50.0, 120.0)
    with pytest.raises(ShapeError, match="0 values"):
        yearly_ceiling(
            base=1.0,
            ceiling_cut_percent=1.0,
            without_measures=1.0,
            reductions=np.zeros(0),
            not_quantified=0.0,
        )
