"""The hydrogen that a plan's electricity would take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.hydrogen import HydrogenNeeded, hydrogen_needed

PLAN_2030 = {
    "generation_mwh": 5_632_900.0,
    "efficiency_low": 0.5,
    "efficiency_high": 0.6,
    "heating_value_mwh_per_t": 33.33,
    "production_t": 31_400.0,
}


def test_a_better_cell_needs_less() -> None:
    answer = hydrogen_needed(
        generation_mwh=1200.0,
        efficiency_low=0.5,
        efficiency_high=0.75,
        heating_value_mwh_per_t=32.0,
        production_t=10.0,
    )
    assert answer == HydrogenNeeded(needed_low_t=50.0, needed_high_t=75.0, ratio_low=5.0, ratio_high=7.5)


@given(st.floats(1, 1e8), st.floats(0.1, 1), st.floats(0.1, 1), st.floats(1, 1e6))
def test_energy_is_conserved(generation: float, one: float, other: float, production: float) -> None:
    low, high = sorted((one, other))
    answer = hydrogen_needed(
        generation_mwh=generation,
        efficiency_low=low,
        efficiency_high=high,
        heating_value_mwh_per_t=33.33,
        production_t=production,
    )
    assert answer.needed_low_t * high * 33.33 == pytest.approx(generation)
    assert answer.needed_high_t * low * 33.33 == pytest.approx(generation)
    assert answer.ratio_low <= answer.ratio_high


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"efficiency_high": 0.4}, "efficiency_low at most efficiency_high"),
        ({"efficiency_high": 60.0}, "at most 1"),
        ({"production_t": 0.0}, "production_t is 0"),
        ({"generation_mwh": float("nan")}, "generation_mwh is nan"),
    ],
)
def test_more_energy_out_than_in_and_missing_numbers_are_refused(
    changed: dict[str, float], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        hydrogen_needed(**{**PLAN_2030, **changed})


def test_fuel_cells_of_2030_would_need_nine_to_eleven_times_the_production() -> None:
    """004: 5,632,900 MWh of 2030 against 31,400 t a year: 282 to 338 thousand tonnes."""
    answer = hydrogen_needed(**PLAN_2030)
    assert (round(answer.needed_low_t, -3), round(answer.needed_high_t, -3)) == (282_000, 338_000)
    assert (round(answer.ratio_low), round(answer.ratio_high)) == (9, 11)
