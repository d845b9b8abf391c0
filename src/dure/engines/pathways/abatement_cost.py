"""Marginal abatement cost: measures from the cheapest, each counted for what those before it have left."""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers, numbers_not_negative, same_length

NO_GROUP = 0
NOTHING = 1e-12


@dataclass(frozen=True, eq=False)
class AbatementCurve:
    """Measures in the order of the curve: what each adds, at what cost a unit, and up to where."""

    order: Array
    abated: Array
    cost_per_unit: Array
    reaches: Array
    excluded: Array
    total: float
    alone_total: float


@dataclass(frozen=True, eq=False)
class _Measures:
    """Measures as given, with sources as rows."""

    emissions: Array
    source: Array
    share: Array
    cost: Array
    group: Array


def abatement_curve(
    *, source_emissions: Array, source: Array, share: Array, cost: Array, group: Array
) -> AbatementCurve:
    """The curve of measures that act on the same sources and may exclude each other.

    At each step the cheapest measure for what is left comes next. Measures that save money come first, the
    largest saving first: by cost per unit the one that abates less would look better. Of the measures of one
    group only the first to come is taken; group 0 excludes nothing. A measure that finds nothing left to
    abate is left out as well.

    Arguments
        source_emissions  (source,)   any:a    not negative
        source            (measure,)  1        the number of the source that a measure acts on, from 0
        share             (measure,)  1        of the source, from 0 to 1
        cost              (measure,)  any:b    yearly, net of what it saves; below zero where it saves money
        group             (measure,)  1        measures of one group exclude each other; 0: none
    Returns
        order             (taken,)    1        measures that are taken, by number, in the order of the curve
        abated            (taken,)    any:a    what each adds
        cost_per_unit     (taken,)    any/any  its cost over what it adds
        reaches           (taken,)    any:a    added up so far
        excluded          (left,)     1        measures that are not taken, by number
        total             scalar      any:a    abated by all that are taken: in every order the same
        alone_total       scalar      any:a    if each taken one stood alone: at least total
    Raises
        ShapeError  the arrays differ in length or are empty.
        ValueError  a share is outside 0 to 1, an amount is negative, or a source is not there.
    Source
        Marginal abatement cost curves with interactions (Kesicki and Ekins, 2012,
        doi:10.1080/14693062.2011.582347); savings in the order of their size after Taylor (2012).

    >>> curve = abatement_curve(source_emissions=np.array([100.0]), source=np.array([0.0, 0.0]),
    ...     share=np.array([0.5, 0.2]), cost=np.array([50.0, 30.0]), group=np.array([0.0, 0.0]))
    >>> curve.order.tolist(), curve.abated.tolist(), curve.cost_per_unit.tolist(), curve.total
    ([0.0, 1.0], [50.0, 10.0], [1.0, 3.0], 60.0)
    """
    measures = _measures(source_emissions, source=source, share=share, cost=cost, group=group)
    left = measures.emissions.copy()
    waiting = list(range(len(measures.share)))
    taken: list[int] = []
    abated: list[float] = []
    while waiting:
        adds = {each: float(left[measures.source[each]] * measures.share[each]) for each in waiting}
        waiting = [each for each in waiting if adds[each] > _nothing(measures, each)]
        if not waiting:
            break
        first = min(waiting, key=lambda each: _rank(float(measures.cost[each]), adds[each], each))
        taken.append(first)
        abated.append(adds[first])
        left[measures.source[first]] -= adds[first]
        rivals = measures.group[first]
        waiting = [
            each
            for each in waiting
            if each != first and (rivals == NO_GROUP or measures.group[each] != rivals)
        ]
    return _curve(measures, taken=taken, abated=np.array(abated, dtype=np.float64))


def _nothing(measures: _Measures, each: int) -> float:
    """So little of a source that it is only what rounding left."""
    return float(NOTHING * measures.emissions[measures.source[each]])


def _rank(cost: float, adds: float, each: int) -> tuple[bool, float, int]:
    """Where a measure stands: savings first, the largest first; then by cost per unit; then as given."""
    return (cost >= 0, cost if cost < 0 else cost / adds, each)


def _curve(measures: _Measures, *, taken: list[int], abated: Array) -> AbatementCurve:
    """The answer from what was taken."""
    rest = sorted(set(range(len(measures.share))) - set(taken))
    alone = measures.emissions[measures.source[taken]] * measures.share[taken] if taken else np.zeros(0)
    total, alone_total = float(abated.sum()), float(alone.sum())
    assert total <= alone_total * (1 + 1e-9)
    return AbatementCurve(
        order=np.array(taken, dtype=np.float64),
        abated=abated,
        cost_per_unit=measures.cost[taken] / abated if taken else np.zeros(0),
        reaches=np.cumsum(abated),
        excluded=np.array(rest, dtype=np.float64),
        total=total,
        alone_total=alone_total,
    )


def _measures(emissions: Array, *, source: Array, share: Array, cost: Array, group: Array) -> _Measures:
    """Measures that fit together."""
    rows, shares = numbers_not_negative("source", source), numbers_not_negative("share", share)
    costs, groups = numbers("cost", cost), numbers_not_negative("group", group)
    emitted = numbers_not_negative("source_emissions", emissions)
    for name, column in (("share", shares), ("cost", costs), ("group", groups)):
        same_length("source", rows, name, column)
    if (rows != np.rint(rows)).any() or rows.max() >= len(emitted):
        raise ShapeError(
            f"source names one that is not there: give whole numbers from 0 to {len(emitted) - 1}."
        )
    if shares.max() > 1:
        raise ValueError(f"share holds {shares.max()}: give at most 1 (60 % is 0.6).")
    return _Measures(emitted, rows.astype(np.intp), shares, costs, groups)
