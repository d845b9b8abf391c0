"""The block `flows`: from where to where amounts go, as bands as wide as they are large, and as a table.

Amounts below zero, such as sinks, have no width: they stand in the table only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table

WIDTH, LEFT, RIGHT, NODE = 960.0, 210.0, 600.0, 12.0
LEAST_HEIGHT, GAP, SCALE = 1.5, 22.0, 420.0
CLOSE = 15.0


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
    text: str
    text_y: float
    tone: int


@dataclass(frozen=True)
class Drawn:
    """The drawing, and its table."""

    height: float
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
    bands, nodes, y = [], [], 0.0
    for tone, start in enumerate(starts):
        own = [index for index, flow in enumerate(wide) if flow.start == start]
        top = y
        for index in own:
            bands.append(
                Band(
                    _band(y, ends_y[index], heights[index]),
                    _says(wide[index], flows.unit, language),
                    tone,
                )
            )
            y += heights[index]
        nodes.append(Node(LEFT, top, y - top, start, (top + y) / 2, tone))
        y += GAP
    ends = tuple(
        Node(RIGHT, ends_y[i], heights[i], flow.end, ends_y[i] + heights[i] / 2, starts.index(flow.start))
        for i, flow in enumerate(wide)
    )
    bottom = max([y, *(node.y + max(node.height, CLOSE) for node in ends)], default=0.0)
    return Drawn(round(bottom + 10, 1), tuple(bands), tuple(nodes), ends, _table(flows))


def _stacked(heights: Sequence[float], *, gap: float, least: float) -> list[float]:
    """Where each end begins: one below the other, far enough apart for a line of words."""
    tops, y = [], 0.0
    for height in heights:
        tops.append(y)
        y += max(height + gap, least)
    return tops


def _band(y_start: float, y_end: float, height: float) -> str:
    """A band between the two columns, as an SVG path."""
    left, right = LEFT + NODE, RIGHT
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
