"""Cells: ten million activity rows added up once, so that a statement can be made again without the rows.

A cell is one place, year, ref, factor line and group of uncertainty. Quantities are whole numbers of the last
decimal (`decimals` of the canonical unit), and whole numbers add up to the same in every order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dure.engines.refusals import Array, ShapeError

Whole = npt.NDArray[np.int64]
# Whole numbers of any width.
Codes = npt.NDArray[Any]

KEYS = ("place", "year", "ref", "line", "group")
COLUMNS = (*KEYS, "quantity")
# Codes within so wide a span are renumbered by looking up, not by sorting; narrow ones need no renumbering.
WIDEST_LOOKUP = 1 << 24
NARROW = 1 << 10
MOST = 1 << 62


@dataclass(frozen=True, eq=False)
class Cells:
    """Quantities added up, one cell for each combination of keys that occurs, in the order of the keys.

    `quantity` counts 10^-decimals of the canonical unit, `rows` the rows, and `squares` adds up the squared
    quantities in the canonical unit: the uncertainty of rows that err each on their own needs it, and nothing
    else does.
    """

    place: Whole
    year: Whole
    ref: Whole
    line: Whole
    group: Whole
    quantity: Whole
    rows: Whole
    squares: Array
    decimals: int


@dataclass(frozen=True, eq=False)
class Counted:
    """Numbers as whole multiples of a last decimal, and how many had to be rounded to it."""

    values: Whole
    rounded: int


def counted(values: Array, *, decimals: int) -> Counted:
    """Numbers as whole multiples of 10^-decimals, each rounded on its own, half to even.

    Arguments
        values    (row,)  any:a  finite, below 2^62 multiples
        decimals  scalar  1      a whole number from 0 to 12
    Returns
        values    (row,)  1      multiples of 10^-decimals
        rounded   scalar  1      values that were finer than 10^-decimals by more than a double's last digit
    Raises
        ValueError  a value is not finite or too large for so many decimals.
    Source
        Fixed-point numbers. A value off by rounding is off by at most half of 10^-decimals.

    >>> both = counted(np.array([0.1, 2.25]), decimals=1)
    >>> both.values.tolist(), both.rounded
    ([1, 22], 1)
    """
    scaled = np.asarray(values, dtype=np.float64) * 10.0**decimals
    if not np.isfinite(scaled).all() or (np.abs(scaled) >= MOST).any():
        row = int(np.argmax(~(np.abs(scaled) < MOST)))
        raise ValueError(
            f"Row {row + 1} is {values[row]}: give a finite number below {MOST} / 10^{decimals},"
            " or fewer decimals."
        )
    whole = np.rint(scaled)
    finer = np.abs(scaled - whole) > np.maximum(np.abs(scaled) * 4e-16, 1e-9)
    return Counted(values=whole.astype(np.int64), rounded=int(np.count_nonzero(finer)))


def added_up(batches: Iterable[pa.RecordBatch], *, decimals: int) -> Cells:
    """Rows of activity added up to cells, batch by batch; the order of rows and batches changes nothing.

    Each batch has whole numbers in the columns place, year, ref, line (which factor is asked for), group
    (of uncertainty) and quantity (in 10^-decimals of the canonical unit).

    Arguments
        batches   (batch,)  1  record batches with the six columns, none of them empty in any row
        decimals  scalar    1  a whole number from 0 to 12
    Returns
        place     (cell,)   1  as given
        year      (cell,)   1  as given
        ref       (cell,)   1  as given
        line      (cell,)   1  as given
        group     (cell,)   1  as given
        quantity  (cell,)   1  multiples of 10^-decimals
        rows      (cell,)   1  above zero
        squares   (cell,)   1  canonical unit squared
        decimals  scalar    1  as given
    Raises
        ShapeError  a column is missing.
        ValueError  a cell of a column is empty, a quantity is below zero, or a sum grows beyond 2^62.
    Source
        Addition of whole numbers is associative and commutative.

    >>> batch = pa.record_batch({name: [1, 1, 2] for name in KEYS} | {"quantity": [5, 6, 7]})
    >>> added_up([batch], decimals=0).quantity.tolist()
    [11, 7]
    """
    waiting: list[Cells] = []
    first = 0
    for batch in batches:
        waiting.append(_cells_of(batch, decimals=decimals, first=first))
        first += batch.num_rows
        # Merging now and then keeps no more than a few batches' cells at once.
        if len(waiting) == 8:
            waiting = [merged(waiting, decimals=decimals)]
    return merged(waiting, decimals=decimals)


def merged(parts: list[Cells], *, decimals: int) -> Cells:
    """Cells of several parts as cells of the whole."""
    if any(part.decimals != decimals for part in parts):
        raise ValueError(f"Parts count other decimals than {decimals}: count all of them alike.")
    keys = [
        np.concatenate([getattr(part, name) for part in parts] or [np.empty(0, np.int64)]) for name in KEYS
    ]
    added = [
        np.concatenate([getattr(part, name) for part in parts] or [np.empty(0, np.int64)])
        for name in ("quantity", "rows", "squares")
    ]
    _refuse_overflow(added[0])
    return _summed(keys, quantity=added[0], rows=added[1], squares=added[2], decimals=decimals)


def _cells_of(batch: pa.RecordBatch, *, decimals: int, first: int) -> Cells:
    """The cells of one batch, whose first row is the whole's row number `first`."""
    columns = {}
    for name in COLUMNS:
        if name not in batch.schema.names:
            raise ShapeError(f"The rows have no column {name}: give {', '.join(COLUMNS)}.")
        column = batch.column(name)
        if column.null_count:
            row = first + int(np.argmin(column.is_valid().to_numpy(zero_copy_only=False)))
            raise ValueError(f"Row {row + 1} has no {name}: fill it in or leave the row out.")
        columns[name] = column.to_numpy(zero_copy_only=False)
    quantity = columns["quantity"].astype(np.int64, copy=False)
    if len(quantity) and quantity.min() < 0:
        row = first + int(np.argmin(quantity))
        raise ValueError(f"Row {row + 1} has a quantity below zero: what is taken up needs a sink's factor.")
    _refuse_overflow(quantity)
    unit = quantity * 10.0**-decimals
    return _summed(
        [columns[name] for name in KEYS], quantity=quantity, rows=None, squares=unit * unit, decimals=decimals
    )


def _refuse_overflow(quantity: Whole) -> None:
    """Refuse sums that whole numbers of 64 bits do not hold."""
    if float(np.sum(quantity, dtype=np.float64)) >= MOST:
        raise ValueError(
            f"The quantities add up to more than {MOST} of the last decimal: give fewer decimals."
        )


def _summed(
    keys: list[Codes],
    *,
    quantity: Whole,
    rows: Whole | None,
    squares: Array,
    decimals: int,
) -> Cells:
    """Rows with equal keys as one cell; a row counts for one where `rows` does not say."""
    cell, distinct = numbered(keys)
    count = len(distinct[0])
    quantities, many = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.add.at(quantities, cell, quantity)
    if rows is None:
        many = np.bincount(cell, minlength=count)
    else:
        np.add.at(many, cell, rows)
    place, year, ref, line, group = distinct
    return Cells(
        place=place,
        year=year,
        ref=ref,
        line=line,
        group=group,
        quantity=quantities,
        rows=many,
        squares=np.bincount(cell, weights=squares, minlength=count).astype(np.float64),
        decimals=decimals,
    )


def numbered(keys: list[Codes]) -> tuple[Codes, list[Whole]]:
    """For each row the number of its combination of keys, and the combinations in order."""
    numbers, combinations = _combined(keys)
    order = np.lexsort(combinations[::-1])
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[numbers], [column[order] for column in combinations]


def _combined(keys: list[Codes]) -> tuple[Codes, list[Whole]]:
    """For each row the number of its combination of keys, and the combinations in any order.

    The two columns with the fewest values become one, and numbers that do not occur are left out at once,
    until one column is left: numbers stay so small that they are looked up, not sorted.
    """
    parts = [_Part(*_from_zero(key), at=(at,)) for at, key in enumerate(keys)]
    while len(parts) > 1:
        parts.sort(key=lambda part: len(part.values[0]))
        one, other = parts[0], parts[1]
        width = max(len(other.values[0]), 1)
        wide = len(one.values[0]) * width >= 1 << 31
        joined = one.codes.astype(np.int64 if wide else np.int32) * width + other.codes
        codes, pairs = _renumbered(joined)
        values = [column[pairs // width] for column in one.values]
        values += [column[pairs % width] for column in other.values]
        parts[:2] = [_Part(codes, values, at=one.at + other.at)]
    last = parts[0]
    if len(keys) == 1:
        codes, present = _renumbered(last.codes)
        return codes, [last.values[0][present]]
    return last.codes, [last.values[last.at.index(at)] for at in range(len(keys))]


@dataclass(frozen=True, eq=False)
class _Part:
    """Some of the columns as one: a number for each row, what each number stands for, and which columns."""

    codes: Codes
    values: list[Whole]
    at: tuple[int, ...]


def _from_zero(codes: Codes) -> tuple[Codes, list[Whole]]:
    """Codes counted from the least where they lie close, else without gaps; and what each number is."""
    if len(codes):
        least, most = int(codes.min()), int(codes.max())
        if most - least < NARROW:
            # Counted in 32 bits, so that narrow columns do not overflow on the way.
            shifted = (
                codes.astype(np.int32) - least if abs(least) < 1 << 31 else (codes - least).astype(np.int32)
            )
            return shifted, [np.arange(least, most + 1, dtype=np.int64)]
    numbers, values = _renumbered(codes)
    return numbers, [values]


def _renumbered(codes: Codes) -> tuple[Codes, Whole]:
    """Codes as numbers from 0 without gaps, and the codes that occur in order."""
    if not len(codes):
        return codes.astype(np.int32), np.empty(0, np.int64)
    least = int(codes.min())
    width = int(codes.max()) - least + 1
    if width > WIDEST_LOOKUP:
        distinct, numbers = np.unique(codes, return_inverse=True)
        return numbers.astype(np.int32), distinct.astype(np.int64)
    shifted = codes - least if least else codes
    seen = np.zeros(width, dtype=bool)
    seen[shifted] = True
    present = np.flatnonzero(seen)
    lookup = np.zeros(width, np.int32)
    lookup[present] = np.arange(len(present), dtype=np.int32)
    return lookup[shifted], present + least
