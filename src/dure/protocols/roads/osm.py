"""OpenStreetMap extracts (PBF, XML, gzip): drivable ways cut at their junctions, each direction a link."""

import math
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import osmium

from dure.protocols.roads.network import Ban, Gathering, Link, Roads, class_of

MPH = 1.609344
SPEED = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mph|km/h|kmh)?\s*")
CLOSED = frozenset({"no", "private"})
FORWARD, BACKWARD = frozenset({"yes", "true", "1"}), frozenset({"-1", "reverse"})
Point = tuple[float, float]


@dataclass(frozen=True)
class _Way:
    """A drivable way: its nodes, where they are, and what its tags say."""

    id: str
    nodes: tuple[int, ...]
    points: tuple[Point, ...]
    road_class: str
    name: str
    speed_km_h: float
    forward: bool
    backward: bool


@dataclass
class _Found:
    """What was read of an extract so far."""

    gathering: Gathering = field(default_factory=Gathering)
    ways: list[_Way] = field(default_factory=list)
    uses: Counter[int] = field(default_factory=Counter)


def read_osm(content: bytes, *, suffix: str) -> Roads:
    """The drivable roads of an extract; `suffix` says its form: .osm, .osm.gz or .osm.pbf.

    Raises ValueError where it cannot be read.
    """
    found = _Found()
    try:
        with tempfile.TemporaryDirectory() as folder:
            # The library opens files by their names only.
            path = Path(folder) / f"extract{suffix}"
            path.write_bytes(content)
            entity: Any
            for entity in osmium.FileProcessor(str(path)).with_locations():
                if entity.is_way():
                    _way(found, entity)
                elif entity.is_relation() and entity.tags.get("type") == "restriction":
                    _ban(found.gathering, entity)
    except RuntimeError as error:
        raise ValueError(str(error)) from None
    for way in found.ways:
        _cut(found, way)
    return found.gathering.roads()


def _way(found: _Found, way: Any) -> None:
    """Keep a way that may be driven on."""
    tags = way.tags
    road_class = class_of(tags.get("highway", ""))
    if not road_class or tags.get("area") == "yes":
        return
    if (tags.get("motor_vehicle") or tags.get("access") or "") in CLOSED:
        return
    located = [(node.ref, (node.lon, node.lat)) for node in way.nodes if node.location.valid()]
    if len(located) < len(way.nodes):
        found.gathering.note("unknown_node", str(way.id), len(way.nodes) - len(located))
    if len(located) < 2:
        found.gathering.note("no_shape", str(way.id))
        return
    oneway = tags.get("oneway", "")
    implied = road_class == "motorway" or tags.get("junction") in {"roundabout", "circular"}
    nodes, points = zip(*located, strict=True)
    found.uses.update(set(nodes))
    found.uses.update((nodes[0], nodes[-1]))
    found.ways.append(
        _Way(
            id=str(way.id),
            nodes=nodes,
            points=points,
            road_class=road_class,
            name=tags.get("name", ""),
            speed_km_h=_speed(found.gathering, str(way.id), tags.get("maxspeed", "")),
            forward=oneway not in BACKWARD,
            backward=oneway in BACKWARD or (oneway not in FORWARD and not implied),
        )
    )


def _speed(gathering: Gathering, way: str, said: str) -> float:
    """The speed limit in km/h, not a number where none is stated."""
    match = SPEED.fullmatch(said.split(";", maxsplit=1)[0])
    if not match:
        if said:
            gathering.note("odd_speed", way, said)
        return math.nan
    speed = float(match[1]) * (MPH if match[2] == "mph" else 1)
    if speed <= 0:
        gathering.note("zero_speed", way, said)
        return math.nan
    return speed


def _ban(gathering: Gathering, relation: Any) -> None:
    """Keep a forbidden or commanded turn at one node."""
    kind = relation.tags.get("restriction", "")
    members = {member.role: (member.type, str(member.ref)) for member in relation.members}
    begin, node, end = (members.get(role, ("", "")) for role in ("from", "via", "to"))
    if (begin[0], node[0], end[0]) == ("w", "n", "w") and kind.startswith(("no_", "only_")):
        gathering.bans.append(Ban(begin[1], node[1], end[1], kind.startswith("only_")))


def _cut(found: _Found, way: _Way) -> None:
    """The links of a way, from junction to junction, in each direction it may be driven."""
    ends = [0, *(i for i in range(1, len(way.nodes) - 1) if found.uses[way.nodes[i]] > 1), len(way.nodes) - 1]
    seen: set[tuple[str, str]] = set()
    for first, last in pairwise(ends):
        points = way.points[first : last + 1]
        begin, end = str(way.nodes[first]), str(way.nodes[last])
        # Two stretches of a way may join the same junctions: the second is told apart by where it goes.
        by = f"@{way.nodes[first + 1]}" if (begin, end) in seen or (end, begin) in seen else ""
        seen.add((begin, end))
        for drives, pair, line in (
            (way.forward, (begin, end), points),
            (way.backward, (end, begin), points[::-1]),
        ):
            if drives:
                found.gathering.add(
                    Link(
                        f"{way.id}:{pair[0]}-{pair[1]}{by}",
                        way.id,
                        *pair,
                        line,
                        way.road_class,
                        way.name,
                        math.nan,
                        (way.speed_km_h,),
                    )
                )
