"""Distances on the globe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents.distances import EARTH_M, distance_m

lons, lats = st.floats(-180, 180), st.floats(-90, 90)


def test_a_degree_of_the_equator_is_its_share_of_the_circle() -> None:
    assert distance_m(lon=0, lat=0, to_lon=1, to_lat=0) == pytest.approx(
        2 * 3.141592653589793 * EARTH_M / 360
    )


def test_a_known_distance_is_met() -> None:
    # Big Ben to the Statue of Liberty: 5,574.8 km by the haversine on a ball of 6,371 km.
    far = distance_m(lon=-0.124625, lat=51.500729, to_lon=-74.0445, to_lat=40.6892)
    assert far == pytest.approx(5_574_840, rel=1e-4)


@given(lon=lons, lat=lats, to_lon=lons, to_lat=lats)
def test_the_way_back_is_as_long_and_no_way_goes_beyond_half_the_earth(
    lon: float, lat: float, to_lon: float, to_lat: float
) -> None:
    there = distance_m(lon=lon, lat=lat, to_lon=to_lon, to_lat=to_lat)
    back = distance_m(lon=to_lon, lat=to_lat, to_lon=lon, to_lat=lat)
    assert there == pytest.approx(back, abs=1e-3)
    assert 0 <= there <= 3.14159266 * EARTH_M


def test_what_is_no_coordinate_is_refused() -> None:
    with pytest.raises(ValueError, match="to_lat is 91"):
        distance_m(lon=0, lat=0, to_lon=0, to_lat=91)
