"""Scenarios: a baseline, a plan, and what of the plan was delivered; each measure is a wedge between them."""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers, numbers_not_negative, same_length, table


@dataclass(frozen=True, eq=False)
class StackedWedges:
    """Three paths, and what each measure takes away in each year on the way from the first to the second."""

    years: Array
    baseline: Array
    plan: Array
    adjusted: Array
    wedges: Array
    delivered_wedges: Array
    overlap: Array


def stacked_wedges(
    *, years: Array, source_emissions: Array, source: Array, share: Array, delivered: Array
) -> StackedWedges:
    """Baseline, plan and adjusted path by year, and wedges that never take one tonne twice.

    A measure takes a share of what the measures before it have left of its one source. So wedges add up to
    the difference of the paths, no source goes below zero, and the order of measures moves tonnes between
    wedges but never changes a path. `overlap` is what measures standing alone would take beyond that.

    Arguments
        years             (year,)          year   ascending
        source_emissions  (source, year)   any:a  without any measure, not negative
        source            (measure,)       1      the row of source_emissions that a measure acts on
        share             (measure, year)  1      from 0 to 1
        delivered         (measure,)       1      from 0 to 1: how much of the measure was done
    Returns
        years             (year,)          year   as given
        baseline          (year,)          any:a  all sources without measures
        plan              (year,)          any:a  all sources with all measures
        adjusted          (year,)          any:a  all sources with what was delivered
        wedges            (measure, year)  any:a  in the plan, not negative
        delivered_wedges  (measure, year)  any:a  in the adjusted path, not negative
        overlap           (year,)          any:a  not negative
    Raises
        ShapeError  the arrays do not fit together.
        ValueError  a share is outside 0 to 1, an amount is below zero, or a source is not there.
    Source
        Stabilization wedges (Pacala and Socolow, 2004, doi:10.1126/science.1100103).

    >>> answer = stacked_wedges(years=np.array([2030.0]), source_emissions=np.array([[100.0]]),
    ...                         source=np.array([0.0, 0.0]), share=np.array([[0.5], [0.5]]),
    ...                         delivered=np.array([1.0, 0.0]))
    >>> answer.wedges.tolist(), answer.plan.tolist(), answer.adjusted.tolist(), answer.overlap.tolist()
    ([[50.0], [25.0]], [25.0], [50.0], [25.0])
    """
    emitted, shares = table("source_emissions", source_emissions), table("share", share)
    at = _rows_of(source, sources=len(emitted))
    same_length("source", at, "share", shares)
    same_length("source", at, "delivered", numbers_not_negative("delivered", delivered))
    asked = numbers("years", years)
    if not len(asked) == emitted.shape[1] == shares.shape[1]:
        raise ShapeError("years, source_emissions and share differ in years: give as many of each.")
    if (emitted < 0).any():
        raise ValueError(
            "source_emissions holds a value below zero: give what is taken up as a source of its own."
        )
    if (shares < 0).any() or (shares > 1).any() or (delivered > 1).any():
        raise ValueError("share or delivered lies outside 0 to 1: 60 % is 0.6.")
    baseline = emitted.sum(axis=0)
    wedges = _stacked(emitted, at=at, shares=shares)
    done = _stacked(emitted, at=at, shares=shares * np.asarray(delivered)[:, None])
    overlap = (emitted[at] * shares).sum(axis=0) - wedges.sum(axis=0)
    return StackedWedges(
        years=asked,
        baseline=baseline,
        plan=baseline - wedges.sum(axis=0),
        adjusted=baseline - done.sum(axis=0),
        wedges=wedges,
        delivered_wedges=done,
        overlap=np.maximum(overlap, 0.0),
    )


def _stacked(emitted: Array, *, at: Array, shares: Array) -> Array:
    """What each measure takes of what those before it have left."""
    left = emitted.copy()
    wedges = np.empty_like(shares)
    for measure, row in enumerate(at.tolist()):
        wedges[measure] = left[row] * shares[measure]
        left[row] -= wedges[measure]
    return wedges


def _rows_of(source: Array, *, sources: int) -> Array:
    """Sources as row numbers, when they are there."""
    rows = numbers("source", source)
    if (rows != np.rint(rows)).any() or rows.min() < 0 or rows.max() >= sources:
        raise ValueError(f"source names a row that is not there: give whole numbers from 0 to {sources - 1}.")
    return rows.astype(np.intp)
