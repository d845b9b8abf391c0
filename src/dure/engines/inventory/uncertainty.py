"""How sure a sum of activities times factors is: by error propagation, and by drawing.

Both read the same terms. A term is a coefficient times an uncertain activity times an uncertain factor; terms
add up to outputs, such as a place's year. Amounts with the same group number are one variable wherever they
stand, so that a factor used in a million rows errs once, not a million times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from dure.engines.inventory.cells import Cells, Whole, numbered
from dure.engines.inventory.distributions import HALF_RANGE, Moments, Uncertain, moments, values_at
from dure.engines.inventory.draws import even_shares
from dure.engines.inventory.statement import NO_FACTOR
from dure.engines.refusals import Array, ShapeError

# Pairs and outputs worked on at once, so that memory does not grow with the inventory.
BLOCK = 4096


@dataclass(frozen=True, eq=False)
class Terms:
    """What each term adds to its output, at the values in the books.

    `alone` is zero where all rows of the term err as one. Where each row errs on its own it is the sum of
    their squares over the square of their sum: 1 for a single row, near zero for many.
    """

    outputs: int
    output: Whole
    activity: Whole
    factor: Whole
    coefficient: Array
    alone: Array


@dataclass(frozen=True, eq=False)
class Propagated:
    """Outputs in the books, their means and standard deviations, and what each group has in them.

    `by_activity` and `by_factor` (sparse: output, group) hold the deviation that each group causes, with its
    sign; `products` the variance of activity and factor erring together, `rest` that of rows on their own.
    """

    value: Array
    mean: Array
    deviation: Array
    by_activity: Any
    by_factor: Any
    products: Array
    rest: Array


@dataclass(frozen=True, eq=False)
class Drawn:
    """What the draws say of each output: mean, standard deviation, and the middle 95 %."""

    value: Array
    mean: Array
    deviation: Array
    low: Array
    high: Array


def terms_of(cells: Cells, *, per_unit: Array, factor: Whole, output: Whole, alone: Array) -> Terms:
    """The terms of cells: quantity times what one canonical unit comes to, for each gas a term of its own.

    The activity is the cell's group; the factor is numbered row by row of `per_unit`, gas by gas. Cells
    without a factor add nothing: what is unknown has no range.

    Arguments
        cells     (cell,)        any:a      as `added_up` gives them
        per_unit  (factor, gas)  any/any:a  tonnes of CO2 equivalent, or whatever outputs are counted in
        factor    (cell,)        1          the row of `per_unit`, or NO_FACTOR
        output    (cell,)        1          from 0 without gaps
        alone     (group,)       1          1 where each row of the group errs on its own, else 0
    Returns
        terms     (term,)        any        one for each output, group, factor and gas
    Raises
        ShapeError  factor or output has another length than cells.
    Source
        Distributive law: rows with the same variables are one term.

    >>> one = np.ones(1, np.int64)
    >>> nine = np.full(1, 9.0)
    >>> cells = Cells(one, one, one, one, one * 0, quantity=one * 3, rows=one, squares=nine, decimals=0)
    >>> terms_of(cells, per_unit=np.array([[2.0]]), factor=one * 0, output=one * 0,
    ...          alone=np.zeros(1)).coefficient.tolist()
    [6.0]
    """
    if not len(cells.place) == len(factor) == len(output):
        raise ShapeError("factor and output do not have a value for each cell: give as many.")
    has = factor != NO_FACTOR
    row, distinct = numbered([output[has], cells.group[has], factor[has]])
    count, gases = len(distinct[0]), per_unit.shape[1]
    quantity = np.bincount(row, weights=cells.quantity[has] * 10.0**-cells.decimals, minlength=count)
    squares = np.bincount(row, weights=cells.squares[has], minlength=count)
    single = alone[distinct[1]] * squares / np.where(quantity, quantity, 1.0) ** 2
    coefficient = quantity[:, None] * per_unit[distinct[2]]
    return Terms(
        outputs=int(output.max()) + 1 if len(output) else 0,
        output=np.repeat(distinct[0], gases),
        activity=np.repeat(distinct[1], gases),
        factor=(distinct[2][:, None] * gases + np.arange(gases)).reshape(-1),
        coefficient=coefficient.reshape(-1),
        alone=np.repeat(single, gases),
    )


def propagated(terms: Terms, *, activities: Uncertain, factors: Uncertain) -> Propagated:
    """Means and standard deviations of the outputs, by propagation of errors.

    Exact for sums and for products of an activity and a factor, which do not depend on each other. Within a
    group amounts are taken to move in step, which is exact where their distributions have the same form.

    Arguments
        terms       (term,)          any:a  as `terms_of` gives them
        activities  (activity,)      1      ranges relative to the books
        factors     (factor,)        1      ranges relative to the books
    Returns
        value       (output,)        any:a  the output in the books
        mean        (output,)        any:a  other than value where ranges lean to one side
        deviation   (output,)        any:a  standard deviation, not negative
        by_activity (output, group)  any:a  sparse
        by_factor   (output, group)  any:a  sparse
        products    (output,)        any:a  variance, not negative
        rest        (output,)        any:a  variance, not negative
    Raises
        ValueError  a range does not fit its kind.
    Source
        IPCC 2006, Vol. 1, Ch. 3, Eq. 3.1 and 3.2, with correlations; Goodman (1960) for the exact product.

    >>> one = np.zeros(1, np.int64)
    >>> ten = Terms(1, one, one, one, np.array([100.0]), np.zeros(1))
    >>> sure = Uncertain(np.array(["normal"]), np.array([0.9]), np.array([1.1]), one)
    >>> round(float(propagated(ten, activities=sure, factors=sure).deviation[0] * HALF_RANGE), 2)
    14.15
    """
    of_activity, of_factor = moments(activities), moments(factors)
    mean_a, mean_f = of_activity.mean[terms.activity], of_factor.mean[terms.factor]
    off_a, off_f = of_activity.deviation[terms.activity], of_factor.deviation[terms.factor]
    shared = np.where(terms.alone > 0, 0.0, off_a)
    groups_a, groups_f = activities.group[terms.activity], factors.group[terms.factor]
    by_activity = _added(terms, groups_a, terms.coefficient * shared * mean_f)
    by_factor = _added(terms, groups_f, terms.coefficient * mean_a * off_f)
    width = int(groups_f.max()) + 1 if len(groups_f) else 1
    together = _added(terms, groups_a * width + groups_f, terms.coefficient * shared * off_f)
    products = _row_sums(together.power(2))
    rest = _rest(terms, of_activity=of_activity, of_factor=of_factor)
    variance = _row_sums(by_activity.power(2)) + _row_sums(by_factor.power(2)) + products + rest
    return Propagated(
        value=_by_output(terms, terms.coefficient),
        mean=_by_output(terms, terms.coefficient * mean_a * mean_f),
        deviation=np.sqrt(variance),
        by_activity=by_activity,
        by_factor=by_factor,
        products=products,
        rest=rest,
    )


def drawn(terms: Terms, *, activities: Uncertain, factors: Uncertain, draws: int, seed: int) -> Drawn:
    """What so many draws of all variables say of each output. The same seed gives the same answer.

    Rows that err each on their own are drawn together as one normal amount for each output: many such rows
    come to that, and a single normal one is that.

    Arguments
        terms       (term,)      any:a  as `terms_of` gives them
        activities  (activity,)  1      ranges relative to the books
        factors     (factor,)    1      ranges relative to the books
        draws       scalar       1      a whole number, at least 2
        seed        scalar       1      a whole number, zero or more
    Returns
        value       (output,)    any:a  the output in the books
        mean        (output,)    any:a  mean of the draws
        deviation   (output,)    any:a  standard deviation of the draws
        low         (output,)    any:a  2.5th percentile
        high        (output,)    any:a  97.5th percentile
    Raises
        ValueError  a range does not fit its kind, or draws is below 2.
    Source
        Monte Carlo, IPCC 2006, Vol. 1, Ch. 3, Approach 2, with evenly spread draws.

    >>> one = np.zeros(1, np.int64)
    >>> ten = Terms(1, one, one, one, np.array([100.0]), np.zeros(1))
    >>> sure = Uncertain(np.array(["uniform"]), np.array([0.9]), np.array([1.1]), one)
    >>> exact = Uncertain(np.array(["uniform"]), np.ones(1), np.ones(1), one)
    >>> round(float(drawn(ten, activities=sure, factors=exact, draws=1000, seed=1).low[0]), 1)
    90.5
    """
    answers = np.empty((5, terms.outputs))
    answers[0] = _by_output(terms, terms.coefficient)
    blocks = draws_of(terms, activities=activities, factors=factors, draws=draws, seed=seed)
    first = 0
    for sums in blocks:
        block = slice(first, first + len(sums))
        answers[1, block], answers[2, block] = sums.mean(axis=1), sums.std(axis=1, ddof=1)
        answers[3:, block] = np.quantile(sums, [0.025, 0.975], axis=1)
        first += len(sums)
    return Drawn(*answers)


def draws_of(
    terms: Terms, *, activities: Uncertain, factors: Uncertain, draws: int, seed: int
) -> Iterator[Array]:
    """The draws themselves (output, draw), so many outputs at a time that memory holds them."""
    groups_a, groups_f = len(np.unique(activities.group)), len(np.unique(factors.group))
    # All shares come from one call, so that activities and factors do not go together by chance either.
    shares = even_shares(groups_a + groups_f, draws=draws, seed=seed)
    of_activity = _variables(activities, shares=shares[:groups_a])
    of_factor = _variables(factors, shares=shares[groups_a:])
    random = np.random.default_rng([seed, 1])
    rest = np.sqrt(_rest(terms, of_activity=moments(activities), of_factor=moments(factors)))
    mean_a = moments(activities).mean
    for first in range(0, terms.outputs, BLOCK):
        block = slice(first, min(first + BLOCK, terms.outputs))
        sums = _sums(_only(terms, block), of_activity=of_activity, of_factor=of_factor, mean_a=mean_a)
        if rest[block].any():
            sums += rest[block, None] * _apart_from(sums, random.standard_normal(sums.shape))
        yield sums


def half_range_percent(answer: Propagated) -> Array:
    """Half of each output's 95 % range in a hundred of its value in the books; NaN where that is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        percent: Array = 100 * HALF_RANGE * answer.deviation / np.abs(answer.value)
    return percent


@dataclass(frozen=True, eq=False)
class _Variables:
    """Draws of different amounts, and for each amount which of them it has."""

    values: Array
    which: Whole


def _variables(amounts: Uncertain, *, shares: Array) -> _Variables:
    """Draws of the amounts, once for those of one group with one range: they are the same variable."""
    group = numbered([amounts.group])[0]
    codes = [
        np.unique(column, return_inverse=True)[1] for column in (amounts.kind, amounts.low, amounts.high)
    ]
    which, columns = numbered([group, *codes])
    first = np.zeros(len(columns[0]), np.int64)
    first[which[::-1]] = np.arange(len(which))[::-1]
    alike = Uncertain(amounts.kind[first], amounts.low[first], amounts.high[first], amounts.group[first])
    return _Variables(values=values_at(alike, shares=shares[columns[0]]), which=which.astype(np.int64))


def _sums(terms: Terms, *, of_activity: _Variables, of_factor: _Variables, mean_a: Array) -> Array:
    """The outputs of every draw: each pair of an activity and a factor is multiplied only once."""
    sums = np.zeros((terms.outputs, of_activity.values.shape[1]))
    variable_f = of_factor.which[terms.factor]
    on_its_own = terms.alone > 0
    fixed = terms.coefficient[on_its_own] * mean_a[terms.activity[on_its_own]]
    if len(fixed):
        at = terms.output[on_its_own], variable_f[on_its_own]
        sums += sparse.csr_matrix((fixed, at), (terms.outputs, len(of_factor.values))) @ of_factor.values
    moving = ~on_its_own
    pair, (activity, factor) = numbered([of_activity.which[terms.activity[moving]], variable_f[moving]])
    where = terms.output[moving], np.asarray(pair)
    weights = sparse.csc_matrix((terms.coefficient[moving], where), shape=(terms.outputs, len(activity)))
    for first in range(0, len(activity), BLOCK):
        part = slice(first, first + BLOCK)
        products = of_activity.values[activity[part]]
        products *= of_factor.values[factor[part]]
        sums += weights[:, part].tocsr() @ products
    return sums


def _apart_from(sums: Array, normal: Array) -> Array:
    """Normal draws with mean 0 and deviation 1, row by row, that do not go with the sums by chance."""
    off = sums - sums.mean(axis=1, keepdims=True)
    normal -= normal.mean(axis=1, keepdims=True)
    along = np.einsum("ij,ij->i", normal, off) / np.maximum(np.einsum("ij,ij->i", off, off), 1e-300)
    normal -= along[:, None] * off
    normal /= np.maximum(normal.std(axis=1, ddof=1, keepdims=True), 1e-300)
    return normal


def _only(terms: Terms, block: slice) -> Terms:
    """The terms of a block of outputs, counted from the block's first."""
    part = (terms.output >= block.start) & (terms.output < block.stop)
    return Terms(
        outputs=block.stop - block.start,
        output=terms.output[part] - block.start,
        activity=terms.activity[part],
        factor=terms.factor[part],
        coefficient=terms.coefficient[part],
        alone=terms.alone[part],
    )


def _rest(terms: Terms, *, of_activity: Moments, of_factor: Moments) -> Array:
    """The variance that rows which err each on their own bring to each output."""
    off_a = of_activity.deviation[terms.activity]
    squared_f = of_factor.mean[terms.factor] ** 2 + of_factor.deviation[terms.factor] ** 2
    return _by_output(terms, terms.coefficient**2 * terms.alone * off_a**2 * squared_f)


def _added(terms: Terms, column: Whole, values: Array) -> Any:
    """Values added up by output and column, as a sparse table."""
    width = int(column.max()) + 1 if len(column) else 1
    return sparse.csr_matrix((values, (terms.output, column)), shape=(terms.outputs, width))


def _by_output(terms: Terms, values: Array) -> Array:
    """Values added up by output."""
    return np.bincount(terms.output, weights=values, minlength=terms.outputs).astype(np.float64)


def _row_sums(table: Any) -> Array:
    """The sum of each row of a sparse table."""
    return np.asarray(table.sum(axis=1), dtype=np.float64).reshape(-1)
