"""Copying, comparing and putting in place a SQLite database."""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from dure.portal.commands.manifest import Damaged, Table


class NoDatabase(RuntimeError):
    """There is no database yet."""


def copy(to: Path) -> tuple[Table, ...]:
    """Copy the database as it stands at one moment, while others write; answers the tables of the copy."""
    origin = settings.HOME / "dure.sqlite3"
    if not origin.exists():
        raise NoDatabase(f"there is no database at {origin}. Run dure up first, or set DURE_HOME.")
    with closing(_read_only(origin)) as reads, closing(sqlite3.connect(to)) as writes:
        # In one step: copied piece by piece, every write of another process would begin it again.
        reads.backup(writes)
        # One file, without a log beside it.
        writes.execute("PRAGMA journal_mode=DELETE")
    with open(to, "rb+") as file:
        os.fsync(file.fileno())
    return tables(to)


def tables(path: Path) -> tuple[Table, ...]:
    """The tables of a database file; Damaged where SQLite finds it broken."""
    try:
        with closing(_read_only(path)) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if said != "ok":
                raise Damaged(f"the database is broken: {said}")
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' "
                "ORDER BY name"
            ).fetchall()
            return tuple(_table(connection, name) for (name,) in names)
    except sqlite3.DatabaseError as error:
        raise Damaged(f"the database cannot be read: {error}") from error


def series(path: Path) -> tuple[str, ...]:
    """The digests of the series that a database file names."""
    with closing(_read_only(path)) as connection:
        named = "SELECT 1 FROM sqlite_master WHERE name = 'observations_series'"
        if connection.execute(named).fetchone() is None:
            return ()
        found = connection.execute("SELECT DISTINCT digest FROM observations_series ORDER BY digest")
        return tuple(digest for (digest,) in found)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)


def _table(connection: sqlite3.Connection, name: str) -> Table:
    """Rows in the order of their values, so that the same content has the same digest wherever it lies."""
    quoted = '"' + name.replace('"', '""') + '"'
    count = len(connection.execute(f"PRAGMA table_info({quoted})").fetchall())
    order = ", ".join(str(number + 1) for number in range(count))
    whole, rows = hashlib.sha256(), 0
    for row in connection.execute(f"SELECT * FROM {quoted} ORDER BY {order}"):  # noqa: S608  # a table's own name
        whole.update(repr(row).encode())
        rows += 1
    return Table(name=name, rows=rows, digest=whole.hexdigest())
