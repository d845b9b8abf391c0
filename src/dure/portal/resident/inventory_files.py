"""A place's inventory of one year as an eCRF workbook, to be handed on and read by others."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.ecrf_keeping import read_kept, without_secrets
from dure.grammar.books.ecrf_writing import written
from dure.grammar.shapes import Category
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import keeping
from dure.portal.data import ecrf
from dure.portal.resident.places import place_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SERIES = "activities"
# The cells of an approved workbook are kept by the period that they are of.
BROUGHT = "ecrf-"
# Where a year has several statements: what was seen goes before what was reckoned or made up.
MARKS = ("observed", "estimated", "synthetic", "forecast")
# The facts of the first sheet that figures answer, the surer address first.
CITY_FACTS = {
    "population": ("residents_counted", "population"),
    "area_km2": ("land_area_km2",),
    "gdp": ("gross_product_krw",),
    "hdd": ("degree_day_total/heating",),
    "cdd": ("degree_day_total/cooling",),
}


def taxonomy() -> tuple[Category, ...]:
    """The references of inventories, as the packs say them."""
    categories, _mistakes = read_taxonomy(settings.PACKS, system="inventory")
    return categories


@require_safe
def ecrf_file(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The workbook of a year: kept while nothing has been recorded since."""
    found = place_or_404(place)
    stated = stated_in(place, period=str(year))
    if stated is None:
        raise Http404(_("There is no inventory of “%(year)s” here.") % {"year": year})

    def made() -> bytes:
        categories = taxonomy()
        city = _city(found, stated)
        return written(ecrf.workbook_of(stated, categories=categories, city=city))

    content = keeping.content(f"ecrf/{place}/{year}", made)
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{place}-ecrf-{year}.xlsx"'
    return answer


def stated_in(place: str, *, period: str) -> ecrf.Stated | None:
    """What a place states about the sources of a year, without what is confidential; None where nothing."""
    standing = [f for f in observations.figures(place) if f.period == period]
    sources = [f for f in standing if f.address.startswith(ecrf.SOURCES)]
    marks = sorted({f.mark for f in sources}, key=lambda mark: (*MARKS, mark).index(mark))
    if not marks:
        return None
    own = {f.address: f for f in standing if f.mark == marks[0]}
    series = observations.find_series(place, name=SERIES)
    rows = observations.rows_of(series).to_pylist() if series else []
    closed = {address for address, figure in own.items() if observations.is_confidential(figure)}
    secret = {each.ref for each in taxonomy() if ecrf.SOURCES + each.facet in closed}
    return ecrf.Stated(
        period=period,
        figures=own,
        runs=runs.by_id({f.by for f in sources if f.origin == "run" and f.address not in closed}),
        activities=tuple(
            {name: str(value or "") for name, value in row.items()}
            for row in rows
            if row["period"][:4] == period and row["mark"] == marks[0] and row["ref"] not in secret
        ),
        brought=without_secrets(brought(place, period=period), closed=secret),
    )


def brought(place: str, *, period: str) -> Workbook:
    """The workbook of a period that was brought and approved; an empty one where there is none."""
    series = observations.find_series(place, name=BROUGHT + period)
    if series is None or observations.lost_rows(series):
        return ecrf.NOTHING_BROUGHT
    return read_kept(observations.rows_of(series).to_pylist())


def _city(place: Place, stated: ecrf.Stated) -> dict[str, str]:
    """What is known of the city in that year; the rest stands as unknown."""
    known = observations.figures(place.id)
    told = {"city": f"{place.title.ko} / {place.title.en}"}
    for name, addresses in CITY_FACTS.items():
        fitting = [
            f
            for address in addresses
            for f in known
            if f.address == address
            and f.value is not None
            # An area lasts; what is counted is of its year.
            and (f.period[:4] == stated.period or name == "area_km2")
        ]
        if fitting:
            told[name] = f"{fitting[0].printed} {fitting[0].unit}" if name == "gdp" else fitting[0].printed
    return told


urls = [path("<slug:place>/inventory/ecrf-<int:year>.xlsx", ecrf_file, name="inventory.ecrf")]
