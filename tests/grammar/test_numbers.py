"""Numbers are read as printed, periods as written, bytes as text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.encodings import decode
from dure.grammar.numbers import Printed, mended_number, print_number, read_number
from dure.grammar.periods import day_of, days_of, period_days


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("5,632,900", "5632900", "1"),
        ("9.43", "9.43", "0.01"),
        ("-4.2435", "-4.2435", "0.0001"),
        ("0", "0", "1"),
    ],
)
def test_a_printed_number_has_a_value_and_a_step(text: str, value: str, step: str) -> None:
    assert read_number(text) == Printed(Decimal(value), Decimal(step))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("５６３", "563"),
        (" 42", "42"),
        ("5, 632", "5,632"),
        ("56,32,900", "5,632,900"),
        ("△4.2", "-4.2"),
        ("−4.2", "-4.2"),
        ("+10.8", "10.8"),
        ("45%", "45"),
        ("about 40", None),
        ("1.2.3", None),
        ("", None),
        ("1e9", None),
        ("9" * 500, None),
    ],
)
def test_a_number_written_otherwise_is_not_read_but_mended(text: str, mended: str | None) -> None:
    assert read_number(text) is None
    assert mended_number(text) == mended


@given(st.decimals(-(10**12), 10**12, places=4), st.booleans())
def test_a_number_comes_back_from_print(value: Decimal, grouped: bool) -> None:
    printed = read_number(print_number(value, grouped=grouped))
    assert printed is not None or str(value).startswith("-0")
    assert printed is None or (printed.value == value and printed.step == Decimal("0.0001"))


@given(st.text())
def test_no_text_upsets_the_readers(text: str) -> None:
    read_number(text)
    mended_number(text)
    period_days(text)
    day_of(text)


def test_a_period_has_a_first_and_a_last_day() -> None:
    assert period_days("2018") == (date(2018, 1, 1), date(2018, 12, 31))
    assert period_days("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))
    assert period_days("2007/2021") == (date(2007, 1, 1), date(2021, 12, 31))
    assert period_days("1850/2200") == (date(1850, 1, 1), date(2200, 12, 31))
    assert days_of("2018-03-15") == (date(2018, 3, 15), date(2018, 3, 15))


@pytest.mark.parametrize(
    "text",
    ["", "18", "2018-13", "2018-02-30", "2021/2007", "2018/", "0000", "２０１８", "2018/9999", "1849-12-31"],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_days(text) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_letters_are_read_whatever_saved_them(encoding: str) -> None:
    assert decode("배출량,값\n".encode(encoding)) == ("배출량,값\n", encoding)


@given(st.binary())
def test_any_bytes_become_text(content: bytes) -> None:
    text, encoding = decode(content)
    assert isinstance(text, str)
    assert encoding
