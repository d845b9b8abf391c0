"""Verbs that keep series: files of rows with declared columns, named by their digest and never changed."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import transaction

from dure.kernel.observations import models

FOLDER = "series"


def record_series(
    place: str, *, name: str, table: pa.Table, source: str, origin: str, by: str, at: datetime
) -> tuple[str, bool]:
    """Keep a table as the series of a place; answers its digest, and whether it is new.

    The table has a column `period`. The very same rows again record nothing.
    """
    content = _parquet(table)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        last = models.Series.objects.filter(place=place, name=name).order_by("-id").first()
        if last is not None and last.digest == digest and not last.withdrawn:
            _keep(digest, content)
            return digest, False
        periods = sorted(table.column("period").unique().to_pylist())
        models.Series.objects.create(
            place=place,
            name=name,
            digest=digest,
            rows=table.num_rows,
            columns=",".join(f"{field.name}:{field.type}" for field in table.schema),
            first_period=periods[0] if periods else "",
            last_period=periods[-1] if periods else "",
            source_id=source or None,
            origin=origin,
            by=by,
            recorded_at=at,
        )
        # The file lies before the row counts: a row never names a file that is not there.
        _keep(digest, content)
    return digest, True


def withdraw_series(place: str, *, name: str, at: datetime) -> bool:
    """Withdraw the series of a place; its file stays. Answers whether there was one."""
    with transaction.atomic():
        row = models.Series.objects.filter(place=place, name=name).order_by("-id").first()
        if row is None or row.withdrawn:
            return False
        row.pk, row.withdrawn, row.recorded_at = None, True, at
        row.save(force_insert=True)
    return True


def file_of(digest: str) -> Path:
    """Where the file of a digest lies."""
    return Path(settings.HOME) / FOLDER / f"{digest}.parquet"


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _keep(digest: str, content: bytes) -> None:
    """Write the file whole or not at all; one that lies there with other bytes is replaced."""
    path = file_of(digest)
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
