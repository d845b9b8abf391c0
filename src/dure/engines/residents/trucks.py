"""When the collection truck comes by: an honest range from the positions that it reported."""

from dataclasses import dataclass

from dure.engines.refusals import Array, above_zero, ascending, not_negative, number, numbers, same_length

UNKNOWN = float("nan")


@dataclass(frozen=True)
class TruckComes:
    """Whether it has passed or is there, and from when to when it may come, in seconds from now.

    Both bounds are NaN where nothing can be said; the latest is infinite where the truck also stood still.
    """

    known: bool
    passed: bool
    here: bool
    earliest_s: float
    latest_s: float


def truck_comes(
    *, times_s: Array, along_m: Array, stop_m: float, now_s: float, accuracy_m: float, window_s: float,
    stale_after_s: float,
) -> TruckComes:  # fmt: skip
    """From when to when the truck may be at a stop on its route.

    The range is what the truck itself has done today: the fastest and the slowest mean pace over at least
    the window of time. It is no forecast of what it never did. The truck has passed when even its accuracy
    leaves it beyond the stop, and it is here when its accuracy reaches the stop. Old positions say nothing.

    Arguments
        times_s        (report,)  s  times of the reports, rising
        along_m        (report,)  m  how far along its route the truck was
        stop_m         scalar     m  where along the route the stop lies
        now_s          scalar     s  the time now, not before the last report
        accuracy_m     scalar     m  how far a position may be off, not negative
        window_s       scalar     s  the shortest time over which a pace counts, above zero
        stale_after_s  scalar     s  the age from which the last report says nothing, above zero
    Returns
        known          scalar     1  whether anything can be said
        passed         scalar     1  whether the truck has passed
        here           scalar     1  whether it is at the stop now
        earliest_s     scalar     s  seconds from now at the earliest, zero or more
        latest_s       scalar     s  seconds from now at the latest
    Raises
        ShapeError  times and positions differ in length, or there are none.
        ValueError  times do not rise, now lies before the last report, or a number is out of its range.
    Source
        Bounds by the observed mean paces; a truck that keeps within them arrives within the range.

    >>> import numpy as np
    >>> truck_comes(
    ...     times_s=np.array([0.0, 300.0, 600.0]), along_m=np.array([0.0, 600.0, 1800.0]), now_s=660.0,
    ...     stop_m=3000.0, accuracy_m=0.0, window_s=300.0, stale_after_s=600.0)
    TruckComes(known=True, passed=False, here=False, earliest_s=240.0, latest_s=540.0)
    """
    times, along = ascending("times_s", times_s), numbers("along_m", along_m)
    same_length("times_s", times, "along_m", along)
    stop, off = number("stop_m", stop_m), not_negative("accuracy_m", accuracy_m)
    window, stale = above_zero("window_s", window_s), above_zero("stale_after_s", stale_after_s)
    age = number("now_s", now_s) - float(times[-1])
    if age < 0:
        raise ValueError(f"now_s is {now_s}, before the last report: give the time at which somebody asks.")
    furthest = float(along.max())
    if furthest - off > stop:
        return TruckComes(True, True, False, UNKNOWN, UNKNOWN)
    if age >= stale:
        return TruckComes(False, False, False, UNKNOWN, UNKNOWN)
    if abs(stop - float(along[-1])) <= off:
        return TruckComes(True, False, True, 0.0, UNKNOWN)
    fastest, slowest = _paces(times, along, window)
    if not fastest > 0:
        return TruckComes(False, False, False, UNKNOWN, UNKNOWN)
    near, far = stop - float(along[-1]) - off, stop - float(along[-1]) + off
    latest = max(far / slowest - age, 0.0) if slowest > 0 else float("inf")
    return TruckComes(True, False, False, max(near / fastest - age, 0.0), latest)


def _paces(times: Array, along: Array, window: float) -> tuple[float, float]:
    """The fastest and slowest mean pace between two reports at least the window apart; NaN without any."""
    apart = times[None, :] - times[:, None]
    there = apart >= window
    if not there.any():
        return UNKNOWN, UNKNOWN
    paces = (along[None, :] - along[:, None])[there] / apart[there]
    return float(paces.max()), float(paces.min())
