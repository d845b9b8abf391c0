"""Children: a guardian adds them and acts for them, and nobody else does; later they go their own way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import RoleHeld
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.acts.ages import is_at_least
from dure.portal.resident.acts.recording import Asked
from dure.portal.resident.acts.rules import check_asked, find_run
from dure.portal.resident.people.family import HANDS_OVER
from tests.portal.resident.acts.conftest import TOWN, key
from tests.portal.resident.people.conftest import party_of
from tests.portal.resident.test_own_pages import record

FAMILY = "/en/my/family/"


def child_of(guardian: str) -> str:
    held = parties.roles_of_party(party_of(guardian), on=timezone.localdate())
    return next(role.body for role in held if role.name == "guardian")


def add(client: Client, **changes: str) -> str:
    born = timezone.localdate() - timedelta(days=365 * 9)
    said = {"do": "add", "name": "Kim Saebom", "birth_date": f"{born}", "agree": "on", "lives_here": "on"}
    return client.post(FAMILY, {**said, **changes}, follow=True).content.decode()


def test_a_guardian_adds_a_child_sees_its_pages_and_acts_for_it(joins: Callable[[str], Client]) -> None:
    mother = joins("mother")
    assert "Kim Saebom" in add(mother)
    child = child_of("mother")
    assert (
        "You see the pages of Kim Saebom"
        in mother.post(FAMILY, {"do": "see", "party": child}, follow=True).content.decode()
    )
    record(mother)
    assert ledgers.balance(TOWN, path=books.acts_of(child), unit="act") == 1
    assert ledgers.balance(TOWN, path=books.acts_of(party_of("mother")), unit="act") == 0
    mother.post(FAMILY, {"do": "back"})
    assert "You see the pages of" not in mother.get("/en/my/").content.decode()
    assert {look.viewer for look in parties.looks_at(child)} == {party_of("mother")}


def test_nobody_else_turns_to_the_pages_of_a_child(joins: Callable[[str], Client]) -> None:
    add(joins("mother"))
    stranger, child = joins("stranger"), child_of("mother")
    assert stranger.post(FAMILY, {"do": "see", "party": child}).status_code == 404
    session = stranger.session
    session["ward"] = child
    session.save()
    assert "Kim Saebom" not in stranger.get("/en/my/").content.decode()
    assert (
        stranger.post(
            FAMILY, {"do": "hand_over", "party": child, "username": "mine", "password": "a long enough word"}
        ).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"birth_date": "2000-01-01"}, "everybody joins by themselves"),
        ({"birth_date": "2090-01-01"}, "the day on which the child was born"),
        ({"name": "150101-3234567"}, "resident registration number is not taken"),
        ({"agree": ""}, "required"),
    ],
)
def test_a_child_is_not_added_so(joins: Callable[[str], Client], changes: dict[str, str], says: str) -> None:
    assert says in add(joins("mother"), **changes)
    held = parties.roles_of_party(party_of("mother"), on=timezone.localdate())
    assert [role.name for role in held] == ["resident"]


def test_a_guardian_sees_until_the_child_is_old_enough_and_then_hands_over(
    joins: Callable[[str], Client],
) -> None:
    mother = joins("mother")
    add(mother)
    child, today = child_of("mother"), timezone.localdate()
    held = {role.name: role for role in parties.roles_of_party(party_of("mother"), on=today)}
    until = held["guardian"].valid_to
    assert until is not None
    later = parties.roles_of_party(party_of("mother"), on=until + timedelta(days=1))
    assert (HANDS_OVER, child) in {(role.name, role.body) for role in later}
    assert "guardian" not in {role.name for role in later}
    grown_up = RoleHeld(party_of("mother"), HANDS_OVER, TOWN, today, today + timedelta(days=9), body=child)
    writing.give_role(grown_up, at=timezone.now())
    said = {"do": "hand_over", "party": child, "username": "saebom", "password": "a long enough word"}
    assert "Handed over" in mother.post(FAMILY, said, follow=True).content.decode()
    assert party_of("saebom") == child
    assert mother.post(FAMILY, said).status_code == 404


def test_a_programme_for_older_people_refuses_a_child_with_a_sentence(
    joins: Callable[[str], Client],
) -> None:
    add(joins("mother"))
    at = timezone.now()
    run = find_run(TOWN, programme="cans", on=timezone.localdate(at))
    grown = replace(run, programme=replace(run.programme, least_age=14))
    asked = Asked(
        place=TOWN, party=child_of("mother"), programme="cans", action="can", quantity=Decimal(1),
        key=key(at), happened_at=at, at=at,
    )  # fmt: skip
    assert check_asked(asked, run)
    with pytest.raises(ActRefused) as refused:
        check_asked(asked, grown)
    assert refused.value.says.en == "This programme is for people of 14 and above. Choose another one."
    assert check_asked(replace(asked, party=party_of("mother")), grown)


@pytest.mark.django_db
def test_a_day_of_birth_that_nobody_knows_is_no_age() -> None:
    assert is_at_least("r-nobody", age=14, on=date(2026, 1, 1)) is None
