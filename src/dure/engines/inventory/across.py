"""What only shows between rows: a population that did not move, a jump, a city unlike all others.

These are questions to a person, never corrections. Every limit is declared by whoever asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np

# Makes the median deviation of a normal distribution its standard deviation.
NORMAL = 0.6744897501960817


@dataclass(frozen=True)
class CityYear:
    """One inventory among many: its name, city and year (None where they are not told), and its size."""

    name: str
    city: str
    year: int | None
    population: Decimal | None
    emissions: Decimal | None


@dataclass(frozen=True)
class Limits:
    """What is worth a question: change in percent a year, tonnes per person, and robust deviations."""

    jump_percent: float
    least_per_person: float
    most_per_person: float
    deviations: float
    least_peers: int


@dataclass(frozen=True)
class Doubt:
    """One question: `code`, the row, the row it is compared with ("" for none), and what stands out.

    The codes are `population_unchanged`, `year_on_year_jump`, `per_capita_out_of_band`,
    `outlier_among_peers` and `row_twice`.
    """

    code: str
    name: str
    other: str
    value: float


def doubts(rows: Sequence[CityYear], *, limits: Limits) -> tuple[Doubt, ...]:
    """Everything that stands out between the inventories of one table.

    A population counts as carried over where two years of a city print the same number. A jump is the
    change a year, compounded, from one stated year to the next. Peers are the other cities, each by its
    newest row, on a logarithmic scale of tonnes per person.

    Arguments
        rows    inventories, emissions in tonnes, population in people
        limits  from where on something is worth a question
    Returns
        tuple   questions in the order of the rows
    Raises
        ValueError  a limit is negative, or the band is upside down.
    Source
        IPCC (2006), Guidelines, volume 1, chapter 6, tables 6.1 and 6.2; Iglewicz and Hoaglin (1993),
        How to detect and handle outliers, modified z-score.

    >>> one = CityYear("Here 2017", "Here", 2017, Decimal(100), Decimal(500))
    >>> two = CityYear("Here 2018", "Here", 2018, Decimal(100), Decimal(400))
    >>> found = doubts([one, two], limits=Limits(15.0, 0.5, 30.0, 3.5, 10))
    >>> [(each.code, each.name) for each in found]
    [('population_unchanged', 'Here 2018'), ('year_on_year_jump', 'Here 2018')]
    """
    if min(limits.jump_percent, limits.least_per_person, limits.deviations) < 0:
        raise ValueError(f"{limits}: give limits of zero or more.")
    if limits.least_per_person > limits.most_per_person:
        raise ValueError("least_per_person is above most_per_person: turn them round.")
    found = [*_twice(rows), *_between_years(rows, limits), *_per_person(rows, limits), *_unlike(rows, limits)]
    order = {name: at for at, name in reversed(list(enumerate(row.name for row in rows)))}
    return tuple(sorted(found, key=lambda doubt: order[doubt.name]))


def _twice(rows: Sequence[CityYear]) -> list[Doubt]:
    """Rows of the same name."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.name] = counts.get(row.name, 0) + 1
    return [Doubt("row_twice", name, "", count) for name, count in counts.items() if count > 1]


def _between_years(rows: Sequence[CityYear], limits: Limits) -> list[Doubt]:
    """What stands out from one stated year of a city to the next."""
    found = []
    cities: dict[str, list[tuple[int, CityYear]]] = {}
    for row in rows:
        if row.year is not None:
            cities.setdefault(row.city, []).append((row.year, row))
    for dated in cities.values():
        for (first, before), (second, after) in pairwise(sorted(dated, key=lambda pair: pair[0])):
            if first == second:
                continue
            if before.population and before.population == after.population:
                value = float(before.population)
                found.append(Doubt("population_unchanged", after.name, before.name, value))
            change = _change_percent(before.emissions, after.emissions, second - first)
            if change is not None and abs(change) > limits.jump_percent:
                found.append(Doubt("year_on_year_jump", after.name, before.name, change))
    return found


def _change_percent(before: Decimal | None, after: Decimal | None, years: int) -> float | None:
    """The change in percent a year, compounded; None where either is not above zero."""
    if before is None or after is None or before <= 0 or after <= 0:
        return None
    return 100 * float(np.expm1(np.log(float(after / before)) / years))


def _rates(rows: Sequence[CityYear]) -> Mapping[int, float]:
    """Tonnes per person of every row that tells both."""
    return {
        at: float(row.emissions / row.population)
        for at, row in enumerate(rows)
        if row.emissions is not None and row.population and row.population > 0
    }


def _per_person(rows: Sequence[CityYear], limits: Limits) -> list[Doubt]:
    """Rows outside the band of tonnes per person."""
    return [
        Doubt("per_capita_out_of_band", rows[at].name, "", rate)
        for at, rate in _rates(rows).items()
        if not limits.least_per_person <= rate <= limits.most_per_person
    ]


def _unlike(rows: Sequence[CityYear], limits: Limits) -> list[Doubt]:
    """Rows far from the middle of all cities, each city represented by its newest row."""
    rates = {at: rate for at, rate in _rates(rows).items() if rate > 0}
    newest: dict[str, int] = {}
    for at in rates:
        city, year = rows[at].city, rows[at].year or 0
        if city not in newest or year >= (rows[newest[city]].year or 0):
            newest[city] = at
    if len(newest) < limits.least_peers:
        return []
    logs = np.log([rates[at] for at in newest.values()])
    middle = float(np.median(logs))
    spread = float(np.median(np.abs(logs - middle)))
    if not spread:
        return []
    away = {at: NORMAL * (float(np.log(rate)) - middle) / spread for at, rate in rates.items()}
    return [
        Doubt("outlier_among_peers", rows[at].name, "", rates[at])
        for at, deviations in away.items()
        if abs(deviations) > limits.deviations
    ]
