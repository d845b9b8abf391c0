"""From one neutral tag of a line to its class in any scheme, a whole budget at once; and sums by class."""

from dataclasses import dataclass

import numpy as np

from dure.engines.budget.whole_won import all_won, as_many, indices
from dure.engines.refusals import Array, ShapeError, numbers, whole

# Columns of `tags`: direction, objective, share in percent (−1 not stated), whether it buys goods.
TAG_COLUMNS = 4
# Columns of `rules`: direction, objective (−1 any), share from, share to, goods (−1 any), class.
RULE_COLUMNS = 6
ANY = -1.0


@dataclass(frozen=True, eq=False)
class Retagged:
    """The class of each line, −1 where the scheme has none for it, and how many have none."""

    classes: Array
    without: int


@dataclass(frozen=True, eq=False)
class Crosstab:
    """Lines and won by group and class; the last column is of lines without a class."""

    counts: Array
    sums_krw: Array
    total_krw: float


def retag(*, tags: Array, rules: Array) -> Retagged:
    """The class of every line in one scheme: the first rule that fits its neutral tag.

    A line gets exactly one class or none; a share that nobody stated (−1) fits only rules whose share begins
    at −1. All lines are compared with a rule at once.

    Arguments
        tags     (line, column)  1  direction, objective, share percent or −1, 1 where goods are bought else 0
        rules    (rule, column)  1  direction, objective, share from, share to, goods, class; −1 is any
    Returns
        classes  (line,)         1  the class of the first rule that fits, −1 where none does
        without  scalar          1  lines without a class
    Raises
        ShapeError  tags has not 4 columns or rules has not 6.
        ValueError  a class is no whole number of zero or more, or a share is above 100.
    Source
        First fitting rule of an ordered list; the neutral tag and the mappings are data of packs.

    >>> tags = np.array([[0.0, 0.0, 100.0, 0.0], [0.0, 0.0, -1.0, 0.0], [3.0, 0.0, -1.0, 0.0]])
    >>> rules = np.array([[0.0, -1.0, 100.0, 100.0, -1.0, 0.0], [0.0, -1.0, -1.0, 100.0, -1.0, 1.0]])
    >>> answer = retag(tags=tags, rules=rules)
    >>> answer.classes.tolist(), answer.without
    ([0.0, 1.0, -1.0], 1)
    """
    lines, ways = _rows("tags", tags, TAG_COLUMNS), _rows("rules", rules, RULE_COLUMNS)
    if len(lines) and lines[:, 2].max() > 100:
        raise ValueError(f"tags holds a share of {lines[:, 2].max()} percent: give at most 100.")
    classes = np.full(len(lines), ANY)
    # From the last rule to the first: what an earlier rule says is written over what a later one said.
    for direction, objective, low, high, goods, chosen in ways[::-1]:
        whole("class", chosen)
        fits = (lines[:, 2] >= low) & (lines[:, 2] <= high)
        for column, wanted in ((0, direction), (1, objective), (3, goods)):
            if wanted != ANY:
                fits &= lines[:, column] == wanted
        classes[fits] = chosen
    return Retagged(classes=classes, without=int((classes == ANY).sum()))


def crosstab(
    *, amounts_krw: Array, groups: Array, classes: Array, group_count: float, class_count: float
) -> Crosstab:
    """Lines and won of each group in each class. Every line is counted once; nothing is left out.

    Arguments
        amounts_krw  (line,)        KRW  whole
        groups       (line,)        1    positions from 0 to group_count − 1
        classes      (line,)        1    positions from 0 to class_count − 1, −1 without a class
        group_count  scalar         1    whole, above zero
        class_count  scalar         1    whole, zero or more
    Returns
        counts       (group, any)   1    lines; the last column those without a class
        sums_krw     (group, any)   KRW  won; the last column those without a class
        total_krw    scalar         KRW  all won
    Raises
        ShapeError  the three arrays have different lengths.
        ValueError  an amount is not whole, or a position is outside its range.
    Source
        Counting; whole won below 2^53 add up without rounding.

    >>> answer = crosstab(amounts_krw=np.array([5.0, 7.0, 1.0]), groups=np.array([0.0, 0.0, 0.0]),
    ...                   classes=np.array([0.0, -1.0, 0.0]), group_count=1.0, class_count=1.0)
    >>> answer.counts.tolist(), answer.sums_krw.tolist(), answer.total_krw
    ([[2.0, 1.0]], [[6.0, 7.0]], 13.0)
    """
    rows, columns = whole("group_count", group_count), whole("class_count", class_count) + 1
    amounts = all_won("amounts_krw", amounts_krw)
    as_many("amounts_krw", amounts, groups=groups, classes=classes)
    down = indices("groups", groups, count=rows)
    across = indices("classes", classes, count=columns - 1)
    if len(down) and down.min() < 0:
        raise ValueError("groups holds −1: put lines without a group into a group of their own.")
    cells = (down * columns + np.where(across < 0, columns - 1, across)).astype(np.int64)
    counts = np.bincount(cells, minlength=rows * columns).astype(np.float64)
    sums = np.bincount(cells, weights=amounts, minlength=rows * columns).astype(np.float64)
    total = float(amounts.sum())
    assert sums.sum() == total
    return Crosstab(
        counts=counts.reshape(rows, columns), sums_krw=sums.reshape(rows, columns), total_krw=total
    )


def _rows(name: str, values: Array, columns: int) -> Array:
    checked = np.asarray(values, dtype=np.float64)
    if checked.ndim != 2 or checked.shape[1] != columns:
        raise ShapeError(f"{name} has the shape {checked.shape}: give rows of {columns} columns.")
    numbers(name, checked.ravel(), least=0)
    return checked
