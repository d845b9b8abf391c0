"""Who works here: what somebody may do at a place today, and what they read when they may not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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

from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import errors
from dure.portal.officer.shown import FIELD, HEAD, changed, seal
from dure.portal.pages import Crumb
from dure.portal.resident.places import place_or_404
from dure.portal.showing import language, say
from dure.portal.version import code_version

ROLES = ("officer", "approver")


@dataclass(frozen=True)
class Work:
    """Somebody at work: where, who they are there, and when."""

    place: Place
    actor: cases.Actor
    account: int
    at: datetime

    def may(self, role: str) -> bool:
        """Whether the role is held here today."""
        return role in self.actor.roles


@dataclass(frozen=True)
class Mine:
    """A place where an account has something to do, with the roles held there."""

    place: Place
    roles: tuple[str, ...]


class NotYours(Exception):
    """The page takes a role that the reader does not hold at this place today."""

    def __init__(self, place: Place, roles: Sequence[str]) -> None:
        """Keep what is missing, and where."""
        super().__init__(place.id)
        self.place = place
        self.roles = tuple(roles)


def role_word(role: str) -> str:
    """What a role is called in a sentence."""
    return {"officer": _("officer"), "approver": _("approver")}.get(role, role)


def office(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the office: for those signed in, never kept by a cache, refused with a sentence."""

    @wraps(view)
    def opened(request: HttpRequest, **words: Any) -> HttpResponse:
        try:
            return changed(request, view, words) or view(request, **words)
        except NotYours as error:
            wanted = _(" or ").join(f"“{role_word(role)}”" for role in error.roles)
            return errors.refuse(
                request,
                status=403,
                title=_("This is not open to you"),
                says=_("This page takes the role %(role)s at %(place)s. You do not hold it today.")
                % {"role": wanted, "place": say(error.place.title)},
                mend=_(
                    "Ask whoever is in charge of accounts at %(place)s for the role, or use another account."
                )
                % {"place": say(error.place.title)},
            )

    return never_cache(login_required(require_http_methods(["GET", "HEAD", "POST"])(opened)))


def work_at(request: HttpRequest, place: str, *roles: str) -> Work:
    """The reader at work at a place, holding one of these roles; else NotYours. 404 where there is none."""
    found = place_or_404(place)
    at = timezone.now()
    today = timezone.localtime(at).date()
    account = request.user.pk
    within = things.chain(place)[1:]
    held = {role for role in ROLES if parties.may(account, role=role, place=place, on=today, within=within)}
    who = parties.party_of(account)
    wanted = roles or ROLES
    if account is None or who is None or not held & set(wanted):
        raise NotYours(found, wanted)
    name = who.name.ko or who.name.en
    return Work(found, cases.Actor(who.id, name, frozenset(held)), account, at)


def my_places(request: HttpRequest) -> tuple[Mine, ...]:
    """The places where the reader is an officer or an approver today, the largest first."""
    places = things.places()
    above: Mapping[str, str] = {place.id: place.part_of for place in places}
    held = parties.roles_of(request.user.pk, on=timezone.localdate())
    found = []
    for place in places:
        chain = _chain(place.id, above)
        roles = tuple(
            role
            for role in ROLES
            if any(
                r.name == role and (r.place == place.id or (r.reach == "parts" and r.place in chain))
                for r in held
            )
        )
        if roles:
            found.append(Mine(place, roles))
    return tuple(found)


def _chain(place: str, above: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    while place in above and place not in found:
        found.append(place)
        place = above[place]
    return tuple(found)


def typed(text: str) -> Text:
    """Words that somebody typed, in the language of the page they typed them on."""
    clean = text.strip()
    return Text(clean, "") if language() == "ko" else Text("", clean)


def page(
    request: HttpRequest,
    template: str,
    shows: Mapping[str, object],
    *,
    title: str,
    place: Place | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the office in its frame."""
    crumbs = [Crumb(_("My work"), reverse("desk"))]
    if place:
        crumbs.append(Crumb(say(place.title), reverse("desk") + f"#{place.id}"))
    if title != crumbs[0].title:
        crumbs.append(Crumb(title))
    frame = {"section": "desk", "crumbs": crumbs, "version": code_version(), "title": title, "place": place}
    named = {"place_title": say(place.title)} if place else {}
    shown = seal(request, shows)
    answer = render(request, template, {**frame, **named, **shows, FIELD: shown}, status=status)
    if shown:
        answer[HEAD] = shown
    return answer
