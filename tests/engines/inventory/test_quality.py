"""Grades weigh by emissions; what is not graded is named and never counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.quality import Graded, Step, quality, trend

POINTS = {"H": Decimal(3), "M": Decimal(2), "L": Decimal(1)}
GRADES = st.sampled_from(["H", "M", "L", ""])
ROWS = st.builds(
    Graded,
    ref=st.sampled_from("abc"),
    emissions=st.decimals(-1000, 1000, places=2),
    activity=GRADES,
    factor=GRADES,
)


def test_a_large_source_with_poor_data_outweighs_a_small_one_with_good() -> None:
    rows = [Graded("I.1.1", Decimal(90), "L", "H"), Graded("I.1.2", Decimal(10), "H", "")]
    found = quality(rows, points=POINTS)
    assert (found.activity, found.factor, found.weaker) == (1.2, 3.0, 1.0)
    assert (found.graded_share, found.ungraded) == (0.9, ("I.1.2",))


def test_a_sink_weighs_as_much_as_a_source() -> None:
    rows = [Graded("V.1", Decimal(50), "H", "H"), Graded("V.2", Decimal(-50), "L", "L")]
    assert quality(rows, points=POINTS).weaker == 2


@given(st.lists(ROWS))
def test_scores_lie_between_the_worst_and_the_best_grade(rows: list[Graded]) -> None:
    found = quality(rows, points=POINTS)
    for score in (found.activity, found.factor, found.weaker):
        assert score is None or 1 <= score <= 3
    assert 0 <= found.graded_share <= 1


def test_nothing_graded_is_no_score() -> None:
    assert quality([], points=POINTS).weaker is None


def test_a_grade_without_points_is_refused() -> None:
    with pytest.raises(ValueError, match="not among H, M, L"):
        quality([Graded("I.1.1", Decimal(1), "A", "H")], points=POINTS)


def test_a_trend_skips_years_without_a_score() -> None:
    assert trend({2019: None, 2018: 1.0, 2020: 1.5}) == (Step(2018, 2020, 0.5),)
