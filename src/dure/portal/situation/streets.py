"""Streets as the browser draws them: lines, and for every hour a letter that says when each is reached."""

import numpy as np
import shapely

from dure.portal.blocks.projection import Projection
from dure.portal.situation.reading import LIMITS, Reach

# Half a minute a letter; the last stands for everything later.
LETTER_S = 30
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Drawn to a fifth of a drawing unit, less than a line is wide.
GRAIN = 5
SMOOTH = 0.4


def streets_of(known: Reach, fit: Projection) -> dict[str, object]:
    """The lines of every street once, in fifths of a drawing unit, and the letters of each hour.

    Of a street's two directions the one that is reached sooner counts.
    """
    columns = known.columns
    begins, ends = np.asarray(columns["from_node"], np.int64), np.asarray(columns["to_node"], np.int64)
    pair = np.minimum(begins, ends) * len(columns["lon"]) + np.maximum(begins, ends)
    _pairs, first, street = np.unique(pair, return_index=True, return_inverse=True)
    half = (np.asarray(known.arrays["time_s"]) + known.arrays["entered_s"]) / 2
    soonest = np.full((len(half), len(first)), np.inf)
    for hour, row in enumerate(half):
        np.minimum.at(soonest[hour], street, row)
    number = np.minimum(np.nan_to_num(soonest / LETTER_S, posinf=len(LETTERS)), len(LETTERS) - 1).astype(int)
    letters = np.array(list(LETTERS))
    return {
        "width": fit.width,
        "height": fit.height,
        "grain": GRAIN,
        "lines": _lines(known, fit, first),
        "letters": ["".join(letters[row]) for row in number],
        "letter_s": LETTER_S,
        "limits_s": {limit: known.limits_min[limit] * 60 for limit in LIMITS},
    }


def _lines(
    known: Reach, fit: Projection, links: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> list[list[int]]:
    """The first point of each line, and the steps from there to the next ones."""
    start = np.asarray(known.columns["shape_start"])
    x = (np.asarray(known.columns["shape_lon"]) - fit.west) * fit.x_scale + fit.x_margin
    y = (fit.north - np.asarray(known.columns["shape_lat"])) * fit.y_scale + fit.y_margin
    points = np.stack([x, y], axis=1)
    lines = []
    for link in links:
        line = shapely.LineString(points[start[link] : start[link + 1]])
        drawn = np.rint(shapely.get_coordinates(line.simplify(SMOOTH)) * GRAIN).astype(int)
        steps = np.diff(drawn, axis=0, prepend=np.zeros((1, 2), int))
        lines.append(steps.ravel().tolist())
    return lines
