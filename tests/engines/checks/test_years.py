"""Values and days in the order of time."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.checks import (
    Repair,
    Verdict,
    one_among_years,
    order_of_dates,
    plan_against_actual,
    stale_denominator,
    unit_order,
    year_on_year_jump,
)
from dure.engines.refusals import ShapeError

DEMAND_GWH = np.array([5014.0, 62_900.0, 8723.0])
DEMAND_YEARS = np.array([2017.0, 2022.0, 2030.0])
AMOUNTS = st.lists(st.floats(1.0, 1e6), min_size=2, max_size=9)


def consecutive(values: list[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return 2000.0 + np.arange(len(values), dtype=float)


def test_a_quadrupling_in_two_years_is_a_hundred_percent_a_year() -> None:
    verdict = year_on_year_jump(
        values=np.array([100.0, 400.0]), years=np.array([2020.0, 2022.0]), limit_percent=30.0
    )
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 30.0, 70.0)


def test_a_fall_counts_like_a_rise() -> None:
    verdict = year_on_year_jump(
        values=np.array([100.0, 50.0]), years=np.array([2020.0, 2021.0]), limit_percent=30.0
    )
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, -30.0, -20.0)


@given(st.floats(1.0, 1e6), st.floats(-0.5, 0.5), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_constant_growth_is_the_same_change_over_any_spacing(
    first: float, growth: float, gaps: list[int]
) -> None:
    years = 2000.0 + np.concatenate(([0.0], np.cumsum(gaps)))
    values = first * (1 + growth) ** (years - 2000.0)
    limit = 100 * abs(growth)
    assert year_on_year_jump(values=values, years=years, limit_percent=limit + 0.01).holds
    if limit > 1:
        assert not year_on_year_jump(values=values, years=years, limit_percent=limit - 0.01).holds


def test_one_value_years_out_of_order_and_zeros_are_refused() -> None:
    with pytest.raises(ShapeError, match="at least 2"):
        year_on_year_jump(values=np.array([1.0]), years=np.array([2020.0]), limit_percent=30.0)
    with pytest.raises(ShapeError, match="as many of each"):
        year_on_year_jump(values=np.ones(3), years=np.array([2020.0, 2021.0]), limit_percent=30.0)
    with pytest.raises(ValueError, match="sort it"):
        year_on_year_jump(values=np.ones(2), years=np.array([2020.0, 2020.0]), limit_percent=30.0)
    with pytest.raises(ValueError, match="values above zero"):
        year_on_year_jump(values=np.array([0.0, 1.0]), years=np.array([2020.0, 2021.0]), limit_percent=30.0)


def test_demand_of_62900_grows_by_65_8_percent_a_year() -> None:
    """004: 5,014 GWh in 2017, 62,900 in 2022; with 6,290 it is 4.6 and 4.2 %."""
    verdict = year_on_year_jump(values=DEMAND_GWH, years=DEMAND_YEARS, limit_percent=30.0)
    assert not verdict.holds
    assert verdict.expected + verdict.gap == pytest.approx(65.8, abs=0.05)
    mended = np.array([5014.0, 6290.0, 8723.0])
    found = year_on_year_jump(values=mended, years=DEMAND_YEARS, limit_percent=30.0)
    assert found.holds
    assert found.expected == pytest.approx(4.6, abs=0.05)


def among(value: float, year: float, values: list[float], years: list[float]) -> Verdict:
    return one_among_years(
        value=value, year=year, values=np.array(values), years=np.array(years), limit_percent=25.0
    )


def test_a_year_ten_times_the_others_is_doubted_and_its_neighbours_are_not() -> None:
    values, years = [9.89, 9.43, 81.2, 8.12], [2017.0, 2018.0, 2024.0, 2025.0]
    found = [among(value, year, values, years) for value, year in zip(values, years, strict=True)]
    assert [verdict.holds for verdict in found] == [True, True, False, True]
    assert found[2].repairs[0].value == 8.12


@given(AMOUNTS, st.data())
def test_other_units_change_nothing_about_which_year_is_doubted(
    values: list[float], data: st.DataObject
) -> None:
    years = consecutive(values).tolist()
    place = data.draw(st.integers(0, len(values) - 1))
    one = among(values[place], years[place], values, years)
    large = [1024 * value for value in values]
    assert one.holds == among(large[place], years[place], large, years).holds


def test_the_only_year_agrees_with_itself() -> None:
    assert among(9.0, 2018.0, [9.0], [2018.0]).holds


def test_a_series_of_other_length_or_with_zeros_is_refused() -> None:
    with pytest.raises(ShapeError, match="as many of each"):
        among(9.0, 2018.0, [9.0, 8.0], [2018.0])
    with pytest.raises(ValueError, match="above zero"):
        among(9.0, 2018.0, [9.0, 0.0], [2018.0, 2019.0])


def test_emissions_of_9_89_and_9_43_million_tonnes_agree() -> None:
    """A city's published totals of 2017 and 2018: a fall of 4.7 %."""
    assert among(9.43, 2018.0, [9.89, 9.43], [2017.0, 2018.0]).holds


def test_a_population_carried_over_is_stale() -> None:
    verdict = stale_denominator(
        denominators=np.array([900.0, 950.0, 950.0]), years=np.array([2016.0, 2017.0, 2018.0])
    )
    assert (verdict.holds, verdict.gap) == (False, 1.0)


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=9, unique=True))
def test_denominators_that_all_differ_are_not_stale(values: list[int]) -> None:
    floats = [float(value) for value in values]
    assert stale_denominator(denominators=np.array(floats), years=consecutive(floats)).holds


def test_the_same_year_twice_is_not_stale() -> None:
    assert stale_denominator(denominators=np.array([9.0, 9.0]), years=np.array([2018.0, 2018.0])).holds


def test_nobody_is_no_denominator() -> None:
    with pytest.raises(ValueError, match="denominators holds 0"):
        stale_denominator(denominators=np.array([0.0, 9.0]), years=np.array([2017.0, 2018.0]))


def test_a_population_of_10124579_in_2017_and_2018_is_stale() -> None:
    """A published capital's inventories of 2013, 2017 and 2018."""
    verdict = stale_denominator(
        denominators=np.array([10_388_055.0, 10_124_579.0, 10_124_579.0]),
        years=np.array([2013.0, 2017.0, 2018.0]),
    )
    assert not verdict.holds


def test_a_value_ten_times_its_neighbours_is_moved_back() -> None:
    verdict = unit_order(
        values=np.array([4.0, 60.0, 9.0]),
        years=np.array([2020.0, 2021.0, 2022.0]),
        index=1.0,
        limit_ratio=1.5,
    )
    assert not verdict.holds
    assert verdict.expected == pytest.approx(6.0)
    assert verdict.repairs == (Repair("values[1]", 6.0),)


@given(AMOUNTS, st.data())
def test_the_proposed_value_holds_and_keeps_its_digits(values: list[float], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(values) - 1))
    years = consecutive(values)
    verdict = unit_order(values=np.array(values), years=years, index=float(index), limit_ratio=2.0)
    for repair in verdict.repairs:
        mended = [*values[:index], repair.value, *values[index + 1 :]]
        assert unit_order(values=np.array(mended), years=years, index=float(index), limit_ratio=2.0).holds
        assert np.log10(repair.value / values[index]) % 1 == pytest.approx(0.0, abs=1e-9) or np.log10(
            repair.value / values[index]
        ) % 1 == pytest.approx(1.0, abs=1e-9)


def test_the_last_value_is_judged_by_the_one_before() -> None:
    verdict = unit_order(
        values=np.array([5.0, 0.5]), years=np.array([2020.0, 2021.0]), index=1.0, limit_ratio=1.5
    )
    assert verdict.repairs == (Repair("values[1]", 5.0),)


def test_an_index_without_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="give at most 2"):
        unit_order(values=DEMAND_GWH, years=DEMAND_YEARS, index=3.0, limit_ratio=1.5)
    with pytest.raises(ValueError, match="whole number"):
        unit_order(values=DEMAND_GWH, years=DEMAND_YEARS, index=0.5, limit_ratio=1.5)
    with pytest.raises(ValueError, match="more than 1"):
        unit_order(values=DEMAND_GWH, years=DEMAND_YEARS, index=1.0, limit_ratio=1.0)


def test_demand_of_62900_reads_6290() -> None:
    """004: the neighbours imply 6,204 GWh; metered in 2024 were 6,461."""
    verdict = unit_order(values=DEMAND_GWH, years=DEMAND_YEARS, index=1.0, limit_ratio=1.5)
    assert not verdict.holds
    assert verdict.expected == pytest.approx(6204, abs=1)
    assert verdict.repairs == (Repair("values[1]", 6290.0),)


def test_demand_of_62900_is_a_power_of_ten_off_what_was_metered() -> None:
    metered = np.array([62_900.0, 6461.0])
    verdict = unit_order(values=metered, years=np.array([2022.0, 2024.0]), index=0.0, limit_ratio=1.5)
    assert verdict.repairs == (Repair("values[0]", 6290.0),)


def test_what_must_come_first_may_come_the_same_day() -> None:
    assert order_of_dates(earlier_day=10.0, later_day=10.0).holds
    assert order_of_dates(earlier_day=12.0, later_day=10.0).gap == 2.0


@given(st.dates(), st.dates())
def test_one_of_two_days_comes_first(first: date, second: date) -> None:
    one = order_of_dates(earlier_day=first.toordinal(), later_day=second.toordinal())
    other = order_of_dates(earlier_day=second.toordinal(), later_day=first.toordinal())
    assert one.holds or other.holds
    assert (one.holds and other.holds) == (first == second)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="later_day is nan"):
        order_of_dates(earlier_day=1.0, later_day=float("nan"))


def test_a_plan_of_2005_cannot_be_carried_out_from_2004() -> None:
    """004: “2005 … Master Plan”, its works from 2004."""
    plan, works = date(2005, 1, 1).toordinal(), date(2004, 1, 1).toordinal()
    verdict = order_of_dates(earlier_day=float(plan), later_day=float(works))
    assert (verdict.holds, verdict.gap) == (False, 366.0)


def test_ten_of_forty_planned_is_a_shortfall() -> None:
    verdict = plan_against_actual(
        plan_years=np.array([2020.0, 2030.0]),
        plan_values=np.array([0.0, 100.0]),
        actual_year=2024.0,
        actual=10.0,
        shortfall_percent=20.0,
    )
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 40.0, -30.0)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(2020, 2030))
def test_what_follows_the_plan_is_never_short(first: float, last: float, year: float) -> None:
    years, values = np.array([2020.0, 2030.0]), np.array([first, last])
    verdict = plan_against_actual(
        plan_years=years,
        plan_values=values,
        actual_year=year,
        actual=float(np.interp(year, years, values)),
        shortfall_percent=0.0,
    )
    assert verdict.holds


def test_a_year_outside_the_plan_is_refused() -> None:
    with pytest.raises(ValueError, match=r"one from 2020\.0 to 2030\.0"):
        plan_against_actual(
            plan_years=np.array([2020.0, 2030.0]),
            plan_values=np.array([0.0, 1.0]),
            actual_year=2019.0,
            actual=1.0,
            shortfall_percent=0.0,
        )


def test_27000_electric_vehicles_are_29_percent_of_the_plan() -> None:
    """004: 9,206 (2017), 92,726 planned for 2022, 377,217 for 2030; 27,000 were there."""
    verdict = plan_against_actual(
        plan_years=DEMAND_YEARS,
        plan_values=np.array([9206.0, 92_726.0, 377_217.0]),
        actual_year=2022.0,
        actual=27_000.0,
        shortfall_percent=10.0,
    )
    assert not verdict.holds
    assert 27_000 / verdict.expected == pytest.approx(0.29, abs=0.005)


def test_1157_hydrogen_vehicles_are_72_percent_of_the_straight_line() -> None:
    """004: 495 by the end of 2020, 2,855 by the end of 2023; 1,157 at the end of May 2022."""
    verdict = plan_against_actual(
        plan_years=np.array([float(date(year, 12, 31).toordinal()) for year in (2020, 2023)]),
        plan_values=np.array([495.0, 2855.0]),
        actual_year=float(date(2022, 5, 31).toordinal()),
        actual=1157.0,
        shortfall_percent=10.0,
    )
    assert not verdict.holds
    assert 1157 / verdict.expected == pytest.approx(0.72, abs=0.005)
