"""GeoJSON with a line for each direction of a road, from node `u` to node `v`, as graph libraries do."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dure.protocols.roads.network import CLASSES, Gathering, Link, Roads, class_of

# A line may begin this far from where its node is; about 30 metres.
NEAR_DEG = 0.0003
Point = tuple[float, float]


def read_geojson(content: bytes) -> Roads:
    """The roads of a FeatureCollection. Raises ValueError where it is none."""
    try:
        said = json.loads(content)
    except UnicodeDecodeError:
        said = json.loads(content.decode("cp949"))
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list):
        raise ValueError("the file has no list of features")
    gathering = Gathering()
    nodes: dict[str, Point] = {}
    for number, feature in enumerate(features):
        _feature(gathering, feature, f"#{number + 1}", nodes)
    return gathering.roads()


def _feature(gathering: Gathering, feature: Any, called: str, nodes: dict[str, Point]) -> None:
    """One line as a link; what is wrong with it is noted."""
    try:
        about: Mapping[str, Any] = feature["properties"]
        begin, end = str(about["u"]), str(about["v"])
        points = [(float(x), float(y)) for x, y, *_ in feature["geometry"]["coordinates"]]
    except (KeyError, TypeError, ValueError):
        gathering.note("unreadable_row", called)
        return
    link = f"{begin}-{end}" + (f"-{about['key']}" if about.get("key") else "")
    if feature["geometry"].get("type") != "LineString" or len(points) < 2:
        gathering.note("no_shape", link)
        return
    road_class = _class(gathering, link, str(about.get("highway") or ""))
    if not road_class:
        return
    placed = _placed(gathering, link, points, nodes, ends=(begin, end))
    if placed:
        way = str(about.get("osmid") or about.get("id") or link)
        gathering.add(Link(link, way, begin, end, placed, road_class, str(about.get("name") or "")))


def _class(gathering: Gathering, link: str, word: str) -> str:
    """The class of a link. Of several the narrowest counts; a road that is only planned is none."""
    if "=" in word:
        gathering.note("not_built", link, word)
        return ""
    named = [found for part in word.split(",") if (found := class_of(part.strip()))]
    if not named:
        gathering.note("no_class", link, word)
        return "other"
    if len(named) > 1:
        gathering.note("two_classes", link, word)
    return max(named, key=CLASSES.index)


def _placed(
    gathering: Gathering, link: str, points: list[Point], nodes: dict[str, Point], *, ends: tuple[str, str]
) -> Sequence[Point]:
    """The points from the first node to the second; none where they lead elsewhere."""
    begin, end = ends
    fits = _near(nodes.get(begin), points[0]) and _near(nodes.get(end), points[-1])
    if not fits and _near(nodes.get(begin), points[-1]) and _near(nodes.get(end), points[0]):
        gathering.note("drawn_backwards", link)
        points = points[::-1]
    elif not fits:
        gathering.note("ends_elsewhere", link)
        return ()
    nodes.setdefault(begin, points[0])
    nodes.setdefault(end, points[-1])
    return points


def _near(known: Point | None, found: Point) -> bool:
    """Whether a point is where its node is, as far as that is known."""
    return known is None or (abs(known[0] - found[0]) < NEAR_DEG and abs(known[1] - found[1]) < NEAR_DEG)
