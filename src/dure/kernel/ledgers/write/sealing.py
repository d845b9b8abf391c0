"""Sealing rows in blocks after they are committed, and closing busy accounts at a sealed row."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from dure.kernel.ledgers.models import Block, Book
from dure.kernel.ledgers.read import keys, lines
from dure.kernel.ledgers.write import tallying
from dure.kernel.ledgers.write.sql import sql

ROWS_A_BLOCK = 1024
ROWS_OF_A_TAIL = 256
BUSY_ROWS = 16
BLOCKS_AT_ONCE = 64
ACCOUNTS_AT_ONCE = 500
# What is read of accounts whose rows are told month by month stays this short.
BLOCKS_A_TALLY = 16

# The balance at a sealed row: the closing before it and the rows between.
CLOSE = """
INSERT INTO ledgers_closing (account_id, up_to, balance)
SELECT n.id, %s, n.balance
  + (SELECT coalesce(sum(t.amount), 0) FROM ledgers_transfer t
     WHERE t.credit_id = n.id AND t.id > n.up_to AND t.id <= %s)
  - (SELECT coalesce(sum(t.amount), 0) FROM ledgers_transfer t
     WHERE t.debit_id = n.id AND t.id > n.up_to AND t.id <= %s)
FROM (
  SELECT a.id, coalesce(c.up_to, 0) AS up_to, coalesce(c.balance, 0) AS balance
  FROM ledgers_account a
  LEFT JOIN ledgers_closing c ON c.account_id = a.id
    AND c.up_to = (SELECT max(l.up_to) FROM ledgers_closing l WHERE l.account_id = a.id)
  WHERE a.id IN ({numbers})) n
WHERE n.up_to < %s ON CONFLICT DO NOTHING
"""


def seal(place: str, *, at: datetime) -> int:
    """Seal every committed row of a place that is not sealed yet; answer how many blocks were made.

    Accounts that were busy in a block are closed with it. When somebody else is sealing, nothing happens.
    """
    book = Book.objects.filter(place=place).first()
    if book is None:
        return 0
    made, busy, finished = 0, set[int](), False
    while not finished:
        with transaction.atomic():
            sealed, busy_here, finished = _seal_some(book, at_us=keys.to_us(at))
            made += sealed
            busy.update(busy_here)
            if finished:
                _close(sorted(busy), book=book.pk)
    number = Block.objects.filter(book=book).aggregate(last=Max("number"))["last"] or 0
    if number // BLOCKS_A_TALLY != (number - made) // BLOCKS_A_TALLY:
        tallying.go_on(book)
    return made


def _seal_some(book: Book, *, at_us: int) -> tuple[int, list[int], bool]:
    """Make up to BLOCKS_AT_ONCE blocks: how many, the busy accounts, and whether all is sealed.

    What has no floor is closed too: nothing is drawn against it, but pages show how far below zero it is.
    """
    if not sql().may_seal(book.pk):
        return 0, [], True
    up_to = sql().last_finished_row(book.pk)
    if up_to is None:
        return 0, [], True
    before = Block.objects.filter(book=book).order_by("-number").first()
    number, after = (before.number, before.last_row) if before else (0, 0)
    previous = bytes(before.digest) if before else lines.first_digest(book.place)
    rows: Counter[int] = Counter()
    for made in range(BLOCKS_AT_ONCE):
        block = lines.between(book.pk, after=after, up_to=up_to, limit=ROWS_A_BLOCK)
        if not block:
            return made, _busy(rows), True
        texts = [line.sealed() for line in block]
        digest = hashlib.sha256(previous + b"".join(texts)).digest()
        number, after = number + 1, block[-1].row
        Block.objects.create(
            book=book,
            number=number,
            last_row=after,
            rows=len(block),
            marks=b"".join(map(lines.mark, texts)),
            previous=previous,
            digest=digest,
            sealed_at_us=at_us,
        )
        previous = digest
        rows.update(line.debit_id for line in block)
        rows.update(line.credit_id for line in block)
    return BLOCKS_AT_ONCE, _busy(rows), False


def _busy(rows: Counter[int]) -> list[int]:
    """The accounts that many rows touched."""
    return [account for account, count in rows.items() if count >= BUSY_ROWS]


def close(place: str, *, accounts: Sequence[int], at: datetime) -> None:
    """Seal, and close these accounts at the last sealed row."""
    seal(place, at=at)
    with transaction.atomic():
        _close(accounts, book=Book.objects.get(place=place).pk)


def _close(accounts: Sequence[int], *, book: int) -> None:
    """Close these accounts at the last sealed row of the book."""
    up_to = Block.objects.filter(book_id=book).order_by("-number").values_list("last_row", flat=True).first()
    if up_to is None:
        return
    ordered = sorted(accounts)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), ACCOUNTS_AT_ONCE):
            numbers = ", ".join(map(str, ordered[start : start + ACCOUNTS_AT_ONCE]))
            cursor.execute(CLOSE.format(numbers=numbers), [up_to, up_to, up_to, up_to])
