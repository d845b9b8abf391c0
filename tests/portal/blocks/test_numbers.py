"""Amounts as each language writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.portal.blocks.numbers import grouped, shown, significant, symbol


@pytest.mark.parametrize(
    ("value", "unit", "korean", "english"),
    [
        (9_430_000, "tco2e", "943만 tCO₂e", "9.43 million tCO₂e"),
        (5_186_500, "tco2e", "519만 tCO₂e", "5.19 million tCO₂e"),
        (123_456_789, "tco2e", "1.23억 tCO₂e", "123 million tCO₂e"),
        (999_999, "t", "999,999 t", "999,999 t"),
        (56_800_000_000, "krw", "568억 원", "KRW 56.8 billion"),
        (120, "krw", "120원", "KRW 120"),
        (Decimal("5632.9"), "gwh", "5,632.9 GWh", "5,632.9 GWh"),
        (-45, "percent", "−45%", "−45%"),
        (377_217, "", "377,217", "377,217"),
        (Decimal("0.0123"), "mg_per_l", "0.0123 mg/L", "0.0123 mg/L"),
        (0, "t", "0 t", "0 t"),
        (42, "people", "42명", "42 people"),
        (2050, "year", "2050년", "2050"),
        (None, "t", "미상", "unknown"),
    ],
)
def test_an_amount_reads_as_its_language_writes_it(
    value: Decimal | int | None, unit: str, korean: str, english: str
) -> None:
    assert shown(value, unit=unit, language="ko").text == korean
    assert shown(value, unit=unit, language="en").text == english


def test_the_exact_value_travels_beside_the_rounded_one() -> None:
    assert shown(5_186_500, unit="tco2e", language="ko").exact == "5,186,500 tCO₂e"


def test_asked_for_decimals_are_kept() -> None:
    assert shown(Decimal("3"), unit="percent", language="ko", decimals=1).text == "3.0%"


def test_a_large_amount_is_written_out_when_a_table_asks() -> None:
    assert shown(9_430_000, unit="tco2e", language="en", short=False).text == "9,430,000 tCO₂e"


@pytest.mark.parametrize(
    ("unit", "sign"),
    [("ug_per_m3", "µg/m³"), ("krw_per_kg", "원/kg"), ("per_km2", "/km²"), ("blick", "blick")],
)
def test_a_unit_shows_its_sign(unit: str, sign: str) -> None:
    assert symbol(unit, language="ko") == sign


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_grouping_loses_nothing(value: Decimal) -> None:
    assert Decimal(grouped(value).replace(",", "").replace("−", "-")) == value


@given(st.decimals(min_value=1, max_value=10**12, places=2))
def test_three_digits_are_never_more_than_half_a_percent_off(value: Decimal) -> None:
    assert abs(significant(value, 3) - value) <= value * Decimal("0.005")


@given(st.decimals(min_value=1_000_000, max_value=10**15, places=0), st.sampled_from(["ko", "en"]))
def test_a_shortened_amount_has_at_most_four_digits(value: Decimal, language: str) -> None:
    digits = shown(value, unit="tco2e", language=language).digits
    assert sum(letter in "123456789" for letter in digits) <= 4
