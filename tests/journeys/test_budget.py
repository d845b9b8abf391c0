"""A budget's season in a browser: tagged as suggested, reviewed by another person, open to everybody."""

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.watching import DESK, HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
PLACE = "daejeon-daedeok"
DESK_AT = f"/ko/work/{PLACE}/budgets/2027/"


def _sign_in(visit: Visit, name: str, password: str) -> None:
    visit.open("/ko/account/login/")
    visit.page.locator('input[name="login"]').fill(name)
    visit.page.locator('input[name="password"]').fill(password)
    visit.page.locator('main form button[type="submit"]').first.click()
    visit.page.wait_for_url(lambda url: "/login/" not in url)


def _is_open_to_all(visit: Visit) -> None:
    """The page has no barriers, at a desk and in the hand, and said nothing to its console."""
    for width, height in (DESK, HAND, DESK):
        visit.page.set_viewport_size({"width": width, "height": height})
        assert barriers(visit.page) == [], visit.path()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(wide) <= 0, (visit.path(), width)
    assert (visit.elsewhere, visit.complaints) == ([], [])


def _tag_as_suggested(visit: Visit) -> None:
    """Tick the first lines that have one clear suggestion, and tag them so."""
    page = visit.page
    visit.open(DESK_AT + "?show=suggested")
    _is_open_to_all(visit)
    before = page.locator('input[name="line"]').count()
    for number in range(3):
        page.locator('input[name="line"]').nth(number).check()
    page.locator('select[name="direction"]').select_option("suggested")
    page.locator('input[name="why"]').fill("제목과 사업 설명을 확인했습니다.")
    page.locator('.budget-tag ~ .buttons button[type="submit"]').click()
    page.wait_for_load_state()
    assert page.locator('input[name="line"]').count() == before - 3
    _is_open_to_all(visit)


def _names_have_room(visit: Visit) -> None:
    """The names of projects are wide enough to read where nothing is ticked."""
    visit.open(f"/ko/work/{PLACE}/budgets/2026/?stage=proposed")
    for width, height in (HAND, DESK):
        visit.page.set_viewport_size({"width": width, "height": height})
        box = visit.page.locator(".budget-lines tbody th").first.bounding_box()
        assert box is not None
        assert box["width"] > 150, width


def test_a_budget_is_tagged_reviewed_and_open(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as officer:
        _sign_in(officer, f"officer-{PLACE}", passwords[f"officer-{PLACE}"])
        officer.open(f"/ko/work/{PLACE}/budgets/bring/")
        _is_open_to_all(officer)
        _names_have_room(officer)
        _tag_as_suggested(officer)
        officer.open(DESK_AT + "review/")
        _is_open_to_all(officer)
        officer.page.locator('button[name="move"][value="submit"]').click()
        officer.page.wait_for_load_state()
        assert officer.page.locator('button[name="move"][value="approve"]').count() == 0
    with visiting(browser, server) as resident:
        resident.open(f"/ko/{PLACE}/budget/")
        assert re.search("아직 공개하지 않은 예산: 2027", resident.page.locator("main").inner_text())
    with visiting(browser, server) as approver:
        _sign_in(approver, f"approver-{PLACE}", passwords[f"approver-{PLACE}"])
        approver.open("/ko/work/")
        approver.page.locator(f'main a[href="{DESK_AT}review/"]').first.click()
        approver.page.locator('button[name="move"][value="approve"]').click()
        approver.page.wait_for_load_state()
    with visiting(browser, server) as resident:
        resident.open(f"/ko/{PLACE}/budget/2027/")
        _is_open_to_all(resident)
        assert "2027년 예산안" in resident.page.locator("main").inner_text()
