"""A resident among their own pages: who they are, where they live, and how such a page is framed."""

from collections.abc import Callable, Mapping
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
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.pages import Crumb
from dure.portal.resident.acts.rules import RESIDENT
from dure.portal.version import code_version

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Resident:
    """Somebody who lives in a place and has joined there, at this moment."""

    party: str
    place: Place
    at: datetime

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
    """Whoever is signed in, as a resident of the place where they joined last."""
    who = parties.party_of(request.user.pk)
    at = timezone.now()
    if who is None:
        return None
    held = parties.roles_of_party(who.id, on=timezone.localdate(at))
    homes = [role for role in held if role.name == RESIDENT]
    if not homes:
        return None
    place = things.find_place(max(homes, key=lambda role: role.id).place)
    return None if place is None else Resident(who.id, place, at)


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
    frame = {"section": "my", "crumbs": crumbs, "version": code_version(), "title": title}
    return render(request, template, {**frame, **shows}, status=status)
