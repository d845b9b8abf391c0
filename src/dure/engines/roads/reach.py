"""What stations reach by road, hour by hour, and how much of the streets that is."""

from dataclasses import dataclass
from typing import NamedTuple

import numba
import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers_above_zero, numbers_not_negative, table
from dure.engines.roads.trees import UNBOUNDED, Labels, Steps, Whole, grow, labels_for, ring_for, steps


@dataclass(frozen=True, eq=False)
class HourlyTimes:
    """The time along every link in every hour."""

    link_s: Array


@dataclass(frozen=True, eq=False)
class Reach:
    """When the end of every link is reached in every hour, and from which station."""

    time_s: Array
    station: Whole


@dataclass(frozen=True, eq=False)
class CoveredShare:
    """The share of what is to be reached that is reached within the limit, by hour, and part by link."""

    share: Array
    part: Array


@dataclass(frozen=True, eq=False)
class OwnReach:
    """How much each station reaches by itself within the limit, by hour."""

    reached: Array


@dataclass(frozen=True, eq=False)
class AreaShare:
    """How much of each area's streets is reached, by hour; not a number where an area has none."""

    share: Array


@dataclass(frozen=True, eq=False)
class Network:
    """Turns between links, and the time along each link in each hour."""

    start: Whole
    to: Whole
    turn_s: Array
    link_s: Array


class Streets(NamedTuple):
    """The time along each link, and the weight of what lies along it."""

    time_s: Array
    weight: Array


class WaysOut(NamedTuple):
    """The links by which vehicles leave their stations: how far along, after what time, and of which one."""

    link: Whole
    along: Array
    time_s: Array
    station: Whole


def hourly_link_times(*, length_m: Array, speed_km_h: Array, share_of_speed: Array) -> HourlyTimes:
    """The time along each link in each hour: its length over its speed times the hour's share of it.

    Arguments
        length_m        (link,)       m     not negative
        speed_km_h      (link,)       km/h  above zero; where nothing is in the way
        share_of_speed  (hour,)       1     above zero; how much of that speed is driven in an hour of the day
    Returns
        link_s          (hour, link)  s     time along the link
    Raises
        ShapeError  length_m and speed_km_h differ in length.
        ValueError  a speed or share is not above zero, a length is negative, or one is not finite.
    Source
        Time is length over speed.

    >>> hourly_link_times(length_m=np.array([100.0]), speed_km_h=np.array([36.0]),
    ...     share_of_speed=np.array([1.0, 0.5])).link_s.tolist()
    [[10.0], [20.0]]
    """
    length = numbers_not_negative("length_m", length_m)
    speed = numbers_above_zero("speed_km_h", speed_km_h)
    share = numbers_above_zero("share_of_speed", share_of_speed)
    if len(length) != len(speed):
        raise ShapeError(f"length_m has {len(length)} links, speed_km_h {len(speed)}: give one of each.")
    return HourlyTimes((length / (speed / 3.6))[None, :] / share[:, None])


def reach_by_hour(
    *,
    turn_start: Whole,
    turn_to: Whole,
    turn_s: Array,
    link_s: Array,
    ways_out: Array,
) -> Reach:
    """When the nearest station's vehicle reaches the end of each link, with turns, in each hour.

    A station stands at a link, some share of the way along it. It has a row for each link that its vehicles
    may leave by, as for both directions of a street.

    Arguments
        turn_start     (link_and_one,)  1  whole; where the turns of each link begin
        turn_to        (turn,)          1  whole; the link a turn leads into
        turn_s         (turn,)          s  not negative; what the turn itself takes
        link_s         (hour, link)     s  not negative; time along each link
        ways_out       (way_out, four)  1  not negative; station, link, share along it, seconds to it
    Returns
        time_s         (hour, link)     s  when the link's end is reached, infinite where never
        station        (hour, link)     1  number of the station it is reached from, -1 where from none
    Raises
        ShapeError  the columns of one thing differ in length.
        ValueError  a time is negative or not finite, or a link is named that is not there.
    Source
        As `roads.quickest_times`, on the graph whose states are links.

    >>> reach = reach_by_hour(turn_start=np.array([0, 1, 1]), turn_to=np.array([1]), turn_s=np.array([3.0]),
    ...     link_s=np.array([[10.0, 20.0]]), ways_out=np.array([[0, 0, 0.5, 0.0]]))
    >>> reach.time_s.tolist(), reach.station.tolist()
    ([[5.0, 28.0]], [[0, 0]])
    """
    net = _network(turn_start, turn_to, turn_s, link_s)
    out = leaving(ways_out, links=len(net.start) - 1)
    hours, links = net.link_s.shape
    time, which = np.empty((hours, links)), np.empty((hours, links), np.int32)
    for hour in range(hours):
        cost = net.turn_s + net.link_s[hour][net.to]
        seed = seeds(net, out, hour=hour)
        labels = labels_for(links)
        ring = ring_for(cost, seed.time_s, states=links)
        grow(Steps(net.start, net.to, cost), seed.link, seed.time_s, UNBOUNDED, ring, labels)
        origin = labels.origin
        origin[origin >= 0] = seed.station[origin[origin >= 0]]
        time[hour], which[hour] = labels.time_s, origin
        ahead = out.time_s + (1 - out.along) * net.link_s[hour][out.link]
        # What lies ahead of a station on its own link is reached without a turn.
        for row in np.argsort(-ahead, kind="stable").tolist():
            if ahead[row] < time[hour, out.link[row]]:
                time[hour, out.link[row]], which[hour, out.link[row]] = ahead[row], out.station[row]
    return Reach(time, which)


def covered_share(*, time_s: Array, link_s: Array, weight: Array, limit_s: float) -> CoveredShare:
    """The share of a demand along the links that is reached within the limit. A link that is reached in time
    only as far as its middle counts half.

    Arguments
        time_s   (hour, link)  s  not negative or infinite; when the link's end is reached
        link_s   (hour, link)  s  not negative; time along the link
        weight   (link,)       1  not negative; metres of street, people or calls along the link
        limit_s  scalar        s  not negative
    Returns
        share    (hour,)       1  reached, of all
        part     (hour, link)  1  how much of each link is reached
    Raises
        ShapeError  the tables differ in shape, or weight has not one value for each link.
        ValueError  all weights are zero, or a value is outside its range.
    Source
        Church and ReVelle (1974), maximal covering, doi 10.1007/BF01942293: the covered share of demand.

    >>> covered_share(time_s=np.array([[30.0, 50.0]]), link_s=np.array([[30.0, 20.0]]),
    ...     weight=np.array([1.0, 1.0]), limit_s=40.0).share.tolist()
    [0.75]
    """
    along = table("link_s", link_s)
    if np.shape(time_s) != along.shape or np.shape(weight) != along.shape[1:]:
        raise ShapeError("time_s and link_s need the same hours and links, and weight one value a link.")
    if np.isnan(time_s).any() or (np.asarray(time_s) < 0).any():
        raise ValueError("time_s holds a time that is negative or no number.")
    demand = numbers_not_negative("weight", weight)
    if demand.sum() <= 0:
        raise ValueError("weight is zero everywhere: give what is to be reached along the links.")
    left = limit_s - (time_s - along)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(along > 0, np.clip(left / along, 0.0, 1.0), (left >= 0) * 1.0)
    return CoveredShare(part @ demand / demand.sum(), part)


def share_of_areas(*, part: Array, weight: Array, area: Whole, areas: int) -> AreaShare:
    """How much of what lies in each area is reached, by hour.

    Arguments
        part    (hour, link)  1  between 0 and 1; how much of each link is reached
        weight  (link,)       1  not negative; metres of street, people or calls along the link
        area    (link,)       1  whole; the number of the area a link lies in, -1 where in none
        areas   scalar        1  whole; how many areas there are
    Returns
        share   (hour, area)  1  reached, of all that lies in the area; not a number where nothing does
    Raises
        ShapeError  weight and area have not one value for each link.
        ValueError  an area is named that is not there, or a value is outside its range.
    Source
        As `roads.covered_share`, area by area.

    >>> share_of_areas(part=np.array([[1.0, 0.5, 0.0]]), weight=np.array([1.0, 1.0, 2.0]),
    ...     area=np.array([0, 0, 1]), areas=2).share.tolist()
    [[0.75, 0.0]]
    """
    reached = table("part", part)
    demand = numbers_not_negative("weight", weight)
    lies = np.asarray(area, np.int64)
    if not len(demand) == len(lies) == reached.shape[1]:
        raise ShapeError("weight and area need one value for each link.")
    if lies.min() < -1 or lies.max() >= areas:
        raise ValueError(f"area names one beyond the {areas} there are.")
    within = lies >= 0
    whole = np.bincount(lies[within], demand[within], areas)
    found = [np.bincount(lies[within], (row * demand)[within], areas) for row in reached]
    with np.errstate(invalid="ignore"):
        return AreaShare(np.array(found) / whole)


def own_reach(
    *,
    turn_start: Whole,
    turn_to: Whole,
    turn_s: Array,
    link_s: Array,
    ways_out: Array,
    weight: Array,
    limit_s: float,
) -> OwnReach:
    """How much of the demand each station reaches by itself within the limit, in each hour.

    Arguments
        turn_start     (link_and_one,)   1  whole; where the turns of each link begin
        turn_to        (turn,)           1  whole; the link a turn leads into
        turn_s         (turn,)           s  not negative; what the turn itself takes
        link_s         (hour, link)      s  not negative; time along each link
        ways_out       (way_out, four)   1  not negative; station, link, share along it, seconds to it
        weight         (link,)           1  not negative; metres of street, people or calls along the link
        limit_s        scalar            s  not negative
    Returns
        reached        (hour, station)   1  the weight of what is reached in time
    Raises
        ShapeError  the columns of one thing differ in length.
        ValueError  a time or weight is negative or not finite, or a link is named that is not there.
    Source
        As `roads.reach_by_hour` and `roads.covered_share`, one station at a time.

    >>> own_reach(turn_start=np.array([0, 1, 1]), turn_to=np.array([1]), turn_s=np.array([0.0]),
    ...     link_s=np.array([[10.0, 20.0]]), ways_out=np.array([[0, 0, 0.5, 0.0]]),
    ...     weight=np.array([100.0, 200.0]), limit_s=15.0).reached.tolist()
    [[150.0]]
    """
    net = _network(turn_start, turn_to, turn_s, link_s)
    out = leaving(ways_out, links=len(net.start) - 1)
    demand = numbers_not_negative("weight", weight)
    if len(demand) != net.link_s.shape[1]:
        raise ShapeError("weight needs one value for each link.")
    found = np.zeros((len(net.link_s), int(out.station.max()) + 1))
    for hour, time in enumerate(net.link_s):
        cost = net.turn_s + time[net.to]
        seed = seeds(net, out, hour=hour)
        ring = ring_for(cost, np.append(seed.time_s, 0.0), states=len(demand))
        _each(
            Steps(net.start, net.to, cost),
            seed,
            out,
            Streets(time, demand),
            float(limit_s),
            ring,
            found[hour],
        )
    return OwnReach(found)


@numba.njit(cache=True, nogil=True)
def _part(limit_s, entered_s, time_s):  # type: ignore[no-untyped-def]
    """How much of a link is reached within the limit that is entered at some time."""
    if time_s > 0:
        return min(1.0, max(0.0, (limit_s - entered_s) / time_s))
    return 1.0 if entered_s <= limit_s else 0.0


@numba.njit(cache=True, nogil=True)
def _each(steps, seed, out, streets, limit_s, ring, found):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """One bounded tree after another, in the same room, which each leaves as it found it."""
    states = steps.start.size - 1
    labels = Labels(np.full(states, np.inf), np.full(states, -1, np.int32), np.empty(states, np.int32))
    behind = np.ones(states)
    # What is entered in time is partly reached though its end is not: the tree goes on to ends beyond.
    slack = streets.time_s.max()
    for one in range(found.size):
        own = np.flatnonzero(out.station == one)
        reached = 0.0
        for i in own:
            link, ahead = out.link[i], 1.0 - out.along[i]
            part = _part(limit_s, out.time_s[i], ahead * streets.time_s[link])
            reached += part * ahead * streets.weight[link]
            # Ahead of the station without a turn; behind it only by coming round.
            behind[link] = out.along[i]
        mine = seed.station == one
        count = grow(steps, seed.link[mine], seed.time_s[mine], limit_s + slack, ring, labels)
        for reach in range(count):
            link = labels.touched[reach]
            entered = labels.time_s[link] - streets.time_s[link]
            part = _part(limit_s, entered, streets.time_s[link])
            reached += min(part, behind[link]) * streets.weight[link]
            labels.time_s[link] = np.inf
            labels.origin[link] = -1
        behind[out.link[own]] = 1.0
        found[one] = reached


def _network(turn_start: Whole, turn_to: Whole, turn_s: Array, link_s: Array) -> Network:
    """The turns and the times along links, when they fit each other."""
    begins, leads = steps(turn_start, turn_to)
    turn = numbers_not_negative("turn_s", np.ascontiguousarray(turn_s, float), least=0)
    time = table("link_s", np.ascontiguousarray(link_s, float))
    if len(turn) != len(leads) or time.shape[1] != len(begins) - 1:
        raise ShapeError("turn_s needs a value for each turn, link_s one for each hour and link.")
    if (time < 0).any():
        raise ValueError(f"link_s holds {time.min()}: give times of zero or more.")
    return Network(begins, leads, turn, time)


def leaving(ways_out: Array, *, links: int) -> WaysOut:
    """The links by which vehicles leave, when the stations stand somewhere."""
    rows = table("ways_out", np.asarray(ways_out, float))
    if rows.shape[1] != 4:
        raise ShapeError("ways_out: give station, link, share along the link, and seconds in each row.")
    station, link, along, late = rows.T
    if rows.min() < 0 or link.max() >= links or along.max() > 1:
        raise ValueError(
            f"A station stands at one of the {links} links, between 0 and 1 of the way along it."
        )
    return WaysOut(link.astype(np.int32), along.copy(), late.copy(), station.astype(np.int32))


def seeds(net: Network, out: WaysOut, *, hour: int) -> WaysOut:
    """The links that the vehicles turn into first: the time at their ends, and whose they are."""
    time = net.link_s[hour]
    many = net.start[out.link + 1] - net.start[out.link]
    whose = np.repeat(np.arange(len(out.link), dtype=np.int32), many)
    nth = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    turn = np.repeat(net.start[out.link], many) + nth
    into = net.to[turn]
    left = (out.time_s + (1 - out.along) * time[out.link])[whose]
    return WaysOut(into, out.along[whose], left + net.turn_s[turn] + time[into], out.station[whose])
