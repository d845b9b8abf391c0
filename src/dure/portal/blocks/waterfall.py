"""The block `waterfall`: from one total to another over the steps between them, each with its words.

A step begins where the one before it ended. Where the totals are large against the steps, the drawing is cut
off at the left, which is said.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import Shown, shown

WIDTH = 1000.0
LEAST_WIDTH = 3.0
# Steps smaller than this share of the totals would not be seen on a drawing that begins at zero.
CUT_BELOW = Decimal("0.2")
MARGIN = Decimal("0.35")


@dataclass(frozen=True)
class Step:
    """A total, or a step from it to the next one. None is unknown: its place stays, hatched."""

    title: str
    value: Decimal | None
    mark: str = "estimated"
    is_total: bool = False
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Waterfall:
    """Steps to draw, in their order; the first is a total."""

    slug: str
    title: str
    unit: str
    steps: tuple[Step, ...]
    says: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class StepDrawn:
    """One step in drawing units of a thousandth of the width, with where it begins."""

    step: Step
    shown: Shown
    mark: Mark
    tone: str
    x: float
    width: float


@dataclass(frozen=True)
class Drawn:
    """The steps as they are drawn; `from_words` says where the drawing begins, if not at zero."""

    steps: tuple[StepDrawn, ...]
    from_words: str


def drawn(waterfall: Waterfall, *, language: str) -> Drawn:
    """The steps with their places and words."""
    spans = _spans(waterfall.steps)
    low, high = _bounds(spans)
    wide = (high - low) or Decimal(1)

    def place(value: Decimal) -> float:
        return round(float(min(max((value - low) / wide, Decimal(0)), Decimal(1))) * WIDTH, 1)

    made = []
    for step, (begin, end) in zip(waterfall.steps, spans, strict=True):
        words = shown(
            step.value, unit=waterfall.unit, language=language, decimals=waterfall.decimals, short=False
        )
        left, right = sorted((place(begin), place(end)))
        width = WIDTH if step.value is None else max(right - left, LEAST_WIDTH) if step.value else 0.0
        x = 0.0 if step.value is None else min(left, WIDTH - width)
        made.append(StepDrawn(step, _signed(words, step), mark(_mark(step)), _tone(step), x, width))
    from_words = shown(low, unit=waterfall.unit, language=language, short=False, decimals=0).text
    return Drawn(tuple(made), from_words if low > 0 else "")


def _mark(step: Step) -> str:
    return "unknown" if step.value is None else step.mark


def _tone(step: Step) -> str:
    """What colours a bar: a total, more, less, or not known."""
    if step.value is None:
        return "unknown"
    if step.is_total:
        return step.mark
    return "more" if step.value > 0 else "less"


def _signed(words: Shown, step: Step) -> Shown:
    """A step that adds says so with its sign; one that takes away has it already."""
    if step.is_total or step.value is None or step.value <= 0 or words.digits == "0":
        return words
    exact = f"+{words.exact}" if words.exact else ""
    return replace(words, digits=f"+{words.digits}", text=f"+{words.text}", exact=exact)


def _spans(steps: tuple[Step, ...]) -> list[tuple[Decimal, Decimal]]:
    """From where to where each step goes; a total from zero to itself."""
    level = Decimal(0)
    spans = []
    for step in steps:
        if step.is_total:
            level = step.value if step.value is not None else level
            spans.append((Decimal(0), level))
        else:
            begin, level = level, level + (step.value or Decimal(0))
            spans.append((begin, level))
    return spans


def _bounds(spans: list[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest amount of the drawing."""
    ends = [end for _begin, end in spans]
    low, high = min([Decimal(0), *ends]), max([Decimal(0), *ends])
    lowest, highest = min(ends, default=low), max(ends, default=high)
    moved = highest - lowest
    if lowest > 0 and moved and moved < CUT_BELOW * highest:
        low = max(Decimal(0), lowest - moved * MARGIN)
    return low, high
