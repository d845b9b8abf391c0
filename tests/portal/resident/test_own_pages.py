"""One's own pages: joining, recording in three taps, and what nobody else sees."""

import re
from datetime import date, datetime

import pytest
from django.test import Client

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.portal.resident.acts import books
from dure.portal.resident.acts.ages import age_band
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN, town, town_packs

__all__ = ["approver", "officer", "person", "town", "town_packs"]
pytestmark = pytest.mark.usefixtures("town")
JOIN = f"/en/join/{TOWN}/"
ACT = "/en/my/acts/cans/can/"


def said(**changes: str) -> dict[str, str]:
    asked = {
        "username": "nuri", "password": "a long enough word", "name": "Kim Nuri",
        "birth_date": "1990-05-17", "phone": "010-1234-5678", "agree": "on",
    }  # fmt: skip
    return {**asked, **changes}


@pytest.fixture
def nuri() -> Client:
    """Somebody who has joined by the page."""
    client = Client()
    assert client.post(JOIN, said())["Location"] == "/en/my/"
    return client


def party_of(username: str) -> str:
    found = parties.party_of(parties.find_account(username))
    assert found is not None
    return found.id


def record(client: Client, address: str = ACT, **changes: str) -> str:
    page = client.get(address).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    assert key, page
    on = re.search(r'name="on" value="([0-9-]+)"', page)
    sent = {"key": key[1], "quantity": "1", "on": on[1] if on else "", "event": "", **changes}
    return client.post(address, sent, follow=True).content.decode()


def test_who_joins_is_a_resident_whose_details_are_sealed(nuri: Client) -> None:
    party = party_of("nuri")
    assert parties.details_of(party) == {
        "name": "Kim Nuri", "birth_date": "1990-05-17", "phone": "010-1234-5678",
    }  # fmt: skip
    assert "Nuri" not in party
    seen = parties.find_party(party)
    assert seen is not None
    assert seen.name.en == "Resident"
    assert [one.purpose for one in parties.consents_of(party)] == ["rewards"]
    assert "My tonne" in nuri.get("/en/my/").content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "900101-1234567"}, "resident registration number is not taken"),
        ({"phone": "9001011234567"}, "resident registration number is not taken"),
        ({"birth_date": "2020-01-01"}, "a guardian joins for you"),
        ({"birth_date": "1790-01-01"}, "the day on which you were born"),
        ({"agree": ""}, "required"),
        ({"password": "short"}, "too short"),
        ({"username": "two words"}, "one word of letters"),
    ],
)
def test_who_cannot_join_so_reads_why(changes: dict[str, str], says: str) -> None:
    answer = Client().post(JOIN, said(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert parties.find_account(said(**changes)["username"]) is None


def test_an_act_is_recorded_by_its_page_and_sent_twice_counts_once(nuri: Client) -> None:
    assert "can" in nuri.get("/en/my/acts/").content.decode()
    page = nuri.get(ACT).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    assert key
    sent = {"key": key[1], "quantity": "2", "on": f"{datetime.now():%Y-%m-%d}", "event": ""}
    pages = [nuri.post(ACT, sent, follow=True).content.decode() for _twice in range(2)]
    assert "recorded already" in pages[1]
    assert ledgers.balance(TOWN, path=books.acts_of(party_of("nuri")), unit="act") == 1


def test_nobody_sees_the_pages_of_another(nuri: Client, officer: Client) -> None:
    assert record(nuri)
    party = party_of("nuri")
    other = Client()
    other.post(JOIN, said(username="garam", name="Lee Garam"))
    for client, path in (
        (other, "/en/my/"),
        (other, "/en/my/wallet/"),
        (officer, f"/en/work/{TOWN}/programmes/"),
    ):
        page = client.get(path).content.decode()
        assert party not in page
        assert "Kim Nuri" not in page
    everybody = Client()
    assert everybody.get("/en/my/wallet/").status_code == 302
    for path in (
        f"/en/{TOWN}/accounts/", f"/en/{TOWN}/accounts.json", f"/en/{TOWN}/programmes/cans/",
        f"/en/{TOWN}/programmes/cans.json", f"/api/v1/places/{TOWN}/accounts?limit=1000",
        f"/en/{TOWN}/accounts/act/outside/resident_acts/cans/",
        f"/en/{TOWN}/accounts/act/outside/resident_acts/cans.csv",
    ):  # fmt: skip
        answer = everybody.get(path)
        assert answer.status_code == 200, path
        assert party not in answer.content.decode(), path
    assert everybody.get(f"/en/{TOWN}/accounts/krw/wallet/{party}/").status_code == 404
    for account in ("act/outside/resident_acts/cans", "krw/budget/cans"):
        told = everybody.get(f"/en/{TOWN}/accounts/{account}/").content.decode()
        assert "Movements with single residents are not shown one by one" in told
        rows = everybody.get(f"/en/{TOWN}/accounts/{account}.json").json()["rows"]
        assert {"wallet", "acts_of"}.isdisjoint({row["credit"] for row in rows})


def test_money_for_a_programme_takes_another_person(officer: Client, approver: Client) -> None:
    desk = f"/en/work/{TOWN}/programmes/"
    before = ledgers.balance(TOWN, path="budget/cans", unit="krw")
    sent = {"programme": "cans", "amount": "5,000", "source": "dream-plan", "locator": "3", "says": "",
            "token": "0123abcd"}  # fmt: skip
    where = officer.post(desk, sent)["Location"]
    assert officer.post(desk, sent)["Location"] == where
    assert officer.post(where, {"move": "approve", "says": ""}).status_code == 422
    assert ledgers.balance(TOWN, path="budget/cans", unit="krw") == before
    assert "5,000" in approver.get(where).content.decode()
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    assert ledgers.balance(TOWN, path="budget/cans", unit="krw") == before + 5000


def test_a_programme_board_shows_tariff_budget_and_what_is_not_named() -> None:
    board = Client().get(f"/en/{TOWN}/programmes/cans/").content.decode()
    assert "100,000" in board
    assert f"{TOWN}/reward_krw/cans/can@2026:parameter" in board
    counted = Client().get(f"/ko/{TOWN}/programmes/counted/").content.decode()
    assert "실천이 10가지라고만 적혀 있고" in counted
    assert Client().get(f"/en/{TOWN}/programmes/none/").status_code == 404


def test_people_are_counted_in_bands_of_ages() -> None:
    born = date(1990, 5, 17)
    assert [age_band(born, on=date(year, 5, 17)) for year in (2004, 2009, 2026, 2070)] == [
        "14-18", "19-29", "30-39", "70+",
    ]  # fmt: skip
