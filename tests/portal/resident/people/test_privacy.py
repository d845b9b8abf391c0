"""One's own data: consents taken back, looks shown, a file of everything, and leaving that leaves no name."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.portal.resident.acts import books
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.people.conftest import party_of
from tests.portal.resident.people.test_family import FAMILY, add, child_of
from tests.portal.resident.test_own_pages import record

PRIVACY = "/en/my/privacy/"


def said_of(username: str) -> dict[str, bool]:
    return {said.purpose: said.given for said in parties.consents_of(party_of(username))}


def test_a_consent_is_taken_back_and_given_again_but_not_the_one_that_everything_rests_on(
    joins: Callable[[str], Client],
) -> None:
    one = joins("one")
    assert said_of("one") == {"rewards": True, "statistics": True}
    one.post(PRIVACY, {"purpose": "statistics", "do": "take_back"})
    assert said_of("one")["statistics"] is False
    assert "Not agreed since" in one.get(PRIVACY).content.decode()
    one.post(PRIVACY, {"purpose": "statistics", "do": "give"})
    one.post(PRIVACY, {"purpose": "rewards", "do": "take_back"})
    one.post(PRIVACY, {"purpose": "never asked", "do": "give"})
    assert said_of("one") == {"rewards": True, "statistics": True}


def test_who_never_agreed_to_be_counted_may_do_so_later(joins: Callable[[str], Client]) -> None:
    add(mother := joins("mother"))
    child = child_of("mother")
    mother.post(FAMILY, {"do": "see", "party": child})
    mother.post(PRIVACY, {"purpose": "statistics", "do": "give"})
    assert {said.purpose: said.given for said in parties.consents_of(child)}["statistics"]


def test_who_looked_is_shown_without_naming_them(joins: Callable[[str], Client]) -> None:
    one = joins("one")
    assert "Nobody but you." in one.get(PRIVACY).content.decode()
    writing.record_look(viewer="r-x", subject=party_of("one"), what="guardian", at=timezone.now())
    page = one.get(PRIVACY).content.decode()
    assert "Your guardian opened your pages" in page
    assert "r-x" not in page


def test_the_file_holds_everything_of_mine_and_nothing_of_others(joins: Callable[[str], Client]) -> None:
    one, two = joins("one"), joins("two")
    record(one)
    record(two)
    kept = json.loads(one.get(f"{PRIVACY}data.json").content)
    assert kept["details"]["name"] == "Kim one"
    assert {row["account"] for row in kept["ledger"]} == {"wallet", "acts_of"}
    assert len([row for row in kept["ledger"] if row["account"] == "acts_of"]) == 1
    assert party_of("two") not in json.dumps(kept)
    assert Client().get(f"{PRIVACY}data.json").status_code == 302


def test_who_leaves_is_forgotten_and_the_books_still_balance(joins: Callable[[str], Client]) -> None:
    one = joins("one")
    record(one)
    party = party_of("one")
    one.post("/en/my/household/", {"do": "begin"})
    one.post("/en/my/household/", {"do": "about", "neighbourhood": "Deokam-dong"})
    held = parties.roles_of_party(party, on=timezone.localdate())
    home = next(role.body for role in held if role.body)
    before = ledgers.balance(TOWN, path=books.wallet_of(party), unit="krw")
    assert "Tick the box" in one.post(f"{PRIVACY}leave/", {}).content.decode()
    one.post(f"{PRIVACY}leave/", {"sure": "yes"})
    assert parties.details_of(party) == parties.details_of(home) == {}
    assert parties.roles_of_party(party, on=timezone.localdate()) == ()
    assert not any(said.given for said in parties.consents_of(party))
    assert one.get("/en/my/").status_code == 302
    back = Client()
    back.post("/en/account/login/", {"login": "one", "password": "a long enough word"})
    assert back.get("/en/my/").status_code == 302
    assert ledgers.balance(TOWN, path=books.wallet_of(party), unit="krw") == before > 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(length(wrapped)) FROM parties_detailkey WHERE party_id = %s", [party])
        assert cursor.fetchone()[0] == 0


def test_a_guardian_leaves_for_a_child_and_cannot_leave_it_alone(joins: Callable[[str], Client]) -> None:
    mother = joins("mother")
    add(mother)
    child = child_of("mother")
    page = mother.post(f"{PRIVACY}leave/", {"sure": "yes"}).content.decode()
    assert "guardian of a child" in page
    mother.post(FAMILY, {"do": "see", "party": child})
    mother.post(f"{PRIVACY}leave/", {"sure": "yes"})
    assert parties.details_of(child) == {}
    assert parties.details_of(party_of("mother")) != {}
    assert "Kim Saebom" not in mother.get(FAMILY).content.decode()


@pytest.mark.parametrize("path", ["", "acts/", "privacy/", "household/", "groups/", "family/"])
def test_nobody_without_a_way_in_reads_an_own_page_and_an_officer_is_shown_where_to_join(
    joins: Callable[[str], Client], officer: Client, path: str
) -> None:
    joins("one")
    assert Client().get(f"/en/my/{path}").status_code == 302
    page = officer.get(f"/en/my/{path}").content.decode()
    assert "Join first" in page
    assert "Kim one" not in page


def test_nothing_is_paid_to_who_has_moved_away(joins: Callable[[str], Client]) -> None:
    one, today = joins("one"), timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert not writing.end_residency(
        party_of("one"), place="elsewhere", last_day=today, at=timezone.now(), by=party_of("one")
    )
    assert writing.end_residency(
        party_of("one"), place=TOWN, last_day=yesterday, at=timezone.now(), by=party_of("one")
    )
    assert "Join first" in one.get("/en/my/acts/cans/can/").content.decode()
