"""The statement: whole grams from rows, the same in every order, and again without the rows."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.cells import COLUMNS, Cells, added_up, counted, merged
from dure.engines.inventory.statement import (
    NO_FACTOR,
    Factors,
    Statement,
    in_co2e,
    restated,
    statement,
)
from dure.engines.refusals import ShapeError

GASES = ("co2", "ch4")
small = st.integers(0, 3)
rows_of_activity = st.lists(
    st.tuples(small, small, small, small, small, st.integers(0, 10**12)), min_size=1, max_size=60
)


def batch(rows: list[tuple[int, ...]]) -> pa.RecordBatch:
    return pa.record_batch({name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)})


def factors(*, known: bool = True) -> Factors:
    amounts = np.array([[474_700_000_000, 12_500_000], [7, 0], [10**15, 3], [1, 1]])
    says = np.ones_like(amounts, dtype=bool)
    says[3, 1] = known
    return Factors(GASES, amounts, says)


def stated(cells: Cells, made: Factors) -> Statement:
    return statement(cells, factors=made, factor=cells.line)


def test_two_rows_of_one_line_are_added_before_anything_is_rounded() -> None:
    """Two times 0.3 g, one by one, would be nothing."""
    cells = added_up([batch([(1, 2020, 5, 0, 0, 3), (1, 2020, 5, 0, 1, 3)])], decimals=1)
    made = Factors(("co2",), np.array([[1_000_000_000]]), np.array([[True]]))
    found = statement(cells, factors=made, factor=np.zeros(2, np.int64))
    assert found.grams.tolist() == [[1]]
    assert (found.place.tolist(), found.ref.tolist(), found.rows.tolist()) == ([1], [5], [2])


@given(rows_of_activity, st.randoms(use_true_random=False), st.integers(1, 7))
def test_the_order_and_the_batches_of_rows_change_no_gram(
    rows: list[tuple[int, ...]], chance: object, size: int
) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first = stated(added_up([batch(rows)], decimals=3), factors())
    parts = [batch(shuffled[at : at + size]) for at in range(0, len(rows), size)]
    again = stated(added_up(parts, decimals=3), factors())
    assert (first.grams == again.grams).all()
    assert (first.ref == again.ref).all()


@given(rows_of_activity)
def test_a_line_is_the_exact_sum_rounded_once(rows: list[tuple[int, ...]]) -> None:
    made = factors()
    found = stated(added_up([batch(rows)], decimals=3), made)
    for at in range(len(found.place)):
        key = (found.place[at], found.year[at], found.ref[at])
        exact = sum(
            Fraction(row[5], 1000) * Fraction(int(made.amounts[row[3], 0]), 10**9)
            for row in rows
            if row[:3] == key
        )
        assert found.grams[at, 0] == round(exact)


@given(rows_of_activity)
def test_places_added_up_are_the_whole_to_the_gram(rows: list[tuple[int, ...]]) -> None:
    found = stated(added_up([batch(rows)], decimals=3), factors())
    parts = sum(found.grams[found.place == place].sum(axis=0) for place in np.unique(found.place))
    assert (np.asarray(parts) == found.grams.sum(axis=0)).all()


@given(rows_of_activity, st.integers(0, 3), st.integers(0, 10**14))
def test_a_changed_factor_gives_what_stating_anew_gives(
    rows: list[tuple[int, ...]], edition: int, amount: int
) -> None:
    cells = added_up([batch(rows)], decimals=3)
    before = stated(cells, factors())
    amounts = factors().amounts.copy()
    amounts[edition, 0] = amount
    changed = replace(factors(), amounts=amounts)
    again = restated(before, cells=cells, factors=changed, factor=cells.line, changed=np.array([edition]))
    assert (again.grams == stated(cells, changed).grams).all()
    others = np.where(cells.line == 1, NO_FACTOR, cells.line)
    without = restated(before, cells=cells, factors=factors(), factor=others, changed=np.empty(0, np.int64))
    anew = statement(cells, factors=factors(), factor=others)
    assert (without.known == anew.known).all()
    assert (without.grams == anew.grams).all()


def test_a_missing_factor_makes_the_line_unknown_and_not_zero() -> None:
    cells = added_up(
        [batch([(1, 2020, 5, 0, 0, 10), (1, 2020, 5, 3, 0, 10), (1, 2020, 6, 0, 0, 10)])], decimals=0
    )
    without = statement(cells, factors=factors(), factor=np.array([0, NO_FACTOR, 0]))
    assert without.known.tolist() == [[False, False], [True, True]]
    of_one_gas = stated(cells, factors(known=False))
    assert of_one_gas.known.tolist() == [[True, False], [True, True]]
    lines = in_co2e(of_one_gas, potentials={"co2": 1, "ch4": 28}, set_name="AR5", counted=GASES)
    assert lines.known.tolist() == [False, True]


def test_without_any_factor_every_line_is_unknown() -> None:
    none = Factors(GASES, np.empty((0, 2), np.int64), np.empty((0, 2), dtype=bool))
    cells = added_up([batch([(1, 2020, 5, 0, 0, 10)])], decimals=0)
    found = statement(cells, factors=none, factor=np.array([NO_FACTOR]))
    assert found.known.tolist() == [[False, False]]


def test_every_line_names_the_editions_it_was_made_with() -> None:
    cells = added_up(
        [batch([(1, 2020, 5, 0, 0, 10), (1, 2020, 5, 2, 0, 10), (2, 2020, 5, 1, 0, 1)])], decimals=0
    )
    found = stated(cells, factors())
    used = [found.factor[a:b].tolist() for a, b in zip(found.first_cell, found.first_cell[1:], strict=False)]
    assert used == [[0, 2], [1]]


def test_memos_and_sinks_are_columns_and_are_counted_only_by_name() -> None:
    made = Factors(
        ("co2", "co2_biogenic", "co2_removed"),
        np.array([[2 * 10**9, 5 * 10**9, -3 * 10**9]]),
        np.ones((1, 3), dtype=bool),
    )
    cells = added_up([batch([(1, 2020, 5, 0, 0, 10)])], decimals=0)
    found = stated(cells, made)
    assert found.grams.tolist() == [[20, 50, -30]]
    assert in_co2e(found, potentials={"co2": 1}, set_name="AR5", counted=["co2"]).grams.tolist() == [20]


def test_a_gas_without_a_potential_is_refused() -> None:
    cells = added_up([batch([(1, 2020, 5, 0, 0, 10)])], decimals=0)
    with pytest.raises(ValueError, match="ch4: SAR gives no potential"):
        in_co2e(stated(cells, factors()), potentials={"co2": 1}, set_name="SAR", counted=GASES)


def test_what_cannot_be_added_is_refused_by_its_row() -> None:
    with pytest.raises(ValueError, match="Row 3 has a quantity below zero"):
        added_up([batch([(1, 1, 1, 1, 1, 1)] * 2), batch([(1, 1, 1, 1, 1, -1)])], decimals=0)
    with pytest.raises(ValueError, match="Row 1 has no year"):
        added_up([batch([(1, None, 1, 1, 1, 1)])], decimals=0)  # type: ignore[list-item]
    with pytest.raises(ShapeError, match="no column place"):
        added_up([pa.record_batch({"quantity": [1]})], decimals=0)
    with pytest.raises(ValueError, match="fewer decimals"):
        added_up([batch([(1, 1, 1, 1, 1, 2**61)] * 3)], decimals=0)
    with pytest.raises(ValueError, match="other decimals"):
        merged([added_up([batch([(1, 1, 1, 1, 1, 1)])], decimals=1)], decimals=0)


def test_factors_that_do_not_fit_are_refused() -> None:
    cells = added_up([batch([(1, 1, 1, 1, 1, 1)])], decimals=0)
    with pytest.raises(ShapeError, match="one for each"):
        statement(cells, factors=factors(), factor=np.zeros(2, np.int64))
    with pytest.raises(ValueError, match="outside 0 to 3"):
        statement(cells, factors=factors(), factor=np.array([4]))
    huge = added_up([batch([(1, 1, 1, 2, 1, 2**50)])], decimals=0)
    with pytest.raises(ValueError, match="wrong unit"):
        statement(huge, factors=factors(), factor=np.array([2]))


def test_no_rows_are_an_empty_statement() -> None:
    nothing = added_up([], decimals=0)
    assert len(stated(nothing, factors()).place) == 0


def test_numbers_too_fine_are_counted_and_numbers_too_large_refused() -> None:
    found = counted(np.array([0.1, 1.25, 0.3]), decimals=1)
    assert (found.values.tolist(), found.rounded) == ([1, 12, 3], 1)
    with pytest.raises(ValueError, match="Row 2"):
        counted(np.array([1.0, 1e18]), decimals=3)


def test_a_published_factor_reproduces_from_its_gases_under_one_set_only() -> None:
    """0.4781 t/MWh is 0.4747 t of CO2, 0.0125 kg of CH4 and 0.0100 kg of N2O under SAR; not under AR5."""
    made = Factors(
        ("co2", "ch4", "n2o"), np.array([[474_700, 12.5, 10]]).astype(object) * 10**9, np.ones((1, 3), bool)
    )
    made = replace(made, amounts=np.array([[474_700 * 10**9, 12_500_000_000, 10 * 10**9]]))
    cells = added_up([batch([(1, 2020, 5, 0, 0, 1000)])], decimals=0)
    found = stated(cells, made)
    counted_gases = ("co2", "ch4", "n2o")
    sar = in_co2e(found, potentials={"co2": 1, "ch4": 21, "n2o": 310}, set_name="SAR", counted=counted_gases)
    ar5 = in_co2e(found, potentials={"co2": 1, "ch4": 28, "n2o": 265}, set_name="AR5", counted=counted_gases)
    assert round(sar.grams[0] / 1e9, 4) == 0.4781
    assert round(ar5.grams[0] / 1e9, 4) == 0.4777
