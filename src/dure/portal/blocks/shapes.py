"""What a drawn chart consists of, in drawing units: words, lines, shapes, hatched areas, and its table."""

from dataclasses import dataclass

from dure.portal.blocks.chart import Chart
from dure.portal.blocks.marks import Mark


@dataclass(frozen=True)
class Text:
    """Words at a place of the drawing."""

    x: float
    y: float
    text: str
    anchor: str
    name: str = ""


@dataclass(frozen=True)
class Tick:
    """A line across the drawing and its value."""

    y: float
    text_x: float
    text_y: float
    text: str
    zero: bool


@dataclass(frozen=True)
class Shape:
    """A line, bar or point of a series: an SVG path, the mark that styles it, and what it says."""

    d: str
    mark: str
    says: str = ""
    href: str = ""


@dataclass(frozen=True)
class Area:
    """A hatched stretch of unknown time."""

    x: float
    width: float
    label: Text | None
    says: str


@dataclass(frozen=True)
class Drawing:
    """One drawing of a chart at one width."""

    name: str
    unit: str
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    plot_height: float
    middle_x: float
    middle_y: float
    grid: tuple[Tick, ...]
    years: tuple[Text, ...]
    areas: tuple[Area, ...]
    lines: tuple[Shape, ...]
    points: tuple[Shape, ...]
    labels: tuple[Text, ...]


@dataclass(frozen=True)
class TableRow:
    """A period of the table that says the same as the drawing."""

    period: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ChartDrawn:
    """A chart in one language: three widths of the same drawing, the key, and the table."""

    chart: Chart
    key: tuple[tuple[str, Mark], ...]
    drawings: tuple[Drawing, ...]
    rows: tuple[TableRow, ...]
