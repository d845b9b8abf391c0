"""The marginal abatement curve with interactions."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import abatement_curve
from dure.engines.pathways.abatement_cost import AbatementCurve
from dure.engines.refusals import ShapeError

Row = tuple[int, float, float, int]
measures = st.lists(
    st.tuples(st.integers(0, 2), st.floats(0, 1), st.floats(-1000, 1000), st.just(0)), min_size=1, max_size=8
)
rivals = st.lists(
    st.tuples(st.integers(0, 2), st.floats(0.01, 1), st.floats(-1000, 1000), st.integers(0, 2)),
    min_size=1,
    max_size=8,
)


def curve(rows: list[Row], emissions: tuple[float, ...] = (100.0, 50.0, 10.0)) -> AbatementCurve:
    source, share, cost, group = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return abatement_curve(
        source_emissions=np.array(emissions), source=source, share=share, cost=cost, group=group
    )


def test_the_cheaper_measure_comes_first_and_the_next_finds_less() -> None:
    answer = curve([(0, 0.2, 30.0, 0), (0, 0.5, 50.0, 0)])
    assert answer.order.tolist() == [1, 0]
    assert answer.abated.tolist() == [50, 10]
    assert answer.cost_per_unit.tolist() == [1, 3]
    assert (answer.total, answer.alone_total) == (60, 70)


@given(measures, st.randoms(use_true_random=False))
def test_the_total_is_the_same_in_every_order_and_never_more_than_the_parts(
    rows: list[Row], chance: Any
) -> None:
    other = list(rows)
    chance.shuffle(other)
    answer = curve(rows)
    assert curve(other).total == pytest.approx(answer.total)
    assert answer.total <= answer.alone_total + 1e-6
    assert answer.total <= 160 + 1e-6


@given(measures)
def test_measures_on_sources_of_their_own_add_up_plainly(rows: list[Row]) -> None:
    apart = [(at, share, cost, 0) for at, (_, share, cost, _) in enumerate(rows)]
    answer = curve(apart, emissions=tuple([100.0] * len(rows)))
    assert answer.total == pytest.approx(sum(100 * row[1] for row in rows), abs=1e-6)


@given(rivals)
def test_of_measures_that_exclude_each_other_one_is_taken(rows: list[Row]) -> None:
    answer = curve(rows)
    taken = [rows[int(each)][3] for each in answer.order]
    assert all(taken.count(group) <= 1 for group in (1, 2))
    assert sorted([*answer.order, *answer.excluded]) == list(range(len(rows)))


def test_of_two_savings_the_larger_comes_first_though_it_saves_less_a_tonne() -> None:
    """−100 for 50 t against −90 for 10 t: by cost a tonne the second would lead and abate less."""
    assert curve([(0, 0.1, -90.0, 0), (0, 0.5, -100.0, 0)]).order.tolist() == [1, 0]


def test_a_measure_that_finds_nothing_left_is_left_out() -> None:
    answer = curve([(0, 1.0, 1.0, 0), (0, 0.5, 50.0, 0)])
    assert (answer.order.tolist(), answer.excluded.tolist()) == ([0], [1])


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 1"):
        curve([(0, 1.5, 1.0, 0)])
    with pytest.raises(ShapeError, match="not there"):
        curve([(9, 0.5, 1.0, 0)])


def test_a_landfill_that_sold_880_thousand_tonnes_for_20_4_billion_is_a_saving() -> None:
    """23,182 won a tonne, as published: a measure that pays stands below zero on the curve."""
    answer = curve([(0, 1.0, -20_400_000_000.0, 0)], emissions=(880_000.0,))
    assert answer.cost_per_unit[0] == pytest.approx(-23_182, abs=1)
