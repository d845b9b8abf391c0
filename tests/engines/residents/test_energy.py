"""Points for energy saved: the published tables, their bounds, and nobody judged by others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import (
    energy_baseline,
    energy_points,
    stacked_points,
    standard_points,
    won_for_points,
)

STEPS = np.array([5.0, 10.0, 15.0])
# Points by source of energy: three steps, keeping, standard use; households, then shops and schools.
HOUSEHOLD = {
    "electricity": ([5_000.0, 10_000.0, 15_000.0], 3_000.0, 5_000.0),
    "water": ([750.0, 1_500.0, 2_000.0], 450.0, 750.0),
    "gas": ([3_000.0, 6_000.0, 8_000.0], 1_800.0, 3_000.0),
}
COMMERCIAL = {
    "electricity": ([20_000.0, 40_000.0, 60_000.0], 12_000.0),
    "water": ([3_000.0, 6_000.0, 8_000.0], 1_800.0),
    "gas": ([12_000.0, 24_000.0, 32_000.0], 7_200.0),
}
MONTH = np.full((2, 6), 30.0)


def points(
    used: float, *, kept: float = 0, after: float = 2, source: str = "electricity"
) -> tuple[float, float]:
    table, keep, _ = HOUSEHOLD[source]
    answer = energy_points(
        baseline=1_000.0, used=used, steps_percent=STEPS, points=np.array(table), keep_points=keep,
        periods_kept=kept, keep_after=after,
    )  # fmt: skip
    return answer.cut_points, answer.keep_points


@pytest.mark.parametrize(
    ("used", "paid"),
    [
        (1_000.0, 0), (950.1, 0), (950.0, 5_000), (900.1, 5_000), (900.0, 10_000), (850.0, 15_000),
        (0.0, 15_000), (1_200.0, 0),
    ],
)  # fmt: skip
def test_a_step_is_reached_at_its_bound(used: float, paid: float) -> None:
    assert points(used) == (paid, 0)


def test_five_percent_of_an_awkward_baseline_is_five_percent() -> None:
    # 0.95 x 333.3 is 316.635, which no binary fraction holds.
    answer = energy_points(
        baseline=333.3, used=316.635, steps_percent=STEPS, points=np.array([1.0, 2.0, 3.0]), keep_points=0,
        periods_kept=0, keep_after=2,
    )  # fmt: skip
    assert (answer.cut_percent, answer.steps_reached) == (5.0, 1)


def test_keeping_is_paid_after_two_periods_and_only_while_less_is_used() -> None:
    assert points(960.0, kept=2) == (0, 3_000)
    assert points(960.0, kept=1) == (0, 0)
    assert points(1_000.0, kept=2) == (0, 0)
    assert points(950.0, kept=2) == (5_000, 0)
    assert points(960.0, kept=3, after=4) == (0, 0)


def test_two_halves_at_the_highest_step_are_the_published_most_of_a_year() -> None:
    half = sum(points(0.0, source=source)[0] for source in HOUSEHOLD)
    assert 2 * half == 50_000
    won = won_for_points(points=2 * half, krw_per_point=2.0, cap_krw=100_000.0, paid_before_krw=0.0)
    assert (won.paid_krw, won.above_cap_krw) == (100_000, 0)
    assert (
        won_for_points(points=2 * half, krw_per_point=1.0, cap_krw=50_000.0, paid_before_krw=0).paid_krw
        == 50_000
    )


def test_standard_use_on_top_since_2023_raises_it_to_the_published_most() -> None:
    year = 0.0
    for source, (table, _, standard) in HOUSEHOLD.items():
        little = standard_points(used=50.0, mean_used=100.0, at_most_percent=50.0, points=standard).points
        cut, _ = points(0.0, source=source)
        assert cut == table[2]
        year += 2 * stacked_points(cut=cut, keep=0.0, standard=little, stacks=True).paid
    assert year == 67_500
    assert (
        won_for_points(points=year, krw_per_point=2.0, cap_krw=135_000.0, paid_before_krw=0.0).paid_krw
        == 135_000
    )


def test_before_2023_one_rule_alone_was_paid() -> None:
    year = 2 * sum(
        stacked_points(cut=table[2], keep=0.0, standard=standard, stacks=False).paid
        for table, _, standard in HOUSEHOLD.values()
    )
    assert year == 50_000
    assert stacked_points(cut=0.0, keep=3_000.0, standard=5_000.0, stacks=True).paid == 5_000


def test_shops_and_schools_have_a_table_of_their_own() -> None:
    paid = [
        energy_points(
            baseline=100.0, used=85.0, steps_percent=STEPS, points=np.array(table), keep_points=keep,
            periods_kept=4, keep_after=4,
        ).cut_points
        for table, keep in COMMERCIAL.values()
    ]  # fmt: skip
    assert paid == [60_000, 8_000, 32_000]
    kept = energy_points(
        baseline=100.0, used=99.0, steps_percent=STEPS, points=np.array([20_000.0, 40_000.0, 60_000.0]),
        keep_points=12_000.0, periods_kept=4, keep_after=4,
    )  # fmt: skip
    assert kept.keep_points == 12_000


def test_standard_use_is_at_most_half_of_the_mean() -> None:
    at = standard_points(used=50.0, mean_used=100.0, at_most_percent=50.0, points=750.0)
    above = standard_points(used=50.1, mean_used=100.0, at_most_percent=50.0, points=750.0)
    assert (at.points, above.points) == (750, 0)


def test_a_household_that_moved_in_is_judged_by_its_own_year() -> None:
    used, lived = np.array([[100.0] * 6, [80.0] * 6]), MONTH.copy()
    lived[0, 2] = 12.0
    answer = energy_baseline(used=used, days_lived=lived, days_in_month=MONTH)
    assert (answer.baseline, answer.years_counted, answer.months_missing) == (480.0, 1, 1)
    used[1, 0] = np.nan
    none = energy_baseline(used=used, days_lived=lived, days_in_month=MONTH)
    assert np.isnan(none.baseline)
    assert (none.years_counted, none.months_missing) == (0, 2)


@given(st.floats(1, 1e6), st.floats(0, 1e6), st.floats(0, 1e5))
def test_who_uses_less_is_never_paid_less(baseline: float, used: float, less: float) -> None:
    def paid(use: float) -> float:
        answer = energy_points(
            baseline=baseline, used=use, steps_percent=STEPS, points=np.array([5.0, 10.0, 15.0]),
            keep_points=3.0, periods_kept=2, keep_after=2,
        )  # fmt: skip
        return answer.cut_points + answer.keep_points

    assert paid(max(used - less, 0.0)) >= paid(used)


@given(
    st.lists(st.floats(0, 1e5), min_size=6, max_size=6), st.lists(st.floats(0, 1e5), min_size=6, max_size=6)
)
def test_the_baseline_lies_between_the_two_years(first: list[float], second: list[float]) -> None:
    answer = energy_baseline(used=np.array([first, second]), days_lived=MONTH, days_in_month=MONTH)
    low, high = sorted((sum(first), sum(second)))
    assert low * (1 - 1e-9) <= answer.baseline <= high * (1 + 1e-9)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="more than zero"):
        energy_points(baseline=0.0, used=1.0, steps_percent=STEPS, points=STEPS, keep_points=0,
                      periods_kept=0, keep_after=2)  # fmt: skip
    with pytest.raises(ShapeError, match="as many of each"):
        energy_points(baseline=1.0, used=1.0, steps_percent=STEPS, points=STEPS[:2], keep_points=0,
                      periods_kept=0, keep_after=2)  # fmt: skip
    with pytest.raises(ValueError, match="not both"):
        stacked_points(cut=1.0, keep=1.0, standard=0.0, stacks=True)
    with pytest.raises(ShapeError, match="one or two years"):
        energy_baseline(used=np.ones((3, 6)), days_lived=np.ones((3, 6)), days_in_month=np.ones((3, 6)))
    with pytest.raises(ShapeError, match="differ in shape"):
        energy_baseline(used=np.ones((2, 6)), days_lived=MONTH[:1], days_in_month=MONTH)
    with pytest.raises(ValueError, match="more than the month has"):
        energy_baseline(used=np.ones((2, 6)), days_lived=MONTH + 1, days_in_month=MONTH)
