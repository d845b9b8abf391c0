"""The activity rows of every place: those of the packs, and those that officers brought and had approved.

Files are put together in the order in which they were approved. A file whose rows are lost stops it: an
inventory without some of its rows would be another one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
from django.db.models import QuerySet

from dure.grammar.books.brought_rows import COLUMNS, PREFIX, as_text, put_together, read_brought
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.shapes import Activity
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.models import Series

SERIES = "activities"


def has_brought(place: str) -> bool:
    """Whether officers of a place ever brought rows that were approved."""
    return _filings(place).exists()


def with_brought(library: FactorLibrary, *, place: str = "") -> FactorLibrary:
    """The library with the rows that stand, of all places or one. Raises SeriesLost where they are lost."""
    filings = list(_filings(place).order_by("pk"))
    if not filings:
        return library
    standing = {
        filing.place: [a for a in library.activities if a.place == filing.place] for filing in filings
    }
    for filing in filings:
        found = observations.find_series(filing.place, name=filing.name)
        if found is None:
            continue
        brought, way = read_brought(
            observations.rows_of(found).to_pylist(), place=filing.place, brought=filing.name[len(PREFIX) :]
        )
        standing[filing.place] = list(put_together(standing[filing.place], brought, way=way))
    others = [activity for activity in library.activities if activity.place not in standing]
    return replace(library, activities=(*others, *(row for rows in standing.values() for row in rows)))


def keep_activities(place: str, activities: Sequence[Activity], *, at: datetime) -> tuple[str, bool]:
    """Keep the activity rows of a place as its series; answers the digest, and whether it is new."""
    # Everything is text: a float would round what a document prints.
    told = [as_text(activity) | {"brought": activity.brought} for activity in activities]
    names = ("row", *COLUMNS[2:], "brought")
    columns = {name: [row[name] for row in told] for name in names}
    return observing.record_series(
        place, name=SERIES, table=pa.table(columns), source="", origin="pack", by="", at=at
    )


def _filings(place: str) -> QuerySet[Series]:
    """The files of rows that were approved, those of one place or of all."""
    rows = Series.objects.filter(name__startswith=PREFIX)
    return rows.filter(place=place) if place else rows
