"""The questions in the words of SQLite. One writer at a time (BEGIN IMMEDIATE): nothing needs a lock."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.write.sql.rows import COLUMNS, Address, Found, Put, Row, Single, Spot, Wanted

ACCOUNTS = """
SELECT a.path, a.unit, a.id, a.floor, a.lanes FROM json_each(%s) w
CROSS JOIN ledgers_account a ON a.book_id = %s AND a.path = w.value ->> 0 AND a.unit = w.value ->> 1
AND a.lane = 0
"""
LANES = """
SELECT a.path, a.unit, a.id FROM json_each(%s) w
CROSS JOIN ledgers_account a ON a.book_id = %s AND a.path = w.value ->> 0 AND a.unit = w.value ->> 1
AND a.lane = w.value ->> 2
"""
PUT = f"""
INSERT INTO ledgers_transfer ({COLUMNS})
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""  # noqa: S608  the columns are ours
OPEN = """
INSERT INTO ledgers_account (book_id, path, unit, lane, lanes, floor, opened_at_us)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def _as_bytes(key: UUID | None) -> bytes | None:
    return None if key is None else key.bytes


def find(wanted: Wanted) -> Found:
    """Accounts and reasons by their words."""
    accounts: dict[Address, Spot] = {}
    lanes: dict[Address, int] = {}
    reasons: dict[bytes, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledgers_book WHERE place = %s", [wanted.place])
        row = cursor.fetchone()
        if row is None:
            return Found(None, accounts, lanes, reasons)
        book = row[0]
        addresses = [*wanted.outs, *(wanted.ins - wanted.outs.keys())]
        cursor.execute(ACCOUNTS, [json.dumps(addresses), book])
        for path, unit, number, floor, count in cursor:
            accounts[path, unit] = Spot(number, floor, count)
        laned = [
            (*address, seed % accounts[address].lanes + 1)
            for address, seed in wanted.outs.items()
            if address in accounts and accounts[address].lanes
        ]
        if laned:
            cursor.execute(LANES, [json.dumps(laned), book])
            lanes.update(((path, unit), number) for path, unit, number in cursor)
        for digest in wanted.reasons:
            cursor.execute("SELECT id FROM ledgers_reason WHERE book_id = %s AND digest = %s", [book, digest])
            row = cursor.fetchone()
            if row is not None:
                reasons[digest] = row[0]
    return Found(book, accounts, lanes, reasons)


def put(rows: Sequence[Row], needs: dict[int, int]) -> Put:
    """Write the rows whose keys are new, if every account has what is needed of it; else none."""
    tail = 0
    for room in rooms(needs):
        if room.floor is not None and room.balance - room.need < room.floor:
            return Put(0, 0, 0, 0)
        tail = max(tail, room.tail)
    with connection.cursor() as cursor:
        cursor.executemany(
            PUT, [(*row[:1], row.key.bytes, *row[2:9], _as_bytes(row.linked), *row[10:]) for row in rows]
        )
        count = cursor.rowcount
        cursor.execute("SELECT last_insert_rowid()")
        last = cursor.fetchone()[0]
    return Put(count, last - count + 1, last, tail)


def put_at_once(_single: Single) -> tuple[Put, int] | None:
    """None: a question costs little where there is no network."""
    return None


def open_accounts(accounts: Iterable[tuple[Address, int | None, int]], *, book: int, at_us: int) -> None:
    """Open those accounts that are not open yet, each with its lanes."""
    with connection.cursor() as cursor:
        cursor.executemany(
            OPEN,
            [
                (book, path, unit, lane, 0 if lane else lanes, floor, at_us)
                for (path, unit), floor, lanes in accounts
                for lane in range(lanes + 1)
            ],
        )


def lock_groups(_groups: Sequence[UUID]) -> None:
    """Nothing: this transaction is the only one that writes."""


def lock_lending(_number: int) -> None:
    """Nothing: this transaction is the only one that writes."""


def lock_accounts(_numbers: Sequence[int]) -> None:
    """Nothing: this transaction is the only one that writes."""


def may_seal(_book: int) -> bool:
    """True: this transaction is the only one that writes."""
    return True


def last_finished_row(_book: int) -> int | None:
    """The last row: every row before it is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM ledgers_transfer")
        row: tuple[int] = cursor.fetchone()
    return row[0]
