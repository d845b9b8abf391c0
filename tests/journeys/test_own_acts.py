"""A resident joins on a phone, records an act in three taps, and reads their wallet."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.watching import HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
PLACE = "daegu"


def _is_open_to_all(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": HAND[0], "height": HAND[1]})
    assert barriers(visit.page) == [], visit.path()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visit.page.evaluate(wide) <= 0, visit.path()


def _send(visit: Visit) -> None:
    with visit.page.expect_navigation():
        visit.page.locator('main form button[type="submit"]').first.click()
    visit.page.wait_for_load_state()


def test_a_resident_joins_acts_and_reads_their_wallet(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.page
        visit.open(f"/ko/join/{PLACE}/")
        _is_open_to_all(visit)
        for name, words in (
            ("username", "walker"), ("password", "sonamu-namu-12"), ("name", "김하나"),
            ("birth_date", "1990-05-17"), ("phone", "900101-1234567"),
        ):  # fmt: skip
            page.locator(f'input[name="{name}"]').fill(words)
        page.locator('input[name="agree"]').check()
        _send(visit)
        assert "주민등록번호로 보이는 숫자는 받지 않습니다" in page.locator("main").inner_text()
        page.locator('input[name="password"]').fill("sonamu-namu-12")
        page.locator('input[name="phone"]').fill("010-1234-5678")
        _send(visit)
        assert visit.path() == "/ko/my/"
        _is_open_to_all(visit)
        page.locator('main a[href="/ko/my/acts/"]').click()
        _is_open_to_all(visit)
        page.locator('main a[href="/ko/my/acts/green_life/refill/"]').click()
        _is_open_to_all(visit)
        _send(visit)
        assert visit.path() == "/ko/my/"
        assert "기록했습니다" in page.locator(".messages").inner_text()
        page.locator('main a[href="/ko/my/wallet/"]').click()
        _is_open_to_all(visit)
        assert "0원" in page.locator("main").inner_text()
