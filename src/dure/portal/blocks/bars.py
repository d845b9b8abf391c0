"""The block `bars`: amounts side by side, or parts of a whole. A bar always has its words and its number
beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import Amount, Shown, shown

WIDTH = 1000


@dataclass(frozen=True)
class Bar:
    """One amount. None is unknown: its place stays, hatched. `target` draws a tick where the promise
    stands, `low` and `high` a line over what the amount may be.
    """

    title: str
    value: Amount | None
    mark: str = "observed"
    href: str = ""
    note: str = ""
    target: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None


@dataclass(frozen=True)
class Bars:
    """Bars to draw. `whole` is what the longest place means; without it the largest amount fills the
    width.
    """

    slug: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    says: str = ""
    whole: Amount | None = None
    decimals: int | None = None
    # Whether large amounts are shortened to three digits; parts that make a printed total are not.
    short: bool | None = None
    source: str = ""


@dataclass(frozen=True)
class BarDrawn:
    """One bar in drawing units of a thousandth of the width."""

    bar: Bar
    shown: Shown
    mark: Mark
    width: float
    target_at: float | None
    target_text: str
    range_from: float = 0.0
    range_width: float | None = None
    range_text: str = ""


def drawn(bars: Bars, *, language: str) -> tuple[BarDrawn, ...]:
    """The bars with their widths and words."""
    amounts = [float(a) for bar in bars.bars for a in (bar.value, bar.target, bar.high) if a is not None]
    largest = float(bars.whole) if bars.whole is not None else max([*amounts, 0.0]) or 1.0

    def width(amount: Amount) -> float:
        return round(min(max(float(amount) / largest, 0.0), 1.0) * WIDTH, 1)

    return tuple(
        BarDrawn(
            bar=bar,
            shown=shown(
                bar.value, unit=bars.unit, language=language, decimals=bars.decimals, short=bars.short
            ),
            mark=mark(bar.mark if bar.value is not None else "unknown"),
            width=width(bar.value) if bar.value is not None else WIDTH,
            target_at=min(width(bar.target), WIDTH - 4) if bar.target is not None else None,
            target_text=shown(bar.target, unit=bars.unit, language=language).text
            if bar.target is not None
            else "",
            **_range(bar, bars, language=language, width=width),
        )
        for bar in bars.bars
    )


def _range(bar: Bar, bars: Bars, *, language: str, width: Callable[[Amount], float]) -> dict[str, Any]:
    """Where the line of a range stands, and its two ends in words; nothing where there is none."""
    if bar.low is None or bar.high is None:
        return {}
    # A range is no more exact than its ends are known: whole numbers, and the unit once.
    low, high = (
        shown(end, unit=bars.unit, language=language, decimals=bars.decimals or 0, short=bars.short)
        for end in (bar.low, bar.high)
    )
    text = f"{low.digits} – {high.text}"
    if float(bar.low) < 0:
        return {"range_text": text}
    start = width(bar.low)
    return {"range_from": start, "range_width": width(bar.high) - start, "range_text": text}
