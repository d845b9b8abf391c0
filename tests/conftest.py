"""What every test stands on: a home of its own, a database made fresh, a still clock, and no network.

Each process of a test run has its own home and its own database file. A test that commits
(`@pytest.mark.django_db(transaction=True)`) gets the file back as it was after migrating; nothing is flushed,
because the ledgers' guard in the database refuses to delete.
"""

import atexit
import importlib
import importlib.util
import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# Before the settings are read, and without the settings of whoever runs the tests.
HOME = Path(tempfile.mkdtemp(prefix="dure-tests-"))
for name in [name for name in os.environ if name.startswith("DURE_") and not name.startswith("DURE_TEST_")]:
    del os.environ[name]
os.environ["DURE_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "dure.portal.settings"

import django  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402

# The English of pages: compiled into the home before the settings look for it.
if importlib.util.find_spec("dure.portal.words"):
    importlib.import_module("dure.portal.words").compile_words(HOME)

django.setup()
# Processes that run tests side by side inherit this one's environment, and must not read the settings before
# they have a home of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]

# A law is not a stopwatch: no example fails for being slow on a busy machine.
hypothesis.settings.register_profile("dure", deadline=None)
hypothesis.settings.load_profile("dure")

from django.db import connection, connections  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

DATABASE = HOME / "dure.sqlite3"
MIGRATED = HOME / "migrated.sqlite3"
LOOPBACK = ("127.", "::1", "localhost")

pytest_plugins = ["tests.loaded", "tests.postgres"]
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two options of `dure test`."""
    parser.addoption("--long", action="store_true", help="also the slow tests")
    parser.addoption(
        "--oracles", metavar="PATH", help="also the tests on data that may not be copied into the project"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a folder of oracles that is not there."""
    folder = config.getoption("--oracles")
    if folder and not Path(folder).is_dir():
        raise pytest.UsageError(
            f"--oracles {folder}: there is no such folder. Name the folder with the data."
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests and those that need oracles, unless asked for."""
    left_out = [item for item in items if _left_out(config, item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _left_out(config: pytest.Config, item: pytest.Item) -> bool:
    """Whether this run does not ask for this test."""
    if item.get_closest_marker("long") and not config.getoption("--long"):
        return True
    return "oracles" in getattr(item, "fixturenames", ()) and not config.getoption("--oracles")


@pytest.fixture(scope="session")
def oracles(pytestconfig: pytest.Config) -> Path:
    """The folder of data that may not be copied into the project."""
    return Path(pytestconfig.getoption("--oracles")).resolve()


@pytest.fixture(scope="session")
def at() -> datetime:
    """The moment at which tests happen."""
    return datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The test database is the file that a program started with the same DURE_HOME opens, too."""
    connections["default"].settings_dict["TEST"]["NAME"] = DATABASE


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Migrate, put the guard in place, and keep the file as it is now."""
    with django_db_blocker.unblock():
        if importlib.util.find_spec("dure.portal.append_only"):
            importlib.import_module("dure.portal.append_only").make_guards()
        if connection.vendor == "sqlite":
            connection.close()
            _copy(DATABASE, MIGRATED)


def _copy(origin: Path, to: Path) -> None:
    """Copy one database over another, as one transaction of the second."""
    with sqlite3.connect(origin) as reads, sqlite3.connect(to, timeout=30) as writes:
        reads.backup(writes)
    reads.close()
    writes.close()


def _as_migrated(case: TransactionTestCase) -> None:
    """Give back the migrated file after a test that commits."""
    if connection.vendor == "sqlite":
        connection.close()
        _copy(MIGRATED, DATABASE)
    else:
        _flush(case)


_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
TransactionTestCase._fixture_teardown = _as_migrated  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(address[0]).startswith(LOOPBACK):
            self.close()
            raise AssertionError(f"A test asked for {address[0]}. Tests stay on this machine.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
