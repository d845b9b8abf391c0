"""The lots of a wallet: what came in one month, until when it can be spent, and what of it is left.

A wallet is one account. Its lots follow from its rows: what arrives is of the month in which it happened,
what leaves is taken of what ends first. What comes back from where it went (a payment the bank refused) is
again of the lots it was taken from, and has a month left at least.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from dure.engines.residents.lots import Lot, spend

# How the origin of a movement names the lot: `… lot 2026-03`.
OF_LOT = " lot "
ENDED_ORIGIN = "ended"
# What comes back can be spent for so many days at least.
GRACE_DAYS = 30
NEVER = date.max

# The last day of what was earned in a month, given as its first day.
LastDay = Callable[[date], date]


class Row(Protocol):
    """As much of a row of a wallet as its lots follow from."""

    @property
    def amount(self) -> int:
        """How much came, below zero where it went out."""

    @property
    def other(self) -> str:
        """Where it came from, or went."""

    @property
    def happened_at(self) -> datetime:
        """When that was."""

    @property
    def origin(self) -> str:
        """By whose word; it may name a lot."""


@dataclass(frozen=True)
class Purse:
    """What the rows of a wallet come to: its lots, and how many rows have left it."""

    lots: tuple[Lot, ...]
    departures: int

    @property
    def total(self) -> int:
        """All that lies in it, ended lots too."""
        return sum(lot.left for lot in self.lots)


def months_later(month: date, *, months: int) -> date:
    """The last day of a month so many months after another.

    >>> months_later(date(2026, 11, 1), months=12), months_later(date(2026, 1, 1), months=0)
    (datetime.date(2027, 11, 30), datetime.date(2026, 1, 31))
    """
    number = month.year * 12 + month.month + months
    return date(number // 12, number % 12 + 1, 1) - timedelta(days=1)


def purse_of(rows: Iterable[Row], *, last_day: LastDay) -> Purse:
    """The lots that follow from the rows of a wallet, and how many rows have left it."""
    lots: dict[str, Lot] = {}
    sent: dict[str, list[tuple[Lot, int]]] = {}
    earned: dict[str, int] = {}
    departures = 0
    for row in rows:
        # Until something has left, nothing can have come back: what arrives is only added up by month.
        if row.amount > 0 and not sent:
            month = row.origin.rpartition(OF_LOT)[2][:7] if OF_LOT in row.origin else ""
            month = month if month and _month(row.origin) else f"{timezone.localdate(row.happened_at):%Y-%m}"
            earned[month] = earned.get(month, 0) + row.amount
            continue
        _put_in(earned, lots, last_day=last_day)
        if row.amount > 0:
            _arrive(row, lots, sent, last_day=last_day)
        else:
            departures += 1
            sent.setdefault(row.other, []).extend(_leave(row, lots))
    _put_in(earned, lots, last_day=last_day)
    standing = sorted((lot for lot in lots.values() if lot.left), key=lambda lot: (lot.last_day, lot.lot))
    return Purse(tuple(standing), departures)


def _put_in(earned: dict[str, int], lots: dict[str, Lot], *, last_day: LastDay) -> None:
    """Put what was earned in each month into its lot."""
    for name, amount in earned.items():
        month = date.fromisoformat(f"{name}-01")
        _add(lots, Lot(name, month, last_day(month), amount))
    earned.clear()


def _arrive(
    row: Row, lots: dict[str, Lot], sent: dict[str, list[tuple[Lot, int]]], *, last_day: LastDay
) -> None:
    """Put what came into its lot; what came back, into the lots it was taken from."""
    day, left = timezone.localdate(row.happened_at), row.amount
    # A gift is no return: it keeps the month it was earned in.
    while left and sent.get(row.other) and not row.other.startswith("wallet/"):
        lot, amount = sent[row.other].pop()
        part = min(left, amount)
        if amount > part:
            sent[row.other].append((lot, amount - part))
        until = max(lot.last_day, day + timedelta(days=GRACE_DAYS)) if lot.last_day != NEVER else NEVER
        name = lot.lot if until == lot.last_day else f"{lot.lot}.{until:%Y-%m-%d}"
        _add(lots, replace(lot, lot=name, last_day=until, left=part))
        left -= part
    if left:
        month = _month(row.origin) or day.replace(day=1)
        _add(lots, Lot(f"{month:%Y-%m}", month, last_day(month), left))


def _leave(row: Row, lots: dict[str, Lot]) -> list[tuple[Lot, int]]:
    """Take what left: of the lot it names, else of what ends first."""
    amount, day = -row.amount, timezone.localdate(row.happened_at)
    name = row.origin.rpartition(OF_LOT)[2] if OF_LOT in row.origin else ""
    if name in lots and lots[name].left >= amount:
        taken: tuple[tuple[str, int], ...] = ((name, amount),)
    else:
        live = [lot for lot in lots.values() if lot.left]
        # What ended and was not yet swept away may have been spent in another room: then it was there.
        usable = sum(lot.left for lot in live if lot.last_day >= day)
        on = day if usable >= amount else date.min
        taken = spend(live, amount=amount, on=on).taken
    parts = [(lots[lot], part) for lot, part in taken]
    for lot, part in taken:
        lots[lot] = replace(lots[lot], left=lots[lot].left - part)
    return parts


def _add(lots: dict[str, Lot], lot: Lot) -> None:
    there = lots.get(lot.lot)
    lots[lot.lot] = replace(lot, left=lot.left + (there.left if there else 0))


def _month(origin: str) -> date | None:
    """The month of the lot that an origin names, where it names one."""
    name = origin.rpartition(OF_LOT)[2] if OF_LOT in origin else ""
    try:
        return date.fromisoformat(f"{name[:7]}-01")
    except ValueError:
        return None
