"""Cells of an inventory are read as they are found in published tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.notation import KEYS, Cell, read_amount, read_cell

NUMBERS = {
    "3241273.14364046": "3241273.14364046",
    "1,234,567.8": "1234567.8",
    "1 234 567": "1234567",
    "1 234": "1234",
    "1'234": "1234",
    "1.234.567": "1234567",
    "1.234,5": "1234.5",
    "12,5": "12.5",
    "1,234": "1234",
    "1.2E+06": "1200000",
    "2e-3": "0.002",
    "-72248": "-72248",
    "−72,248": "-72248",
    "△72,248": "-72248",
    "(72,248)": "-72248",
    "+5": "5",
    "１２": "12",
    "1,234 tCO2e": "1234",
    "0": "0",
    "-0": "0",
}
KEYED = {
    "NO": (("NO",), ()),
    "no": (("NO",), ()),
    "Not occurring": (("NO",), ()),
    "not-estimated": (("NE",), ()),
    "NE; NE": (("NE",), ()),
    "NO; IE": (("NO", "IE"), ()),
    "NO,IE": (("NO", "IE"), ()),
    "NO/IE": (("NO", "IE"), ()),
    "NO IE": (("NO", "IE"), ()),
    "IE": (("IE",), ()),
    "I.E.": (("IE",), ()),
    "NE (no data)": (("NE",), ()),
    "IE (i-1-1)": (("IE",), ("I.1.1",)),
    "IE (II.1.1)": (("IE",), ("II.1.1",)),
    "ie(i.1.1)": (("IE",), ("I.1.1",)),
    "IE → II.1.1": (("IE",), ("II.1.1",)),
    "IE: II.1.1, II.2.1": (("IE",), ("II.1.1", "II.2.1")),
    "IE - see II.1.1": (("IE",), ("II.1.1",)),
    "included elsewhere in I.2.1": (("IE",), ("I.2.1",)),
    "IE (IV.1)": (("IE",), ("IV.1",)),
    "IE (IX.9.9)": None,
    "C": (("C",), ()),
    "confidential": (("C",), ()),
    "해당 없음": (("NO",), ()),
    "미산정": (("NE",), ()),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_read_however_it_is_parted(text: str) -> None:
    assert read_cell(text) == Cell(value=Decimal(NUMBERS[text]))


@pytest.mark.parametrize("text", KEYED)
def test_a_key_is_read_however_it_is_spelt(text: str) -> None:
    found = read_cell(text)
    if KEYED[text] is None:
        assert found.unread == text
    else:
        assert (found.keys, found.targets) == KEYED[text]
        assert found.value is None


@pytest.mark.parametrize("text", ["", " ", "-", "–", "n/a", "N.A.", "nan", "　"])
def test_nothing_is_neither_a_key_nor_zero(text: str) -> None:
    assert read_cell(text) == Cell()
    assert read_cell(text).is_blank


@pytest.mark.parametrize(
    "text",
    ["abc", "12 kt", "1,23,456", "II.1.1", "NO (II.1.1)", "12; 13", "1e99", "inf", "?", "5%", "1-2", "=1"],
)
def test_what_nobody_can_read_is_kept_as_it_is(text: str) -> None:
    found = read_cell(text)
    assert found.unread == text
    assert not found.is_blank
    assert not found.is_answered


def test_a_number_may_stand_beside_a_key() -> None:
    found = read_cell("1,234.5; NE")
    assert (found.value, found.keys) == (Decimal("1234.5"), ("NE",))
    assert found.is_answered
    assert not found.is_estimated


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_what_is_printed_is_read_again(value: Decimal) -> None:
    assert read_amount(f"{value:f}") == value
    assert read_amount(f"{value:,f}") == value


@given(st.text(max_size=200))
def test_a_cell_is_always_exactly_one_of_blank_answered_and_unread(text: str) -> None:
    found = read_cell(text)
    assert [found.is_blank, found.is_answered, bool(found.unread)].count(True) == 1
    assert set(found.keys) <= set(KEYS)


@pytest.mark.parametrize("text", ["NO,NE", "NO; NE", "NO NE", "no/ne"])
def test_two_keys_with_the_letters_of_none_are_two_keys(text: str) -> None:
    assert read_cell(text).keys == ("NO", "NE")
    assert read_cell("None").is_blank


def test_a_nought_before_the_comma_makes_decimals_of_what_follows() -> None:
    assert read_amount("0,185") == Decimal("0.185")
