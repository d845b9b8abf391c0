"""Finding a place: by what it takes, by kind, open now, near somewhere; and each place's page."""

from collections.abc import Callable

import pytest
from django.test import Client

MONDAY_NOON = "2026-11-02T12:00:00+09:00"
SATURDAY_TEN = "2026-11-07T10:00:00+09:00"
SUNDAY = "2026-11-08T12:00:00+09:00"
STORES = "/dreamtown/stores"


@pytest.fixture(autouse=True)
def monday(clock: Callable[[str], None]) -> None:
    """It is Monday noon, where a test says nothing else."""
    clock(MONDAY_NOON)


def names(query: str = "") -> list[str]:
    answer = Client().get(f"/en{STORES}.json{query}")
    assert answer.status_code == 200
    return [each["store"] for each in answer.json()["stores"]]


def page(path: str, *, language: str = "en", status: int = 200) -> str:
    answer = Client().get(f"/{language}/dreamtown/{path}")
    assert answer.status_code == status
    return answer.content.decode()


def test_the_nearest_comes_first_from_a_point_and_from_a_neighbourhood() -> None:
    assert names("?lon=127.021&lat=36.0")[0] == "far-shop"
    assert names("?in=upper")[:2] in (["near-shop", "machine"], ["machine", "near-shop"])
    assert names("?in=lower")[0] == "far-shop"


def test_a_word_finds_who_takes_what_it_means() -> None:
    assert names("?q=깡통") == ["far-shop", "near-shop"]
    assert names("?q=생수병을") == ["machine"]
    assert names("?q=비행기") == []


def test_open_now_leaves_out_what_is_closed_and_what_is_not_known(clock: Callable[[str], None]) -> None:
    assert sorted(names("?open=now")) == ["machine", "near-shop"]
    clock(SUNDAY)
    assert names("?open=now") == ["machine"]


def test_a_kind_narrows_the_list() -> None:
    assert names("?kind=return_machine") == ["machine"]


@pytest.mark.parametrize(
    "query", ["?lon=abc&lat=1", "?lon=999&lat=36", "?lon=nan&lat=36", "?lon=127", "?in=nowhere"]
)
def test_a_position_that_is_none_is_passed_over(query: str) -> None:
    assert sorted(names(query)) == ["far-shop", "machine", "near-shop"]


def test_what_is_counted_but_not_named_is_told_as_a_count() -> None:
    assert "Ice pack collector: 2 places" in page("stores/")
    counted = Client().get(f"/en{STORES}.json").json()["counted_only"]
    assert [(each["kind"], each["count"]) for each in counted] == [("ice_pack_collector", 2)]


def test_a_price_of_these_hours_goes_before_the_one_that_always_holds(
    clock: Callable[[str], None],
) -> None:
    assert "800 won a kg" in page("stores/?q=can")
    clock(SATURDAY_TEN)
    assert "900 won a kg" in page("stores/?q=can")


def test_a_stores_page_says_who_said_it_since_when_and_what_is_not_known() -> None:
    said = page("stores/near-shop/")
    assert "Open now, until 18:00" in said
    assert "Mon–Sat 09:00–18:00" in said
    assert "1 January 2020" in said or "2020" in said
    assert "/data/sources/dream-plan/" in said
    assert "What holds on public holidays is not told." in said
    assert "지금 열려 있고" in page("stores/near-shop/", language="ko")
    assert "Opening hours are not known" in page("stores/far-shop/")


def test_the_rows_say_every_statement_with_its_day() -> None:
    text = Client().get(f"/en{STORES}.csv").content.decode("utf-8-sig")
    assert "near-shop,junk_shop,가까운 고물상,Near junk shop,127.0,36.0,price/cans,,800,KRW/kg" in text
    assert "2020-01-01,,,dream-plan:4," in text


def test_what_is_not_there_is_not_found() -> None:
    page("stores/nobody/", status=404)
    page("stores/cans/", status=404)
    assert Client().get("/en/dreamland/stores/").status_code == 404


def test_the_answer_is_made_anew_and_only_this_page_may_ask_for_a_position() -> None:
    answer = Client().get("/en/dreamtown/stores/")
    other = Client().get("/en/dreamtown/disposal/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in other.headers["Permissions-Policy"]


def test_an_app_asks_for_what_is_open_now_near_and_takes_an_item(clock: Callable[[str], None]) -> None:
    address = "/api/v1/places/dreamtown/stores"
    near = Client().get(address, {"lon": "127.1", "lat": "36.2"}).json()["stores"]
    away = [each["away_m"] for each in near if each["away_m"] is not None]
    assert away == sorted(away)
    assert away
    now = Client().get(address, {"open": "now"}).json()["stores"]
    assert [each["store"] for each in now] == names("?open=now")
    assert all(each["open_now"] for each in now)
    clock("2026-11-02T03:00:00+09:00")
    assert [each["store"] for each in Client().get(address, {"open": "now"}).json()["stores"]] == ["machine"]
    assert Client().get(address, {"item": "no such thing"}).json()["stores"] == []
    assert Client().get(address, {"lat": "91", "lon": "0"}).status_code == 422
    assert Client().get("/api/v1/places/nowhere/stores").status_code == 404
