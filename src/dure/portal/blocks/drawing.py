"""How a chart is drawn: scales, lines, points, labels and hatched gaps as SVG paths, and its table.

The same drawing is made at three widths; the style sheet shows the one that suits the room there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dure.portal.blocks import axes
from dure.portal.blocks.chart import Chart, Point, Series
from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.placing import Placed, clear_height, free_height
from dure.portal.blocks.shapes import Area, ChartDrawn, Drawing, Shape, TableRow, Text, Tick
from dure.portal.blocks.times import period_words, period_year
from dure.portal.blocks.wording import Wording, wording_of

# Name, width and height.
SIZES = (("narrow", 320, 290), ("wide", 640, 360), ("full", 1120, 420))
LETTER = 7.4  # the usual width of a letter of a label; Hangul is twice as wide less a little
WIDE_LETTER = 12.6
UNIT_Y = 12  # where the unit stands, at the left above the axis
# Of a longer line only the ends get a shape, unless it is a record.
MOST_MARKED = 12


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
    wording: Wording
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
                series.mark in {"observed", "estimated"} and _crosses(chart, previous, year)
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


@dataclass(frozen=True)
class _Wish:
    """A value that would be written beside its point. `must` is written wherever there is any room near."""

    series: Series
    point: Point
    year: float
    value: float
    rises: bool
    must: bool


def _wishes(chart: Chart, *, most: int) -> list[_Wish]:
    """The values to write, the weightiest first: of a short list of targets all, of others the last."""
    found = []
    for series in chart.series:
        known = _known(series)
        short = series.mark == "target" and len(known) <= most
        for point, year, value in known if len(known) <= most else [known[0], known[-1]]:
            rises = len(known) > 1 and year == known[0][1] and known[1][2] > value and chart.kind == "line"
            must = short or year == known[-1][1] or chart.kind == "bars"
            found.append(_Wish(series, point, year, value, rises, must))
    return sorted(found, key=lambda wish: not wish.must)


def _at(series: Series, frame: _Frame) -> list[tuple[float, float]]:
    """Where the known points of a series stand on the drawing."""
    return [(frame.x.at(year), frame.y.at(value)) for _, year, value in _known(series)]


def _labels(chart: Chart, frame: _Frame, areas: list[Area], *, most: int) -> list[Text]:
    """Values written beside their points, each moved until it covers no other and is taken for no other's;
    the same words are not written twice, and what finds no room is left to the table.
    """
    said = [area.label for area in areas if area.label]
    placed = [Placed(each.x, each.y, text_width(each.text) / 2, each.text) for each in said]
    unit = text_width(frame.wording.unit)
    placed.append(Placed(unit / 2, UNIT_Y, unit / 2, frame.wording.unit))
    labels = []
    beside = _beside(chart)
    dots = [at for series in chart.series for at in _at(series, frame)] if chart.kind == "line" else []
    for wish in _wishes(chart, most=most):
        text = frame.wording.text(wish.point.value or 0)
        half = text_width(text) / 2
        x, y = frame.x.at(wish.year), frame.y.at(wish.value)
        others = [dot for dot in dots if dot != (x, y)]
        if chart.kind == "bars":
            left, width = _bar_place(beside[wish.point.period], wish.series, x, frame.bar)
            x = left + width / 2
        elif any(other.text == text and abs(other.x - x) < 20 and abs(other.y - y) < 40 for other in placed):
            continue
        x = min(max(x, frame.x.start - 36 + half), frame.x.end + 34 - half)
        near = (-10, -25) if chart.kind == "bars" else (22, -12) if wish.rises else (-12, 22)
        # Under a point that lies low there are the axis and its years.
        wider = (*near, -30, 40, -48) if wish.must else near
        offsets = [each for each in wider if y + each < frame.y.start - 2]
        at = free_height(x, y, half, placed=placed, dots=others, offsets=offsets)
        if at is None and wish.must:
            at = free_height(x, y, half, placed=placed, dots=(), offsets=offsets)
        if at is None:
            continue
        placed.append(Placed(x, at, half, text))
        labels.append(Text(round(x, 1), round(at, 1), text, "middle", wish.series.mark))
    return labels


def _areas(chart: Chart, frame: _Frame, top: float, size: float) -> list[Area]:
    """The hatched stretches; their words stand inside when there is room, where no line runs through them."""
    areas = []
    lines = [_at(series, frame) for series in chart.series] if chart.kind == "line" else []
    heights = (top + size, (top + frame.y.start) / 2 + 5, frame.y.start - 10)
    for gap in chart.gaps:
        left, right = frame.x.at(period_year(gap.begin)), frame.x.at(period_year(gap.end))
        room = right - left
        width, middle = text_width(gap.says), (left + right) / 2
        height = clear_height(heights, left=middle - width / 2, right=middle + width / 2, lines=lines)
        fits = width + 12 < room
        label = Text(round(middle, 1), round(height, 1), gap.says, "middle") if fits else None
        areas.append(Area(left, round(room, 1), label, gap.says))
    return areas


def _frame(chart: Chart, size: tuple[str, int, int], language: str) -> tuple[_Frame, tuple[Tick, ...]]:
    """The scales of a chart at one size, and its lines across."""
    _, width, height = size
    values = _value_ticks(chart)
    wording = wording_of(chart.unit, max(abs(value) for value in values), language=language)
    words = [wording.text(round(value, 10)) for value in values]
    years = _years(chart)
    first, last = min(years), max(years)
    left, right = round(max(text_width(word) for word in words) + 10, 1), width - 24.0
    bar = _bar_width(chart, right - left)
    inset = bar / 2 + 6 if bar else 12.0
    x = axes.Scale(first, last if last > first else first + 1, left + inset, right - inset)
    y = axes.Scale(values[0], values[-1], height - 30.0, 38.0)
    grid = tuple(
        Tick(y.at(value), left - 8, round(y.at(value) + 5, 1), word, not value)
        for value, word in zip(values, words, strict=True)
    )
    return _Frame(x, y, wording, language, bar), grid


def _bar_width(chart: Chart, room: float) -> float:
    """How wide the bars of one period are together; nothing for lines."""
    periods = {point.period for series in chart.series for point in series.points}
    return min(room / max(len(periods), 1) * 0.64, 56.0) if chart.kind == "bars" else 0.0


def _times(chart: Chart, frame: _Frame) -> tuple[Text, ...]:
    """The years or months written below; the years of a short list of targets come first."""
    years = _years(chart)
    room = frame.x.end - frame.x.start
    finer = any("-" in point.period for each in chart.series for point in each.points)
    months = finer and max(years) - min(years) < 3
    short = [each for each in chart.series if each.mark == "target" and len(each.points) <= 4]
    promised = [year for each in short for _, year, _ in _known(each)]
    times = (
        axes.month_ticks(years, room=room) if months else axes.year_ticks(years, room=room, first=promised)
    )
    return tuple(
        Text(
            frame.x.at(time),
            frame.y.start + 22,
            axes.time_words(time, months=months, language=frame.language),
            "middle",
        )
        for time in times
    )


def _drawing(chart: Chart, size: tuple[str, int, int], language: str) -> Drawing:
    """The drawing of a chart at one size."""
    name, width, height = size
    frame, grid = _frame(chart, size, language)
    left, right, top, bottom = grid[0].text_x + 8, width - 24.0, frame.y.end, frame.y.start
    areas = _areas(chart, frame, top, 18)
    return Drawing(
        name=name,
        unit=frame.wording.unit,
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        plot_height=bottom - top,
        middle_x=round((left + right) / 2, 1),
        middle_y=round((top + bottom) / 2, 1),
        grid=grid,
        years=_times(chart, frame),
        areas=tuple(areas),
        lines=tuple(_lines(chart, frame)) if chart.kind == "line" else (),
        points=tuple(_points(chart, frame)),
        labels=tuple(_labels(chart, frame, areas, most=4 if name == "narrow" else 8)),
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
    """A series' name and mark; the name without what the mark says already."""
    its_mark = mark(series.mark)
    word = str(its_mark.word)
    return ("" if series.title == word else series.title.removesuffix(f" · {word}")), its_mark


def drawn(chart: Chart, *, language: str, sizes: Sequence[tuple[str, int, int]] = SIZES) -> ChartDrawn:
    """The chart at three widths, with its key and its table. A chart without any point has no drawing."""
    has_points = any(_known(series) for series in chart.series)
    return ChartDrawn(
        chart=chart,
        key=tuple(_key(series) for series in chart.series),
        drawings=tuple(_drawing(chart, size, language) for size in sizes) if has_points else (),
        rows=_rows(chart, language),
    )
