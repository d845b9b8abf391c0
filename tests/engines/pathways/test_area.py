"""The area under a path: what is emitted in all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import area_under, budget_used

DAEGU = {"years": np.array([2018.0, 2030.0, 2050.0]), "amounts": np.array([9_430_000.0, 5_186_500.0, 0.0])}


def test_the_path_of_daegu_emits_87_7_megatonnes_up_to_2030() -> None:
    """From 9.43 Mt to 5.1865 Mt in twelve years: 87.699 Mt; 139.564 Mt to neutrality."""
    assert area_under(**DAEGU, from_year=2018.0, to_year=2030.0).area == pytest.approx(87_699_000)
    assert area_under(**DAEGU, from_year=2018.0, to_year=2050.0).area == pytest.approx(139_564_000)


@given(st.floats(2018.5, 2049.5))
def test_two_areas_side_by_side_are_the_whole(between: float) -> None:
    first = area_under(**DAEGU, from_year=2018.0, to_year=between)
    second = area_under(**DAEGU, from_year=between, to_year=2050.0)
    assert first.area + second.area == pytest.approx(139_564_000)


def test_the_whole_area_is_what_a_budget_is_set_against() -> None:
    whole = area_under(**DAEGU, from_year=2018.0, to_year=2050.0)
    assert budget_used(**DAEGU, budget=1e9).used == pytest.approx(whole.area)


def test_a_year_outside_the_path_is_refused() -> None:
    with pytest.raises(ValueError, match="in order within 2018 to 2050"):
        area_under(**DAEGU, from_year=2010.0, to_year=2030.0)
