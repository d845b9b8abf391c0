"""What a place's fire engines reach by road, hour by hour: the map, the curve, the areas and the stations."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.kernel.networks import read as networks
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.portal import keeping, showing
from dure.portal.blocks import projection
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say
from dure.portal.situation.reading import LIMITS, Reach, reach_or_404
from dure.portal.situation.streets import streets_of

WIDTH = 640.0
# From little to much: below a fifth of an area's streets, below two fifths, and so on.
STEPS = 5
# How many areas the sentence above the table names.
FIRST = 3
CURVE_HEIGHT, COLUMN = 160, 24


@dataclass(frozen=True)
class AreaDrawn:
    """An area on the map: its outline, and how much of its streets is reached."""

    d: str
    name: str
    percent: Decimal
    step: int


@dataclass(frozen=True)
class HourDrawn:
    """An hour of the curve: where its columns stand, what is reached, and the way to that hour."""

    hour: int
    x: float
    middle: float
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    percents: tuple[Decimal, ...]
    href: str
    chosen: bool
    is_named: bool


def reach(request: HttpRequest, place: str) -> Page:
    """The page of what a place's vehicles reach."""
    found = place_or_404(place)
    known = reach_or_404(request, place)
    return Page(
        template="situation/reach.html",
        crumbs=crumbs(found, Crumb(_("What is reached in time"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "known": known,
            **_choice(known),
            **_map(known),
            "hours": _hours(known, place),
            "curve_width": COLUMN * 24,
            "curve_height": CURVE_HEIGHT,
            "ticks": [(CURVE_HEIGHT * (1 - part / 100), f"{part}%") for part in (0, 25, 50, 75, 100)],
            "percent_href": _hrefs(known)[known.limit][known.hour],
            **_areas(known),
            "stations": _stations(known),
            "curve": _curve(known),
            "unplaced": ", ".join(say(thing.name) for thing in known.unplaced),
            "made_of": _made_of(known),
            "published": _published(place),
        },
        data=_data(place, known),
        header=("area", "name_ko", "name_en", "hour", "limit_min", "streets_reached_percent"),
        rows=[
            (area.id, area.name.ko, area.name.en, hour, known.limits_min[limit], percent)
            for number, area in enumerate(known.columns.areas)
            for hour in range(24)
            for limit in LIMITS
            if (percent := _percent(known.arrays["area_share"][LIMITS.index(limit), hour, number]))
            is not None
        ],
    )


@require_safe
def streets(request: HttpRequest, place: str) -> HttpResponse:
    """The streets with when each is reached, for the browser to draw."""

    def make() -> HttpResponse:
        known = reach_or_404(request, place)
        return JsonResponse(streets_of(known, _fit(known)))

    return keeping.answer(request, make, language=get_language() or "")


def _percent(share: float) -> Decimal | None:
    """A share in a hundred, to a tenth; None where there are no streets."""
    return None if np.isnan(share) else Decimal(f"{share * 100:.1f}")


def _choice(known: Reach) -> dict[str, object]:
    """The hour and the limit that were chosen, and what may be."""
    return {
        "hour": known.hour,
        "next_hour": known.hour + 1,
        "limit": known.limit,
        "minutes": f"{known.limits_min[known.limit]:g}",
        "limits": [(each, f"{known.limits_min[each]:g}") for each in LIMITS],
        "all_hours": range(24),
        "percent": _percent(known.share(known.hour)),
        "least": int(known.arrays["share"][known.which].argmin()),
        "most": int(known.arrays["share"][known.which].argmax()),
        "most_percent": _percent(float(known.arrays["share"][known.which].max())),
        "least_percent": _percent(float(known.arrays["share"][known.which].min())),
    }


def _fit(known: Reach) -> projection.Projection:
    return projection.fitted(networks.area_shapes(known.edition.digest), width=WIDTH)


def _map(known: Reach) -> dict[str, object]:
    """The areas in five shades, and the stations."""
    shapes, fit = networks.area_shapes(known.edition.digest), _fit(known)
    shares = known.arrays["area_share"][known.which, known.hour]
    areas = []
    for area, shape, share in zip(known.columns.areas, shapes, shares, strict=True):
        percent = _percent(share)
        step = 0 if percent is None else min(STEPS, int(share * STEPS) + 1)
        areas.append(AreaDrawn(projection.path(shape, fit), say(area.name), percent or Decimal(0), step))
    dots = [(*fit.point(thing.lon or 0, thing.lat or 0), say(thing.name)) for thing in known.stations]
    key = [(step, f"{(step - 1) * 20}–{step * 20}%") for step in range(1, STEPS + 1)]
    return {"areas": areas, "dots": dots, "width": fit.width, "height": fit.height, "key": key}


def _hours(known: Reach, place: str) -> list[HourDrawn]:
    """The 24 hours as columns: the longer limit behind the shorter."""
    page = reverse("reach", kwargs={"place": place})
    hours = []
    for hour in range(24):
        shares = [known.share(hour, limit=limit) for limit in LIMITS]
        heights = tuple(round(CURVE_HEIGHT * share, 1) for share in shares)
        hours.append(
            HourDrawn(
                hour=hour,
                x=hour * COLUMN,
                middle=hour * COLUMN + 10,
                tops=tuple(round(CURVE_HEIGHT - height, 1) for height in heights),
                heights=heights,
                percents=tuple(_percent(share) or Decimal(0) for share in shares),
                href=f"{page}?hour={hour}&limit={known.limit}",
                chosen=hour == known.hour,
                is_named=hour % 3 == 0,
            )
        )
    return hours


def _hrefs(known: Reach) -> dict[str, list[str]]:
    """The ways to the figures of every limit and hour."""
    return {
        limit: [
            showing.figure_href(known.shares[limit, hour]) if (limit, hour) in known.shares else ""
            for hour in range(24)
        ]
        for limit in LIMITS
    }


def _curve(known: Reach) -> Table:
    """The curve as a table: every number leads to its figure."""
    kinds = observations.kinds()
    columns = [
        _("within %(minutes)s minutes") % {"minutes": f"{known.limits_min[each]:g}"} for each in LIMITS
    ]
    rows = []
    for hour in range(24):
        figures = [known.shares.get((limit, hour)) for limit in LIMITS]
        cells = [showing.cell(figure, kinds) if figure else Cell(text=_("unknown")) for figure in figures]
        rows.append((Cell(text=_("%(hour)s:00") % {"hour": hour}), *cells))
    return Table(
        caption=_("Share of street length reached, by hour"),
        columns=(Column(_("Hour")), *(Column(title, numeric=True) for title in columns)),
        rows=tuple(rows),
    )


def _areas(known: Reach) -> dict[str, object]:
    """The areas from the least reached on, and those of which nothing is reached."""
    shares = known.arrays["area_share"][:, known.hour]
    sorted_by_share = np.argsort(shares[known.which], kind="stable")
    order = [int(number) for number in sorted_by_share if not np.isnan(shares[known.which][number])]
    titles = [say(known.columns.areas[number].name) for number in order]
    none = [title for title, number in zip(titles, order, strict=True) if shares[known.which][number] == 0]
    rows = []
    for title, number in zip(titles, order, strict=True):
        area = known.columns.areas[number]
        people = (
            Cell(value=area.people, unit="people") if area.people is not None else Cell(text=_("unknown"))
        )
        cells = [Cell(value=_percent(shares[which][number]), unit="percent") for which in range(len(LIMITS))]
        rows.append((Cell(text=title), *cells, people))
    minutes = [
        _("within %(minutes)s minutes") % {"minutes": f"{known.limits_min[each]:g}"} for each in LIMITS
    ]
    table = Table(
        caption=_("Share of each area’s streets that is reached at %(hour)s:00") % {"hour": known.hour},
        columns=(
            Column(_("Area")),
            *(Column(title, numeric=True) for title in minutes),
            Column(_("People"), numeric=True),
        ),
        rows=tuple(rows),
        csv_href=reverse("reach.csv", kwargs={"place": known.run.place}),
    )
    lost = sum(known.columns.areas[number].people or 0 for number in order[: len(none)])
    return {
        "area_table": table,
        "none": none,
        "none_people": lost,
        "fewest": titles[:FIRST],
        "unseen": [say(a.name) for n, a in enumerate(known.columns.areas) if n not in order],
    }


def _stations(known: Reach) -> Table:
    """What each station reaches by itself, from the least on."""
    reached = known.arrays["station_m"][:, known.hour] / 1000
    rows = []
    for number in np.argsort(reached[known.which], kind="stable"):
        cells = [Cell(value=Decimal(f"{reached[w][number]:.1f}"), unit="km") for w in range(len(LIMITS))]
        rows.append((Cell(text=say(known.stations[number].name)), *cells))
    rows += [
        (Cell(text=say(thing.name)), *(Cell(text=_("position unknown")) for _limit in LIMITS))
        for thing in known.unplaced
    ]
    minutes = [
        _("within %(minutes)s minutes") % {"minutes": f"{known.limits_min[each]:g}"} for each in LIMITS
    ]
    return Table(
        caption=_("Kilometres of street that each station reaches by itself at %(hour)s:00")
        % {"hour": known.hour},
        columns=(Column(_("Station")), *(Column(title, numeric=True) for title in minutes)),
        rows=tuple(rows),
    )


def _made_of(known: Reach) -> Table:
    """What is real and what is assumed, each with where it stands."""
    sources = showing.sources()

    def source(id_: str) -> Cell:
        if id_ not in sources:
            return Cell(text=id_ or _("unknown"))
        return Cell(text=say(sources[id_].title), href=reverse("source", kwargs={"source": id_}))

    station = next((thing.source for thing in known.stations), "")
    roads = _("%(links)s stretches of road, %(km)s km") % {
        "links": f"{known.edition.links:,}",
        "km": f"{known.edition.length_m / 1000:,.0f}",
    }
    page = reverse("network", kwargs={"place": known.edition.place, "name": known.edition.name})
    run = reverse("run", kwargs={"run": known.run.id})
    assumed = Cell(text=_("assumed"))
    real = Cell(text=_("real"))
    rows: Sequence[tuple[Cell, ...]] = (
        (Cell(text=roads, href=page), real, source(known.edition.source)),
        (
            Cell(text=_("%(count)s stations with a position") % {"count": len(known.stations)}),
            real,
            source(station),
        ),
        (Cell(text=_("Speed of each class of road")), assumed, Cell(text=_("what went in"), href=run)),
        (Cell(text=_("Share of that speed in each hour")), assumed, Cell(text=_("what went in"), href=run)),
        (Cell(text=_("Delay at junctions")), assumed, Cell(text=_("what went in"), href=run)),
        (
            Cell(text=_("Way from a station to the nearest road")),
            assumed,
            Cell(text=_("what went in"), href=run),
        ),
        (Cell(text=_("Positions of emergency vehicles")), Cell(text=_("none")), Cell(text=_("not public"))),
    )
    return Table(
        caption=_("What is real here, and what is assumed"),
        columns=(Column(_("Item")), Column(_("Kind")), Column(_("Source"))),
        rows=tuple(rows),
    )


def _published(place: str) -> list[object]:
    """The coverage that the city itself has published, to stand beside."""
    kinds = observations.kinds()
    figures: list[Figure] = [
        figure
        for figure in observations.figures(
            place, addresses=("coverage_percent/fire", "coverage_percent/ambulance")
        )
        if figure.value is not None
    ]
    return [showing.number(figure, kinds, size="small") for figure in figures]


def _data(place: str, known: Reach) -> dict[str, object]:
    """Everything the page says, for machines and for the browser's slider."""
    arrays = known.arrays
    return {
        "place": place,
        "run": known.run.id,
        "network": known.edition.reference,
        "limits_min": dict(known.limits_min),
        "streets_reached_percent": {
            limit: [_percent(share) for share in arrays["share"][number]]
            for number, limit in enumerate(LIMITS)
        },
        "figures": _hrefs(known),
        "areas": [
            {
                "id": area.id,
                "name": area.name,
                "people": area.people,
                **{
                    limit: [_percent(share) for share in arrays["area_share"][which, :, number]]
                    for which, limit in enumerate(LIMITS)
                },
            }
            for number, area in enumerate(known.columns.areas)
        ],
        "stations": [
            {
                "id": thing.id,
                "name": thing.name,
                "lon": thing.lon,
                "lat": thing.lat,
                **{
                    limit: [round(float(m) / 1000, 1) for m in arrays["station_m"][which, :, number]]
                    for which, limit in enumerate(LIMITS)
                },
            }
            for number, thing in enumerate(known.stations)
        ],
        "stations_without_position": [thing.id for thing in known.unplaced],
    }
