"""Two books side by side, line by line: what other factors, other activities and another boundary make.

What cannot be told stays untold. A line that is unknown or confidential on one side is left out of both sums.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from dure.engines.inventory.exact import less, sum_of
from dure.engines.inventory.reconcile import Difference, Effect, Line, reconcile
from dure.grammar.units import convert, converts
from dure.portal.reckoning.books import UNSTATED, Book, Row, Said

# Factors are quotients to this many digits. A line is rounded to whole grams of each gas, and a gram of a
# strong gas weighs some kilograms of CO2: what that leaves of a line is no gap.
QUOTIENT = Context(prec=15)
ROUNDED_T = Decimal("0.01")
ROUNDING = "~"


@dataclass(frozen=True)
class RowDifference:
    """One activity row of a line in both books, with why it differs."""

    before: Row | None
    after: Row | None
    found: Difference

    @property
    def row(self) -> Row:
        """The row by which it is called: the later one where both have it."""
        row = self.after or self.before
        assert row is not None
        return row


@dataclass(frozen=True)
class LineDifference:
    """One line in both books. `untold` is what of its gap nothing explains; `rows` say why where they can."""

    address: str
    before: Said | None
    after: Said | None
    gap: Decimal
    factor: Decimal
    activity: Decimal
    boundary: Decimal
    untold: Decimal
    rows: tuple[RowDifference, ...]

    @property
    def is_told(self) -> bool:
        """Whether all of the gap is explained; what rounding to whole grams leaves counts as nothing."""
        return abs(self.untold) <= ROUNDED_T


@dataclass(frozen=True)
class Compared:
    """Two books compared over the lines of one view.

    `before` and `after` are the sums of the lines that can be compared; `left_out` are those that cannot.
    `sets` are the two sets that CO2e is said in where they are told and differ: then nothing is compared.
    """

    before: Decimal
    after: Decimal
    gap: Effect
    factor: Effect
    activity: Effect
    boundary: Effect
    untold: Effect
    lines: tuple[LineDifference, ...]
    left_out: tuple[str, ...]
    sets: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether every gap is explained."""
        return all(line.is_told for line in self.lines)

    @property
    def untold_lines(self) -> tuple[LineDifference, ...]:
        """The lines with a gap that is not explained."""
        return tuple(line for line in self.lines if not line.is_told)


def compared(before: Book, after: Book, *, addresses: Sequence[str]) -> Compared:
    """Two books laid side by side over the lines at these addresses."""
    sets = _sets(before, after)
    stated = [a for a in addresses if a in before.lines or a in after.lines]
    left_out = tuple(
        a for a in stated if sets or _is_open(before.lines.get(a)) or _is_open(after.lines.get(a))
    )
    kept = [address for address in stated if address not in left_out]
    was: dict[str, Line] = {}
    now: dict[str, Line] = {}
    pairs: dict[str, tuple[Row | None, Row | None]] = {}
    for address in kept:
        rows = _pairs(before.lines.get(address), after.lines.get(address))
        pairs |= {f"{address}#{key}": pair for key, pair in rows.items()}
        _lay(was, address, before.lines.get(address), {key: _first(*pair) for key, pair in rows.items()})
        _lay(now, address, after.lines.get(address), {key: _second(*pair) for key, pair in rows.items()})
    found = reconcile(before=was, after=now)
    return Compared(
        before=sum_of(each.before for each in found.lines),
        after=sum_of(each.after for each in found.lines),
        gap=found.gap,
        factor=found.factor,
        activity=found.activity,
        boundary=found.boundary,
        untold=found.remainder,
        lines=tuple(_line(address, before, after, found.lines, pairs) for address in kept),
        left_out=left_out,
        sets=sets,
    )


def _sets(before: Book, after: Book) -> tuple[str, ...]:
    """The two sets, where both are told and they differ."""
    told = [book.set_name for book in (before, after) if book.set_name not in UNSTATED]
    return tuple(told) if len(set(told)) > 1 else ()


def _is_open(said: Said | None) -> bool:
    """Whether an amount stands there that cannot be compared: it is unknown, or nobody is told."""
    return said is not None and (said.is_unknown or said.is_closed)


def _pairs(before: Said | None, after: Said | None) -> dict[str, tuple[Row | None, Row | None]]:
    """The rows of a line by their key, as both books have them; none unless both say what they are of."""
    if before is None or after is None or not before.rows or not after.rows:
        return {}
    was, now = {row.key: row for row in before.rows}, {row.key: row for row in after.rows}
    whole = len(was) == len(before.rows) and len(now) == len(after.rows)
    if not whole or any(row.co2e_t is None for row in (*before.rows, *after.rows)):
        return {}
    return {key: (was.get(key), now.get(key)) for key in dict.fromkeys((*was, *now))}


def _lay(into: dict[str, Line], address: str, said: Said | None, rows: dict[str, Line]) -> None:
    """Put a line into what is reconciled: as its rows where they are known, and what rounding leaves."""
    if not rows:
        into[address] = Line(said.value if said else None)
        return
    into |= {f"{address}#{key}": line for key, line in rows.items()}
    whole = said.value if said and said.value is not None else Decimal(0)
    of_rows = sum_of(line.emissions for line in rows.values() if line.emissions is not None)
    into[f"{address}#{ROUNDING}"] = Line(less(whole, of_rows))


def _first(before: Row | None, after: Row | None) -> Line:
    return _of_row(before, _other_activity(before, after), other=after)


def _second(before: Row | None, after: Row | None) -> Line:
    return _of_row(after, after.activity if after else None, other=before)


def _other_activity(before: Row | None, after: Row | None) -> Decimal | None:
    """The earlier activity in the unit of the later one; None where no way leads there."""
    if before is None or before.activity is None or after is None or before.unit == after.unit:
        return before.activity if before else None
    if not converts(before.unit, after.unit):
        return None
    return convert(before.activity, unit=before.unit, into=after.unit)


def _of_row(row: Row | None, activity: Decimal | None, *, other: Row | None) -> Line:
    """A row as a line. Where there was no activity its factor is the other's: nothing can be told of it."""
    if row is None or row.co2e_t is None:
        return Line(None)
    if activity is None:
        return Line(row.co2e_t)
    if activity:
        return Line(row.co2e_t, activity, QUOTIENT.divide(row.co2e_t, activity))
    if other is None or other.co2e_t is None or not other.activity or row.co2e_t:
        return Line(row.co2e_t)
    return Line(row.co2e_t, activity, QUOTIENT.divide(other.co2e_t, other.activity))


def _line(
    address: str,
    before: Book,
    after: Book,
    found: Iterable[Difference],
    pairs: dict[str, tuple[Row | None, Row | None]],
) -> LineDifference:
    """What of a line is explained: its own difference, or those of its rows together."""
    own = [each for each in found if each.key.partition("#")[0] == address]
    return LineDifference(
        address=address,
        before=before.lines.get(address),
        after=after.lines.get(address),
        gap=sum_of(each.gap for each in own),
        factor=sum_of(each.factor for each in own),
        activity=sum_of(each.activity for each in own),
        boundary=sum_of(each.boundary for each in own),
        untold=sum_of(each.remainder for each in own),
        rows=tuple(RowDifference(*pairs[each.key], each) for each in own if each.key in pairs),
    )
