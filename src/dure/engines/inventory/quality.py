"""How good the data of a statement are: grades of activity data and factors, weighted by emissions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from dure.engines.inventory.exact import ZERO, size_of, sum_of, times


@dataclass(frozen=True)
class Graded:
    """An amount of emissions and the grades of the data behind it; an empty grade was not given."""

    ref: str
    emissions: Decimal
    activity: str
    factor: str


@dataclass(frozen=True)
class Quality:
    """The scores of a statement, each weighted by emissions without their sign.

    `weaker` takes of each amount the lower of its two grades. A score is None where nothing is graded;
    `graded_share` is how much of the emissions carries both grades.
    """

    activity: float | None
    factor: float | None
    weaker: float | None
    graded_share: float
    ungraded: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """How a score changed from one year that has one to the next."""

    from_year: int
    to_year: int
    change: float


def quality(rows: Sequence[Graded], *, points: Mapping[str, Decimal]) -> Quality:
    """The emission-weighted scores of a statement.

    Sinks weigh as much as sources of the same size. What is not graded is left out of the scores and named;
    it never counts as good or bad.

    Arguments
        rows     amounts with their grades
        points   what each grade is worth, such as H 3, M 2, L 1; zero or more
    Returns
        Quality  scores in points, the share of emissions that is graded (0 to 1), what is not graded
    Raises
        ValueError  a grade is not among the points, or points are negative.
    Source
        GPC (2021), section 5.6: high, medium and low quality of activity data and emission factors.

    >>> rows = [Graded("I.1.1", Decimal(3), "H", "M"), Graded("I.1.2", Decimal(1), "L", "M")]
    >>> found = quality(rows, points={"H": Decimal(3), "M": Decimal(2), "L": Decimal(1)})
    >>> found.activity, found.factor, found.weaker, found.graded_share
    (2.5, 2.0, 1.75, 1.0)
    """
    known = {"", *points}
    for row in rows:
        if {row.activity, row.factor} - known:
            raise ValueError(f"{row.ref} has a grade that is not among {', '.join(points)}: correct it.")
    if any(value < 0 for value in points.values()):
        raise ValueError("points holds a value below zero: give zero or more.")
    both = [row for row in rows if row.activity and row.factor]
    weight = sum_of(size_of(row.emissions) for row in rows)
    graded = sum_of(size_of(row.emissions) for row in both)
    return Quality(
        activity=_score([(row.emissions, points[row.activity]) for row in rows if row.activity]),
        factor=_score([(row.emissions, points[row.factor]) for row in rows if row.factor]),
        weaker=_score([(row.emissions, min(points[row.activity], points[row.factor])) for row in both]),
        graded_share=float(graded / weight) if weight else 0.0,
        ungraded=tuple(dict.fromkeys(row.ref for row in rows if not row.activity or not row.factor)),
    )


def trend(scores: Mapping[int, float | None]) -> tuple[Step, ...]:
    """How a score changed from each year that has one to the next.

    >>> trend({2020: 2.5, 2018: 2.0, 2019: None})
    (Step(from_year=2018, to_year=2020, change=0.5),)
    """
    known = sorted((year, score) for year, score in scores.items() if score is not None)
    return tuple(Step(first, second, after - before) for (first, before), (second, after) in pairwise(known))


def _score(rows: list[tuple[Decimal, Decimal]]) -> float | None:
    """Points weighted by the size of the emissions; None where there are no emissions."""
    weight = sum_of(size_of(emissions) for emissions, _ in rows)
    if weight == ZERO:
        return None
    return float(sum_of(times(size_of(emissions), points) for emissions, points in rows) / weight)
