"""Events of machines, sent over HTTPS: each is signed by the machine's own key, which alone lets it in."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dure.grammar.thing_kinds import kept_thing_words
from dure.kernel.things import read as things
from dure.kernel.things.read import Thing
from dure.portal import errors
from dure.portal.resident.machines.hearing import Answer, hear
from dure.portal.showing import say

MOST_EVENTS = 200
MOST_BYTES = 512 * 1024
# The attribute that makes a thing a machine: what it pays for a thing put into it.
MACHINE_KIND = "return_machine"
MENDS = 'Send {"machine": "place/machine", "sent_at": "2026-11-22T06:30:00+09:00", "events": ["DURE-E1.…"]}.'


class Unreadable(ValueError):
    """A message that holds no events of a machine."""


@csrf_exempt
@require_POST
def events(request: HttpRequest) -> HttpResponse:
    """Hear what a machine signed. Each event is answered by itself, in the order sent."""
    if len(request.body) > MOST_BYTES:
        return _refuse(request, 413, _("The message is longer than %(kb)d KB.") % {"kb": MOST_BYTES // 1024})
    try:
        machine, sent_at, texts = _read(request.body)
    except Unreadable as error:
        return _refuse(request, 422, str(error))
    found = find_machine(machine)
    if found is None:
        return _refuse(request, 404, _("No such machine is registered."))
    answers = hear(found, texts, sent_at=sent_at, at=timezone.now())
    return JsonResponse({"machine": machine, "events": [_told(answer) for answer in answers]})


def find_machine(machine: str) -> Thing | None:
    """The thing of that id, if it is a machine that takes things back."""
    thing = things.find_thing(machine)
    kind = kept_thing_words(settings.PACKS).kinds.get(thing.kind) if thing else None
    return thing if kind is not None and kind.name == MACHINE_KIND else None


def _told(answer: Answer) -> dict[str, object]:
    return {
        "counter": answer.counter, "deed": answer.deed, "notes": list(answer.notes),
        "outcome": answer.outcome, "paid": answer.paid, "unit": answer.unit, "says": say(answer.says),
    }  # fmt: skip


def _read(body: bytes) -> tuple[str, datetime, list[str]]:
    """The machine that a message names, when it says it sends, and the signed texts."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("The message is no JSON.")) from error
    if not isinstance(said, Mapping) or not isinstance(said.get("machine"), str):
        raise Unreadable(_("The message names no machine."))
    listed = said.get("events")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_EVENTS:
        raise Unreadable(_("Send 1 to %(most)d events at once.") % {"most": MOST_EVENTS})
    if not all(isinstance(each, str) for each in listed):
        raise Unreadable(_("An event is a signed text that begins with DURE-E1."))
    try:
        sent_at = datetime.fromisoformat(str(said.get("sent_at")))
    except ValueError as error:
        raise Unreadable(_("sent_at is no moment like 2026-11-22T06:30:00+09:00.")) from error
    if sent_at.tzinfo is None:
        raise Unreadable(_("sent_at has no time zone."))
    return said["machine"], sent_at, listed


def _refuse(request: HttpRequest, status: int, what: str) -> HttpResponse:
    return errors.problem(request, status=status, what=what, where=request.path, mend=MENDS)


urls = [path("feeds/machines", events, name="machine_events")]
