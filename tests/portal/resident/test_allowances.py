"""The page of allowances: lots, sales to the won, forecast beside issued, a claim without what is sold."""

import html

import pytest

from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
PATH = "/en/daegu/allowances"


def test_the_lots_hold_what_the_ledger_says() -> None:
    held = [row for row in rows(f"{PATH}.csv") if row["state"] in {"held", "carried_to"}]
    assert [(row["year"], row["vintage"], row["tonnes"]) for row in held] == [("2021", "2020", "25000")]
    assert held[0]["price_krw"] == "unknown"
    assert '<a href="/en/daegu/accounts/">25,000 t</a> of allowances' in page(f"{PATH}/")


def test_every_lot_is_told_once_and_the_years_close_to_the_tonne() -> None:
    told = rows(f"{PATH}.csv")
    assert sum(int(row["tonnes"]) for row in told) == 85_900 + 1_312_000 - 50_000
    assert len({row["account"] for row in told}) == len(told)
    assert sum(int(row["tonnes"]) for row in told if row["state"] == "surrendered_for") == 1_177_000


def test_a_sale_shows_tonnes_times_price_beside_the_misprint_and_its_finding() -> None:
    assert data(f"{PATH}.json")["sales"] == [
        {"year": "2019", "price_krw": 40_500, "tonnes": 35_900, "krw": 1_453_950_000},
        {"year": "2020", "price_krw": 16_850, "tonnes": 110_000, "krw": 1_853_500_000},
    ]
    shown = page(f"{PATH}/")
    assert "1,853,500,000" in shown
    assert "1,860,000,000" in shown
    assert "Waiting for a decision" in shown


def test_a_limit_is_shown_where_it_is_known_and_unknown_where_it_is_not() -> None:
    shown = html.unescape(page(f"{PATH}/"))
    assert "71,800" in shown
    assert "2 times the net sales" in shown


def test_the_forecast_stands_beside_what_was_issued() -> None:
    for language in ("ko", "en"):
        shown = page(f"/{language}/daegu/allowances/")
        assert "404,000" in shown
        assert "225,919" in shown


def test_what_was_sold_or_is_in_doubt_is_not_the_city_s_claim() -> None:
    (claim,) = data(f"{PATH}.json")["claims"]
    assert claim["own_gco2e"] == 0
    assert claim["stages_gco2e"]["transferred"] == 880_000 * 10**6
    assert "the city does not" in page(f"{PATH}/")


def test_26_facilities_are_counted_and_none_is_named() -> None:
    shown = page(f"{PATH}/")
    assert "26 facilities are in the scheme." in shown
    assert "26 facilities: neither grant, verified emissions nor tier is published." in shown
    assert "Facility 26 in emission trading" not in shown


def test_what_was_held_is_valued_at_its_price_beside_what_was_printed() -> None:
    shown = page(f"{PATH}/")
    assert 85_900 * 40_500 == 3_478_950_000
    assert "3,478,950,000" in shown
    assert "3,500,000,000" in shown


def test_a_place_without_allowances_says_so() -> None:
    assert "No allowances yet" in page("/en/jeju/allowances/")
    assert "배출권 기록이 없습니다" in page("/ko/jeju/allowances/")


def test_the_parts_of_what_was_held_stand_on_the_page_and_make_it() -> None:
    text = page(f"{PATH}/")
    assert 51_290 + 29_857 + 4_753 == 85_900
    assert all(part in text for part in ("51,290", "29,857", "4,753", "85,900"))
    assert "settled up to 2020" in text


def test_lots_of_credits_are_told_in_words() -> None:
    text = page("/ko/daegu/allowances/")
    assert "2009년 11월 발급분" in text
    assert "2010–2014년분, 일련번호 미상" in text
    assert "bangcheon-landfill-gas/issued-2009-11</a>" not in text


def test_credits_say_the_name_of_their_project() -> None:
    assert "Bangcheon-ri landfill gas project" in page(f"{PATH}/")
    text = page("/ko/daegu/allowances/")
    assert "방천리 매립가스 자원화사업" in text
    assert ">bangcheon-landfill-gas<" not in text
