"""Key lines: the few that reach 95 % of a year or of a change; what has no number is named, not guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel.observations.read import Figure
from dure.portal.data.key_lines import level, trend
from tests.portal.resident.stated import figure


def lines(period: str, **amounts: int | str) -> dict[str, Figure]:
    """Lines by name; words are notation keys."""
    found = {}
    for name, amount in amounts.items():
        made = figure(name, amount if isinstance(amount, int) else None, period)
        found[name] = made if isinstance(amount, int) else replace(made, printed=amount)
    return found


def test_lines_are_taken_from_the_largest_until_they_reach_the_limit() -> None:
    found = level(lines("2023", a=50, b=-30, c=16, d=4))
    assert found is not None
    assert [(line.address, line.is_key) for line in found.lines] == [
        ("a", True), ("b", True), ("c", True), ("d", False),
    ]  # fmt: skip
    assert [round(line.together_percent) for line in found.lines] == [50, 80, 96, 100]


def test_what_has_no_number_is_named_but_for_what_is_not_there() -> None:
    found = level(lines("2023", a=5, b=4, c=3, d=2, e="NE", f="C", g="NO", h="IE (a)", i="unknown"))
    assert found is not None
    assert found.left_out == ("e", "f", "i")


def test_a_few_lines_are_nothing_to_choose_from() -> None:
    assert level(lines("2023", a=5, b=4, c=3)) is None


def test_uncertainty_weighs_in_only_where_every_line_states_it() -> None:
    own = lines("2023", a=50, b=30, c=16, d=4)
    assert level(own, percents={"a": 1.0, "b": 1.0, "c": 1.0}) is None
    found = level(own, percents={"a": 1.0, "b": 1.0, "c": 1.0, "d": 100.0})
    assert found is not None
    assert found.lines[0].address == "d"


def test_a_change_counts_lines_that_both_years_tell_of() -> None:
    before = lines("2013", a=50, b=30, c="NO", d=20, e="NE", f=3)
    now = lines("2017", a=40, b=30, c=10, d="NO", e=7, f="C")
    found = trend(before, now)
    assert found is not None
    assert {line.address for line in found.lines} == {"a", "b", "c", "d"}
    assert found.left_out == ("e", "f")


@given(st.lists(st.integers(1, 10**9), min_size=4, max_size=30))
def test_the_key_lines_are_as_few_as_reach_the_limit(amounts: list[int]) -> None:
    found = level(lines("2023", **{f"n{n}": amount for n, amount in enumerate(amounts)}))
    assert found is not None
    together = [line.together_percent for line in found.key]
    assert together[-1] >= 95 - 1e-6
    assert all(each < 95 for each in together[:-1])
    assert sum(line.share_percent for line in found.lines) == pytest.approx(100)
