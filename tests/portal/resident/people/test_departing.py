"""Residents who moved away or died: two people, points to an heir or left to end, forgotten in time."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.portal.resident.acts import books
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.people.departing import forget_due
from tests.portal.resident.acts.conftest import TOWN, chance, key
from tests.portal.resident.people.conftest import party_of

pytestmark = pytest.mark.usefixtures("town")
DESK = f"/en/work/{TOWN}/departures/"


def earn(party: str, *, cans: int) -> None:
    at = timezone.now()
    record(
        Asked(TOWN, party, "cans", "can", Decimal(cans), key(at), at - timedelta(minutes=1), at),
        chance=chance,
    )


def wallet(party: str) -> int:
    return ledgers.balance(TOWN, path=books.wallet_of(party), unit="krw")


def form(login: str, **said: object) -> dict[str, str]:
    today = timezone.localdate()
    told = {
        "login": login, "why": "moved", "last_day": today - timedelta(days=1),
        "forget_on": today + timedelta(days=30), "heir": "", **said,
    }  # fmt: skip
    return {name: f"{value}" for name, value in told.items()}


def test_points_of_the_dead_go_to_the_heir_once_another_person_has_approved(
    joins: Callable[[str], Client], officer: Client, approver: Client
) -> None:
    old, heir = joins("old"), joins("heir")
    dead, living = party_of("old"), party_of("heir")
    earn(dead, cans=4)
    had, has = wallet(dead), wallet(living)
    assert had > 0
    where = officer.post(DESK, form("old", why="died", heir="heir"))["Location"]
    assert "role" in officer.post(where, {"move": "approve", "says": ""}).content.decode()
    assert wallet(dead) == had
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    assert (wallet(dead), wallet(living)) == (0, has + had)
    assert not ledgers.verify(TOWN).wrong
    assert parties.roles_of_party(dead, on=timezone.localdate()) == ()
    assert not any(each.given for each in parties.consents_of(dead))
    assert old.get("/en/my/").status_code == 302
    assert heir.get("/en/my/").status_code == 200


def test_who_moved_away_keeps_the_points_until_they_end_and_is_forgotten_on_the_day(
    joins: Callable[[str], Client], officer: Client, approver: Client
) -> None:
    joins("one")
    me = party_of("one")
    earn(me, cans=4)
    had = wallet(me)
    where = officer.post(DESK, form("one"))["Location"]
    approver.post(where, {"move": "approve", "says": ""})
    assert wallet(me) == had > 0
    at = timezone.now()
    assert forget_due(at=at + timedelta(days=29)) == 0
    assert parties.details_of(me)["name"] == "Kim one"
    assert forget_due(at=at + timedelta(days=31)) == 1
    assert parties.details_of(me) == {}
    assert "forgotten" in officer.get(where).content.decode()
    assert not ledgers.verify(TOWN).wrong


def test_an_heir_is_named_after_a_death_alone_and_strangers_are_told(
    joins: Callable[[str], Client], officer: Client
) -> None:
    joins("one")
    joins("two")
    page = officer.post(DESK, form("one", heir="two"))
    assert page.status_code == 422
    assert "Name an heir only after a death" in page.content.decode()
    assert "No resident of this place" in officer.post(DESK, form("stranger")).content.decode()
