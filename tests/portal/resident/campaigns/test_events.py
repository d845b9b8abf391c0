"""Proof-shot events: one entry each, a jury near nobody it scores, prizes once, nothing shown unasked."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases.write import MoveRefused
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.parties.write import Founding
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.acts.photos import take_photo
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE
from dure.portal.resident.campaigns.events import (
    Event,
    Offered,
    enter,
    entries_of,
    find_event,
    let_show,
    take_back,
)
from dure.portal.resident.campaigns.jury import score
from tests.portal.resident.acts.conftest import TOWN, chance, key
from tests.portal.resident.acts.pictures import jpeg
from tests.portal.resident.campaigns.conftest import Begin, today
from tests.portal.resident.people.conftest import party_of

pytestmark = pytest.mark.usefixtures("town")
Joins = Callable[[str], Client]
YESTERDAY = timedelta(days=1)


@pytest.fixture
def judges(joins: Joins) -> dict[str, Client]:
    """Three residents who can be in a jury."""
    return {name: joins(name) for name in ("judge1", "judge2", "judge3")}


@pytest.fixture
def event(begin: Begin, approver: Client, judges: dict[str, Client]) -> Event:
    """An event that took entries until yesterday, with three members in its jury."""
    where = begin(
        "proof_shot", title="My cup", says="Show your cup", programme="cans",
        first=today() - timedelta(days=9), last=today() - YESTERDAY, prizes="5,000\n3,000",
        criteria="Truth = 2\nWit = 1", jury="judge1\njudge2\njudge3",
    )  # fmt: skip
    approver.post(where, {"move": "open", "says": ""})
    return known(where.rstrip("/").rpartition("/")[2])


def known(number: str) -> Event:
    found = find_event(number)
    assert found is not None
    return found


def offered(seed: int, *, photo: bool = True, name: bool = True) -> Offered:
    at = timezone.now()
    return Offered(key(at), take_photo(jpeg(seed=seed)), Text("", f"Cup {seed}"), photo, name)


def entered(event: Event, name: str, seed: int) -> str:
    return enter(event, offered(seed), party=party_of(name), at=timezone.now() - YESTERDAY, chance=chance)


def at_desk(event: Event) -> str:
    return f"/en/work/campaigns/proof_shot/{event.number}/"


def judged(officer: Client, event: Event, joins: Joins) -> Event:
    """Two entries, scored by all three; the first is ahead."""
    for number, name in enumerate(("one", "two"), start=1):
        joins(name)
        entered(event, name, number)
    officer.post(at_desk(event), {"move": "shut", "says": ""})
    open_one = known(event.number)
    for entry in entries_of(open_one):
        first = entry.party == party_of("one")
        for juror in open_one.jury:
            score(open_one, entry, juror=juror, scores=(5, 4) if first else (3, 3), at=timezone.now())
    return open_one


def test_a_winner_is_paid_once_after_another_person_looked_and_is_named_by_consent_alone(
    officer: Client, approver: Client, joins: Joins, event: Event
) -> None:
    judged(officer, event, joins)
    page, public = at_desk(event), f"/en/{TOWN}/campaigns/{event.number}/"
    officer.post(page, {"move": "decide", "says": ""})
    assert "Kim one" not in Client().get(public).content.decode()
    assert approver.post(page, {"move": "award", "says": ""}).status_code == 302
    approver.post(page, {"move": "award", "says": ""})
    one, two = party_of("one"), party_of("two")
    assert [ledgers.balance(TOWN, path=books.wallet_of(who), unit="krw") for who in (one, two)] == [
        5000,
        3000,
    ]
    shown = Client().get(public).content.decode()
    assert "Kim one" in shown
    photo = re.findall(r'src="([^"]+[.]jpg)"', shown)[0]
    assert Client().get(photo)["Content-Type"] == "image/jpeg"
    let_show(known(event.number), party=one, photo=False, name=False, at=timezone.now())
    shown = Client().get(public).content.decode()
    assert "Kim one" not in shown
    assert "does not want to be named" in shown
    assert Client().get(photo).status_code == 404
    assert one not in Client().get(public.rstrip("/") + ".json").content.decode()


def test_nobody_scores_their_household(
    officer: Client, joins: Joins, judges: dict[str, Client], event: Event
) -> None:
    joins("one")
    at, juror, one = timezone.now(), party_of("judge1"), party_of("one")
    home = Founding("household", TOWN, Text("가구", "Home"), juror, (HOUSEHOLD_ROLE,))
    body = people.found_circle(home, on=today(), at=at, chance=chance)
    people.join_circle(body, party_id=one, role=HOUSEHOLD_ROLE, on=today(), at=at)
    number = entered(event, "one", 1)
    officer.post(at_desk(event), {"move": "shut", "says": ""})
    judging = known(event.number)
    entry = entries_of(judging)[0]
    with pytest.raises(MoveRefused, match="their household"):
        score(judging, entry, juror=juror, scores=(5, 5), at=at)
    with pytest.raises(MoveRefused, match="not in the jury"):
        score(judging, entry, juror=one, scores=(5, 5), at=at)
    with pytest.raises(MoveRefused, match="1 to 5"):
        score(judging, entry, juror=party_of("judge2"), scores=(6, 5), at=at)
    assert "fewer than 2" in officer.post(at_desk(event), {"move": "decide", "says": ""}).content.decode()
    near, other = judges["judge1"], judges["judge2"]
    page = f"/en/work/jury/{event.number}/"
    assert number not in near.get(page).content.decode()
    assert near.get(f"{page}{number}.jpg").status_code == 404
    assert number in other.get(page).content.decode()
    assert other.get(f"{page}{number}.jpg").status_code == 200
    assert one not in other.get(page).content.decode()
    assert any(look.viewer == party_of("judge2") for look in parties.looks_at(one))
    other.post(page, {"entry": number, "c0": "4", "c1": "2"})
    assert entries_of(known(event.number))[0].scores == {party_of("judge2"): (4, 2)}
    assert officer.get(page).status_code == 404


def test_one_entry_a_person_until_it_is_taken_back(joins: Joins, event: Event) -> None:
    joins("one")
    me, at = party_of("one"), timezone.now() - YESTERDAY
    first = offered(1)
    number = enter(event, first, party=me, at=at, chance=chance)
    assert enter(event, first, party=me, at=at, chance=chance) == number
    with pytest.raises(ActRefused, match="entered already"):
        enter(event, offered(2), party=me, at=at, chance=chance)
    take_back(entries_of(event)[0], party=me, at=at)
    assert enter(event, offered(3), party=me, at=at, chance=chance) != number
    with pytest.raises(ActRefused, match="jury"):
        enter(event, offered(4), party=party_of("judge1"), at=at, chance=chance)
    with pytest.raises(ActRefused, match="No entries"):
        enter(event, offered(4), party=party_of("judge1"), at=timezone.now(), chance=chance)


def test_a_photo_of_somebody_else_is_told_to_the_officer(officer: Client, joins: Joins, event: Event) -> None:
    for name in ("one", "two"):
        joins(name)
        enter(
            event, replace(offered(1), key=key(timezone.now())), party=party_of(name),
            at=timezone.now() - YESTERDAY, chance=chance,
        )  # fmt: skip
    assert officer.get(at_desk(event)).content.decode().count("same photo elsewhere") == 1


def test_entering_by_the_page(begin: Begin, approver: Client, joins: Joins) -> None:
    one = joins("one")
    joins("judge1"), joins("judge2")
    where = begin(
        "proof_shot", title="Now", says="Show it", programme="cans", first=today(), last=today(),
        prizes="1000", criteria="Truth = 1", jury="judge1\njudge2",
    )  # fmt: skip
    approver.post(where, {"move": "open", "says": ""})
    page = f"/en/my/events/{where.rstrip('/').rpartition('/')[2]}/"
    sent = {"key": f"{key(timezone.now())}", "says": "My own cup", "shows_photo": "on"}
    assert one.post(page, {**sent, "photo": SimpleUploadedFile("x.jpg", b"no")}).status_code == 422
    answer = one.post(page, {**sent, "photo": SimpleUploadedFile("x.jpg", jpeg(seed=5))})
    assert answer.status_code == 302
    shown = one.get(page).content.decode()
    assert "My own cup" in shown
    assert one.get(f"{page}photo.jpg")["Content-Type"] == "image/jpeg"
    assert joins("two").get(f"{page}photo.jpg").status_code == 404
    assert "taken back" in one.post(page, {"do": "back"}, follow=True).content.decode()
