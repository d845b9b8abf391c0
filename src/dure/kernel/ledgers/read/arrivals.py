"""What arrived in accounts over a time, and the last rows of an account: for caps, statements and boards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Account, Kind, Transfer
from dure.kernel.ledgers.read import keys

MOST_ARRIVALS = 20_000
# SQLite joins no more than 500 questions into one.
SIDES_AT_ONCE = 400
SIDE = """
SELECT id FROM (SELECT id FROM ledgers_transfer WHERE {side} = {number} AND id > {after} AND kind <> 7
  ORDER BY id {way} LIMIT {limit}) s
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An amount that came into an account, when it happened, and the origin of its reason."""

    path: str
    amount: int
    happened_at: datetime
    origin: str


@dataclass(frozen=True, slots=True)
class LastRow:
    """One of the last rows of an account; the amount is below zero where it went out."""

    row: int
    group: str
    amount: int
    happened_at: datetime
    recorded_at: datetime
    says: Text
    origin: str
    other: str


def arrivals(
    place: str, *, paths: tuple[str, ...], unit: str, happened_from: datetime, happened_before: datetime
) -> tuple[Arrival, ...]:
    """What came into these accounts in a time, in the order of recording; what was taken back is left out."""
    numbers = Account.objects.filter(book__place=place, path__in=paths, unit=unit).values_list(
        "id", flat=True
    )
    rows = Transfer.objects.filter(
        credit__in=list(numbers),
        kind__in=(Kind.MOVED, Kind.POSTED),
        happened_at_us__gte=keys.to_us(happened_from),
        happened_at_us__lt=keys.to_us(happened_before),
    ).exclude(id__in=Transfer.objects.filter(kind=Kind.REVERSAL, debit__in=list(numbers)).values("follows"))
    found = rows.order_by("id").values_list("credit__path", "amount", "happened_at_us", "reason__origin")
    return tuple(
        Arrival(path, amount, keys.from_us(happened), origin)
        for path, amount, happened, origin in found[:MOST_ARRIVALS]
    )


def last_rows(place: str, *, path: str, unit: str, limit: int = 50) -> tuple[LastRow, ...]:
    """The last rows that touched an account, the newest first; moves between its lanes are left out."""
    numbers = list(
        Account.objects.filter(book__place=place, path=path, unit=unit).values_list("id", flat=True)
    )
    found = touching(numbers, limit=min(limit, 1000), newest=True)
    rows = Transfer.objects.filter(id__in=found).select_related("reason", "debit", "credit").order_by("-id")
    return tuple(_last(row, numbers) for row in rows)


def touching(numbers: Sequence[int], *, after: int = 0, limit: int, newest: bool = False) -> list[int]:
    """The first rows after one that touched any of these accounts, or the newest; no moves between lanes.

    Each account and side is asked for so many by its own index: asked together, all rows of a busy account
    would be read and sorted. Only so many choices go into one question.
    """
    way = "DESC" if newest else ""
    sides = [(side, number) for number in numbers for side in ("debit_id", "credit_id")]
    found: set[int] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(sides), SIDES_AT_ONCE):
            parts = [
                SIDE.format(side=side, number=number, after=after, limit=limit, way=way)
                for side, number in sides[start : start + SIDES_AT_ONCE]
            ]
            cursor.execute(" UNION ALL ".join(parts))
            found.update(row for (row,) in cursor)
    return sorted(found, reverse=newest)[:limit]


def _last(row: Transfer, numbers: list[int]) -> LastRow:
    came = row.credit_id in numbers
    return LastRow(
        row=row.pk,
        group=str(row.linked or ""),
        amount=row.amount if came else -row.amount,
        happened_at=keys.from_us(row.happened_at_us),
        recorded_at=keys.from_us(row.recorded_at_us),
        says=Text(row.reason.says_ko, row.reason.says_en),
        origin=row.reason.origin,
        other=row.debit.path if came else row.credit.path,
    )
