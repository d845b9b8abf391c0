"""Columns of activity rows at the door of a method: equally long, finite, and within what each can be.

A method takes its arguments as columns, one value for each activity row, and answers with columns. What is
refused names the column, the row (the first is 1) and the mend.
"""

from collections.abc import Mapping

import numpy as np

from dure.engines.refusals import Array, numbers, same_length


def columns(amounts: Mapping[str, Array], shares: Mapping[str, Array] | None = None) -> list[Array]:
    """The columns in their order: amounts of zero or more, then shares from 0 to 1, all equally long."""
    checked = [_within(name, values, most=np.inf) for name, values in amounts.items()]
    checked += [_within(name, values, most=1.0) for name, values in (shares or {}).items()]
    names = [*amounts, *(shares or {})]
    for name, values in zip(names[1:], checked[1:], strict=True):
        same_length(names[0], checked[0], name, values)
    return checked


def at_most(low_name: str, low: Array, high_name: str, high: Array) -> None:
    """Refuse the first row where what cannot be more than another is more."""
    over = np.flatnonzero(low > high * (1 + 1e-12))
    if len(over):
        row = int(over[0])
        raise ValueError(
            f"row {row + 1}: {low_name} is {low[row]} and {high_name} is {high[row]}: "
            f"give {low_name} of at most {high_name}."
        )


def at_least_one(name: str, factor: Array) -> None:
    """Refuse the first row where a factor that adds to something would take from it."""
    low = np.flatnonzero(factor < 1)
    if len(low):
        raise ValueError(f"row {int(low[0]) + 1}: {name} is {factor[low[0]]}: give 1 or more.")


def _within(name: str, values: Array, *, most: float) -> Array:
    """The column, when every value is from zero to the most it can be."""
    checked = numbers(name, values)
    wrong = np.flatnonzero((checked < 0) | (checked > most))
    if len(wrong):
        row = int(wrong[0])
        meant = "zero or more" if np.isinf(most) else "a share from 0 to 1 (40 % is 0.4)"
        raise ValueError(f"row {row + 1}: {name} is {checked[row]}: give {meant}.")
    return checked
