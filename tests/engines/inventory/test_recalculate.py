"""A base year is calculated again when the declared policy says so, and every change has its cause."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.exact import sum_of
from dure.engines.inventory.recalculate import TRIGGERS, Change, Policy, recalculation, why

POLICY = Policy(
    base_year=2018, triggers=("method", "factor", "error"), threshold_percent=Decimal(5), counts="net"
)
YEARS = (2018, 2019, 2020)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6)
STATED = st.dictionaries(st.sampled_from("abcd"), AMOUNTS)
CHANGES = st.lists(
    st.builds(
        Change,
        trigger=st.sampled_from(TRIGGERS),
        year=st.sampled_from(YEARS),
        ref=st.sampled_from("abcde"),
        effect=AMOUNTS,
        reason=st.just("because"),
    )
)


def change(effect: int, trigger: str = "method", year: int = 2018) -> Change:
    return Change(trigger, year, "I.1.1", Decimal(effect), "a reason")


def due(*changes: Change, policy: Policy = POLICY) -> bool:
    return recalculation(changes=changes, base_total=Decimal(1000), years=YEARS, policy=policy).due


def test_at_the_threshold_all_years_are_due() -> None:
    found = recalculation(changes=[change(50)], base_total=Decimal(1000), years=YEARS, policy=POLICY)
    assert (found.due, found.share_changed_percent, found.years) == (True, 5.0, YEARS)
    assert not due(change(49))


def test_only_declared_triggers_of_the_base_year_count() -> None:
    assert not due(change(500, "boundary"))
    assert not due(change(500, year=2019))
    found = recalculation(changes=[change(500, "gwp")], base_total=Decimal(1000), years=YEARS, policy=POLICY)
    assert [each.trigger for each in found.other_changes] == ["gwp"]


def test_effects_offset_each_other_only_where_the_policy_lets_them() -> None:
    changes = (change(60), change(-60, "error"))
    assert not due(*changes)
    assert due(*changes, policy=replace(POLICY, counts="absolute"))


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        (replace(POLICY, triggers=("weather",)), "trigger is weather"),
        (replace(POLICY, counts="both"), "counts is both"),
        (replace(POLICY, threshold_percent=Decimal(-1)), "zero or more"),
        (replace(POLICY, base_year=1990), "give a year that is stated"),
    ],
)
def test_a_policy_that_says_nothing_is_refused(policy: Policy, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        due(change(1), policy=policy)


def test_a_base_year_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="a share of nothing"):
        recalculation(changes=[change(1)], base_total=Decimal(0), years=YEARS, policy=POLICY)


@given(STATED, STATED, CHANGES)
def test_the_causes_add_up_to_the_change_of_the_total(
    before: dict[str, Decimal], after: dict[str, Decimal], changes: list[Change]
) -> None:
    found = why(before, after, year=2018, changes=changes)
    assert sum_of(each.effect for each in found) == sum_of(after.values()) - sum_of(before.values())
    sizes = [abs(each.effect) for each in found]
    assert sizes == sorted(sizes, reverse=True)


def test_a_year_that_did_not_change_has_no_causes() -> None:
    assert why({"a": Decimal(1)}, {"a": Decimal(1)}, year=2018, changes=[]) == ()


def test_a_city_that_moved_its_base_year_did_not_recalculate_it() -> None:
    """9.89 Mt of 2017 and 9.43 Mt of 2018 are two years: 2.45 Mt is 25 % of the one, 26 % of the other."""
    before, after, cut = Decimal(9_890_000), Decimal(9_430_000), Decimal(2_450_000)
    assert round(100 * cut / before) == 25
    assert round(100 * cut / after) == 26
    (cause,) = why({"all": before}, {"all": after}, year=2018, changes=[])
    assert (cause.trigger, cause.effect) == ("unexplained", Decimal(-460_000))
