"""The block `chart`: a time series as a drawing, a sentence and a table.

Each kind of statement has its own line and shape: actual a solid blue line with discs, estimated an amber
line with squares, expected a dashed violet line with rings, target a dark dashed line with diamonds,
potential thin and hollow. What is not known is a hatched area with words, never a line drawn across.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

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

# Widths and heights; the style sheet shows the one that suits the room there is.
SIZES = (("narrow", 320, 290), ("wide", 640, 360), ("full", 1120, 420))
LETTER = 7.4  # the usual width of a letter of a label; Hangul is twice as wide less a little
WIDE_LETTER = 12.6
MOST_MARKED = 12


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

    `kind` is "line" or "bars". `source` and `source_href` name where the data come from; `csv_href` and
    `json_href` lead to the same data for machines.
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
    """A chart in one language: three widths of the same drawing, the key, and the table."""

    chart: Chart
    key: tuple[tuple[str, Mark], ...]
    drawings: tuple[Drawing, ...]
    rows: tuple[TableRow, ...]


def text_width(text: str) -> float:
    """About how wide words are at the size of a chart's labels."""
    return sum(
        WIDE_LETTER if ord(letter) > 0x1100 and ord(letter) not in range(0x2000, 0x2100) else LETTER
        for letter in text
    )


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
    """How amounts of one chart are written: all in the same size (만, million), the unit once above the
    axis.
    """

    size: Decimal
    word: str
    unit: str

    def text(self, value: Amount) -> str:
        """An amount without its unit; zero stands bare."""
        amount = decimal(value)
        digits = grouped(
            significant(amount / self.size, 3 if self.size > 1 else max(amount.adjusted() + 1, 4))
        )
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
            joined = previous is not None and not (
                series.mark == "observed" and _crosses(chart, previous, year)
            )
            d += f"{'L' if joined else 'M'}{frame.x.at(year):g} {frame.y.at(float(point.value)):g}"
            previous = year
        if d.count("L"):
            shapes.append(Shape(d, series.mark))
    return shapes


def _crosses(chart: Chart, begin: float, end: float) -> bool:
    """Whether a gap lies between two years."""
    return any(begin < period_year(gap.end) and period_year(gap.begin) < end for gap in chart.gaps)


def _beside(chart: Chart) -> dict[str, list[Series]]:
    """The series that have a value at each period: their bars share its place."""
    found: dict[str, list[Series]] = {}
    for series in chart.series:
        for point, _, _ in _known(series):
            found.setdefault(point.period, []).append(series)
    return found


def _bar_place(beside: list[Series], series: Series, x: float, width: float) -> tuple[float, float]:
    """Where the bar of a series begins, and how wide it is, among those that share its period."""
    each = width / len(beside)
    return round(x - width / 2 + beside.index(series) * each, 1), round(max(each - 2, 2), 1)


def _marked(chart: Chart, series: Series) -> list[tuple[Point, float, float]]:
    """The points that get a shape. Of a long line of reckoned years only the ends do: it is a line, not a
    record.
    """
    known = _known(series)
    is_long = len(known) > MOST_MARKED and series.mark != "observed" and chart.kind == "line"
    return [known[0], known[-1]] if is_long else known


def _points(chart: Chart, frame: _Frame) -> list[Shape]:
    """Every known point: as a shape of its mark on a line, or as a bar from zero."""
    shapes = []
    beside = _beside(chart)
    for series in chart.series:
        dot = _dot(series, frame)
        for point, year, value in _marked(chart, series):
            x, y = frame.x.at(year), frame.y.at(value)
            if chart.kind == "bars":
                left, each = _bar_place(beside[point.period], series, x, frame.bar)
                d = f"M{left:g} {frame.y.at(0):g}V{y:g}h{each:g}V{frame.y.at(0):g}Z"
            else:
                d = marker(series.mark, x, y, size=dot)
            words = shown(point.value, unit=chart.unit, language=frame.language)
            period = period_words(point.period, language=frame.language)
            shapes.append(Shape(d, series.mark, f"{series.title} · {period} · {words.text}", point.href))
    return shapes


def _labelled(series: Series, *, most: int) -> list[tuple[Point, float, float]]:
    """The points whose value is written: all of a short series, otherwise the first and the last."""
    known = _known(series)
    return known if len(known) <= most else [known[0], known[-1]]


@dataclass(frozen=True)
class _Placed:
    """A label already placed, and the value it writes."""

    x: float
    y: float
    half: float
    text: str


def _labels(chart: Chart, frame: _Frame, *, most: int) -> list[Text]:
    """Values written beside their points, each moved until it covers no other; the same words are not
    written twice.
    """
    placed: list[_Placed] = []
    labels = []
    beside = _beside(chart)
    for series in chart.series:
        known = _known(series)
        for point, year, value in known if len(known) <= most else [known[0], known[-1]]:
            text = frame.wording.text(point.value or 0)
            half = text_width(text) / 2
            x, y = frame.x.at(year), frame.y.at(value)
            if chart.kind == "bars":
                left, width = _bar_place(beside[point.period], series, x, frame.bar)
                x = left + width / 2
            elif any(
                other.text == text and abs(other.x - x) < 20 and abs(other.y - y) < 40 for other in placed
            ):
                continue
            x = min(max(x, frame.x.start - 36 + half), frame.x.end + 34 - half)
            rises = len(known) > 1 and year == known[0][1] and known[1][2] > value and chart.kind == "line"
            near = (-10, -25) if chart.kind == "bars" else (22, -12) if rises else (-12, 22)
            y = _free(x, y, half, placed, near)
            placed.append(_Placed(x, y, half, text))
            labels.append(Text(round(x, 1), round(y, 1), text, "middle", series.mark))
    return labels


def _free(x: float, y: float, half: float, placed: list[_Placed], first: tuple[int, int]) -> float:
    """A height near `y` at which a label covers no label placed before."""
    for offset in (*first, -30, 40, -48):
        at = y + offset
        if all(abs(at - other.y) > 15 or abs(x - other.x) > half + other.half + 3 for other in placed):
            return at
    return y + first[0]


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


def _drawing(chart: Chart, size: tuple[str, int, int], language: str) -> Drawing:
    """The drawing of a chart at one size."""
    name, width, height = size
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
    months = last - first < 3 and any("-" in point.period for each in chart.series for point in each.points)
    room = x.end - x.start
    promised = [
        year
        for each in chart.series
        if each.mark == "target" and len(each.points) <= 4
        for _, year, _ in _known(each)
    ]
    time_values = (
        axes.month_ticks(years, room=room) if months else axes.year_ticks(years, room=room, first=promised)
    )
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
        years=tuple(
            Text(x.at(time), bottom + 22, axes.time_words(time, months=months, language=language), "middle")
            for time in time_values
        ),
        areas=tuple(_areas(chart, frame, top, 18)),
        lines=tuple(_lines(chart, frame)) if chart.kind == "line" else (),
        points=tuple(_points(chart, frame)),
        labels=tuple(_labels(chart, frame, most=4 if name == "narrow" else 8)),
    )


def _dot(series: Series, frame: _Frame) -> float:
    """The size of a series' points: smaller where they stand close together."""
    steps = [frame.x.at(b) - frame.x.at(a) for (_, a, _), (_, b, _) in pairwise(_known(series))]
    return round(min(max(min(steps, default=99.0) * 0.42, 2.6), 5.0), 1)


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


def _key(series: Series) -> tuple[str, Mark]:
    """A series' name and mark; no name where it would only repeat the mark's word."""
    its_mark = mark(series.mark)
    return ("" if series.title == str(its_mark.word) else series.title), its_mark


def drawn(chart: Chart, *, language: str) -> ChartDrawn:
    """The chart at three widths, with its key and its table. A chart without any point has no drawing."""
    has_points = any(_known(series) for series in chart.series)
    return ChartDrawn(
        chart=chart,
        key=tuple(_key(series) for series in chart.series),
        drawings=tuple(_drawing(chart, size, language) for size in SIZES) if has_points else (),
        rows=_rows(chart, language),
    )
