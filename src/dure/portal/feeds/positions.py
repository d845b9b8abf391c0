"""Positions of trucks, sent over HTTPS by the machine itself with its key."""

import hashlib
import hmac
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
from dure.kernel.observations.write import Sighting, hear_positions
from dure.kernel.parties import read as parties
from dure.kernel.things import read as things
from dure.portal import errors

MOST_POSITIONS = 500
MOST_BYTES = 64 * 1024
BEARER = "Bearer "
MENDS = (
    'Send {"machine": "place/truck", "positions": '
    '[{"at": "2026-11-22T06:30:00+09:00", "lon": 127.4, "lat": 36.3}]}.'
)


class Unreadable(ValueError):
    """A message that is no list of positions."""


@csrf_exempt
@require_POST
def positions(request: HttpRequest) -> HttpResponse:
    """Hear where a truck was. A machine proves itself by its key; nothing rides on a cookie."""
    if len(request.body) > MOST_BYTES:
        return _refuse(request, 413, _("The message is longer than %(kb)d KB.") % {"kb": MOST_BYTES // 1024})
    try:
        machine, seen = _read(request.body)
    except Unreadable as error:
        return _refuse(request, 422, str(error))
    if not _knows(request, machine):
        return _refuse(request, 401, _("The key is not the one of this machine."))
    heard = hear_positions(machine, seen=seen, at=timezone.now())
    return JsonResponse({"new": heard.new, "known": heard.known, "refused": heard.refused})


def _read(body: bytes) -> tuple[str, list[Sighting]]:
    """The machine that a message names, and where it was."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("The message is no JSON.")) from error
    if not isinstance(said, Mapping) or not isinstance(said.get("machine"), str):
        raise Unreadable(_("The message names no machine."))
    listed = said.get("positions")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_POSITIONS:
        raise Unreadable(_("Send 1 to %(most)d positions at once.") % {"most": MOST_POSITIONS})
    return said["machine"], [_sighting(each, number) for number, each in enumerate(listed, start=1)]


def _sighting(each: object, number: int) -> Sighting:
    where = {"number": number}
    if not isinstance(each, Mapping):
        raise Unreadable(_("Position %(number)d is no object.") % where)
    lon, lat, at = each.get("lon"), each.get("lat"), each.get("at")
    for value, most in ((lon, 180), (lat, 90)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
            raise Unreadable(_("Position %(number)d has no degrees of longitude and latitude.") % where)
    try:
        moment = datetime.fromisoformat(str(at))
    except ValueError as error:
        raise Unreadable(
            _("Position %(number)d has no moment like 2026-11-22T06:30:00+09:00.") % where
        ) from error
    if moment.tzinfo is None:
        raise Unreadable(_("The moment of position %(number)d has no time zone.") % where)
    return Sighting(moment, float(lon), float(lat))  # type: ignore[arg-type]


def _knows(request: HttpRequest, machine: str) -> bool:
    """Whether the message carries the key of this truck, compared in the same time whether right or wrong."""
    sent = request.headers.get("Authorization", "")
    digest = hashlib.sha256(sent.removeprefix(BEARER).encode()).hexdigest() if sent.startswith(BEARER) else ""
    kept = parties.machine_key(machine)
    if not kept or not digest or not hmac.compare_digest(kept, digest):
        return False
    thing = things.find_thing(machine)
    kind = kept_thing_words(settings.PACKS).kinds.get(thing.kind) if thing else None
    return kind is not None and kind.room == "truck"


def _refuse(request: HttpRequest, status: int, what: str) -> HttpResponse:
    return errors.problem(request, status=status, what=what, where=request.path, mend=MENDS)


urls = [path("feeds/positions", positions, name="positions")]
