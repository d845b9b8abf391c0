"""What an archive says it holds, and whether it does."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

# Made again by `dure up`, or of use to the running server alone.
LEFT_OUT = frozenset(
    {"static", "locale", "cache", "server.lock", "setup.lock", "demo-accounts", "demo-accounts.part"}
)
# What manifest and archive may hold at most; a real one is far below.
MOST_MANIFEST_BYTES = 16 * 1024**2


class Damaged(ValueError):
    """The archive does not hold what its manifest says."""


@dataclass(frozen=True)
class Table:
    """One table: how many rows it has, and one digest of them all."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What the archive holds. `kind` is sqlite or postgres."""

    kind: str
    made_at: str
    code_version: str
    tables: tuple[Table, ...]
    files: tuple[tuple[str, str], ...]
    # Series that the database names and whose file was missing or altered when the backup was made.
    lost_series: tuple[tuple[str, str], ...] = ()


def read_manifest(path: Path) -> Manifest:
    """The manifest at `path`."""
    try:
        if path.stat().st_size > MOST_MANIFEST_BYTES:
            raise Damaged("the manifest is too large")
        said = json.loads(path.read_bytes())
        return Manifest(
            kind=str(said["kind"]),
            made_at=str(said["made_at"]),
            code_version=str(said["code_version"]),
            tables=tuple(
                Table(str(row["name"]), int(row["rows"]), str(row["digest"])) for row in said["tables"]
            ),
            files=tuple((str(name), str(digest)) for name, digest in said["files"]),
            lost_series=tuple((str(digest), str(how)) for digest, how in said.get("lost_series", ())),
        )
    except Damaged:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise Damaged("the manifest cannot be read") from error


def say_lost(manifest: Manifest) -> str:
    """What is wrong with the files of activity rows, a line for each; nothing where all are whole."""
    return "".join(
        f"series/{digest}.parquet is {how}: its rows cannot be read. Look in an older backup.\n"
        for digest, how in manifest.lost_series
    )


def compare_tables(said: tuple[Table, ...], found: tuple[Table, ...]) -> None:
    """Refuse a database whose tables are not those of the manifest."""
    missing = {table.name for table in said} ^ {table.name for table in found}
    if missing:
        raise Damaged(f"these tables are not on both sides: {', '.join(sorted(missing))}")
    theirs = {table.name: table for table in found}
    wrong = [table for table in said if theirs[table.name] != table]
    if wrong:
        raise Damaged(
            "; ".join(
                f"{table.name} should have {table.rows} rows and has {theirs[table.name].rows}"
                if table.rows != theirs[table.name].rows
                else f"the rows of {table.name} differ"
                for table in wrong
            )
        )


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
