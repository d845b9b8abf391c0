"""Numbers as they were written: a tariff's step lies at exactly 5 %, not a hair beside it."""

from decimal import Decimal
from fractions import Fraction

import numpy as np

from dure.engines.refusals import Array, ShapeError, ascending, numbers_not_negative


def exact(value: float) -> Fraction:
    """The decimal number that was written for this float.

    >>> exact(0.1) == Fraction(1, 10)
    True
    """
    return Fraction(Decimal(repr(float(value))))


def plain(name: str, value: Fraction) -> float:
    """The float nearest to an exact number; refused where no float is that large."""
    try:
        return float(value)
    except OverflowError:
        raise ValueError(
            f"{name} is larger than any number that can be kept: look at the units of what it is made of."
        ) from None


def tiers(steps_name: str, steps: Array, *, amounts_name: str, amounts: Array) -> tuple[Array, Array]:
    """Bounds that rise and as many amounts, none below zero; refused otherwise."""
    bounds = ascending(steps_name, steps)
    paid = numbers_not_negative(amounts_name, amounts)
    if len(bounds) != len(paid):
        raise ShapeError(
            f"{amounts_name} has {len(paid)} values and {steps_name} has {len(bounds)}: give as many of each."
        )
    return bounds, paid


def reached(value: Fraction, bounds: Array) -> int:
    """How many bounds a value has reached; a bound itself counts as reached."""
    return int(np.sum([value >= exact(bound) for bound in bounds]))
