"""The questions in the words of SQLite. One writer at a time (BEGIN IMMEDIATE): nothing needs a lock."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from dure.kernel.ledgers.sql.rows import COLUMNS, Address, Found, Put, Room, Row, Spot, Wanted

ACCOUNTS = """
SELECT a.path, a.unit, a.id, a.floor, a.lanes FROM json_each(%s) w
JOIN ledgers_account a ON a.book_id = %s AND a.path = w.value ->> 0 AND a.unit = w.value ->> 1 AND a.lane = 0
"""
LANES = """
SELECT a.path, a.unit, a.id FROM json_each(%s) w
JOIN ledgers_account a ON a.book_id = %s AND a.path = w.value ->> 0 AND a.unit = w.value ->> 1
AND a.lane = w.value ->> 2
"""
ROOMS = """
WITH n AS (
  SELECT w.value ->> 0 AS id, w.value ->> 1 AS need,
    (SELECT max(up_to) FROM ledgers_closing WHERE account_id = w.value ->> 0) AS up_to
  FROM json_each(%s) w)
SELECT a.id, a.floor,
  coalesce((SELECT balance FROM ledgers_closing WHERE account_id = a.id AND up_to = n.up_to), 0)
  + coalesce((SELECT sum(amount) FROM ledgers_transfer
              WHERE credit_id = a.id AND id > coalesce(n.up_to, 0)), 0)
  - coalesce((SELECT sum(amount) FROM ledgers_transfer
              WHERE debit_id = a.id AND id > coalesce(n.up_to, 0)), 0),
  n.need,
  (SELECT count(*) FROM ledgers_transfer WHERE debit_id = a.id AND id > coalesce(n.up_to, 0))
FROM n CROSS JOIN ledgers_account a ON a.id = n.id
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
    found = Found()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledgers_book WHERE place = %s", [wanted.place])
        row = cursor.fetchone()
        if row is None:
            return found
        found.book = row[0]
        addresses = [*wanted.outs, *(wanted.ins - wanted.outs.keys())]
        cursor.execute(ACCOUNTS, [json.dumps(addresses), found.book])
        for path, unit, number, floor, lanes in cursor:
            found.accounts[path, unit] = Spot(number, floor, lanes)
        laned = [
            (path, unit, seed % found.accounts[path, unit].lanes + 1)
            for (path, unit), seed in wanted.outs.items()
            if (path, unit) in found.accounts and found.accounts[path, unit].lanes
        ]
        if laned:
            cursor.execute(LANES, [json.dumps(laned), found.book])
            found.lanes = {(path, unit): number for path, unit, number in cursor}
        for digest in wanted.reasons:
            cursor.execute(
                "SELECT id FROM ledgers_reason WHERE book_id = %s AND digest = %s", [found.book, digest]
            )
            row = cursor.fetchone()
            if row is not None:
                found.reasons[digest] = row[0]
    return found


def rooms(needs: dict[int, int]) -> list[Room]:
    """The balance, floor and tail of each account, with what is needed of it."""
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, [json.dumps(list(needs.items()))])
        return [Room(*row) for row in cursor]


def put(rows: Sequence[Row], needs: dict[int, int]) -> Put:
    """Write the rows whose keys are new, if every account has what is needed of it; else none."""
    tail = 0
    for room in rooms(needs):
        if room.balance - room.need < room.floor:
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


def lock_group(_group: UUID) -> None:
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
