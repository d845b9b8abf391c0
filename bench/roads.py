"""Trees, coverage and loading on a real road network beside their peers: `dure bench roads [FILE]`.

Without a file the arterial roads of the packs are measured; with one, any network that `dure roads import`
reads. Peers that are installed are measured in the same run: scipy always, networkit and igraph where
they are there. Each time is the least of several, in CPU-seconds of one thread.
"""

import argparse
import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from dure.engines.roads import (
    covered_share,
    hourly_link_times,
    own_reach,
    quickest_times,
    reach_by_hour,
    turn_table,
)
from dure.protocols.roads import Roads, layout_of, read_roads

PACKED = Path(__file__).resolve().parents[1] / "packs" / "places"
STATIONS, HOURS, LIMIT_S, TREES = 26, 24, 300.0, 12
DELAY_S = np.array([0.0, 5.0, 5.0, 20.0, 30.0])
PLAIN_SPEED_KM_H = 40.0
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Net:
    """A network in the order that editions have, with the time along every link in seconds."""

    begins: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    time_s: Array
    length_m: Array
    bearing_deg: Array
    nodes: int


def run(arguments: list[str]) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="dure bench roads", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="a network to measure on")
    chosen = parser.parse_args(arguments)
    path: Path = chosen.file or next(PACKED.glob("*/*/roads.geojson.gz"))
    net = _net(read_roads(path.read_bytes(), layout=layout_of(path)))
    print(f"\n{path.name}: {net.nodes:,} nodes, {len(net.begins):,} links\n")
    _trees(net)
    _coverage(net)
    return 0


def _net(roads: Roads) -> Net:
    """The network with nodes along a curve that keeps neighbours near."""
    cells = [((v - v.min()) / (np.ptp(v) or 1) * 65535).astype(np.uint64) for v in (roads.lon, roads.lat)]
    woven = np.zeros(len(roads.lon), np.uint64)
    for bit in range(16):
        for shift, cell in enumerate(cells):
            woven |= ((cell >> np.uint64(bit)) & np.uint64(1)) << np.uint64(2 * bit + shift)
    order = np.argsort(woven, kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    begins, ends = rank[roads.from_node], rank[roads.to_node]
    by = np.lexsort((ends, begins))
    begins, ends = begins[by], ends[by]
    speed = roads.speed_km_h[-1][by]
    speed = np.where(np.isnan(speed), PLAIN_SPEED_KM_H, speed)
    lon, lat = roads.lon[order], roads.lat[order]
    east = (lon[ends] - lon[begins]) * np.cos(np.radians(lat[begins]))
    bearing = np.degrees(np.arctan2(east, lat[ends] - lat[begins]))
    length = roads.length_m[by]
    return Net(begins, ends, np.maximum(length / speed * 3.6, 1e-3), length, bearing, len(order))


def _least(work: Callable[[], object], *, times: int = 5) -> float:
    """The CPU-seconds of the quickest of several runs."""
    found = []
    for _time in range(times):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def _line(what: str, ours: str, peer: str = "", ratio: str = "", limit: str = "") -> None:
    print(f"{what:48} {ours:>14} {peer:>22} {ratio:>8} {limit:>12}")


def _trees(net: Net) -> None:
    """One tree over all nodes beside the peers, and one over all links with turns."""
    start = np.searchsorted(net.begins, np.arange(net.nodes + 1)).astype(np.int32)
    seeds = np.random.default_rng(5).integers(0, net.nodes, TREES)
    mine = np.array(_grown(start, net.ends, net.time_s, seeds))
    own_ms = _least(lambda: _grown(start, net.ends, net.time_s, seeds)) / TREES * 1000
    _line("what", "ours", "peer", "ratio", "limit")
    graph = _graph(net)
    other = np.asarray(dijkstra(graph, indices=seeds))
    known = np.isfinite(other) & np.isfinite(mine)
    gap = f"gap {np.abs(other[known] - mine[known]).max():.0e} s"
    if not (np.isfinite(other) == np.isfinite(mine)).all():
        gap += ", reach differs"
    for name, theirs in (("scipy", lambda: dijkstra(graph, indices=seeds)), *_peers(net, seeds)):
        ms = _least(theirs, times=2) / TREES * 1000
        ratio = f"{ms / own_ms:.1f}×"
        _line(
            "tree over all nodes",
            f"{own_ms:.2f} ms",
            f"{name} {ms:.2f} ms",
            ratio,
            gap if name == "scipy" else "",
        )
    turns = turn_table(from_node=net.begins, to_node=net.ends, first_bearing_deg=net.bearing_deg,
                       last_bearing_deg=net.bearing_deg)  # fmt: skip
    cost = DELAY_S[turns.kind] + net.time_s[turns.to]
    links = np.random.default_rng(6).integers(0, len(net.begins), TREES)
    _grown(turns.start, turns.to, cost, links)
    ms = _least(lambda: _grown(turns.start, turns.to, cost, links)) / TREES * 1000
    _line(f"tree over all links with {len(turns.to):,} turns", f"{ms:.2f} ms", limit="≤ 3 ms at 91,000")


def _grown(
    start: npt.NDArray[np.int32], to: npt.NDArray[np.int32], cost_s: Array, seeds: npt.NDArray[np.int64]
) -> list[Array]:
    """Whole trees from several seeds, one after another."""
    zero = np.zeros(1)
    return [
        quickest_times(
            start=start,
            to=to,
            cost_s=cost_s,
            seed=seeds[i : i + 1].astype(np.int32),
            seed_s=zero,
            limit_s=np.inf,
        ).time_s
        for i in range(len(seeds))
    ]


def _graph(net: Net) -> csr_matrix:
    """The network for scipy, which adds parallel links up: only the quicker one is given to it."""
    order = np.argsort(net.time_s, kind="stable")
    key = net.begins[order].astype(np.int64) * net.nodes + net.ends[order]
    _keys, first = np.unique(key, return_index=True)
    kept = order[first]
    return csr_matrix((net.time_s[kept], (net.begins[kept], net.ends[kept])), shape=(net.nodes, net.nodes))


Peer = tuple[str, Callable[[], object]]


def _peers(net: Net, seeds: npt.NDArray[np.int64]) -> list[Peer]:
    """Those that are installed, each with the same work."""
    edges = list(zip(net.begins.tolist(), net.ends.tolist(), net.time_s.tolist(), strict=True))
    found: list[Peer] = []
    if importlib.util.find_spec("networkit"):
        import networkit  # type: ignore[import-not-found]

        nk = networkit.Graph(net.nodes, weighted=True, directed=True)
        for begin, end, cost in edges:
            nk.addEdge(begin, end, cost)
        found.append(
            ("networkit", lambda: [networkit.distance.Dijkstra(nk, int(s), False).run() for s in seeds])
        )
    if importlib.util.find_spec("igraph"):
        import igraph  # type: ignore[import-not-found]

        ig = igraph.Graph(net.nodes, [edge[:2] for edge in edges], directed=True)
        weights = [edge[2] for edge in edges]
        found.append(("igraph", lambda: ig.distances(seeds.tolist(), weights=weights)))
    return found


def _coverage(net: Net) -> None:
    """What 26 stations reach in each of 24 hours."""
    turns = turn_table(from_node=net.begins, to_node=net.ends, first_bearing_deg=net.bearing_deg,
                       last_bearing_deg=net.bearing_deg)  # fmt: skip
    speed = np.maximum(net.length_m, 0.1) / net.time_s * 3.6
    link_s = hourly_link_times(
        length_m=np.maximum(net.length_m, 0.1), speed_km_h=speed, share_of_speed=np.linspace(0.55, 1, HOURS)
    ).link_s
    at = np.random.default_rng(7).integers(0, len(net.begins), STATIONS)
    ways = np.stack([np.arange(STATIONS), at, np.full(STATIONS, 0.5), np.zeros(STATIONS)], axis=1)
    roads = {"turn_start": turns.start, "turn_to": turns.to, "turn_s": DELAY_S[turns.kind], "link_s": link_s,
             "ways_out": ways}  # fmt: skip
    weight = np.maximum(net.length_m, 0.1)
    own_reach(**roads, weight=weight, limit_s=LIMIT_S)
    each = _least(lambda: own_reach(**roads, weight=weight, limit_s=LIMIT_S), times=3)
    _line(f"{STATIONS} stations × {HOURS} hours, 5 minutes, each alone", f"{each:.3f} s", limit="≤ 0.1 s")
    reached = reach_by_hour(**roads)
    nearest = _least(lambda: reach_by_hour(**roads), times=2)
    _line(f"nearest of {STATIONS} for all links × {HOURS} hours", f"{nearest:.3f} s")
    share = _least(
        lambda: covered_share(time_s=reached.time_s, link_s=link_s, weight=weight, limit_s=LIMIT_S), times=2
    )
    _line("shares from the times", f"{share:.3f} s")
    began = time.process_time()
    for station in range(STATIONS):
        reach_by_hour(**{**roads, "ways_out": ways[station : station + 1]})
    _line(
        f"{STATIONS} × {HOURS} whole trees (full cube)", f"{time.process_time() - began:.2f} s", limit="≤ 3 s"
    )
