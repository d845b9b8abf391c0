"""What is confidential stays so: neither totals nor the other cells give it away."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.suppression import derivable, withheld

# A published table in the manner of Cox (1980): two rows and two columns with margins.
CROSS = {
    "row1": ["a", "b", "c"],
    "row2": ["d", "e", "f"],
    "column1": ["a", "d"],
    "column2": ["b", "e"],
    "column3": ["c", "f"],
    "all": ["row1", "row2"],
}
AMOUNTS = {"a": 5, "b": 2, "c": 9, "d": 4, "e": 7, "f": 1, "row1": 16, "row2": 12, "column1": 9,
           "column2": 9, "column3": 10, "all": 28}  # fmt: skip


def values(amounts: dict[str, int]) -> dict[str, Decimal | None]:
    """The amounts as exact numbers."""
    return {name: Decimal(amount) for name, amount in amounts.items()}


def free(name: str, sums: dict[str, list[str]], closed: tuple[str, ...]) -> bool:
    """Whether a closed name can take another number while every open one stays: by ranks, in doubles."""
    names = list(closed)
    matrix = np.zeros((len(sums) + 1, len(names)))
    for row, (total, parts) in enumerate(sums.items()):
        for column, each in enumerate(names):
            matrix[row, column] = parts.count(each) - (each == total)
    matrix[-1, names.index(name)] = 1
    return bool(np.linalg.matrix_rank(matrix) > np.linalg.matrix_rank(matrix[:-1]))


def test_the_smallest_part_is_closed_beside_a_confidential_one() -> None:
    sums = {"all": ["a", "b", "c"]}
    assert withheld(values({"a": 5, "b": 2, "c": 9, "all": 16}), sums=sums, confidential=["a"]) == ("a", "b")


def test_in_a_table_with_two_margins_four_cells_close() -> None:
    closed = withheld(values(AMOUNTS), sums=CROSS, confidential=["a"])
    assert set(closed) == {"a", "b", "d", "e"}
    assert derivable(CROSS, closed=["a", "b"]) == ("a", "b")


def test_a_total_closes_where_no_part_is_left() -> None:
    sums = {"energy": ["a"], "all": ["energy", "waste"]}
    table = values({"a": 5, "energy": 5, "waste": 3, "all": 8})
    assert withheld(table, sums=sums, confidential=["a"]) == ("a", "energy", "waste")


def test_a_zero_hides_nothing() -> None:
    sums = {"all": ["a", "b", "c"]}
    closed = withheld(values({"a": 5, "b": 0, "c": 9, "all": 14}), sums=sums, confidential=["a"])
    assert closed == ("a", "c")


def test_what_cannot_be_hidden_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing left to close"):
        withheld({"a": Decimal(5)}, sums={"all": ["a"]}, confidential=["a"])


@st.composite
def tables(
    draw: st.DrawFn,
) -> tuple[dict[str, Decimal | None], dict[str, list[str]], list[str]]:
    """Cells with overlapping views, sectors and a total of totals, some cells confidential."""
    cells = [f"c{n}" for n in range(draw(st.integers(2, 9)))]
    amounts: dict[str, Decimal | None] = {name: Decimal(draw(st.integers(0, 50))) for name in cells}
    sums = {
        f"t{n}": draw(st.lists(st.sampled_from(cells), min_size=2, unique=True))
        for n in range(draw(st.integers(1, 5)))
    }
    for total, parts in list(sums.items()):
        amounts[total] = sum((amounts[part] or Decimal(0) for part in parts), Decimal(0))
    if len(sums) > 1:
        whole = list(sums)
        sums["whole"] = whole
        amounts["whole"] = sum((amounts[part] or Decimal(0) for part in whole), Decimal(0))
    return amounts, sums, draw(st.lists(st.sampled_from(cells), min_size=1, max_size=3, unique=True))


@given(tables())
def test_no_closed_number_follows_from_the_open_ones(
    table: tuple[dict[str, Decimal | None], dict[str, list[str]], list[str]],
) -> None:
    amounts, sums, confidential = table
    try:
        closed = withheld(amounts, sums=sums, confidential=confidential)
    except ValueError:
        # Nothing with a number is left to close.
        return
    assert set(confidential) <= set(closed)
    assert all(free(name, sums, closed) for name in closed)
