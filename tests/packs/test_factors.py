"""What is printed of factors in the packs, and the misprints that are found."""

from decimal import Decimal

import pytest

from dure.grammar.books.library import read_library
from dure.grammar.read import read
from tests.packs.answers import verdicts
from tests.source import ROOT

LIBRARY = read_library(ROOT / "packs")
FACTORS = {factor.address: factor for factor in LIBRARY.factors}


@pytest.mark.parametrize(
    ("address", "gas", "printed"),
    [
        ("korea/electricity-0-4781", "CO2", "474.7"),
        ("korea/electricity-0-4781", "CH4", "0.0125"),
        ("korea/electricity-0-4781", "N2O", "0.0100"),
        ("daegu/district-heat", "CO2", "52792"),
        ("daegu/district-heat", "CH4", "5.4446"),
        ("gwangju/district-heat", "N2O", "0.5625"),
        ("korea/district-heat-sejong", "CO2", "41356"),
        ("korea/natural-gas-commercial", "CH4", "5"),
        ("korea/city-gas-lpg-energy", "CO2", "64000"),
        ("korea/incineration-batch-fluidised", "CH4", "0.237"),
        ("world/composting-wet", "N2O", "0.24"),
    ],
)
def test_gases_stand_as_printed(address: str, gas: str, printed: str) -> None:
    assert dict(FACTORS[address].gases_kg)[gas] == Decimal(printed)


@pytest.mark.parametrize(
    ("address", "composite", "first", "last", "published"),
    [
        ("korea/electricity-2020-2022", "454.1", 2020, 2022, "2025-03"),
        ("korea/electricity-2023", "417.3", 2023, 2023, "2025-12-18"),
        ("korea/electricity-2021-reference", "450.9", 2021, 2021, "2025-12-18"),
        ("korea/electricity-2022-reference", "431.2", 2022, 2022, "2025-12-18"),
    ],
)
def test_composites_of_electricity_have_no_set(
    address: str, composite: str, first: int, last: int, published: str
) -> None:
    factor = FACTORS[address]
    assert factor.composite_kgco2e == Decimal(composite)
    assert (factor.composite_set, factor.is_split, factor.verify) == ("unknown", False, True)
    assert factor.valid_from is not None
    assert factor.valid_to is not None
    assert (factor.valid_from.year, factor.valid_to.year, factor.published) == (first, last, published)


def test_liquid_fuels_stand_with_carbon_and_both_calorific_values() -> None:
    diesel = FACTORS["korea/diesel"]
    assert (diesel.carbon_kg, diesel.ncv, diesel.gcv) == (Decimal(20090), Decimal("35.3"), Decimal(9020))
    assert (diesel.ncv_unit, diesel.gcv_unit, diesel.basis) == ("MJ/L", "kcal/L", "NCV")
    assert len([factor for factor in LIBRARY.factors if factor.carbon_kg is not None]) == 15


def test_the_misprinted_examples_are_found_and_the_composite_is_not_in_ar5() -> None:
    found = verdicts(read(ROOT / "packs"), place="korea", system="emission_factors")
    assert {name: verdict.holds for name, verdict in found.items()} == {
        "diesel_example": False,
        "city_gas_example": False,
        "anthracite_example": False,
        "grid_factor_under_ar5": False,
        "grid_factor_under_sar": True,
    }
    assert found["diesel_example"].expected == pytest.approx(13_001.578, abs=0.001)
    assert found["city_gas_example"].expected == pytest.approx(5455.725)
    assert found["anthracite_example"].expected == pytest.approx(2145.64)
