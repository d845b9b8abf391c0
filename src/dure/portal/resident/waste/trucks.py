"""Where the truck is: an honest range of minutes to a stop, that it has passed, or that nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor, isinf, isnan

import numpy as np
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.engines.residents.along_route import along_route
from dure.engines.residents.trucks import truck_comes
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Position
from dure.kernel.things.read import Thing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.hours_words import hours_of, week_words
from dure.portal.resident.waste.present import Present, now_at, present, waste_place
from dure.portal.showing import say

# What the answer rests on; the page says each of them.
ACCURACY_M, WINDOW_S, STALE_S = 40.0, 300.0, 900.0
# Farther beside its route than this, a truck is not on it.
MOST_BESIDE_M = 300.0
MINUTE_S = 60
PASSED, HERE, COMES, STANDS, UNKNOWN, SILENT = "passed", "here", "comes", "stands", "unknown", "silent"


@dataclass(frozen=True)
class Answer:
    """What can be said of the truck: a word, from and to in whole minutes, and when it was last heard."""

    word: str
    from_min: int | None = None
    to_min: int | None = None
    heard_at: datetime | None = None


def truck(request: HttpRequest, place: str, stop: str) -> Page:
    """When the truck comes to a stop, from the positions that it sent itself."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    point = next((each for each in seen.in_room("stop") if each.id == f"{here.id}/{stop}"), None)
    route = seen.things.get(point.part_of) if point else None
    if point is None or route is None:
        raise Http404(_("There is no such stop in %(place)s.") % {"place": say(here.title)})
    answer = answer_of(seen, point, route)
    return Page(
        template="resident/waste/truck.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), reverse("zero_waste", kwargs={"place": here.id})),
            Crumb(_("Days of collection"), reverse("collection", kwargs={"place": here.id})),
            Crumb(say(point.name)),
        ),
        shows=_shows(seen, point, route, answer),
        data={
            "place": here.id,
            "stop": stop,
            "route": route.id.rpartition("/")[2],
            "answer": answer.word,
            "from_min": answer.from_min,
            "to_min": answer.to_min,
            "heard_at": answer.heard_at,
            "at": seen.at,
            "mark": route.mark,
        },
    )


def _shows(seen: Present, point: Thing, route: Thing, answer: Answer) -> dict[str, object]:
    """What the page of a stop shows."""
    runs = next((hours_of(each.value) for each in seen.of(route.id, "runs")), None)
    collects = next((each.value for each in seen.of(route.id, "collects")), "")
    return {
        "place": seen.place,
        "title": say(point.name),
        "route": say(route.name),
        "collects": seen.title(collects) if collects else "",
        "runs": week_words(runs) if runs else "",
        "words": words(answer),
        "mark": route.mark,
        "at": seen.at,
        "heard": heard_words(answer.heard_at, seen.at),
        "stale_min": int(STALE_S / MINUTE_S),
        "stops": [
            (say(each.name), _href(seen.place.id, each), each.id == point.id)
            for each in stops_of(seen, route)
        ],
    }


def answer_of(seen: Present, point: Thing, route: Thing) -> Answer:
    """What can be said of the truck of a route and one of its stops."""
    stops = stops_of(seen, route)
    drives = route.id.rpartition("/")[2]
    trucks = [
        t.id for t in seen.in_room("truck") if any(each.value == drives for each in seen.of(t.id, "drives"))
    ]
    heard = observations.positions(trucks, since=begun(seen, route)) if trucks else ()
    if not heard or len(stops) < 2:
        return Answer(SILENT)
    found = along_route(
        lons=np.array([each.lon or 0.0 for each in stops]),
        lats=np.array([each.lat or 0.0 for each in stops]),
        at_lons=np.array([each.lon for each in heard]),
        at_lats=np.array([each.lat for each in heard]),
    )
    on_route = [
        (one, along)
        for one, along, beside in zip(heard, found.along_m, found.beside_m, strict=True)
        if beside <= MOST_BESIDE_M
    ]
    stop_m = float(found.points_m[[each.id for each in stops].index(point.id)])
    return _reckoned(on_route, stop_m, seen.at) if on_route else Answer(UNKNOWN, heard_at=heard[-1].at)


def _reckoned(on_route: Sequence[tuple[Position, float]], stop_m: float, at: datetime) -> Answer:
    last = on_route[-1][0].at
    begun_at = on_route[0][0].at
    comes = truck_comes(
        times_s=np.array([(one.at - begun_at).total_seconds() for one, _along in on_route]),
        along_m=np.array([along for _one, along in on_route]),
        stop_m=stop_m,
        # A clock that runs a little ahead of ours has reported just now.
        now_s=max((at - begun_at).total_seconds(), (last - begun_at).total_seconds()),
        accuracy_m=ACCURACY_M,
        window_s=WINDOW_S,
        stale_after_s=STALE_S,
    )
    if comes.passed:
        return Answer(PASSED, heard_at=last)
    if comes.here:
        return Answer(HERE, heard_at=last)
    if not comes.known or isnan(comes.earliest_s):
        return Answer(UNKNOWN, heard_at=last)
    earliest = floor(comes.earliest_s / MINUTE_S)
    if isinf(comes.latest_s):
        return Answer(STANDS, from_min=earliest, heard_at=last)
    return Answer(COMES, earliest, ceil(comes.latest_s / MINUTE_S), last)


def begun(seen: Present, route: Thing) -> datetime:
    """When the truck's round of today began: the hour its route runs, or midnight where that is not told."""
    midnight = seen.at.replace(hour=0, minute=0, second=0, microsecond=0)
    runs = next((hours_of(each.value) for each in seen.of(route.id, "runs")), None)
    begins = [begin for begin, _end in runs.days[seen.at.weekday()]] if runs else []
    past = [midnight + timedelta(minutes=begin) for begin in begins]
    return max((each for each in past if each <= seen.at), default=midnight)


def stops_of(seen: Present, route: Thing) -> tuple[Thing, ...]:
    """The stops of a route in the order in which the truck comes by; those without a position left out."""

    def order(stop: Thing) -> float:
        said = next(iter(seen.of(stop.id, "minutes_from_start")), None)
        return float(said.value) if said else float("inf")

    own = [each for each in seen.in_room("stop") if each.part_of == route.id and each.lon is not None]
    return tuple(sorted(own, key=order))


def words(answer: Answer) -> str:
    """What can be said of the truck, as a sentence."""
    if answer.word == COMES and answer.from_min == answer.to_min:
        says = ngettext(
            "The truck comes in about %(n)d minute.",
            "The truck comes in about %(n)d minutes.",
            answer.to_min or 0,
        )
        return says % {"n": answer.to_min}
    if answer.word == COMES:
        return _("The truck comes in %(first)d to %(last)d minutes.") % {
            "first": answer.from_min,
            "last": answer.to_min,
        }
    return {
        PASSED: _("The truck has passed this stop today."),
        HERE: _("The truck is at this stop now."),
        STANDS: _("The truck has stood still for a while: not before %(first)d minutes from now.")
        % {"first": answer.from_min or 0},
        UNKNOWN: _("Where the truck is, is not known now."),
        SILENT: _("The truck has sent no position on this round."),
    }[answer.word]


def heard_words(heard_at: datetime | None, at: datetime) -> str:
    """How long ago the truck was last heard."""
    if heard_at is None:
        return ""
    minutes = max(0, floor((at - heard_at).total_seconds() / MINUTE_S))
    if not minutes:
        return _("Last heard less than a minute ago.")
    says = ngettext("Last heard %(n)d minute ago.", "Last heard %(n)d minutes ago.", minutes)
    return says % {"n": minutes}


def _href(place: str, stop: Thing) -> str:
    return reverse("truck", kwargs={"place": place, "stop": stop.id.rpartition("/")[2]})
