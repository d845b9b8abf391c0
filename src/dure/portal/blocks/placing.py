"""Where words of a chart find room: beside their own point, over no other words, points or lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# How far from the foot of its words a point of something else would be taken for theirs, above and below.
ABOVE, BELOW = 20, 10
LETTER_HEIGHT = 12

Place = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """Words already placed: their middle, their foot, half their width, and what they say."""

    x: float
    y: float
    half: float
    text: str


def free_height(
    x: float,
    y: float,
    half: float,
    *,
    placed: Sequence[Placed],
    dots: Iterable[Place],
    offsets: Sequence[int],
) -> float | None:
    """A height near `y` at which a label covers no label placed before and stands at no other point than its
    own; None where there is none.
    """
    near = [dot_y for dot_x, dot_y in dots if abs(dot_x - x) < half + 4]
    for offset in offsets:
        at = y + offset
        if all(
            abs(at - other.y) > 15 or abs(x - other.x) > half + other.half + 3 for other in placed
        ) and not any(at - ABOVE < dot_y < at + BELOW for dot_y in near):
            return at
    return None


def clear_height(
    heights: Sequence[float], *, left: float, right: float, lines: Iterable[Sequence[Place]]
) -> float:
    """The first of some heights at which no line runs through words from `left` to `right`; the first of all
    where every one is crossed.
    """
    crossed = [
        _between(begin, end, left, right)
        for line in lines
        for begin, end in pairwise(line)
        if begin[0] < right and left < end[0]
    ]
    for height in heights:
        if all(low > height + 4 or high < height - LETTER_HEIGHT for low, high in crossed):
            return height
    return heights[0]


def _between(begin: Place, end: Place, left: float, right: float) -> Place:
    """The smallest and largest height of a straight line between two upright edges."""
    slope = (end[1] - begin[1]) / (end[0] - begin[0]) if end[0] > begin[0] else 0.0
    edges = [begin[1] + slope * (max(min(x, end[0]), begin[0]) - begin[0]) for x in (left, right)]
    return min(edges), max(edges)
