"""Answers about series: which file of rows a place keeps under a name, and its rows."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dure.kernel.observations import models
from dure.kernel.observations.write.series import file_of


class SeriesLost(RuntimeError):
    """The file of a series is missing, or its bytes are not those of its digest."""


@dataclass(frozen=True)
class Series:
    """A file of rows: how many, of which periods, since when, and by whom."""

    id: int
    place: str
    name: str
    digest: str
    rows: int
    columns: tuple[str, ...]
    first_period: str
    last_period: str
    source: str
    origin: str
    by: str
    recorded_at: datetime


def find_series(place: str, *, name: str, recorded_by: datetime | None = None) -> Series | None:
    """The series that stands under a name; with `recorded_by`, the one that stood then."""
    rows = models.Series.objects.filter(place=place, name=name)
    rows = rows.filter(recorded_at__lte=recorded_by) if recorded_by else rows
    row = rows.order_by("-id").first()
    return _series(row) if row is not None and not row.withdrawn else None


def series_of(digest: str) -> Series | None:
    """The series of that digest, whether it still stands or not."""
    row = models.Series.objects.filter(digest=digest, withdrawn=False).order_by("-id").first()
    return _series(row) if row else None


def lost_rows(series: Series) -> str:
    """What is wrong with the file of a series: `missing`, `altered`, or nothing."""
    return _lost(series.digest)


def lost_series() -> tuple[tuple[str, str], ...]:
    """Every digest that was ever recorded and whose file is not as it was, with `missing` or `altered`."""
    digests = models.Series.objects.order_by("digest").values_list("digest", flat=True).distinct()
    return lost_among(digests)


def lost_among(digests: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Those of some digests whose file is not as it was, with `missing` or `altered`."""
    return tuple((digest, lost) for digest in digests if (lost := _lost(digest)))


def _lost(digest: str) -> str:
    path = file_of(digest)
    try:
        known = path.stat()
    except FileNotFoundError:
        return "missing"
    found = _digest(path, known.st_mtime_ns, known.st_size)
    return "" if found == digest else "altered"


def rows_of(series: Series, *, columns: Sequence[str] = ()) -> pa.Table:
    """The rows of a series; only some columns when asked. Raises SeriesLost where they are not as kept."""
    lost = lost_rows(series)
    if lost:
        raise SeriesLost(
            f"The rows of {series.place}/{series.name} are {lost}: {file_of(series.digest)} should have the "
            f"SHA-256 {series.digest}. Bring the file back from a backup."
        )
    return pq.read_table(file_of(series.digest), columns=list(columns) or None)


@lru_cache(maxsize=256)
def _digest(path: Path, _modified_ns: int, _size_bytes: int) -> str:
    """The SHA-256 of a file; digested anew only when its time or size is another."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _series(row: models.Series) -> Series:
    return Series(
        id=row.pk,
        place=row.place,
        name=row.name,
        digest=row.digest,
        rows=row.rows,
        columns=tuple(row.columns.split(",")),
        first_period=row.first_period,
        last_period=row.last_period,
        source=row.source_id or "",
        origin=row.origin,
        by=row.by,
        recorded_at=row.recorded_at,
    )
