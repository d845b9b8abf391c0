"""Farming, land, processes and fugitives: worked examples, published factors and signs."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines import inventory

ONE = np.array([1.0])


def test_a_hundred_dairy_cows_of_eastern_europe_excrete_their_nitrogen(oracles: Path) -> None:
    table = (oracles / "climate" / "ipcc_waste" / "test_agriculture_nex.csv").read_text()
    rate = next(float(line.split(",")[4]) for line in table.splitlines() if "Eastern Europe" in line)
    answer = inventory.nitrogen_excreted(
        heads=100 * ONE, animal_kg=550 * ONE, nitrogen_kg_per_t_day=rate * ONE
    )
    assert answer.nitrogen_kg[0] == pytest.approx(100 * 0.55 * 0.42 * 365)


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_land_gives_off_or_takes_up_never_both_and_never_below_zero(gained: float, lost: float) -> None:
    answer = inventory.gain_and_loss(gained_carbon_kg=gained * ONE, lost_carbon_kg=lost * ONE)
    emitted, removed = float(answer.co2_kg[0]), float(answer.removed_co2_kg[0])
    assert min(emitted, removed) == 0 <= max(emitted, removed)
    assert emitted - removed == pytest.approx((lost - gained) * 44 / 12)


@given(st.floats(0, 1e9), st.floats(-1e6, 1e6), st.integers(1, 50))
def test_both_ways_to_see_a_stock_agree(first: float, change: float, years: int) -> None:
    last = max(0.0, first + change * years)
    by_stock = inventory.stock_difference(
        first_carbon_kg=first * ONE, last_carbon_kg=last * ONE, years=years * ONE
    )
    a_year = (last - first) / years
    by_flow = inventory.gain_and_loss(
        gained_carbon_kg=max(a_year, 0) * ONE, lost_carbon_kg=max(-a_year, 0) * ONE
    )
    assert by_stock.co2_kg[0] == pytest.approx(by_flow.co2_kg[0])
    assert by_stock.removed_co2_kg[0] == pytest.approx(by_flow.removed_co2_kg[0])


def test_growing_trees_take_up_44_twelfths_of_their_carbon() -> None:
    carbon = inventory.trees_grown(
        area_ha=ONE, growth_t_per_ha=4 * ONE, root_ratio=0.25 * ONE, carbon_share=0.47 * ONE
    ).carbon_kg
    answer = inventory.gain_and_loss(gained_carbon_kg=carbon, lost_carbon_kg=0 * ONE)
    assert answer.removed_co2_kg[0] == pytest.approx(2350 * 44 / 12)
    assert answer.co2_kg[0] == 0


def test_urea_and_lime_lose_all_their_carbon() -> None:
    answer = inventory.lime_or_urea_spread(
        spread_kg=np.array([1000.0, 1000.0]), carbon_share=np.array([0.2, 0.12])
    )
    assert answer.co2_kg.tolist() == pytest.approx([733.333333, 440])


def test_a_tonne_of_limestone_holds_439_71_kilograms() -> None:
    """IPCC 2006, volume 3, table 2.1; the masses of CO2 and CaCO3 say the same."""
    share = 44.0095 / 100.0869
    assert share == pytest.approx(0.43971, abs=5e-6)
    answer = inventory.carbonate_calcined(
        carbonate_kg=1000 * ONE, pure_share=ONE, co2_kg_per_kg=0.43971 * ONE, calcined_share=ONE
    )
    assert answer.co2_kg[0] == pytest.approx(439.71)


def test_clinker_with_65_percent_lime_has_the_default_of_the_ipcc() -> None:
    """IPCC 2006, volume 3, equation 2.4: 0.51, and 0.52 with 2 % for kiln dust."""
    bare, dusty = (
        float(
            inventory.clinker_made(
                clinker_kg=ONE, oxide_share=0.65 * ONE, kiln_dust_factor=dust * ONE
            ).co2_kg[0]
        )
        for dust in (1.0, 1.02)
    )
    assert (round(bare, 2), round(dusty, 2)) == (0.51, 0.52)


def test_a_network_loses_no_more_gas_than_it_holds() -> None:
    with pytest.raises(ValueError, match=r"methane_share \+ co2_share is 1.2"):
        inventory.gas_lost(
            supplied_m3=ONE,
            lost_share=0.01 * ONE,
            methane_share=0.9 * ONE,
            co2_share=0.3 * ONE,
            methane_density_kg_per_m3=0.7156 * ONE,
            co2_density_kg_per_m3=1.9768 * ONE,
        )


def test_a_stock_over_no_years_is_refused() -> None:
    with pytest.raises(ValueError, match=r"years holds 0.0"):
        inventory.stock_difference(first_carbon_kg=ONE, last_carbon_kg=ONE, years=0 * ONE)
