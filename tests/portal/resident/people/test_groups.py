"""Groups: joined by a link; their board counts those who let it, and names nobody; strangers see nothing."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.parties import read as parties
from tests.portal.resident.people.conftest import party_of
from tests.portal.resident.test_own_pages import record

GROUPS = "/en/my/groups/"


def found(client: Client, **changes: str) -> str:
    """Found a class; answers the address of its board."""
    answer = client.post(GROUPS, {"sort": "school_class", "name": "Class 3-2", **changes})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def link_of(client: Client, board: str) -> str:
    link = re.search(
        r'href="http://testserver(/en/my/groups/invited/[^"]+)"', client.get(board).content.decode()
    )
    assert link
    return link[1]


def test_a_board_counts_those_who_share_and_shows_nothing_of_fewer_than_three(
    joins: Callable[[str], Client],
) -> None:
    teacher, two, three = joins("teacher"), joins("two"), joins("three")
    board = found(teacher)
    record(two)
    link = link_of(teacher, board)
    for pupil in (two, three):
        assert "Class 3-2" in pupil.get(link).content.decode()
        pupil.post(link, {"shares": "yes"})
        record(pupil)
    assert "Shown once at least 3 members" in two.get(board).content.decode()
    teacher.post(board, {"do": "share"})
    page = two.get(board).content.decode()
    # The act of two from before they joined happened that same day, so it counts; nobody is named.
    assert "3 acts" in page
    assert "Kim" not in page
    three.post(board, {"do": "unshare"})
    assert "Shown once at least 3 members" in two.get(board).content.decode()


def test_a_group_of_others_looks_like_none(joins: Callable[[str], Client]) -> None:
    board = found(joins("teacher"))
    stranger = joins("stranger")
    assert stranger.get(board).status_code == 404
    for doing in ("names", "take_out", "share"):
        assert stranger.post(board, {"do": doing, "party": party_of("teacher")}).status_code == 404
    assert Client().get(board).status_code == 302


def test_only_the_organiser_sees_names_and_each_look_is_noted(joins: Callable[[str], Client]) -> None:
    teacher, two = joins("teacher"), joins("two")
    board = found(teacher)
    two.post(link_of(teacher, board))
    assert "Kim teacher" not in two.post(board, {"do": "names"}).content.decode()
    assert parties.looks_at(party_of("teacher")) == ()
    assert "Kim two" in teacher.post(board, {"do": "names"}).content.decode()
    assert [look.viewer for look in parties.looks_at(party_of("two"))] == [party_of("teacher")]
    two.post(board, {"do": "take_out", "party": party_of("teacher")})
    assert teacher.get(board).status_code == 200
    teacher.post(board, {"do": "take_out", "party": party_of("two")})
    assert two.get(board).status_code == 404


def test_who_leaves_a_group_stays_on_record_for_the_days_they_were_in_it(
    joins: Callable[[str], Client],
) -> None:
    teacher = joins("teacher")
    board = found(teacher)
    teacher.post(board, {"do": "leave"})
    assert teacher.get(board).status_code == 404
    held = parties.roles_of_party(party_of("teacher"), on=timezone.localdate())
    assert {role.name for role in held} == {"resident"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "900101-1234567"}, "resident registration number is not taken"),
        ({"name": ""}, "required"),
        ({"sort": "club"}, "not one of the available choices"),
    ],
)
def test_a_group_is_not_founded_so(
    joins: Callable[[str], Client], changes: dict[str, str], says: str
) -> None:
    sent = {"sort": "village", "name": "A", **changes}
    answer = joins("one").post(GROUPS, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_link_into_a_household_opens_no_group(joins: Callable[[str], Client]) -> None:
    one, two = joins("one"), joins("two")
    page = one.post("/en/my/household/", {"do": "begin"}, follow=True).content.decode()
    link = re.search(r"/en/my/household/invited/([^/\"]+)/", page)
    assert link
    assert two.post(f"{GROUPS}invited/{link[1]}/").status_code == 410
