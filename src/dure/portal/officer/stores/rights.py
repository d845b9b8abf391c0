"""Who may change what holds at a store: its keeper, or an officer of its place."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.thing_kinds import kept_thing_words
from dure.kernel.parties import read as parties
from dure.kernel.things import read as things
from dure.kernel.things.read import Place, Thing
from dure.portal import errors
from dure.portal.resident.waste.present import waste_place
from dure.portal.showing import say

KEEPER, OFFICER = "keeper", "officer"


@dataclass(frozen=True)
class Keeping:
    """Somebody at a store that they may change: where, who they are, and when."""

    place: Place
    thing: Thing
    party: str
    at: datetime
    is_officer: bool


class NotYourStore(Exception):
    """The store is kept by somebody else."""

    def __init__(self, thing: Thing) -> None:
        """Keep which store."""
        super().__init__(thing.id)
        self.thing = thing


def keeping(request: HttpRequest, place: str, store: str) -> Keeping:
    """The reader at a store they may change; else NotYourStore. 404 where there is no such store."""
    here = waste_place(place)
    thing = things.find_thing(f"{here.id}/{store}")
    if thing is None:
        raise Http404(_("There is no such place in %(place)s.") % {"place": say(here.title)})
    at = timezone.now()
    me, is_officer = parties.party_of(request.user.pk), officer_here(request, here)
    if me is None or not (is_officer or keeps(request, thing)):
        raise NotYourStore(thing)
    return Keeping(here, thing, me.id, at, is_officer)


def keeps(request: HttpRequest, thing: Thing) -> bool:
    """Whether the reader keeps a store today: that one, or all of its place."""
    today = timezone.localdate()
    return any(
        parties.may(request.user.pk, role=KEEPER, place=place, on=today) for place in (thing.id, thing.place)
    )


def officer_here(request: HttpRequest, place: Place) -> bool:
    """Whether the reader is an officer of the place today."""
    within = things.chain(place.id)[1:]
    return parties.may(request.user.pk, role=OFFICER, place=place.id, on=timezone.localdate(), within=within)


def refused(request: HttpRequest, thing: Thing) -> HttpResponse:
    """The answer to somebody who would change a store that is not theirs."""
    return errors.refuse(
        request,
        status=403,
        title=_("This place is kept by somebody else"),
        says=_("Its keeper and officers of the place change what holds at %(store)s. You are neither today.")
        % {"store": say(thing.name)},
        mend=_("If you keep it, ask an officer of the place to name you as its keeper."),
    )


def kept_stores(request: HttpRequest) -> list[tuple[str, str]]:
    """The stores that the reader keeps today, each with the way to change it."""
    roles = parties.roles_of(request.user.pk, on=timezone.localdate())
    kept = {role.place for role in roles if role.name == KEEPER}
    words = kept_thing_words(settings.PACKS)
    rooms = {kind.name for kind in words.kinds.values() if kind.room == "store"} if kept else set()
    found = []
    for place in sorted({each.partition("/")[0] for each in kept}):
        own = [each for each in things.things(place) if each.kind in rooms]
        found += [each for each in own if each.id in kept or place in kept]
    return [(say(each.name), _href(each)) for each in found]


def _href(thing: Thing) -> str:
    store = thing.id.rpartition("/")[2]
    return reverse("work_store", kwargs={"place": thing.place, "store": store})
