"""Courses at work: begin one, set its sessions, show the link of the day, and say who completed it.

Officers see how many were there, not who: being there is noted by those who are.
"""

import secrets

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.kernel.parties.write import Founding
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.people.courses import COMPLETED, TRACKS, attended, track_word
from dure.portal.resident.people.invitations import invitation
from dure.portal.showing import say

LEADER = "course_leader"


class CourseForm(forms.Form):
    """A new course."""

    track = forms.ChoiceField(label=gettext_lazy("For whom"))
    name = forms.CharField(label=gettext_lazy("Name of the course"), max_length=80)

    def __init__(self, *args: object, **words: object) -> None:
        super().__init__(*args, **words)  # type: ignore[arg-type]
        choices = [(track, track_word(track)) for track in TRACKS]
        self.fields["track"].choices = choices  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    """A session of a course."""

    name = forms.CharField(label=gettext_lazy("What it is about"), max_length=80)
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))


@office
def courses(request: HttpRequest, place: str) -> HttpResponse:
    """The courses of a place, and a new one."""
    work = work_at(request, place, "officer")
    form = CourseForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate(work.at)
    if form.is_valid():
        said = form.cleaned_data
        founding = Founding(
            "group", place, typed(said["name"]), work.actor.party, (LEADER,), (said["track"],)
        )
        made = writing.found_circle(founding, on=today, at=work.at, chance=secrets.token_bytes)
        return redirect("work_course", place=place, course=made)
    found = parties.circles_at(place, sorts=TRACKS, on=today)
    shows = {
        "courses": [{"id": c.id, "name": say(c.name), "track": track_word(track)} for c, track in found],
        "trained": parties.holder_count(place, role=COMPLETED, on=today), "form": form, "forms": (form,),
    }  # fmt: skip
    return page(request, "officer/courses.html", shows, title=_("Courses"), place=work.place,
                status=422 if form.errors else 200)  # fmt: skip


@office
def course(request: HttpRequest, place: str, course: str) -> HttpResponse:
    """One course: its sessions with how many were there, the link of today, and who completed it, counted."""
    work = work_at(request, place, "officer")
    today = timezone.localdate(work.at)
    found = {c.id: (c, track) for c, track in parties.circles_at(place, sorts=TRACKS, on=today)}
    if course not in found:
        raise Http404(_("There is no such course here."))
    seen, track = found[course]
    sessions = parties.parts_of(course)
    doing = request.POST.get("do", "")
    form = SessionForm(request.POST if doing == "session" else None)
    if form.is_valid():
        said = form.cleaned_data
        session = PartySeen(
            f"g-{secrets.token_hex(10)}", "group", place, typed(said["name"]), part_of=course,
            valid_from=said["on"],
        )  # fmt: skip
        writing.register_party(session, at=work.at)
        return redirect("work_course", place=place, course=course)
    if doing == "complete" and sessions:
        number = complete(work, course, sessions)
        messages.success(request, _("Completed by %(number)s more.") % {"number": number})
        return redirect("work_course", place=place, course=course)
    completed = [role for role in parties.members(course, on=today) if role.name == COMPLETED]
    shows = {
        "track": track_word(track), "completed": len(completed), "form": form, "forms": (form,),
        "over": bool(sessions) and all(each.valid_from and each.valid_from <= today for each in sessions),
        "sessions": [
            {
                "name": say(each.name), "on": each.valid_from, "there": len(attended(each)),
                "link": request.build_absolute_uri(_link(each)) if each.valid_from == today else "",
            }
            for each in sessions
        ],
    }  # fmt: skip
    return page(request, "officer/course.html", shows, title=say(seen.name), place=work.place,
                status=422 if form.errors else 200)  # fmt: skip


@transaction.atomic
def complete(work: Work, course: str, sessions: tuple[PartySeen, ...]) -> int:
    """Note that those who were at every session completed the course; answers how many are new."""
    today = timezone.localdate(work.at)
    known = {role.holder for role in parties.members(course, on=today) if role.name == COMPLETED}
    new = frozenset.intersection(*(attended(each) for each in sessions)) - known
    for holder in sorted(new):
        role = RoleHeld(holder, COMPLETED, work.place.id, today, body=course)
        writing.give_role(role, at=work.at, by=work.actor.party)
    return len(new)


def _link(session: PartySeen) -> str:
    return reverse("my_course_here", kwargs={"token": invitation(session.id)})
