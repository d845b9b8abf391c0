"""Burning, composting and waste water: worked examples, published factors, and mistakes made elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines import inventory

ONE = np.array([1.0])


def burnt(
    mass: float, dry: float, carbon: float, fossil: float, ratio: float = 44 / 12
) -> tuple[float, float]:
    answer = inventory.waste_burnt(
        burnt_kg=mass * ONE,
        dry_share=dry * ONE,
        carbon_share=carbon * ONE,
        fossil_share=fossil * ONE,
        oxidised_share=ONE,
        co2_per_carbon=ratio,
    )
    return float(answer.co2_kg[0]), float(answer.biogenic_co2_kg[0])


def test_a_tonne_of_plastics_is_2_75_tonnes_of_fossil_carbon_dioxide() -> None:
    assert list(burnt(1000, 1, 0.75, 1)) == pytest.approx([2750, 0])


def test_paper_burns_to_a_memo_and_a_trace() -> None:
    """Korean factors of household paper: dm 0.9, CF 0.46, FCF 0.01, and 3.664."""
    fossil, living = burnt(1000, 0.9, 0.46, 0.01, 3.664)
    assert fossil == pytest.approx(1000 * 0.9 * 0.46 * 0.01 * 3.664)
    assert living == pytest.approx(99 * fossil)


@given(st.floats(0, 1e6), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_fossil_and_living_are_all_the_carbon(mass: float, dry: float, carbon: float, fossil: float) -> None:
    assert sum(burnt(mass, dry, carbon, fossil)) == pytest.approx(mass * dry * carbon * 44 / 12)


def test_a_forgotten_44_twelfths_is_refused() -> None:
    with pytest.raises(ValueError, match="give 44/12"):
        burnt(1000, 1, 0.75, 1, 1.0)


def test_a_gram_of_methane_is_not_cut_off() -> None:
    """Elsewhere CH4 and N2O are cut to whole kilograms."""
    answer = inventory.burning_traces(burnt_kg=1000 * ONE, ch4_kg_per_kg=6e-6 * ONE, n2o_kg_per_kg=5e-5 * ONE)
    assert answer.ch4_kg[0] == pytest.approx(0.006)
    assert answer.n2o_kg[0] == pytest.approx(0.05)


def test_composting_a_thousand_tonnes_wet_is_four_tonnes_of_methane() -> None:
    answer = inventory.organic_waste_treated(
        treated_kg=1e6 * ONE, ch4_kg_per_kg=0.004 * ONE, n2o_kg_per_kg=0.00024 * ONE, recovered_ch4_kg=0 * ONE
    )
    assert (answer.ch4_kg[0], answer.n2o_kg[0]) == (pytest.approx(4000), pytest.approx(240))


@given(st.floats(0, 1))
def test_with_a_floor_at_least_a_twentieth_escapes(share: float) -> None:
    made = 800.0
    answer = inventory.organic_waste_treated_with_floor(
        treated_kg=1e6 * ONE,
        ch4_kg_per_kg=0.0008 * ONE,
        n2o_kg_per_kg=0 * ONE,
        recovered_ch4_kg=share * made * ONE,
        greatest_share=0.95,
    )
    assert answer.ch4_kg[0] == pytest.approx(max(made * (1 - share), 0.05 * made), abs=1e-9)


def test_more_methane_than_was_made_cannot_be_recovered() -> None:
    with pytest.raises(ValueError, match=r"recovered_ch4_kg is 5.0 and the methane made is 4.0"):
        inventory.organic_waste_treated(
            treated_kg=1000 * ONE,
            ch4_kg_per_kg=0.004 * ONE,
            n2o_kg_per_kg=0 * ONE,
            recovered_ch4_kg=5 * ONE,
        )


@given(st.floats(0.01, 1))
def test_people_are_multiplied_by_the_share_of_a_path_not_divided(share: float) -> None:
    """Elsewhere the population is divided by the share of its income group."""

    def organics(of: float) -> float:
        return float(
            inventory.domestic_organics(
                people=1000 * ONE,
                bod_kg_per_day=0.04 * ONE,
                days=365 * ONE,
                path_share=of * ONE,
                industry_factor=ONE,
            ).organics_kg[0]
        )

    assert organics(share) == pytest.approx(share * organics(1.0))


def test_sludge_is_taken_from_nitrogen_as_nitrogen() -> None:
    """Elsewhere kilograms of sludge (of BOD) are taken from kilograms of nitrogen."""
    sludge = inventory.sludge_nitrogen(sludge_kg=1000 * ONE, nitrogen_share=0.05 * ONE)
    left = inventory.effluent_nitrogen(
        nitrogen_kg=200 * ONE, sludge_nitrogen_kg=sludge.nitrogen_kg, removed_share=0 * ONE
    )
    assert left.nitrogen_kg[0] == pytest.approx(150)
    with pytest.raises(ValueError, match=r"sludge_nitrogen_kg is 1000.0"):
        inventory.effluent_nitrogen(
            nitrogen_kg=200 * ONE, sludge_nitrogen_kg=1000 * ONE, removed_share=0 * ONE
        )


def test_nitrogen_becomes_nitrous_oxide_by_44_over_28() -> None:
    """Elsewhere effluent comes out as N2O-N and is called N2O."""
    answer = inventory.waste_water_nitrous_oxide(nitrogen_kg=1000 * ONE, n2o_n_share=0.005 * ONE)
    assert answer.n2o_kg[0] == pytest.approx(1000 * 0.005 * 44 / 28)


def test_a_septic_tank_makes_half_of_what_its_organics_could() -> None:
    """IPCC: B0 0.6 kg CH4/kg BOD, MCF 0.5."""
    answer = inventory.waste_water_methane(
        organics_kg=1000 * ONE,
        sludge_organics_kg=0 * ONE,
        capacity_kg_per_kg=0.6 * ONE,
        mcf=0.5 * ONE,
        recovered_ch4_kg=0 * ONE,
    )
    assert answer.ch4_kg[0] == pytest.approx(300)
