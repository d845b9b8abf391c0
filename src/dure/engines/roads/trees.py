"""Quickest times over a network: trees grown from one or many seeds, bounded, with labels that stay exact.

States wait in a ring of buckets as wide as a mean step. A bucket only says who is looked at next: every label
is the exact float sum along its path, and a state that is improved while its bucket is emptied is looked at
once more. So the answer is the one of Dijkstra's method, without its heap.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from dure.engines.refusals import Array, ShapeError, numbers_not_negative

Whole = npt.NDArray[np.int32]
NOWHERE = -1
# The ring has at most so many buckets; where a single step is longer than that, buckets are wider.
MOST_BUCKETS = 1 << 16
UNBOUNDED = 1e18
# What is known of a state in the ring.
AFTER, BEFORE, SLOT = range(3)


@dataclass(frozen=True, eq=False)
class Tree:
    """For every state: when it is reached, infinite where not, and from which seed, -1 where from none."""

    time_s: Array
    origin: Whole


class Steps(NamedTuple):
    """The steps of each state: where they begin, where each leads, and what it costs in seconds."""

    start: Whole
    to: Whole
    cost_s: Array


class Ring(NamedTuple):
    """Buckets: how wide they are, the first state in each, and in a row for each state who comes after and
    before it in its bucket, and which bucket that is.
    """

    width_s: float
    heads: Whole
    room: Whole


class Labels(NamedTuple):
    """For each state the time and the seed it is reached from; and the states that were reached."""

    time_s: Array
    origin: Whole
    touched: Whole


def ring_for(cost_s: Array, seed_s: Array, *, states: int) -> Ring:
    """A ring of empty buckets that no step of these costs can overtake."""
    longest = float(max(cost_s.max(initial=0.0), np.ptp(seed_s) if len(seed_s) else 0.0))
    mean = float(cost_s.mean()) if len(cost_s) else 1.0
    width = max(mean, longest / (MOST_BUCKETS - 4), 1e-9)
    buckets = 1 << int(np.ceil(np.log2(longest / width + 4)))
    return Ring(width, np.full(buckets, NOWHERE, np.int32), np.full((states, 3), NOWHERE, np.int32))


def labels_for(states: int) -> Labels:
    """Labels before anything is reached."""
    return Labels(np.full(states, np.inf), np.full(states, NOWHERE, np.int32), np.empty(states, np.int32))


@numba.njit(cache=True, nogil=True)
def _put(heads, room, state, at):  # type: ignore[no-untyped-def]
    """Put a state into a bucket."""
    first = heads[at]
    room[state, AFTER] = first
    room[state, BEFORE] = -1
    room[state, SLOT] = at
    if first >= 0:
        room[first, BEFORE] = state
    heads[at] = state


@numba.njit(cache=True, nogil=True)
def _take(heads, room, state):  # type: ignore[no-untyped-def]
    """Take a state out of the bucket that it is in."""
    after, before = room[state, AFTER], room[state, BEFORE]
    if before >= 0:
        room[before, AFTER] = after
    else:
        heads[room[state, SLOT]] = after
    if after >= 0:
        room[after, BEFORE] = before
    room[state, SLOT] = -1


@numba.njit(cache=True, nogil=True)
def _sow(seed, seed_s, limit_s, ring, labels):  # type: ignore[no-untyped-def]
    """Label the seeds and put them into their buckets; answers how many they are, and the first bucket."""
    width_s, heads, room = ring
    time_s, origin, touched = labels
    inverse, mask = 1.0 / width_s, heads.size - 1
    count, bucket = 0, np.int64(1) << 62
    for i in range(seed.size):
        state, time = seed[i], seed_s[i]
        if time > limit_s or time >= time_s[state]:
            continue
        if room[state, SLOT] >= 0:
            _take(heads, room, state)
        else:
            touched[count] = state
            count += 1
        time_s[state], origin[state] = time, i
        at = np.int64(time * inverse)
        bucket = min(bucket, at)
        _put(heads, room, state, at & mask)
    return count, bucket


@numba.njit(cache=True, nogil=True)
def grow(steps, seed, seed_s, limit_s, ring, labels):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Grow one tree into `labels`, which are empty before; answers how many states it reached."""
    start, leads, cost_s = steps
    width_s, heads, room = ring
    time_s, origin, touched = labels
    inverse, mask = 1.0 / width_s, heads.size - 1
    count, bucket = _sow(seed, seed_s, limit_s, ring, labels)
    waiting = count
    while waiting > 0:
        here = bucket & mask
        state = heads[here]
        if state < 0:
            bucket += 1
            continue
        _take(heads, room, state)
        waiting -= 1
        time = time_s[state]
        whose = origin[state]
        for k in range(start[state], start[state + 1]):
            then, to = time + cost_s[k], leads[k]
            if then >= time_s[to] or then > limit_s:
                continue
            if room[to, SLOT] >= 0:
                _take(heads, room, to)
            else:
                waiting += 1
                if time_s[to] == np.inf:
                    touched[count] = to
                    count += 1
            time_s[to], origin[to] = then, whose
            _put(heads, room, to, np.int64(then * inverse) & mask)
    return count


def steps(start: npt.ArrayLike, to: npt.ArrayLike) -> tuple[Whole, Whole]:
    """Where the steps of each state begin, and where each leads, when they fit each other."""
    begins, leads = np.ascontiguousarray(start, np.int32), np.ascontiguousarray(to, np.int32)
    if begins.ndim != 1 or leads.ndim != 1 or len(begins) < 2:
        raise ShapeError("start and to: give one dimension each, and start one value more than states.")
    if begins[0] != 0 or begins[-1] != len(leads) or (np.diff(begins) < 0).any():
        raise ShapeError(f"start must rise from 0 to the {len(leads)} steps of to.")
    if len(leads) and not (leads.min() >= 0 and leads.max() < len(begins) - 1):
        raise ValueError(f"to names a state beyond the {len(begins) - 1} there are.")
    return begins, leads


def quickest_times(
    *, start: Whole, to: Whole, cost_s: Array, seed: Whole, seed_s: Array, limit_s: float
) -> Tree:
    """The quickest time from the nearest seed to every state.

    A state is a node, or, where turns cost time, a link: then a step is a turn, its cost the turn's penalty
    and the time along the link it leads into, and a label is the time at which the end of a link is reached.

    Arguments
        start    (state_and_one,)  1  whole; where the steps of each state begin in `to`, and their number
        to       (step,)           1  whole; the state a step leads to
        cost_s   (step,)           s  not negative; what a step takes
        seed     (seed,)           1  whole; the states to begin at
        seed_s   (seed,)           s  not negative; the time already passed at each
        limit_s  scalar            s  not negative or infinite; what takes longer is not reached
    Returns
        time_s   (state,)          s  quickest time, infinite where not reached within the limit
        origin   (state,)          1  position of the seed that it is reached from, -1 where not reached
    Raises
        ShapeError  start, to and cost_s do not fit each other, or seed and seed_s differ in length.
        ValueError  a cost or time is negative or not finite, or a state is named that is not there.
    Source
        Dial (1969), Algorithm 360, doi 10.1145/363269.363610, with exact labels inside the buckets.

    >>> tree = quickest_times(start=np.array([0, 2, 3, 3]), to=np.array([1, 2, 2]),
    ...     cost_s=np.array([1.5, 5.0, 2.0]), seed=np.array([0]), seed_s=np.array([0.0]), limit_s=np.inf)
    >>> tree.time_s.tolist(), tree.origin.tolist()
    ([0.0, 1.5, 3.5], [0, 0, 0])
    """
    begins, leads = steps(start, to)
    cost = numbers_not_negative("cost_s", np.ascontiguousarray(cost_s, float), least=0)
    late = numbers_not_negative("seed_s", np.ascontiguousarray(seed_s, float), least=0)
    seeds = np.ascontiguousarray(seed, np.int32)
    if len(cost) != len(leads) or len(late) != len(seeds):
        raise ShapeError("cost_s needs a value for each step, seed_s one for each seed.")
    states = len(begins) - 1
    if len(seeds) and not (seeds.min() >= 0 and seeds.max() < states):
        raise ValueError(f"seed names a state beyond the {states} there are.")
    if np.isnan(limit_s) or limit_s < 0:
        raise ValueError(f"limit_s is {limit_s}: give zero or more.")
    ring, labels = ring_for(cost, late, states=states), labels_for(states)
    grow(Steps(begins, leads, cost), seeds, late, min(float(limit_s), UNBOUNDED), ring, labels)
    return Tree(labels.time_s, labels.origin)
