"""Points in lots, each with its last day: the oldest are spent first, and nobody is surprised by the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True)
class Lot:
    """Points earned together: what is left of them, and the last day on which they can be spent."""

    lot: str
    earned_on: date
    last_day: date
    left: int


@dataclass(frozen=True)
class Spent:
    """What is taken of which lot, and the lots as they are afterwards."""

    taken: tuple[tuple[str, int], ...]
    lots: tuple[Lot, ...]


@dataclass(frozen=True)
class Notice:
    """What a holder is told: so many points of a lot end in so many days."""

    lot: str
    days_left: int
    points: int


def spend(lots: Sequence[Lot], *, amount: int, on: date) -> Spent:
    """Take points for spending: of what ends first, then of what was earned first.

    Arguments
        lots    the holder's lots
        amount  points to spend, above zero
        on      the day; a lot can be spent on its last day
    Returns
        what is taken of which lot, and the lots afterwards, used-up ones left out
    Raises
        ValueError  the amount is not above zero, or more than can be spent that day.
    Source
        First in, first out, by the end: no other order loses the holder fewer points.

    >>> later = Lot("b", date(2026, 2, 1), date(2027, 1, 31), 50)
    >>> sooner = Lot("a", date(2026, 1, 1), date(2026, 12, 31), 30)
    >>> spend([later, sooner], amount=40, on=date(2026, 6, 1)).taken
    (('a', 30), ('b', 10))
    """
    _hear(lots)
    usable = sorted((each for each in lots if each.last_day >= on), key=_order)
    there = sum(each.left for each in usable)
    if not 0 < amount <= there:
        raise ValueError(f"{amount} of {there} points should be spent: spend at least one and at most those.")
    open_amount, taken = amount, {}
    for each in usable:
        if part := min(each.left, open_amount):
            taken[each.lot] = part
            open_amount -= part
    after = [replace(each, left=each.left - taken.get(each.lot, 0)) for each in lots]
    return Spent(tuple(taken.items()), tuple(each for each in after if each.left))


def expired(lots: Sequence[Lot], *, on: date) -> tuple[Lot, ...]:
    """The lots whose last day has passed, the earliest first. They go to a named account, not into nothing.

    >>> lot = Lot("a", date(2026, 1, 1), date(2026, 12, 31), 30)
    >>> expired([lot], on=date(2026, 12, 31)), expired([lot], on=date(2027, 1, 1)) == (lot,)
    ((), True)
    """
    _hear(lots)
    return tuple(sorted((each for each in lots if each.last_day < on and each.left), key=_order))


def notices(
    lots: Sequence[Lot], *, told_until: date, on: date, days_before: Sequence[int]
) -> tuple[Notice, ...]:
    """What to tell a holder today, when notices were last looked at on an earlier day.

    A notice is due so many days before the last day. If days were missed, a lot is told once, with the days
    that are truly left; a lot that has ended is not announced any more.

    Arguments
        lots         the holder's lots
        told_until   the day for which notices were last made
        on           today, after that
        days_before  how many days before the end to tell, like 30, 7 and 1
    Returns
        notices, what ends first first
    Raises
        ValueError  today is not after the day told until, or a number of days is negative.
    Source
        Notices 30, 7 and 1 days before points end.

    >>> lot = Lot("a", date(2026, 1, 1), date(2026, 12, 31), 30)
    >>> notices([lot], told_until=date(2026, 12, 23), on=date(2026, 12, 24), days_before=(30, 7, 1))
    (Notice(lot='a', days_left=7, points=30),)
    """
    _hear(lots)
    if on <= told_until:
        raise ValueError(f"Notices were made up to {told_until}: make them for a later day than {on}.")
    if any(days < 0 for days in days_before):
        raise ValueError("A number of days before the end is negative: tell before it, not after.")
    due = []
    for each in sorted((each for each in lots if each.left and each.last_day >= on), key=_order):
        days = [each.last_day - timedelta(days=n) for n in days_before]
        if any(told_until < day <= on for day in days):
            due.append(Notice(each.lot, (each.last_day - on).days, each.left))
    return tuple(due)


def _order(lot: Lot) -> tuple[date, date, str]:
    """What ends first comes first; then what was earned first."""
    return lot.last_day, lot.earned_on, lot.lot


def _hear(lots: Sequence[Lot]) -> None:
    """Refuse lots that cannot be."""
    for each in lots:
        if each.left < 0 or each.last_day < each.earned_on:
            raise ValueError(
                f"Lot {each.lot} is below zero or ends before it was earned: look at its transfers."
            )
    if len({each.lot for each in lots}) != len(lots):
        raise ValueError("A lot stands twice: give each once.")
