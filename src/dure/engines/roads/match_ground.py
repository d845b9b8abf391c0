"""What traces are matched to: street pieces found by where they are, and how far it is from node to node."""

from typing import NamedTuple

import numba
import numpy as np

from dure.engines.refusals import Array
from dure.engines.roads.trees import Steps, Whole, grow, labels_for, ring_for

CELL_M = 100.0
EARTH_M_PER_DEG = 6_371_008.8 * np.pi / 180
# Rows of the table of distances at most; beyond it, distances are bounded more narrowly.
MOST_ROWS = 30_000_000
SAMPLE = 40


class Plane(NamedTuple):
    """Metres east and north of a corner; within 0.1 % over a city."""

    west: float
    south: float
    squeeze: float


class Lines(NamedTuple):
    """Straight pieces of links in metres, and which of them touch each cell of a grid."""

    x: Array
    y: Array
    dx: Array
    dy: Array
    link: Whole
    before_m: Array
    along_m: Array
    cell_start: Whole
    cell_piece: Whole
    cells: Whole


class Joins(NamedTuple):
    """The ends and lengths of links, and the distances between nodes that are near each other."""

    from_node: Whole
    to_node: Whole
    length_m: Array
    row_start: Array
    row_to: Whole
    row_m: Array


class Ground(NamedTuple):
    """Everything that traces are matched to."""

    plane: Plane
    lines: Lines
    joins: Joins
    bound_m: float


def ground(
    *, ends: tuple[Whole, Whole], length_m: Array, shape_start: Whole, shape_lon: Array, shape_lat: Array,
    bound_m: float,
) -> Ground:  # fmt: skip
    """Prepare a network for matching: once for all traces. `ends` are the nodes that links lead from and to.

    Distances between nodes are kept up to `bound_m`, or less where that would be more rows than memory has.
    """
    plane = Plane(float(shape_lon.min()), float(shape_lat.min()), float(np.cos(np.radians(shape_lat.mean()))))
    x, y = flat(plane, shape_lon, shape_lat)
    start = np.asarray(shape_start, np.int64)
    owner = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
    piece = np.flatnonzero(owner[1:] == owner[:-1])
    dx, dy = x[piece + 1] - x[piece], y[piece + 1] - y[piece]
    drawn = np.hypot(dx, dy)
    link = owner[piece]
    whole = np.bincount(link, drawn, len(start) - 1)
    stretch = np.asarray(length_m, float) / np.maximum(whole, 1e-9)
    passed = np.concatenate([[0.0], np.cumsum(drawn)])[:-1]
    first = np.searchsorted(link, np.arange(len(start) - 1))
    before = (passed - passed[first][link]) * stretch[link]
    cells = np.array([np.ceil(v.max() / CELL_M) + 1 for v in (x, y)], np.int32)
    touched = _touched(x[piece], y[piece], dx, dy, cells)
    lines = Lines(x[piece], y[piece], dx, dy, link, before, drawn * stretch[link], *touched, cells)
    begins, leads = (np.ascontiguousarray(each, np.int32) for each in ends)
    rows, bound = _distances(begins, leads, np.asarray(length_m, float), bound_m)
    return Ground(plane, lines, Joins(begins, leads, np.ascontiguousarray(length_m, float), *rows), bound)


def flat(plane: Plane, lon: Array, lat: Array) -> tuple[Array, Array]:
    """Degrees as metres east and north."""
    east = (np.asarray(lon, float) - plane.west) * plane.squeeze * EARTH_M_PER_DEG
    return east, (np.asarray(lat, float) - plane.south) * EARTH_M_PER_DEG


def _touched(x: Array, y: Array, dx: Array, dy: Array, cells: Whole) -> tuple[Whole, Whole]:
    """The pieces in each cell: every cell of the box around a piece, cut where it is long."""
    parts = np.maximum(1, np.ceil(np.hypot(dx, dy) / CELL_M)).astype(int)
    piece = np.repeat(np.arange(len(x)), parts)
    nth = np.arange(len(piece)) - np.repeat(np.cumsum(parts) - parts, parts)
    found = []
    for share in (nth / parts[piece], (nth + 1) / parts[piece]):
        for other in (nth / parts[piece], (nth + 1) / parts[piece]):
            column = ((x[piece] + share * dx[piece]) // CELL_M).astype(np.int64)
            row = ((y[piece] + other * dy[piece]) // CELL_M).astype(np.int64)
            inside = (column >= 0) & (column < cells[0]) & (row >= 0) & (row < cells[1])
            found.append(((column * cells[1] + row)[inside] * len(x)) + piece[inside])
    key = np.unique(np.concatenate(found))
    cell, owner = key // len(x), (key % len(x)).astype(np.int32)
    return np.searchsorted(cell, np.arange(int(cells[0]) * int(cells[1]) + 1)).astype(np.int32), owner


def _distances(
    begins: Whole, ends: Whole, length_m: Array, bound_m: float
) -> tuple[tuple[Array, Whole, Array], float]:
    """The distances from each node to the nodes within the bound, and the bound that memory allowed."""
    nodes = int(max(begins.max(), ends.max())) + 1
    order = np.lexsort((ends, begins))
    start = np.searchsorted(begins[order], np.arange(nodes + 1)).astype(np.int32)
    steps = Steps(start, ends[order], length_m[order])
    ring, labels = ring_for(steps.cost_s, np.zeros(1), states=nodes), labels_for(nodes)
    some = np.linspace(0, nodes - 1, min(SAMPLE, nodes)).astype(np.int32)
    while True:
        many = _count(steps, some, bound_m, ring, labels)
        if many.mean() * nodes <= MOST_ROWS or bound_m < CELL_M:
            break
        bound_m *= 0.8
    every = np.arange(nodes, dtype=np.int32)
    rows = np.concatenate([[0], np.cumsum(_count(steps, every, bound_m, ring, labels))])
    to, far = np.empty(rows[-1], np.int32), np.empty(rows[-1], np.float32)
    _fill(steps, bound_m, ring, labels, rows, to, far)
    return (rows, to, far), bound_m


@numba.njit(cache=True, nogil=True)
def _forget(labels, count):  # type: ignore[no-untyped-def]
    """Empty the labels that a tree has left."""
    for i in range(count):
        labels.time_s[labels.touched[i]] = np.inf
        labels.origin[labels.touched[i]] = -1


@numba.njit(cache=True, nogil=True)
def _count(steps, nodes, bound_m, ring, labels):  # type: ignore[no-untyped-def]
    """How many nodes lie within the bound of each."""
    found = np.empty(nodes.size, np.int64)
    for i in range(nodes.size):
        found[i] = grow(steps, nodes[i : i + 1], np.zeros(1), bound_m, ring, labels)
        _forget(labels, found[i])
    return found


@numba.njit(cache=True, nogil=True)
def _fill(steps, bound_m, ring, labels, rows, to, far):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """The nodes within the bound of each, by number, and how far they are."""
    one = np.empty(1, np.int32)
    for node in range(rows.size - 1):
        one[0] = node
        count = grow(steps, one, np.zeros(1), bound_m, ring, labels)
        reached = np.sort(labels.touched[:count])
        for i in range(count):
            to[rows[node] + i] = reached[i]
            far[rows[node] + i] = labels.time_s[reached[i]]
        _forget(labels, count)
