"""The path to a target."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.plan import (
    PathToTarget,
    TargetLevel,
    gap_to_path,
    path_of_promises,
    path_to_target,
    target_level,
    years_between,
)
from dure.engines.refusals import ShapeError

CITY = {
    "base_year": 2018.0,
    "base": 9_430_000.0,
    "target_year": 2030.0,
    "target": 5_186_500.0,
    "net_zero_year": 2050.0,
}


def path_of(years: list[float], **changed: float) -> PathToTarget:
    return path_to_target(**{**CITY, **changed}, years=np.array(years))


def test_the_path_is_a_straight_line_to_the_target_and_another_to_zero() -> None:
    answer = path_to_target(
        base_year=2020.0,
        base=10.0,
        target_year=2030.0,
        target=6.0,
        net_zero_year=2050.0,
        years=np.array([2020.0, 2025.0, 2030.0, 2040.0, 2050.0, 2060.0]),
    )
    assert answer.path.tolist() == [10.0, 8.0, 6.0, 3.0, 0.0, 0.0]
    assert answer.permitted.tolist() == [0.0, 45.0, 80.0, 125.0, 140.0, 140.0]
    assert (answer.cut_to_target, answer.cut_to_zero, answer.budget) == (0.4, 0.3, 140.0)


@given(st.floats(1, 1e8), st.floats(0, 1), st.integers(1, 30), st.integers(1, 40))
def test_the_path_never_rises_and_its_areas_add_up(base: float, kept: float, first: int, second: int) -> None:
    years = np.arange(2018.0, 2018.0 + first + second + 3)
    answer = path_to_target(
        base_year=2018.0,
        base=base,
        target_year=2018.0 + first,
        target=base * kept,
        net_zero_year=2018.0 + first + second,
        years=years,
    )
    assert (np.diff(answer.path) <= 0).all()
    steps = (answer.path[1:] + answer.path[:-1]) / 2
    assert np.allclose(np.diff(answer.permitted), steps, rtol=1e-9, atol=base * 1e-9)
    assert answer.permitted[-1] == pytest.approx(answer.budget)


@given(st.floats(0, 40), st.floats(0, 1e7))
def test_the_gap_is_measured_from_the_same_path(after: float, actual: float) -> None:
    answer = gap_to_path(**CITY, year=2018 + after, actual=actual)
    assert answer.planned == path_of([2018 + after]).path[0]
    assert answer.gap == actual - answer.planned


def test_years_out_of_order_and_targets_above_the_base_are_refused() -> None:
    with pytest.raises(ValueError, match="base_year before target_year"):
        path_of([2020.0], target_year=2018.0)
    with pytest.raises(ValueError, match="target at most base"):
        path_of([2020.0], target=1e8)
    with pytest.raises(ValueError, match="give none before it"):
        path_of([2017.0])
    with pytest.raises(ValueError, match="give none before it"):
        gap_to_path(**CITY, year=2017.0, actual=1.0)
    with pytest.raises(ValueError, match="base is nan"):
        path_of([2020.0], base=float("nan"))
    with pytest.raises(ShapeError, match="0 values"):
        path_of([])


def test_a_city_of_9_43_megatonnes_cuts_4_2435_by_2030() -> None:
    """001: 9.43 Mt in 2018, 45 % less by 2030 (5.1865 Mt), neutral in 2050."""
    answer = path_of([2018.0, 2024.0, 2030.0, 2050.0])
    assert answer.path.tolist() == pytest.approx([9_430_000, 7_308_250, 5_186_500, 0])
    assert answer.cut_to_target * 12 == pytest.approx(4_243_500)
    assert answer.budget == pytest.approx(139_564_000)


def test_a_quarter_off_leaves_three_quarters() -> None:
    assert target_level(base=200.0, cut_percent=25.0) == TargetLevel(level=150.0, cut=50.0)


@given(st.floats(1, 1e9), st.floats(0, 100))
def test_level_and_cut_are_the_base_again(base: float, cut_percent: float) -> None:
    answer = target_level(base=base, cut_percent=cut_percent)
    assert answer.level + answer.cut == pytest.approx(base)


def test_more_than_everything_cannot_be_cut() -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        target_level(base=200.0, cut_percent=101.0)


def test_45_percent_off_9_43_megatonnes_leaves_5_1865() -> None:
    """001: -45 % by 2030."""
    assert target_level(base=9_430_000.0, cut_percent=45.0).level == pytest.approx(5_186_500)


@given(first=st.integers(1900, 2100), count=st.integers(1, 1000))
def test_years_between_are_every_year_once_and_in_order(first: int, count: int) -> None:
    found = years_between(first_year=first, last_year=first + count).years
    assert found.tolist() == [float(year) for year in range(first, first + count + 1)]


@pytest.mark.parametrize(
    ("first", "last"), [(2018.0, 2018.0), (2018.0, 2017.0), (2018.5, 2020.0), (0.0, 1001.0)]
)
def test_years_that_are_not_in_order_or_not_whole_are_refused(first: float, last: float) -> None:
    with pytest.raises(ValueError, match="give"):
        years_between(first_year=first, last_year=last)


# What Seoul publishes: 49,445 kt in 2005, 29,667 in 2030 (40 %), 14,834 in 2040 (70 %), none in 2050.
PROMISED = {
    "base_year": 2005.0,
    "base": 49_445.0,
    "target_year": 2030.0,
    "target": 29_667.0,
    "net_zero_year": 2050.0,
}


def test_the_path_goes_through_what_was_published_for_a_later_year() -> None:
    years = np.arange(2005.0, 2051.0)
    path = path_of_promises(**PROMISED, later_cut_percent=np.array([np.nan, 70.0, np.nan]), years=years).path
    assert path[years == 2030] == 29_667
    assert round(float(path[years == 2040][0])) == 14_834
    assert path[-1] == 0
    assert path[years == 2035][0] == pytest.approx((29_667 + 49_445 * 0.3) / 2)


@given(st.floats(0, 39))
def test_without_a_later_promise_it_is_the_path_to_the_target(after: float) -> None:
    year = np.array([2005.0 + after])
    unknown = np.full(3, np.nan)
    bent = path_of_promises(**PROMISED, later_cut_percent=unknown, years=year)
    assert bent.path == path_to_target(**PROMISED, years=year).path


def test_promises_that_fall_and_lists_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fall"):
        path_of_promises(**PROMISED, later_cut_percent=np.array([30.0, 70.0, 90.0]), years=np.array([2010.0]))
    with pytest.raises(ValueError, match="do not fall"):
        path_of_promises(
            **PROMISED, later_cut_percent=np.array([50.0, 70.0, 101.0]), years=np.array([2010.0])
        )
    with pytest.raises(ValueError, match="give none before it"):
        path_of_promises(**PROMISED, later_cut_percent=np.full(3, np.nan), years=np.array([2000.0]))
    with pytest.raises(ShapeError, match="holds 2 values"):
        path_of_promises(**PROMISED, later_cut_percent=np.array([1.0, 2.0]), years=np.array([2010.0]))
