"""What is booked by the hour: exhibitions, courses, research days, solar ovens and chargers; free places."""

from itertools import groupby

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.things.read import Thing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.market.rules import FREE_H, LATE, MISSED, PAUSE, Rules, rules_of
from dure.portal.resident.market.slots import DAYS_AHEAD, Slot, coming
from dure.portal.resident.market.stalls import first, market_place, seen_in, slug_of
from dure.portal.resident.market.words import figure_row, way, when, won
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.hours_words import day_name, hours_of, week_words
from dure.portal.resident.waste.present import Present
from dure.portal.resident.waste.saying import day
from dure.portal.showing import say

HEADER = ("what", "kind", "start", "end", "places", "free", "price_krw", "mark")


def bookings(_request: HttpRequest, place: str) -> Page:
    """Everything that can be booked, kind by kind."""
    here = market_place(place)
    seen = seen_in(here)
    every = sorted(seen.in_room("bookable"), key=lambda thing: (thing.kind, say(thing.name)))
    kinds = [
        {"title": say(seen.words.kinds[kind].title), "cards": [_card(each, seen) for each in group]}
        for kind, group in groupby(every, key=lambda thing: thing.kind)
    ]
    return Page(
        template="resident/market/bookings.html",
        section="market",
        crumbs=crumbs(here, *way(place, Crumb(_("Exhibitions, courses, things to try")))),
        shows={
            "place": here, "place_title": say(here.title), "kinds": kinds, "days": DAYS_AHEAD,
            "synthetic": any(each.mark for each in every),
        },
        data={"place": place, "bookable": [{"what": slug_of(each), "kind": each.kind} for each in every]},
    )  # fmt: skip


def bookable(_request: HttpRequest, place: str, what: str) -> Page:
    """One of them: its slots of the days to come, day by day."""
    here = market_place(place)
    seen = seen_in(here)
    thing = find_bookable(seen, what)
    slots = coming(seen.at, thing)
    note = first(seen, thing, "note")
    above = Crumb(
        _("Exhibitions, courses, things to try"), reverse("market_bookings", kwargs={"place": place})
    )
    lines = [_line(each, thing) for each in slots]
    return Page(
        template="resident/market/bookable.html",
        section="market",
        crumbs=crumbs(here, *way(place, above, Crumb(say(thing.name)))),
        shows={
            **_card(thing, seen),
            "place": here,
            "note": say(note.words) if note else "",
            "days": _days(slots, place),
            "rules": rule_rows_of(rules_of(place, on=seen.today), thing),
            "ahead": DAYS_AHEAD,
        },
        data={
            "place": place,
            "what": what,
            "slots": [dict(zip(HEADER, line, strict=True)) for line in lines],
        },
        header=HEADER,
        rows=lines,
    )


def _days(slots: tuple[Slot, ...], place: str) -> list[dict[str, object]]:
    """Slots day by day."""
    return [
        {
            "title": f"{day(on)} {day_name(on.weekday())}",
            "slots": [_slot(each, place) for each in group],
        }
        for on, group in groupby(slots, key=lambda each: each.start.date())
    ]


def find_bookable(seen: Present, what: str) -> Thing:
    """The thing of that id that can be booked; else 404."""
    found = next((each for each in seen.in_room("bookable") if slug_of(each) == what), None)
    if found is None:
        raise Http404(_("Nothing of that name can be booked here."))
    return found


def rule_rows_of(rules: Rules, thing: Thing) -> list[dict[str, object]]:
    """The rules that a booking of this thing goes by."""
    addresses = [*(f"{name}/{thing.kind}" for name in (FREE_H, LATE, MISSED)), PAUSE]
    return [figure_row(figure, rules) for each in addresses if (figure := rules.figure(each))]


def _card(thing: Thing, seen: Present) -> dict[str, object]:
    hours, seats, price = (first(seen, thing, name) for name in ("open_for", "seats", "sells_for"))
    read = hours_of(hours.value) if hours else None
    where = seen.things.get(thing.part_of)
    return {
        "title": say(thing.name),
        "mark": thing.mark,
        "kind": say(seen.words.kinds[thing.kind].title),
        "where": say(where.name) if where else "",
        "week": week_words(read) if read else "",
        "seats": seats.value if seats else "",
        "price": won(int(price.value)) if price else won(0) if read else "",
        "href": reverse("market_bookable", kwargs={"place": thing.place, "what": slug_of(thing)}),
    }


def _slot(each: Slot, place: str) -> dict[str, object]:
    return {
        "time": f"{each.start:%H:%M}–{each.end:%H:%M}",
        "when": when(each.start, each.end),
        "free": each.free,
        "seats": each.seats,
        "href": reverse("my_market_book", kwargs={"place": place, "what": each.what, "slot": each.word}),
    }


def _line(each: Slot, thing: Thing) -> tuple[object, ...]:
    return (
        each.what, thing.kind, each.start.isoformat(), each.end.isoformat(), each.seats, each.free,
        each.price_krw, thing.mark,
    )  # fmt: skip
