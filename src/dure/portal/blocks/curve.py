"""The block `curve`: steps from the cheapest on, as wide as what each cuts and as high as what a unit costs.

Each step has a number, a pattern and a name in the key: colour carries nothing alone. The same amounts stand
in a table beside it.
"""

from dataclasses import dataclass

from dure.portal.blocks import axes
from dure.portal.blocks.areas import LETTER, PATTERNS
from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import Amount, Shown, shown
from dure.portal.blocks.shapes import Text, Tick
from dure.portal.blocks.table import Table
from dure.portal.blocks.wording import wording_of

SIZES = (("narrow", 320, 320), ("wide", 640, 360), ("full", 1120, 400))


@dataclass(frozen=True)
class Step:
    """A measure on the curve: what it adds, and what a unit of it costs; below zero it saves."""

    title: str
    width: Amount
    height: Amount
    mark: str = ""
    href: str = ""


@dataclass(frozen=True)
class Curve:
    """Steps to draw in their order. `across` is the unit of widths, `up` of heights."""

    slug: str
    title: str
    across: str
    up: str
    steps: tuple[Step, ...]
    says: str = ""
    synthetic: bool = False
    table: Table | None = None


@dataclass(frozen=True)
class StepDrawn:
    """A step in the key: number, pattern, and its amounts in words."""

    step: Step
    number: str
    pattern: str
    width: Shown
    height: Shown
    mark: Mark | None


@dataclass(frozen=True)
class Block:
    """A step on one drawing: the path, the pattern, what it says, and its number."""

    d: str
    pattern: str
    says: str
    number: Text


@dataclass(frozen=True)
class Picture:
    """The curve at one width."""

    name: str
    unit: str
    across: str
    width: int
    height: int
    left: float
    right: float
    middle_x: float
    middle_y: float
    grid: tuple[Tick, ...]
    amounts: tuple[Text, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class CurveDrawn:
    """The curve in one language: three widths of one drawing, and the key."""

    curve: Curve
    key: tuple[StepDrawn, ...]
    pictures: tuple[Picture, ...]
    patterns: tuple[str, ...]


def drawn(curve: Curve, *, language: str) -> CurveDrawn:
    """The curve at three widths with its key."""
    key = [
        StepDrawn(
            step=step,
            number=str(n + 1),
            pattern=str(n % PATTERNS),
            width=shown(step.width, unit=curve.across, language=language),
            height=shown(step.height, unit=curve.up, language=language, decimals=0),
            mark=mark(step.mark) if step.mark else None,
        )
        for n, step in enumerate(curve.steps)
    ]
    return CurveDrawn(
        curve=curve,
        key=tuple(key),
        pictures=tuple(_picture(curve, key, size, language) for size in SIZES) if key else (),
        patterns=tuple(dict.fromkeys(each.pattern for each in key)),
    )


def _picture(curve: Curve, key: list[StepDrawn], size: tuple[str, int, int], language: str) -> Picture:
    """The curve at one width."""
    name, width, height = size
    heights, widths = ([float(getattr(step, part)) for step in curve.steps] for part in ("height", "width"))
    values = axes.ticks(min(0.0, *heights), max(0.0, *heights))
    total = axes.ticks(0.0, sum(widths), about=3 if width < 500 else 5)
    up = wording_of(curve.up, max(abs(value) for value in values), language=language)
    across = wording_of(curve.across, total[-1], language=language)
    words = [up.text(round(value, 10)) for value in values]
    left = round(max(sum(13.0 if ord(letter) > 0x1100 else 7.6 for letter in word) for word in words) + 12, 1)
    x = axes.Scale(0.0, max(total[-1], sum(widths)), left, width - 16.0)
    y = axes.Scale(values[0], values[-1], height - 46.0, 40.0)
    return Picture(
        name=name,
        unit=up.unit,
        across=across.unit,
        width=width,
        height=height,
        left=left,
        right=width - 16.0,
        middle_x=round((left + width - 16) / 2, 1),
        middle_y=round((y.start + y.end) / 2, 1),
        grid=tuple(
            Tick(y.at(value), left - 6, round(y.at(value) + 5, 1), word, not value)
            for value, word in zip(values, words, strict=True)
        ),
        amounts=tuple(
            Text(x.at(each), y.start + 20, across.text(round(each, 10)), "middle") for each in total
        ),
        blocks=_blocks(key, x=x, y=y),
    )


def _blocks(key: list[StepDrawn], *, x: axes.Scale, y: axes.Scale) -> tuple[Block, ...]:
    """The steps side by side; a number stands above its step, higher where the one before is near."""
    found: list[Block] = []
    so_far, last_x, last_y = 0.0, -LETTER, 0.0
    for each in key:
        begin, end = x.at(so_far), x.at(so_far + float(each.step.width))
        top, zero = y.at(float(each.step.height)), y.at(0)
        middle, at = (begin + end) / 2, round(min(top, zero) - 6, 1)
        if middle - last_x < LETTER and abs(at - last_y) < LETTER:
            at = last_y - LETTER
        last_x, last_y = middle, at
        says = f"{each.step.title} · {each.width.text} · {each.height.text}"
        d = f"M{begin:g} {zero:g}V{top:g}H{end:g}V{zero:g}Z"
        found.append(Block(d, each.pattern, says, Text(round(middle, 1), at, each.number, "middle")))
        so_far += float(each.step.width)
    return tuple(found)
