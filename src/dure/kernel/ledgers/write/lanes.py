"""Lanes of an account that many draw on: each has a floor of its own, and they lend to one another.

Lending is a transaction of its own, before the posting is tried again: whoever waited for it finds its lane
filled and need not lock all the others, too. A lane is never short while the account has enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Account, Kind
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.read.values import Reason
from dure.kernel.ledgers.write.opening import digest_of, open_missing
from dure.kernel.ledgers.write.sql import sql
from dure.kernel.ledgers.write.sql.rows import Address, Row, Wanted

LENT = Reason(Text("차선 사이 이동", "Lent between lanes"))


@dataclass(frozen=True, slots=True)
class Dry:
    """A lane that has less than is needed of it, while all lanes together have enough."""

    address: Address
    lane: int
    need: int
    key: UUID


def family(book: int, address: Address) -> list[int]:
    """The numbers of an account and of its lanes."""
    path, unit = address
    found = Account.objects.filter(book_id=book, path=path, unit=unit)
    return list(found.order_by("id").values_list("id", flat=True))


def lend(dry: Dry, *, place: str, at: datetime) -> None:
    """Fill a dry lane, and every other that runs low, from those that have most."""
    digest = digest_of(LENT)
    wanted = Wanted(place, {}, set(), {digest})
    with transaction.atomic():
        found = sql().find(wanted)
        assert found.book is not None
        if digest not in found.reasons:
            open_missing((), {digest: LENT}, place=place, at=at)
            found = sql().find(wanted)
        numbers = family(found.book, dry.address)
        sql().lock_lending(numbers[0])
        (room,) = rooms({dry.lane: dry.need})
        if room.balance >= room.need:
            return
        sql().lock_accounts(numbers)
        balances = {room.id: room.balance for room in rooms(dict.fromkeys(numbers, 0))}
        at_us, kind = keys.to_us(at), Kind.POOLED.value
        rows = [
            Row(
                found.book,
                keys.derive_key(f"{place} {dry.key} {dry.lane} lent by {lender} to {lane}", at=at),
                lender,
                lane,
                amount,
                kind,
                at_us,
                at_us,
                found.reasons[digest],
                None,
                None,
                None,
                None,
            )
            for lender, lane, amount in moves(balances, lane=dry.lane, need=dry.need)
        ]
        if rows:
            sql().put(rows, {})


def moves(balances: dict[int, int], *, lane: int, need: int) -> Iterator[tuple[int, int, int]]:
    """Who lends to whom, and how much: the richest first.

    While there is plenty, all lanes that run low are brought to a fair share. When little is left, the dry
    lane takes just what it needs.
    """
    share = sum(balances.values()) // len(balances)
    plenty = share >= need
    wants = {lane: max(share, need) - balances[lane]}
    if plenty:
        wants |= {number: share - balance for number, balance in balances.items() if balance < share // 2}
    keeps = share if plenty else 0
    lenders = sorted((balance - keeps, number) for number, balance in balances.items() if number not in wants)
    for number, wanted in wants.items():
        want = wanted
        while want > 0 and lenders and lenders[-1][0] > 0:
            free, lender = lenders.pop()
            amount = min(free, want)
            want -= amount
            if amount < free:
                lenders.append((free - amount, lender))
                lenders.sort()
            yield lender, number, amount
