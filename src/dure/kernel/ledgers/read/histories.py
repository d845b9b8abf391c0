"""Every row that touched some accounts, account by account: for lots, which follow from all of them.

Of one account a row is told whole; of thousands, only as much as lots ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Account, Kind, Reason, Transfer
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.paths import begins, in_bytes

PATHS_AT_ONCE = 500

# Each side by its own index: asked at once, a database may read all rows there are.
MOVED = """
SELECT t.credit_id, t.id, t.amount, t.debit_id, t.happened_at_us, t.reason_id
FROM ledgers_transfer t WHERE t.credit_id IN ({numbers}) AND t.kind <> 7
UNION ALL
SELECT t.debit_id, t.id, -t.amount, t.credit_id, t.happened_at_us, t.reason_id
FROM ledgers_transfer t WHERE t.debit_id IN ({numbers}) AND t.kind <> 7
ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an account's history; the amount is below zero where it went out."""

    row: int
    key: UUID
    group: UUID | None
    amount: int
    other: str
    happened_at: datetime
    recorded_at: datetime
    says: Text
    origin: str


@dataclass(frozen=True, slots=True)
class Moved:
    """As much of a row as lots follow from; the amount is below zero where it went out."""

    amount: int
    other: str
    happened_at: datetime
    origin: str


def count_below(place: str, *, prefix: str, unit: str, up_to: str = "") -> int:
    """How many accounts of a unit there are below a path; with `up_to`, those not after that one."""
    return _below(place, prefix, unit, Q(in_bytes__lte=up_to) if up_to else Q()).count()


def histories_below(
    place: str, *, prefix: str, unit: str, after: str = "", limit: int = 1000
) -> dict[str, tuple[Moved, ...]]:
    """The next accounts of a unit below a path, in the order of paths, each with its rows as recorded."""
    wanted = _below(place, prefix, unit, Q(in_bytes__gt=after) if after else Q())
    return _moved(dict(wanted.values_list("id", "path")[:limit]))


def histories_of(place: str, *, paths: Sequence[str], unit: str) -> dict[str, tuple[Moved, ...]]:
    """The rows of each of these accounts as recorded, in the order in which they are asked for."""
    own = Account.objects.filter(book__place=place, path__in=paths, unit=unit, lane=0)
    found = _moved(dict(own.values_list("id", "path")))
    return {path: found.get(path, ()) for path in paths}


def _below(place: str, prefix: str, unit: str, where: Q) -> QuerySet[Any]:
    found = Account.objects.annotate(in_bytes=in_bytes()).filter(begins(prefix), where)
    return found.filter(book__place=place, unit=unit, lane=0).order_by("in_bytes")


def _moved(numbers: dict[int, str]) -> dict[str, tuple[Moved, ...]]:
    """The rows of accounts by number, under their paths and in their order."""
    found: dict[int, list[Moved]] = {number: [] for number in numbers}
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(MOVED.format(numbers=", ".join(map(str, numbers))))
        rows = cursor.fetchall()
    paths = numbers | _words(Account, "path", {row[3] for row in rows} - numbers.keys())
    origins = _words(Reason, "origin", {row[5] for row in rows})
    for own, _row, amount, other, happened_us, reason in rows:
        found[own].append(Moved(amount, paths[other], keys.from_us(happened_us), origins[reason]))
    return {numbers[number]: tuple(own) for number, own in found.items()}


def _words(model: type[Model], field: str, numbers: set[int]) -> dict[int, str]:
    """A word of each of these rows, by number."""
    asked, found = sorted(numbers), dict[int, str]()
    for start in range(0, len(asked), PATHS_AT_ONCE):
        some = asked[start : start + PATHS_AT_ONCE]
        found |= model._default_manager.filter(pk__in=some).values_list("pk", field)
    return found


def histories(place: str, *, paths: Sequence[str], unit: str) -> dict[str, tuple[Row, ...]]:
    """The rows of each of these accounts in the order of recording; moves between lanes are left out."""
    found: dict[str, list[Row]] = {path: [] for path in paths}
    for start in range(0, len(paths), PATHS_AT_ONCE):
        numbers = dict(
            Account.objects.filter(
                book__place=place, path__in=paths[start : start + PATHS_AT_ONCE], unit=unit
            ).values_list("id", "path")
        )
        rows = (
            Transfer.objects.filter(Q(credit__in=list(numbers)) | Q(debit__in=list(numbers)))
            .exclude(kind=Kind.POOLED)
            .select_related("reason", "debit", "credit")
            .order_by("id")
        )
        for row in rows:
            if row.credit_id in numbers:
                found[numbers[row.credit_id]].append(_row(row, came=True))
            if row.debit_id in numbers:
                found[numbers[row.debit_id]].append(_row(row, came=False))
    return {path: tuple(own) for path, own in found.items()}


def _row(row: Transfer, *, came: bool) -> Row:
    return Row(
        row=row.pk,
        key=row.key,
        group=row.linked,
        amount=row.amount if came else -row.amount,
        other=row.debit.path if came else row.credit.path,
        happened_at=keys.from_us(row.happened_at_us),
        recorded_at=keys.from_us(row.recorded_at_us),
        says=Text(row.reason.says_ko, row.reason.says_en),
        origin=row.reason.origin,
    )
