"""Won as engines take them: whole numbers that a float holds exactly."""

import numpy as np

from dure.engines.refusals import Array, ShapeError, number, numbers

# Above it a float skips whole numbers, and a won could be lost.
MOST_WON = 2.0**53


def won(name: str, value: float) -> float:
    """One amount, when it is a whole number of won that a float holds exactly."""
    if number(name, value) != round(value) or abs(value) > MOST_WON:
        raise ValueError(f"{name} is {value}: give whole won, at most {MOST_WON:.0f}.")
    return float(value)


def all_won(name: str, values: Array) -> Array:
    """Amounts, none of them missing, whose sum stays exact to the won. There may be none at all."""
    checked = numbers(name, values, least=0)
    if (checked != np.round(checked)).any():
        raise ValueError(f"{name} holds a fraction of a won: give whole won.")
    if np.abs(checked).sum() > MOST_WON:
        raise ValueError(f"{name} add up to more than {MOST_WON:.0f} won: divide the table.")
    return checked


def indices(name: str, values: Array, *, count: int) -> Array:
    """Positions from 0 up to `count`, as numbers; −1 stands for none."""
    checked = numbers(name, values, least=0)
    if (checked != np.round(checked)).any() or (checked < -1).any() or (checked >= count).any():
        raise ValueError(f"{name} holds a position outside −1 to {count - 1}: give whole positions.")
    return checked


def as_many(first_name: str, first: Array, **others: Array) -> None:
    """Refuse arrays that have not as many entries as the first."""
    for name, values in others.items():
        if len(values) != len(first):
            raise ShapeError(
                f"{name} has {len(values)} entries and {first_name} has {len(first)}: give as many of each."
            )
