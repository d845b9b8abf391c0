"""On which days what is put out, by neighbourhood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.opening_hours import Hours
from dure.kernel.things.read import Attribute, Thing
from dure.portal import showing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.finding import names_of
from dure.portal.resident.waste.hours_words import hours_of, week_words
from dure.portal.resident.waste.present import Present, now_at, present, waste_place
from dure.portal.resident.waste.saying import Tellers, who_said
from dure.portal.resident.waste.searching import rank
from dure.portal.showing import say

HEADER = ("neighbourhood", "name_ko", "name_en", "stream", "hours", "stop", "valid_from", "mark", "source")


@dataclass(frozen=True)
class PutOut:
    """When one stream is put out in a neighbourhood, and the stop of its truck where one is told."""

    thing: Thing
    said: Attribute
    hours: Hours | None
    stop: str

    @property
    def stream(self) -> str:
        """What is put out."""
        return self.said.about


def put_outs(seen: Present, *, neighbourhood: str = "") -> tuple[PutOut, ...]:
    """When what is put out, in all neighbourhoods or in one."""
    found = []
    for thing in seen.in_room("neighbourhood"):
        if neighbourhood and thing.id.rpartition("/")[2] != neighbourhood:
            continue
        stops = {each.about: each.value for each in seen.of(thing.id, "stop")}
        found += [
            PutOut(thing, said, hours_of(said.value), stops.get(said.about, ""))
            for said in seen.of(thing.id, "put_out")
        ]
    return tuple(found)


def put_out_rows(seen: Present, *, stream: str, neighbourhood: str = "") -> list[dict[str, str]]:
    """When one stream is put out, by neighbourhood, in words."""
    return [
        {"name": say(each.thing.name), "hours": week_words(each.hours) if each.hours else each.said.value}
        for each in put_outs(seen, neighbourhood=neighbourhood)
        if each.stream == stream
    ]


def collection(request: HttpRequest, place: str) -> Page:
    """The days of collection of a neighbourhood, found by its name or an address."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    words, chosen = request.GET.get("q", "").strip()[:60], request.GET.get("in", "")[:60]
    areas = seen.in_room("neighbourhood")
    matches = [area for area in areas if words and rank(words, names_of(area, seen)) is not None]
    if words and len(matches) == 1 and not chosen:
        chosen = matches[0].id.rpartition("/")[2]
    area = next((each for each in areas if each.id == f"{here.id}/{chosen}"), None)
    outs = put_outs(seen, neighbourhood=chosen) if area else ()
    tellers = Tellers(showing.sources())
    return Page(
        template="resident/waste/days.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), reverse("zero_waste", kwargs={"place": here.id})),
            Crumb(_("Days of collection")),
        ),
        shows={
            "place": here,
            "place_title": say(here.title),
            "words": words,
            "matches": [(each.id.rpartition("/")[2], say(each.name)) for each in matches],
            "areas": [(each.id.rpartition("/")[2], say(each.name)) for each in areas],
            "chosen": chosen if area else "",
            "area": say(area.name) if area else "",
            "mark": area.mark if area else "",
            "soon": soon(outs, seen),
            "rows": [_row(each, seen, tellers) for each in outs],
        },
        data={"place": here.id, "put_out": [_data(each) for each in (outs or put_outs(seen))]},
        header=HEADER,
        rows=[_line(each) for each in put_outs(seen)],
    )


def soon(outs: Sequence[PutOut], seen: Present) -> list[dict[str, object]]:
    """What is put out today and tomorrow."""
    found: list[dict[str, object]] = []
    for ahead, title in ((0, _("Today")), (1, _("Tomorrow"))):
        on = seen.at + timedelta(days=ahead)
        found.append(
            {"title": title, "streams": [seen.title(each.stream) for each in outs if _is_on(each, on)]}
        )
    return found


def _is_on(each: PutOut, on: datetime) -> bool:
    return bool(each.hours and each.hours.days[on.weekday()])


def _row(each: PutOut, seen: Present, tellers: Tellers) -> dict[str, object]:
    return {
        "stream": seen.title(each.stream),
        "hours": week_words(each.hours) if each.hours else each.said.value,
        "truck": reverse("truck", kwargs={"place": seen.place.id, "stop": each.stop}) if each.stop else "",
        "said": who_said(each.said, tellers),
    }


def _data(each: PutOut) -> dict[str, object]:
    return {
        "neighbourhood": each.thing.id.rpartition("/")[2],
        "name": each.thing.name,
        "stream": each.stream,
        "hours": each.said.value,
        "stop": each.stop,
        "valid_from": each.said.valid_from,
        "mark": each.said.mark,
        "source": f"{each.said.source}:{each.said.locator}",
    }


def _line(each: PutOut) -> tuple[object, ...]:
    said = _data(each)
    return (
        said["neighbourhood"],
        each.thing.name.ko,
        each.thing.name.en,
        each.stream,
        said["hours"],
        each.stop,
        each.said.valid_from,
        each.said.mark,
        said["source"],
    )
