"""One year of a plan: where cuts begin, what parts take away, and what nobody covers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import cuts_of_sectors, plan_year, start_of_cuts
from dure.engines.refusals import ShapeError

UNKNOWN = math.nan
amount = st.floats(0, 1e6)
maybe = st.one_of(st.just(UNKNOWN), amount)


def test_the_national_sectors_come_to_more_than_the_target_and_two_are_unknown() -> None:
    """The revised national target of 2023: 436.6 Mt by 2030 from 727.6, sector by sector as printed."""
    levels = np.array([145.9, 230.7, 35.0, 61.0, 18.0, 9.1, 8.4, 3.9, -26.7, -11.2, -37.5])
    percents = np.array([45.9, 11.4, 32.8, 37.8, 27.1, 46.8, *[UNKNOWN] * 5])
    answer = cuts_of_sectors(levels=levels, cut_percents=percents)
    assert answer.bases[:2] == pytest.approx([269.686, 260.384], abs=0.001)
    assert np.isnan(answer.cuts[[6, 7]]).all()
    assert answer.may_add == pytest.approx(8.4 + 3.9)
    assert answer.cuts[8:].tolist() == [26.7, 11.2, 37.5]
    # What the known sectors cut beyond the target is left for the two without a percentage.
    assert np.nansum(answer.cuts) - (727.6 - 436.6) == pytest.approx(6.7, abs=0.1)


def test_daegu_lacks_843_500_tonnes_even_with_a_potential() -> None:
    """9.43 Mt, −45 %: 5.1865 Mt. Less 0.95 Mt of solar panels and a potential of 2.45 Mt leaves 6.03 Mt."""
    year = plan_year(
        start=9_430_000.0,
        promised=5_186_500.0,
        sector_cuts=np.array([UNKNOWN]),
        measure_cuts=np.array([950_000.0, 2_450_000.0, UNKNOWN]),
        measure_sector=np.array([0.0, -1.0, 0.0]),
        supported=np.array([UNKNOWN] * 3),
        overlap=0.0,
    )
    assert (year.plan, year.not_covered, year.beyond) == (6_030_000, 843_500, 0)
    assert year.parts_with_tonnes == 2
    assert math.isnan(year.adjusted)


@given(st.lists(st.tuples(maybe, maybe, st.integers(-1, 1)), min_size=1, max_size=6), maybe, maybe)
def test_the_parts_and_the_rest_lead_from_the_start_to_the_target(
    rows: list[tuple[float, float, int]], first: float, second: float
) -> None:
    year = plan_year(
        start=1e8,
        promised=1e6,
        sector_cuts=np.array([first, second]),
        measure_cuts=np.array([row[0] for row in rows]),
        measure_sector=np.array([float(row[2]) for row in rows]),
        supported=np.array([row[1] for row in rows]),
        overlap=UNKNOWN,
    )
    taken = np.nansum(year.sector_wedges) + np.nansum(year.measure_wedges)
    assert taken == pytest.approx(year.covered)
    assert 1e8 - year.covered - year.not_covered + year.beyond == pytest.approx(1e6)
    # No evidence counts for more than it says, and none for more than the sector it lies in.
    assert year.supported <= np.nansum([row[1] for row in rows]) * (1 + 1e-9)


def test_a_measure_lies_within_a_sector_that_states_its_whole_cut() -> None:
    year = plan_year(
        start=100.0,
        promised=50.0,
        sector_cuts=np.array([20.0]),
        measure_cuts=np.array([15.0]),
        measure_sector=np.array([0.0]),
        supported=np.array([18.0]),
        overlap=3.0,
    )
    assert (year.covered, year.supported, year.adjusted) == (20, 15, 85)


def test_measures_on_one_source_are_not_added_as_if_each_stood_alone() -> None:
    """Two measures that each halve a source of 100 leave 25, though alone they would take 50 each."""
    year = plan_year(
        start=100.0,
        promised=20.0,
        sector_cuts=np.array([UNKNOWN]),
        measure_cuts=np.array([50.0, 50.0]),
        measure_sector=np.array([0.0, 0.0]),
        supported=np.array([UNKNOWN, UNKNOWN]),
        overlap=25.0,
    )
    assert (year.plan, year.covered, year.not_covered, year.overlap) == (25, 75, 5, 25)


def test_a_plan_without_a_number_is_unknown_and_covers_nothing() -> None:
    nothing = np.array([UNKNOWN])
    year = plan_year(
        start=100.0, promised=60.0, sector_cuts=nothing, measure_cuts=nothing,
        measure_sector=np.array([-1.0]), supported=nothing, overlap=UNKNOWN,
    )  # fmt: skip
    assert math.isnan(year.plan)
    assert year.not_covered == 40


def test_cuts_begin_at_a_forecast_only_where_the_plan_says_so() -> None:
    assert start_of_cuts(base=727.6, bau=850.6, from_forecast=0.0).start == 727.6
    assert start_of_cuts(base=727.6, bau=850.6, from_forecast=UNKNOWN).held == 1
    assert start_of_cuts(base=727.6, bau=850.6, from_forecast=1.0).start == 850.6
    assert math.isnan(start_of_cuts(base=727.6, bau=UNKNOWN, from_forecast=1.0).start)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="counted twice"):
        plan_year(
            start=10.0, promised=5.0, sector_cuts=np.array([11.0]), measure_cuts=np.array([UNKNOWN]),
            measure_sector=np.array([-1.0]), supported=np.array([UNKNOWN]), overlap=UNKNOWN,
        )  # fmt: skip
    with pytest.raises(ShapeError, match="measure_sector"):
        plan_year(
            start=10.0, promised=5.0, sector_cuts=np.array([1.0]), measure_cuts=np.array([1.0]),
            measure_sector=np.array([1.0]), supported=np.array([UNKNOWN]), overlap=UNKNOWN,
        )  # fmt: skip
    with pytest.raises(ValueError, match="no known base"):
        cuts_of_sectors(levels=np.array([0.0]), cut_percents=np.array([100.0]))
    with pytest.raises(ValueError, match="give 1 or 0"):
        start_of_cuts(base=1.0, bau=1.0, from_forecast=2.0)
