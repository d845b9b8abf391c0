"""Where vehicles drove: traces matched to links by a hidden Markov model, with why and how surely.

A position is near several links; between two positions a vehicle drives about as far as they lie apart. The
likeliest sequence of links is taken (Viterbi), and how sure each is follows from all sequences together.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from dure.engines.refusals import Array, ShapeError
from dure.engines.roads.match_ground import CELL_M, Ground, flat
from dure.engines.roads.trees import NOWHERE, Whole

# Why a trace breaks before a position, or has no link there.
WHY = ("", "no_position", "off_map", "long_gap", "too_fast", "too_far")
NO_POSITION, OFF_MAP, LONG_GAP, TOO_FAST, TOO_FAR = range(1, 6)
CANDIDATES = 8


class Rules(NamedTuple):
    """What the model takes as given.

    Positions lie `sigma_m` off where they say nothing; links within `radius_m` are looked at. `beta_m` is how
    far driven and straight distance differ. Positions nearer than `thin` times their sigma to the last
    one are set beside the path afterwards: at one a second, noise is larger than the way driven. A trace
    breaks where nothing is heard for `gap_s`, or a vehicle would have to drive faster than `most_m_per_s`.
    """

    sigma_m: float
    radius_m: float
    beta_m: float
    thin: float
    gap_s: float
    most_m_per_s: float


USUAL = Rules(sigma_m=10.0, radius_m=70.0, beta_m=20.0, thin=4.0, gap_s=600.0, most_m_per_s=60.0)


@dataclass(frozen=True, eq=False)
class Matched:
    """For each position: its link, how far along, how surely, and why it breaks there, a code of WHY."""

    link: Whole
    offset_m: Array
    confidence: Array
    why: npt.NDArray[np.int8]


class Trace(NamedTuple):
    """The positions of traces, one trace after another."""

    x: Array
    y: Array
    time_s: Array
    sigma_m: Array


class Found(NamedTuple):
    """What is written for each position."""

    link: Whole
    offset_m: Array
    confidence: Array
    why: npt.NDArray[np.int8]


class Chances(NamedTuple):
    """The candidates of the kept positions of a trace, and the logarithms of their chances."""

    position: Whole
    many: Whole
    link: Whole
    offset_m: Array
    away_m: Array
    near: Array
    drive: Array


def match_traces(
    trip_start: npt.NDArray[np.int64],
    *,
    lon: Array,
    lat: Array,
    time_s: Array,
    sigma_m: Array,
    on: Ground,
    rules: Rules = USUAL,
) -> Matched:
    """Match traces to the links of a prepared network.

    Arguments
        trip_start  (trip_and_one,)  1    whole; where the positions of each trip begin
        lon         (position,)      deg  not a number where none was told
        lat         (position,)      deg  not a number where none was told
        time_s      (position,)      s    rising within a trip
        sigma_m     (position,)      m    not a number where none was told
        on                                what `ground` prepared
        rules                             what the model takes as given
    Returns
        link        (position,)      1    -1 where none
        offset_m    (position,)      m    from the beginning of the link
        confidence  (position,)      1    the chance of that link among all
        why         (position,)      1    position in WHY
    Raises
        ShapeError  the columns differ in length, or trips do not fit them.
    Source
        Newson and Krumm (2009), doi 10.1145/1653771.1653818; with a table of distances: Yang and Gidofalvi
        (2018), doi 10.1080/13658816.2017.1400548.
    """
    many = len(lon)
    starts = np.asarray(trip_start, np.int64)
    if not many == len(lat) == len(time_s) == len(sigma_m) or starts[0] != 0 or starts[-1] != many:
        raise ShapeError("lon, lat, time_s and sigma_m need one value a position, and trips must fit them.")
    x, y = flat(on.plane, lon, lat)
    sigma = np.where(np.isfinite(sigma_m) & (np.asarray(sigma_m) > 0), sigma_m, rules.sigma_m)
    found = Found(
        np.full(many, NOWHERE, np.int32), np.full(many, np.nan), np.zeros(many), np.zeros(many, np.int8)
    )
    _match(Trace(x, y, np.asarray(time_s, float), sigma), starts, on.lines, on.joins, rules, found)
    return Matched(*found)


@numba.njit(cache=True, nogil=True)
def _match(trace, starts, lines, joins, rules, found):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Match one trip after another."""
    for trip in range(starts.size - 1):
        first, last = starts[trip], starts[trip + 1]
        chances = _room(last - first)
        kept, begin, before = 0, 0, -1
        for i in range(first, last):
            if not (np.isfinite(trace.x[i]) and np.isfinite(trace.y[i]) and np.isfinite(trace.time_s[i])):
                found.why[i] = NO_POSITION
                continue
            if before >= 0 and i < last - 1 and _apart(trace, before, i) < rules.thin * trace.sigma_m[i]:
                continue
            _candidates(lines, rules.radius_m, trace, i, chances, kept)
            if chances.many[kept] == 0:
                found.why[i] = OFF_MAP
                continue
            if kept > begin:
                why = _drive(joins, rules, trace, chances, kept)
                if why > 0:
                    found.why[i] = why
                    _settle(chances, begin, kept, found)
                    begin = kept
            before = i
            kept += 1
        _settle(chances, begin, kept, found)
        _beside(lines, joins, rules, trace, chances, (first, last, kept), found)


@numba.njit(cache=True, nogil=True)
def _room(most):  # type: ignore[no-untyped-def]
    """Room for the candidates of a trip."""
    k = CANDIDATES
    whole = np.empty((most + 1, k), np.int32)
    return Chances(
        np.empty(most + 1, np.int32), np.zeros(most + 1, np.int32), whole, np.empty((most + 1, k)),
        np.empty((most + 1, k)), np.empty((most + 1, k)), np.empty((most + 1, k, k)),
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def _apart(trace, one, other):  # type: ignore[no-untyped-def]
    """The metres between two positions in a straight line."""
    return np.hypot(trace.x[one] - trace.x[other], trace.y[one] - trace.y[other])


@numba.njit(cache=True, nogil=True)
def _candidates(lines, radius_m, trace, i, chances, row):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """The nearest links to a position, each at its nearest place."""
    x, y, sigma = trace.x[i], trace.y[i], trace.sigma_m[i]
    link, offset, away = chances.link[row], chances.offset_m[row], chances.away_m[row]
    radius = max(radius_m, 3 * sigma)
    rows, count = lines.cells[1], 0
    for column in range(
        max(0, int((x - radius) // CELL_M)), min(lines.cells[0], int((x + radius) // CELL_M) + 1)
    ):
        for cell in range(max(0, int((y - radius) // CELL_M)), min(rows, int((y + radius) // CELL_M) + 1)):
            at = column * rows + cell
            for k in range(lines.cell_start[at], lines.cell_start[at + 1]):
                piece = lines.cell_piece[k]
                px, py, dx, dy = x - lines.x[piece], y - lines.y[piece], lines.dx[piece], lines.dy[piece]
                square = dx * dx + dy * dy
                foot = min(1.0, max(0.0, (px * dx + py * dy) / square)) if square > 0 else 0.0
                gap = np.hypot(px - foot * dx, py - foot * dy)
                if gap <= radius:
                    along = lines.before_m[piece] + foot * lines.along_m[piece]
                    count = _rank(link, offset, away, count, lines.link[piece], along, gap)
    chances.many[row] = count
    chances.position[row] = i
    for k in range(count):
        chances.near[row, k] = -0.5 * (away[k] / sigma) ** 2


@numba.njit(cache=True, nogil=True)
def _rank(link, offset, away, count, new, along, gap):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Put a link among the nearest, once; answers how many there are."""
    place = count
    for k in range(count):
        if link[k] == new:
            if gap >= away[k]:
                return count
            place = k
            break
    if place == count:
        if count < link.size:
            count += 1
        else:
            place = count - 1
            if gap >= away[place]:
                return count
    while place > 0 and away[place - 1] > gap:
        link[place], offset[place], away[place] = link[place - 1], offset[place - 1], away[place - 1]
        place -= 1
    link[place], offset[place], away[place] = new, along, gap
    return count


@numba.njit(cache=True, nogil=True)
def _route(joins, a, a_m, b, b_m, slip_m):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """How far it is to drive from a place on one link to a place on another; infinite beyond the table.

    Noise may set a standing vehicle back a little on its own link: that is no way round the block.
    """
    if a == b and b_m >= a_m - slip_m:
        return max(0.0, b_m - a_m)
    node = joins.to_node[a]
    low, high = joins.row_start[node], joins.row_start[node + 1]
    wanted = joins.from_node[b]
    while low < high:
        middle = (low + high) // 2
        if joins.row_to[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    if low < joins.row_start[node + 1] and joins.row_to[low] == wanted:
        return joins.length_m[a] - a_m + joins.row_m[low] + b_m
    return np.inf


@numba.njit(cache=True, nogil=True)
def _drive(joins, rules, trace, chances, row):  # type: ignore[no-untyped-def]
    """The chances of driving from each candidate before to each here; answers why none is possible, or 0."""
    before, here = chances.position[row - 1], chances.position[row]
    passed = trace.time_s[here] - trace.time_s[before]
    straight = _apart(trace, before, here)
    if passed > rules.gap_s:
        return LONG_GAP
    slip = 2 * trace.sigma_m[here]
    if straight - 2 * slip > rules.most_m_per_s * max(passed, 1.0):
        return TOO_FAST
    reached = np.zeros(CANDIDATES, np.bool_)
    for i in range(chances.many[row - 1]):
        for j in range(chances.many[row]):
            a, b = chances.link[row - 1, i], chances.link[row, j]
            driven = _route(joins, a, chances.offset_m[row - 1, i], b, chances.offset_m[row, j], slip)
            chance = -np.inf
            if driven - 2 * slip <= rules.most_m_per_s * max(passed, 1.0):
                chance = -abs(driven - straight) / (rules.beta_m + 0.05 * straight)
                if joins.to_node[a] == joins.from_node[b] and joins.from_node[a] == joins.to_node[b]:
                    # Turning back is rarer than the noise that looks like it.
                    chance -= 3.0
                # Where nothing leads to, nothing leads on.
                reached[j] |= chances.near[row - 1, i] > -np.inf
            chances.drive[row, i, j] = chance
    if not reached.any():
        return TOO_FAR
    for j in range(chances.many[row]):
        if not reached[j]:
            chances.near[row, j] = -np.inf
    return 0


@numba.njit(cache=True, nogil=True)
def _settle(chances, begin, end, found):  # type: ignore[no-untyped-def]
    """Take the likeliest sequence from one break to the next, and the chance of each of its links."""
    if end <= begin:
        return
    k = CANDIDATES
    best, past = np.full((end - begin, k), -np.inf), np.full((end - begin, k), -np.inf)
    came = np.zeros((end - begin, k), np.int32)
    best[0], past[0] = chances.near[begin], chances.near[begin]
    for row in range(begin + 1, end):
        t = row - begin
        for j in range(chances.many[row]):
            for i in range(chances.many[row - 1]):
                way = chances.drive[row, i, j]
                if best[t - 1, i] + way > best[t, j]:
                    best[t, j], came[t, j] = best[t - 1, i] + way, i
                past[t, j] = _either(past[t, j], past[t - 1, i] + way)
            best[t, j] += chances.near[row, j]
            past[t, j] += chances.near[row, j]
    ahead = np.zeros(k)
    chosen = -1
    for row in range(end - 1, begin - 1, -1):
        t = row - begin
        count = chances.many[row]
        if row == end - 1:
            chosen = int(np.argmax(best[t, :count]))
        _write(chances, row, chosen, past[t, :count] + ahead[:count], found)
        if row > begin:
            ahead = _ahead(chances, row, ahead)
            chosen = int(came[t, chosen])


@numba.njit(cache=True, nogil=True)
def _ahead(chances, row, ahead):  # type: ignore[no-untyped-def]
    """The chance of everything that comes after each candidate of the row before."""
    found = np.full(CANDIDATES, -np.inf)
    for i in range(chances.many[row - 1]):
        for j in range(chances.many[row]):
            found[i] = _either(found[i], chances.drive[row, i, j] + chances.near[row, j] + ahead[j])
    return found


@numba.njit(cache=True, nogil=True)
def _either(one, other):  # type: ignore[no-untyped-def]
    """The logarithm of the sum of two chances."""
    if one < other:
        one, other = other, one
    return one if other == -np.inf else one + np.log1p(np.exp(other - one))


@numba.njit(cache=True, nogil=True)
def _write(chances, row, chosen, chance, found):  # type: ignore[no-untyped-def]
    """Write the chosen link of a kept position, with its share of all chances."""
    i = chances.position[row]
    found.link[i] = chances.link[row, chosen]
    found.offset_m[i] = chances.offset_m[row, chosen]
    found.confidence[i] = np.exp(chance[chosen] - chance.max()) / np.exp(chance - chance.max()).sum()


@numba.njit(cache=True, nogil=True)
def _beside(lines, joins, rules, trace, chances, span, found):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Set the positions that were thinned out beside the path between their neighbours."""
    first, last, kept = span
    before, after = -1, 0
    for i in range(first, last):
        while after < kept and chances.position[after] < i:
            before = chances.position[after]
            after += 1
        if found.link[i] >= 0 or found.why[i] > 0 or before < 0:
            continue
        then = chances.position[after] if after < kept else before
        if found.why[then] > 0:
            then = before
        _candidates(lines, rules.radius_m, trace, i, chances, kept)
        slip, nearest = 2 * trace.sigma_m[i], np.inf
        found.link[i], found.offset_m[i] = found.link[before], found.offset_m[before]
        found.confidence[i] = min(found.confidence[before], found.confidence[then])
        whole = _route(
            joins, found.link[before], found.offset_m[before], found.link[then], found.offset_m[then], slip
        )
        for k in range(chances.many[kept]):
            link, offset = chances.link[kept, k], chances.offset_m[kept, k]
            to = _route(joins, found.link[before], found.offset_m[before], link, offset, slip)
            on = _route(joins, link, offset, found.link[then], found.offset_m[then], slip)
            if to + on <= whole + 2 * slip and chances.away_m[kept, k] < nearest:
                nearest = chances.away_m[kept, k]
                found.link[i], found.offset_m[i] = link, offset
