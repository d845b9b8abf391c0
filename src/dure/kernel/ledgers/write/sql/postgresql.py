"""The questions in the words of PostgreSQL. Accounts with a floor are locked before they are summed, in the
order of their numbers; whoever writes holds the gate of the book open, whoever seals closes it for a moment.
Nobody is at the gate before all accounts are locked: sealing would wait for those who wait for an account.

A plain transfer is one question, anything else two; they are prepared, so they go past Django's cursor to the
driver's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
from django.db import OperationalError, connection
from psycopg import errors

from dure.kernel.ledgers.read.sums import POSTGRESQL as ROOMS
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.write.sql.rows import COLUMNS, Address, Found, Put, Row, Single, Spot, Wanted

# Numbers of advisory locks. PUT and the function name the gate, too.
GATE, SEALING, LENDING = 4801, 4802, 4803
GATE_TIMEOUT = "250ms"
ROWS_AT_ONCE = 20_000

# LIMIT tells the planner to look up each address: a plan that is kept would else read all accounts for each.
FIND = """
WITH book AS MATERIALIZED (SELECT b.id FROM ledgers_book b WHERE b.place = %s),
wanted AS (SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) AS w(path, unit, seed)),
root AS MATERIALIZED (
  SELECT a.id, a.path, a.unit, a.floor, a.lanes, w.seed FROM wanted w
  CROSS JOIN LATERAL (SELECT * FROM ledgers_account
    WHERE book_id = (SELECT id FROM book) AND path = w.path AND unit = w.unit AND lane = 0 LIMIT 1) a),
lane AS MATERIALIZED (
  SELECT l.id, l.path, l.unit FROM root r
  JOIN ledgers_account l ON l.book_id = (SELECT id FROM book) AND l.path = r.path AND l.unit = r.unit
    AND l.lane = r.seed %% nullif(r.lanes, 0) + 1
  WHERE r.seed >= 0 AND r.lanes > 0),
locked AS MATERIALIZED (
  SELECT a.id FROM ledgers_account a WHERE a.id IN (
    SELECT r.id FROM root r WHERE r.seed >= 0 AND r.floor IS NOT NULL AND r.lanes = 0
    UNION ALL SELECT l.id FROM lane l)
  ORDER BY a.id FOR NO KEY UPDATE)
SELECT 0, r.id, r.path, r.unit, r.floor, r.lanes, NULL::bytea FROM root r
UNION ALL SELECT 1, l.id, l.path, l.unit, NULL, NULL, NULL FROM lane l
UNION ALL SELECT 2, r.id, NULL, NULL, NULL, NULL, r.digest FROM ledgers_reason r
  WHERE r.book_id = (SELECT id FROM book) AND r.digest = ANY(%s::bytea[])
UNION ALL SELECT 3, b.id, NULL, NULL, (SELECT count(*) FROM locked), NULL, NULL FROM book b
"""

PUT = f"""
WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(4801, %s)),
room AS MATERIALIZED ({ROOMS}),
put AS (
  INSERT INTO ledgers_transfer ({COLUMNS})
  SELECT rows.* FROM gate CROSS JOIN unnest(
    %s::smallint[], %s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::smallint[], %s::bigint[],
    %s::bigint[], %s::bigint[], %s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[]) rows
  WHERE NOT EXISTS (SELECT 1 FROM room WHERE balance - need < floor)
  ON CONFLICT DO NOTHING RETURNING id)
SELECT count(*), coalesce(min(id), 0), coalesce(max(id), 0), coalesce((SELECT max(tail) FROM room), 0)
FROM put
"""  # noqa: S608  the parts are ours
LOCK = """
SELECT count(*) FROM (
  SELECT id FROM ledgers_account WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE) a
"""
# Not folded away: every lock is taken, in the order given.
LOCK_GROUPS = "SELECT count(pg_advisory_xact_lock(n)) FROM unnest(%s::bigint[]) AS n"
# The function stands in migration 0002 and does what FIND and PUT do.
AT_ONCE = """
SELECT written, drawn, tail FROM ledgers_transfer(
  %s, %s::uuid, %s, %s, %s, %s::bigint, %s::smallint, %s::bigint, %s::bigint, %s::bytea, %s::int)
"""
OPEN = """
INSERT INTO ledgers_account (book_id, path, unit, lane, lanes, floor, opened_at_us)
SELECT %s, w.path, w.unit, l.lane, CASE WHEN l.lane = 0 THEN w.lanes ELSE 0 END, w.floor, %s
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::int[]) AS w(path, unit, floor, lanes)
CROSS JOIN LATERAL generate_series(0, w.lanes) AS l(lane)
ORDER BY w.path, w.unit, l.lane ON CONFLICT DO NOTHING
"""


def _ask(statement: str, parameters: Sequence[Any], *, prepare: bool = True) -> list[Any]:
    """Run a statement through the driver, prepared on the server the first time it is seen."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    # Django forbids the driver to prepare, by leaving out the threshold; its own cursors never do.
    if raw.prepare_threshold is None:
        raw.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        cursor.execute(statement.encode(), parameters, prepare=prepare)
        return cursor.fetchall() if cursor.description else []


def _array(values: Iterable[int | UUID | str | None]) -> str:
    """Numbers, keys, or words without quotes as the text of an array: one type whatever their size."""
    return "{" + ",".join("NULL" if value is None else str(value) for value in values) + "}"


def find(wanted: Wanted) -> Found:
    """Accounts and reasons by their words. What has a floor and is drawn on stays locked till the end."""
    addresses = [*wanted.outs.items(), *((address, -1) for address in wanted.ins - wanted.outs.keys())]
    found = Found(None, {}, {}, {})
    book = None
    for what, number, path, unit, floor, lanes, digest in _ask(
        FIND,
        [
            wanted.place,
            _array(path for (path, _), _ in addresses),
            _array(unit for (_, unit), _ in addresses),
            _array(seed for _, seed in addresses),
            _array(f'"\\\\x{digest.hex()}"' for digest in wanted.reasons),
        ],
    ):
        if what == 0:
            found.accounts[path, unit] = Spot(number, floor, lanes)
        elif what == 1:
            found.lanes[path, unit] = number
        elif what == 2:
            found.reasons[bytes(digest)] = number
        else:
            book = number
    return replace(found, book=book)


def put(rows: Sequence[Row], needs: dict[int, int]) -> Put:
    """Write the rows whose keys are new, if every account has what is needed of it; else none."""
    if len(rows) <= ROWS_AT_ONCE:
        columns = map(_array, zip(*rows, strict=True))
        return Put(*_ask(PUT, [rows[0].book, _array(needs), _array(needs.values()), *columns])[0])
    tail = 0
    for room in rooms(needs):
        if room.floor is not None and room.balance - room.need < room.floor:
            return Put(0, 0, 0, 0)
        tail = max(tail, room.tail)
    parts = [put(rows[start : start + ROWS_AT_ONCE], {}) for start in range(0, len(rows), ROWS_AT_ONCE)]
    written = [part for part in parts if part.rows]
    return Put(
        sum(part.rows for part in written),
        min((part.first for part in written), default=0),
        max((part.last for part in written), default=0),
        tail,
    )


def put_at_once(single: Single) -> tuple[Put, int] | None:
    """Find, lock, sum and write in one question, a transaction of its own; with the account drawn on.

    None says that nothing was written, and not why. A transaction that stands already is not used: should the
    question fail, it would be lost with it.
    """
    if connection.in_atomic_block or not connection.get_autocommit():
        return None
    # Numbers go as text: one prepared statement, whatever their size.
    words = [str(value) if isinstance(value, int) else value for value in single]
    written, drawn, tail = _ask(AT_ONCE, words)[0]
    return None if written is None else (Put(1, written, written, tail), drawn)


def open_accounts(accounts: Iterable[tuple[Address, int | None, int]], *, book: int, at_us: int) -> None:
    """Open those accounts that are not open yet, each with its lanes, in one order for everybody."""
    opened = list(accounts)
    _ask(
        OPEN,
        [
            book,
            at_us,
            [path for (path, _), _, _ in opened],
            [unit for (_, unit), _, _ in opened],
            _array(floor for _, floor, _ in opened),
            _array(lanes for _, _, lanes in opened),
        ],
    )


def lock_groups(groups: Sequence[UUID]) -> None:
    """Let nobody else post under these groups till the end of the transaction; in one order for everybody.

    Each takes a place in the server's table of locks, which has about 6,400 unless it is told otherwise.
    """
    numbers = sorted(int.from_bytes(group.bytes[8:], signed=True) for group in groups)
    _ask(LOCK_GROUPS, [_array(numbers)])


def lock_lending(number: int) -> None:
    """Let nobody else lend between the lanes of this account till the end of the transaction."""
    _ask("SELECT pg_advisory_xact_lock(%s, hashint8(%s::bigint))", [LENDING, number])


def lock_accounts(numbers: Sequence[int]) -> None:
    """Lock accounts in the order of their numbers till the end of the transaction."""
    _ask(LOCK, [_array(numbers)])


def may_seal(book: int) -> bool:
    """Whether nobody else is sealing this book; nobody will till the end of the transaction."""
    return bool(_ask("SELECT pg_try_advisory_xact_lock(%s, %s)", [SEALING, book])[0][0])


def last_finished_row(book: int) -> int | None:
    """The last row before which every row is committed, or None when the book is too busy to tell now.

    A number is drawn before its row is committed, so the highest number seen says nothing about the lower
    ones. Everybody who writes holds the gate open; once it is closed nobody is between the two. Going back to
    the savepoint opens the gate again, whatever happened, and leaves nobody with a short patience.
    """
    _ask("SAVEPOINT gate", [], prepare=False)
    try:
        _ask(f"SET LOCAL lock_timeout = '{GATE_TIMEOUT}'", [], prepare=False)
        _ask("SELECT pg_advisory_xact_lock(%s, %s)", [GATE, book])
        return int(_ask("SELECT coalesce(max(id), 0) FROM ledgers_transfer", [])[0][0])
    except OperationalError as error:
        if not isinstance(error.__cause__, errors.LockNotAvailable):
            raise
        return None
    finally:
        _ask("ROLLBACK TO SAVEPOINT gate", [], prepare=False)
        _ask("RELEASE SAVEPOINT gate", [], prepare=False)
