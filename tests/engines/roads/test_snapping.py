"""Points find the street nearest to them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.roads import nearest_links

# Two streets: one along the equator with a bend, one a hundredth of a degree to the north.
SHAPES = {
    "shape_start": np.array([0, 3, 5]),
    "shape_lon": np.array([0.0, 0.01, 0.02, 0.0, 0.02]),
    "shape_lat": np.array([0.0, 0.0, 0.001, 0.01, 0.01]),
}


@settings(deadline=None)
@given(lon=st.floats(-0.01, 0.03), lat=st.floats(-0.01, 0.02))
def test_no_point_of_any_street_is_nearer(lon: float, lat: float) -> None:
    found = nearest_links(lon=np.array([lon]), lat=np.array([lat]), **SHAPES)
    for x in np.linspace(0, 0.02, 50):
        y = max(0.0, (x - 0.01) / 10)
        for street in (y, 0.01):
            away = np.hypot((x - lon) * np.cos(np.radians(lat)), street - lat) * 111_195
            assert found.distance_m[0] <= away + 0.5


def test_a_point_on_a_street_is_there() -> None:
    found = nearest_links(lon=np.array([0.015]), lat=np.array([0.01]), **SHAPES)
    assert found.link.tolist() == [1]
    assert found.distance_m[0] == pytest.approx(0, abs=1e-6)
    assert found.along[0] == pytest.approx(0.75)


def test_streets_without_points_are_refused() -> None:
    with pytest.raises(ShapeError):
        nearest_links(lon=np.array([0.0]), lat=np.array([0.0]), **{**SHAPES, "shape_start": np.array([0])})
