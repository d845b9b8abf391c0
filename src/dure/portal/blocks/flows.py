"""The block `flows`: from where to where amounts go, as bands as wide as they are large, and as a table.

Amounts below zero, such as sinks, have no width: they stand in the table only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.portal.blocks.drawing import text_width
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table

WIDTH, NODE, BESIDE = 960.0, 12.0, 10.0
LEAST_HEIGHT, GAP, SCALE = 1.5, 22.0, 420.0
CLOSE, LINE = 15.0, 15.0
# Letters of this drawing are smaller than those of charts.
LETTERS = 0.92
# A start is broken into two lines beyond this; bands keep at least so much room between the names.
LONGEST_START, LEAST_BAND = 150.0, 200.0


@dataclass(frozen=True)
class Flow:
    """An amount that goes from one name to another."""

    start: str
    end: str
    value: Decimal
    href: str = ""


@dataclass(frozen=True)
class Flows:
    """Flows to draw, in the order of their starts. `columns` name start, end and amount in the table."""

    slug: str
    title: str
    unit: str
    flows: tuple[Flow, ...]
    columns: tuple[str, str, str]
    says: str = ""


@dataclass(frozen=True)
class Band:
    """A flow as a band: its path, and what it says."""

    d: str
    says: str
    tone: int


@dataclass(frozen=True)
class Node:
    """A name with its bar at one side."""

    x: float
    y: float
    height: float
    # Each line of the name, and where it stands.
    words: tuple[tuple[str, float], ...]
    tone: int


@dataclass(frozen=True)
class Drawn:
    """The drawing, and its table."""

    height: float
    # Where the names of the starts end and those of the ends begin.
    left: float
    right: float
    bands: tuple[Band, ...]
    starts: tuple[Node, ...]
    ends: tuple[Node, ...]
    table: Table


def drawn(flows: Flows, *, language: str) -> Drawn:
    """The flows as bands between two columns of names."""
    wide = [flow for flow in flows.flows if flow.value > 0]
    whole = float(sum((flow.value for flow in wide), Decimal(0))) or 1.0
    heights = [max(float(flow.value) / whole * SCALE, LEAST_HEIGHT) for flow in wide]
    starts = list(dict.fromkeys(flow.start for flow in wide))
    ends_y = _stacked(heights, gap=3.0, least=CLOSE)
    left, right = _sides([_lines(start) for start in starts], [flow.end for flow in wide])
    bands: list[Band] = []
    nodes: list[Node] = []
    y = 0.0
    for tone, start in enumerate(starts):
        own = [index for index, flow in enumerate(wide) if flow.start == start]
        top = y
        for index in own:
            bands.append(
                Band(
                    _band((left, y), (right, ends_y[index]), heights[index]),
                    _says(wide[index], flows.unit, language),
                    tone,
                )
            )
            y += heights[index]
        above = nodes[-1].words[-1][1] if nodes else -LINE
        words = _placed(_lines(start), (top + y) / 2, above=above)
        nodes.append(Node(left, top, y - top, words, tone))
        y += max(GAP, len(words) * LINE + 4 - (y - top))
    middles = _apart([top + height / 2 for top, height in zip(ends_y, heights, strict=True)])
    ends = tuple(
        Node(right, ends_y[i], heights[i], ((flow.end, middles[i]),), starts.index(flow.start))
        for i, flow in enumerate(wide)
    )
    bottom = max(
        [y, *(max(node.y + node.height, node.words[0][1] + CLOSE / 2) for node in ends)], default=0.0
    )
    names = (round(left - BESIDE, 1), round(right + NODE + BESIDE, 1))
    return Drawn(round(bottom + 10, 1), *names, tuple(bands), tuple(nodes), ends, _table(flows))


def _stacked(heights: Sequence[float], *, gap: float, least: float) -> list[float]:
    """Where each end begins: one below the other, far enough apart for a line of words."""
    tops, y = [], 0.0
    for height in heights:
        tops.append(y)
        y += max(height + gap, least)
    return tops


def _apart(middles: Sequence[float]) -> list[float]:
    """Where each line of words stands: at its bar, or lower where it would cover the line above."""
    found: list[float] = []
    for middle in middles:
        found.append(round(max(middle, found[-1] + CLOSE) if found else middle, 1))
    return found


def _sides(starts: Sequence[Sequence[str]], ends: Sequence[str]) -> tuple[float, float]:
    """Where the two columns of bars stand, so that every name has room beside them."""
    before = max((_width(line) for lines in starts for line in lines), default=0.0) + BESIDE
    after = max((_width(end) for end in ends), default=0.0) + BESIDE + NODE
    return before, max(WIDTH - after, before + NODE + LEAST_BAND)


def _width(text: str) -> float:
    return text_width(text) * LETTERS


def _lines(text: str) -> tuple[str, ...]:
    """A name in one line, or in two where it is long: broken at the space nearest to its middle."""
    spaces = [position for position, letter in enumerate(text) if letter == " "]
    if _width(text) <= LONGEST_START or not spaces:
        return (text,)
    cut = min(spaces, key=lambda position: abs(position - len(text) / 2))
    return text[:cut], text[cut + 1 :]


def _placed(lines: Sequence[str], middle: float, *, above: float) -> tuple[tuple[str, float], ...]:
    """Lines one below the other around a middle, lower where they would cover the line above."""
    first = max(middle - (len(lines) - 1) * LINE / 2, above + LINE)
    return tuple((line, round(first + number * LINE, 1)) for number, line in enumerate(lines))


def _band(start: tuple[float, float], end: tuple[float, float], height: float) -> str:
    """A band between the two columns, as an SVG path."""
    left, right = start[0] + NODE, end[0]
    y_start, y_end = start[1], end[1]
    middle = (left + right) / 2
    below_start, below_end = y_start + height, y_end + height
    upper = f"C{middle:.1f},{y_start:.1f} {middle:.1f},{y_end:.1f} {right:.1f},{y_end:.1f}"
    lower = f"C{middle:.1f},{below_end:.1f} {middle:.1f},{below_start:.1f} {left:.1f},{below_start:.1f}"
    return f"M{left:.1f},{y_start:.1f} {upper} L{right:.1f},{below_end:.1f} {lower} Z"


def _says(flow: Flow, unit: str, language: str) -> str:
    return f"{flow.start} → {flow.end}: {shown(flow.value, unit=unit, language=language).text}"


def _table(flows: Flows) -> Table:
    return Table(
        caption=flows.title,
        columns=(
            Column(flows.columns[0]),
            Column(flows.columns[1]),
            Column(flows.columns[2], numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=flow.start),
                Cell(text=flow.end),
                Cell(value=flow.value, unit=flows.unit, href=flow.href),
            )
            for flow in flows.flows
        ),
        caption_hidden=True,
    )
