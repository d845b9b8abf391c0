"""Where on its route something is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents.along_route import along_route
from dure.engines.residents.distances import distance_m

LONS, LATS = np.array([127.0, 127.01, 127.01]), np.array([36.0, 36.0, 36.01])


def test_a_point_at_a_corner_is_as_far_as_the_leg_before_it() -> None:
    found = along_route(lons=LONS, lats=LATS, at_lons=LONS[1:2], at_lats=LATS[1:2])
    assert found.along_m[0] == pytest.approx(found.points_m[1])
    assert found.beside_m[0] == pytest.approx(0, abs=1e-6)
    assert found.points_m[1] == pytest.approx(
        distance_m(lon=127.0, lat=36.0, to_lon=127.01, to_lat=36.0), rel=1e-3
    )


def test_a_point_beside_the_route_is_told_how_far_beside() -> None:
    found = along_route(lons=LONS, lats=LATS, at_lons=np.array([127.005]), at_lats=np.array([35.999]))
    assert found.along_m[0] == pytest.approx(found.points_m[1] / 2, rel=1e-3)
    assert found.beside_m[0] == pytest.approx(111.2, rel=1e-2)


@given(share=st.floats(0, 1))
def test_whoever_moves_on_comes_farther_along(share: float) -> None:
    lats = np.array([36.0 + 0.01 * share * 0.5, 36.0 + 0.01 * share])
    found = along_route(lons=LONS, lats=LATS, at_lons=np.array([127.01, 127.01]), at_lats=lats)
    assert found.along_m[1] >= found.along_m[0] - 1e-6


def test_a_route_of_one_point_is_refused() -> None:
    with pytest.raises(ShapeError, match="two or more"):
        along_route(lons=LONS[:1], lats=LATS[:1], at_lons=LONS[:1], at_lats=LATS[:1])
