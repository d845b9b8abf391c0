"""Printed parts that miss their total carry a rounding line; what is no matter of printing has none."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dure.portal.blocks.rounding import printed, rounding, rounding_cells
from dure.portal.blocks.table import Cell

TONNES = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


def test_two_halves_that_are_printed_away_are_told() -> None:
    assert rounding([Decimal("0.4"), Decimal("0.4")], Decimal("0.8")) == 1
    assert rounding([Decimal(1), Decimal(2)], Decimal(3)) == 0


def test_parts_that_do_not_make_up_the_total_are_no_matter_of_rounding() -> None:
    assert rounding([Decimal(1)], Decimal(3)) == 0


@given(st.lists(TONNES, min_size=1, max_size=20))
def test_printed_parts_and_the_rounding_line_make_up_the_printed_total(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0))
    line = rounding(parts, total)
    assert sum((printed(part, decimals=0) for part in parts), line) == printed(total, decimals=0)


def test_a_table_has_the_line_only_in_columns_that_miss_their_total() -> None:
    rows = [(Cell(text=name), Cell(value=Decimal("0.4"), decimals=0), Cell(value=2)) for name in "ab"]
    total = (Cell(text="sum"), Cell(value=Decimal("0.8"), decimals=0), Cell(value=4))
    ((title, off, none),) = rounding_cells(rows, total, columns=(1, 2), title="Rounding")
    assert (title.text, off.value, none.value) == ("Rounding", 1, 0)
    assert rounding_cells(rows, total, columns=(2,), title="Rounding") == ()
