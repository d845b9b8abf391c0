"""Courses of the three tracks: what is held where I live, being there, and what I completed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.invitations import find_invited
from dure.portal.resident.telling import tell_once
from dure.portal.showing import say

# What a course itself is: one of the three tracks.
TRACKS = ("course_school", "course_village", "course_company")
ATTENDED = "attended"
COMPLETED = "completed"
# Who is told the day before a session.
FOLLOWS = "course_follower"


@dataclass(frozen=True)
class Course:
    """A course with its sessions, as somebody sees it who may have been there."""

    name: str
    track: str
    sessions: tuple[tuple[date | None, str, bool], ...]
    is_completed: bool
    id: str
    follows: bool


def track_word(track: str) -> str:
    """A track, in words."""
    words = {
        "course_school": _("School"), "course_village": _("Village"), "course_company": _("Company"),
    }  # fmt: skip
    return words.get(track, track)


def attended(session: PartySeen) -> frozenset[str]:
    """Who was at a session on its day."""
    if session.valid_from is None:
        return frozenset()
    held = parties.members(session.id, on=session.valid_from)
    return frozenset(role.holder for role in held if role.name == ATTENDED)


@own
def courses(request: HttpRequest, me: Resident) -> HttpResponse:
    """The courses of my place, and which of their sessions I was at."""
    if request.method == "POST":
        return _follow(request, me)
    held = parties.roles_of_party(me.party, on=me.today)
    follows = {role.body for role in held if role.name == FOLLOWS}
    done = {role.body for role in held if role.name == COMPLETED}
    found = []
    for course, track in parties.circles_at(me.place.id, sorts=TRACKS, on=me.today):
        sessions = tuple(
            (each.valid_from, say(each.name), me.party in attended(each))
            for each in parties.parts_of(course.id)
        )
        found.append(
            Course(
                say(course.name), track_word(track), sessions, course.id in done, course.id,
                course.id in follows,
            )
        )  # fmt: skip
    return framed(request, "resident/people/courses.html", {"courses": found}, title=_("Courses"))


def _follow(request: HttpRequest, me: Resident) -> HttpResponse:
    """Be told the day before a session of a course, or no longer."""
    course = request.POST.get("course", "")
    if course not in {each.id for each, _track in parties.circles_at(me.place.id, sorts=TRACKS, on=me.today)}:
        raise Http404
    held = [role for role in parties.members(course, on=me.today)
            if (role.name, role.holder) == (FOLLOWS, me.party)]  # fmt: skip
    if request.POST.get("follow") == "yes":
        writing.join_circle(course, party_id=me.party, role=FOLLOWS, on=me.today, at=me.at, by=me.party)
        messages.success(request, _("You are told the day before each session."))
    else:
        for role in held:
            writing.end_role(role.id, last_day=me.today - timedelta(days=1), at=me.at, by=me.party)
        messages.success(request, _("You are not told any more."))
    return redirect("my_courses")


@own
def here(request: HttpRequest, me: Resident, token: str) -> HttpResponse:
    """I am at a session: its link is shown there, and counts on its day alone."""
    session = parties.find_party(find_invited(token)) if find_invited(token) else None
    course = parties.find_party(session.part_of) if session and session.part_of else None
    good = session is not None and course is not None and course.place == me.place.id
    today = good and session is not None and session.valid_from == me.today
    if today and session is not None and request.method == "POST":
        role = RoleHeld(me.party, ATTENDED, me.place.id, me.today, me.today, body=session.id)
        writing.give_role(role, at=me.at)
        messages.success(request, _("Noted: you were here today."))
        return redirect("my_courses")
    shows = {
        "session": say(session.name) if session and good else "",
        "course": say(course.name) if course and good else "", "today": today,
    }  # fmt: skip
    return framed(request, "resident/people/course_here.html", shows, title=_("I am here"),
                  status=200 if today else 410)  # fmt: skip


def tell_tomorrow(place: str, *, at: datetime) -> int:
    """Tell those who follow a course, or were at a session of it, that one is tomorrow; answers how many."""
    today, told = timezone.localdate(at), 0
    for course, _track in parties.circles_at(place, sorts=TRACKS, on=today):
        sessions = parties.parts_of(course.id)
        for session in sessions:
            if session.valid_from != today + timedelta(days=1):
                continue
            follow = {role.holder for role in parties.members(course.id, on=today) if role.name == FOLLOWS}
            for party in sorted(follow.union(*(attended(each) for each in sessions))):
                told += _tell(party, course, session, at=at)
    return told


def _tell(party: str, course: PartySeen, session: PartySeen, *, at: datetime) -> bool:
    title = Text("내일 교육이 있습니다", "A session is tomorrow")
    ko, en = (f"{course.name.ko or course.name.en}: {session.name.ko or session.name.en}",
              f"{course.name.en or course.name.ko}: {session.name.en or session.name.ko}")  # fmt: skip
    key = f"course {session.id} {party}"
    return tell_once(party, key=key, words=(title, Text(ko, en)), href="/my/courses/", urgent=True, at=at)
