"""A backup comes back as it was, or not at all."""

import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from django.db import connection
from pytest_django import Settings

from dure.kernel.observations import read as observations
from dure.kernel.observations import write as recording
from dure.portal import server
from dure.portal.commands import backup, restore, sqlite
from dure.portal.commands.manifest import Damaged
from dure.portal.data.disclosures import signing

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="SQLite's own way; the other is below",
)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Callable[[str], Path]:
    """Makes a home with that name and settles in it."""

    def settle(name: str) -> Path:
        path = tmp_path / name
        path.mkdir(exist_ok=True)
        settings.HOME = path
        return path

    return settle


def _filled(home: Path) -> None:
    with closing(sqlite3.connect(home / "dure.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE figure (id INTEGER PRIMARY KEY, words TEXT, amount REAL)")
        connection.executemany(
            "INSERT INTO figure (words, amount) VALUES (?, ?)", [("탄소", 9.43), ("수소", None)]
        )
        connection.commit()
    (home / "secret-key").write_text("key")
    (home / "arrays").mkdir()
    (home / "arrays" / "a.npy").write_bytes(b"\x00" * 100)
    (home / "static").mkdir()
    (home / "static" / "made-again.css").write_text("")


def _repacked(file: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """The archive with what `change` makes of each file."""
    with tarfile.open(file) as archive:
        files = [(entry.name, archive.extractfile(entry)) for entry in archive]
        contents = [(name, held.read() if held else b"") for name, held in files]
    with tarfile.open(file, "w:gz") as archive:
        for name, content in contents:
            changed = change(name, content)
            if changed is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(changed)
                archive.addfile(entry, io.BytesIO(changed))


def test_a_backup_comes_back_as_it_was(home: Callable[[str], Path], tmp_path: Path) -> None:
    old = home("old")
    _filled(old)
    written = backup.write_backup(tmp_path / "b.tar.gz", at=AT)
    assert [(table.name, table.rows) for table in written.tables] == [("figure", 2)]
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0
    new = home("new")
    done = restore.restore(tmp_path / "b.tar.gz", replace=False, at=AT)
    assert done.before == ""
    assert sqlite.tables(new / "dure.sqlite3") == written.tables
    kept = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()}
    assert kept == {"dure.sqlite3", "secret-key", "arrays/a.npy", "server.lock"}
    assert (new / "secret-key").read_text() == "key"


def test_what_is_written_while_a_backup_is_made_is_whole_or_absent(
    home: Callable[[str], Path], tmp_path: Path
) -> None:
    old = home("old")
    _filled(old)
    with closing(sqlite3.connect(old / "dure.sqlite3")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO figure (words) VALUES ('half')")
        written = backup.write_backup(tmp_path / "b.tar.gz", at=AT)
        writer.rollback()
    assert written.tables[0].rows == 2


def test_a_home_in_use_is_not_overwritten_unless_asked(home: Callable[[str], Path], tmp_path: Path) -> None:
    old = home("old")
    _filled(old)
    backup.write_backup(tmp_path / "b.tar.gz", at=AT)
    with closing(sqlite3.connect(old / "dure.sqlite3")) as connection:
        connection.execute("DELETE FROM figure")
        connection.commit()
    assert restore.run([str(tmp_path / "b.tar.gz")]) == 1
    assert sqlite.tables(old / "dure.sqlite3")[0].rows == 0
    done = restore.restore(tmp_path / "b.tar.gz", replace=True, at=AT)
    assert sqlite.tables(old / "dure.sqlite3")[0].rows == 2
    aside = Path(done.before)
    assert sqlite.tables(aside / "dure.sqlite3")[0].rows == 0
    assert (aside / "arrays" / "a.npy").exists()


def test_nothing_is_restored_under_a_running_server(
    home: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = home("old")
    _filled(old)
    backup.write_backup(tmp_path / "b.tar.gz", at=AT)
    with server.holding(old, shared=True):
        assert restore.run([str(tmp_path / "b.tar.gz"), "--replace"]) == 1
    assert "Stop it, then run this again" in capsys.readouterr().err


@pytest.mark.parametrize(
    "damage",
    ["cut", "flipped", "row", "file", "missing", "strange", "no manifest", "text", "deep", "types", "bomb"],
)
def test_a_damaged_archive_is_refused_and_nothing_changes(
    home: Callable[[str], Path], tmp_path: Path, damage: str
) -> None:
    _filled(home("old"))
    file = tmp_path / "b.tar.gz"
    backup.write_backup(file, at=AT)
    whole = file.read_bytes()
    middle = len(whole) // 2
    match damage:
        case "cut":
            file.write_bytes(whole[:middle])
        case "flipped":
            file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
        case "row":
            _repacked(file, _with_other_row)
        case "file":
            _repacked(file, lambda name, held: b"\x01" * 100 if name.endswith("a.npy") else held)
        case "missing":
            _repacked(file, lambda name, held: None if name.endswith("a.npy") else held)
        case "strange":
            _repacked(file, lambda name, held: held.replace(b"home/arrays/a.npy", b"home/arrays/b.npy"))
        case "no manifest":
            _repacked(file, lambda name, held: None if name == "manifest.json" else held)
        case "deep":
            _repacked(file, lambda name, held: b"[" * 100_000 if name == "manifest.json" else held)
        case "types":
            _repacked(file, lambda name, held: b'{"tables": 5}' if name == "manifest.json" else held)
        case "bomb":
            _repacked(file, lambda name, held: bytes(80 * 1024**2) if name.endswith("a.npy") else held)
        case "text":
            file.write_text("not an archive")
    new = home("new")
    with pytest.raises(Damaged):
        restore.restore(file, replace=False, at=AT)
    assert {path.name for path in new.iterdir()} == {"server.lock"}
    assert restore.run([str(file)]) == 1


def _with_other_row(name: str, held: bytes) -> bytes:
    """The manifest of another database: the file's digest fits, the rows do not."""
    if name != "manifest.json":
        return held
    said = json.loads(held)
    said["tables"][0]["rows"] = 3
    return json.dumps(said).encode()


def test_an_archive_cannot_write_outside_the_home(home: Callable[[str], Path], tmp_path: Path) -> None:
    home("new")
    file = tmp_path / "evil.tar.gz"
    with gzip.open(file, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as archive:
        entry = tarfile.TarInfo("../escaped")
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(Damaged):
        restore.restore(file, replace=False, at=AT)
    assert not (tmp_path / "escaped").exists()


def test_a_backup_without_a_database_says_what_to_do(
    home: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home("empty")
    assert backup.run([str(tmp_path / "b.tar.gz")]) == 1
    assert "Run dure up first" in capsys.readouterr().err
    assert list(tmp_path.glob("*.tar.gz")) == []


def test_a_database_that_cannot_be_copied_is_told_in_words(
    home: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home("broken") / "dure.sqlite3").write_bytes(b"no database " * 1000)
    assert backup.run([str(tmp_path / "a.tar.gz")]) == 1
    assert "Nothing was backed up: file is not a database" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.tar.gz"))


@pytest.mark.django_db
def test_rows_of_activity_and_the_signing_key_come_back(home: Callable[[str], Path], tmp_path: Path) -> None:
    old = home("old")
    _filled(old)
    series = _series(old)
    public = signing.public_key(home=old)
    assert backup.run([str(tmp_path / "b.tar.gz")]) == 0
    new = home("new")
    assert observations.lost_series() == ((series.digest, "missing"),)
    restore.restore(tmp_path / "b.tar.gz", replace=False, at=AT)
    assert observations.rows_of(series).to_pylist() == [{"period": "2021", "quantity": "61000"}]
    assert signing.public_key(home=new) == public


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["missing", "altered"])
def test_a_backup_tells_which_rows_of_activity_are_lost(
    home: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    old = home("old")
    _filled(old)
    file = old / "series" / f"{_series(old).digest}.parquet"
    file.write_bytes(b"other") if how == "altered" else file.unlink()
    assert backup.run([str(tmp_path / "b.tar.gz")]) == 2
    assert f"{file.name} is {how}" in capsys.readouterr().err
    home("new")
    assert restore.run([str(tmp_path / "b.tar.gz")]) == 0
    assert f"{file.name} is {how}" in capsys.readouterr().err


@pytest.mark.django_db
def test_rows_of_activity_that_are_not_those_of_their_name_are_refused(
    home: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = home("old")
    _filled(old)
    digest = _series(old).digest
    assert backup.run([str(tmp_path / "b.tar.gz")]) == 0
    other = hashlib.sha256(b"other").hexdigest()

    def swap(name: str, held: bytes) -> bytes:
        if name != "manifest.json":
            return b"other" if digest in name else held
        said = json.loads(held)
        said["files"] = [[name, other if digest in name else was] for name, was in said["files"]]
        return json.dumps(said).encode()

    _repacked(tmp_path / "b.tar.gz", swap)
    new = home("new")
    assert restore.run([str(tmp_path / "b.tar.gz")]) == 1
    assert f"named by: home/series/{digest}.parquet" in capsys.readouterr().err
    assert not (new / "series").exists()


def _series(home: Path) -> observations.Series:
    """Rows of activity in a home, whose database names them."""
    table = pa.table({"period": ["2021"], "quantity": ["61000"]})
    recording.record_series("x", name="activities", table=table, source="", origin="pack", by="", at=AT)
    found = observations.find_series("x", name="activities")
    assert found is not None
    with closing(sqlite3.connect(home / "dure.sqlite3")) as connection:
        connection.execute("CREATE TABLE observations_series (digest TEXT)")
        connection.execute("INSERT INTO observations_series VALUES (?)", [found.digest])
        connection.commit()
    return found
