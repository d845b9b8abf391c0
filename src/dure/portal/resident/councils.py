"""The council and committee room: who sits, what was held and proposed, what became of it."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.parties import read as parties
from dure.portal import showing
from dure.portal.blocks.steps import Step, Steps
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.findings import way
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

# Kinds of case that belong in the room, in the order a visitor asks for them.
WAY = "plan_edition"
SECTIONS = (WAY, "proposal", "meeting", "pledge", "practice")
COLUMNS = (
    "kind", "case", "title_ko", "title_en", "on", "to", "says_ko", "says_en", "source", "locator",
)  # fmt: skip


def council(request: HttpRequest, place: str) -> Page:
    """The room of a place."""
    found = place_or_404(place)
    today = timezone.localdate()
    every = parties.bodies(place)
    bodies = [body for body in every if body.kind == "body"]
    partners = [body for body in every if body.kind == "partner"]
    kinds = cases.kinds()
    names = {body.id: say(body.name) for body in parties.stated_parties(place)}
    known = {kind: cases.cases(place=place, kind=kind) for kind in SECTIONS}
    sources = showing.sources()
    rooms = [
        _room(body, parties.seats(body.id, on=today), sources)
        for body in bodies
        if body.name.ko != found.title.ko
    ]
    return Page(
        template="resident/council.html",
        crumbs=crumbs(found, Crumb(_("Council"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "bodies": rooms,
            "partners": [_room(partner, (), sources) for partner in partners],
            "sections": _sections(known, kinds, names, sources),
        },
        data={
            "place": place,
            "bodies": [_body_data(body, parties.seats(body.id, on=today)) for body in bodies],
            "partners": [_body_data(partner, ()) for partner in partners],
            "cases": [_case_data(case) for kind in SECTIONS for case in known[kind]],
        },
        header=COLUMNS,
        rows=[row for kind in SECTIONS for case in known[kind] for row in _rows(case)],
    )


def _sections(
    known: Mapping[str, tuple[cases.Case, ...]],
    kinds: Mapping[str, cases.Kind],
    names: Mapping[str, str],
    sources: showing.Sources,
) -> list[dict[str, object]]:
    """The kinds of case there are any of, each with its cases."""
    return [
        {
            "kind": kind,
            "title": say(kinds[kind].title),
            "is_way": kind == WAY,
            "cases": [_shown(case, kinds[kind], names, sources) for case in known[kind]],
        }
        for kind in SECTIONS
        if kind in kinds and known[kind]
    ]


def _rows(case: cases.Case) -> list[tuple[object, ...]]:
    """A case as rows of the CSV: one for each step."""
    return [
        (
            case.kind,
            case.id,
            case.title.ko,
            case.title.en,
            step.told,
            step.to_state,
            step.says.ko,
            step.says.en,
            step.source,
            step.locator,
        )
        for step in case.steps
    ]


def _room(
    body: parties.PartySeen, seats: tuple[parties.Seat, ...], sources: showing.Sources
) -> dict[str, object]:
    source, _colon, lines = body.source.partition(":")
    named = [say(seat.holder.name) for seat in seats if seat.holder]
    return {
        "name": say(body.name),
        "since": period_words(body.begun, language=showing.language()) if body.begun else "",
        "seats": len(seats),
        "named": named,
        "empty": range(len(seats) - len(named)),
        "source_id": source,
        "source_title": say(sources[source].title) if source in sources else source,
        "lines": showing.line_words(lines),
    }


def _body_data(body: parties.PartySeen, seats: tuple[parties.Seat, ...]) -> dict[str, object]:
    return {
        "id": body.id,
        "name": body.name,
        "since": body.begun or None,
        "seats": len(seats),
        "named": [seat.holder.name for seat in seats if seat.holder],
        "source": body.source,
    }


def _shown(
    case: cases.Case, kind: cases.Kind, names: Mapping[str, str], sources: showing.Sources
) -> dict[str, object]:
    steps = way(case, kind, names, sources=sources)
    ahead = _ahead(case, kind)
    return {
        "title": say(case.title),
        "state": say(kind.state_title(case.state)),
        "steps": Steps(title="", steps=(*steps.steps, *ahead)),
    }


def _ahead(case: cases.Case, kind: cases.Kind) -> tuple[Step, ...]:
    """For a plan in the making, the stations still to come."""
    if kind.name != WAY:
        return ()
    names = [name for name, _title in kind.states]
    title: dict[str, Text] = dict(kind.states)
    return tuple(Step(title=say(title[name]), state="next") for name in names[names.index(case.state) + 1 :])


def _case_data(case: cases.Case) -> dict[str, object]:
    return {
        "id": case.id,
        "kind": case.kind,
        "title": case.title,
        "state": case.state,
        "steps": [
            {"on": s.told or None, "to": s.to_state, "says": s.says, "source": s.source, "locator": s.locator}
            for s in case.steps
        ],
    }
