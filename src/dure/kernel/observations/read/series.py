"""Answers about series: which file of rows a place keeps under a name, and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

from dure.kernel.observations import models
from dure.kernel.observations.write.series import file_of


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


def has_rows(series: Series) -> bool:
    """Whether the file of a series is there: a database may be brought without its files."""
    return file_of(series.digest).exists()


def rows_of(series: Series, *, columns: Sequence[str] = ()) -> pa.Table:
    """The rows of a series; only some columns when asked."""
    return pq.read_table(file_of(series.digest), columns=list(columns) or None)


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
