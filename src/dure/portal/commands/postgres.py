"""Copying, comparing and putting in place a PostgreSQL database, with pg_dump and pg_restore."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from dure.portal.commands.manifest import Damaged, Table

# Order does not matter to a sum, so no table has to be sorted or held.
DIGEST = sql.SQL("""
    SELECT count(*), coalesce(sum(('x' || left(md5(r::text), 16))::bit(64)::bigint), 0)::text
        || ':' || coalesce(sum(('x' || right(md5(r::text), 16))::bit(64)::bigint), 0)::text FROM {} AS r
""")
# Text of a row must not depend on who asks.
PLAIN = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 1"
)


class CannotRun(RuntimeError):
    """A program of PostgreSQL is missing or failed, or the database is in use."""


def copy(to: Path) -> tuple[Table, ...]:
    """Dump the database as it stands at one moment, while others write; answers the tables of that moment."""
    name = _name()
    with psycopg.connect(_conninfo(name)) as connection:
        connection.execute(PLAIN)
        connection.commit()
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        found = _tables(connection)
        with _passfile(name) as conninfo:
            moment = snapshot[0] if snapshot else ""
            _tool(
                "pg_dump", "--format=custom", f"--snapshot={moment}", f"--file={to}", f"--dbname={conninfo}"
            )
    return found


def series() -> tuple[str, ...]:
    """The digests of the series that the database names."""
    with psycopg.connect(_conninfo(_name())) as connection:
        if ("observations_series",) not in connection.execute("SELECT tablename FROM pg_tables").fetchall():
            return ()
        found = connection.execute("SELECT DISTINCT digest FROM observations_series ORDER BY digest")
        return tuple(digest for (digest,) in found.fetchall())


def is_empty() -> bool:
    """Whether the database is not there, or has no tables."""
    try:
        with psycopg.connect(_conninfo(_name())) as connection:
            return not _tables(connection)
    except psycopg.OperationalError:
        return True


def restore(dump: Path, *, said: tuple[Table, ...], stamp: str) -> str:
    """Restore beside the database, compare, change the names; answers the old one's name from now on."""
    name = _name()
    beside, before = f"{name}_restoring", f"{name}_before_{stamp}"
    with psycopg.connect(_conninfo("postgres"), autocommit=True) as server:
        _forget(server, beside)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(beside)))
        try:
            with _passfile(beside) as conninfo:
                _tool("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={conninfo}", str(dump))
            _compare(beside, said)
            was_there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if was_there:
                _rename(server, name, to=before)
            _rename(server, beside, to=name)
        finally:
            _forget(server, beside)
    return before if was_there else ""


def _compare(name: str, said: tuple[Table, ...]) -> None:
    with psycopg.connect(_conninfo(name)) as connection:
        connection.execute(PLAIN)
        found = _tables(connection)
    if found != said:
        raise Damaged("the restored tables differ from the manifest")


def _tables(connection: psycopg.Connection[tuple[object, ...]]) -> tuple[Table, ...]:
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    ).fetchall()
    found = []
    for (name,) in names:
        row = connection.execute(DIGEST.format(sql.Identifier(str(name)))).fetchone()
        assert row is not None
        found.append(Table(name=str(name), rows=int(str(row[0])), digest=str(row[1])))
    return tuple(found)


def _rename(server: psycopg.Connection[tuple[object, ...]], name: str, *, to: str) -> None:
    try:
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to))
        )
    except psycopg.errors.ObjectInUse as error:
        raise CannotRun(f"somebody is connected to {name}. Stop every server, then run it again.") from error


def _forget(server: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _conninfo(name: str, **more: str) -> str:
    said = settings.DATABASES["default"]
    words = {key.lower(): str(said[key]) for key in ("HOST", "PORT", "USER", "PASSWORD")}
    options = said["OPTIONS"] if isinstance(said["OPTIONS"], dict) else {}
    wanted = words | {str(key): str(value) for key, value in options.items()} | more
    return make_conninfo("", dbname=name, **{key: value for key, value in wanted.items() if value})


@contextmanager
def _passfile(name: str) -> Iterator[str]:
    """Where to connect, for a program: the password stands in a file, not in the list of processes."""
    password = str(settings.DATABASES["default"]["PASSWORD"])
    with tempfile.NamedTemporaryFile("w", prefix="dure-") as file:
        escaped = password.replace("\\", "\\\\").replace(":", "\\:")
        file.write(f"*:*:*:*:{escaped}\n")
        file.flush()
        yield _conninfo(name, password="", passfile=file.name)


def _tool(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise CannotRun(
            f"{program} is not installed. Install PostgreSQL's client programs of the server's version "
            "(on Debian: postgresql-client)."
        )
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"{program} failed: {done.stderr.strip()[-500:]}")
