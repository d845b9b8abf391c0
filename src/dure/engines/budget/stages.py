"""What happens to a budget's lines between its stages, to the won."""

from dataclasses import dataclass

import numpy as np

from dure.engines.budget.whole_won import all_won, as_many, indices, won
from dure.engines.refusals import Array, whole


@dataclass(frozen=True)
class Reconciled:
    """The sum of the parts, and how far the printed total lies above it."""

    sum_krw: float
    gap_krw: float
    holds: bool


@dataclass(frozen=True, eq=False)
class Settlement:
    """Line by line, and for all: what execution left of the budget, and what settlement changed of that."""

    unspent_krw: Array
    restated_krw: Array
    budget_krw: float
    executed_krw: float
    settled_krw: float
    executed_percent: float


@dataclass(frozen=True, eq=False)
class Moved:
    """By class: won before and after, and how much came in, went, rose and fell. Nothing is netted."""

    before_krw: Array
    after_krw: Array
    new_krw: Array
    dropped_krw: Array
    raised_krw: Array
    lowered_krw: Array
    touched: int


def reconcile(*, parts_krw: Array, total_krw: float) -> Reconciled:
    """Whether parts make their printed total, to the won.

    Arguments
        parts_krw  (part,)  KRW  whole
        total_krw  scalar   KRW  whole
    Returns
        sum_krw    scalar   KRW  the parts added up
        gap_krw    scalar   KRW  the total less the sum
        holds      scalar   1    whether the gap is nothing
    Raises
        ValueError  an amount is not whole or too large to be exact.
    Source
        Addition.

    >>> reconcile(parts_krw=np.array([55_948.0, 64_639.0]), total_krw=120_587.0)
    Reconciled(sum_krw=120587.0, gap_krw=0.0, holds=True)
    """
    total = float(all_won("parts_krw", parts_krw).sum())
    gap = won("total_krw", total_krw) - total
    return Reconciled(sum_krw=total, gap_krw=gap, holds=gap == 0)


def settlement(*, budget_krw: Array, executed_krw: Array, settled_krw: Array) -> Settlement:
    """From the adopted budget over its execution to its settlement, line by line.

    Arguments
        budget_krw        (line,)  KRW      whole, as adopted or last supplemented
        executed_krw      (line,)  KRW      whole
        settled_krw       (line,)  KRW      whole
    Returns
        unspent_krw       (line,)  KRW      budget less executed, below zero where overspent
        restated_krw      (line,)  KRW      settled less executed
        budget_krw        scalar   KRW      all lines
        executed_krw      scalar   KRW      all lines
        settled_krw       scalar   KRW      all lines
        executed_percent  scalar   percent  executed in a hundred of the budget, NaN of nothing
    Raises
        ShapeError  the arrays have different lengths.
        ValueError  an amount is not whole won.
    Source
        Differences.

    >>> answer = settlement(budget_krw=np.array([100.0, 50.0]), executed_krw=np.array([90.0, 0.0]),
    ...                     settled_krw=np.array([91.0, 0.0]))
    >>> answer.unspent_krw.tolist(), answer.restated_krw.tolist(), answer.executed_percent
    ([10.0, 50.0], [1.0, 0.0], 60.0)
    """
    budget, executed = all_won("budget_krw", budget_krw), all_won("executed_krw", executed_krw)
    settled = all_won("settled_krw", settled_krw)
    as_many("budget_krw", budget, executed_krw=executed, settled_krw=settled)
    planned, spent = float(budget.sum()), float(executed.sum())
    return Settlement(
        unspent_krw=budget - executed,
        restated_krw=settled - executed,
        budget_krw=planned,
        executed_krw=spent,
        settled_krw=float(settled.sum()),
        executed_percent=100 * spent / planned if planned else float("nan"),
    )


def moved(*, before_krw: Array, after_krw: Array, classes: Array, class_count: float) -> Moved:
    """What moved between two stages of a budget, by class: does the assessment change what is funded?

    A line that is not in a stage has zero won there. The last class is of lines without one.

    Arguments
        before_krw   (line,)  KRW  whole, zero or more; zero where the line was not there
        after_krw    (line,)  KRW  whole, zero or more; zero where the line is gone
        classes      (line,)  1    positions from 0 to class_count − 1, −1 without a class
        class_count  scalar   1    whole
    Returns
        before_krw   (class,)  KRW  won before
        after_krw    (class,)  KRW  won after
        new_krw      (class,)  KRW  won of lines that came in
        dropped_krw  (class,)  KRW  won of lines that went
        raised_krw   (class,)  KRW  won added to lines that stayed
        lowered_krw  (class,)  KRW  won taken from lines that stayed
        touched      scalar    1    lines whose won changed
    Raises
        ShapeError  the arrays have different lengths.
        ValueError  an amount is negative or not whole, or a class is outside its range.
    Source
        before + new + raised − dropped − lowered = after.

    >>> answer = moved(before_krw=np.array([10.0, 5.0, 0.0]), after_krw=np.array([12.0, 0.0, 3.0]),
    ...                classes=np.array([0.0, 0.0, -1.0]), class_count=1.0)
    >>> answer.raised_krw.tolist(), answer.dropped_krw.tolist(), answer.new_krw.tolist(), answer.touched
    ([2.0, 0.0], [5.0, 0.0], [0.0, 3.0], 3)
    """
    count = whole("class_count", class_count)
    before, after = all_won("before_krw", before_krw), all_won("after_krw", after_krw)
    as_many("before_krw", before, after_krw=after, classes=classes)
    if (before < 0).any() or (after < 0).any():
        raise ValueError("before_krw or after_krw holds an amount below zero: give zero or more.")
    chosen = indices("classes", classes, count=count)
    place = np.where(chosen < 0, count, chosen).astype(np.int64)

    def by_class(amounts: Array) -> Array:
        return np.bincount(place, weights=amounts, minlength=count + 1).astype(np.float64)

    change, stays = after - before, (before > 0) & (after > 0)
    answer = Moved(
        before_krw=by_class(before),
        after_krw=by_class(after),
        new_krw=by_class(np.where(before == 0, after, 0.0)),
        dropped_krw=by_class(np.where(after == 0, before, 0.0)),
        raised_krw=by_class(np.where(stays, np.maximum(change, 0.0), 0.0)),
        lowered_krw=by_class(np.where(stays, np.maximum(-change, 0.0), 0.0)),
        touched=int((change != 0).sum()),
    )
    gains = answer.new_krw + answer.raised_krw - answer.dropped_krw - answer.lowered_krw
    assert (answer.before_krw + gains == answer.after_krw).all()
    return answer
