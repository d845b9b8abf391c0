"""The first page of a market: its spaces, four ways in, and the rules with who says so."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.things.read import Thing
from dure.portal import showing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.market.rules import ARTICLES, BOOKS, rules_of
from dure.portal.resident.market.stalls import first, market_place, seen_in
from dure.portal.resident.market.words import figure_row, rule_rows
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.hours_words import hours_of, now_words, week_words
from dure.portal.resident.waste.present import Present
from dure.portal.resident.waste.saying import Tellers, document
from dure.portal.showing import say

FLOOR = "market_floor"


def home(_request: HttpRequest, place: str) -> Page:
    """What somebody who wants to go there needs: when it is open, and what is to be had."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=seen.today)
    tellers = Tellers(showing.sources())
    floors = [each for each in seen.in_room("seller") if each.kind == FLOOR]
    floors.sort(key=lambda thing: (bool(thing.part_of), say(thing.name)))
    counts = {room: len(seen.in_room(room)) for room in ("good", "book", "bookable", "trial")}
    rows = rule_rows(rules)
    return Page(
        template="resident/market/home.html",
        section="market",
        crumbs=crumbs(here, Crumb(_("Joint market"))),
        shows={
            "place": here,
            "place_title": say(here.title),
            "floors": [_floor(each, seen, tellers) for each in floors],
            "ways": _ways(place, counts),
            "counted": [
                figure_row(figure, rules) for name in (ARTICLES, BOOKS) if (figure := rules.last(name))
            ],
            "rules": rows,
            "synthetic": any(each.mark for each in floors),
        },
        data={"place": place, "counts": counts, "rules": rows, "floors": [each.id for each in floors]},
    )


def _ways(place: str, counts: dict[str, int]) -> list[dict[str, object]]:
    """The four ways in, each with how much there is."""
    said = {
        "good": ("market_goods", _("Goods"), _("Price, eco-label and footprint of each")),
        "book": ("market_library", _("Library"), _("Borrow a book, or stand in its queue")),
        "bookable": (
            "market_bookings", _("Exhibitions, courses, things to try"), _("Book a place by the hour"),
        ),
        "trial": ("market_centre", _("Education centre"), _("What was tried, and what came of it")),
    }  # fmt: skip
    return [
        {
            "href": reverse(name, kwargs={"place": place}),
            "title": title,
            "says": says,
            "count": counts[room],
        }
        for room, (name, title, says) in said.items()
    ]


def _floor(thing: Thing, seen: Present, tellers: Tellers) -> dict[str, object]:
    hours = first(seen, thing, "opening_hours")
    address = first(seen, thing, "address")
    read = hours_of(hours.value) if hours else None
    return {
        "title": say(thing.name),
        "mark": thing.mark,
        "is_part": bool(thing.part_of),
        "address": say(address.words) if address else "",
        "now": now_words(read, seen.at) if read else "",
        "week": week_words(read) if read else "",
        "said": document(thing.source, thing.locator, tellers, mark=thing.mark),
    }
