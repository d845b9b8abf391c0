"""How sure a statement is, and how good its data are: from what its rows say about themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dure.engines.inventory.distributions import HALF_RANGE, Uncertain
from dure.engines.inventory.quality import Graded, quality
from dure.engines.inventory.uncertainty import Terms, drawn, propagated
from dure.kernel.runs.write.emitting import Emitted

# Enough for two digits of a range; the same seed gives the same edition again.
DRAWS = 1000
SEED = 20260101
POINTS = {"H": Decimal(3), "M": Decimal(2), "L": Decimal(1)}


@dataclass(frozen=True)
class Sureness:
    """Half of the 95 % range in percent, worked out and drawn, and the bounds of the draws in tonnes."""

    analytic_percent: float
    drawn_percent: float
    low_t: float
    high_t: float


def co2e_t(row: Emitted, weights: Mapping[str, float]) -> float:
    """What a row came to in tonnes of CO2 equivalent."""
    gases = sum(float(kg) * weights.get(gas, 0.0) for gas, kg in row.gases_kg)
    return (gases + float(row.composite_kg or 0)) / 1000


def sureness(rows: Sequence[Emitted], *, weights: Mapping[str, float]) -> Sureness | None:
    """The range of a sum of rows; None where a row does not say how sure it is.

    Rows that take the same factor err with it together: it is one variable. A factor whose uncertainty is not
    stated is taken as exact here; its row's own percentage then speaks for both.
    """
    if not rows or any(row.activity.uncertainty_percent is None for row in rows):
        return None
    names = [f"{row.factor.region}/{row.factor.factor}" if row.factor else row.activity.row for row in rows]
    number = {name: position for position, name in enumerate(dict.fromkeys(names))}
    factor_off = dict.fromkeys(number, 0.0)
    for row, name in zip(rows, names, strict=True):
        if row.factor is not None and row.factor.uncertainty_percent is not None:
            factor_off[name] = float(row.factor.uncertainty_percent)
    count = len(rows)
    terms = Terms(
        outputs=1,
        output=np.zeros(count, np.int64),
        activity=np.arange(count, dtype=np.int64),
        factor=np.array([number[name] for name in names], dtype=np.int64),
        coefficient=np.array([co2e_t(row, weights) for row in rows]),
        alone=np.zeros(count),
    )
    of_rows = _ranges([float(row.activity.uncertainty_percent or 0) for row in rows])
    of_factors = _ranges(list(factor_off.values()))
    exact = propagated(terms, activities=of_rows, factors=of_factors)
    seen = drawn(terms, activities=of_rows, factors=of_factors, draws=DRAWS, seed=SEED)
    size = abs(float(exact.value[0])) or 1.0
    low, high = float(seen.low[0]), float(seen.high[0])
    return Sureness(
        analytic_percent=float(exact.deviation[0]) * HALF_RANGE / size * 100,
        drawn_percent=(high - low) / 2 / size * 100,
        low_t=low,
        high_t=high,
    )


def _ranges(percents: Sequence[float]) -> Uncertain:
    """Normal up to 30 percent either way; beyond that lognormal, which does not go below zero."""
    half = np.array(percents) / 100
    wide = half > 0.3
    kinds = np.where(half == 0, "uniform", np.where(wide, "lognormal", "normal"))
    low = np.where(wide, 1 / (1 + half), 1 - half)
    return Uncertain(kinds, low, 1 + half, np.arange(len(percents), dtype=np.int64))


def activity_points(rows: Sequence[Emitted], *, weights: Mapping[str, float]) -> float | None:
    """The grade of activity data from 1 (low) to 3 (high), weighted by emissions; None where ungraded."""
    graded = [
        Graded(row.activity.row, Decimal(str(co2e_t(row, weights))), row.activity.grade, row.activity.grade)
        for row in rows
    ]
    return quality(graded, points=POINTS).activity if graded else None
