"""Key categories and the IPCC's table of errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.key_categories import error_table, level_assessment, trend_assessment
from dure.engines.refusals import ShapeError

sizes = st.lists(st.floats(0.1, 1e6), min_size=1, max_size=30)


def test_the_heaviest_lines_up_to_95_percent_are_key_and_the_one_that_crosses_it() -> None:
    answer = level_assessment(emissions=np.array([60.0, 3.0, -30.0, 5.0, 2.0]))
    assert answer.order.tolist() == [0, 2, 3, 1, 4]
    assert answer.key.tolist() == [True, False, True, True, False]
    assert answer.share_percent[2] == 30.0


@given(sizes)
def test_key_lines_reach_the_limit_and_fewer_would_not(emissions: list[float]) -> None:
    answer = level_assessment(emissions=np.array(emissions))
    key = answer.share_percent[answer.key]
    assert key.sum() >= 95 - 1e-6
    assert key.sum() - key.min() < 95 + 1e-6


def test_uncertainty_weighs_in() -> None:
    amounts, unsure = np.array([90.0, 10.0]), np.array([1.0, 100.0])
    assert level_assessment(emissions=amounts).key.tolist() == [True, True]
    assert level_assessment(emissions=amounts, uncertainty_percent=unsure).order.tolist() == [1, 0]


@given(st.lists(st.floats(0.1, 1e6), min_size=2, max_size=30), st.floats(1.1, 5))
def test_the_one_line_that_changes_otherwise_weighs_as_much_as_all_others(
    base: list[float], times: float
) -> None:
    before = np.array(base)
    later = before * times
    later[0] += before.sum()
    answer = trend_assessment(base_emissions=before, emissions=later)
    assert answer.assessment[1:] == pytest.approx(before[1:] / before.sum(), rel=1e-6)
    assert answer.assessment[0] == pytest.approx(answer.assessment[1:].sum(), rel=1e-6)


def test_a_line_that_was_nothing_is_weighed_by_what_it_became() -> None:
    answer = trend_assessment(base_emissions=np.array([100.0, 0.0]), emissions=np.array([100.0, 20.0]))
    assert answer.assessment.tolist() == pytest.approx([0.2, 0.2])


# The BASIC lines of a city's two published inventories, in tCO2e: ref, 2013, 2017.
PUBLISHED = [
    ("I.1.1", 6_579_354, 6_038_645), ("I.1.2", 6_933_453, 6_572_392), ("I.2.1", 4_353_103, 4_777_375),
    ("I.2.2", 14_418_634, 14_454_726), ("I.3.1", 349_353, 553_141), ("I.3.2", 956_696, 884_176),
    ("I.4.1", 1_511_258, 716_438), ("I.5.1", 664_246, 1_152), ("I.5.2", 6_385, 6_966),
    ("I.8.1", 112_276, 104_953), ("II.1.1", 9_029_341, 8_733_367), ("II.2.1", 20_750, 12_828),
    ("II.3.1", 73_173, 351), ("II.4.1", 277_401, 312_938), ("II.5.1", 126_086, 3_552),
    ("III.1.1", 556_047, 278_988), ("III.1.2", 1_560_508, 1_892_027), ("III.2.1", 87_827, 59_111),
    ("III.3.1", 404_000, 458_442), ("III.4.1", 164_651, 104_218),
]  # fmt: skip


def test_a_published_inventory_has_eight_key_lines_by_size_and_others_by_trend() -> None:
    """Ranked from the published lines, whose sums are the published BASIC totals to 1 t."""
    refs, before, now = zip(*PUBLISHED, strict=True)
    assert sum(before) == pytest.approx(48_184_542, abs=1)
    assert sum(now) == pytest.approx(45_965_786, abs=1)
    level = level_assessment(emissions=np.array(now, dtype=float))
    assert [refs[at] for at in level.order[:5]] == ["I.2.2", "II.1.1", "I.1.2", "I.1.1", "I.2.1"]
    assert level.assessment[refs.index("I.2.2")] == pytest.approx(14_454_726 / 45_965_786)
    assert np.count_nonzero(level.key) == 8
    trend = trend_assessment(
        base_emissions=np.array(before, dtype=float), emissions=np.array(now, dtype=float)
    )
    assert [refs[at] for at in trend.order[:3]] == ["I.4.1", "I.2.2", "I.5.1"]


def test_the_error_table_adds_in_squares_and_lets_shared_errors_cancel() -> None:
    base, now = np.array([100.0, 100.0]), np.array([80.0, 120.0])
    five, ten = np.array([5.0, 0.0]), np.array([10.0, 20.0])
    answer = error_table(base_emissions=base, emissions=now, activity_percent=five, factor_percent=ten)
    assert answer.combined_percent.tolist() == pytest.approx([np.sqrt(125), 20.0])
    assert answer.total_percent == pytest.approx(np.hypot(np.sqrt(125) * 0.4, 20 * 0.6))
    assert answer.share_of_variance_percent.sum() == pytest.approx(100)
    # Column K: 10 % times type A; column L: 5 % times type B times the root of two.
    type_a = 100 * (200.8 - 201) / 201
    assert answer.trend_percent[0] == pytest.approx(np.hypot(10 * type_a, 5 * 0.4 * np.sqrt(2)))
    same = error_table(
        base_emissions=base,
        emissions=base,
        activity_percent=ten,
        factor_percent=ten,
        activity_correlated=np.ones(2),
    )
    assert same.trend_total_percent == pytest.approx(0.0, abs=1e-9)


def test_nothing_has_no_key_and_no_percent() -> None:
    nothing, one = np.zeros(2), np.ones(2)
    with pytest.raises(ValueError, match="come to nothing"):
        level_assessment(emissions=nothing)
    with pytest.raises(ValueError, match="add up to zero"):
        trend_assessment(base_emissions=np.array([1.0, -1.0]), emissions=one)
    with pytest.raises(ValueError, match="add up to zero"):
        error_table(base_emissions=one, emissions=nothing, activity_percent=one, factor_percent=one)
    with pytest.raises(ShapeError, match="give as many"):
        level_assessment(emissions=one, uncertainty_percent=np.ones(3))
