"""The list of places that take things, with its map, and the page of each."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.kernel.things import read as things
from dure.kernel.things.read import Attribute
from dure.portal import showing
from dure.portal.blocks.map import Dot, Map
from dure.portal.blocks.projection import fitted
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.waste.finding import Found, Wish, find, wish_of
from dure.portal.resident.waste.hours_words import now_words, week_words
from dure.portal.resident.waste.present import (
    Present,
    Store,
    Taken,
    now_at,
    present,
    store_of,
    stores,
    waste_place,
)
from dure.portal.resident.waste.rows import HEADER, line, lines, statement, store_data
from dure.portal.resident.waste.saying import (
    Tellers,
    attribute_title,
    day,
    document,
    money,
    value_words,
    who_said,
)
from dure.portal.showing import say

MAP_WIDTH, MAP_MARGIN_DEGREES = 560, 0.0015
KILOMETRE_M = 1000
# The button that asks the browser for a position works on this page alone.
ASKS_POSITION = {"Permissions-Policy": "geolocation=(self)"}


def store_list(request: HttpRequest, place: str) -> Page:
    """Every place of a town that takes things, or those that answer what is looked for."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    wish = wish_of({name: request.GET[name] for name in request.GET})
    every = stores(seen)
    told = tuple(each for each in every if each.is_told)
    found = find(told, wish, seen)
    return Page(
        template="resident/waste/stores.html",
        section="waste",
        crumbs=crumbs(here, Crumb(_("Zero waste"), _href("zero_waste", here.id)), Crumb(_("Find a place"))),
        headers=ASKS_POSITION,
        shows={
            "place": here,
            "place_title": say(here.title),
            "rows": [row(one, seen) for one in found],
            "all": len(told),
            "wish": wish,
            "is_wish": wish != Wish(),
            "kinds": sorted({(each.kind, each.kind_title) for each in told}, key=lambda kind: kind[1]),
            "neighbourhoods": neighbourhoods(seen),
            "map": _map(found, seen),
            "untold": _untold(every),
            "at": seen.at,
            "synthetic": any(each.thing.mark for each in told),
        },
        data=_data(found, every, seen),
        header=HEADER,
        rows=[each for one in every for each in lines(one)],
    )


def looked_for(place: str, asked: Mapping[str, str], *, limit: int) -> dict[str, object]:
    """The places that answer what is looked for, for machines, at most so many; none where none is told."""
    here = place_or_404(place)
    seen = present(here, now_at(here))
    every = stores(seen)
    found = find(tuple(each for each in every if each.is_told), wish_of(asked), seen)
    return _data(found[:limit], every, seen)


def _data(found: Sequence[Found], every: Sequence[Store], seen: Present) -> dict[str, object]:
    return {
        "place": seen.place.id,
        "at": seen.at,
        "stores": [store_data(one, seen) for one in found],
        "counted_only": [{"kind": k, "title": t, "count": n} for k, t, n in _counted(every)],
    }


def store(request: HttpRequest, place: str, store: str) -> Page:
    """One place that takes things: hours, items and prices, each with its day and who said it."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    thing = next((each for each in seen.in_room("store") if each.id == f"{here.id}/{store}"), None)
    if thing is None:
        raise Http404(_("There is no such place in %(place)s.") % {"place": say(here.title)})
    one, history = store_of(seen, thing), things.statements(thing.id)
    return Page(
        template="resident/waste/store.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), _href("zero_waste", here.id)),
            Crumb(_("Find a place"), _href("stores", here.id)),
            Crumb(say(thing.name)),
        ),
        shows={"place": here, "title": say(thing.name), **_shown(one, history, seen)},
        data={
            **store_data(Found(one, None, ()), seen),
            "statements": [statement(each) for each in history],
        },
        header=HEADER,
        rows=[line(one, each) for each in history],
    )


def _shown(one: Store, history: Sequence[Attribute], seen: Present) -> dict[str, object]:
    """What the page of a store shows."""
    tellers = Tellers(showing.sources())
    opening = one.find("opening_hours")
    return {
        "store": one,
        "now": now_words(one.hours, seen.at),
        "is_open": bool(one.hours and one.hours.is_open(seen.at)),
        "week": week_words(one.hours) if one.hours else "",
        "hours_said": who_said(opening, tellers) if opening else None,
        "facts": [
            (attribute_title(said, seen), one.words(name), who_said(said, tellers))
            for name in ("address", "phone", "note")
            if (said := one.find(name))
        ],
        "takes": [_taken(taken, seen, tellers) for taken in one.takes],
        "coming": [_told(each, seen, tellers) for each in reversed(history) if each.valid_from > seen.today],
        "history": [_told(each, seen, tellers) for each in history],
        "thing_said": document(one.thing.source, one.thing.locator, tellers, mark=one.thing.mark),
    }


def row(one: Found, seen: Present) -> dict[str, object]:
    """A store in the list."""
    found = one.store
    return {
        "href": reverse("store", kwargs={"place": seen.place.id, "store": found.slug}),
        "title": say(found.thing.name),
        "kind": found.kind_title,
        "now": now_words(found.hours, seen.at),
        "is_open": bool(found.hours and found.hours.is_open(seen.at)),
        "away": away_words(one.away_m),
        "address": found.words("address"),
        "wanted": [
            {"title": taken.title, "price": price_now(taken, seen), "pays": taken.pays_words}
            for taken in (one.wanted or found.takes)
        ],
        "mark": found.thing.mark,
    }


def away_words(away_m: float | None) -> str:
    """How far something is as the crow flies, to ten metres, or a tenth of a kilometre."""
    if away_m is None:
        return ""
    if away_m < KILOMETRE_M:
        return _("%(metres)d m away") % {"metres": round(away_m / 10) * 10}
    return _("%(kilometres)s km away") % {"kilometres": f"{away_m / KILOMETRE_M:.1f}"}


def price_now(taken: Taken, seen: Present) -> str:
    """What is paid for an article at this hour; empty where no price is told."""
    price = taken.price_at(seen.at)
    return money(price.amount_krw, price.unit) if price else ""


def neighbourhoods(seen: Present) -> list[tuple[str, str]]:
    """The neighbourhoods of a place, to choose one."""
    return [(each.id.rpartition("/")[2], say(each.name)) for each in seen.in_room("neighbourhood")]


def _taken(taken: Taken, seen: Present, tellers: Tellers) -> dict[str, object]:
    prices = sorted(taken.prices, key=lambda price: price.hours is not None)
    return {
        "title": taken.title,
        "href": reverse("disposal_article", kwargs={"place": seen.place.id, "article": taken.article}),
        "pays": taken.pays_words,
        "prices": [
            {
                "money": money(price.amount_krw, price.unit),
                "during": week_words(price.hours) if price.hours else "",
                "since": day(price.said.valid_from),
                "said": who_said(price.said, tellers),
            }
            for price in prices
        ],
    }


def _told(said: Attribute, seen: Present, tellers: Tellers) -> dict[str, object]:
    """A statement with its days and who made it, for the history."""
    return {
        "title": attribute_title(said, seen),
        "value": value_words(said, seen),
        "from": day(said.valid_from),
        "to": day(said.valid_to) if said.valid_to else "",
        "said": who_said(said, tellers),
        "recorded_at": said.recorded_at,
    }


def _counted(every: Sequence[Store]) -> list[tuple[str, str, int]]:
    """How many stores of each kind are counted, and nothing else is known of them."""
    counted = Counter((each.kind, each.kind_title) for each in every if not each.is_told)
    return [(kind, title, count) for (kind, title), count in sorted(counted.items())]


def _untold(every: Sequence[Store]) -> list[str]:
    return [
        ngettext("%(kind)s: %(count)d place", "%(kind)s: %(count)d places", count)
        % {"kind": title, "count": count}
        for _kind, title, count in _counted(every)
    ]


def _map(found: Sequence[Found], seen: Present) -> Map | None:
    """The stores on a plain map; the list beside it says the same."""
    placed = [one.store for one in found if one.store.thing.lon is not None]
    if not placed:
        return None
    lons = [each.thing.lon or 0.0 for each in placed]
    lats = [each.thing.lat or 0.0 for each in placed]
    west, east = min(lons) - MAP_MARGIN_DEGREES, max(lons) + MAP_MARGIN_DEGREES
    south, north = min(lats) - MAP_MARGIN_DEGREES, max(lats) + MAP_MARGIN_DEGREES
    ring = [(west, south), (east, south), (east, north), (west, north)]
    fit = fitted([{"type": "Polygon", "coordinates": [ring]}], width=MAP_WIDTH)
    dots = []
    for each in placed:
        x, y = fit.point(each.thing.lon or 0.0, each.thing.lat or 0.0)
        href = reverse("store", kwargs={"place": seen.place.id, "store": each.slug})
        dots.append(Dot(x, y, say(each.thing.name), each.kind_title, href))
    return Map(
        slug="stores-map",
        title=_("On a map"),
        says=_("North is up. Choose a point to open its page."),
        width=fit.width,
        height=fit.height,
        outlines=(),
        dots=tuple(dots),
        synthetic=any(each.thing.mark for each in placed),
        listed=False,
    )


def _href(name: str, place: str) -> str:
    return reverse(name, kwargs={"place": place})
