"""Posting: the one way rows get into the ledger, for a single transfer and for a hundred thousand.

One call is one transaction, all or nothing. It finds its accounts (and locks those it draws on), writes its
rows if every account has what is needed of it, and explains itself when fewer rows were written than asked:
they stand there already, or an account has not enough. Accounts that are not open are opened first, in a
transaction of their own, so that nobody waits for an opening while holding a lock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from dure.kernel.ledgers.models import Transfer
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.read.values import Movement, Posted
from dure.kernel.ledgers.write.entry import Entry, check_place, of_movements
from dure.kernel.ledgers.write.lanes import Dry, family, lend
from dure.kernel.ledgers.write.opening import digest_of, open_missing
from dure.kernel.ledgers.write.refusals import AlreadyEnded, KeyReused, NotEnough
from dure.kernel.ledgers.write.sealing import ROWS_A_BLOCK, ROWS_OF_A_TAIL, close, seal
from dure.kernel.ledgers.write.sql import sql
from dure.kernel.ledgers.write.sql.rows import Address, Found, Put, Row, Single, Wanted

KEYS_AT_ONCE = 500

# What must be the same when a key is said again, and the column it is kept in.
CONTENT = {
    "debit": "debit__path",
    "credit": "credit__path",
    "unit": "debit__unit",
    "amount": "amount",
    "kind": "kind",
    "happened_at_us": "happened_at_us",
    "reason": "reason__digest",
    "linked": "linked",
    "follows": "follows_id",
    "meant_for": "meant_for__path",
    "until_us": "until_us",
}


class _Missing(Exception):
    """Accounts or reasons that are not there yet."""

    def __init__(self, accounts: set[Address], reasons: set[bytes]) -> None:
        self.accounts, self.reasons = accounts, reasons
        super().__init__()


class _LaneDry(Exception):
    """A lane has not enough; all together have."""

    def __init__(self, dry: Dry) -> None:
        self.dry = dry
        super().__init__()


@dataclass(frozen=True, slots=True)
class _Call:
    """What one attempt has been asked and has found."""

    entries: Sequence[Entry]
    found: Found
    place: str
    at: datetime

    @property
    def book(self) -> int:
        """The number of the place's ledger."""
        assert self.found.book is not None
        return self.found.book


def transfer(movement: Movement, *, place: str, at: datetime) -> Posted:
    """Post one movement. The same movement again changes nothing."""
    return post([movement], place=place, at=at)


def post(movements: Iterable[Movement], *, place: str, at: datetime) -> Posted:
    """Post movements, one or a hundred thousand, all or none.

    A floor is looked at when the whole call stands: within a call the order does not matter.
    """
    return post_entries(of_movements(movements), place=place, at=at)


def post_entries(entries: Sequence[Entry], *, place: str, at: datetime) -> Posted:
    """Write the entries, all or none. Those that stand there already with the same content change nothing."""
    check_place(place)
    if not entries:
        return Posted(0, 0)
    if len(entries) == 1 and _post_at_once(entries[0], place=place, at=at):
        return Posted(1, 0)
    entries = sorted(entries, key=lambda entry: entry.key)
    while True:
        try:
            with transaction.atomic():
                return _post(entries, place=place, at=at)
        except _Missing as missing:
            reasons = {digest_of(reason): reason for reason in {entry.reason for entry in entries}}
            wanted = {digest: reasons[digest] for digest in missing.reasons}
            open_missing(missing.accounts, wanted, place=place, at=at)
        except _LaneDry as short:
            lend(short.dry, place=place, at=at)


def _post_at_once(entry: Entry, *, place: str, at: datetime) -> bool:
    """Post a plain row by one question; False when that was not possible, for whatever reason."""
    if entry.linked or entry.follows or entry.meant_for or entry.until_us:
        return False
    single = Single(
        place,
        entry.key,
        entry.debit,
        entry.credit,
        entry.unit,
        entry.amount,
        entry.kind.value,
        entry.happened_at_us,
        keys.to_us(at),
        digest_of(entry.reason),
        seed_of(entry.key),
    )
    written = sql().put_at_once(single)
    if written is None:
        return False
    put, drawn = written
    _after(put, [drawn], place=place, at=at)
    return True


def _post(entries: Sequence[Entry], *, place: str, at: datetime) -> Posted:
    """One attempt, inside a transaction."""
    digests = _digests(entries)
    wanted = _wanted(entries, set(digests.values()), place=place)
    found = sql().find(wanted)
    accounts = (wanted.outs.keys() | wanted.ins) - found.accounts.keys()
    if accounts or len(found.reasons) < len(wanted.reasons):
        raise _Missing(accounts, wanted.reasons - found.reasons.keys())
    call = _Call(entries, found, place, at)
    _check_groups(entries, book=call.book)
    rows, needs = _rows(call, {told: found.reasons[digest] for told, digest in digests.items()})
    put = sql().put(rows, needs)
    if put.rows:
        _after(put, needs, place=place, at=at)
    if put.rows == len(rows):
        return Posted(len(entries), 0)
    return _explain(call, needs, put)


def seed_of(key: UUID) -> int:
    """The number by which a key chooses a lane."""
    return key.int & 0xFFFF


def _digests(entries: Sequence[Entry]) -> dict[int, bytes]:
    """The digest of each reason by which object it is: thousands of rows share one, read once."""
    return {told: digest_of(reason) for told, reason in {id(e.reason): e.reason for e in entries}.items()}


def _wanted(entries: Sequence[Entry], digests: set[bytes], *, place: str) -> Wanted:
    """What the entries need to know. The first key that draws on an account chooses its lane."""
    outs: dict[Address, int] = {}
    ins: set[Address] = set()
    for entry in entries:
        outs.setdefault((entry.debit, entry.unit), seed_of(entry.key))
        ins.add((entry.credit, entry.unit))
        if entry.meant_for is not None:
            ins.add((entry.meant_for, entry.unit))
    return Wanted(place, outs, ins, digests)


def _check_groups(entries: Sequence[Entry], *, book: int) -> None:
    """Refuse a group that has been posted with other rows. Each row is looked at once."""
    asked: dict[UUID, set[UUID]] = {}
    for entry in entries:
        if entry.linked:
            asked.setdefault(entry.linked, set()).add(entry.key)
    groups = sorted(asked)
    if groups:
        sql().lock_groups(groups)
    for start in range(0, len(groups), KEYS_AT_ONCE):
        there: dict[UUID, set[UUID]] = {}
        rows = Transfer.objects.filter(book_id=book, linked__in=groups[start : start + KEYS_AT_ONCE])
        for group, key in rows.values_list("linked", "key"):
            there.setdefault(group, set()).add(key)
        for group, keys_there in there.items():
            if keys_there != asked[group]:
                raise KeyReused(group, differs="group")


def _rows(call: _Call, reasons: dict[int, int]) -> tuple[list[Row], dict[int, int]]:
    """The rows to write, and what they need of each account that has a floor."""
    accounts, at_us = call.found.accounts, keys.to_us(call.at)
    rows = []
    needs: dict[int, int] = {}
    for entry in call.entries:
        source = accounts[entry.debit, entry.unit]
        debit = call.found.lanes[entry.debit, entry.unit] if source.lanes else source.id
        credit = accounts[entry.credit, entry.unit].id
        if source.floor is not None:
            needs[debit] = needs.get(debit, 0) + entry.amount
        rows.append(
            Row(
                call.book,
                entry.key,
                debit,
                credit,
                entry.amount,
                int(entry.kind),
                entry.happened_at_us,
                at_us,
                reasons[id(entry.reason)],
                entry.linked,
                entry.follows,
                None if entry.meant_for is None else accounts[entry.meant_for, entry.unit].id,
                entry.until_us,
            )
        )
    for row in rows:
        if row.credit in needs:
            needs[row.credit] -= row.amount
    return rows, {number: need for number, need in needs.items() if need > 0}


def _after(put: Put, drawn: Iterable[int], *, place: str, at: datetime) -> None:
    """After commit: seal when a block is full, close accounts whose sums have become long."""
    if put.tail > ROWS_OF_A_TAIL:
        transaction.on_commit(partial(close, place, accounts=list(drawn), at=at), robust=True)
    elif (put.first - 1) // ROWS_A_BLOCK != put.last // ROWS_A_BLOCK:
        transaction.on_commit(partial(seal, place, at=at), robust=True)


def _explain(call: _Call, needs: dict[int, int], put: Put) -> Posted:
    """Why fewer rows were written than asked: repeated, reused, already ended, or not enough."""
    there = _standing(call)
    for entry in call.entries:
        if entry.key in there:
            _check_same(entry, there[entry.key])
    rest = [entry for entry in call.entries if entry.key not in there]
    new = sum(put.first <= row <= put.last for row, *_ in there.values())
    if not rest:
        return Posted(new, len(there) - new)
    ended = Transfer.objects.filter(follows_id__in=[entry.follows for entry in rest if entry.follows]).first()
    if ended is not None and ended.follows is not None:
        raise AlreadyEnded(ended.follows.key)
    if len(rest) < len(call.entries):
        posted = _post(rest, place=call.place, at=call.at)
        return Posted(posted.new, posted.repeated + len(there))
    raise _shortage(call, needs)


def _standing(call: _Call) -> dict[UUID, tuple[Any, ...]]:
    """The rows of the ledger that have the keys of the call, as (row, *content)."""
    asked = [entry.key for entry in call.entries]
    there: dict[UUID, tuple[Any, ...]] = {}
    for start in range(0, len(asked), KEYS_AT_ONCE):
        rows = Transfer.objects.filter(book_id=call.book, key__in=asked[start : start + KEYS_AT_ONCE])
        for key, *content in rows.values_list("key", "id", *CONTENT.values()):
            there[key] = tuple(content)
    return there


def _check_same(entry: Entry, there: tuple[Any, ...]) -> None:
    """Refuse a key that stands there with other content, naming what differs."""
    for name, value in zip(CONTENT, there[1:], strict=True):
        said = digest_of(entry.reason) if name == "reason" else getattr(entry, name)
        if said != (bytes(value) if isinstance(value, memoryview) else value):
            raise KeyReused(entry.key, differs=name)


def _shortage(call: _Call, needs: dict[int, int]) -> Exception:
    """_LaneDry when neighbouring lanes have enough, else NotEnough for the first account that has not."""
    lanes = {number: address for address, number in call.found.lanes.items()}
    paths = {spot.id: address for address, spot in call.found.accounts.items()} | lanes
    for room in rooms(needs):
        if room.floor is None or room.balance - room.need >= room.floor:
            continue
        address, balance = paths[room.id], room.balance
        if room.id in lanes:
            numbers = family(call.book, address)
            balance = sum(each.balance for each in rooms(dict.fromkeys(numbers, 0)))
        if balance - room.need >= room.floor:
            return _LaneDry(Dry(address, room.id, room.need, call.entries[0].key))
        path, unit = address
        return NotEnough(path, unit=unit, balance=balance, needed=room.need, floor=room.floor)
    # Somebody has paid in since: there is enough now.
    return _Missing(set(), set())
