"""Every row that touched some accounts, account by account: for lots, which follow from all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Account, Kind, Transfer
from dure.kernel.ledgers.read import keys

PATHS_AT_ONCE = 500


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
