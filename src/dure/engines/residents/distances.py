"""How far two points on the globe lie from each other as the crow flies."""

from math import asin, cos, radians, sin, sqrt

# The mean radius of the earth.
EARTH_M = 6_371_008.8


def distance_m(*, lon: float, lat: float, to_lon: float, to_lat: float) -> float:
    """The length of the great circle between two points.

    The earth is taken for a ball: against its true shape the answer is off by at most 0.6 %.

    Arguments
        lon     scalar  degree:a  the first point's longitude, -180 to 180
        lat     scalar  degree:a  its latitude, -90 to 90
        to_lon  scalar  degree:a  the second point's longitude, -180 to 180
        to_lat  scalar  degree:a  its latitude, -90 to 90
    Returns
        distance_m  scalar  m  the distance, not negative
    Raises
        ValueError  a coordinate is none.
    Source
        Haversine formula: R. W. Sinnott, Virtues of the haversine, Sky and Telescope 68(2), 1984, 159.
        Mean radius R1 of the earth: H. Moritz, Geodetic Reference System 1980.

    >>> round(distance_m(lon=0.0, lat=0.0, to_lon=0.0, to_lat=1.0))
    111195
    """
    for name, value, most in (
        ("lon", lon, 180),
        ("lat", lat, 90),
        ("to_lon", to_lon, 180),
        ("to_lat", to_lat, 90),
    ):
        if not abs(value) <= most:
            raise ValueError(f"{name} is {value}: give degrees from -{most} to {most}.")
    half_lat, half_lon = radians(to_lat - lat) / 2, radians(to_lon - lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat)) * cos(radians(to_lat)) * sin(half_lon) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(chord)))
