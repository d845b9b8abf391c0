"""Baseline, plan and adjusted path, with wedges that never take one tonne twice."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import stacked_wedges
from dure.engines.pathways.scenarios import StackedWedges
from dure.engines.refusals import ShapeError

measures = st.lists(
    st.tuples(st.integers(0, 2), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8
)


def stacked(rows: list[tuple[int, float, float, float]]) -> StackedWedges:
    """Three sources over two years."""
    source, first, second, delivered = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return stacked_wedges(
        years=np.array([2025.0, 2030.0]),
        source_emissions=np.array([[100.0, 90.0], [50.0, 60.0], [10.0, 0.0]]),
        source=source,
        share=np.column_stack([first, second]),
        delivered=delivered,
    )


def test_two_halves_of_one_source_leave_a_quarter() -> None:
    answer = stacked([(0, 0.5, 0.5, 1.0), (0, 0.5, 0.5, 1.0)])
    assert answer.baseline.tolist() == [160, 150]
    assert answer.plan.tolist() == [85, 82.5]
    assert answer.overlap.tolist() == [25, 22.5]


@given(measures)
def test_wedges_fill_the_space_between_the_paths_and_go_no_further(
    rows: list[tuple[int, float, float, float]],
) -> None:
    answer = stacked(rows)
    assert answer.baseline - answer.wedges.sum(axis=0) == pytest.approx(answer.plan)
    assert answer.baseline - answer.delivered_wedges.sum(axis=0) == pytest.approx(answer.adjusted)
    assert (answer.plan >= -1e-9).all()
    assert (answer.adjusted >= answer.plan - 1e-9).all()
    assert (answer.wedges >= 0).all()
    assert (answer.overlap >= 0).all()


@given(measures, st.randoms(use_true_random=False))
def test_the_order_of_measures_changes_no_path(
    rows: list[tuple[int, float, float, float]], chance: Any
) -> None:
    other = list(rows)
    chance.shuffle(other)
    assert stacked(other).plan == pytest.approx(stacked(rows).plan)
    assert stacked(other).adjusted == pytest.approx(stacked(rows).adjusted)
    assert stacked(other).overlap == pytest.approx(stacked(rows).overlap, abs=1e-9)


def test_what_was_not_delivered_stays_in_the_adjusted_path() -> None:
    answer = stacked([(0, 0.5, 0.5, 0.5)])
    assert answer.adjusted.tolist() == [135, 127.5]


def test_shares_above_one_and_sources_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match=r"60 % is 0\.6"):
        stacked([(0, 1.5, 0.5, 1.0)])
    with pytest.raises(ValueError, match="not there"):
        stacked([(3, 0.5, 0.5, 1.0)])
    with pytest.raises(ShapeError, match="differ in years"):
        stacked_wedges(
            years=np.array([2030.0]),
            source_emissions=np.ones((1, 2)),
            source=np.zeros(1),
            share=np.ones((1, 2)),
            delivered=np.ones(1),
        )


def test_a_plan_of_45_percent_that_nobody_delivers_leaves_9_43_megatonnes() -> None:
    """9.43 Mt, −45 % by 2030: a wedge of 4.2435 Mt on paper, and none in the adjusted path."""
    answer = stacked_wedges(
        years=np.array([2018.0, 2030.0]),
        source_emissions=np.array([[9.43, 9.43]]),
        source=np.zeros(1),
        share=np.array([[0.0, 0.45]]),
        delivered=np.zeros(1),
    )
    assert answer.wedges[0].tolist() == pytest.approx([0, 4.2435])
    assert answer.plan.tolist() == pytest.approx([9.43, 5.1865])
    assert answer.adjusted.tolist() == [9.43, 9.43]
