"""Which turn may follow which link, and what kind of turn it is."""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers
from dure.engines.roads.trees import Whole

# Kinds of turns: going on where no other road begins, then what drivers call them.
ON, STRAIGHT, RIGHT, LEFT, BACK = range(5)
KINDS = ("on", "straight", "right", "left", "back")
STRAIGHT_DEG = 40.0
BACK_DEG = 160.0


@dataclass(frozen=True, eq=False)
class Turns:
    """For each link, where its turns begin; for each turn, the link it leads into and its kind."""

    start: Whole
    to: Whole
    kind: Whole


def turn_table(
    *, from_node: Whole, to_node: Whole, first_bearing_deg: Array, last_bearing_deg: Array
) -> Turns:
    """The turns of a network of links with a direction: from each link into every link that begins where it
    ends. Turning back into the opposite link is left out, but where nothing else is left.
    A turn is `on` where no other road meets, else `straight` within 40 degrees and `back` beyond 160.

    Arguments
        from_node          (link,)           1    whole; the node a link begins at
        to_node            (link,)           1    whole; the node it ends at
        first_bearing_deg  (link,)           deg  any; direction in which it begins, from north by east
        last_bearing_deg   (link,)           deg  any; direction in which it ends
    Returns
        start              (link_and_one,)   1    where the turns of each link begin, and their number
        to                 (turn,)           1    the link a turn leads into
        kind               (turn,)           1    0 on, 1 straight, 2 right, 3 left, 4 back
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a bearing is not finite, or a node is negative.
    Source
        The dual graph of a road network: Winter (2002), doi 10.1023/A:1020853410145.

    >>> turns = turn_table(from_node=np.array([0, 1, 1]), to_node=np.array([1, 2, 0]),
    ...     first_bearing_deg=np.array([90.0, 90.0, 270.0]), last_bearing_deg=np.array([90.0, 90.0, 270.0]))
    >>> turns.start.tolist(), turns.to.tolist(), turns.kind.tolist()
    ([0, 1, 1, 2], [1, 0], [0, 4])
    """
    begins, ends = np.asarray(from_node, np.int32), np.asarray(to_node, np.int32)
    first, last = (
        numbers("first_bearing_deg", first_bearing_deg),
        numbers("last_bearing_deg", last_bearing_deg),
    )
    if not len(begins) == len(ends) == len(first) == len(last):
        raise ShapeError("from_node, to_node and both bearings need one value for each link.")
    if min(begins.min(), ends.min()) < 0:
        raise ValueError("from_node and to_node: give the positions of nodes, 0 or more.")
    nodes = int(max(begins.max(), ends.max())) + 1
    out = np.argsort(begins, kind="stable").astype(np.int32)
    out_start = np.searchsorted(begins[out], np.arange(nodes + 1))
    many = np.diff(out_start)[ends]
    here = np.repeat(np.arange(len(begins)), many)
    offset = np.arange(len(here)) - np.repeat(np.cumsum(many) - many, many)
    into = out[out_start[ends[here]] + offset]
    is_back = (ends[into] == begins[here]) & (into != here)
    others = np.bincount(here, weights=~is_back, minlength=len(begins))
    kept = ~is_back | (others[here] == 0)
    here, into, is_back = here[kept], into[kept], is_back[kept]
    start = np.searchsorted(here, np.arange(len(begins) + 1)).astype(np.int32)
    kind = _kinds((first[into] - last[here] + 180) % 360 - 180)
    kind[is_back] = BACK
    kind[~_is_junction(begins, ends, nodes)[ends[here]] & ~is_back] = ON
    return Turns(start, into.astype(np.int32), kind)


def _kinds(angle_deg: Array) -> Whole:
    """The kind of a turn by its angle, positive to the right."""
    size = np.abs(angle_deg)
    kind = np.where(angle_deg > 0, RIGHT, LEFT)
    kind = np.where(size <= STRAIGHT_DEG, STRAIGHT, kind)
    return np.where(size >= BACK_DEG, BACK, kind).astype(np.int32)


def _is_junction(begins: Whole, ends: Whole, nodes: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether roads to more than two other nodes meet at a node."""
    pairs = np.unique(np.concatenate([np.stack([begins, ends], 1), np.stack([ends, begins], 1)]), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return np.bincount(pairs[:, 0], minlength=nodes) > 2
