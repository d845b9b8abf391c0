"""An officer enters an actual value, another person approves it, and residents see it."""

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.watching import DESK, HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
INDICATOR = "/ko/jeju/indicators/electric_vehicles/"


def _sign_in(visit: Visit, name: str, password: str) -> None:
    page = visit.page
    visit.open("/ko/account/login/")
    page.locator('input[name="login"]').fill(name)
    page.locator('input[name="password"]').fill(password)
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(lambda url: "/login/" not in url)


def _is_open_to_all(visit: Visit) -> None:
    """The page has no barriers, at a desk and in the hand, and said nothing to its console."""
    for width, height in (DESK, HAND, DESK):
        visit.page.set_viewport_size({"width": width, "height": height})
        assert barriers(visit.page) == [], visit.path()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(wide) <= 0, (visit.path(), width)
    assert (visit.elsewhere, visit.complaints) == ([], [])


def _file(visit: Visit) -> str:
    """Enter the actual value of 2025, look at it, file it; the address of its review."""
    page = visit.page
    visit.open("/ko/work/")
    _is_open_to_all(visit)
    page.locator('main a[href="/ko/work/jeju/enter/"]').first.click()
    page.locator('select[name="address"]').select_option("electric_vehicles")
    page.locator("main form button").first.click()
    _is_open_to_all(visit)
    page.locator('input[name="period"]').fill("2025")
    page.locator('select[name="mark"]').select_option("observed")
    page.locator('input[name="value"]').fill("41,234")
    page.locator('select[name="source"]').select_option("mois-2022")
    page.locator('input[name="locator"]').fill("1234")
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(re.compile("/drafts/"))
    assert "41,234" in page.locator("main").inner_text()
    _is_open_to_all(visit)
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(re.compile("/work/reviews/"))
    _is_open_to_all(visit)
    return visit.path()


def test_an_actual_value_is_filed_approved_and_seen(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as officer:
        _sign_in(officer, "officer-jeju", passwords["officer-jeju"])
        review = _file(officer)
        assert officer.page.locator('button[name="move"][value="approve"]').count() == 0
    with visiting(browser, server) as resident:
        resident.open(INDICATOR)
        assert "41,234" not in resident.page.locator("main").inner_text()
    with visiting(browser, server) as approver:
        _sign_in(approver, "approver-jeju", passwords["approver-jeju"])
        approver.open("/ko/work/")
        approver.page.locator(f'main a[href="{review}"]').first.click()
        assert "41,234" in approver.page.locator("main").inner_text()
        _is_open_to_all(approver)
        approver.page.locator('button[name="move"][value="approve"]').click()
        approver.page.wait_for_load_state()
        _is_open_to_all(approver)
    with visiting(browser, server) as resident:
        resident.open(INDICATOR)
        assert "41,234" in resident.page.locator("main").inner_text()
        resident.page.locator('main a[href*="electric_vehicles@2025:observed"]').first.click()
        assert "1234" in resident.page.locator("main").inner_text()
