"""The cost curve of stated measures: nothing unknown is drawn, and nothing is dropped."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import abatement_curve, stated_curve
from dure.engines.refusals import ShapeError

UNKNOWN = math.nan
maybe = st.one_of(st.just(UNKNOWN), st.floats(1, 100))


def test_measures_on_one_source_bring_less_together_than_alone() -> None:
    """Insulation cuts 96 of 480 alone and heat pumps 144: the second finds 384 left and takes 115.2."""
    curve = stated_curve(
        source_emissions=np.array([480.0]), source=np.zeros(2), cut=np.array([96.0, 144.0]),
        cost=np.array([9.6, 28.8]), group=np.zeros(2),
    )  # fmt: skip
    assert curve.order.tolist() == [0, 1]
    assert curve.abated == pytest.approx([96, 115.2])
    assert curve.overlap == pytest.approx(28.8)


def test_of_measures_that_exclude_each_other_one_stands_beside_the_curve() -> None:
    curve = stated_curve(
        source_emissions=np.array([100.0]), source=np.zeros(2), cut=np.array([30.0, 20.0]),
        cost=np.array([30.0, 40.0]), group=np.array([1.0, 1.0]),
    )  # fmt: skip
    assert (curve.order.tolist(), curve.excluded.tolist(), curve.overlap) == ([0], [1], 0)


def test_an_unknown_source_knows_of_no_overlap() -> None:
    curve = stated_curve(
        source_emissions=np.array([UNKNOWN]), source=np.array([0.0, 0.0, -1.0]),
        cut=np.array([30.0, 20.0, 5.0]), cost=np.array([30.0, 40.0, 50.0]), group=np.zeros(3),
    )  # fmt: skip
    assert (curve.total, curve.overlap) == (55, 0)


@given(st.lists(st.tuples(maybe, maybe), min_size=1, max_size=8))
def test_every_measure_that_says_anything_is_somewhere(rows: list[tuple[float, float]]) -> None:
    curve = stated_curve(
        source_emissions=np.array([1000.0]), source=np.zeros(len(rows)),
        cut=np.array([row[0] for row in rows]), cost=np.array([row[1] for row in rows]),
        group=np.zeros(len(rows)),
    )  # fmt: skip
    found = [*curve.order, *curve.excluded, *curve.without_cost, *curve.without_cut]
    said = [n for n, row in enumerate(rows) if not (math.isnan(row[0]) and math.isnan(row[1]))]
    assert sorted(found) == said
    assert curve.overlap >= -1e-9


def test_where_everything_is_known_it_is_the_curve_of_shares() -> None:
    cost, group = np.array([50.0, 30.0]), np.zeros(2)
    stated = stated_curve(
        source_emissions=np.array([100.0]), source=np.zeros(2), cut=np.array([50.0, 20.0]), cost=cost,
        group=group,
    )  # fmt: skip
    shares = abatement_curve(
        source_emissions=np.array([100.0]), source=np.zeros(2), share=np.array([0.5, 0.2]), cost=cost,
        group=group,
    )  # fmt: skip
    assert stated.abated.tolist() == shares.abated.tolist()
    assert stated.total == shares.total


def test_a_cut_larger_than_its_source_is_refused() -> None:
    with pytest.raises(ValueError, match="one of them is wrong"):
        stated_curve(
            source_emissions=np.array([10.0]), source=np.zeros(1), cut=np.array([11.0]), cost=np.ones(1),
            group=np.zeros(1),
        )  # fmt: skip
    with pytest.raises(ShapeError, match="not there"):
        stated_curve(
            source_emissions=np.array([10.0]), source=np.ones(1), cut=np.ones(1), cost=np.ones(1),
            group=np.zeros(1),
        )  # fmt: skip
