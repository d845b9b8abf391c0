"""A whole table tells how its decimals are meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.decimal_marks import BOTH, COMMA, POINT, decimal_mark, is_open, with_point

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


def printed(value: Decimal, thousands: str, decimals: str) -> str:
    """A number as a country prints it."""
    return f"{value:,.3f}".replace(",", "_").replace(".", decimals).replace("_", thousands)


@given(st.lists(AMOUNTS, min_size=1), st.sampled_from([".", " ", "'", ""]))
def test_a_table_with_decimal_commas_says_what_one_with_points_says(
    values: list[Decimal], thousands: str
) -> None:
    texts = ["0,5", *(printed(value, thousands, ",") for value in values)]
    mark = decimal_mark(texts)
    assert mark == COMMA
    assert [Decimal(with_point(text, mark=mark)) for text in texts[1:]] == values


@given(st.lists(AMOUNTS, min_size=1))
def test_a_table_with_decimal_points_is_left_as_it_is(values: list[Decimal]) -> None:
    texts = ["0.5", *(printed(value, ",", ".") for value in values)]
    mark = decimal_mark(texts)
    assert mark == POINT
    assert [with_point(text, mark=mark) for text in texts] == texts


@pytest.mark.parametrize("text", ["", "NO", "IE (I.1.1)", "NO; NE", "12 kt", "2018", "1e5", "I.1.1", "-"])
def test_what_is_no_number_stays_as_it_is(text: str) -> None:
    assert [with_point(text, mark=mark) for mark in (POINT, COMMA, BOTH)] == [text] * 3


def test_only_a_table_that_writes_decimals_both_ways_leaves_a_number_open() -> None:
    texts = ["0,5", "0.5", "1,234"]
    assert decimal_mark(texts) == BOTH
    assert is_open("1,234", mark=BOTH)
    assert not is_open("1,234", mark=COMMA)
    assert not is_open("1234", mark=BOTH)
    assert with_point("0,5", mark=BOTH) == "0.5"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("△1.234", "-1234"),
        ("(1.234,5)", "-1234.5"),
        ("12,5 %", "12.5%"),
        ("+1 234,5", "1234.5"),
        ("0,185", "0.185"),
        ("440.17", "440.17"),
    ],
)
def test_signs_and_percents_are_kept(text: str, plain: str) -> None:
    assert with_point(text, mark=COMMA) == plain
