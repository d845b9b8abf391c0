"""Courses: being there counts on the day, completing takes every session, and officers see numbers alone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.parties import read as parties
from dure.portal.resident.people.courses import COMPLETED, tell_tomorrow
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.people.conftest import party_of

pytestmark = pytest.mark.usefixtures("town")
DESK = f"/en/work/{TOWN}/courses/"


def begin(officer: Client, *days: int) -> str:
    """A course with sessions so many days from today; answers its address."""
    where = officer.post(DESK, {"track": "course_school", "name": "Decarbonisation"})["Location"]
    for day in days:
        on = timezone.localdate() + timedelta(days=day)
        officer.post(where, {"do": "session", "name": f"Day {day}", "on": f"{on}"})
    return where


def link_of(officer: Client, where: str) -> str:
    link = re.search(r"(/en/my/courses/here/[^\"]+)", officer.get(where).content.decode())
    assert link
    return link[1]


def test_who_was_at_every_session_completes_the_course_once(
    officer: Client, joins: Callable[[str], Client]
) -> None:
    one, two = joins("one"), joins("two")
    where = begin(officer, 0)
    link = link_of(officer, where)
    for _twice in range(2):
        assert "you were here today" in one.post(link, follow=True).content.decode()
    page = officer.get(where).content.decode()
    assert "1 was there" in page
    assert party_of("one") not in page
    assert "Kim one" not in page
    assert "Completed by 1 more" in officer.post(where, {"do": "complete"}, follow=True).content.decode()
    assert "Completed by 0 more" in officer.post(where, {"do": "complete"}, follow=True).content.decode()
    assert "You completed it" in one.get("/en/my/courses/").content.decode()
    assert "You completed it" not in two.get("/en/my/courses/").content.decode()
    assert parties.holder_count(TOWN, role=COMPLETED, on=timezone.localdate()) == 1


def test_a_session_missed_is_a_course_not_completed(officer: Client, joins: Callable[[str], Client]) -> None:
    one = joins("one")
    where = begin(officer, -7, 0)
    one.post(link_of(officer, where))
    assert "Completed by 0 more" in officer.post(where, {"do": "complete"}, follow=True).content.decode()


def test_a_link_counts_on_the_day_of_its_session_alone(
    officer: Client, joins: Callable[[str], Client]
) -> None:
    one, where = joins("one"), begin(officer, 3)
    assert "/my/courses/here/" not in officer.get(where).content.decode()
    assert one.post("/en/my/courses/here/nonsense/").status_code == 410


def test_courses_are_begun_by_officers_alone(approver: Client, joins: Callable[[str], Client]) -> None:
    one = joins("one")
    assert one.get(DESK).status_code == 403
    assert one.post(DESK, {"track": "course_school", "name": "Mine"}).status_code == 403
    assert approver.post(DESK, {"track": "course_school", "name": "Mine"}).status_code == 403
    assert parties.circles_at(TOWN, sorts=("course_school",), on=timezone.localdate()) == ()


def test_a_course_of_nobody_is_not_found(officer: Client) -> None:
    assert officer.get(f"{DESK}g-none/").status_code == 404
    assert officer.post(DESK, {"track": "course_moon", "name": "Moon"}).status_code == 422


def test_whoever_follows_a_course_is_told_the_day_before_once(
    officer: Client, joins: Callable[[str], Client]
) -> None:
    one, where = joins("one"), begin(officer, 1)
    joins("two")
    course = where.rstrip("/").rpartition("/")[2]
    page = "/en/my/courses/"
    said = one.post(page, {"course": course, "follow": "yes"}, follow=True).content.decode()
    assert "You are told the day before each session" in said
    assert [tell_tomorrow(TOWN, at=timezone.now()) for _twice in range(2)] == [1, 0]
    told = parties.notices_of(party_of("one"))
    assert [each.title.en for each in told] == ["A session is tomorrow"]
    assert parties.notices_of(party_of("two")) == ()
    one.post(page, {"course": course, "follow": "no"})
    assert "Tell me the day before" in one.get(page).content.decode()
    assert one.post(page, {"course": "g-none", "follow": "yes"}).status_code == 404
