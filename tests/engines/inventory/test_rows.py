"""Every method of activity rows: an example by hand, what is missing, what is refused, and laws of decay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines import inventory
from dure.engines.inventory.declared import MEMO
from dure.engines.inventory.methods import METHODS, emitted

SEWAGE = {"sludge_organics_kg": 0, "capacity_kg_per_kg": 0.6, "mcf": 0.5, "recovered_ch4_kg": 0}
NITROGEN = {
    "protein_kg": 25,
    "nitrogen_share": 0.16,
    "household_factor": 1.1,
    "unconsumed_factor": 1,
    "industry_factor": 1.25,
}
BURNT = {
    "dry_share": 0.5,
    "carbon_share": 0.4,
    "fossil_share": 0.25,
    "oxidised_share": 1,
    "co2_per_carbon": 44 / 12,
    "ch4_kg_per_kg": 6e-6,
    "n2o_kg_per_kg": 4e-5,
}
DECAY = {
    "doc": 0.15,
    "docf": 0.7,
    "mcf": 0.705,
    "k_per_year": 0.185,
    "start_month": 13,
    "methane_share": 0.5,
    "methane_per_carbon": 16 / 12,
    "recovered_ch4_kg": 0,
    "greatest_recovered_share": 1,
    "oxidised_share": 0,
}
FIRE = {
    "fuel_t_per_ha": 10,
    "burnt_share": 0.5,
    "ch4_g_per_kg": 4.7,
    "n2o_g_per_kg": 0.26,
    "co2_g_per_kg": 1569,
}
EXAMPLES: dict[str, tuple[float, dict[str, float], dict[str, float]]] = {
    "measured_co2": (5, {}, {"CO2": 5}),
    "measured_ch4": (5, {}, {"CH4": 5}),
    "measured_n2o": (5, {}, {"N2O": 5}),
    "fuel_energy": (
        10,
        {
            "co2_kg_per_tj": 56100,
            "ch4_kg_per_tj": 5,
            "n2o_kg_per_tj": 0.1,
            "oxidised_share": 1,
            "biogenic_share": 0.1,
        },
        {"CO2": 504900, "CH4": 50, "N2O": 1, MEMO: 56100},
    ),
    "fuel_carbon": (
        1000,
        {
            "calorific_mj_per_kg": 30,
            "carbon_kg_per_gj": 20,
            "oxidised_share": 0.99,
            "biogenic_share": 0,
            "ch4_kg_per_tj": 3,
            "n2o_kg_per_tj": 0.6,
        },
        {"CO2": 30 * 20 * 0.99 * 44 / 12, "CH4": 0.09, "N2O": 0.018, MEMO: 0},
    ),
    "fuel_not_burnt": (
        2,
        {"carbon_kg_per_gj": 20, "oxidised_share": 0.2},
        {"CO2": 2 * 20_000 * 0.2 * 44 / 12},
    ),
    "distance_driven": (
        1000,
        {
            "fuel_l_per_km": 0.08,
            "co2_kg_per_l": 2.5,
            "ch4_kg_per_km": 1e-5,
            "n2o_kg_per_km": 2e-5,
            "biogenic_share": 0,
        },
        {"CO2": 200, "CH4": 0.01, "N2O": 0.02, MEMO: 0},
    ),
    "grid_losses": (
        95,
        {"lost_share": 0.05, "co2_kg_per_mwh": 400, "ch4_kg_per_mwh": 0.01, "n2o_kg_per_mwh": 0.02},
        {"CO2": 2000, "CH4": 0.05, "N2O": 0.1},
    ),
    "gas_lost": (
        1000,
        {
            "lost_share": 0.01,
            "methane_share": 0.9,
            "co2_share": 0.05,
            "methane_density_kg_per_m3": 0.7,
            "co2_density_kg_per_m3": 2,
        },
        {"CH4": 6.3, "CO2": 1},
    ),
    "coal_mined": (
        100,
        {"methane_m3_per_t": 18, "methane_density_kg_per_m3": 0.67, "recovered_ch4_kg": 206},
        {"CH4": 1000},
    ),
    "clinker": (1000, {"oxide_share": 0.65, "kiln_dust_factor": 1}, {"CO2": 650 * 44.01 / 56.08}),
    "cement": (
        1000,
        {"clinker_share": 0.75, "imported_clinker_kg": 100, "exported_clinker_kg": 50, "co2_kg_per_kg": 0.52},
        {"CO2": 364},
    ),
    "carbonate": (1000, {"pure_share": 0.9, "co2_kg_per_kg": 0.43971, "calcined_share": 1}, {"CO2": 395.739}),
    "lime": (1000, {"co2_kg_per_kg": 0.75, "dust_factor": 1.02, "water_share": 0}, {"CO2": 765}),
    "glass": (1000, {"co2_kg_per_kg": 0.2, "cullet_share": 0.5}, {"CO2": 100}),
    "product_leaks:HFC-134a": (500, {"leaking_share": 0.02}, {"HFC-134a": 10}),
    "product_made:N2O": (
        1000,
        {"gas_kg_per_kg": 0.009, "destroyed_share": 0.8, "used_share": 0.5},
        {"N2O": 5.4},
    ),
    "landfill_decay": (
        0,
        {**DECAY, "year": 1951, "deposited_kg_1950": 2_300_322_000},
        {"CH4": 19_173_192.1325},
    ),
    "methane_commitment": (
        6000,
        {
            "doc": 0.2,
            "docf": 0.5,
            "mcf": 1,
            "methane_share": 0.5,
            "recovered_share": 0.5,
            "oxidised_share": 0.1,
        },
        {"CH4": 180},
    ),
    "incineration": (3000, BURNT, {"CO2": 550, "CH4": 0.018, "N2O": 0.12, MEMO: 1650}),
    "liquid_waste": (
        1500,
        {
            "carbon_share": 0.8,
            "oxidised_share": 1,
            "co2_per_carbon": 44 / 12,
            "ch4_kg_per_kg": 0,
            "n2o_kg_per_kg": 1e-4,
        },
        {"CO2": 4400, "CH4": 0, "N2O": 0.15},
    ),
    "open_burning": (
        1000,
        {**BURNT, "waste_kg_per_day": 0.6, "days": 365, "burning_share": 0.5, "burnt_share": 0.6},
        {
            "CO2": 65700 * 0.5 * 0.4 * 0.25 * 44 / 12,
            "CH4": 0.3942,
            "N2O": 2.628,
            MEMO: 65700 * 0.5 * 0.4 * 0.75 * 44 / 12,
        },
    ),
    "composting": (
        1000,
        {"ch4_kg_per_kg": 0.004, "n2o_kg_per_kg": 0.00024, "recovered_ch4_kg": 1},
        {"CH4": 3, "N2O": 0.24},
    ),
    "composting_with_floor": (
        1000,
        {"ch4_kg_per_kg": 0.1, "n2o_kg_per_kg": 0, "recovered_ch4_kg": 99, "greatest_recovered_share": 0.95},
        {"CH4": 5, "N2O": 0},
    ),
    "sewage_methane": (
        1000,
        {**SEWAGE, "bod_kg_per_day": 0.04, "days": 365, "path_share": 0.5, "industry_factor": 1.25},
        {"CH4": 2737.5},
    ),
    "industrial_waste_water": (10, {**SEWAGE, "water_m3_per_t": 7, "cod_kg_per_m3": 2.7}, {"CH4": 56.7}),
    "sewage_plant_nitrous_oxide": (100, {**NITROGEN, "n2o_n_share": 0.016}, {"N2O": 550 * 0.016 * 44 / 28}),
    "sewage_nitrous_oxide": (
        100,
        {**NITROGEN, "sludge_nitrogen_kg": 50, "removed_share": 0.4, "n2o_n_share": 0.005},
        {"N2O": 300 * 0.005 * 44 / 28},
    ),
    "enteric_fermentation": (50, {"ch4_kg_per_head": 128}, {"CH4": 6400}),
    "manure": (
        10,
        {"animal_kg": 500, "solids_kg_per_t_day": 8, "system_share": 0.5, "ch4_g_per_kg": 10},
        {"CH4": 73},
    ),
    "manure_nitrous_oxide": (
        10,
        {
            "animal_kg": 500,
            "nitrogen_kg_per_t_day": 0.4,
            "system_share": 0.5,
            "n2o_n_share": 0.01,
            "volatilised_share": 0.4,
            "deposited_n2o_n_share": 0.01,
            "leached_share": 0.02,
            "leached_n2o_n_share": 0.011,
        },
        {"N2O": 365 * (0.01 + 0.4 * 0.01 + 0.02 * 0.011) * 44 / 28},
    ),
    "nitrogen_on_soils": (7000, {"lost_share": 0.2, "n2o_n_share": 0.01}, {"N2O": 22}),
    "rice": (
        10,
        {"days": 100, "ch4_kg_per_ha_day": 1.3, "water_factor": 0.5, "straw_factor": 2},
        {"CH4": 1300},
    ),
    "lime_or_urea": (300, {"carbon_share": 0.12}, {"CO2": 132}),
    "forest_growth": (
        10,
        {"growth_t_per_ha": 4, "root_ratio": 0.25, "carbon_share": 0.5, "lost_carbon_kg": 1000},
        {"CO2": -24_000 * 44 / 12},
    ),
    "wood_taken": (
        100,
        {"biomass_t_per_m3": 0.8, "root_ratio": 0.25, "carbon_share": 0.5},
        {"CO2": 50_000 * 44 / 12},
    ),
    "stock_difference": (2, {"first_t_per_ha": 50, "last_t_per_ha": 65, "years": 10}, {"CO2": -11_000}),
    "soil_carbon": (6, {"first_t_per_ha": 50, "last_t_per_ha": 40, "years": 20}, {"CO2": 11_000}),
    "vegetation_burnt": (2, FIRE, {"CH4": 47, "N2O": 2.6, MEMO: 15_690}),
}


def test_every_method_has_an_example() -> None:
    assert {name.partition(":")[0] for name in EXAMPLES} == set(METHODS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_row_comes_out_as_by_hand(name: str) -> None:
    quantity, arguments, gases = EXAMPLES[name]
    found = emitted(method=name, quantity=quantity, given=arguments)
    assert found.missing == ()
    assert found.gases_kg == pytest.approx(gases)


@pytest.mark.parametrize("name", [name for name, (_, arguments, _gases) in EXAMPLES.items() if arguments])
def test_whatever_is_missing_is_listed_and_nothing_is_computed(name: str) -> None:
    quantity, arguments, _gases = EXAMPLES[name]
    for left_out in arguments:
        rest = {each: value for each, value in arguments.items() if each != left_out}
        if left_out == "deposited_kg_1950":
            continue
        found = emitted(method=name, quantity=quantity, given=rest)
        assert (found.gases_kg, found.missing) == ({}, (left_out,))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_argument_of_another_method_is_refused(name: str) -> None:
    quantity, arguments, _gases = EXAMPLES[name]
    with pytest.raises(ValueError, match="does not take wibble"):
        emitted(method=name, quantity=quantity, given={**arguments, "wibble": 1})


@pytest.mark.parametrize("name", [name for name, (_, arguments, _g) in EXAMPLES.items() if arguments])
def test_a_share_above_one_is_refused(name: str) -> None:
    quantity, arguments, _gases = EXAMPLES[name]
    for share in (each for each in arguments if each.endswith("_share") or each in {"doc", "mcf"}):
        with pytest.raises(ValueError, match=r"share|doc|mcf"):
            emitted(method=name, quantity=quantity, given={**arguments, share: 1.5})


def test_a_gas_is_named_where_the_row_is_of_one_and_nowhere_else() -> None:
    with pytest.raises(ValueError, match="which gas"):
        emitted(method="product_leaks", quantity=1, given={"leaking_share": 0.1})
    with pytest.raises(ValueError, match="without :SF6"):
        emitted(method="rice:SF6", quantity=1, given=EXAMPLES["rice"][1])
    with pytest.raises(KeyError):
        emitted(method="alchemy", quantity=1, given={})


def _years(first: int, last: int, kg: float) -> dict[str, float]:
    return {f"deposited_kg_{year}": kg for year in range(first, last)}


@pytest.mark.parametrize(("year", "gg"), [(1951, 19.173192), (1955, 68.506291), (1959, 92.043799)])
def test_a_row_of_decay_is_the_sheet_of_the_ipcc_to_six_decimals(year: int, gg: float) -> None:
    given_ = {**DECAY, "year": year, **_years(1950, year, 2_300_322_000)}
    found = emitted(method="landfill_decay", quantity=2_300_322_000, given=given_)
    assert round(found.gases_kg["CH4"] / 1e6, 6) == gg


def test_a_gap_between_deposits_is_missing_and_a_later_year_refused() -> None:
    given_ = {**DECAY, "year": 1955, "deposited_kg_1950": 1.0, "deposited_kg_1953": 1.0}
    found = emitted(method="landfill_decay", quantity=1, given=given_)
    assert found.missing == ("deposited_kg_1951", "deposited_kg_1952", "deposited_kg_1954")
    assert emitted(method="landfill_decay", quantity=1, given={**DECAY, "year": 1955}).missing == (
        "deposited_kg_1954",
    )
    with pytest.raises(ValueError, match="not before 1955"):
        emitted(method="landfill_decay", quantity=1, given={**given_, "deposited_kg_1955": 1.0})


def test_the_korean_variants_are_numbers_of_the_row() -> None:
    """1.336 for 16/12, and a site that recovers more than 75 % has made recovered / 0.75."""
    plain = {**DECAY, "year": 1951, "deposited_kg_1950": 1e6}
    korean = {**plain, "methane_per_carbon": 1.336, "greatest_recovered_share": 0.75}
    made, other = (
        emitted(method="landfill_decay", quantity=0, given=row).gases_kg["CH4"] for row in (plain, korean)
    )
    assert other / made == pytest.approx(1.336 * 12 / 16)
    much = {**korean, "recovered_ch4_kg": 0.9 * other}
    left = emitted(method="landfill_decay", quantity=0, given=much).gases_kg["CH4"]
    assert left == pytest.approx(0.9 * other / 0.75 * 0.25)
    with pytest.raises(ValueError, match="at most generated"):
        emitted(method="landfill_decay", quantity=0, given={**plain, "recovered_ch4_kg": 1.1 * made})


@given(st.lists(st.floats(0, 1e9), min_size=2, max_size=30), st.floats(0, 1))
def test_rows_of_decay_add_up_to_the_engine_of_all_years(deposits: list[float], k: float) -> None:
    """A statement of each year, row by row, is first-order decay run once over all of them."""
    masses = np.array(deposits) * 0.15 * 0.7 * 0.705
    whole = inventory.first_order_decay(ddocm=masses, k_per_year=k, start_month=13).decomposed
    last = 2000 + len(deposits) - 1
    earlier = {f"deposited_kg_{2000 + at}": mass for at, mass in enumerate(deposits[:-1])}
    row = {**DECAY, "k_per_year": k, "year": last, **earlier}
    found = emitted(method="landfill_decay", quantity=deposits[-1], given=row)
    assert found.gases_kg["CH4"] == pytest.approx(whole[-1] * 0.5 * 16 / 12, rel=1e-9, abs=1e-9)
