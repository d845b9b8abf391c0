"""What facilities emitted and were granted, as a file to fill in: a row for each facility and figure."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dure.kernel.observations import read as observations
from dure.kernel.things import read as things
from dure.portal.officer.checking import COLUMNS
from dure.portal.officer.work import office, work_at
from dure.portal.pages import csv_answer
from dure.portal.resident.allowances import FACILITY_KINDS

FIGURES = (
    "facility_allowances_tco2e",
    "facility_emissions_tco2e",
    "monitoring_tier",
    "monitoring_tier_required",
)


@office
def template_csv(request: HttpRequest, place: str) -> HttpResponse:
    """The template: last year, the unit and the mark stand there, value and document are left to fill in."""
    work = work_at(request, place, "officer")
    return csv_answer(
        COLUMNS, rows_of(work.place.id, year=timezone.localdate().year - 1), name=f"{place}-facilities.csv"
    )


def rows_of(place: str, *, year: int) -> list[tuple[str, ...]]:
    """A row for each facility of a place and each figure that is declared for it."""
    kinds = observations.kinds()
    # A thing bears its place in front: somewhere/facility-01.
    known = [
        thing.id.rpartition("/")[2] for kind in FACILITY_KINDS for thing in things.things(place, kind=kind)
    ]
    rows = []
    for facility in known:
        for name in FIGURES:
            kind = kinds.get(name)
            if kind is None or facility not in dict(kind.facets):
                continue
            filled = {
                "address": f"{name}/{facility}",
                "period": str(year),
                "unit": kind.shows,
                "mark": "observed",
            }
            rows.append(tuple(filled.get(column, "") for column in COLUMNS))
    return rows
