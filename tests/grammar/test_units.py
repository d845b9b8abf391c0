"""Units convert exactly, and a figure's name ends with one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.units import UNITS, convert, converts, ends_with_unit, find_unit, slug, unit_in_name

SYMBOLS = st.sampled_from(sorted(UNITS))


@pytest.mark.parametrize(
    ("printed", "unit", "into", "value"),
    [
        ("1", "toe", "MWh", "11.63"),
        ("9.43", "MtCO2e", "tCO2e", "9430000"),
        ("1600", "KRW_100_million", "KRW", "160000000000"),
        ("90", "min", "h", "1.5"),
        ("0.5", "GW", "MW", "500"),
        ("3", "10_thousand", "1", "30000"),
        ("2", "tCO2e/MWh", "kgCO2e/kWh", "2"),
        ("1.5", "mg/L", "g/m3", "1.5"),
        ("3600", "MJ", "MWh", "1"),
    ],
)
def test_a_value_is_the_same_in_another_unit(printed: str, unit: str, into: str, value: str) -> None:
    assert convert(Decimal(printed), unit=unit, into=into) == Decimal(value)


def test_co2_equivalent_is_not_mass() -> None:
    assert not converts("tCO2e", "t")
    with pytest.raises(ValueError, match="does not convert"):
        convert(Decimal(1), unit="tCO2e", into="t")


def test_no_two_units_end_a_name_alike() -> None:
    slugs = [slug(symbol) for symbol in UNITS if slug(symbol)]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize(
    ("name", "unit", "holds"),
    [
        ("emissions_tco2e", "tCO2e", True),
        ("bod_mg_per_l", "mg/L", True),
        ("cost_krw", "KRW", True),
        ("trees", "1", True),
        ("jobs_per_year", "jobs/year", True),
        ("emissions", "tCO2e", False),
        ("heat_t", "tCO2e", False),
    ],
)
def test_a_name_ends_with_its_unit(name: str, unit: str, holds: bool) -> None:
    assert ends_with_unit(name, unit) is holds


def test_a_unit_at_the_end_of_a_name_is_seen() -> None:
    assert unit_in_name("demand_mwh") == "MWh"
    assert unit_in_name("trees") == ""


@given(SYMBOLS, SYMBOLS, st.decimals(-(10**9), 10**9, places=3))
def test_there_and_back_is_where_we_were(one: str, other: str, value: Decimal) -> None:
    if converts(one, other):
        back = convert(convert(value, unit=one, into=other), unit=other, into=one)
        assert abs(Fraction(back) - Fraction(value)) <= abs(Fraction(value)) / 10**24


@given(st.text(max_size=20))
def test_any_text_is_a_unit_or_not(text: str) -> None:
    assert find_unit(text) is None or slug(text) is not None
