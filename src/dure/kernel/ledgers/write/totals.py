"""Closing a sum over many accounts: begun at a row, gathered piece by piece, fixed by a tree, published.

Gathering may stop anywhere and be taken up again, by whoever comes next and by two at once: the row it looks
up to is fixed at the beginning, so every piece is always the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from dure.kernel.ledgers.models import Account, Book, TotalLeaves, TotalPiece, TotalPublished, TotalRoot
from dure.kernel.ledgers.models import Total as TotalRow
from dure.kernel.ledgers.read import keys, paths
from dure.kernel.ledgers.read.totals import ACCOUNTS_AT_ONCE, Total, find_total, totals
from dure.kernel.ledgers.write.refusals import NothingToClose, SumDiffers
from dure.kernel.ledgers.write.sql import sql
from dure.protocols import sum_pieces
from dure.protocols.sum_tree import Holding, salt_of

GATHER = """
SELECT a.path,
  (SELECT coalesce(sum(amount), 0) FROM ledgers_transfer WHERE credit_id = a.id AND id <= %s)
  - (SELECT coalesce(sum(amount), 0) FROM ledgers_transfer WHERE debit_id = a.id AND id <= %s)
FROM (SELECT id, path FROM ledgers_account
  WHERE book_id = %s AND path {bytes} > %s AND path {bytes} < %s AND unit = %s AND lane = 0
  ORDER BY path {bytes} LIMIT %s) a ORDER BY a.path {bytes}
"""


@dataclass(frozen=True)
class Wanted:
    """A sum to close: its name, the accounts below a path that it adds up, and the one they came out of."""

    name: str
    below: str
    counter: str
    unit: str


def begin_total(place: str, *, wanted: Wanted, sealed: bytes, at: datetime) -> Total:
    """Begin the next edition of a sum; one that was begun and not published is answered as it is.

    `sealed` is the secret of its salts, which whoever asks can open. Raises NothingToClose where nothing has
    moved since the last edition.
    """
    with transaction.atomic():
        book = Book.objects.select_for_update().filter(place=place).first()
        known = totals(place, name=wanted.name, published=False)
        if known and known[0].published_at is None:
            return known[0]
        up_to = sql().last_finished_row(book.pk) if book else None
        there = Account.objects.annotate(in_bytes=paths.in_bytes()).filter(
            paths.begins(wanted.below), book=book, unit=wanted.unit, lane=0
        )
        count = there.count() if book else 0
        if book is None or up_to is None or not count:
            raise NothingToClose(wanted.name)
        last = TotalRow.objects.filter(book=book, name=wanted.name).aggregate(most=Max("edition"))["most"]
        row = TotalRow.objects.create(
            book=book, name=wanted.name, edition=(last or 0) + 1, below=wanted.below, counter=wanted.counter,
            unit=wanted.unit, up_to=up_to, accounts=count, sealed=sealed, begun_at_us=keys.to_us(at),
        )  # fmt: skip
        if known and -_balance(row) == known[0].amount:
            raise NothingToClose(wanted.name)
    return _again(row.pk)


def gather_total(number: int, *, key: bytes, at: datetime) -> Total:
    """Take the next step of closing a sum: gather a piece, or fix the sum when all is gathered.

    Raises SumDiffers where what lies in the accounts is not what came out of the counter account.
    """
    total = _again(number)
    if total.amount is not None:
        return total
    row = TotalRow.objects.get(pk=number)
    last = TotalPiece.objects.filter(total=row).order_by("-number").defer("packed").first()
    if last is not None and last.is_last:
        _fix(row, total, at=at)
    else:
        _gather(row, total, last, key=key)
    return _again(number)


def publish_total(number: int, *, case: str, at: datetime) -> Total:
    """Publish a sum that is fixed. Published again it stays as it was."""
    if _again(number).amount is None:
        raise ValueError(f"Total {number} is not gathered yet: gather it to its end, then publish.")
    TotalPublished.objects.get_or_create(
        total_id=number, defaults={"case": case, "published_at_us": keys.to_us(at)}
    )
    return _again(number)


def _gather(row: TotalRow, total: Total, last: TotalPiece | None, *, key: bytes) -> None:
    """Gather the next accounts; when somebody else has gathered them meanwhile, nothing happens."""
    number, after = (last.number + 1, last.last_path) if last else (0, row.below)
    found = _held(row, after=after)
    packed = sum_pieces.pack(
        Holding(path, amount, salt_of(path, about=total.about, key=key)) for path, amount in found if amount
    )
    piece = TotalPiece(
        total=row, number=number, last_path=found[-1][0] if found else after,
        is_last=len(found) < ACCOUNTS_AT_ONCE, packed=packed,
    )  # fmt: skip
    TotalPiece.objects.bulk_create([piece], ignore_conflicts=True)


def _held(row: TotalRow, *, after: str) -> list[tuple[str, int]]:
    """The next accounts of a sum with what lay in them at its row."""
    words = GATHER.format(bytes=f'COLLATE "{paths.BYTES[connection.vendor]}"')
    with connection.cursor() as cursor:
        cursor.execute(
            words,
            [
                row.up_to,
                row.up_to,
                row.book_id,
                after,
                paths.after_all(row.below),
                row.unit,
                ACCOUNTS_AT_ONCE,
            ],
        )
        return [(path, int(amount)) for path, amount in cursor.fetchall()]


def _fix(row: TotalRow, total: Total, *, at: datetime) -> None:
    """Make the tree of all that was gathered, look whether it adds up, and keep it instead of the pieces."""
    with transaction.atomic():
        Book.objects.select_for_update().get(pk=row.book_id)
        if TotalRoot.objects.filter(total=row).exists():
            return
        pieces = sum_pieces.pieces_of(_packed(row))
        if not pieces:
            raise NothingToClose(row.name)
        root = sum_pieces.root_of([piece.top for piece in pieces], about=total.about)
        if root.grams != -_balance(row):
            raise SumDiffers(row.name, inside=root.grams, outside=-_balance(row))
        TotalLeaves.objects.bulk_create(
            TotalLeaves(
                total=row, number=number, first=piece.first, packed=piece.packed, digest=piece.top.digest,
                amount=piece.top.grams,
            )
            for number, piece in enumerate(pieces)
        )  # fmt: skip
        TotalRoot.objects.create(
            total=row, amount=root.grams, digest=root.digest, fixed_at_us=keys.to_us(at),
            leaves=sum(len(piece.packed) for piece in pieces) // sum_pieces.LEAF_BYTES,
        )  # fmt: skip
        TotalPiece.objects.filter(total=row).delete()


def _packed(row: TotalRow) -> Iterator[bytes]:
    packed = TotalPiece.objects.filter(total=row).order_by("number").values_list("packed", flat=True)
    return (bytes(each) for each in packed.iterator(chunk_size=10))


def _balance(row: TotalRow) -> int:
    """What lay in the counter account at the row."""
    words = "SELECT coalesce(sum(amount), 0) FROM ledgers_transfer WHERE {side} IN ({own}) AND id <= %s"
    own = "SELECT id FROM ledgers_account WHERE book_id = %s AND path = %s AND unit = %s"
    sums = []
    with connection.cursor() as cursor:
        for side in ("credit_id", "debit_id"):
            cursor.execute(words.format(side=side, own=own), [row.book_id, row.counter, row.unit, row.up_to])
            sums.append(int(cursor.fetchone()[0]))
    return sums[0] - sums[1]


def _again(number: int) -> Total:
    found = find_total(number)
    if found is None:
        raise ValueError(f"There is no total {number}.")
    return found
