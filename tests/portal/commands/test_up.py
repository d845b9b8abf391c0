"""`dure up`: packs with mistakes load nothing, a second run is quick, and passwords are said once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKS = Path(__file__).parents[2] / "grammar" / "packs"
LOADED = "Loaded 4 places"
DEMO = "Demo accounts (shown once):"


def up(home: Path, packs: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Set a home up with packs, as a person would."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DURE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "dure", "up", "--no-serve"],
        env={**own, "DURE_HOME": str(home), "DURE_PACKS": str(packs), "LANG": "C.UTF-8", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of the small packs."""
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


def test_the_first_run_loads_and_says_the_passwords_once_and_the_second_does_neither(
    tmp_path: Path, packs: Path
) -> None:
    home = tmp_path / "home"
    first = up(home, packs, DURE_DEMO="1")
    assert first.returncode == 0, first.stderr
    assert LOADED in first.stderr
    assert DEMO in first.stdout
    secrets = [line.split()[-1] for line in first.stdout.split(DEMO)[1].splitlines() if line.strip()]
    assert len(secrets) == 6
    kept = (home / "dure.sqlite3").read_bytes()
    assert [secret for secret in secrets if secret.encode() in kept] == []
    again = up(home, packs, DURE_DEMO="1")
    assert again.returncode == 0, again.stderr
    assert "Loaded" not in again.stderr
    assert "Ready in" in again.stderr
    assert again.stdout == ""


def test_packs_with_mistakes_load_nothing_and_end_with_1(tmp_path: Path, packs: Path) -> None:
    home = tmp_path / "home"
    row = packs / "places" / "dreamtown" / "plan" / "observations.csv"
    whole = row.read_text(encoding="utf-8")
    row.write_text(whole.replace("emissions_tco2e,2018", "emission_tco2e,2018", 1), encoding="utf-8")
    broken = up(home, packs, DURE_DEMO="1")
    assert broken.returncode == 1
    assert "1 mistake in" in broken.stderr
    assert "nothing was loaded." in broken.stderr
    assert "observations.csv line 2" in broken.stderr
    assert DEMO not in broken.stdout
    row.write_text(whole, encoding="utf-8")
    mended = up(home, packs, DURE_HOSTS="dure.example")
    assert mended.returncode == 0, mended.stderr
    assert LOADED in mended.stderr
    # Where the host is named, nobody is trying things out: no demo accounts.
    assert mended.stdout == ""


def test_a_home_that_cannot_be_written_is_told_in_words(tmp_path: Path, packs: Path) -> None:
    home = tmp_path / "home"
    (home / "static").mkdir(parents=True)
    (home / "static" / "css").write_text("a file where a folder has to be")
    refused = up(home, packs)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "then run this again." in refused.stderr
    (home / "static" / "css").unlink()
    assert up(home, packs).returncode == 0


def test_a_broken_database_is_told_in_words(tmp_path: Path, packs: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "dure.sqlite3").write_bytes(b"no database " * 1000)
    refused = up(home, packs)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "the database: file is not a database" in refused.stderr


@pytest.mark.parametrize(
    ("name", "said", "heard"),
    [
        ("DURE_HOME", "/proc/nothing", "Name a folder you may write."),
        ("DURE_DATABASE_URL", "mysql://dure:hidden@host/name", "write it like postgresql://"),
        ("DURE_DATABASE_URL", "postgresql://dure:hidden@host:port/name", "DURE_DATABASE_URL cannot be read"),
        ("DURE_CHANGES_PER_MINUTE", "many", "is no whole number. Write one, like 60."),
    ],
)
def test_a_setting_that_is_none_is_told_in_words(
    tmp_path: Path, packs: Path, name: str, said: str, heard: str
) -> None:
    refused = up(tmp_path / "home", packs, **{name: said})
    assert refused.returncode == 1
    assert heard in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "hidden" not in refused.stderr
