"""The whole packs, loaded: one home for a whole run, made by `dure up`, for tests that read everything.

Worker processes share it; the first one that needs it makes it. Nothing writes to it but a test that takes a
copy.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from dure.portal import keeping

# Written last: where it is, the home is whole.
ACCOUNTS = "accounts.txt"


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A home with every pack loaded; the demo accounts stand in accounts.txt."""
    own = tmp_path_factory.getbasetemp()
    home = (own if worker_id == "master" else own.parent) / "loaded"
    home.mkdir(exist_ok=True)
    with open(home.with_suffix(".lock"), "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / ACCOUNTS).exists():
            accounts = _dure(home, "up", "--no-serve")
            (home / ACCOUNTS).write_text(accounts)
    return home


def _dure(home: Path, *words: str) -> str:
    """Run a command on a home; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "dure", *words],
        env={**os.environ, "DURE_HOME": str(home), "DURE_DEMO": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def everything(loaded_home: Path, django_db_blocker: Any) -> Iterator[None]:
    """The test's database is the loaded one; for reading only."""
    with django_db_blocker.unblock():
        connection = connections["default"]
        connection.close()
        own, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], loaded_home / "dure.sqlite3"
        keeping.forget()
        # The files of series, networks and arrays lie beside their database.
        for folder in ("series", "networks", "arrays"):
            own_folder = Path(settings.HOME) / folder
            own_folder.mkdir(exist_ok=True)
            for file in (loaded_home / folder).iterdir():
                if not (own_folder / file.name).exists():
                    (own_folder / file.name).symlink_to(file)
        yield
        connection.close()
        connection.settings_dict["NAME"] = own
        keeping.forget()
