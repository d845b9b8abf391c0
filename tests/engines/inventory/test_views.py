"""A view is the sum of its own references, to the last digit, whatever their order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.exact import sum_of
from dure.engines.inventory.judge import Taxonomy, judge
from dure.engines.inventory.notation import Cell, read_cell
from dure.engines.inventory.views import mismatch, total

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=9)
ONE = Decimal(1)


def cells(*values: Decimal | str) -> dict[str, Cell]:
    return {f"I.{number}": read_cell(str(value)) for number, value in enumerate(values, start=1)}


@given(st.lists(AMOUNTS, max_size=12), st.randoms())
def test_a_sum_does_not_know_its_order(values: list[Decimal], chance: object) -> None:
    statement = {str(number): Cell(value=value) for number, value in enumerate(values)}
    refs = list(statement)
    forward = total(statement, refs=refs)
    chance.shuffle(refs)  # type: ignore[attr-defined]
    assert total(statement, refs=refs) == forward


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.integers(0, 12))
def test_a_view_of_two_halves_is_the_sum_of_both(values: list[Decimal], cut: int) -> None:
    statement = {str(number): Cell(value=value) for number, value in enumerate(values)}
    refs = list(statement)
    halves = [total(statement, refs=refs[:cut]), total(statement, refs=refs[cut:])]
    assert sum_of(half for half in halves if half is not None) == total(statement, refs=refs)


def test_keys_and_blanks_add_nothing_and_what_cannot_be_read_makes_it_unknown() -> None:
    statement = cells("1.25", "NO", "", "NE", "IE (I.1)", "C")
    assert total(statement, refs=list(statement)) == Decimal("1.25")
    statement["I.2"] = read_cell("abc")
    assert total(statement, refs=["I.1", "I.2"]) is None
    assert total(statement, refs=["I.1"]) == Decimal("1.25")


def test_a_total_within_a_tonne_of_its_parts_holds() -> None:
    statement = cells("10.4", "10.4")
    assert mismatch(statement, refs=list(statement), published=Decimal(21), within=ONE) is None
    found = mismatch(statement, refs=list(statement), published=Decimal(22), within=ONE)
    assert found is not None
    assert found.gap == Decimal("1.2")


def test_what_was_counted_too_often_or_left_out_is_named() -> None:
    statement = cells("100", "20", "3000", "7")
    twice = mismatch(statement, refs=["I.1", "I.2"], published=Decimal(3127), within=ONE)
    assert twice is not None
    assert (twice.added, twice.left_out) == (("I.3", "I.4"), ())
    short = mismatch(statement, refs=["I.1", "I.2", "I.3"], published=Decimal(3020), within=ONE)
    assert short is not None
    assert short.left_out == ("I.1",)


def test_two_explanations_are_none() -> None:
    statement = cells("100", "50", "50")
    found = mismatch(statement, refs=["I.1"], published=Decimal(150), within=ONE)
    assert found is not None
    assert found.added == ()


def test_a_negative_tolerance_is_refused() -> None:
    with pytest.raises(ValueError, match="give zero or more"):
        mismatch({}, refs=[], published=ONE, within=Decimal(-1))


def test_a_statement_is_judged_whole() -> None:
    rules = Taxonomy(
        known=("I.1", "I.2", "V.2", "VI.1"),
        views={"basic": ("I.1", "I.2"), "basic-plus": ("I.1", "I.2", "V.2")},
        sinks=frozenset({"V.2"}),
        optional=frozenset({"VI.1"}),
    )
    statement = {**cells("-5", ""), "V.2": Cell(value=Decimal(-3))}
    found = judge(statement, taxonomy=rules, level="basic-plus", published={}, within=ONE)
    assert found.totals == {"basic": Decimal(-5), "basic-plus": Decimal(-8)}
    assert (found.blank, found.negative, found.unread) == (("I.2",), ("I.1",), ())
    assert not found.completeness.may_be_claimed
    with pytest.raises(ValueError, match="give one of basic, basic-plus"):
        judge(statement, taxonomy=rules, level="gold", published={}, within=ONE)
