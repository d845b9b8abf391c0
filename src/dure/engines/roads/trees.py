"""Quickest times over a network: trees grown from one or many seeds, bounded, with labels that stay exact.

States wait in a ring of buckets as wide as a mean step. A bucket only says who is looked at next: every label
is the exact float sum along its path, and a state that is improved while its bucket is emptied is looked at
once more. So the answer is the one of Dijkstra's method, without its heap.
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from dure.engines.refusals import Array, ShapeError, numbers_not_negative

Whole = npt.NDArray[np.int32]
NOWHERE = -1
# The ring has at most so many buckets; where a single step is longer than that, buckets are wider.
MOST_BUCKETS = 1 << 16
UNBOUNDED = 1e18


@dataclass(frozen=True, eq=False)
class Tree:
    """For every state: when it is reached, infinite where not, and from which seed, -1 where from none."""

    time_s: Array
    origin: Whole


@dataclass(frozen=True, eq=False)
class Ring:
    """The width of a bucket in seconds, and the buckets themselves, empty."""

    width_s: float
    heads: Whole


def ring_for(cost_s: Array, seed_s: Array) -> Ring:
    """A ring of buckets that no step of these costs can overtake."""
    longest = float(max(cost_s.max(initial=0.0), np.ptp(seed_s) if len(seed_s) else 0.0))
    mean = float(cost_s.mean()) if len(cost_s) else 1.0
    width = max(mean, longest / (MOST_BUCKETS - 4), 1e-9)
    buckets = 1 << int(np.ceil(np.log2(longest / width + 4)))
    return Ring(width, np.full(buckets, NOWHERE, np.int32))


@numba.njit(cache=True, nogil=True)
def grow(start, to, cost_s, seed, seed_s, limit_s, width_s, heads, label, origin, links, touched):  # type: ignore[no-untyped-def]  # noqa: E501
    """Grow one tree into `label` and `origin`, which are infinite and -1 before; answers how many states it
    touched, which `touched` names. `links` holds after, before and slot of each state.
    """
    inverse = 1.0 / width_s
    mask = heads.size - 1
    after, before, slot = links[0], links[1], links[2]
    count = 0
    waiting = 0
    bucket = np.int64(0)
    first = True
    for i in range(seed.size):
        v = seed[i]
        t = seed_s[i]
        if t > limit_s or t >= label[v]:
            continue
        if label[v] == np.inf:
            touched[count] = v
            count += 1
        if slot[v] >= 0:
            if before[v] >= 0:
                after[before[v]] = after[v]
            else:
                heads[slot[v]] = after[v]
            if after[v] >= 0:
                before[after[v]] = before[v]
        else:
            waiting += 1
        label[v] = t
        origin[v] = i
        at = np.int64(t * inverse)
        if first or at < bucket:
            bucket = at
            first = False
        at &= mask
        after[v] = heads[at]
        before[v] = -1
        if heads[at] >= 0:
            before[heads[at]] = v
        heads[at] = v
        slot[v] = at
    while waiting > 0:
        here = bucket & mask
        v = heads[here]
        if v < 0:
            bucket += 1
            continue
        heads[here] = after[v]
        if after[v] >= 0:
            before[after[v]] = -1
        slot[v] = -1
        waiting -= 1
        t = label[v]
        whose = origin[v]
        for k in range(start[v], start[v + 1]):
            then = t + cost_s[k]
            u = to[k]
            if then >= label[u] or then > limit_s:
                continue
            if slot[u] >= 0:
                if before[u] >= 0:
                    after[before[u]] = after[u]
                else:
                    heads[slot[u]] = after[u]
                if after[u] >= 0:
                    before[after[u]] = before[u]
            else:
                waiting += 1
                if label[u] == np.inf:
                    touched[count] = u
                    count += 1
            label[u] = then
            origin[u] = whose
            at = np.int64(then * inverse) & mask
            after[u] = heads[at]
            before[u] = -1
            if heads[at] >= 0:
                before[heads[at]] = u
            heads[at] = u
            slot[u] = at
    return count


def steps(start: npt.ArrayLike, to: npt.ArrayLike) -> tuple[Whole, Whole]:
    """Where the steps of each state begin, and where each leads, when they fit each other."""
    begins, leads = np.ascontiguousarray(start, np.int32), np.ascontiguousarray(to, np.int32)
    if begins.ndim != 1 or leads.ndim != 1 or len(begins) < 2:
        raise ShapeError("start and to: give one dimension each, and start one value more than states.")
    if begins[0] != 0 or begins[-1] != len(leads) or (np.diff(begins) < 0).any():
        raise ShapeError(f"start must rise from 0 to the {len(leads)} steps of to.")
    if len(leads) and not (0 <= leads.min() and leads.max() < len(begins) - 1):
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
    if len(seeds) and not (0 <= seeds.min() and seeds.max() < states):
        raise ValueError(f"seed names a state beyond the {states} there are.")
    if np.isnan(limit_s) or limit_s < 0:
        raise ValueError(f"limit_s is {limit_s}: give zero or more.")
    ring = ring_for(cost, late)
    label = np.full(states, np.inf)
    origin = np.full(states, NOWHERE, np.int32)
    grow(begins, leads, cost, seeds, late, min(float(limit_s), UNBOUNDED), ring.width_s, ring.heads,
         label, origin, room(states), np.empty(states, np.int32))  # fmt: skip
    return Tree(label, origin)


def room(states: int) -> Whole:
    """What the ring needs to know of each state: who comes after and before it in its bucket, and which."""
    return np.full((3, states), NOWHERE, np.int32)
