"""The cost curve of measures as documents state them: what lacks tonnes or costs stands apart."""

from dataclasses import dataclass

import numpy as np

from dure.engines.pathways.abatement_cost import abatement_curve
from dure.engines.refusals import Array, ShapeError, same_length

NO_SOURCE = -1


@dataclass(frozen=True, eq=False)
class StatedCurve:
    """The curve of the measures with tonnes and costs, and the numbers of those that lack one of them."""

    order: Array
    abated: Array
    cost_per_unit: Array
    reaches: Array
    excluded: Array
    without_cost: Array
    without_cut: Array
    total: float
    alone_total: float
    overlap: float


def stated_curve(
    *, source_emissions: Array, source: Array, cut: Array, cost: Array, group: Array
) -> StatedCurve:
    """The marginal abatement curve of what is stated, with measures on one source and measures that exclude.

    A cut is what a measure takes off its source if it stands alone. Together with others it takes that share
    of what they leave. Where the source or its emissions are not known the cut is taken as it stands.

    Arguments
        source_emissions  (source,)   any:a    not negative, NaN where not known
        source            (measure,)  1        the number of the source, from 0; -1: none of them
        cut               (measure,)  any:a    standing alone, not negative, NaN where not known
        cost              (measure,)  any:b    yearly, net of what it saves, NaN where not known
        group             (measure,)  1        measures of one group exclude each other; 0: none
    Returns
        order             (taken,)    1        measures on the curve, by number, the cheapest first
        abated            (taken,)    any:a    what each adds
        cost_per_unit     (taken,)    any/any  its cost over what it adds
        reaches           (taken,)    any:a    added up so far
        excluded          (left,)     1        measures with both that are not taken
        without_cost      (apart,)    1        measures with tonnes and no cost
        without_cut       (apart,)    1        measures with a cost and no tonnes
        total             scalar      any:a    abated by all that are taken
        alone_total       scalar      any:a    if each taken one stood alone
        overlap           scalar      any:a    alone_total less total
    Raises
        ShapeError  the arrays differ in length, or a source is not there.
        ValueError  a cut is negative or larger than its source.
    Source
        Marginal abatement cost curves with interactions (Kesicki and Ekins, 2012,
        doi:10.1080/14693062.2011.582347), by `abatement_curve`.

    >>> curve = stated_curve(source_emissions=np.array([100.0]), source=np.array([0.0, 0.0, 0.0]),
    ...     cut=np.array([50.0, 20.0, 5.0]), cost=np.array([50.0, 30.0, np.nan]), group=np.zeros(3))
    >>> curve.order.tolist(), curve.abated.tolist(), curve.without_cost.tolist(), curve.overlap
    ([0.0, 1.0], [50.0, 10.0], [2.0], 10.0)
    """
    cuts, costs = np.asarray(cut, dtype=np.float64), np.asarray(cost, dtype=np.float64)
    at, groups = np.asarray(source, dtype=np.float64), np.asarray(group, dtype=np.float64)
    for name, column in (("source", at), ("cost", costs), ("group", groups)):
        same_length("cut", cuts, name, column)
    if (cuts < 0).any():
        raise ValueError(f"cut holds {np.nanmin(cuts)}: what adds emissions is no measure of this curve.")
    both = np.flatnonzero(~np.isnan(cuts) & ~np.isnan(costs) & (cuts > 0))
    apart = {
        "without_cost": np.flatnonzero(~np.isnan(cuts) & np.isnan(costs)).astype(np.float64),
        "without_cut": np.flatnonzero(np.isnan(cuts) & ~np.isnan(costs)).astype(np.float64),
    }
    if not len(both):
        none = np.zeros(0)
        return StatedCurve(none, none, none, none, none, **apart, total=0.0, alone_total=0.0, overlap=0.0)
    named = [_source(source_emissions, number=float(at[n]), cut=float(cuts[n]), own=int(n)) for n in both]
    emitted = dict(named)
    rows = np.array([list(emitted).index(key) for key, _ in named], dtype=np.float64)
    shares = np.array([min(cuts[n] / whole, 1.0) for n, (_, whole) in zip(both, named, strict=True)])
    curve = abatement_curve(
        source_emissions=np.array(list(emitted.values())),
        source=rows,
        share=shares,
        cost=costs[both],
        group=groups[both],
    )
    return StatedCurve(
        order=both[curve.order.astype(np.intp)].astype(np.float64),
        abated=curve.abated,
        cost_per_unit=curve.cost_per_unit,
        reaches=curve.reaches,
        excluded=both[curve.excluded.astype(np.intp)].astype(np.float64),
        **apart,
        total=curve.total,
        alone_total=curve.alone_total,
        overlap=curve.alone_total - curve.total,
    )


def _source(emissions: Array, *, number: float, cut: float, own: int) -> tuple[str, float]:
    """The source of a measure by its key, and what it emits: where nobody says, a source of its own."""
    known = np.asarray(emissions, dtype=np.float64)
    if number != round(number) or not NO_SOURCE <= number < len(known):
        raise ShapeError(f"source names {number}, which is not there: give -1, or 0 to {len(known) - 1}.")
    if number == NO_SOURCE or np.isnan(known[int(number)]):
        return f"own {own}", cut
    whole = float(known[int(number)])
    if cut > whole * (1 + 1e-9):
        raise ValueError(f"A measure cuts {cut} of a source of {whole}: one of them is wrong.")
    return f"{number:g}", whole
