"""Batches and the year-end, in a process of its own. Started by bench/ledger.py.

    python batches.py fill                         accounts for the clients, and the naive tables
    python batches.py batch ROWS_BEFORE ROWS       post a batch into a table that has rows already
    python batches.py expire WALLETS               empty so many wallets into one account

The last two print CPU seconds, seconds, and bytes a row (0 on PostgreSQL).
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dure.portal.settings"
django.setup()

from django.core.management import call_command  # noqa: E402  after setup
from django.db import connection  # noqa: E402

from dure.grammar.shapes import Text  # noqa: E402
from dure.kernel.ledgers import read, write  # noqa: E402
from dure.kernel.ledgers.guard import make_guards  # noqa: E402
from dure.kernel.ledgers.write import Movement, Reason  # noqa: E402

PLACE, UNIT = "bench", "point"
START = datetime(2026, 1, 1, tzinfo=UTC)
WHY = Reason(Text("측정", "Measuring"))
AT_ONCE = 100_000
RICH = 10**9


def movements(first: int, count: int, *, accounts: int, chance: random.Random) -> list[Movement]:
    """Grants from outside to random wallets, a millisecond apart."""
    made = []
    for number in range(first, first + count):
        at = START + timedelta(milliseconds=number)
        key = write.make_key(at=at, random_bytes=chance.randbytes(10))
        wallet = f"wallet/{chance.randrange(accounts)}"
        made.append(Movement(key, "outside/source", wallet, 1 + number % 100, UNIT, at, WHY))
    return made


def fill() -> None:
    """Ten thousand rich wallets, a budget without lanes, one with 64, and one for the last won."""
    for path, lanes in (("budget", 0), ("laned", 64), ("last", 64)):
        write.open_account(PLACE, path=path, unit=UNIT, lanes=lanes, at=START)
    chance = random.Random(0)
    said = []
    amounts = {"budget": RICH, "laned": RICH, "last": 100_000} | {f"wallet/{n}": RICH for n in range(10_000)}
    for number, (path, amount) in enumerate(amounts.items()):
        key = write.make_key(at=START + timedelta(milliseconds=number), random_bytes=chance.randbytes(10))
        said.append(Movement(key, "outside/source", path, amount, UNIT, START, WHY))
    write.post(said, place=PLACE, at=START)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_account (id int PRIMARY KEY, balance bigint CHECK (balance >= 0))")
        cursor.execute(
            "CREATE TABLE naive_transfer (key uuid PRIMARY KEY, debit int NOT NULL REFERENCES naive_account, "
            "credit int NOT NULL REFERENCES naive_account, amount bigint NOT NULL, at timestamptz NOT NULL)"
        )
        cursor.execute(f"INSERT INTO naive_account SELECT n, {RICH} FROM generate_series(0, 10000) n")
        cursor.execute("CREATE INDEX ON naive_transfer (debit)")
        cursor.execute("CREATE INDEX ON naive_transfer (credit)")
        cursor.execute("VACUUM ANALYZE")


def file_bytes() -> int:
    """The size of the SQLite file; 0 on PostgreSQL."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return os.path.getsize(connection.settings_dict["NAME"])


def batch(before: int, rows: int) -> None:
    """Post batches into a table of `before` rows; the accounts are there already."""
    chance, number, accounts = random.Random(1), 0, 100_000
    write.post(
        [
            Movement(
                write.make_key(at=START - timedelta(days=1), random_bytes=chance.randbytes(10)),
                "outside/source",
                f"wallet/{wallet}",
                1,
                UNIT,
                START,
                WHY,
            )
            for wallet in range(accounts)
        ],
        place=PLACE,
        at=START,
    )
    while number < before:
        write.post(movements(number, AT_ONCE, accounts=accounts, chance=chance), place=PLACE, at=START)
        number += AT_ONCE
    size = file_bytes()
    cpu = wall = 0.0
    for first in range(number, number + rows, AT_ONCE):
        said = movements(first, min(AT_ONCE, rows), accounts=accounts, chance=chance)
        cpu_before, wall_before = time.process_time(), time.monotonic()
        write.post(said, place=PLACE, at=START)
        cpu += time.process_time() - cpu_before
        wall += time.monotonic() - wall_before
    print(cpu, wall, (file_bytes() - size) / rows)


def expire(wallets: int) -> None:
    """Fill wallets, then sweep them."""
    said = []
    chance = random.Random(2)
    for number in range(wallets):
        at = START + timedelta(milliseconds=number)
        key = write.make_key(at=at, random_bytes=chance.randbytes(10))
        said.append(Movement(key, "outside/source", f"wallet/{number}", 1 + number % 100, UNIT, at, WHY))
        if len(said) == AT_ONCE or number == wallets - 1:
            write.post(said, place=PLACE, at=START)
            said = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    year_end = datetime(2026, 12, 31, 15, tzinfo=UTC)
    cpu, wall = time.process_time(), time.monotonic()
    emptied = write.sweep(
        PLACE,
        prefix="wallet/",
        unit=UNIT,
        into="outside/expired",
        reason=WHY,
        happened_at=year_end,
        at=year_end,
    )
    print(time.process_time() - cpu, time.monotonic() - wall, 0)
    assert emptied == wallets
    assert read.balance(PLACE, path="outside/expired", unit=UNIT) == sum(1 + n % 100 for n in range(wallets))


def main(verb: str, *numbers: str) -> None:
    """Migrate, then do what was asked."""
    call_command("migrate", verbosity=0)
    make_guards()
    verbs: dict[str, Callable[..., None]] = {"fill": fill, "batch": batch, "expire": expire}
    verbs[verb](*map(int, numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
