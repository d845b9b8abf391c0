"""`dure restore FILE`: bring back what `dure backup` wrote, compared before anything is replaced."""

import argparse
import gzip
import os
import re
import shutil
import sys
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from dure.portal import server  # noqa: E402
from dure.portal.commands import postgres, sqlite  # noqa: E402
from dure.portal.commands.backup import kept_files, left_out  # noqa: E402
from dure.portal.commands.manifest import (  # noqa: E402
    Damaged,
    Manifest,
    compare_tables,
    file_digest,
    read_manifest,
    say_lost,
)

KEY = "secret-key"
# Rows of activity are named by the SHA-256 of their file.
SERIES = re.compile(r"home/series/([0-9a-f]{64})\.parquet")
# A database packs to a fifth or so. What unpacks to a hundred times its size is no backup.
MOST_TIMES = 100
MOST_BYTES = 64 * 1024**2


class OtherDatabase(RuntimeError):
    """The backup is of another kind of database than the settings name."""


class NotEmpty(RuntimeError):
    """Something is there that would be replaced."""


@dataclass(frozen=True)
class Restored:
    """What was brought back, and where that which was there before lies now."""

    manifest: Manifest
    before: str


def run(arguments: list[str]) -> int:
    """Restore; answers 0, or 1 with what is wrong and how to put it right."""
    parser = argparse.ArgumentParser(prog="dure restore", description="Bring back what dure backup wrote.")
    parser.add_argument("file", type=Path, help="the archive that dure backup wrote")
    parser.add_argument(
        "--replace", action="store_true", help="even where there is something; it is kept aside"
    )
    chosen = parser.parse_args(arguments)
    try:
        done = restore(chosen.file.resolve(), replace=chosen.replace, at=timezone.localtime())
    except Damaged as error:
        return _refused(f"{chosen.file} is damaged: {error}. Use another backup.")
    except NotEmpty as error:
        return _refused(f"{error} With --replace it is put aside and the backup takes its place.")
    except server.AlreadyRunning as error:
        return _refused(f"A server is running on {error}. Stop it, then run this again.")
    except (OSError, OtherDatabase, postgres.CannotRun) as error:
        return _refused(str(error))
    rows = sum(table.rows for table in done.manifest.tables)
    print(f"Restored the backup of {done.manifest.made_at} into {settings.HOME}:")
    print(f"  {len(done.manifest.tables)} tables with {rows:,} rows, each compared with the manifest")
    print(f"  {len(done.manifest.files) - 1} other files, each compared with the manifest")
    print(say_lost(done.manifest), end="", file=sys.stderr)
    if done.before:
        print(f"What was there before is kept in {done.before}. Delete it once you are sure.")
    print("Now run: dure up")
    return 0


def restore(file: Path, *, replace: bool, at: datetime) -> Restored:
    """Unpack beside the home, compare everything, and only then change places."""
    home = settings.HOME
    with server.holding(home), tempfile.TemporaryDirectory(dir=home, prefix=".dure-restore-") as folder:
        unpacked = Path(folder)
        _unpack(file, unpacked)
        manifest = read_manifest(unpacked / "manifest.json")
        _compare_files(manifest, unpacked)
        is_sqlite = connection.vendor == "sqlite"
        if is_sqlite != (manifest.kind == "sqlite"):
            raise OtherDatabase(f"The backup is of {manifest.kind}; DURE_DATABASE_URL says another kind.")
        if is_sqlite:
            compare_tables(manifest.tables, sqlite.tables(unpacked / "database"))
        if not replace and (_holds_something(home) or not (is_sqlite or postgres.is_empty())):
            raise NotEmpty(f"There is something in {home} already.")
        stamp = at.strftime("%Y%m%d_%H%M%S")
        before = (
            "" if is_sqlite else postgres.restore(unpacked / "database", said=manifest.tables, stamp=stamp)
        )
        aside = _change_places(home, unpacked, aside=home / f"before-{stamp}", with_database=is_sqlite)
    return Restored(manifest=manifest, before=" and ".join(filter(None, (before, aside))))


def _holds_something(home: Path) -> bool:
    return (home / "dure.sqlite3").exists() or any(name != KEY for name in kept_files(home))


def _unpack(file: Path, into: Path) -> None:
    """Unpack what a backup may hold: plain files below the folder, nothing else."""
    left_bytes = MOST_BYTES + MOST_TIMES * file.stat().st_size
    try:
        with tarfile.open(file, mode="r:gz") as archive:
            for entry in archive:
                if not entry.isfile():
                    raise Damaged(f"{entry.name} is not a plain file")
                left_bytes -= entry.size
                if left_bytes < 0:
                    raise Damaged("it unpacks to far more than a backup holds")
                archive.extract(entry, into, filter="data")
    except Damaged:
        raise
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        raise Damaged(f"it cannot be unpacked ({error})") from error


def _compare_files(manifest: Manifest, unpacked: Path) -> None:
    said = dict(manifest.files)
    there = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    strange = (set(said) ^ there) - {"manifest.json"}
    if strange:
        raise Damaged(f"these files are not on both sides: {', '.join(sorted(strange)[:10])}")
    wrong = [name for name, digest in said.items() if file_digest(unpacked / name) != digest]
    if wrong:
        raise Damaged(f"these files differ: {', '.join(wrong[:10])}")
    lost = {digest for digest, _how in manifest.lost_series}
    renamed = [
        name
        for name, digest in said.items()
        if (own := SERIES.fullmatch(name)) and own[1] not in {digest, *lost}
    ]
    if renamed:
        raise Damaged(f"these files do not hold what they are named by: {', '.join(renamed[:10])}")


def _change_places(home: Path, unpacked: Path, *, aside: Path, with_database: bool) -> str:
    """Move what is there aside, and what was restored to its place; each move is one rename on one disk."""
    old = kept_files(home) + [path.name for path in sorted(home.glob("dure.sqlite3*")) if with_database]
    if old == [KEY]:
        # A key that this very command may have made; it has signed nothing yet.
        old = []
    for name in old:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).rename(aside / name)
    restored = [path for path in sorted((unpacked / "home").rglob("*")) if path.is_file()]
    for path in restored:
        place = home / path.relative_to(unpacked / "home")
        if left_out(place.relative_to(home).parts[0]):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)
    if with_database:
        # Last, so that a restore that was cut off is seen by the missing database.
        (unpacked / "database").rename(home / "dure.sqlite3")
    shutil.rmtree(home / "cache", ignore_errors=True)
    return str(aside) if old else ""


def _refused(says: str) -> int:
    print(f"Nothing was restored. {says}", file=sys.stderr)
    return 1
