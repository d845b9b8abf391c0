"""Pending movements and their ends, and reversals: rows that follow on another row."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Kind
from dure.kernel.ledgers.read import keys, lines
from dure.kernel.ledgers.read.values import HELD, Movement, Posted, Reason
from dure.kernel.ledgers.write.entry import Entry, check_key, of_movement
from dure.kernel.ledgers.write.posting import post_entries
from dure.kernel.ledgers.write.refusals import (
    NoSuchTransfer,
    NotPending,
    NotReversible,
    TimedOut,
    TimeUnknown,
)

HOLDS_AT_ONCE = 5000
TIME_PASSED = Reason(Text("보류 기한 경과", "The time of the hold has passed"))
OPEN_HOLDS = """
 WHERE t.book_id = (SELECT id FROM ledgers_book WHERE place = %s) AND t.kind = 2 AND t.until_us <= %s
   AND NOT EXISTS (SELECT 1 FROM ledgers_transfer e WHERE e.follows_id = t.id)
 ORDER BY t.until_us
"""


def hold(movement: Movement, *, place: str, until: datetime | None, at: datetime) -> Posted:
    """Take the amount out of the debited account now; `complete` gives it on, `void` gives it back."""
    entry = of_movement(movement)
    if until is not None and until.tzinfo is None:
        raise TimeUnknown(movement.key)
    pending = replace(
        entry,
        kind=Kind.PENDING,
        credit=HELD,
        meant_for=entry.credit,
        until_us=None if until is None else keys.to_us(until),
    )
    return post_entries([pending], place=place, at=at)


def complete(
    of: UUID, *, key: UUID, place: str, reason: Reason, happened_at: datetime, at: datetime
) -> Posted:
    """End a hold: the amount arrives where it was meant for. Refused when its time has passed."""
    held = _line(of, place=place)
    if held.kind != Kind.PENDING or held.meant_for is None:
        raise NotPending(of)
    passed = held.until_us is not None and held.until_us <= keys.to_us(at)
    if passed and lines.find_line(place, key=key) is None:
        raise TimedOut(of)
    entry = _following(held, Kind.POSTED, key=key, reason=reason, happened_at=happened_at)
    return post_entries([replace(entry, credit=held.meant_for)], place=place, at=at)


def void(of: UUID, *, key: UUID, place: str, reason: Reason, happened_at: datetime, at: datetime) -> Posted:
    """End a hold: the amount goes back where it came from."""
    held = _line(of, place=place)
    if held.kind != Kind.PENDING:
        raise NotPending(of)
    entry = _following(held, Kind.VOIDED, key=key, reason=reason, happened_at=happened_at)
    return post_entries([entry], place=place, at=at)


def time_out(place: str, *, at: datetime) -> int:
    """Give back every hold whose time has passed; answer how many. Doing it again does no harm."""
    ended = 0
    while holds := lines.ask(OPEN_HOLDS, [place, keys.to_us(at), HOLDS_AT_ONCE]):
        ended += post_entries([_timed_out(held) for held in holds], place=place, at=at).new
    return ended


def reverse(
    of: UUID, *, key: UUID, place: str, reason: Reason, happened_at: datetime, at: datetime
) -> Posted:
    """Take a transfer back by a row the other way round. The row itself stays as it is."""
    line = _line(of, place=place)
    if line.kind not in {Kind.MOVED, Kind.POSTED}:
        raise NotReversible(of)
    entry = _following(line, Kind.REVERSAL, key=key, reason=reason, happened_at=happened_at)
    if line.kind == Kind.POSTED and line.follows is not None:
        entry = replace(entry, credit=_line(line.follows, place=place).debit)
    return post_entries([entry], place=place, at=at)


def _following(line: lines.Line, kind: Kind, *, key: UUID, reason: Reason, happened_at: datetime) -> Entry:
    """The entry that leads the amount of a row back, and names the row."""
    check_key(key)
    if happened_at.tzinfo is None:
        raise TimeUnknown(key)
    return Entry(
        key,
        line.credit,
        line.debit,
        line.amount,
        line.debit_unit,
        kind,
        keys.to_us(happened_at),
        reason,
        follows=line.row,
    )


def _timed_out(held: lines.Line) -> Entry:
    """The end of a hold whose time has passed: always with the same key, whoever writes it."""
    assert held.until_us is not None
    until = keys.from_us(held.until_us)
    entry = _following(held, Kind.VOIDED, key=held.key, reason=TIME_PASSED, happened_at=until)
    return replace(entry, kind=Kind.TIMED_OUT, key=keys.derive_key(f"{held.key} timed out", at=until))


def _line(key: UUID, *, place: str) -> lines.Line:
    line = lines.find_line(place, key=key)
    if line is None:
        raise NoSuchTransfer(key, place=place)
    return line
