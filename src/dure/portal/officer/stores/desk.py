"""The officer's desk for stores and trucks: who keeps what, and which machine has a key."""

import hashlib
import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import RoleHeld
from dure.kernel.things.read import Thing
from dure.portal.officer.stores.rights import KEEPER
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident.waste.present import Present, now_at, present, waste_place
from dure.portal.showing import say

KEY_BYTES = 32


def digest_of(key: str) -> str:
    """What is kept of a machine's key."""
    return hashlib.sha256(key.encode()).hexdigest()


@office
def stores(request: HttpRequest, place: str) -> HttpResponse:
    """Every store of a place, and every truck: name a keeper, give a machine its key."""
    waste_place(place)
    work = work_at(request, place, "officer")
    seen = present(work.place, now_at(work.place))
    known = {each.id.rpartition("/")[2]: each for each in seen.in_room("store")}
    trucks = {each.id.rpartition("/")[2]: each for each in seen.in_room("truck")}
    if request.method == "POST":
        if request.POST.get("store") in known:
            _name_keeper(request, work, known[request.POST["store"]])
            return redirect(reverse("work_stores", kwargs={"place": place}))
        if request.POST.get("machine") in trucks:
            return _shown_once(request, work, trucks[request.POST["machine"]])
    return page(request, "officer/stores/desk.html", _shows(seen, known, trucks),
                title=_("Places that take things"), place=work.place)  # fmt: skip


def _shows(seen: Present, known: dict[str, Thing], trucks: dict[str, Thing]) -> dict[str, object]:
    return {
        "stores": [
            {
                "slug": slug,
                "title": say(each.name),
                "href": reverse("work_store", kwargs={"place": seen.place.id, "store": slug}),
                "told": bool(seen.said.get(each.id)),
            }
            for slug, each in known.items()
        ],
        "trucks": [
            {"slug": slug, "title": say(each.name), "has_key": bool(parties.machine_key(each.id))}
            for slug, each in trucks.items()
        ],
    }


def _name_keeper(request: HttpRequest, work: Work, thing: Thing) -> None:
    """Give somebody the role of a store's keeper from today."""
    login = request.POST.get("login", "").strip()
    account = parties.find_account(login) if login else None
    person = parties.party_of(account)
    if person is None:
        messages.error(request, _("Nobody signs in as “%(login)s”. Ask them for the name they sign in with.")
                       % {"login": login[:80]})  # fmt: skip
        return
    role = RoleHeld(holder=person.id, name=KEEPER, place=thing.id, valid_from=timezone.localdate(work.at))
    writing.give_role(role, at=work.at, by=work.actor.party)
    messages.success(
        request,
        _("%(who)s keeps %(store)s from today.") % {"who": say(person.name), "store": say(thing.name)},
    )


def _shown_once(request: HttpRequest, work: Work, thing: Thing) -> HttpResponse:
    """Make a machine's new key; it stands on this page once and its digest alone is kept."""
    key = secrets.token_urlsafe(KEY_BYTES)
    writing.give_machine_key(thing.id, digest=digest_of(key), by=work.actor.party, at=work.at)
    return page(
        request,
        "officer/stores/key.html",
        {
            "key": key,
            "machine": thing.id,
            "name": say(thing.name),
            "address": request.build_absolute_uri(reverse("positions")),
        },
        title=_("The key of %(machine)s") % {"machine": say(thing.name)},
        place=work.place,
    )
