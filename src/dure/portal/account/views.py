"""Pages of one's own account, and the page that shows a person to somebody else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dure.grammar.shapes import Text
from dure.kernel.parties import read, write
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.kernel.things import read as things

WHO_MAY_SEE_PEOPLE = ("officer", "approver", "auditor")


@dataclass(frozen=True)
class RoleShown:
    """A role in the reader's words."""

    name: str
    place: str
    reaches_parts: bool
    body: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class LookShown:
    """Who looked, in the reader's words."""

    at: datetime
    viewer: str
    what: str


@never_cache
@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I may do."""
    me = read.party_of(request.user.pk)
    roles = read.roles_of(request.user.pk, on=timezone.localdate())
    return render(
        request,
        "account/home.html",
        {
            "me": me,
            "name": in_language(me.name) if me else request.user.get_username(),
            "roles": [_shown(role) for role in roles],
        },
    )


@never_cache
@require_safe
@login_required
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at my data."""
    me = read.party_of(request.user.pk)
    seen = read.looks_at(me.id) if me else ()
    names = {look.viewer: _name_of(look.viewer) for look in seen}
    said = {"person": _("your name and your roles")}
    shown = [
        LookShown(at=look.at, viewer=names[look.viewer], what=said.get(look.what, look.what)) for look in seen
    ]
    return render(request, "account/looks.html", {"looks": shown})


@never_cache
@require_safe
@login_required
def person(request: HttpRequest, party: str) -> HttpResponse:
    """A person's name and roles, for those who answer for the place. That they looked is recorded."""
    today = timezone.localdate()
    seen, me = read.find_party(party), read.party_of(request.user.pk)
    if seen is None or seen.kind != "person":
        raise Http404
    if me is None or (me.id != seen.id and not _may_see(request.user.pk, seen, on=today)):
        raise PermissionDenied
    write.record_look(viewer=me.id, subject=seen.id, what="person", at=timezone.now())
    roles = [_shown(role) for role in read.roles_of_party(seen.id, on=today)]
    return render(request, "account/person.html", {"name": in_language(seen.name), "roles": roles})


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """How to come in again without the password."""
    return render(request, "account/password_forgotten.html")


def in_language(text: Text) -> str:
    """The words in the reader's language."""
    return (text.en or text.ko) if (get_language() or "ko").startswith("en") else text.ko


def role_title(name: str) -> str:
    """What a role is called."""
    titles = {
        "officer": _("officer (enters and imports figures)"),
        "approver": _("approver (approves and publishes)"),
        "council_member": _("council member"),
        "auditor": _("auditor"),
        "resident": _("resident"),
        "keeper": _("keeper (states hours, items and prices of a place)"),
    }
    return titles.get(name, name)


def _may_see(account_id: int | None, seen: PartySeen, *, on: date) -> bool:
    within = things.chain(seen.place)
    return any(
        read.may(account_id, role=role, place=seen.place, on=on, within=within) for role in WHO_MAY_SEE_PEOPLE
    )


def _shown(role: RoleHeld) -> RoleShown:
    place = things.find_place(role.place)
    return RoleShown(
        name=role_title(role.name),
        place=in_language(place.title) if place else role.place,
        reaches_parts=role.reach == "parts",
        body=_name_of(role.body) if role.body else "",
        valid_from=role.valid_from,
        valid_to=role.valid_to,
    )


def _name_of(party_id: str) -> str:
    seen = read.find_party(party_id)
    return in_language(seen.name) if seen else party_id
