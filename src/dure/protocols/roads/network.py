"""A road network as it was read: nodes, links with a direction, their shapes, and what was wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int32]

EARTH_M = 6_371_008.8
# Classes of roads, from the widest to the narrowest; a network that names none of them has `other`.
CLASSES = (
    "motorway",
    "motorway_link",
    "trunk",
    "trunk_link",
    "primary",
    "primary_link",
    "secondary",
    "secondary_link",
    "tertiary",
    "tertiary_link",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "other",
)
# What can be wrong with a link, and whether a stated rule mends it; what is not mended is left out.
FLAWS = {
    "no_length": True,
    "no_shape": False,
    "zero_speed": True,
    "odd_speed": True,
    "two_classes": True,
    "no_class": True,
    "not_built": False,
    "unknown_node": False,
    "same_ends": False,
    "named_twice": False,
    "drawn_backwards": True,
    "ends_elsewhere": False,
    "unreadable_row": False,
    "odd_letters": True,
}


@dataclass(frozen=True)
class Flaw:
    """Something wrong with a link: what, which link, and what was found there."""

    kind: str
    link: str
    found: str = ""


@dataclass(frozen=True)
class Ban:
    """A turn that is forbidden, or with `only` the one that is allowed, at a node."""

    from_way: str
    node: str
    to_way: str
    only: bool


@dataclass(frozen=True, eq=False)
class Roads:
    """Nodes and links as arrays; the shape of link i is the points from shape_start[i] to shape_start[i + 1].

    `speed_km_h` has a row for each travel mode the network tells of, not a number where it tells none.
    """

    node_id: Sequence[str]
    lon: Array
    lat: Array
    link_id: Sequence[str]
    way_id: Sequence[str]
    name: Sequence[str]
    from_node: Whole
    to_node: Whole
    road_class: Whole
    length_m: Array
    speed_km_h: Array
    modes: tuple[str, ...]
    shape_start: Whole
    shape_lon: Array
    shape_lat: Array
    flaws: tuple[Flaw, ...] = ()
    bans: tuple[Ban, ...] = ()


@dataclass(frozen=True)
class Link:
    """One link while it is read."""

    id: str
    way: str
    begin: str
    end: str
    points: Sequence[tuple[float, float]]
    road_class: str
    name: str = ""
    length_m: float = float("nan")
    speeds_km_h: tuple[float, ...] = (float("nan"),)


@dataclass
class Gathering:
    """Links and flaws while a file is read."""

    modes: tuple[str, ...] = ("car",)
    links: list[Link] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    bans: list[Ban] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def note(self, kind: str, link: str, found: object = "") -> None:
        """Note what is wrong with a link."""
        self.flaws.append(Flaw(kind, link, str(found)[:80]))

    def add(self, link: Link) -> None:
        """Take a link, unless it is a second one of the same name, or leads nowhere."""
        if link.id in self._names:
            self.note("named_twice", link.id)
        elif link.begin == link.end and len(link.points) < 3:
            self.note("same_ends", link.id, link.begin)
        elif len(link.points) < 2:
            self.note("no_shape", link.id)
        else:
            self._names.add(link.id)
            self.links.append(link)

    def roads(self) -> Roads:
        """Everything gathered as arrays. Lengths that nobody states are those of the shapes."""
        nodes: dict[str, tuple[float, float]] = {}
        for link in self.links:
            nodes.setdefault(link.begin, link.points[0])
            nodes.setdefault(link.end, link.points[-1])
        position = {node: number for number, node in enumerate(nodes)}
        many = np.array([len(link.points) for link in self.links], np.int32)
        points = np.array([point for link in self.links for point in link.points], float).reshape(-1, 2)
        start = np.concatenate([[0], np.cumsum(many)]).astype(np.int32)
        drawn = shape_lengths_m(points[:, 0], points[:, 1], start)
        stated = np.array([link.length_m for link in self.links], float)
        for row in np.flatnonzero(~(stated > 0) & ~np.isnan(stated)):
            self.note("no_length", self.links[row].id, stated[row])
        at = np.array(list(nodes.values()), float).reshape(-1, 2)
        return Roads(
            node_id=tuple(nodes),
            lon=at[:, 0],
            lat=at[:, 1],
            link_id=tuple(link.id for link in self.links),
            way_id=tuple(link.way for link in self.links),
            name=tuple(link.name for link in self.links),
            from_node=_whole(position[link.begin] for link in self.links),
            to_node=_whole(position[link.end] for link in self.links),
            road_class=_whole(CLASSES.index(link.road_class) for link in self.links),
            length_m=np.where(stated > 0, stated, drawn),
            speed_km_h=np.array([link.speeds_km_h for link in self.links], float)
            .reshape(-1, len(self.modes))
            .T,
            modes=self.modes,
            shape_start=start,
            shape_lon=points[:, 0],
            shape_lat=points[:, 1],
            flaws=tuple(self.flaws),
            bans=tuple(self.bans),
        )


def _whole(values: Iterable[int]) -> Whole:
    return np.fromiter(values, np.int32)


def steps_m(lon: Array, lat: Array) -> Array:
    """The metres from each point to the next, on a sphere."""
    x, y = np.radians(lon), np.radians(lat)
    half = np.sin(np.diff(y) / 2) ** 2 + np.cos(y[:-1]) * np.cos(y[1:]) * np.sin(np.diff(x) / 2) ** 2
    along: Array = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return along


def shape_lengths_m(lon: Array, lat: Array, start: Whole) -> Array:
    """The length of each shape, whose points stand one after another."""
    if len(lon) < 2:
        return np.zeros(len(start) - 1)
    walked: Array = np.concatenate([[0.0], np.cumsum(steps_m(lon, lat))])
    lengths: Array = walked[start[1:] - 1] - walked[start[:-1]]
    return lengths


def class_of(word: str) -> str:
    """The class of a road by the word for it; nothing where it is none."""
    return word if word in CLASSES else ""
