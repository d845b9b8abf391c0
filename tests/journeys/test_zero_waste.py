"""On a phone: a resident finds where a bottle goes, and a keeper changes a price that looks like a slip."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys.watching import DESK, HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
PLACE = "/ko/sample-district"


def _is_open_to_all(visit: Visit) -> None:
    """The page has no barriers, at a desk and in the hand, and nothing lies beyond its edge."""
    for width, height in (DESK, HAND):
        visit.page.set_viewport_size({"width": width, "height": height})
        assert barriers(visit.page) == [], visit.path()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(wide) <= 0, (visit.path(), width)
    _is_quiet(visit)


def _is_quiet(visit: Visit) -> None:
    """Nothing was asked of anybody else, and the console has nothing to say."""
    assert (visit.elsewhere, visit.complaints) == ([], [])


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_resident_finds_how_where_and_when(browser: Browser, server: str, script: bool) -> None:
    with visiting(browser, server, script=script) as visit:
        page = visit.page
        # The rules of accessibility are themselves a script.
        look = _is_open_to_all if script else _is_quiet
        visit.open(f"{PLACE}/zero-waste/")
        look(visit)
        page.locator('main input[name="q"]').fill("생수병을")
        page.locator('main form[role="search"] button').first.click()
        page.wait_for_url(re.compile("/disposal/"))
        look(visit)
        page.locator(f'main a[href="{PLACE}/disposal/clear-pet-bottle/"]').click()
        assert "투명 페트병" in page.locator("h1").inner_text()
        assert "장터 자원 교환소" in page.locator("main").inner_text()
        look(visit)
        visit.open(f"{PLACE}/stores/?in=market-side")
        look(visit)
        page.locator(f'main a[href="{PLACE}/stores/exchange-1/"]').first.click()
        assert "1 kg에 200원" in page.locator("main").inner_text()
        look(visit)
        visit.open(f"{PLACE}/collection/?q=장터마을")
        page.get_by_text("차가 가까이 왔습니까?").first.click()
        assert "차가 위치를 보내지 않았습니다" in page.locator("main").inner_text()
        look(visit)


def test_the_button_asks_for_a_position_and_sends_it_rounded(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        visit.page.context.grant_permissions(["geolocation"])
        visit.page.context.set_geolocation({"longitude": 125.612345, "latitude": 36.504321})
        visit.open(f"{PLACE}/stores/")
        visit.page.locator("[data-locate]").click()
        visit.page.wait_for_url(re.compile(r"lon=125\.612&lat=36\.504"))
        assert "직선으로 가까운 차례" in visit.page.locator("main").inner_text()
        _is_open_to_all(visit)


def test_a_keeper_is_asked_about_a_price_ten_times_as_high(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as keeper:
        page = keeper.page
        page.set_viewport_size({"width": HAND[0], "height": HAND[1]})
        keeper.open("/ko/account/login/")
        page.locator('input[name="login"]').fill("keeper-sample-district")
        page.locator('input[name="password"]').fill(passwords["keeper-sample-district"])
        page.locator('main form button[type="submit"]').first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
        keeper.open("/ko/work/")
        _is_open_to_all(keeper)
        page.locator('main a[href="/ko/work/sample-district/stores/junk-2/"]').click()
        _is_open_to_all(keeper)
        page.locator('main a[href="/ko/work/sample-district/stores/junk-2/price/"]').click()
        _is_open_to_all(keeper)
        page.locator('select[name="about"]').select_option("drink-can")
        page.locator('input[name="value"]').fill("9800")
        first_day = (date.today() + timedelta(days=7)).isoformat()
        page.locator('input[name="valid_from"]').fill(first_day)
        page.locator('main form button[type="submit"]').first.click()
        assert "10.3배" in page.locator("main").inner_text()
        _is_open_to_all(keeper)
        page.locator('button[name="back"]').click()
        assert page.locator('input[name="value"]').input_value() == "9800"
        page.locator('input[name="value"]').fill("980")
        page.locator('main form button[type="submit"]').first.click()
        page.wait_for_url(re.compile("/stores/junk-2/$"))
        assert "1 kg에 980원" in page.locator("main").inner_text()
        keeper.open("/ko/sample-district/stores/junk-2/")
        assert "1 kg에 950원" in page.locator("main").inner_text()
        assert "1 kg에 980원" in page.locator("main").inner_text()
