"""The education centre and its university: products it promotes, what was tried and what came of it, jobs."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dure.kernel.parties import read as parties
from dure.kernel.things.read import Thing
from dure.portal import showing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.market.rules import JOBS, rules_of
from dure.portal.resident.market.stalls import first, market_place, seen_in, slug_of
from dure.portal.resident.market.words import figure_row, way
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.present import Present
from dure.portal.resident.waste.saying import Tellers, day, document
from dure.portal.showing import say

TRIAL, PRODUCT = "market_trial", "promoted_product"
NAMES = ("tried", "made_of", "tried_with", "came_of_it")
HEADER = (
    "trial",
    "kind",
    "name_ko",
    "name_en",
    "attribute",
    "words_ko",
    "words_en",
    "valid_from",
    "mark",
    "source",
)


def centre(_request: HttpRequest, place: str) -> Page:
    """What the centre promotes, what it tried, and the jobs that are counted."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=seen.today)
    tellers = Tellers(showing.sources())
    every = seen.in_room("trial")
    jobs = rules.last(JOBS)
    partners = [each for each in parties.stated_parties(place) if each.kind == "partner"]
    own = {thing.id for thing in seen.in_room("seller")}
    return Page(
        template="resident/market/centre.html",
        section="market",
        crumbs=crumbs(here, *way(place, Crumb(_("Education centre")))),
        shows={
            "place": here,
            "place_title": say(here.title),
            "jobs": figure_row(jobs, rules) if jobs else None,
            "partners": [say(each.name) for each in partners if each.id not in own],
            "trials": [_told(each, seen, tellers) for each in every if each.kind == TRIAL],
            "products": [_told(each, seen, tellers) for each in every if each.kind == PRODUCT],
            "synthetic": any(each.mark for each in every),
        },
        data={
            "place": place,
            "jobs": jobs.value if jobs else None,
            "trials": [dict(zip(HEADER, line, strict=True)) for each in every for line in _lines(each, seen)],
        },
        header=HEADER,
        rows=[line for each in every for line in _lines(each, seen)],
    )


def _told(thing: Thing, seen: Present, tellers: Tellers) -> dict[str, object]:
    found = {name: first(seen, thing, name) for name in NAMES}
    began = found["tried"] or found["made_of"]
    return {
        "title": say(thing.name),
        "mark": thing.mark,
        "since": day(began.valid_from) if began else "",
        "said": document(thing.source, thing.locator, tellers, mark=thing.mark),
        **{name: say(each.words) if each else "" for name, each in found.items()},
    }


def _lines(thing: Thing, seen: Present) -> list[tuple[object, ...]]:
    """What is stated of a trial or product as rows; one row where it is only known to be."""
    head = (slug_of(thing), thing.kind, thing.name.ko, thing.name.en)
    said = [each for name in NAMES for each in seen.of(thing.id, name)]
    if not said:
        return [(*head, "", "", "", "", thing.mark, thing.source)]
    return [
        (*head, each.name, each.words.ko, each.words.en, each.valid_from, each.mark, each.source)
        for each in said
    ]
