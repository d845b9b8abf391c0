"""What the ledgers tell: balances, statements, blocks. Frozen values, never rows; every list is bounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, Sum

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Account as AccountRow
from dure.kernel.ledgers.models import AccountKind, Book
from dure.kernel.ledgers.models import Block as BlockRow
from dure.kernel.ledgers.models import Transfer as TransferRow
from dure.kernel.ledgers.models import Unit as UnitRow
from dure.kernel.ledgers.read import keys, lines, paths
from dure.kernel.ledgers.read.arrivals import Arrival, LastRow, arrivals, last_rows, touching
from dure.kernel.ledgers.read.histories import (
    Moved,
    Row,
    count_below,
    histories,
    histories_below,
    histories_of,
)
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.read.tallies import Left, left_between, paths_of
from dure.kernel.ledgers.read.totals import Total, find_edition, find_total, gathered, proof_in, totals
from dure.kernel.ledgers.read.values import Account, Block, Hold, Transfer
from dure.kernel.ledgers.read.verifying import Verdict, verify

__all__ = [
    "Account",
    "Arrival",
    "Block",
    "Hold",
    "LastRow",
    "Left",
    "Moved",
    "Row",
    "Total",
    "Transfer",
    "UnitSeen",
    "Verdict",
    "account_titles",
    "accounts",
    "arrivals",
    "balance",
    "balance_on",
    "blocks",
    "count_below",
    "find_edition",
    "find_total",
    "find_transfer",
    "gathered",
    "group",
    "has_below",
    "histories",
    "histories_below",
    "histories_of",
    "holds",
    "last_block",
    "last_rows",
    "left_between",
    "paths_of",
    "places",
    "proof_in",
    "statement",
    "statements",
    "totals",
    "units",
    "unsealed_rows",
    "verify",
]

MOST = 1000

OF_ROWS = """
 WHERE t.id IN ({rows})
 ORDER BY t.id
"""
OF_GROUP = """
 WHERE t.book_id = %s AND t.linked = %s
 ORDER BY t.id
"""
OPEN_HOLDS = """
 WHERE t.book_id = %s AND t.kind = 2 AND t.id > %s
   AND NOT EXISTS (SELECT 1 FROM ledgers_transfer e WHERE e.follows_id = t.id)
 ORDER BY t.id
"""


def balance(place: str, *, path: str, unit: str) -> int:
    """What lies in an account now, over all its lanes; 0 in one that nobody has opened."""
    numbers = AccountRow.objects.filter(book__place=place, path=path, unit=unit).values_list("id", flat=True)
    return sum(room.balance for room in rooms(dict.fromkeys(numbers, 0)))


def balance_on(place: str, *, path: str, unit: str, happened_before: datetime) -> int:
    """What lay in an account by the time things happened, whenever they were recorded."""
    accounts = AccountRow.objects.filter(book__place=place, path=path, unit=unit)
    rows = TransferRow.objects.filter(happened_at_us__lt=keys.to_us(happened_before))
    arrived = rows.filter(credit__in=accounts).aggregate(amount=Sum("amount"))["amount"] or 0
    left = rows.filter(debit__in=accounts).aggregate(amount=Sum("amount"))["amount"] or 0
    return int(arrived) - int(left)


def accounts(
    place: str,
    *,
    prefix: str | tuple[str, ...] = "",
    without: tuple[str, ...] = (),
    after: str = "",
    after_unit: str = "",
    limit: int = 100,
) -> tuple[Account, ...]:
    """Accounts of a place with their balances, in the order of paths: `limit` of them after one path.

    `prefix` is what a path begins with, one or any of several, `without` what none begins with. A path may
    hold several units; with `after_unit` only that one is passed over.
    """
    opened = AccountRow.objects.annotate(in_bytes=paths.in_bytes()).filter(book__place=place, lane=0)
    if after:
        opened = opened.filter(in_bytes__gte=after)
        same = {"unit__lte": after_unit} if after_unit else {}
        opened = opened.exclude(path=after, **same)
    rows: list[AccountRow] = []
    for first, last in paths.spans((prefix,) if isinstance(prefix, str) else prefix, without=without):
        if len(rows) < _bounded(limit) and last > after:
            wanted = opened.filter(in_bytes__gte=max(first, after), in_bytes__lt=last)
            rows += wanted.order_by("in_bytes", "unit")[: _bounded(limit) - len(rows)]
    lanes = AccountRow.objects.filter(
        book__place=place, lane__gt=0, path__in=[row.path for row in rows if row.lanes]
    )
    numbers = {row.pk: (row.path, row.unit) for row in [*rows, *lanes]}
    balances = dict.fromkeys(numbers.values(), 0)
    for room in rooms(dict.fromkeys(numbers, 0)):
        balances[numbers[room.id]] += room.balance
    return tuple(
        Account(place, row.path, row.unit, row.floor, row.lanes, balances[row.path, row.unit]) for row in rows
    )


def has_below(place: str, *, prefix: tuple[str, ...], unit: str) -> bool:
    """Whether anything was ever opened in a unit below one of these beginnings."""
    opened = AccountRow.objects.annotate(in_bytes=paths.in_bytes()).filter(book__place=place, unit=unit)
    return any(
        opened.filter(in_bytes__gte=first, in_bytes__lt=last).exists() for first, last in paths.spans(prefix)
    )


def statement(place: str, *, path: str, unit: str, after: int = 0, limit: int = 100) -> tuple[Transfer, ...]:
    """Rows that touch an account, oldest first: `limit` of them after one row.

    Moves between the account's own lanes are left out.
    """
    return statements(place, paths=[path], unit=unit, after=after, limit=limit)


def statements(
    place: str, *, paths: Sequence[str], unit: str, after: int = 0, limit: int = 100
) -> tuple[Transfer, ...]:
    """Rows that touch any of these accounts, as `statement` has them of one."""
    numbers = AccountRow.objects.filter(book__place=place, path__in=paths, unit=unit).values_list(
        "id", flat=True
    )
    rows = touching(list(numbers), after=after, limit=_bounded(limit))
    if not rows:
        return ()
    return tuple(
        line.transfer() for line in lines.ask(OF_ROWS.format(rows=", ".join(map(str, rows))), [MOST])
    )


def find_transfer(key: UUID, *, place: str) -> Transfer | None:
    """The row with this key, if there is one."""
    line = lines.find_line(place, key=key)
    return None if line is None else line.transfer()


def group(place: str, *, key: UUID) -> tuple[Transfer, ...]:
    """The movements that were posted together as one group, in their order; at most MOST of them."""
    book = Book.objects.filter(place=place).first()
    if book is None:
        return ()
    linked = key if connection.vendor == "postgresql" else key.bytes
    return tuple(line.transfer() for line in lines.ask(OF_GROUP, [book.pk, linked, MOST]))


def holds(place: str, *, after: int = 0, limit: int = 100) -> tuple[Hold, ...]:
    """Pending movements that have not ended, oldest first: `limit` of them after one row."""
    book = Book.objects.filter(place=place).first()
    if book is None:
        return ()
    rows = [line.transfer() for line in lines.ask(OPEN_HOLDS, [book.pk, after, _bounded(limit)])]
    return tuple(
        Hold(row.row, row.key, row.debit, row.meant_for or "", row.amount, row.unit, row.until)
        for row in rows
    )


def blocks(place: str, *, after: int = 0, limit: int = 100) -> tuple[Block, ...]:
    """Sealed blocks of a place in order: `limit` of them after one number."""
    rows = BlockRow.objects.filter(book__place=place, number__gt=after).order_by("number")
    return tuple(_block(place, row) for row in rows[: _bounded(limit)])


def last_block(place: str) -> Block | None:
    """The newest block. Whoever keeps its digest elsewhere can show later that nothing was changed."""
    row = BlockRow.objects.filter(book__place=place).order_by("-number").first()
    return None if row is None else _block(place, row)


def unsealed_rows(place: str) -> int:
    """Rows that no block holds yet."""
    last = last_block(place)
    return TransferRow.objects.filter(
        Q(book__place=place), id__gt=0 if last is None else last.last_row
    ).count()


@dataclass(frozen=True)
class UnitSeen:
    """What a unit is called, and how many decimals of it a page shows."""

    name: str
    title: Text
    decimals: int


def units() -> dict[str, UnitSeen]:
    """The units of the packs by name."""
    return {
        row.name: UnitSeen(row.name, Text(row.title_ko, row.title_en), row.decimals)
        for row in UnitRow.objects.all()
    }


def account_titles() -> dict[str, Text]:
    """What accounts are called: the title of a path is that of the longest declared path it lies below."""
    return {row.path: Text(row.title_ko, row.title_en) for row in AccountKind.objects.all()}


def places() -> tuple[str, ...]:
    """The places that have a ledger."""
    return tuple(Book.objects.order_by("place").values_list("place", flat=True))


def _block(place: str, row: BlockRow) -> Block:
    return Block(
        place, row.number, row.last_row, row.rows, bytes(row.digest).hex(), keys.from_us(row.sealed_at_us)
    )


def _bounded(limit: int) -> int:
    """A limit between 1 and MOST."""
    return max(1, min(limit, MOST))
