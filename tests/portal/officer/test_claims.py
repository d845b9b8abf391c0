"""The desk of claims: recorded once, brought further, issued with serials, sold out of the city's claim."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.claims import GRAMS, UNIT, city_claims
from dure.portal.resident.holdings import book_of
from tests.portal.officer import test_trading
from tests.portal.officer.conftest import looked_at
from tests.portal.officer.test_trading import TOWN

DESK = f"/en/work/{TOWN}/claims/"
SALES = f"/en/work/{TOWN}/allowances/"
small_packs = test_trading.small_packs


def asked(**changes: str) -> dict[str, str]:
    said = {
        "act": "claim", "project": "landfill-gas", "period": "2020", "kind": "", "stage": "monitored",
        "to_stage": "", "gwp_set": "sar", "tonnes": "100", "first": "", "last": "", "on": "2021-06-30",
        "says": "", "source": "dream-plan", "locator": "p. 3", "token": "0123abcd", "sure": "1",
    }  # fmt: skip
    return {**said, **changes}


def own() -> int:
    return sum(claim.own for claim in city_claims(book_of(TOWN))) // GRAMS


def test_a_claim_goes_from_monitored_to_sold_and_leaves_the_city(officer: Client, approver: Client) -> None:
    look = officer.post(DESK, {k: v for k, v in asked().items() if k != "sure"})
    assert look.status_code == 200
    assert own() == 0
    for _pressed in range(2):
        assert officer.post(DESK, asked()).status_code == 302
    verified = asked(act="advance", to_stage="verified", tonnes="90", token="00000002")
    assert officer.post(DESK, verified).status_code == 302
    assert own() == 90
    issued = asked(act="issue", tonnes="", first="1", last="90", token="00000003")
    assert officer.post(DESK, issued).status_code == 302
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


def test_the_look_says_in_words_what_moves_and_what_only_waits_for_another_person(officer: Client) -> None:
    look = look_at(officer, DESK.replace("/en/", "/ko/"), asked())
    assert "모니터링" in look
    assert "monitored</dd>" not in look
    officer.post(DESK, asked(stage="verified"))
    look = look_at(officer, DESK, asked(act="issue", tonnes="", first="1", last="100"))
    assert "claim/verified" not in look
    assert "Record and publish" in look
    officer.post(DESK, asked(act="issue", tonnes="", first="1", last="100", token="00000003"))
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
    officer.post(DESK, asked(stage="verified"))
    officer.post(DESK, asked(act="issue", tonnes="", first="1", last="100", token="00000003"))
    lot = "credit:landfill-gas/2020/1-100"
    retired = test_trading.asked(act="retire_credits", tonnes="30", lot=lot)
    where = officer.post(SALES, looked_at(officer, SALES, retired))["Location"]
    assert "serials 31–100" not in officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    words = officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert "vintage 2020, serials 31–100" in words
    assert "vintage 2020, serials 1–30" in words
    assert "serials 1–100" not in words
    assert "landfill-gas/2020/31-100 · 70 t" in officer.get(SALES).content.decode()


def test_a_second_claim_of_the_event_is_refused_with_its_reason(officer: Client) -> None:
    officer.post(DESK, asked())
    answer = officer.post(DESK, asked(token="00000009", stage="estimated"))
    assert answer.status_code == 422
    assert "One event is claimed once" in answer.content.decode()
    longer = officer.post(DESK, asked(token="0000000a", period="2020-2021"))
    assert longer.status_code == 422
    assert ledgers.balance(TOWN, path="claim/monitored/sar/landfill-gas/2020", unit=UNIT) == 100 * GRAMS


def test_a_city_cannot_claim_what_its_district_has_claimed(
    officer: Client, person: Callable[..., Client]
) -> None:
    district = person("east", "officer", place="dreamtown-east")
    assert district.post("/en/work/dreamtown-east/claims/", asked()).status_code == 302
    answer = officer.post(DESK, asked(token="0000000b", period="2019-2020"))
    assert answer.status_code == 422
    assert "give it a name of its own" in answer.content.decode()
    assert officer.post(DESK, asked(token="0000000c", project="city-gas")).status_code == 302


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
    assert east.post(desk, asked(stage="verified", tonnes="4321")).status_code == 302
    issued = asked(act="issue", tonnes="", first="1", last="4321", token="00000003")
    assert east.post(desk, issued).status_code == 302
    words = east.get(shown).content.decode()
    assert "Nothing has been stated" not in words
    assert "4,321" in words


def test_the_packs_of_the_desk_are_there(small_packs: Path) -> None:
    assert (small_packs / "systems" / "mitigation").is_dir()
