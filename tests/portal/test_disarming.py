"""A table as CSV never runs in a spreadsheet, and numbers in it stay numbers."""

import csv
import io
from decimal import Decimal

import pytest

from dure.portal.pages import csv_answer


def _cells(*cells: object) -> list[list[str]]:
    """Header and row of a table of these cells, as a spreadsheet reads them."""
    answer = csv_answer([str(cell) for cell in cells], [cells], name="data.csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "space", ["", " ", "   ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\ufeff", "\u200b \u200f"]
)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_cell_that_would_run_is_disarmed(space: str, sign: str) -> None:
    cell = f"{space}{sign}SUM(A1:A9)"
    assert [row[0] for row in _cells(cell)] == ["'" + cell] * 2


@pytest.mark.parametrize("cell", ["-4.2435", "+5,632,900", "-12", "a=b", " a", "1=1", "", "가-나", "–"])
def test_plain_cells_stay_as_they_are(cell: str) -> None:
    assert _cells(cell, "x")[1][0] == cell


def test_negative_numbers_stay_numbers() -> None:
    assert _cells(Decimal("-4.20"), -3)[1] == ["-4.2", "-3"]
