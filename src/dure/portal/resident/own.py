"""A resident among their own pages: who they are, where they live, and how such a page is framed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dure.kernel.parties import read as parties
from dure.kernel.parties.read import RoleHeld
from dure.kernel.parties.write import GUARDIAN
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.pages import Crumb
from dure.portal.resident.acts.rules import RESIDENT
from dure.portal.version import code_version

# Where a session keeps whose guardian somebody is just now.
WARD = "ward"

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Resident:
    """Somebody who lives in a place and has joined there, at this moment.

    `guardian` is who looks and acts for them just now, where that is not they themselves.
    """

    party: str
    place: Place
    at: datetime
    guardian: str = ""

    @property
    def today(self) -> date:
        """The day it is."""
        return timezone.localdate(self.at)


def own(view: View) -> View:
    """A page of one's own: for those signed in, never kept by a cache. `view` gets the Resident first.

    Whoever is signed in and has joined nowhere is shown where to join. No address of these pages names a
    person, so nobody can ask for another's.
    """

    @wraps(view)
    def opened(request: HttpRequest, **words: Any) -> HttpResponse:
        found = find_resident(request)
        if found is None:
            return framed(request, "resident/join_first.html", {"places": joinable()}, title=_("Join first"))
        return view(request, found, **words)

    return never_cache(login_required(require_http_methods(["GET", "HEAD", "POST"])(opened)))


def find_resident(request: HttpRequest) -> Resident | None:
    """Whoever is signed in, as a resident of the place where they joined last.

    A guardian who has turned to the pages of a child is that child here, as long as they are its guardian.
    """
    who = parties.party_of(request.user.pk)
    at = timezone.now()
    if who is None:
        return None
    held = parties.roles_of_party(who.id, on=timezone.localdate(at))
    ward = ward_among(request, held)
    homes = [role for role in held if role.name == RESIDENT]
    if ward:
        of_ward = parties.roles_of_party(ward, on=timezone.localdate(at))
        # A child that has left is nobody's pages any more: the guardian is back at their own.
        found = [role for role in of_ward if role.name == RESIDENT]
        ward, homes = (ward, found) if found else ("", homes)
    if not homes:
        return None
    place = things.find_place(max(homes, key=lambda role: role.id).place)
    if place is None:
        return None
    return Resident(ward, place, at, who.id) if ward else Resident(who.id, place, at)


def ward_among(request: HttpRequest, held: Sequence[RoleHeld]) -> str:
    """The child whose pages a guardian has turned to, if they still are its guardian; empty otherwise."""
    wanted = str(request.session.get(WARD, ""))
    return wanted if any((role.name, role.body) == (GUARDIAN, wanted) for role in held) else ""


def joinable() -> tuple[Place, ...]:
    """The places that somebody can join: cities and districts that have programmes."""
    return tuple(
        place
        for place in things.places()
        if "citizen_actions" in place.systems and place.kind in {"city", "district", "province"}
    )


def framed(
    request: HttpRequest, template: str, shows: Mapping[str, object], *, title: str, status: int = 200
) -> HttpResponse:
    """A page of one's own in its frame."""
    crumbs = [Crumb(_("My page"), reverse("my"))]
    if title != crumbs[0].title:
        crumbs.append(Crumb(title))
    frame = {
        "section": "my", "crumbs": crumbs, "version": code_version(), "title": title,
        "ward": _ward_name(request),
    }  # fmt: skip
    return render(request, template, {**frame, **shows}, status=status)


def _ward_name(request: HttpRequest) -> str:
    """What the child is called whose pages a guardian sees, who was noted when turning to them."""
    if WARD not in request.session:
        return ""
    me = find_resident(request)
    return parties.details_of(me.party).get("name", "") if me and me.guardian else ""
