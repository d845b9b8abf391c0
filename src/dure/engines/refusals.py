"""What engines refuse at the door: shapes that do not match, and numbers that are not there or out of range.

Every sentence says what is wrong, where, and what would be right.
"""

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class ShapeError(Exception):
    """An array has another shape than the engine's Arguments table says."""


def number(name: str, value: float) -> float:
    """The value, when it is a finite number."""
    if not math.isfinite(value):
        raise ValueError(f"{name} is {value}: give a finite number.")
    return float(value)


def not_negative(name: str, value: float) -> float:
    """The value, when it is finite and zero or more."""
    if number(name, value) < 0:
        raise ValueError(f"{name} is {value}: give zero or more.")
    return float(value)


def above_zero(name: str, value: float) -> float:
    """The value, when it is finite and more than zero."""
    if number(name, value) <= 0:
        raise ValueError(f"{name} is {value}: give more than zero.")
    return float(value)


def whole(name: str, value: float) -> int:
    """The value as a whole number, zero or more."""
    if not_negative(name, value) != round(value):
        raise ValueError(f"{name} is {value}: give a whole number.")
    return round(value)


def numbers(name: str, values: Array, *, least: int = 1) -> Array:
    """The array, when it has one dimension, at least so many values, and all are finite."""
    checked = _finite(name, values, dimensions=1)
    if len(checked) < least:
        raise ShapeError(f"{name} has {len(checked)} values: give at least {least}.")
    return checked


def table(name: str, rows: Array) -> Array:
    """The array, when it has two dimensions, at least one row, and all values are finite."""
    checked = _finite(name, rows, dimensions=2)
    if 0 in checked.shape:
        raise ShapeError(f"{name} is empty: give at least one row and one column.")
    return checked


def numbers_not_negative(name: str, values: Array, *, least: int = 1) -> Array:
    """The array of finite values, each zero or more."""
    checked = numbers(name, values, least=least)
    if (checked < 0).any():
        raise ValueError(f"{name} holds {checked.min()}: give values of zero or more.")
    return checked


def numbers_above_zero(name: str, values: Array, *, least: int = 1) -> Array:
    """The array of finite values, each more than zero."""
    checked = numbers(name, values, least=least)
    if (checked <= 0).any():
        raise ValueError(f"{name} holds {checked.min()}: give values above zero.")
    return checked


def ascending(name: str, values: Array, *, least: int = 1) -> Array:
    """The array of finite values, each more than the one before."""
    checked = numbers(name, values, least=least)
    if (np.diff(checked) <= 0).any():
        raise ValueError(
            f"{name} does not rise from each value to the next: sort it and leave no value twice."
        )
    return checked


def same_length(first_name: str, first: Array, second_name: str, second: Array) -> None:
    """Refuse two arrays of different lengths."""
    if len(first) != len(second):
        raise ShapeError(
            f"{first_name} has {len(first)} values and {second_name} has {len(second)}: give as many of each."
        )


def in_order(low_name: str, low: float, high_name: str, high: float) -> None:
    """Refuse a low bound above its high bound."""
    if low > high:
        raise ValueError(
            f"{low_name} is {low} and {high_name} is {high}: give {low_name} at most {high_name}."
        )


def _finite(name: str, values: Array, *, dimensions: int) -> Array:
    checked = np.asarray(values, dtype=np.float64)
    if checked.ndim != dimensions:
        raise ShapeError(f"{name} has {checked.ndim} dimensions: give an array with {dimensions}.")
    if not np.isfinite(checked).all():
        raise ValueError(f"{name} holds a value that is not a finite number: leave it out or find it.")
    return checked
