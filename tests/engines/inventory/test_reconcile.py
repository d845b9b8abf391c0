"""Factor, activity, boundary and remainder add up to the gap, exactly."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.exact import sum_of
from dure.engines.inventory.reconcile import Line, reconcile

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=9)
MAYBE = st.none() | AMOUNTS
LINES = st.dictionaries(
    st.sampled_from("abcdef"), st.builds(Line, emissions=MAYBE, activity=MAYBE, factor=MAYBE)
)


def line(activity: int, factor: str) -> Line:
    return Line(activity * Decimal(factor), activity=Decimal(activity), factor=Decimal(factor))


def test_a_new_factor_for_electricity_is_told_from_more_electricity() -> None:
    """1,000 MWh at 0.4541 t/MWh become 1,100 MWh at 0.4173."""
    found = reconcile(before={"I.1.2": line(1000, "0.4541")}, after={"I.1.2": line(1100, "0.4173")})
    assert found.factor.net == Decimal("-36.8")
    assert found.activity.net == Decimal("41.73")
    assert found.gap.net == Decimal("4.93")
    assert found.remainder.net == 0


def test_a_small_net_gap_does_not_hide_large_ones() -> None:
    found = reconcile(
        before={"I.1.1": Line(Decimal(100)), "II.1.1": Line(Decimal(100))},
        after={"I.1.1": Line(Decimal(150)), "II.1.1": Line(Decimal(51))},
    )
    assert (found.gap.net, found.gap.absolute) == (Decimal(1), Decimal(99))
    assert found.remainder == found.gap


def test_a_line_that_one_inventory_leaves_out_is_boundary() -> None:
    found = reconcile(before={"I.4.4": Line(None)}, after={"I.4.4": line(10, "2"), "V.2": Line(Decimal(-7))})
    assert found.boundary.net == Decimal(13)
    assert found.boundary.absolute == Decimal(27)


def test_a_printed_product_that_is_rounded_leaves_a_remainder() -> None:
    was = {"I.1.2": Line(Decimal(454), activity=Decimal(1000), factor=Decimal("0.4541"))}
    found = reconcile(before=was, after={"I.1.2": line(1000, "0.4541")})
    assert found.remainder.net == Decimal("0.1")


@given(LINES, LINES)
def test_the_parts_of_every_line_and_of_all_add_to_the_gap_exactly(
    before: dict[str, Line], after: dict[str, Line]
) -> None:
    found = reconcile(before=before, after=after)
    for each in found.lines:
        assert sum_of((each.factor, each.activity, each.boundary, each.remainder)) == each.gap
    parts = (found.factor, found.activity, found.boundary, found.remainder)
    assert sum_of(part.net for part in parts) == found.gap.net
    assert found.gap.absolute >= abs(found.gap.net)


@given(LINES)
def test_an_inventory_does_not_differ_from_itself(lines: dict[str, Line]) -> None:
    found = reconcile(before=lines, after=lines)
    assert {each.absolute for each in (found.gap, found.factor, found.activity, found.boundary)} == {
        Decimal(0)
    }


@given(LINES, LINES)
def test_turned_round_the_gap_changes_its_sign(before: dict[str, Line], after: dict[str, Line]) -> None:
    there, back = reconcile(before=before, after=after), reconcile(before=after, after=before)
    assert there.gap.net == -back.gap.net
    assert there.gap.absolute == back.gap.absolute
    assert there.boundary.net == -back.boundary.net
