"""The desk of claims: recorded once, brought further, issued with serials, sold out of the city's claim."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.claims import GRAMS, UNIT, city_claims
from dure.portal.resident.holdings import book_of
from tests.portal.officer import test_trading
from tests.portal.officer.conftest import hidden, looked_at
from tests.portal.officer.test_trading import TOWN

DESK = f"/en/work/{TOWN}/claims/"
SALES = f"/en/work/{TOWN}/allowances/"
small_packs = test_trading.small_packs


def asked(**changes: str) -> dict[str, str]:
    said = {
        "act": "claim", "project": "landfill-gas", "period": "2020", "kind": "", "stage": "monitored",
        "to_stage": "", "gwp_set": "sar", "tonnes": "100", "first": "", "last": "", "on": "2021-06-30",
        "says": "", "source": "dream-plan", "locator": "p. 3", "token": "0123abcd",
    }  # fmt: skip
    return {**said, **changes}


def recorded(officer: Client, approver: Client | None = None, *, at: str = DESK, **changes: str) -> str:
    """Look and press the button; what takes another person is approved. The address one is led to."""
    where: str = officer.post(at, looked_at(officer, at, asked(**changes)))["Location"]
    if approver is not None:
        assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    return where


def own() -> int:
    return sum(claim.own for claim in city_claims(book_of(TOWN))) // GRAMS


def test_a_claim_goes_from_monitored_to_sold_and_leaves_the_city(officer: Client, approver: Client) -> None:
    look = looked_at(officer, DESK, asked())
    assert own() == 0
    for _pressed in range(2):
        assert officer.post(DESK, look).status_code == 302
    recorded(officer, approver, act="advance", to_stage="verified", tonnes="90")
    assert own() == 90
    recorded(officer, approver, act="issue", tonnes="", first="1", last="90")
    sale = test_trading.asked(
        act="sell_credits", tonnes="60", price_krw="20,000", lot="credit:landfill-gas/2020/1-90", sure="1"
    )
    where = officer.post(SALES, looked_at(officer, SALES, sale))["Location"]
    assert own() == 90
    approver.post(where, {"move": "approve", "says": ""})
    assert own() == 30
    assert (
        ledgers.balance(TOWN, path="treasury/credit_sales/landfill-gas/2020/at-20000", unit="krw")
        == 60 * 20_000
    )
    page = officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert "the city does not" in page


def look_at(client: Client, address: str, said: dict[str, str]) -> str:
    """What the look before recording says."""
    answer = client.post(address, {name: value for name, value in said.items() if name != "sure"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_look_says_in_words_what_moves_and_what_only_waits_for_another_person(
    officer: Client, approver: Client
) -> None:
    look = look_at(officer, DESK.replace("/en/", "/ko/"), asked())
    assert "모니터링" in look
    assert "monitored</dd>" not in look
    assert "기록하고 공개" in look
    recorded(officer, approver, stage="verified")
    look = look_at(officer, DESK, asked(act="issue", tonnes="", first="1", last="100"))
    assert "claim/verified" not in look
    assert "File for approval" in look
    recorded(officer, approver, act="issue", tonnes="", first="1", last="100")
    sale = test_trading.asked(
        act="sell_credits", tonnes="60", price_krw="20,000", lot="credit:landfill-gas/2020/1-100"
    )
    look = look_at(officer, SALES, sale)
    assert "nothing moves until another person has approved it" in look
    assert "File for approval" in look
    assert "Record and publish" not in look
    assert "Year of trading" not in look
    assert "KRW 1,200,000" in look


def test_the_serials_that_are_held_are_those_that_nobody_else_has(officer: Client, approver: Client) -> None:
    recorded(officer, approver, stage="verified")
    recorded(officer, approver, act="issue", tonnes="", first="1", last="100")
    lot = "credit:landfill-gas/2020/1-100"
    retired = test_trading.asked(act="retire_credits", tonnes="30", lot=lot)
    where = officer.post(SALES, looked_at(officer, SALES, retired))["Location"]
    assert "serials 31–100" not in officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    words = officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert "vintage 2020, serials 31–100" in words
    assert "vintage 2020, serials 1–30" in words
    assert "serials 1–100" not in words
    assert "landfill-gas, vintage 2020, serials 31–100 · 70 t" in officer.get(SALES).content.decode()


VERIFIED = "claim/verified/sar/landfill-gas/2020"


def test_nobody_verifies_or_issues_alone(officer: Client, approver: Client) -> None:
    recorded(officer)
    for said, path, unit, lies in (
        ({"act": "advance", "to_stage": "verified"}, VERIFIED, UNIT, 100 * GRAMS),
        (
            {"act": "issue", "tonnes": "", "first": "1", "last": "100"},
            "credit/held/landfill-gas/2020/1-100", "credit", 100,
        ),
    ):  # fmt: skip
        where = recorded(officer, None, at=DESK, **said)
        assert officer.post(where, {"move": "approve", "says": ""}).status_code == 422
        assert ledgers.balance(TOWN, path=path, unit=unit) == 0
        assert "landfill-gas 2020" in approver.get(where).content.decode()
        assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
        assert ledgers.balance(TOWN, path=path, unit=unit) == lies
    found = re.search(r'href="([^"]*/allowances/back/[^"]*)"', officer.get(SALES).content.decode())
    assert found
    assert "takes two as well" in officer.get(found[1]).content.decode()


@pytest.mark.parametrize(
    "changed", [{"tonnes": "1"}, {"project": "another"}, {"seal": ""}, {"shown": "0" * 64}]
)
def test_a_claim_that_was_not_looked_at_is_not_recorded(officer: Client, changed: dict[str, str]) -> None:
    again = officer.post(DESK, looked_at(officer, DESK, asked()) | changed)
    assert again.status_code == 200
    assert "Nothing was recorded" in again.content.decode()
    assert own() == 0


def test_what_is_approved_is_what_the_page_showed(officer: Client, approver: Client) -> None:
    recorded(officer)
    where = recorded(officer, act="advance", to_stage="verified", tonnes="100")
    seen = hidden(approver.get(where).content.decode())
    assert approver.post(where, {"move": "approve", "says": "", "page_shown": ""}).status_code == 409
    assert ledgers.balance(TOWN, path=VERIFIED, unit=UNIT) == 0
    assert approver.post(where, {"move": "approve", "says": "", **seen}).status_code == 302


def test_a_second_claim_of_the_event_is_refused_with_its_reason(officer: Client) -> None:
    recorded(officer)
    answer = officer.post(DESK, looked_at(officer, DESK, asked(stage="estimated")))
    assert answer.status_code == 422
    assert "One event is claimed once" in answer.content.decode()
    longer = officer.post(DESK, looked_at(officer, DESK, asked(period="2020-2021")))
    assert longer.status_code == 422
    assert ledgers.balance(TOWN, path="claim/monitored/sar/landfill-gas/2020", unit=UNIT) == 100 * GRAMS


def test_a_city_cannot_claim_what_its_district_has_claimed(
    officer: Client, person: Callable[..., Client]
) -> None:
    district = person("east", "officer", place="dreamtown-east")
    recorded(district, at="/en/work/dreamtown-east/claims/")
    answer = officer.post(DESK, looked_at(officer, DESK, asked(period="2019-2020")))
    assert answer.status_code == 422
    assert "give it a name of its own" in answer.content.decode()
    recorded(officer, project="city-gas")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"project": "Landfill Gas"}, "small letters"),
        ({"period": "last year"}, "Give a year"),
        ({"period": "2025-2024"}, "from 1850 to 2200"),
        ({"period": "0000"}, "from 1850 to 2200"),
        ({"period": "9999-9999"}, "from 1850 to 2200"),
        ({"period": "２０２４"}, "from 1850 to 2200"),
        ({"tonnes": "999,999,999,999"}, "At most 1,000,000,000 tonnes"),
        ({"act": "issue"}, "needed"),
        ({"period": "2024", "stage": "verified"}, "This document came out in 2022-12"),
        ({"act": "issue", "first": "5", "last": "1"}, "in order"),
        ({"act": "advance", "to_stage": "verified"}, "Nothing is claimed"),
    ],
)
def test_what_cannot_be_recorded_says_why(officer: Client, changes: dict[str, str], says: str) -> None:
    answer = officer.post(DESK, asked(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_place_with_nothing_but_a_claim_and_its_credits_shows_them(person: Callable[..., Client]) -> None:
    east = person("east", "officer", place="dreamtown-east")
    desk = "/en/work/dreamtown-east/claims/"
    shown = "/en/dreamtown-east/allowances/"
    assert "Nothing has been stated" in east.get(shown).content.decode()
    west = person("west", "approver", place="dreamtown-east")
    recorded(east, west, at=desk, stage="verified", tonnes="4321")
    recorded(east, west, at=desk, act="issue", tonnes="", first="1", last="4321")
    words = east.get(shown).content.decode()
    assert "Nothing has been stated" not in words
    assert "4,321" in words


def test_the_packs_of_the_desk_are_there(small_packs: Path) -> None:
    assert (small_packs / "systems" / "mitigation").is_dir()
