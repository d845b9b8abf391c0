"""How far along its route something is, from where it is on the globe."""

from dataclasses import dataclass
from math import cos, hypot, radians

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers, same_length
from dure.engines.residents.distances import EARTH_M


@dataclass(frozen=True)
class OnRoute:
    """How far along the route each point lies, how far beside it, and where the route's own points lie."""

    along_m: Array
    beside_m: Array
    points_m: Array


def along_route(*, lons: Array, lats: Array, at_lons: Array, at_lats: Array) -> OnRoute:
    """Each position as metres along a route that goes straight from point to point.

    Over the size of a town the globe is taken for flat, true at the route's middle: within 50 km of it a
    distance is off by less than 1 %. Where a route passes a place twice, the nearer of the two counts.

    Arguments
        lons      (point,)  degree:a  longitudes of the route's points, in its order
        lats      (point,)  degree:a  their latitudes
        at_lons   (seen,)   degree:a  longitudes where something was seen
        at_lats   (seen,)   degree:a  their latitudes
    Returns
        along_m   (seen,)   m  metres from the route's beginning to the nearest place on it
        beside_m  (seen,)   m  metres from there to where it was seen, not negative
        points_m  (point,)  m  metres from the beginning to each of the route's points
    Raises
        ShapeError  longitudes and latitudes differ in length, or the route has fewer than two points.
    Source
        Nearest point on a line by its dot product; equirectangular projection, J. P. Snyder, Map Projections:
        A Working Manual, USGS Professional Paper 1395, 1987, p. 90.

    >>> found = along_route(
    ...     lons=np.array([0.0, 1.0]), lats=np.zeros(2), at_lons=np.array([0.5]), at_lats=np.zeros(1))
    >>> round(float(found.along_m[0])), round(float(found.beside_m[0]))
    (55598, 0)
    """
    route_lons, route_lats = numbers("lons", lons), numbers("lats", lats)
    seen_lons, seen_lats = numbers("at_lons", at_lons), numbers("at_lats", at_lats)
    same_length("lons", route_lons, "lats", route_lats)
    same_length("at_lons", seen_lons, "at_lats", seen_lats)
    if len(route_lons) < 2:
        raise ShapeError(f"The route has {len(route_lons)} points: give two or more.")
    middle = radians(float(route_lats.mean()))
    metres = radians(1.0) * EARTH_M
    xs, ys = route_lons * metres * cos(middle), route_lats * metres
    legs = np.hypot(np.diff(xs), np.diff(ys))
    points_m = np.concatenate([[0.0], np.cumsum(legs)])
    found = [
        _nearest((lon * metres * cos(middle), lat * metres), xs, ys, points_m)
        for lon, lat in zip(seen_lons, seen_lats, strict=True)
    ]
    return OnRoute(np.array([each[0] for each in found]), np.array([each[1] for each in found]), points_m)


def _nearest(at: tuple[float, float], xs: Array, ys: Array, points_m: Array) -> tuple[float, float]:
    """Metres along and beside the route of its place nearest to a point."""
    best = (0.0, float("inf"))
    for leg in range(len(xs) - 1):
        dx, dy = float(xs[leg + 1] - xs[leg]), float(ys[leg + 1] - ys[leg])
        long = dx * dx + dy * dy
        share = ((at[0] - xs[leg]) * dx + (at[1] - ys[leg]) * dy) / long if long else 0.0
        share = min(1.0, max(0.0, float(share)))
        beside = hypot(at[0] - float(xs[leg]) - share * dx, at[1] - float(ys[leg]) - share * dy)
        if beside < best[1]:
            best = (float(points_m[leg]) + share * long**0.5, beside)
    return best
