"""What is confidential stays so: neither totals nor the other cells give it away."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from dure.engines.suppression import derivable, withheld

FIFTH = Decimal("0.2")
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

# Investments of firms by activity (1 to 3) and region (a to c), with margins.
FIRMS = [f"{row}{column}" for row in "123" for column in "abc"]
FIRM_TOTALS = ["1", "2", "3", "a", "b", "c", "every"]
FIRM_AMOUNTS = [20, 50, 10, 8, 19, 22, 17, 32, 12, 80, 49, 61, 45, 101, 44, 190]
FIRM_SUMS = {
    **{row: [f"{row}{column}" for column in "abc"] for row in "123"},
    **{column: [f"{row}{column}" for row in "123"] for column in "abc"},
    "every": ["1", "2", "3"],
}


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


def told_range(
    name: str, amounts: dict[str, Decimal | None], sums: dict[str, list[str]], closed: tuple[str, ...]
) -> tuple[float, float]:
    """What an outsider works out: the least and the most that a closed number can be, none below zero."""
    names = list(dict.fromkeys([name, *closed]))
    matrix = np.zeros((len(sums), len(names)))
    open_ = np.zeros(len(sums))
    for row, (total, parts) in enumerate(sums.items()):
        for each, sign in (*((part, 1) for part in parts), (total, -1)):
            if each in names:
                matrix[row, names.index(each)] += sign
            else:
                open_[row] -= sign * float(amounts[each] or 0)
    wanted = np.zeros(len(names))
    wanted[0] = 1
    low = linprog(wanted, A_eq=matrix, b_eq=open_)
    high = linprog(-wanted, A_eq=matrix, b_eq=open_)
    # Status 3: nothing bounds it.
    return float(low.fun), float("inf") if high.status == 3 else -float(high.fun)


def spans(
    name: str, amounts: dict[str, Decimal | None], sums: dict[str, list[str]], closed: tuple[str, ...]
) -> bool:
    """Whether what an outsider works out reaches a fifth of the value below it and a fifth above."""
    low, high = told_range(name, amounts, sums, closed)
    value = float(amounts[name] or 0)
    slack = 1e-5 * max(value, 1)
    if not value:
        return high > 0
    return low <= 0.8 * value + slack and high >= 1.2 * value - slack


def test_a_large_number_does_not_hide_behind_a_small_one() -> None:
    sums = {"all": ["large", "tiny", "middle"]}
    table = values({"large": 104953, "tiny": 351, "middle": 40000, "all": 145304})
    assert withheld(table, sums=sums, confidential=["large"], protection=FIFTH) == ("large", "middle")
    assert told_range("large", table, sums, ("large", "tiny")) == pytest.approx((0, 105304))
    assert told_range("large", table, sums, ("large", "middle")) == pytest.approx((0, 144953))


def test_several_parts_close_where_one_is_too_small() -> None:
    sums = {"all": ["large", "b", "c", "d"]}
    table = values({"large": 100, "b": 12, "c": 11, "d": 1, "all": 124})
    closed = withheld(table, sums=sums, confidential=["large"], protection=FIFTH)
    assert closed == ("large", "b", "c")


def test_totals_close_where_the_parts_do_not_suffice() -> None:
    sums = {"sector": ["large", "tiny"], "all": ["sector", "other"]}
    table = values({"large": 1000, "tiny": 3, "sector": 1003, "other": 900, "all": 1903})
    closed = withheld(table, sums=sums, confidential=["large"], protection=FIFTH)
    assert {"large", "sector", "other"} <= set(closed)
    assert "all" not in closed
    assert spans("large", table, sums, closed)


def test_the_published_table_of_investments_gives_five_to_thirty() -> None:
    # Fischetti and Salazar (2000), figure 1: the closed 22 lies between 5 and 30.
    table = values(dict(zip([*FIRMS, *FIRM_TOTALS], FIRM_AMOUNTS, strict=True)))
    assert told_range("2c", table, FIRM_SUMS, ("2c", "2a", "3a", "3c")) == pytest.approx((5, 30))
    closed = withheld(table, sums=FIRM_SUMS, confidential=["2c"], protection=FIFTH)
    assert len(closed) == 4
    assert spans("2c", table, FIRM_SUMS, closed)


def test_a_sink_hides_behind_what_can_move() -> None:
    sums = {"land": ["forest", "soil", "crops"]}
    table = values({"forest": -500, "soil": 4, "crops": 300, "land": -196})
    assert withheld(table, sums=sums, confidential=["forest"], protection=FIFTH) == ("forest", "crops")


def test_a_key_without_a_number_is_taken_for_what_its_total_lacks() -> None:
    sums = {"all": ["a", "b", "c"]}
    table = values({"b": 3, "c": 60, "all": 163}) | {"a": None}
    assert withheld(table, sums=sums, confidential=["a"], protection=FIFTH) == ("a", "c")


def test_a_protection_above_the_whole_value_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        withheld({"a": Decimal(5)}, sums={}, confidential=["a"], protection=Decimal(2))


def test_the_smallest_part_is_closed_beside_a_confidential_one() -> None:
    sums = {"all": ["a", "b", "c"]}
    assert withheld(
        values({"a": 5, "b": 2, "c": 9, "all": 16}), sums=sums, confidential=["a"], protection=FIFTH
    ) == ("a", "b")


def test_in_a_table_with_two_margins_four_cells_close() -> None:
    closed = withheld(values(AMOUNTS), sums=CROSS, confidential=["a"], protection=FIFTH)
    assert set(closed) == {"a", "b", "d", "e"}
    assert derivable(CROSS, closed=["a", "b"]) == ("a", "b")


def test_a_total_closes_where_no_part_is_left() -> None:
    sums = {"energy": ["a"], "all": ["energy", "waste"]}
    table = values({"a": 5, "energy": 5, "waste": 3, "all": 8})
    assert withheld(table, sums=sums, confidential=["a"], protection=FIFTH) == ("a", "energy", "waste")


def test_a_zero_hides_nothing() -> None:
    sums = {"all": ["a", "b", "c"]}
    closed = withheld(
        values({"a": 5, "b": 0, "c": 9, "all": 14}), sums=sums, confidential=["a"], protection=FIFTH
    )
    assert closed == ("a", "c")


def test_what_cannot_be_hidden_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing left to close"):
        withheld({"a": Decimal(5)}, sums={"all": ["a"]}, confidential=["a"], protection=FIFTH)


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
        closed = withheld(amounts, sums=sums, confidential=confidential, protection=FIFTH)
    except ValueError:
        # Nothing with a number is left to close.
        return
    assert set(confidential) <= set(closed)
    assert all(free(name, sums, closed) for name in closed)


@given(tables())
def test_what_can_be_worked_out_reaches_a_fifth_to_either_side(
    table: tuple[dict[str, Decimal | None], dict[str, list[str]], list[str]],
) -> None:
    amounts, sums, confidential = table
    try:
        closed = withheld(amounts, sums=sums, confidential=confidential, protection=FIFTH)
    except ValueError:
        # Nothing with a number is left to close.
        return
    assert all(spans(name, amounts, sums, closed) for name in confidential)
