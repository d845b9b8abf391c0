"""Printed emissions are reckoned again, and a composite is weighed under a set."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.checks import co2_of_carbon, co2_of_fuel, composite_of_gases

ABOVE = st.floats(min_value=0.01, max_value=1e6)


def test_the_published_diesel_example_is_wrong_by_81_6_tonnes() -> None:
    verdict = co2_of_carbon(fuel=5000.0, calorific_gj=35.3, carbon_t=20.09, printed_t=12_920.0, step_t=1.0)
    assert not verdict.holds
    assert verdict.gap == pytest.approx(-81.578, abs=0.001)
    assert verdict.repairs[0].value == 13_002.0


def test_the_published_gas_and_coal_examples_are_wrong() -> None:
    gas = co2_of_fuel(fuel=2_500_000.0, calorific_gj=0.0389, factor_kg=56_100.0, printed_t=5457.7, step_t=0.1)
    coal = co2_of_fuel(
        fuel=1_000_000.0, calorific_gj=0.0194, factor_kg=110_600.0, printed_t=2144.0, step_t=0.1
    )
    assert (gas.holds, coal.holds) == (False, False)
    assert (gas.repairs[0].value, coal.repairs[0].value) == (5455.7, 2145.6)


def test_the_published_composite_is_in_the_set_of_the_second_report() -> None:
    gases = np.array([474.7, 0.0125, 0.0100])
    sets = {"SAR": (21, 310), "AR4": (25, 298), "AR5": (28, 265), "AR6": (27.9, 273)}
    holds = {
        name: composite_of_gases(gas_kg=gases, gwp=np.array([1.0, *pair]), printed=478.1, step=0.1).holds
        for name, pair in sets.items()
    }
    assert holds == {"SAR": True, "AR4": False, "AR5": False, "AR6": False}


@given(fuel=ABOVE, calorific=ABOVE, factor=ABOVE, step=st.sampled_from([0.1, 1.0, 10.0]))
def test_a_result_rounded_to_its_step_holds(
    fuel: float, calorific: float, factor: float, step: float
) -> None:
    exact = fuel * calorific / 1000 * factor / 1000
    printed = round(exact / step) * step
    assert co2_of_fuel(
        fuel=fuel, calorific_gj=calorific, factor_kg=factor, printed_t=printed, step_t=step
    ).holds


def test_a_factor_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="factor_kg is 0"):
        co2_of_fuel(fuel=1.0, calorific_gj=1.0, factor_kg=0.0, printed_t=1.0, step_t=1.0)
    with pytest.raises(ValueError, match="carbon_t is -1"):
        co2_of_carbon(fuel=1.0, calorific_gj=1.0, carbon_t=-1.0, printed_t=1.0, step_t=1.0)
