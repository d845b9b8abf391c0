"""The block `chart`: a time series as a drawing, a sentence and a table.

Each kind of statement has its own line and shape: actual a solid blue line with discs, estimated an amber line with
squares, expected a dashed violet line with rings, target a dark dashed line with diamonds, potential thin and hollow.
What is not known is a hatched area with words, never a line drawn across.
"""

from dataclasses import dataclass
from decimal import Decimal

from dure.portal.blocks import axes
from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import (
    ENGLISH_STEPS,
    KOREAN_STEPS,
    SHORTENED,
    SHORTENED_FROM,
    Amount,
    decimal,
    grouped,
    shown,
    significant,
    symbol,
)
from dure.portal.blocks.times import period_words, period_year

NARROW, WIDE = (360, 300), (760, 380)
LETTER = 7.4  # the usual width of a letter of a label; Hangul is twice as wide less a little
WIDE_LETTER = 12.6


@dataclass(frozen=True)
class Point:
    """A value at a period. None is the stated value “unknown”. `href` leads to its derivation."""

    period: str
    value: Amount | None
    href: str = ""


@dataclass(frozen=True)
class Series:
    """Points of one mark, in order of time."""

    title: str
    mark: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Gap:
    """A stretch of time, both ends included, of which nothing is known, and the words that say so."""

    begin: str
    end: str
    says: str


@dataclass(frozen=True)
class Chart:
    """A chart to draw. `slug` is unique on its page; `says` is the one sentence to take away.

    `kind` is "line" or "bars". `source` and `source_href` name where the data come from; `csv_href` and `json_href`
    lead to the same data for machines.
    """

    slug: str
    title: str
    says: str
    unit: str
    series: tuple[Series, ...]
    gaps: tuple[Gap, ...] = ()
    kind: str = "line"
    from_zero: bool = True
    synthetic: bool = False
    source: str = ""
    source_href: str = ""
    csv_href: str = ""
    json_href: str = ""


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
    """A chart in one language: two widths of the same drawing, the key, and the table."""

    chart: Chart
    key: tuple[tuple[str, Mark], ...]
    drawings: tuple[Drawing, ...]
    rows: tuple[TableRow, ...]


def text_width(text: str) -> float:
    """About how wide words are at the size of a chart's labels."""
    return sum(WIDE_LETTER if ord(letter) > 0x1100 and ord(letter) not in range(0x2000, 0x2100) else LETTER for letter in text)


def marker(shape: str, x: float, y: float, *, size: float = 5) -> str:
    """The path of a point: disc and ring, square, diamond, triangle or cross."""
    r = size
    if shape == "target":
        r = size * 1.35
        return f"M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z"
    if shape in {"estimated", "parameter"}:
        return f"M{x - r:g} {y - r:g}h{2 * r:g}v{2 * r:g}h{-2 * r:g}Z"
    if shape == "scenario":
        return f"M{x:g} {y - r * 1.2:g}L{x + r * 1.2:g} {y + r * 0.9:g}L{x - r * 1.2:g} {y + r * 0.9:g}Z"
    if shape == "synthetic":
        return f"M{x - r:g} {y - r:g}l{2 * r:g} {2 * r:g}M{x + r:g} {y - r:g}l{-2 * r:g} {2 * r:g}"
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z"


def _known(series: Series) -> list[tuple[Point, float, float]]:
    """Points of a series that have a value, with their year and value as numbers."""
    return [(p, period_year(p.period), float(p.value)) for p in series.points if p.value is not None]


def _value_ticks(chart: Chart) -> tuple[float, ...]:
    """Round values that hold every point of the chart."""
    values = [value for series in chart.series for _, _, value in _known(series)] or [0.0, 1.0]
    low, high = min(values), max(values)
    if chart.from_zero or chart.kind == "bars":
        low, high = min(low, 0.0), max(high, 0.0)
    return axes.ticks(low, high)


@dataclass(frozen=True)
class _Wording:
    """How amounts of one chart are written: all in the same size (만, million), the unit once above the axis."""

    size: Decimal
    word: str
    unit: str

    def text(self, value: Amount) -> str:
        """An amount without its unit; zero stands bare."""
        amount = decimal(value)
        digits = grouped(significant(amount / self.size, 3 if self.size > 1 else max(amount.adjusted() + 1, 4)))
        return digits if digits == "0" else digits + self.word


def _wording(chart: Chart, largest: float, language: str) -> _Wording:
    """The wording that suits the largest tick of the chart."""
    sign = symbol(chart.unit, language=language)
    if chart.unit not in SHORTENED or largest < SHORTENED_FROM:
        return _Wording(Decimal(1), "", sign)
    steps = KOREAN_STEPS if language == "ko" else ENGLISH_STEPS
    size, word = next(step for step in steps if largest >= step[0])
    return _Wording(size, word, sign) if language == "ko" else _Wording(size, "", f"{word} {sign}")


def _years(chart: Chart) -> list[float]:
    """Every year the chart speaks of."""
    periods = [point.period for series in chart.series for point in series.points]
    periods += [end for gap in chart.gaps for end in (gap.begin, gap.end)]
    return [period_year(period) for period in periods]


@dataclass(frozen=True)
class _Frame:
    """The scales of one drawing."""

    x: axes.Scale
    y: axes.Scale
    wording: _Wording
    language: str
    bar: float


def _lines(chart: Chart, frame: _Frame) -> list[Shape]:
    """The lines of a chart, broken where a value is unknown or a gap lies between two points."""
    shapes = []
    for series in chart.series:
        d, previous = "", None
        for point in series.points:
            if point.value is None:
                previous = None
                continue
            year = period_year(point.period)
            joined = previous is not None and not (series.mark == "observed" and _crosses(chart, previous, year))
            d += f"{'L' if joined else 'M'}{frame.x.at(year):g} {frame.y.at(float(point.value)):g}"
            previous = year
        if d.count("L"):
            shapes.append(Shape(d, series.mark))
    return shapes


def _crosses(chart: Chart, begin: float, end: float) -> bool:
    """Whether a gap lies between two years."""
    return any(begin < period_year(gap.end) and period_year(gap.begin) < end for gap in chart.gaps)


def _points(chart: Chart, frame: _Frame) -> list[Shape]:
    """Every known point: as a shape of its mark on a line, or as a bar from zero."""
    shapes = []
    count = len(chart.series)
    for index, series in enumerate(chart.series):
        for point, year, value in _known(series):
            x, y = frame.x.at(year), frame.y.at(value)
            if chart.kind == "bars":
                each = frame.bar / count
                left = x - frame.bar / 2 + index * each
                d = f"M{left:g} {frame.y.at(0):g}V{y:g}h{max(each - 2, 2):g}V{frame.y.at(0):g}Z"
            else:
                d = marker(series.mark, x, y)
            words = shown(point.value, unit=chart.unit, language=frame.language)
            period = period_words(point.period, language=frame.language)
            shapes.append(Shape(d, series.mark, f"{series.title} · {period} · {words.text}", point.href))
    return shapes


def _labelled(series: Series, *, most: int) -> list[tuple[Point, float, float]]:
    """The points whose value is written: all of a short series, otherwise the first and the last."""
    known = _known(series)
    return known if len(known) <= most else [known[0], known[-1]]


def _labels(chart: Chart, frame: _Frame, *, most: int) -> list[Text]:
    """Values written beside their points, each moved up or down until it covers no other."""
    placed: list[tuple[float, float, float]] = []
    labels = []
    low_x, high_x = min(frame.x.start, frame.x.end), max(frame.x.start, frame.x.end)
    for series in chart.series:
        for point, year, value in _labelled(series, most=most):
            text = frame.wording.text(point.value or 0)
            half = text_width(text) / 2
            x = min(max(frame.x.at(year), low_x - 30 + half), high_x + 22 - half)
            y = _free(x, frame.y.at(value), half, placed)
            placed.append((x, y, half))
            labels.append(Text(round(x, 1), round(y, 1), text, "middle", series.mark))
    return labels


def _free(x: float, y: float, half: float, placed: list[tuple[float, float, float]]) -> float:
    """A height near `y` at which a label covers no label placed before."""
    for offset in (-13, 23, -31, 41, -49):
        at = y + offset
        if all(abs(at - other_y) > 16 or abs(x - other_x) > half + other + 4 for other_x, other_y, other in placed):
            return at
    return y - 13


def _areas(chart: Chart, frame: _Frame, top: float, size: float) -> list[Area]:
    """The hatched stretches; their words stand inside when there is room."""
    areas = []
    for gap in chart.gaps:
        left, right = frame.x.at(period_year(gap.begin)), frame.x.at(period_year(gap.end))
        room = right - left
        fits = text_width(gap.says) + 12 < room
        label = Text(round((left + right) / 2, 1), top + size, gap.says, "middle") if fits else None
        areas.append(Area(left, round(room, 1), label, gap.says))
    return areas


def _drawing(chart: Chart, size: tuple[int, int], language: str, name: str) -> Drawing:
    """The drawing of a chart at one size."""
    width, height = size
    values = _value_ticks(chart)
    wording = _wording(chart, max(abs(value) for value in values), language)
    words = [wording.text(round(value, 10)) for value in values]
    years = _years(chart)
    left, right = round(max(text_width(word) for word in words) + 10, 1), width - 24.0
    top, bottom = 34.0, height - 30.0
    first, last = min(years), max(years)
    steps = max(len({period_year(p.period) for s in chart.series for p in s.points}), 1)
    bar = min((right - left) / steps * 0.64, 56.0) if chart.kind == "bars" else 0.0
    inset = bar / 2 + 6 if chart.kind == "bars" else 12.0
    x = axes.Scale(first, last if last > first else first + 1, left + inset, right - inset)
    y = axes.Scale(values[0], values[-1], bottom, top)
    frame = _Frame(x, y, wording, language, bar)
    year_values = axes.year_ticks(years, room=x.end - x.start, label_width=44)
    return Drawing(
        name=name,
        unit=wording.unit,
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        plot_height=bottom - top,
        middle_x=round((left + right) / 2, 1),
        middle_y=round((top + bottom) / 2, 1),
        grid=tuple(
            Tick(y.at(value), left - 8, round(y.at(value) + 5, 1), word, not value)
            for value, word in zip(values, words, strict=True)
        ),
        years=tuple(Text(x.at(year), bottom + 22, f"{int(year)}", "middle") for year in year_values),
        areas=tuple(_areas(chart, frame, top, 18)),
        lines=tuple(_lines(chart, frame)) if chart.kind == "line" else (),
        points=tuple(_points(chart, frame)),
        labels=tuple(_labels(chart, frame, most=8 if width > NARROW[0] else 4)),
    )


def _rows(chart: Chart, language: str) -> tuple[TableRow, ...]:
    """The table of a chart: a row for each period, a cell (words, exact value, link) for each series."""
    at = [{point.period: point for point in series.points} for series in chart.series]
    periods = sorted({point.period for series in chart.series for point in series.points}, key=period_year)
    rows = []
    for period in periods:
        cells = []
        for points in at:
            point = points.get(period)
            words = shown(point.value, unit=chart.unit, language=language, short=False) if point else None
            cells.append((words.text, words.exact, point.href) if point and words else ("", "", ""))
        rows.append(TableRow(period_words(period, language=language), tuple(cells)))
    return tuple(rows)


def drawn(chart: Chart, *, language: str) -> ChartDrawn:
    """The chart at two widths, with its key and its table. A chart without any point has no drawing."""
    has_points = any(_known(series) for series in chart.series)
    sizes = (("narrow", NARROW), ("wide", WIDE)) if has_points else ()
    return ChartDrawn(
        chart=chart,
        key=tuple((series.title, mark(series.mark)) for series in chart.series),
        drawings=tuple(_drawing(chart, size, language, name) for name, size in sizes),
        rows=_rows(chart, language),
    )


