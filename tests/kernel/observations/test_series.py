"""Rows of activity are files named by their digest: what is read is what was kept, or it is said."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytest_django import Settings

from dure.kernel.observations import read, write
from dure.kernel.observations.write.series import file_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROWS = pa.table({"period": ["2021", "2021"], "row": ["gas", "power"], "quantity": ["61000", "268000"]})


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> read.Series:
    """A series in a home of its own."""
    settings.HOME = tmp_path
    _keep()
    found = read.find_series("somewhere", name="activities")
    assert found is not None
    return found


def _keep() -> None:
    write.record_series("somewhere", name="activities", table=ROWS, source="", origin="pack", by="", at=AT)


def test_rows_come_back_as_they_were_kept(kept: read.Series) -> None:
    assert read.rows_of(kept).to_pylist() == ROWS.to_pylist()
    assert read.lost_rows(kept) == ""
    assert read.lost_series() == ()


def test_a_missing_file_is_told_with_its_digest(kept: read.Series) -> None:
    file_of(kept.digest).unlink()
    assert read.lost_series() == ((kept.digest, "missing"),)
    with pytest.raises(read.SeriesLost, match=kept.digest):
        read.rows_of(kept)


def test_an_altered_file_is_never_read_as_the_rows_it_was(kept: read.Series) -> None:
    other = pa.BufferOutputStream()
    pq.write_table(ROWS.slice(0, 1), other)
    file_of(kept.digest).write_bytes(other.getvalue().to_pybytes())
    assert read.lost_rows(kept) == "altered"
    with pytest.raises(read.SeriesLost, match="altered"):
        read.rows_of(kept)


def test_loading_the_same_rows_again_mends_their_file(kept: read.Series) -> None:
    file_of(kept.digest).write_bytes(b"not parquet")
    _keep()
    assert read.rows_of(kept).to_pylist() == ROWS.to_pylist()
