"""Emissions are activity times factor, gas by gas: linear, and the same in any unit and order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.emissions import fuel_energy, of_activity, of_carbon, of_distance, of_grid_energy
from dure.engines.refusals import ShapeError

AMOUNT = st.floats(min_value=0, max_value=1e9)
FACTOR = st.floats(min_value=0, max_value=1e6)
ROWS = st.lists(st.tuples(AMOUNT, FACTOR, FACTOR), min_size=1, max_size=10)


def test_a_boiler_burns_gas() -> None:
    energy = fuel_energy(np.array([1000.0]), calorific_mj=np.array([48.0])).energy_tj
    gases = of_activity(energy, factor_kg=np.array([[56_100.0, 1.0, 0.1]]))
    assert gases.gas_kg[0] == pytest.approx([2692.8, 0.048, 0.0048])


def test_the_published_diesel_example_is_13001_6_tonnes_not_12920() -> None:
    energy = fuel_energy(np.array([5_000_000.0]), calorific_mj=np.array([35.3])).energy_tj
    burnt = of_carbon(energy * 20_090, oxidised=np.array([1.0]), biogenic=np.array([0.0]))
    assert burnt.co2_kg[0] / 1000 == pytest.approx(13_001.578, abs=0.001)


def test_the_published_city_gas_and_anthracite_examples() -> None:
    burnt = of_activity(
        np.array([2_500_000 * 0.0000389, 1_000_000 * 0.0000194]),
        factor_kg=np.array([[56_100.0], [110_600.0]]),
    )
    assert (burnt.gas_kg[:, 0] / 1000).tolist() == pytest.approx([5455.725, 2145.64])


def test_what_a_grid_loses_is_told_apart() -> None:
    grid = of_grid_energy(np.array([95.0]), factor_kg=np.array([[2.0]]), lost_share=np.array([0.05]))
    assert grid.used_kg[0, 0] + grid.lost_kg[0, 0] == pytest.approx(100 * 2.0)
    assert of_grid_energy(
        np.array([95.0]), factor_kg=np.array([[2.0]]), lost_share=np.array([0.0])
    ).lost_kg.tolist() == [[0.0]]


def test_biogenic_co2_is_a_memo() -> None:
    burnt = of_carbon(np.array([12.0]), oxidised=np.array([0.5]), biogenic=np.array([1.0]))
    assert (burnt.co2_kg.tolist(), burnt.biogenic_co2_kg.tolist()) == ([0.0], [22.0])


def test_a_car_by_its_fuel_is_a_car_by_its_distance() -> None:
    by_fuel = of_activity(np.array([7.0]), factor_kg=np.array([[2.0]]))
    by_way = of_distance(np.array([100.0]), fuel_per_distance=np.array([0.07]), factor_kg=np.array([[2.0]]))
    assert by_way.total_kg == pytest.approx(by_fuel.total_kg)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match=r"activity holds -1"):
        of_activity(np.array([-1.0]), factor_kg=np.array([[1.0]]))
    with pytest.raises(ValueError, match=r"factor_kg holds -1"):
        of_activity(np.array([1.0]), factor_kg=np.array([[-1.0]]))
    with pytest.raises(ShapeError, match="give as many of each"):
        of_activity(np.array([1.0, 2.0]), factor_kg=np.array([[1.0]]))
    with pytest.raises(ValueError, match="oxidised holds"):
        of_carbon(np.array([1.0]), oxidised=np.array([1.2]), biogenic=np.array([0.0]))
    with pytest.raises(ValueError, match="nothing would be used"):
        of_grid_energy(np.array([1.0]), factor_kg=np.array([[1.0]]), lost_share=np.array([1.0]))


@given(rows=ROWS, times=st.floats(0, 1000))
def test_emissions_are_linear_and_know_no_order(rows: list[tuple[float, float, float]], times: float) -> None:
    table = np.array(rows)
    once = of_activity(table[:, 0], factor_kg=table[:, 1:])
    more = of_activity(table[:, 0] * times, factor_kg=table[:, 1:])
    back = of_activity(table[::-1, 0], factor_kg=table[::-1, 1:])
    assert more.total_kg == pytest.approx(once.total_kg * times)
    assert back.gas_kg[::-1] == pytest.approx(once.gas_kg)
    assert back.total_kg == pytest.approx(once.total_kg)


@given(amount=AMOUNT, factor=FACTOR)
def test_another_unit_of_the_activity_changes_nothing(amount: float, factor: float) -> None:
    in_mwh = of_activity(np.array([amount]), factor_kg=np.array([[factor]]))
    in_kwh = of_activity(np.array([amount * 1000]), factor_kg=np.array([[factor / 1000]]))
    assert in_kwh.total_kg == pytest.approx(in_mwh.total_kg)
