"""The block `areas`: amounts stacked between two lines over the years, or the area under a path.

Each band has a number, a pattern and a name in the key: colour carries nothing alone. The same amounts stand
in a table beside it.
"""

from dataclasses import dataclass
from itertools import pairwise

from dure.portal.blocks import axes
from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import Amount, Shown, shown
from dure.portal.blocks.shapes import Text, Tick
from dure.portal.blocks.table import Table
from dure.portal.blocks.wording import Wording, wording_of

SIZES = (("narrow", 320, 320), ("wide", 640, 380), ("full", 1120, 440))
# Patterns of bands, in turn; one more is for what nothing covers.
PATTERNS = 6
OPEN = "open"
LETTER = 15.0
NUMBER_ROOM = 26.0

Corner = tuple[float, float]


@dataclass(frozen=True)
class Band:
    """An area between two lines, each from the first year to the last. `value` is its amount in words.

    `is_open` is what nothing covers: it gets the pattern of the unknown, and no number.
    """

    title: str
    upper: tuple[Corner, ...]
    lower: tuple[Corner, ...]
    value: Amount | None
    mark: str = ""
    href: str = ""
    note: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Line:
    """A line across the areas, with its name at its end."""

    title: str
    mark: str
    corners: tuple[Corner, ...]


@dataclass(frozen=True)
class Areas:
    """Areas to draw. `slug` is unique on its page; `says` is the one sentence to take away."""

    slug: str
    title: str
    unit: str
    bands: tuple[Band, ...]
    lines: tuple[Line, ...] = ()
    says: str = ""
    synthetic: bool = False
    table: Table | None = None


@dataclass(frozen=True)
class BandDrawn:
    """A band: its path and pattern, the number in it, and its words for the key."""

    band: Band
    number: str
    pattern: str
    shown: Shown
    mark: Mark | None


@dataclass(frozen=True)
class Outline:
    """A band on one drawing: the path, the pattern, what it says, and where its number stands."""

    d: str
    pattern: str
    says: str
    number: Text


@dataclass(frozen=True)
class Stroke:
    """A line on one drawing."""

    d: str
    mark: str
    label: Text


@dataclass(frozen=True)
class Picture:
    """The areas at one width."""

    name: str
    unit: str
    width: int
    height: int
    left: float
    right: float
    middle_x: float
    middle_y: float
    grid: tuple[Tick, ...]
    years: tuple[Text, ...]
    outlines: tuple[Outline, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class AreasDrawn:
    """The areas in one language: three widths of one drawing, and the key."""

    areas: Areas
    key: tuple[BandDrawn, ...]
    pictures: tuple[Picture, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class _Frame:
    """The scales of one drawing."""

    x: axes.Scale
    y: axes.Scale
    wording: Wording


def drawn(areas: Areas, *, language: str) -> AreasDrawn:
    """The areas at three widths with their key."""
    key: list[BandDrawn] = []
    for band in areas.bands:
        numbered = [each for each in key if each.number]
        pattern = OPEN if band.is_open else str(len(numbered) % PATTERNS)
        key.append(
            BandDrawn(
                band=band,
                number="" if band.is_open else str(len(numbered) + 1),
                pattern=pattern,
                shown=shown(band.value, unit=areas.unit, language=language),
                mark=mark(band.mark) if band.mark else None,
            )
        )
    return AreasDrawn(
        areas=areas,
        key=tuple(key),
        pictures=tuple(_picture(areas, key, size, language) for size in SIZES) if key else (),
        patterns=tuple(dict.fromkeys(each.pattern for each in key)),
    )


def _picture(areas: Areas, key: list[BandDrawn], size: tuple[str, int, int], language: str) -> Picture:
    """The areas at one width."""
    name, width, height = size
    corners = [corner for band in areas.bands for corner in (*band.upper, *band.lower)]
    corners += [corner for line in areas.lines for corner in line.corners]
    years = sorted({year for year, _ in corners})
    values = axes.ticks(min(0.0, *(value for _, value in corners)), max(value for _, value in corners))
    wording = wording_of(areas.unit, max(abs(value) for value in values), language=language)
    words = [wording.text(round(value, 10)) for value in values]
    left = round(max(_width(word) for word in words) + 12, 1)
    right = width - NUMBER_ROOM - 8
    frame = _Frame(
        axes.Scale(years[0], max(years[-1], years[0] + 1), left + 6, right),
        axes.Scale(values[0], values[-1], height - 30.0, 38.0),
        wording,
    )
    return Picture(
        name=name,
        unit=wording.unit,
        width=width,
        height=height,
        left=left,
        right=right,
        middle_x=round((left + right) / 2, 1),
        middle_y=round((frame.y.start + frame.y.end) / 2, 1),
        grid=tuple(
            Tick(frame.y.at(value), left - 6, round(frame.y.at(value) + 5, 1), word, not value)
            for value, word in zip(values, words, strict=True)
        ),
        years=tuple(
            Text(frame.x.at(year), frame.y.start + 22, str(int(year)), "middle")
            for year in axes.year_ticks(years, room=right - left)
        ),
        outlines=_outlines(key, frame),
        strokes=tuple(_stroke(line, frame) for line in areas.lines),
    )


def _outlines(key: list[BandDrawn], frame: _Frame) -> tuple[Outline, ...]:
    """The bands, each with its number: inside where there is room, else at the right, none over another."""
    spots = [_spot(each.band, frame) for each in key]
    beside = [n for n, spot in enumerate(spots) if spot is None]
    heights = [
        (frame.y.at(key[n].band.upper[-1][1]) + frame.y.at(key[n].band.lower[-1][1])) / 2 + 5 for n in beside
    ]
    right = dict(zip(beside, _apart(heights, least=LETTER), strict=True))
    found = []
    for n, (each, spot) in enumerate(zip(key, spots, strict=True)):
        x, y = spot or (frame.x.end + 14, right[n])
        d = _path(each.band.upper, frame) + "L" + _path(each.band.lower[::-1], frame)[1:] + "Z"
        number = Text(round(x, 1), round(y, 1), each.number, "middle")
        found.append(Outline(d, each.pattern, f"{each.band.title} · {each.shown.text}", number))
    return tuple(found)


def _spot(band: Band, frame: _Frame) -> Corner | None:
    """The middle of a band that does not open towards the right end; None where its number stands beside."""
    ends = band.upper[-1][0] >= frame.x.high and band.upper[-1][1] != band.lower[-1][1]
    if ends:
        return None
    (first, high), (last, higher) = band.upper[0], band.upper[-1]
    year = first + (last - first) * (0.5 if higher else 0.3)
    return frame.x.at(year), frame.y.at((high + higher) / 4 if not band.lower[0][1] else high) + 5


def _apart(heights: list[float], *, least: float) -> list[float]:
    """Heights in their order from above, none nearer to the one before than `least`."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = [round(height, 1) for height in heights]
    for before, here in pairwise(order):
        placed[here] = max(placed[here], round(placed[before] + least, 1))
    return placed


def _stroke(line: Line, frame: _Frame) -> Stroke:
    """A line, with its name beside its middle: above one that falls, where the drawing is empty."""
    (first, begins), (last, ends) = line.corners[0], line.corners[-1]
    middle = (first + last) / 2
    near = min(line.corners, key=lambda corner: abs(corner[0] - middle))
    year, value = near if len(line.corners) > 2 else (middle, (begins + ends) / 2)
    foot = round(frame.y.at(value) + (-8 if len(line.corners) > 2 else 18), 1)
    at = Text(frame.x.at(year), foot, line.title, "start" if len(line.corners) > 2 else "end")
    return Stroke(_path(line.corners, frame), line.mark, at)


def _path(corners: tuple[Corner, ...], frame: _Frame) -> str:
    """Corners as a path."""
    return "M" + "L".join(f"{frame.x.at(year):g} {frame.y.at(value):g}" for year, value in corners)


def _width(text: str) -> float:
    """About how wide words are at the size of labels."""
    return sum(13.0 if ord(letter) > 0x1100 else 7.6 for letter in text)
