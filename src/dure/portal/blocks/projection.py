"""Outlines on the globe become paths on a drawing: longitude and latitude to SVG.

Equirectangular with the middle latitude kept true (x times the cosine of it): over a country of some hundred
kilometres shapes look right and no library is needed. Coordinates are rounded to a tenth of a drawing unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Position = Sequence[float]
Ring = Sequence[Position]


@dataclass(frozen=True)
class Projection:
    """A way from (lon, lat) to (x, y) that fills a drawing of `width` × `height`."""

    west: float
    north: float
    x_scale: float
    y_scale: float
    x_margin: float
    y_margin: float
    width: float
    height: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """The place of a coordinate on the drawing."""
        x = (lon - self.west) * self.x_scale + self.x_margin
        y = (self.north - lat) * self.y_scale + self.y_margin
        return round(x, 1), round(y, 1)


def rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """All rings of a GeoJSON Polygon or MultiPolygon."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        return list(coordinates)
    if kind == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    raise ValueError(f"A map draws Polygon and MultiPolygon, not {kind}.")


def fitted(geometries: Iterable[Mapping[str, Any]], *, width: float, margin: float = 8.0) -> Projection:
    """The projection that fits all geometries into `width`; the height follows from their shape."""
    points = [position for geometry in geometries for ring in rings(geometry) for position in ring]
    if not points:
        raise ValueError("There is nothing to draw: no geometry has a point.")
    lons = [position[0] for position in points]
    lats = [position[1] for position in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = cos(radians((south + north) / 2))
    scale = (width - 2 * margin) / max((east - west) * squeeze, 1e-9)
    height = (north - south) * scale + 2 * margin
    return Projection(west, north, scale * squeeze, scale, margin, margin, width, round(height, 1))


def _ring_path(ring: Ring, projection: Projection) -> str:
    """One closed ring as path commands; points that fall together on the drawing are drawn once."""
    drawn: list[tuple[float, float]] = []
    for position in ring:
        point = projection.point(position[0], position[1])
        if not drawn or drawn[-1] != point:
            drawn.append(point)
    if len(drawn) > 1 and drawn[0] == drawn[-1]:
        drawn.pop()
    if len(drawn) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in drawn) + "Z"


def path(geometry: Mapping[str, Any], projection: Projection) -> str:
    """The `d` of an SVG path that draws a Polygon or MultiPolygon."""
    return "".join(_ring_path(ring, projection) for ring in rings(geometry))


def _area_and_middle(ring: Ring, projection: Projection) -> tuple[float, float, float]:
    """Area of a ring on the drawing, and its centre of gravity."""
    points = [projection.point(position[0], position[1]) for position in ring]
    area = x_sum = y_sum = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x_sum += (x0 + x1) * cross
        y_sum += (y0 + y1) * cross
    if abs(area) < 1e-9:
        return 0.0, *points[0]
    return abs(area), x_sum / (6 * area), y_sum / (6 * area)


def middle(geometry: Mapping[str, Any], projection: Projection) -> tuple[float, float]:
    """Where a label goes: the centre of gravity of the largest ring."""
    _, x, y = max(_area_and_middle(ring, projection) for ring in rings(geometry))
    return round(x, 1), round(y, 1)
