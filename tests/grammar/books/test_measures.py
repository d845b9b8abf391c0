"""Units are read as people write them, and what they say is not dropped."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.measures import ratio, read_measure, read_quotient, read_rate
from dure.grammar.units import UNITS


@pytest.mark.parametrize(
    ("written", "symbol", "scale", "basis"),
    [
        ("kWh", "kWh", 1, ""),
        ("KWH", "kWh", 1, ""),
        ("㎥", "m3", 1, ""),
        ("m³", "m3", 1, ""),
        ("Nm³", "Nm3", 1, ""),
        ("1,000 m3", "m3", 1000, ""),
        ("10³ m3", "m3", 1000, ""),
        ("천Nm3", "Nm3", 1000, ""),
        ("TJ (NCV)", "TJ", 1, "NCV"),
        ("GJ HHV", "GJ", 1, "GCV"),
        ("톤", "t", 1, ""),
        ("Mg", "t", 1, ""),
        ("litres", "L", 1, ""),
        ("㎘", "kL", 1, ""),
        ("passenger-km", "pkm", 1, ""),
        ("US gallons", "gal_us", 1, ""),
    ],
)
def test_a_unit_is_read_as_written(written: str, symbol: str, scale: int, basis: str) -> None:
    measure = read_measure(written)
    assert measure is not None
    assert (measure.symbol, measure.scale, measure.basis) == (symbol, Fraction(scale), basis)


@pytest.mark.parametrize("written", ["gallon", "MT", "widgets"])
def test_a_unit_that_could_be_two_fits_only_itself(written: str) -> None:
    measure, litre = read_measure(written), read_measure("L")
    assert measure is not None
    assert litre is not None
    assert measure.symbol == ""
    assert ratio(measure, into=litre) is None
    assert ratio(measure, into=measure) == 1


def test_what_is_counted_is_not_something_else_that_is_counted() -> None:
    people, vehicles = read_measure("persons"), read_measure("vehicles")
    assert people is not None
    assert vehicles is not None
    assert ratio(people, into=vehicles) is None


@pytest.mark.parametrize(
    ("written", "mass", "substance", "per"),
    [
        ("kg/TJ", "kg", "", "TJ"),
        ("kg CO2e / kWh", "kg", "CO2e", "kWh"),
        ("tCO2eq/MWh", "t", "CO2e", "MWh"),
        ("tC/TJ", "t", "C", "TJ"),
        ("kg per m3", "kg", "", "m3"),
        ("g CO2/vkm", "g", "CO2", "vkm"),
        ("kgCH4/TJ (NCV)", "kg", "CH4", "TJ"),
        ("kg/unit", "kg", "", None),
    ],
)
def test_a_factor_says_mass_of_what_per_what(
    written: str, mass: str, substance: str, per: str | None
) -> None:
    rate = read_rate(written)
    assert rate is not None
    assert (rate.mass.symbol, rate.substance, rate.per and rate.per.symbol) == (mass, substance, per)


def test_what_is_no_factor_is_none() -> None:
    assert read_rate("MJ/kg") is None
    assert read_quotient("MJ/kg") is not None
    assert read_quotient("kg") is None
    assert read_measure("") is None


@given(one=st.sampled_from(sorted(UNITS)), other=st.sampled_from(sorted(UNITS)))
def test_there_and_back_is_where_it_began(one: str, other: str) -> None:
    first, second = read_measure(one), read_measure(other)
    assert first is not None
    assert second is not None
    there, back = ratio(first, into=second), ratio(second, into=first)
    assert (there is None) == (back is None)
    assert there is None or back is None or there * back == Fraction(1)
