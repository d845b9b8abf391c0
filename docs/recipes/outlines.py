"""Makes the outlines of Korea's places from the boundaries of Statistics Korea (2018, TopoJSON).

Run from the root of the repository, with the two files of https://github.com/southkorea/southkorea-maps
(kostat/2018/json, KOGL Type 1) in a folder:

    python docs/recipes/outlines.py FOLDER packs/places

It thins the shared arcs, not the polygons, so that neighbours still meet, rounds to three decimals
(some 100 m), and leaves out islands too small to be seen. Only the standard library is used.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
KM_PER_DEGREE = 111.2
# Islands that a map of the country shows however small they are: a point inside each.
ALWAYS_SHOWN = ((131.87, 37.24),)
REACH_DEGREES = 0.03

PROVINCES = {
    "11": ("서울특별시", "Seoul", ""),
    "21": ("부산광역시", "Busan", ""),
    "22": ("대구광역시", "Daegu", "daegu"),
    "23": ("인천광역시", "Incheon", "incheon"),
    "24": ("광주광역시", "Gwangju", "gwangju"),
    "25": ("대전광역시", "Daejeon", "daejeon"),
    "26": ("울산광역시", "Ulsan", "ulsan"),
    "29": ("세종특별자치시", "Sejong", ""),
    "31": ("경기도", "Gyeonggi", ""),
    "32": ("강원특별자치도", "Gangwon", ""),
    "33": ("충청북도", "Chungbuk", ""),
    "34": ("충청남도", "Chungnam", ""),
    "35": ("전북특별자치도", "Jeonbuk", ""),
    "36": ("전라남도", "Jeonnam", ""),
    "37": ("경상북도", "Gyeongbuk", ""),
    "38": ("경상남도", "Gyeongnam", ""),
    "39": ("제주특별자치도", "Jeju", "jeju"),
}
DISTRICTS = {"25030": "daejeon-seo", "25050": "daejeon-daedeok"}
# Cities inside a province, by the first digits of their districts, whose names the source runs together.
CITIES = {"3304": "cheongju"}
CITY_DISTRICTS = {
    "33041": ("상당구", "Sangdang-gu"),
    "33042": ("서원구", "Seowon-gu"),
    "33043": ("흥덕구", "Heungdeok-gu"),
    "33044": ("청원구", "Cheongwon-gu"),
}


class Fineness(NamedTuple):
    """How much of the detail stays: the thinning tolerance and the least island."""

    tolerance_degrees: float
    least_island_km2: float


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs with their steps added up, in longitude and latitude."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + from_x, y * scale_y + from_y))
        arcs.append(arc)
    return arcs


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment, in degrees of latitude."""
    narrow = math.cos(math.radians(start[1]))
    px, py = (point[0] - start[0]) * narrow, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = ex * ex + ey * ey
    along = 0.0 if length == 0 else min(1.0, max(0.0, (px * ex + py * ey) / length))
    return math.hypot(px - along * ex, py - along * ey)


def thinned(arc: list[Point], tolerance: float) -> list[Point]:
    """The arc with only the points that matter (Douglas and Peucker, 1973). Its ends stay."""
    if always_shown(arc):
        tolerance = 0.0
    kept = {0, len(arc) - 1}
    waiting = [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far, at = max((distance(arc[i], arc[first], arc[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [(round(arc[i][0], 3), round(arc[i][1], 3)) for i in sorted(kept)]


def ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The arcs of one ring joined end to end; a negative index is an arc walked backwards."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    unlike = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    return unlike if unlike[0] == unlike[-1] else [*unlike, unlike[0]]


def area_km2(points: list[Point]) -> float:
    """The area inside a ring, by the shoelace rule on a local plane."""
    narrow = math.cos(math.radians(points[0][1]))
    pairs = pairwise(points)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2 * narrow * KM_PER_DEGREE**2


def always_shown(points: list[Point]) -> bool:
    """Whether the ring, or the arc it is made of, is one of the islands that always stay."""
    return any(math.dist(points[0], island) < REACH_DEGREES for island in ALWAYS_SHOWN)


def outline(geometry: dict[str, Any], arcs: list[list[Point]], least_km2: float) -> dict[str, Any]:
    """One part as GeoJSON: its largest polygon and every island large enough."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    drawn = [
        [points for points in (ring(one, arcs) for one in polygon) if len(points) > 3] for polygon in polygons
    ]
    drawn = sorted((rings for rings in drawn if rings), key=lambda rings: -area_km2(rings[0]))
    kept = [
        rings
        for i, rings in enumerate(drawn)
        if i == 0 or area_km2(rings[0]) >= least_km2 or always_shown(rings[0])
    ]
    return {"type": "MultiPolygon", "coordinates": kept}


def properties(geometry: dict[str, Any]) -> dict[str, str]:
    """What the part is called, and which place of ours it is."""
    code = geometry["properties"]["code"]
    if code in PROVINCES:
        name_ko, name_en, place = PROVINCES[code]
    elif code in CITY_DISTRICTS:
        (name_ko, name_en), place = CITY_DISTRICTS[code], ""
    else:
        name_ko, name_en = geometry["properties"]["name"], geometry["properties"]["name_eng"]
        place = DISTRICTS.get(code, "")
    named = {"name_ko": name_ko, "name_en": name_en}
    return {**named, "place": place} if place else named


def collection(topology: dict[str, Any], code: str, fineness: Fineness) -> dict[str, Any]:
    """All parts whose code begins with `code`, as a FeatureCollection."""
    geometries = next(iter(topology["objects"].values()))["geometries"]
    arcs = [thinned(arc, fineness.tolerance_degrees) for arc in arcs_of(topology)]
    features = [
        {
            "type": "Feature",
            "properties": properties(one),
            "geometry": outline(one, arcs, fineness.least_island_km2),
        }
        for one in geometries
        if one["properties"]["code"].startswith(code)
    ]
    return {"type": "FeatureCollection", "features": features}


def write(found: dict[str, Any], path: Path) -> None:
    """One feature a line, so that a change can be read."""
    lines = ",\n".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in found["features"]
    )
    path.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8")


def main(folder: Path, places: Path) -> None:
    """Writes the outline of the country and of each place of ours."""
    provinces, districts = (
        json.loads((folder / f"skorea-{level}-2018-topo-simple.json").read_text(encoding="utf-8"))
        for level in ("provinces", "municipalities")
    )
    write(collection(provinces, "", Fineness(0.004, 12)), places / "korea" / "outline.geojson")
    for code, (_, _, place) in PROVINCES.items():
        if place:
            write(collection(districts, code, Fineness(0.0012, 3)), places / place / "outline.geojson")
    for code, place in CITIES.items():
        write(collection(districts, code, Fineness(0.0012, 3)), places / place / "outline.geojson")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
