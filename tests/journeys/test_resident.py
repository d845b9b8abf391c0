"""What a resident comes for, in a browser, with scripts and without."""

import re

import pytest

from tests.journeys.watching import Visit

pytestmark = pytest.mark.xdist_group("journeys")
DEMAND = "/ko/figures/jeju/electricity_demand_mwh@2022:target/"


def test_from_the_map_to_the_document_that_says_so(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    assert visit.path() == "/ko/"
    page.locator('#places a[href="/ko/jeju/"]').first.click()
    assert visit.path() == "/ko/jeju/"
    page.locator('a[href="/ko/jeju/indicators/"]').first.click()
    page.locator('main a[href="/ko/jeju/indicators/electric_vehicles/"]').first.click()
    assert visit.path() == "/ko/jeju/indicators/electric_vehicles/"
    assert "27,000" in page.locator("main").inner_text()
    page.locator('main a[href*="/figures/jeju/electric_vehicles@2030:target/"]').first.click()
    printed = page.locator("main").inner_text()
    assert "377,217" in printed
    assert re.search(r"\d+번째 줄", printed)
    page.locator('main a[href*="/data/sources/"]').first.click()
    assert visit.path().startswith("/ko/data/sources/")
    assert page.locator('main a[href*="/figures/jeju/electric_vehicles@2030:target/"]').count() >= 1


def test_a_doubted_figure_is_read_with_its_four_reasons(visit: Visit) -> None:
    page = visit.page
    visit.open("/ko/jeju/findings/")
    page.locator("main").get_by_role("link", name="전력수요").first.click()
    assert visit.path().startswith("/ko/findings/")
    words = page.locator("main").inner_text()
    for word in (
        "62,900 GWh",
        "6,290 GWh",
        "전체에서 차지하는 비율",
        "부분과 전체",
        "해마다의 급격한 변화",
        "소수점 자리",
    ):
        assert word in words
    runs = page.locator('main a[href*="/data/runs/"]')
    assert len({runs.nth(number).get_attribute("href") for number in range(runs.count())}) >= 4
    page.locator(f'main a[href="{DEMAND}"]').first.click()
    page.wait_for_url("**/figures/**")
    assert page.locator('main a[href*="/findings/"]').count() >= 1
    assert "62,900" in page.locator("main").inner_text()


def test_the_language_changes_and_the_page_stays(visit: Visit) -> None:
    page = visit.page
    visit.open("/ko/jeju/indicators/electric_vehicles/")
    assert visit.heading() == "전기차 대수"
    page.get_by_role("link", name="English").click()
    assert visit.path() == "/en/jeju/indicators/electric_vehicles/"
    assert page.locator("html").get_attribute("lang") == "en"
    assert "lectric" in visit.heading()
    page.get_by_role("link", name="한국어").click()
    assert visit.path() == "/ko/jeju/indicators/electric_vehicles/"


def test_the_map_can_be_walked_with_a_keyboard(visit: Visit) -> None:
    page = visit.page
    visit.open("/ko/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("one => one === document.activeElement")
    assert skip.evaluate("one => one.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    inside = "one => one.contains(document.activeElement)"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator("#places").evaluate(inside):
            break
    focused = page.locator(":focus")
    assert focused.evaluate("one => getComputedStyle(one).outlineStyle !== 'none'")
    wanted = focused.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    assert page.locator("h1").count() == 1


def test_a_table_can_be_taken_away(visit: Visit) -> None:
    page = visit.page
    visit.open("/ko/jeju/indicators/electric_vehicles/")
    href = page.locator('main a[href$=".csv"]').first.get_attribute("href")
    answer = page.request.get(f"{visit.server}{href}")
    assert answer.ok
    assert "377,217" in answer.text()
