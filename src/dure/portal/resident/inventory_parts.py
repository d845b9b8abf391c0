"""The inventories of a place's parts beside its own: what each states, what is counted once or left out.

From neighbourhood to district, city and province a tonne counts once: a part that states a source speaks for
all within it; where it says nothing, its own parts do. What cannot be added is named, never netted.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.inventory.rollup import RollUp
from dure.kernel.observations import read as observations
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.parts_gathering import (
    GPC,
    HEADER,
    LOCAL,
    UNKNOWN,
    Asked,
    Gathered,
    asked_of,
    choices_of,
    data_of,
    gathered,
    inside,
    rolled,
    row_of,
    speaking,
)
from dure.portal.resident.parts_tables import bars_of, lines_table, once_table, shared_table, short_name
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say


def parts(request: HttpRequest, place: str) -> Page:
    """The parts beside the whole, of the newest year or of the one asked for."""
    found = place_or_404(place)
    within = inside(found)
    stated = {name: observations.figures_across(tuple(within), name=name) for name in (GPC, LOCAL)}
    choices = choices_of(stated, found.id)
    if not choices:
        return _nothing(found)
    view, year = request.GET.get("view", ""), request.GET.get("year", "")
    fitting = [each for each in choices if view in ("", each[0]) and year in ("", each[1])]
    if not fitting:
        raise Http404(_("The parts of this place state nothing of that year."))
    asked = asked_of(*fitting[0], stated)
    told = gathered(asked, within, stated[asked.kind], found.id)
    whole = rolled(found.id, asked, told, lines=asked.top)
    lines = rolled(found.id, asked, told, lines=asked.lines)
    return Page(
        template="resident/inventory_parts.html",
        crumbs=crumbs(
            found,
            Crumb(_("Inventory"), reverse("inventory", kwargs={"place": place})),
            Crumb(_("Parts and whole")),
        ),
        shows=_shows(found, asked, told, choices=choices, whole=whole, lines=lines),
        data=data_of(asked, told, whole, lines),
        header=HEADER,
        rows=[row_of(asked, line) for line in lines.lines],
    )


def _nothing(place: Place) -> Page:
    """The page where no part states anything."""
    empty = Empty(
        title=_("No inventories inside"),
        says=_("No place inside has stated an inventory, so there is nothing to put beside this one."),
    )
    return Page(
        template="resident/inventory_parts.html",
        crumbs=crumbs(place, Crumb(_("Parts and whole"))),
        shows={"place": place, "place_title": say(place.title), "empty": empty},
        data={"place": place.id, "view": None, "lines": []},
        header=HEADER,
    )


def _shows(
    place: Place, asked: Asked, told: Gathered, *, choices: Sequence[tuple[str, str]], whole: RollUp,
    lines: RollUp,
) -> dict[str, object]:  # fmt: skip
    """What the page shows."""
    own = [line.own for line in whole.lines if line.own is not None]
    compared = [line for line in whole.lines if line.gap is not None]
    parts_compared = sum((line.parts or Decimal(0) for line in compared), Decimal(0))
    own_compared = sum((line.own or Decimal(0) for line in compared), Decimal(0))
    return {
        "place": place,
        "place_title": say(place.title),
        "period": period_words(asked.year, language=showing.language()),
        "view": _view_title(asked.view),
        "years": _year_links(place, asked, choices),
        "views": _view_links(place, asked, choices),
        "total": _words(whole.total),
        "own_total": _words(own_compared) if compared else "",
        "parts_total": _words(parts_compared) if compared else "",
        "gap_total": _words(own_compared - parts_compared) if compared else "",
        "compared": len(compared),
        "lines": len(whole.lines),
        "with_number": sum(line.parts is not None for line in whole.lines),
        "states_whole": bool(own),
        "set_name": told.set_name,
        "speaking": len(speaking(whole)),
        "inside": len(told.places) - 1,
        "bars": bars_of(place, asked, told, whole),
        "table": lines_table(place, asked, told, lines),
        "once": once_table(place, asked, told, whole),
        "shared": shared_table(place, told, whole),
        "left_out": [
            (say(told.places[each].title), name if name != UNKNOWN else _("an untold set"))
            for each, name in told.left_out
        ],
        "missing": [short_name(told.places[each], place) for each in whole.missing],
        "takes_up": any((line.parts or 0) < 0 for line in whole.lines),
        "query": f"?view={asked.view}&year={asked.year}",
    }


def _words(value: Decimal) -> str:
    """Tonnes in words."""
    return shown(value, unit="tco2e", language=showing.language()).text


def _view_title(view: str) -> str:
    return {
        "basic": "BASIC", "basic-plus": "BASIC+", "territorial": _("Territorial"),
        "direct": _("Direct emissions"), "indirect": _("Indirect emissions"),
    }[view]  # fmt: skip


def _href(place: Place, view: str, year: str) -> str:
    return reverse("inventory_parts", kwargs={"place": place.id}) + f"?view={view}&year={year}"


def _year_links(place: Place, asked: Asked, choices: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """The other years of this view."""
    return [
        {
            "title": period_words(year, language=showing.language()),
            "href": _href(place, view, year),
            "current": year == asked.year,
        }
        for view, year in choices
        if view == asked.view
    ]


def _view_links(place: Place, asked: Asked, choices: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """The other views: of this year where it has one, else of its newest."""
    links = []
    for view in dict.fromkeys(view for view, _year in choices):
        years = [year for each, year in choices if each == view]
        year = asked.year if asked.year in years else years[0]
        links.append(
            {"title": _view_title(view), "href": _href(place, view, year), "current": view == asked.view}
        )
    return links
