"""Verbs that publish networks. An edition is written once, whole or not at all, and never changed."""

import csv
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from django.conf import settings
from django.db import transaction
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from dure.engines.roads.turns import Turns, turn_table
from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.networks import models
from dure.kernel.networks.read import FOLDER, folder_of
from dure.protocols.roads import CLASSES, FLAWS, Ban, Flaw, Roads, read_roads
from dure.protocols.roads.areas import Area, read_areas

ISLAND = "island"
AnyArray = npt.NDArray[np.generic]


@dataclass(frozen=True)
class Said:
    """What is said of an edition besides its roads."""

    title: Text
    layout: str
    source: str
    locator: str
    valid_from: date | None
    origin: str
    by: str = ""


def load_networks(rows: Iterable[shapes.NetworkRow], *, at: datetime) -> int:
    """Publish the networks of the packs; answers how many editions are new."""
    fresh = 0
    for row in rows:
        said = Said(row.title, row.layout, row.source, row.locator, row.valid_from, "pack")
        areas = read_areas(row.areas.read_bytes()) if row.areas else ()
        roads = read_roads(row.roads.read_bytes(), layout=row.layout)
        fresh += publish(row.place, name=row.network, roads=roads, areas=areas, said=said, at=at)
    return fresh


def publish(
    place: str, *, name: str, roads: Roads, said: Said, at: datetime, areas: Sequence[Area] = ()
) -> bool:
    """Publish an edition; answers whether it is new. The very same roads again record nothing."""
    columns, flaws = _columns(roads, areas)
    about = {
        "classes": list(CLASSES),
        "modes": list(roads.modes),
        "areas": [{"id": a.id, "ko": a.name.ko, "en": a.name.en, "people": a.people} for a in areas],
    }
    digest = _keep(columns, about, flaws, [shapely.to_geojson(area.shape) for area in areas])
    told = (said.title.ko, said.title.en, said.source, said.locator, said.valid_from)
    with transaction.atomic():
        last = models.Edition.objects.filter(place=place, name=name).order_by("-id").first()
        if last and last.digest == digest:
            known = (last.title_ko, last.title_en, last.source, last.locator, last.valid_from)
            if known == told:
                return False
        row = models.Edition.objects.create(
            place=place, name=name, title_ko=said.title.ko, title_en=said.title.en, digest=digest,
            layout=said.layout, nodes=len(roads.node_id), links=len(roads.link_id),
            turns=len(columns["turn_to"]), length_m=float(roads.length_m.sum()), valid_from=said.valid_from,
            source=said.source, locator=said.locator, origin=said.origin, by=said.by, recorded_at=at,
        )  # fmt: skip
        for kind, count in Counter(flaw.kind for flaw in flaws).items():
            models.Flaw.objects.create(edition=row, kind=kind, links=count, mended=FLAWS.get(kind, True))
    return True


def _columns(roads: Roads, areas: Sequence[Area]) -> tuple[dict[str, AnyArray], tuple[Flaw, ...]]:
    """The arrays of an edition, links in an order that keeps neighbours near, and everything wrong."""
    order, node_order = _near_order(roads)
    node_at = np.empty(len(node_order), np.int32)
    node_at[node_order] = np.arange(len(node_order), dtype=np.int32)
    begins, ends = node_at[roads.from_node[order]], node_at[roads.to_node[order]]
    many = np.diff(roads.shape_start)[order]
    start = np.concatenate([[0], np.cumsum(many)]).astype(np.int32)
    picked = np.repeat(roads.shape_start[order] - start[:-1], many) + np.arange(start[-1])
    lon, lat = roads.shape_lon[picked], roads.shape_lat[picked]
    turns = _turns(roads, order, begins, ends, bearings=_bearings(lon, lat, start))
    island, flaws = _islands(roads, order, turns)
    columns: dict[str, AnyArray] = {
        "node_id": np.array(roads.node_id, dtype=np.bytes_)[node_order],
        "lon": roads.lon[node_order],
        "lat": roads.lat[node_order],
        "link_id": np.array(roads.link_id, dtype=np.bytes_)[order],
        "way_id": np.array(roads.way_id, dtype=np.bytes_)[order],
        "name": np.array([name.encode() for name in roads.name], dtype=np.bytes_)[order],
        "from_node": begins,
        "to_node": ends,
        "road_class": roads.road_class[order],
        "length_m": roads.length_m[order],
        "speed_km_h": np.ascontiguousarray(roads.speed_km_h[:, order]),
        "island": island,
        "area": _areas_of(areas, lon, lat, start),
        "shape_start": start,
        "shape_lon": lon,
        "shape_lat": lat,
        "turn_start": turns.start,
        "turn_to": turns.to,
        "turn_kind": turns.kind,
    }
    return columns, flaws


def _near_order(roads: Roads) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """An order of links, and one of nodes, along a curve that fills the plane: trees stay in the cache."""
    nodes = np.argsort(_along_curve(roads.lon, roads.lat), kind="stable")
    rank = np.empty(len(nodes), np.int64)
    rank[nodes] = np.arange(len(nodes))
    return np.lexsort((rank[roads.to_node], rank[roads.from_node])), nodes


def _along_curve(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> npt.NDArray[np.uint64]:
    """Where points lie on Morton's curve."""
    woven = np.zeros(len(lon), np.uint64)
    for shift, values in enumerate((lon, lat)):
        span = np.ptp(values) or 1.0
        cell = ((values - values.min()) / span * 65535).astype(np.uint64)
        for bits, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
            cell = (cell | (cell << np.uint64(bits))) & np.uint64(mask)
        woven |= cell << np.uint64(shift)
    return woven


def _bearings(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], start: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The directions in which links begin and end, in degrees from north by east."""
    east = np.diff(lon) * np.cos(np.radians(lat[:-1]))
    bearing = np.degrees(np.arctan2(east, np.diff(lat)))
    return bearing[start[:-1]], bearing[start[1:] - 2]


def _turns(
    roads: Roads,
    order: npt.NDArray[np.int64],
    begins: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    *,
    bearings: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
) -> Turns:
    """The turn table without the turns that are forbidden."""
    turns = turn_table(
        from_node=begins, to_node=ends, first_bearing_deg=bearings[0], last_bearing_deg=bearings[1]
    )
    if not roads.bans:
        return turns
    way = np.array(roads.way_id)[order]
    at = np.array(roads.node_id)[roads.to_node[order]]
    here = np.repeat(np.arange(len(begins)), np.diff(turns.start))
    kept = np.ones(len(here), bool)
    by_end: Mapping[tuple[str, str], list[Ban]] = _by_end(roads.bans)
    for turn, link in enumerate(here):
        for ban in by_end.get((way[link], at[link]), ()):
            kept[turn] &= (way[turns.to[turn]] == ban.to_way) == ban.only
    start = np.searchsorted(here[kept], np.arange(len(begins) + 1)).astype(np.int32)
    return Turns(start, turns.to[kept], turns.kind[kept])


def _by_end(bans: Iterable[Ban]) -> dict[tuple[str, str], list[Ban]]:
    found: dict[tuple[str, str], list[Ban]] = {}
    for ban in bans:
        found.setdefault((ban.from_way, ban.node), []).append(ban)
    return found


def _islands(
    roads: Roads, order: npt.NDArray[np.int64], turns: Turns
) -> tuple[npt.NDArray[np.bool_], tuple[Flaw, ...]]:
    """Which links cannot be left for, or reached from, most of the network; each is a flaw, and stays."""
    links = len(order)
    graph = csr_matrix((np.ones(len(turns.to), np.int8), turns.to, turns.start), shape=(links, links))
    _count, label = connected_components(graph, directed=True, connection="strong")
    island = label != np.bincount(label).argmax()
    names = [roads.link_id[order[link]] for link in np.flatnonzero(island)]
    return island, (*roads.flaws, *(Flaw(ISLAND, name) for name in names))


def _areas_of(
    areas: Sequence[Area],
    lon: npt.NDArray[np.float64],
    lat: npt.NDArray[np.float64],
    start: npt.NDArray[np.int32],
) -> npt.NDArray[np.int16]:
    """The area that the middle of each link lies in, -1 where in none."""
    found = np.full(len(start) - 1, -1, np.int16)
    if areas:
        middle = (start[:-1] + start[1:]) // 2
        half = (np.diff(start) % 2 == 0) * 0.5
        x = lon[middle] * (1 - half) + lon[middle - 1] * half
        y = lat[middle] * (1 - half) + lat[middle - 1] * half
        tree = shapely.STRtree([area.shape for area in areas])
        link, area = tree.query(shapely.points(x, y), predicate="within")
        found[link] = area
    return found


def _keep(
    columns: Mapping[str, AnyArray], about: object, flaws: Sequence[Flaw], shapes_of_areas: Sequence[str]
) -> str:
    """Write the arrays into a folder named by their digest, whole or not at all."""
    root = Path(settings.HOME) / FOLDER
    part = root / f".{os.getpid()}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        for name, values in columns.items():
            np.save(part / f"{name}.npy", np.ascontiguousarray(values), allow_pickle=False)
        text = json.dumps(about, ensure_ascii=False, sort_keys=True)
        (part / "about.json").write_text(text, encoding="utf-8")
        (part / "areas.json").write_text(f"[{','.join(shapes_of_areas)}]", encoding="utf-8")
        with open(part / "flaws.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("flaw", "link", "found"))
            writer.writerows((flaw.kind, flaw.link, flaw.found) for flaw in flaws)
        digest = hashlib.sha256()
        for path in sorted(part.iterdir()):
            digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
        whole = folder_of(digest.hexdigest())
        if not whole.exists():
            part.rename(whole)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return digest.hexdigest()
