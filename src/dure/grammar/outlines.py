"""Checks outline.geojson, the shapes a place's map is drawn from: structure, names and every coordinate."""

import json
from math import isfinite

from dure.grammar.sentences import outlines as says
from dure.grammar.sheets import Sheet
from dure.grammar.words import LANGUAGES

LON, LAT = 180, 90
LONGEST_NAME = 120
LONGEST_PLACE = 80
SHORTEST_RING = 4


def hear_outline(sheet: Sheet, text: str) -> bool:
    """Whether the file can be drawn; what is wrong with it is noted, shape by shape."""
    try:
        outline = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        outline = None
    features = outline.get("features") if isinstance(outline, dict) else None
    if not isinstance(outline, dict) or outline.get("type") != "FeatureCollection":
        features = None
    if not isinstance(features, list):
        sheet.hear(says.broken_geojson())
        return False
    for number, feature in enumerate(features, start=1):
        if sheet.is_full:
            break
        _hear_feature(sheet, number, feature)
    return not sheet.mistakes


def _refuse(_constant: str) -> float:
    """NaN and the infinities are no numbers in JSON."""
    raise ValueError


def _finite(text: str) -> float:
    """A number; one too large to be kept is refused."""
    number = float(text)
    if not isfinite(number):
        raise ValueError
    return number


def _hear_feature(sheet: Sheet, number: int, feature: object) -> None:
    """Note what is wrong with one shape."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        sheet.hear(says.not_a_feature(number))
        return
    if not _is_named(feature.get("properties")):
        sheet.hear(says.nameless_shape(number, LONGEST_NAME))
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        sheet.hear(says.not_a_polygon(number))
        return
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons or not all(map(_is_polygon, polygons)):
        sheet.hear(says.broken_ring(number))


def _is_named(properties: object) -> bool:
    """Whether a shape has a name in both languages, and its place, if it names one, is a text."""
    if not isinstance(properties, dict):
        return False
    place = properties.get("place")
    names = [properties.get(f"name_{language}") for language in LANGUAGES]
    return all(_is_text(name, LONGEST_NAME) and name for name in names) and (
        place is None or _is_text(place, LONGEST_PLACE)
    )


def _is_text(value: object, longest: int) -> bool:
    """Whether a value is a short line of text."""
    return isinstance(value, str) and len(value) <= longest and value.isprintable()


def _is_polygon(rings: object) -> bool:
    """Whether these are the rings of a polygon: at least one, each of four points or more, and closed."""
    return isinstance(rings, list) and bool(rings) and all(map(_is_ring, rings))


def _is_ring(points: object) -> bool:
    """Whether the points run back to the first one."""
    if not isinstance(points, list) or len(points) < SHORTEST_RING:
        return False
    return all(map(_is_point, points)) and points[0] == points[-1]


def _is_point(point: object) -> bool:
    """Whether a point is a longitude and a latitude on earth; a height behind them does no harm."""
    if not isinstance(point, list) or not 2 <= len(point) <= 3:
        return False
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in point):
        return False
    return bool(abs(point[0]) <= LON and abs(point[1]) <= LAT and abs(point[-1]) < 1e6)
