"""The operations of the API, version 1. Each reads what a page reads, and answers the same facts."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query, Schema
from pydantic import Field

from dure.kernel.cases import read as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal import keeping, showing
from dure.portal.api import links, plan_shapes, problems, shapes, store_shapes
from dure.portal.data.catalogue import source_data
from dure.portal.data.workings import run_data
from dure.portal.resident import cities, councils, figures, findings, measures, plans
from dure.portal.resident.acts import books
from dure.portal.resident.places import place_or_404
from dure.portal.resident.waste import stores

MOST = 1000
# What holds at this minute, or near whoever asks, is not kept for others.
BY_CLOCK = "/stores"
PLAIN_WORD = r"^[a-z0-9][a-z0-9_.-]*$"
# No control characters, which not every database takes.
PRINTED = r"^[^\x00-\x1f]*$"
ADDRESS = r"^[^/@\s\x00-\x1f]+(/[^/@\s\x00-\x1f]+)+@[0-9]{4}[0-9/-]*(:[a-z]+)?$"

api = NinjaAPI(title="Dure", version="1", urls_namespace="api", openapi_url=None, docs_url=None)
problems.handle(api)

PlaceId = Annotated[str, Path(pattern=PLAIN_WORD, max_length=60)]
Limit = Annotated[int, Field(ge=1, le=MOST)]


def kept(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer from what was kept while nothing has been recorded since, as the pages do."""

    @wraps(run)
    def answered(request: HttpRequest, **words: Any) -> HttpResponse:
        if request.path.endswith(BY_CLOCK):
            return run(request, **words)
        return keeping.answer(request, lambda: run(request, **words))

    return answered


api.add_decorator(kept, mode="view")
api.add_decorator(problems.known_filters_only, mode="operation")


def answers(shape: type[Schema]) -> dict[Any, Any]:
    """The responses of an operation: the shape, and what may be wrong."""
    return {200: shape, 404: shapes.Problem, 422: shapes.Problem, 429: shapes.Problem}


@api.get("/places", response=answers(shapes.Places), tags=["places"])
def places(request: HttpRequest) -> links.Facts:
    """The world, countries, provinces, cities and districts, with how much each states."""
    counted = observations.counts()
    waiting = cases.counts("finding", states=findings.WAITING)
    return {
        "places": [
            {
                "place": place.id,
                "title": links.facts(place.title),
                "kind": place.kind,
                "part_of": place.part_of,
                "figures": counted.get(place.id, 0),
                "open_findings": waiting.get(place.id, 0),
                "href": links.href("place", place=place.id),
            }
            for place in things.places()
        ]
    }


@api.get("/places/{place}", response=answers(shapes.Place), tags=["places"])
def place(request: HttpRequest, place: PlaceId) -> links.Facts:
    """What a place is part of, where it stands on its way to the target, and its indicators."""
    found: links.Facts = links.facts(cities.city(request, place).data)
    rooms = ("indicators", "figures", "plans", "council", "accounts")
    return {
        **found,
        "emissions": [links.figure(one) for one in found["emissions"]],
        "links": {
            **{room: links.href(f"place_{room}", place=place) for room in rooms},
            "findings": links.href("findings", query={"place": place}),
        },
    }


@api.get(
    "/places/{place}/indicators",
    response=answers(shapes.Indicators),
    tags=["places"],
    url_name="place_indicators",
)
def indicators(request: HttpRequest, place: PlaceId) -> links.Facts:
    """Every indicator that the place states anything about, with all its figures."""
    kinds = observations.kinds()
    known = measures.measures(place_or_404(place))
    return {
        "place": place,
        "indicators": [links.indicator(plans.measure_data(one, kinds), place=place) for one in known],
    }


@api.get("/places/{place}/indicators/{name}", response=answers(shapes.Indicator), tags=["places"])
def indicator(
    request: HttpRequest,
    place: PlaceId,
    name: Annotated[str, Path(pattern=PLAIN_WORD, max_length=80)],
) -> links.Facts:
    """One indicator of the place: how it is taken, and its figures by period."""
    return links.indicator(plans.indicator(request, place, name).data, place=place)


class FigureFilters(Schema):
    """What narrows a list of figures."""

    address: str = Field("", max_length=200, pattern=r"^[^@\x00-\x1f]*$")
    mark: shapes.MARKS | None = None
    period: str = Field("", max_length=21, pattern=r"^[0-9/-]*$")
    known_on: date | None = None
    after: str = Field("", max_length=300, pattern=PRINTED)
    limit: Limit = MOST


@api.get(
    "/places/{place}/figures",
    response=answers(shapes.Figures),
    tags=["figures"],
    url_name="place_figures",
)
def place_figures(request: HttpRequest, place: PlaceId, filters: Query[FigureFilters]) -> links.Facts:
    """What the place states, in the order of full addresses, at most 1,000 a page."""
    place_or_404(place)
    marks = (filters.mark,) if filters.mark else ()
    standing = observations.figures(place, marks=marks, known_on=filters.known_on)
    wanted = sorted(
        (
            one
            for one in standing
            if one.full_address > filters.after
            and (not filters.address or f"{one.address}/".startswith(f"{filters.address}/"))
            and (not filters.period or one.period == filters.period)
        ),
        key=lambda one: one.full_address,
    )
    page = wanted[: filters.limit]
    kinds = observations.kinds()
    more = page[-1].full_address if len(wanted) > len(page) else ""
    return {
        "place": place,
        "figures": [links.figure(showing.data(one, kinds)) for one in page],
        "next": links.href("place_figures", place=place, query=_next(filters, more)) if more else None,
    }


def _next(filters: Schema, after: str) -> dict[str, str]:
    """The same filters, from there on."""
    given = filters.model_dump(mode="json", exclude_defaults=True)
    return {name: str(value) for name, value in given.items()} | {"after": after}


@api.get("/figures/{path:address}", response=answers(shapes.Derivation), tags=["figures"])
def figure(
    request: HttpRequest,
    address: Annotated[str, Path(pattern=ADDRESS, max_length=300)],
) -> links.Facts:
    """One figure: down to the document or run it comes from, up to the runs that use it."""
    return links.derivation(figures.derivation(figures.figure_or_404(address)))


class FindingFilters(Schema):
    """What narrows a list of findings."""

    place: str = Field("", max_length=60, pattern=r"^[a-z0-9_.-]*$")
    state: shapes.STATES | None = None
    limit: Limit = 100


@api.get("/findings", response=answers(shapes.Findings), tags=["findings"], url_name="findings")
def finding_list(request: HttpRequest, filters: Query[FindingFilters]) -> links.Facts:
    """Figures that something contradicts, with every reason; the last opened first."""
    if filters.place:
        place_or_404(filters.place)
    states = (filters.state,) if filters.state else ()
    known = cases.cases(place=filters.place, kind="finding", states=states, limit=filters.limit)
    beside = findings.besides(known)
    return {"findings": [links.finding(findings.finding_data(one, beside)) for one in known]}


@api.get("/findings/{number}", response=answers(shapes.Finding), tags=["findings"])
def finding(
    request: HttpRequest,
    number: Annotated[str, Path(pattern=PLAIN_WORD, max_length=60)],
) -> links.Facts:
    """The published value, every reason with its run, every proposal, and what people decided."""
    case = findings.finding_or_404(number)
    return links.finding(findings.finding_data(case, findings.besides([case])))


@api.get("/sources", response=answers(shapes.Sources), tags=["sources"])
def sources(request: HttpRequest) -> links.Facts:
    """Every document and data set that figures come from, with its licence and age."""
    return {"sources": [links.source(source_data(one)) for one in observations.sources()]}


@api.get("/sources/{source}", response=answers(shapes.SourceWithFigures), tags=["sources"])
def source(
    request: HttpRequest,
    source: Annotated[str, Path(pattern=PLAIN_WORD, max_length=80)],
) -> links.Facts:
    """One document and the figures that stand in it, each with its line."""
    found = observations.find_source(source)
    if found is None:
        raise Http404(_("There is no document “%(source)s” in the catalogue.") % {"source": source})
    kinds = observations.kinds()
    return {
        "source": links.source(source_data(found)),
        "figures": [links.figure(showing.data(one, kinds)) for one in observations.figures_from(source)],
    }


@api.get("/runs/{run}", response=answers(shapes.RunWithFigures), tags=["sources"])
def run(
    request: HttpRequest,
    run: Annotated[str, Path(pattern=PLAIN_WORD, max_length=60)],
) -> links.Facts:
    """The engine, what went in, what came out, and the figures that were published of it."""
    found = runs.find_run(run)
    if found is None:
        raise Http404(_("There is no reckoning “%(run)s”.") % {"run": run})
    kinds = observations.kinds()
    return {
        "run": links.run(run_data(found)),
        "publishes": [links.figure(showing.data(one, kinds)) for one in observations.figures_by(run)],
    }


@api.get(
    "/places/{place}/plans",
    response=answers(plan_shapes.Plans),
    by_alias=True,
    tags=["places"],
    url_name="place_plans",
)
def place_plans(request: HttpRequest, place: PlaceId) -> Any:
    """The plans of the place as trees, with the counted places that nobody has named."""
    return links.facts(plans.plan_list(request, place).data)


@api.get(
    "/places/{place}/council",
    response=answers(plan_shapes.Council),
    tags=["places"],
    url_name="place_council",
)
def place_council(request: HttpRequest, place: PlaceId) -> Any:
    """Bodies with their counted seats, meetings, proposals and pledges, and where plans stand."""
    return links.facts(councils.council(request, place).data)


class AccountFilters(Schema):
    """What narrows a list of accounts."""

    prefix: str = Field("", max_length=200, pattern=PRINTED)
    after: str = Field("", max_length=200, pattern=PRINTED)
    after_unit: str = Field("", max_length=40, pattern=PRINTED)
    limit: Limit = 100


@api.get(
    "/places/{place}/accounts",
    response=answers(shapes.Accounts),
    tags=["places"],
    url_name="place_accounts",
)
def place_accounts(request: HttpRequest, place: PlaceId, filters: Query[AccountFilters]) -> links.Facts:
    """The accounts of the place's ledger with their balances, in whole numbers of the smallest unit."""
    place_or_404(place)
    known = ledgers.accounts(
        place,
        prefix=filters.prefix,
        without=books.PERSONAL,
        after=filters.after,
        after_unit=filters.after_unit,
        limit=filters.limit,
    )
    last = known[-1] if len(known) == filters.limit else None
    query = _next(filters, last.path) | {"after_unit": last.unit} if last else {}
    return {
        "place": place,
        "accounts": [
            {"path": one.path, "unit": one.unit, "floor": one.floor, "balance": one.balance} for one in known
        ],
        "next": links.href("place_accounts", place=place, query=query) if last else None,
    }


class StoreFilters(Schema):
    """What somebody looks for: an item in words, a kind, open now, near a position."""

    item: str = Field("", max_length=60, pattern=PRINTED)
    kind: str = Field("", max_length=60, pattern=PRINTED)
    open: Literal["", "now"] = ""
    lon: float | None = Field(None, ge=-180, le=180)
    lat: float | None = Field(None, ge=-90, le=90)
    limit: Limit = 100


@api.get(
    "/places/{place}/stores",
    response=answers(store_shapes.Stores),
    tags=["places"],
    url_name="place_stores",
)
def place_stores(request: HttpRequest, place: PlaceId, filters: Query[StoreFilters]) -> Any:
    """Places that take things: by item, open now, nearest first. A position is used and not kept."""
    asked = {"q": filters.item, "kind": filters.kind, "open": filters.open}
    if filters.lon is not None and filters.lat is not None:
        asked |= {"lon": str(filters.lon), "lat": str(filters.lat)}
    return links.facts(stores.looked_for(place, asked, limit=filters.limit))
