"""Which edition of a factor holds: for a day of the activity, and for what was published by another day.

Both days matter. An activity of 2023 is multiplied by a factor that is valid for 2023, and a statement as of
31 December 2024 knows only what had been published by then.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.cells import Whole, numbered
from dure.engines.inventory.statement import NO_FACTOR
from dure.engines.refusals import ShapeError

NO_REGION = -1


@dataclass(frozen=True, eq=False)
class Editions:
    """Editions of factors, one in each row: which line, where, from and to which day, published on which day.

    Days are counted as the calendar counts them (`date.toordinal`); an edition's number is its row.
    """

    line: Whole
    region: Whole
    valid_from: Whole
    valid_to: Whole
    published_on: Whole


def editions_in_force(
    editions: Editions, *, line: Whole, regions: Whole, first_day: Whole, last_day: Whole, known_on: int
) -> Whole:
    """For each question the edition that holds throughout its days, or NO_FACTOR.

    The nearest region that has any such edition answers; of several there, the one published last, and of
    several of one day the later row. An edition that holds for a part of the days only is not chosen.

    Arguments
        editions   (edition,)         1    the editions on offer
        line       (question,)        1    which factor line is asked for
        regions    (question, level)  1    regions, nearest first; NO_REGION where there is none
        first_day  (question,)        day  first day of the activity
        last_day   (question,)        day  last day of the activity, at least first_day
        known_on   scalar             day  what was published later is not known
    Returns
        edition    (question,)        1    the edition's row, or NO_FACTOR
    Raises
        ShapeError  the questions' arrays differ in length.
        ValueError  a question's last day is before its first.
    Source
        Bitemporal data: valid time and publication time (Snodgrass, 1999).

    >>> two = Editions(*(np.array(column) for column in ([7, 7], [1, 1], [0, 0], [99, 99], [10, 20])))
    >>> asked = {"line": np.array([7]), "regions": np.array([[1]]), "first_day": np.array([30])}
    >>> editions_in_force(two, **asked, last_day=np.array([40]), known_on=15).tolist()
    [0]
    """
    if regions.ndim != 2 or not len(line) == len(regions) == len(first_day) == len(last_day):
        raise ShapeError(
            "line, regions, first_day and last_day have different lengths: give as many of each."
        )
    if (last_day < first_day).any():
        row = int(np.argmax(last_day < first_day))
        raise ValueError(
            f"Question {row + 1} ends on day {last_day[row]}, before {first_day[row]}: swap them."
        )
    which, distinct = numbered([line, first_day, last_day, *regions.T])
    questions = np.column_stack(distinct).tolist()
    known = np.flatnonzero(editions.published_on <= known_on)
    shelves: dict[tuple[int, int], list[int]] = {}
    for row in known[np.argsort(editions.published_on[known], kind="stable")][::-1].tolist():
        shelves.setdefault((int(editions.line[row]), int(editions.region[row])), []).append(row)
    spans = np.column_stack([editions.valid_from, editions.valid_to]).tolist()
    found = [_nearest(shelves, spans, question) for question in questions]
    return np.array(found, dtype=np.int64)[which]


def _nearest(shelves: dict[tuple[int, int], list[int]], spans: list[list[int]], question: list[int]) -> int:
    """The edition that answers one question: line, first day, last day, then regions."""
    line, first_day, last_day, *regions = question
    for region in regions:
        for row in shelves.get((line, region), ()) if region != NO_REGION else ():
            if spans[row][0] <= first_day and last_day <= spans[row][1]:
                return row
    return NO_FACTOR
