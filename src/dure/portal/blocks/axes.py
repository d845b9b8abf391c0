"""Scales of charts: round tick values, and where an amount or a year stands on a drawing."""

from dataclasses import dataclass
from math import ceil, floor, log10


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


def year_ticks(years: list[float], *, room: float, label_width: float = 48) -> tuple[float, ...]:
    """Years to write under a chart: those that have data when they fit, otherwise first, last and round years between.

    `room` is the width there is for them, in drawing units.
    """
    first, last = min(years), max(years)
    span = max(last - first, 1e-9)
    chosen: list[float] = []
    whole = sorted({floor(year) for year in years})
    step = round_step(span, about=max(int(room / label_width), 1)) if span > 1 else 1
    regular = [float(year) for year in range(floor(first), ceil(last) + 1) if year % max(int(step), 1) == 0]
    for year in [whole[0], whole[-1], *whole, *regular]:
        gap = label_width / room * span
        if first - 1e-9 <= year <= last + 1e-9 and all(abs(year - other) >= gap for other in chosen):
            chosen.append(float(year))
    return tuple(sorted(chosen))
