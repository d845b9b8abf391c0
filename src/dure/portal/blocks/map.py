"""The block `map`: outlines that are links, and beside them the same as a list.

Values are five steps of one colour from light to dark (`step` 1 to 5, 0 for no value). What a step means is
written in the key, and every shape says its value in words, so nothing hangs on colour.
"""

import re
from dataclasses import dataclass

# A label's letters, line and distance from its shape in drawing units, at the size a phone shows.
LETTER, WIDE_LETTER, LINE, AWAY = 12.5, 22.0, 30.0, 14.0
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Outline:
    """One shape: its path, its name, and what it says (`12.3%`). Without `href` it is only background.

    `x`, `y` are where its name is written; `labelled` writes it. `mark` tells what kind of statement the
    value is.
    """

    d: str
    title: str
    says: str = ""
    href: str = ""
    step: int = 0
    x: float = 0.0
    y: float = 0.0
    labelled: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Dot:
    """A thing at a point of the map."""

    x: float
    y: float
    title: str
    says: str = ""
    href: str = ""


@dataclass(frozen=True)
class Map:
    """A map to draw on `width` × `height`. `key` explains the steps in use: (step, words). `source` names
    the borders. `listed` is False where the page itself has the list beside it.
    """

    slug: str
    title: str
    says: str
    width: float
    height: float
    outlines: tuple[Outline, ...]
    dots: tuple[Dot, ...] = ()
    key: tuple[tuple[int, str], ...] = ()
    source: str = ""
    synthetic: bool = False
    listed: bool = True


@dataclass(frozen=True)
class Label:
    """A name written on the map; a leader line shows its shape when it had to move."""

    x: float
    y: float
    text: str
    href: str
    moved: bool
    from_x: float
    from_y: float


@dataclass(frozen=True)
class MapDrawn:
    """A map with its labels placed and its list in order of name."""

    map: Map
    background: tuple[Outline, ...]
    linked: tuple[Outline, ...]
    labels: tuple[Label, ...]


def _half_width(text: str) -> float:
    return sum(WIDE_LETTER if ord(letter) > 0x1100 else LETTER for letter in text) / 2 + 6


def _largest(d: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the largest ring of a path that is made of straight lines."""
    boxes = [(0.0, 0.0, 0.0, 0.0)]
    for ring in d.split("M")[1:]:
        numbers = [float(number) for number in NUMBER.findall(ring)]
        xs, ys = numbers[::2], numbers[1::2]
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


def _spots(outline: Outline, half: float) -> list[tuple[float, float]]:
    """Where a name may stand, the best first: on its shape where it fits, else below, above, beside, farther
    off.
    """
    x, y = outline.x, outline.y
    left, top, right, bottom = _largest(outline.d)
    fits = right - left >= 2 * half and bottom - top >= LINE
    down, up = bottom + LINE / 2 + 2, top - LINE / 2 - 2
    beside = [(right + AWAY + half, y), (left - AWAY - half, y), (x, down), (x, up)]
    corners = [(x + side * (half + AWAY), at) for at in (down + LINE / 2, up - LINE / 2) for side in (1, -1)]
    far = [(right + AWAY * 3 + half, y), (left - AWAY * 3 - half, y), (x, down + LINE), (x, up - LINE)]
    return [*([(x, y)] if fits else []), *beside, *corners, *far]


def _labels(drawing: Map) -> tuple[Label, ...]:
    """Names placed from north to south so that none covers another."""
    placed: list[tuple[float, float, float]] = []
    labels = []
    for outline in sorted((o for o in drawing.outlines if o.labelled), key=lambda o: (o.y, o.x)):
        half = _half_width(outline.title)
        spots = [(x, y) for x, y in _spots(outline, half) if half <= x <= drawing.width - half]
        x, y = next(
            (spot for spot in spots if all(_apart(spot, half, other) for other in placed)),
            (outline.x, outline.y),
        )
        placed.append((x, y, half))
        moved = (x, y) != (outline.x, outline.y)
        labels.append(
            Label(round(x, 1), round(y, 1), outline.title, outline.href, moved, outline.x, outline.y)
        )
    return tuple(labels)


def _apart(spot: tuple[float, float], half: float, other: tuple[float, float, float]) -> bool:
    """Whether a label at `spot` keeps clear of one placed before."""
    return abs(spot[1] - other[1]) >= LINE or abs(spot[0] - other[0]) >= half + other[2]


def drawn(drawing: Map) -> MapDrawn:
    """The map with its labels placed, background apart from what can be opened."""
    return MapDrawn(
        map=drawing,
        background=tuple(o for o in drawing.outlines if not o.href),
        linked=tuple(sorted((o for o in drawing.outlines if o.href), key=lambda o: o.title)),
        labels=_labels(drawing),
    )
