"""What a page's twins are: CSV that no spreadsheet runs, and values that stay exact."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.shapes import Text
from dure.portal.pages import FORMULA, csv_answer, plain

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


def told(*row: object) -> list[str]:
    """A row as a reader of CSV gets it back."""
    text = csv_answer(["a"] * len(row), [row], name="a.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "-", "-A1", "\t=1", "\r=1", "\n=1", "＝1+1", "-1,2=3"],
)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(cell: str) -> None:
    assert told(cell) == ["'" + cell]


@pytest.mark.parametrize("space", ["  ", "\t ", " \n", "\u00a0", "\u3000", "\ufeff", "\u200b \u200f"])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_space_before_a_formula_does_not_hide_it(space: str, sign: str) -> None:
    cell = f"{space}{sign}SUM(A1:A9)"
    assert told(cell) == ["'" + cell]
    header = csv_answer([cell], [], name="a.csv").content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(header, newline=""))) == ["'" + cell]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_no_cell_but_a_number_begins_like_a_formula(cell: str) -> None:
    (found,) = told(cell) or [""]
    assert found.removeprefix("'") == cell.removeprefix("'") or found == "'" + cell
    if FORMULA.match(found):
        assert found[1:].replace(",", "").replace(".", "", 1).isdecimal()


@pytest.mark.parametrize("cell", ["-5", "-1,234.5", "+3", "-0.7"])
def test_a_printed_number_with_its_sign_stays_a_number(cell: str) -> None:
    assert told(cell) == [cell]


@given(numbers, st.integers())
def test_numbers_stay_exact_numbers(amount: Decimal, count: int) -> None:
    told_amount, told_count = told(amount, count)
    assert Decimal(told_amount) == amount
    assert int(told_count) == count
    assert "e" not in told_amount.lower()


def test_a_csv_begins_with_the_mark_that_lets_spreadsheets_read_korean() -> None:
    answer = csv_answer(["이름"], [["대구"]], name="daegu.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == 'attachment; filename="daegu.csv"'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("9430000.000"), "9430000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("100"), "100"),
        (Decimal("-0.50"), "-0.5"),
        (date(2021, 12, 14), "2021-12-14"),
        (datetime(2021, 12, 14, 9, tzinfo=UTC), "2021-12-14T18:00:00+09:00"),
        (Text("대구", "Daegu"), {"ko": "대구", "en": "Daegu"}),
    ],
)
def test_a_value_as_json_writes_it(value: object, written: object) -> None:
    assert plain(value) == written


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        plain(object())
