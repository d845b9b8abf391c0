"""Decimal numbers added, taken away and multiplied without any rounding.

Inventories are checked to the last digit that was printed, whatever the order of the parts. So amounts are
decimals, and the arithmetic refuses to round where a result would need more digits than it has.
"""

from collections.abc import Iterable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

EXACT = Context(
    prec=400,
    Emin=-999_999,
    Emax=999_999,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow],
)
ZERO = Decimal(0)


def sum_of(values: Iterable[Decimal]) -> Decimal:
    """The values added up; zero where there are none.

    >>> sum_of([Decimal("0.1"), Decimal("0.2")])
    Decimal('0.3')
    """
    total = ZERO
    for value in values:
        total = EXACT.add(total, value)
    return total


def less(value: Decimal, taken: Decimal) -> Decimal:
    """A value less another.

    >>> less(Decimal("0.3"), Decimal("0.1"))
    Decimal('0.2')
    """
    return EXACT.subtract(value, taken)


def times(first: Decimal, second: Decimal) -> Decimal:
    """The product of two values.

    >>> times(Decimal("0.1"), Decimal("0.1"))
    Decimal('0.01')
    """
    return EXACT.multiply(first, second)


def size_of(value: Decimal) -> Decimal:
    """A value without its sign, to all its digits.

    >>> size_of(Decimal("-0.1"))
    Decimal('0.1')
    """
    return value.copy_abs()


def half_of_last_digit(value: Decimal) -> Decimal:
    """How far a printed value may lie from the one that was rounded to it.

    >>> half_of_last_digit(Decimal("12.30")), half_of_last_digit(Decimal("1200"))
    (Decimal('0.005'), Decimal('0.5'))
    """
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "an amount is a finite number"
    return EXACT.scaleb(Decimal("0.5"), exponent)
