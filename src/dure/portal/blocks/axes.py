"""Scales of charts: round tick values, and where an amount or a year stands on a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from dure.portal.blocks.times import MONTHS


@dataclass(frozen=True)
class Scale:
    """A straight line from values to drawing units."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands on the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def round_step(span: float, *, about: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts `span` into about so many parts."""
    rough = span / about
    power = 10.0 ** floor(log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def ticks(low: float, high: float, *, about: int = 4) -> tuple[float, ...]:
    """Round values from at or below `low` to at or above `high`."""
    if low == high:
        high = low + abs(low or 1)
    step = round_step(high - low, about=about)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) for index in range(first, last + 1))


def year_ticks(
    years: list[float], *, room: float, first: Sequence[float] = (), label_width: float = 46
) -> tuple[float, ...]:
    """Years to write under a chart: every year with data when they fit; otherwise the ends and round years.

    `room` is the width there is, in drawing units; the years in `first` come before the round ones.
    """
    low, high = min(years), max(years)
    span = max(high - low, 1e-9)
    gap = label_width / room * span
    whole = sorted({float(floor(year)) for year in years})
    if all(later - earlier >= gap for earlier, later in pairwise(whole)):
        return tuple(whole)
    step = max(int(round_step(span, about=max(int(room / 90), 2))), 1)
    regular = [float(year) for year in range(floor(low), ceil(high) + 1) if year % step == 0]
    chosen: list[float] = []
    for year in [whole[0], whole[-1], *map(float, first), *regular]:
        if low - 1e-9 <= year <= high + 1e-9 and all(abs(year - other) >= gap for other in chosen):
            chosen.append(year)
    return tuple(sorted(chosen))


def month_ticks(years: list[float], *, room: float, label_width: float = 62) -> tuple[float, ...]:
    """Months to write under a chart of less than three years: every one, second, third, sixth or twelfth."""
    first, last = round(min(years) * 12), round(max(years) * 12)
    most = max(int(room / label_width), 1)
    step = next((step for step in (1, 2, 3, 6, 12) if (last - first) / step <= most), 12)
    return tuple(month / 12 for month in range(first, last + 1) if (month - first) % step == 0)


def time_words(time: float, *, months: bool, language: str) -> str:
    """What stands under a tick: 2018, 2018.3 or Mar 2018."""
    if not months:
        return f"{int(time)}"
    year, month = divmod(round(time * 12), 12)
    return f"{year}.{month + 1}" if language == "ko" else f"{MONTHS[month][:3]} {year}"
