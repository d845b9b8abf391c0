"""`dure backup FILE`: everything that cannot be made again, in one file that can be compared later.

A series of activity rows that the database names and whose file is missing or altered is told with its
digest; the archive is written, and the answer is 2. The archive (tar, gzip) holds `database` (SQLite's own
copy, or PostgreSQL's dump), `home/…`, and last `manifest.json`. It contains the key of sessions and personal
data: keep it as carefully as the database.
"""

import argparse
import gzip
import hashlib
import io
import json
import os
import sqlite3
import sys
import tarfile
import tempfile
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from dure.kernel.observations import read as observations  # noqa: E402
from dure.portal.commands import postgres, sqlite  # noqa: E402
from dure.portal.commands.manifest import LEFT_OUT, Damaged, Manifest, say_lost  # noqa: E402
from dure.portal.version import code_version  # noqa: E402


def run(arguments: list[str]) -> int:
    """Write the archive; answers 0, 1 where nothing was written, 2 where files of series are not whole."""
    parser = argparse.ArgumentParser(prog="dure backup", description="Write everything into one file.")
    parser.add_argument("file", type=Path, help="the archive to write, for example backup.tar.gz")
    chosen = parser.parse_args(arguments)
    try:
        manifest = write_backup(chosen.file.resolve(), at=timezone.now())
    except (OSError, sqlite3.Error, sqlite.NoDatabase, Damaged, postgres.CannotRun) as error:
        print(f"Nothing was backed up: {error}", file=sys.stderr)
        return 1
    rows = sum(table.rows for table in manifest.tables)
    print(f"{chosen.file}: {len(manifest.tables)} tables with {rows:,} rows, {len(manifest.files)} files.")
    print(say_lost(manifest), end="", file=sys.stderr)
    return 2 if manifest.lost_series else 0


def write_backup(file: Path, *, at: datetime) -> Manifest:
    """Copy the database while it is used, then pack the copy. The file appears whole or not at all."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".dure-backup-") as folder:
        database, packed = Path(folder) / "database", Path(folder) / "packed"
        kind = "sqlite" if connection.vendor == "sqlite" else "postgres"
        tables = sqlite.copy(database) if kind == "sqlite" else postgres.copy(database)
        said = Manifest(
            kind=kind,
            made_at=at.isoformat(),
            code_version=code_version(),
            tables=tables,
            files=(),
            lost_series=observations.lost_among(
                sqlite.series(database) if kind == "sqlite" else postgres.series()
            ),
        )
        manifest = _pack(packed, database=database, said=said)
        packed.replace(file)
        _sync_folder(file.parent)
    return manifest


def kept_files(home: Path) -> list[str]:
    """The files of the home that belong into a backup: what `dure up` makes again is left out."""
    paths = [path.relative_to(home) for path in sorted(home.rglob("*")) if path.is_file()]
    # What another process is writing this moment bears another name until it is whole.
    return [
        path.as_posix() for path in paths if not left_out(path.parts[0]) and not path.name.endswith(".part")
    ]


def left_out(name: str) -> bool:
    """Whether something in the home is made again, or is the database itself."""
    return name in LEFT_OUT or name.startswith(("dure.sqlite3", "rate.sqlite3", ".dure-", "before-"))


class _Counted:
    """Hands a file's bytes on and digests them, so that manifest and archive cannot differ."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self.file.read(size)
        self.sha256.update(data)
        return data


def _pack(packed: Path, *, database: Path, said: Manifest) -> Manifest:
    """Write the archive, readable by its owner alone, and answer the manifest with the files' digests."""
    with open(os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
        with (
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            paths = {"database": database} | {
                f"home/{name}": settings.HOME / name for name in kept_files(settings.HOME)
            }
            files = tuple((name, _add(archive, path, name=name)) for name, path in paths.items())
            manifest = replace(said, files=files)
            text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            entry = tarfile.TarInfo("manifest.json")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _add(archive: tarfile.TarFile, path: Path, *, name: str) -> str:
    with open(path, "rb") as file:
        entry = archive.gettarinfo(arcname=name, fileobj=file)
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        counted = _Counted(file)
        archive.addfile(entry, counted)
        return counted.sha256.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make the new name last, not only the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
