"""Telling what left an account month by month, as columns: sealed rows, each gathered once, in their order.

Nothing is told here that the rows do not say: `verify` makes every piece again. Stopped anywhere, it goes on
where it was; an account once begun is gone on with whenever rows are sealed.
"""

import numpy as np
from django.db import transaction
from django.db.models import Max, Min

from dure.kernel.ledgers.models import Account, Block, Book, Tally, Transfer
from dure.kernel.ledgers.read import tallies

# So many rows of the whole ledger are looked through in one step, whichever account they left.
ROWS_AT_ONCE = 100_000


def tally(place: str, *, path: str, unit: str) -> int:
    """Gather what left an account, up to the last sealed row; answers how many rows were gathered."""
    gathered = 0
    while (step := _step(place, path=path, unit=unit)) is not None:
        gathered += step
    return gathered


def go_on(book: Book) -> None:
    """Gather what left the accounts of a book that were begun."""
    begun = Account.objects.filter(book=book, id__in=Tally.objects.values("account").distinct())
    for path, unit in begun.values_list("path", "unit"):
        tally(book.place, path=path, unit=unit)


@transaction.atomic
def _step(place: str, *, path: str, unit: str) -> int | None:
    """Gather the next rows; None when there is nothing more to gather."""
    book = Book.objects.select_for_update().filter(place=place).first()
    numbers = tallies.lanes_of(place, path=path, unit=unit)
    if book is None or not numbers:
        return None
    before = Tally.objects.filter(account_id=numbers[0]).aggregate(up_to=Max("up_to"), number=Max("number"))
    after = before["up_to"] or 0
    sealed = Block.objects.filter(book=book).order_by("-number").values_list("last_row", flat=True).first()
    nexts = [
        Transfer.objects.filter(debit=each, id__gt=after).aggregate(first=Min("id"))["first"]
        for each in numbers
    ]
    first = min((each for each in nexts if each), default=None)
    if first is None or sealed is None or first > sealed:
        return None
    up_to = min(first + ROWS_AT_ONCE - 1, sealed)
    parts = list(tallies.rows_of(numbers, after=after, up_to=up_to))
    if not parts:
        # Rows left it, none of a kind that is told: the next step begins after them.
        parts = [np.zeros((0, len(tallies.COLUMNS)), np.int64)]
    found = np.concatenate(parts)
    number = 0 if before["number"] is None else before["number"] + 1
    Tally.objects.bulk_create(
        Tally(
            account_id=numbers[0], month=month, number=number, up_to=up_to, rows=len(columns),
            packed=tallies.packed(columns),
        )
        for month, columns in (tallies.by_month(found) or {"": found}).items()
    )  # fmt: skip
    return len(found)
