"""A tonne counts once on its way from the neighbourhood to the province."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.notation import Cell, read_cell
from dure.engines.inventory.rollup import Flow, RollUp, Shared, Statement, roll_up

MIRRORS = {"III.1.2": ("III.1.3",), "II.1.3": ("II.1.1",)}
REFS = ("I.1.1", "III.1.2")
AMOUNTS = st.decimals(0, 10**6, places=3)
# Every neighbourhood: its district, and what it states.
TOWNS = st.lists(st.tuples(st.integers(0, 3), st.none() | AMOUNTS, st.none() | AMOUNTS), max_size=12)


def said(place: str, part_of: str, **cells: str) -> Statement:
    return Statement(place, part_of, {ref.replace("_", "."): read_cell(text) for ref, text in cells.items()})


def rolled(*statements: Statement, refs: tuple[str, ...] = REFS, flows: tuple[Flow, ...] = ()) -> RollUp:
    return roll_up("city", statements=statements, refs=refs, mirrors=MIRRORS, flows=flows)


def test_a_part_that_says_nothing_is_represented_by_its_own_parts() -> None:
    found = rolled(
        said("east", "city", I_1_1="10"),
        said("east-1", "east", I_1_1="999"),
        said("west", "city"),
        said("west-1", "west", I_1_1="3"),
        said("west-2", "west", I_1_1="NO"),
        said("west-3", "west"),
        refs=("I.1.1",),
    )
    assert found.total == 13
    (line,) = found.lines
    assert line.stated_by == ("east", "west-1", "west-2")
    assert line.missing == found.missing == ("west-3",)


def test_what_the_whole_says_is_compared_and_never_added() -> None:
    found = rolled(said("city", "", I_1_1="12"), said("east", "city", I_1_1="10"), refs=("I.1.1",))
    (line,) = found.lines
    assert (found.total, line.own, line.gap) == (Decimal(10), Decimal(12), Decimal(2))


def test_waste_for_a_neighbour_counts_once_in_each_standard_view() -> None:
    towns = (said("east", "city", III_1_2="7"), said("west", "city", III_1_3="9"))
    assert rolled(*towns, refs=("III.1.2",)).total == 7
    assert rolled(*towns, refs=("III.1.3",)).total == 9
    assert rolled(*towns, refs=("III.1.2",)).shared == ()


def test_where_both_references_are_in_the_view_the_overlap_is_bounded_and_known_flows_are_taken_out() -> None:
    towns = (said("east", "city", III_1_2="7"), said("west", "city", III_1_3="9"))
    both = ("III.1.2", "III.1.3")
    found = rolled(*towns, refs=both)
    assert found.total == 16
    assert found.shared == (Shared("east", "III.1.2", "west", "III.1.3", Decimal(0), Decimal(7)),)
    found = rolled(*towns, refs=both, flows=(Flow("east", "III.1.2", "west", "III.1.3", Decimal(5)),))
    assert found.total == 11
    assert found.shared == (Shared("east", "III.1.2", "west", "III.1.3", Decimal(5), Decimal(2)),)


@given(TOWNS)
def test_two_steps_make_the_same_whole_as_one(
    towns: list[tuple[int, Decimal | None, Decimal | None]],
) -> None:
    leaves = []
    for number, (district, burnt, buried) in enumerate(towns):
        stated = {"I.1.1": burnt, "III.1.2": buried}
        cells = {ref: Cell(value=value) for ref, value in stated.items() if value is not None}
        leaves.append(Statement(f"town-{number}", f"district-{district}", cells))
    districts = [Statement(f"district-{number}", "city") for number in range(4)]
    at_once = rolled(*districts, *leaves)
    stepwise = []
    for each in districts:
        below = roll_up(each.place, statements=[each, *leaves], refs=REFS, mirrors={})
        cells = {line.ref: Cell(value=line.parts) for line in below.lines if line.parts is not None}
        stepwise.append(Statement(each.place, "city", cells))
    assert rolled(*stepwise).total == at_once.total
    assert rolled(*districts, *reversed(leaves)).total == at_once.total


@pytest.mark.parametrize(
    ("flow", "says"),
    [
        (Flow("east", "I.1.1", "west", "III.1.3", Decimal(1)), "never hold the same tonnes"),
        (Flow("east", "III.1.2", "west", "III.1.3", Decimal(-1)), "give zero or more"),
        (Flow("east", "III.1.2", "west", "III.1.3", Decimal(8)), "states less"),
        (Flow("south", "III.1.2", "west", "III.1.3", Decimal(1)), "states less"),
        (Flow("east", "III.1.2", "east", "III.1.3", Decimal(1)), "states less"),
    ],
)
def test_a_flow_that_cannot_be_is_refused(flow: Flow, says: str) -> None:
    towns = (said("east", "city", III_1_2="7"), said("west", "city", III_1_3="9"))
    with pytest.raises(ValueError, match=says):
        rolled(*towns, refs=("III.1.2", "III.1.3"), flows=(flow,))


def test_a_place_stated_twice_or_part_of_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="a place twice"):
        rolled(said("east", "city"), said("east", "city"))
    with pytest.raises(ValueError, match="part of itself"):
        rolled(said("city", "east"), said("east", "city"))


def test_a_whole_that_is_rounded_apart_from_its_parts_shows_the_rest() -> None:
    towns = [
        said(f"town-{number}", "city", I_1_1=text) for number, text in enumerate(["18.61", "16.1", "22.03"])
    ]
    found = rolled(said("city", "", I_1_1="56.75"), *towns, refs=("I.1.1",))
    assert found.lines[0].gap == Decimal("0.01")
