"""Rows of the ledger read back whole, with words in place of numbers, and their sealed form.

The sealed form of a row is one line of JSON with these values in this order: whoever has a statement can
compute the chain again without this program.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from dure.grammar.shapes import Text
from dure.kernel.ledgers.models import Kind
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.values import Reason, Transfer

LINES_AT_ONCE = 5000
MARK_BYTES = 4

LINES = """
SELECT t.id, t.debit_id, t.credit_id, t.follows_id, t.key, d.path, d.lane, d.unit, d.floor,
  c.path, c.lane, c.unit, c.floor, t.amount, t.kind, t.happened_at_us, t.recorded_at_us,
  r.says_ko, r.says_en, r.source, r.locator, r.origin, t.linked, f.key, m.path, t.until_us
FROM (SELECT t.* FROM ledgers_transfer t {where} LIMIT %s) t
LEFT JOIN ledgers_account d ON d.id = t.debit_id
LEFT JOIN ledgers_account c ON c.id = t.credit_id
LEFT JOIN ledgers_account m ON m.id = t.meant_for_id
LEFT JOIN ledgers_reason r ON r.id = t.reason_id
LEFT JOIN ledgers_transfer f ON f.id = t.follows_id
ORDER BY t.id
"""
# The plus keeps SQLite from reading a whole book by its keys and sorting it.
AFTER = "WHERE +t.book_id = %s AND t.id > %s AND t.id <= %s ORDER BY t.id"
OF_KEY = "WHERE t.book_id = (SELECT id FROM ledgers_book WHERE place = %s) AND t.key = %s"


class Line(NamedTuple):
    """A row with its words. The first four are numbers of this database and are not sealed."""

    row: int
    debit_id: int
    credit_id: int
    follows_id: int | None
    key: UUID
    debit: str
    debit_lane: int
    debit_unit: str
    debit_floor: int | None
    credit: str
    credit_lane: int
    credit_unit: str
    credit_floor: int | None
    amount: int
    kind: int
    happened_at_us: int
    recorded_at_us: int
    says_ko: str
    says_en: str
    source: str
    locator: str
    origin: str
    linked: UUID | None
    follows: UUID | None
    meant_for: str | None
    until_us: int | None

    def sealed(self) -> bytes:
        """The line of JSON that goes into the chain."""
        return json.dumps(self[4:], ensure_ascii=False, separators=(",", ":"), default=str).encode() + b"\n"

    def transfer(self) -> Transfer:
        """The row as the door gives it out."""
        return Transfer(
            row=self.row,
            key=self.key,
            debit=self.debit,
            credit=self.credit,
            amount=self.amount,
            unit=self.debit_unit,
            kind=Kind(self.kind).label,
            happened_at=keys.from_us(self.happened_at_us),
            recorded_at=keys.from_us(self.recorded_at_us),
            reason=Reason(Text(self.says_ko, self.says_en), self.source, self.locator, self.origin),
            group=self.linked,
            follows=self.follows,
            meant_for=self.meant_for,
            until=None if self.until_us is None else keys.from_us(self.until_us),
        )


def _key(value: object) -> UUID | None:
    return UUID(bytes=value) if isinstance(value, bytes) else value  # type: ignore[return-value]


def ask(where: str, parameters: list[str | int | bytes | UUID]) -> list[Line]:
    """The lines that a condition chooses, oldest first; the last parameter is how many at most."""
    with connection.cursor() as cursor:
        cursor.execute(LINES.format(where=where), parameters)
        rows = cursor.fetchall()
    return [
        Line._make((*row[:4], _key(row[4]), *row[5:22], _key(row[22]), _key(row[23]), *row[24:]))
        for row in rows
    ]


def between(book: int, *, after: int, up_to: int, limit: int = LINES_AT_ONCE) -> list[Line]:
    """Lines of a book in order, after one row and up to another."""
    return ask(AFTER, [book, after, up_to, limit])


def walk(book: int, *, up_to: int) -> Iterator[Line]:
    """Every line of a book in order, read in pieces."""
    after = 0
    while lines := between(book, after=after, up_to=up_to):
        yield from lines
        after = lines[-1].row


def mark(sealed: bytes) -> bytes:
    """Four bytes that tell a row that was changed."""
    return hashlib.sha256(sealed).digest()[:MARK_BYTES]


def first_digest(place: str) -> bytes:
    """What stands before the first block of a place."""
    return hashlib.sha256(f"dure ledger {place}".encode()).digest()


def find_line(place: str, *, key: UUID) -> Line | None:
    """The row with this key, if there is one."""
    found = ask(OF_KEY, [place, key if connection.vendor == "postgresql" else key.bytes, 1])
    return found[0] if found else None
