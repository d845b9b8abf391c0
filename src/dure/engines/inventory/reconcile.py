"""Why two inventories differ, line by line, in the order factor, activity, boundary.

The net gap of two totals may be small where large gaps hide each other. So both are said: the net gap, and
the sum of the gaps of all lines without their signs. What nothing explains stays as a remainder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.exact import ZERO, less, size_of, sum_of, times


@dataclass(frozen=True)
class Line:
    """One line of an inventory: its emissions, and its activity and factor where they are known.

    `emissions` is None where the line says a notation key. The factor is emissions per unit of activity, in
    the same units in both inventories.
    """

    emissions: Decimal | None
    activity: Decimal | None = None
    factor: Decimal | None = None


@dataclass(frozen=True)
class Difference:
    """Why one line differs: gap = factor + activity + boundary + remainder, exactly."""

    key: str
    before: Decimal
    after: Decimal
    gap: Decimal
    factor: Decimal
    activity: Decimal
    boundary: Decimal
    remainder: Decimal


@dataclass(frozen=True)
class Effect:
    """What one cause makes over all lines: with signs, and without."""

    net: Decimal
    absolute: Decimal


@dataclass(frozen=True)
class Reconciliation:
    """Two inventories compared; the net effects add up to the net gap, exactly."""

    lines: tuple[Difference, ...]
    gap: Effect
    factor: Effect
    activity: Effect
    boundary: Effect
    remainder: Effect


def reconcile(*, before: Mapping[str, Line], after: Mapping[str, Line]) -> Reconciliation:
    """Two inventories, or two editions of one, compared line by line.

    First the factors are changed while the activity of the first inventory stays, then the activity under
    the new factor. A line that only one of the two reports is boundary. Where an activity or a factor is
    not known, or their product is not what was printed, the rest is remainder.

    Arguments
        before     scalar  table  lines by their key, such as `I.1.1` or `I.1.1/natural gas/CH4`, in one unit
        after      scalar  table  the same of the other inventory, in the same unit and set of potentials
    Returns
        lines      (line,)  table  of each line: gap = factor + activity + boundary + remainder, exactly
        gap        scalar   any:a  of all lines, net and absolute
        factor     scalar   any:a  what other factors make, net and absolute
        activity   scalar   any:a  what other activities make, net and absolute
        boundary   scalar   any:a  of lines that only one of the two reports, net and absolute
        remainder  scalar   any:a  what nothing told explains, net and absolute
    Raises
        nothing
    Source
        Kaya-type decomposition with a fixed order; the order factor, activity, boundary leaves each step's
        cross term in the step that comes later.

    >>> was = {"I.1.1": Line(Decimal(20), activity=Decimal(10), factor=Decimal(2))}
    >>> now = {"I.1.1": Line(Decimal(36), activity=Decimal(12), factor=Decimal(3)), "V.2": Line(Decimal(-5))}
    >>> found = reconcile(before=was, after=now)
    >>> [str(each.net) for each in (found.gap, found.factor, found.activity, found.boundary)]
    ['11', '10', '6', '-5']
    """
    keys = list(dict.fromkeys((*before, *after)))
    nothing = Line(None)
    lines = tuple(_difference(key, before.get(key, nothing), after.get(key, nothing)) for key in keys)
    return Reconciliation(
        lines=lines,
        gap=_effect(line.gap for line in lines),
        factor=_effect(line.factor for line in lines),
        activity=_effect(line.activity for line in lines),
        boundary=_effect(line.boundary for line in lines),
        remainder=_effect(line.remainder for line in lines),
    )


def _difference(key: str, before: Line, after: Line) -> Difference:
    """Why one line differs."""
    was = ZERO if before.emissions is None else before.emissions
    now = ZERO if after.emissions is None else after.emissions
    gap = less(now, was)
    one_sided = (before.emissions is None) != (after.emissions is None)
    factor, activity = (ZERO, ZERO) if one_sided else _moved(before, after)
    boundary = gap if one_sided else ZERO
    remainder = less(gap, sum_of((factor, activity, boundary)))
    return Difference(key, was, now, gap, factor, activity, boundary, remainder)


def _moved(before: Line, after: Line) -> tuple[Decimal, Decimal]:
    """What the factor and then the activity move; nothing where either is not known on both sides."""
    if before.activity is None or before.factor is None or after.activity is None or after.factor is None:
        return ZERO, ZERO
    factor = times(before.activity, less(after.factor, before.factor))
    return factor, times(after.factor, less(after.activity, before.activity))


def _effect(values: Iterable[Decimal]) -> Effect:
    """The net and the absolute sum of one column."""
    column = tuple(values)
    return Effect(net=sum_of(column), absolute=sum_of(size_of(value) for value in column))
