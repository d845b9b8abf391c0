"""A keeper's side: own places only, from a day on, with history; a likely slip is asked about."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from dure.kernel.parties import read as parties
from dure.kernel.things import read as things

SHOP = "dreamtown/near-shop"
TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def noon(clock: Callable[[str], None]) -> None:
    """It is noon of a Monday."""
    clock("2026-11-02T12:00:00+09:00")


@pytest.fixture
def keeper(person: Callable[..., Client]) -> Client:
    """The keeper of the near shop."""
    return person("dana", "keeper", place=SHOP)


def price(**changes: str) -> dict[str, str]:
    said = {
        "about": "cans",
        "value": "850",
        "unit": "KRW/kg",
        "during": "",
        "valid_from": "2026-11-05",
        "valid_to": "",
    }
    return {**said, **changes}


def post(
    client: Client, said: dict[str, str], *, attribute: str = "price", store: str = "near-shop"
) -> HttpResponse:
    answer: HttpResponse = client.post(f"/en/work/dreamtown/stores/{store}/{attribute}/", said)  # type: ignore[assignment]
    return answer


def held(on: date, name: str = "price/cans") -> list[str]:
    return [each.value for each in things.attributes_of(SHOP, on=on) if each.name == name and not each.during]


def test_a_keepers_price_holds_from_its_day_and_residents_see_it_coming(keeper: Client) -> None:
    assert post(keeper, price()).status_code == 302
    assert held(TODAY) == ["800"]
    assert held(TODAY + timedelta(days=3)) == ["850"]
    page = Client().get("/en/dreamtown/stores/near-shop/").content.decode()
    assert "What changes" in page
    assert "850 won a kg" in page
    assert "Stated by the keeper" in page
    assert "dana" not in page


@pytest.mark.parametrize("value", ["8500", "8000", "80", "0"])
def test_a_price_that_looks_like_a_slip_is_asked_about_and_not_recorded(keeper: Client, value: str) -> None:
    answer = post(keeper, price(value=value))
    assert answer.status_code == 200
    assert "Is this meant so?" in answer.content.decode()
    assert held(TODAY + timedelta(days=3)) == ["800"]
    asked = re.search(r'name="sure" value="([0-9a-f]+)"', answer.content.decode())
    assert asked
    # Whoever is sure of one price is not sure of another.
    assert post(keeper, price(value="8600", sure=asked[1])).status_code == 200
    assert held(TODAY + timedelta(days=3)) == ["800"]
    assert post(keeper, price(value=value, sure=asked[1])).status_code == 302
    assert held(TODAY + timedelta(days=3)) == [value]


def test_a_price_below_ten_times_is_not_asked_about(keeper: Client) -> None:
    assert post(keeper, price(value="7,999")).status_code == 302
    assert held(TODAY + timedelta(days=3)) == ["7999"]


def test_another_unit_is_asked_about(keeper: Client) -> None:
    assert "another unit: 800 won a kg" in post(keeper, price(unit="KRW/items")).content.decode()


def test_whoever_goes_back_finds_what_they_typed(keeper: Client) -> None:
    answer = post(keeper, price(value="8500", back="1"))
    assert 'value="8500"' in answer.content.decode()
    assert held(TODAY + timedelta(days=3)) == ["800"]


@pytest.mark.parametrize(
    ("attribute", "changes", "says"),
    [
        ("price", {"value": "cheap"}, "not a whole number"),
        ("price", {"value": "-1"}, "not a whole number"),
        ("price", {"valid_from": "2026-11-01"}, "is past"),
        ("price", {"valid_from": "someday"}, "valid date"),
        ("price", {"valid_to": "2026-11-04"}, "begins on"),
        ("price", {"unit": "KRW/t"}, "not one of the available choices"),
        ("price", {"about": "rockets"}, "not one of the available choices"),
        ("price", {"during": "Sa 10:00-12:00"}, "overlap"),
        ("price", {"during": "mornings"}, "cannot be read as hours"),
        ("opening_hours", {"value": "9 to 5"}, "cannot be read as hours"),
        ("opening_hours", {"value": "Mo 10:00-09:00,08:00-11:00"}, "overlap"),
        ("phone", {"value": "010-1234-5678"}, "mobile"),
        ("address", {"value": ""}, "needs its words"),
        ("address", {"value": "x" * 301}, "at most 300"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_recorded(
    keeper: Client, attribute: str, changes: dict[str, str], says: str
) -> None:
    before = len(things.statements(SHOP))
    answer = post(keeper, price(**changes), attribute=attribute)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert len(things.statements(SHOP)) == before


def test_a_slip_with_a_mistake_is_told_before_anybody_is_asked(keeper: Client) -> None:
    assert post(keeper, price(value="8500", valid_from="2026-11-01")).status_code == 422


def test_the_same_form_sent_twice_is_one_statement(keeper: Client) -> None:
    post(keeper, price())
    before = len(things.statements(SHOP))
    assert post(keeper, price()).status_code == 302
    assert len(things.statements(SHOP)) == before


def test_what_no_longer_holds_ends_on_its_day(keeper: Client) -> None:
    assert post(keeper, price(withdrawn="on", value="")).status_code == 302
    assert held(TODAY + timedelta(days=2)) == ["800"]
    assert held(TODAY + timedelta(days=3)) == []


def test_a_keeper_changes_hours_words_and_items(keeper: Client) -> None:
    day = {"valid_from": "2026-11-02", "valid_to": ""}
    assert post(keeper, {"value": "Mo-Su 00:00-24:00", **day}, attribute="opening_hours").status_code == 302
    assert post(keeper, {"value": "문 앞에 두지 마십시오.", **day}, attribute="note").status_code == 302
    assert (
        post(keeper, {"about": "clear-pet", "value": "nothing", **day}, attribute="takes").status_code == 302
    )
    page = Client().get("/ko/dreamtown/stores/near-shop/").content.decode()
    assert "매일 00:00~24:00" in page
    assert "투명 페트병" in page


def test_somebody_elses_store_is_not_changed(keeper: Client, person: Callable[..., Client]) -> None:
    answer = post(keeper, price(), store="far-shop")
    assert answer.status_code == 403
    assert "kept by somebody else" in answer.content.decode()
    assert post(person("eun"), price()).status_code == 403
    assert post(person("far", "officer", place="dreamtown-east"), price()).status_code == 403
    assert Client().get("/en/work/dreamtown/stores/near-shop/").status_code == 302


def test_what_a_keeper_may_not_state_is_not_there(keeper: Client) -> None:
    assert post(keeper, price(), attribute="clean").status_code == 404
    assert post(keeper, price(), attribute="nonsense").status_code == 404


def test_a_keeper_finds_the_place_under_my_work(keeper: Client) -> None:
    assert "/en/work/dreamtown/stores/near-shop/" in keeper.get("/en/work/").content.decode()
    assert "850" not in keeper.get("/en/work/dreamtown/stores/near-shop/").content.decode()


def test_an_officer_names_a_keeper_who_may_then_change_the_store(
    officer: Client, person: Callable[..., Client]
) -> None:
    somebody = person("eun")
    assert somebody.get("/en/work/dreamtown/stores/near-shop/").status_code == 403
    answer = officer.post("/en/work/dreamtown/stores/", {"store": "near-shop", "login": "eun"}, follow=True)
    assert "keeps" in answer.content.decode()
    assert somebody.get("/en/work/dreamtown/stores/near-shop/").status_code == 200
    answer = officer.post(
        "/en/work/dreamtown/stores/", {"store": "near-shop", "login": "nobody"}, follow=True
    )
    assert "Nobody signs in as" in answer.content.decode()


def test_a_trucks_key_is_shown_once_and_only_its_digest_is_kept(officer: Client, keeper: Client) -> None:
    answer = officer.post("/en/work/dreamtown/stores/", {"machine": "truck"})
    shown = answer.content.decode().partition("<code>")[2].partition("</code>")[0]
    assert len(shown) > 30
    assert parties.machine_key("dreamtown/truck")
    assert shown not in parties.machine_key("dreamtown/truck")
    assert shown not in officer.get("/en/work/dreamtown/stores/").content.decode()
    assert keeper.post("/en/work/dreamtown/stores/", {"machine": "truck"}).status_code == 403
