"""A resident with a phone: three taps, no network, large letters; and a survey answered by hand."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.watching import HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
PLACE = "daegu"
# A town that runs both what residents do and the places that take things.
TOWN = "daejeon-daedeok"
ACT = "/ko/my/acts/green_life/refill/"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
KEPT = "path => caches.open('dure-mine').then((cache) => cache.match(path)).then((found) => !!found)"


def join(visit: Visit, name: str, *, place: str = PLACE) -> None:
    """Somebody joins, and stands at their own page."""
    page = visit.page
    visit.open(f"/ko/join/{place}/")
    for field, words in (
        ("username", name), ("password", "sonamu-namu-12"), ("name", "김하나"), ("birth_date", "1990-05-17"),
    ):  # fmt: skip
        page.locator(f'input[name="{field}"]').fill(words)
    page.locator('input[name="agree"]').check()
    with page.expect_navigation():
        page.locator('main form button[type="submit"]').first.click()
    assert visit.path() == "/ko/my/"


def is_open_to_all(visit: Visit) -> None:
    """Nothing stands in anybody's way on this page, nor is it wider than a phone."""
    assert barriers(visit.page) == [], visit.path()
    assert visit.page.evaluate(WIDE) <= 0, visit.path()


def until_kept(visit: Visit, path: str) -> None:
    """Wait until the phone has kept a page to be opened without a network."""
    for _try in range(100):
        if visit.page.evaluate(KEPT, path):
            return
        visit.page.wait_for_timeout(200)
    raise AssertionError(f"{path} was not kept on the phone")


def test_an_act_is_recorded_in_three_taps(browser: Browser, server: str) -> None:
    with visiting(browser, server, size=HAND) as visit:
        join(visit, "threetaps")
        taps = 0
        for tap in (
            'main a[href="/ko/my/acts/"]',
            f'main a[href="{ACT}"]',
            "form[data-drafts] button[type=submit]",
        ):
            with visit.page.expect_navigation():
                visit.page.locator(tap).click()
            taps += 1
        assert (taps, visit.path()) == (3, "/ko/my/")
        assert "기록했습니다" in visit.page.locator(".messages").inner_text()
        assert (visit.elsewhere, visit.complaints) == ([], [])


def test_a_place_is_found_in_three_taps(browser: Browser, server: str) -> None:
    with visiting(browser, server, size=HAND) as visit:
        join(visit, "findsplaces", place=TOWN)
        taps = 0
        for tap in ('main a[href="/ko/my/places/"]', f'main a[href^="/ko/{TOWN}/stores/"]:visible'):
            with visit.page.expect_navigation():
                visit.page.locator(tap).first.click()
            taps += 1
        assert taps <= 3
        assert visit.path().startswith(f"/ko/{TOWN}/stores/")


def test_ones_code_is_shown_in_three_taps(browser: Browser, server: str) -> None:
    with visiting(browser, server, size=HAND) as visit:
        join(visit, "showscode")
        with visit.page.expect_navigation():
            visit.page.locator('main a[href="/ko/my/code/"]').click()
        assert visit.page.locator("main svg").first.is_visible()
        is_open_to_all(visit)


def test_an_act_without_a_network_waits_on_the_phone_and_is_sent_once(browser: Browser, server: str) -> None:
    with visiting(browser, server, size=HAND) as visit:
        page = visit.page
        join(visit, "nonetwork")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        visit.open("/ko/my/")
        visit.open("/ko/my/acts/")
        until_kept(visit, ACT)
        page.context.set_offline(True)
        page.goto(server + ACT)
        page.locator("form[data-drafts] button[type=submit]").click()
        waiting = page.locator("[data-drafts-list]")
        waiting.locator("li").wait_for()
        assert "아직 보내지 않음" in waiting.inner_text()
        is_open_to_all(visit)
        page.goto(server + "/ko/my/")
        waiting.locator("li").wait_for()
        page.goto(server + "/ko/findings/")
        assert visit.heading() == "인터넷에 연결되어 있지 않습니다"
        page.goto(server + "/ko/my/")
        page.context.set_offline(False)
        page.locator("span[data-sent]", has_text="1건").wait_for()
        assert waiting.locator("li").count() == 0
        assert "1건" not in page.goto(server + "/ko/my/").text()  # type: ignore[union-attr]
        assert visit.elsewhere == []


def test_another_person_on_the_same_phone_neither_sees_nor_sends_what_waits(
    browser: Browser, server: str
) -> None:
    with visiting(browser, server, size=HAND) as visit:
        page = visit.page
        join(visit, "firstowner")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        visit.open(ACT)
        until_kept(visit, ACT)
        page.context.set_offline(True)
        page.locator("form[data-drafts] button[type=submit]").click()
        page.locator("[data-drafts-list] li").wait_for()
        # The phone changes hands before it finds the network, and nothing is on its way any more.
        page.context.clear_cookies()
        page.goto("about:blank")
        page.context.set_offline(False)
        join(visit, "secondowner")
        page.wait_for_load_state("networkidle")
        assert page.locator("[data-drafts-list] li").count() == 0
        visit.open("/ko/my/wallet/")
        assert "리필" not in page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_own_pages_work_in_large_letters_with_and_without_scripts(
    browser: Browser, server: str, script: bool
) -> None:
    with visiting(browser, server, size=HAND, script=script) as visit:
        join(visit, f"large{script}".lower())
        visit.page.get_by_role("button", name="큰 글씨로 보기").click()
        assert visit.path() == "/ko/my/"
        assert "large-text" in (visit.page.locator("html").get_attribute("class") or "")
        for path in (
            "/ko/my/",
            "/ko/my/acts/",
            ACT,
            "/ko/my/wallet/",
            "/ko/my/notices/",
            "/ko/account/apps/",
        ):
            visit.open(path)
            if script:
                is_open_to_all(visit)
        visit.open(ACT)
        with visit.page.expect_navigation():
            visit.page.locator("form[data-drafts] button[type=submit]").click()
        assert visit.path() == "/ko/my/"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_surveys_are_open_to_all_on_a_phone(browser: Browser, server: str, language: str) -> None:
    with visiting(browser, server, size=HAND, language=language) as visit:
        base = f"/{language}/sample-district/surveys/"
        for path in (base, base + "cleaning_app/", base + "containers/", base + "containers/answer/"):
            visit.open(path)
            is_open_to_all(visit)
        visit.page.locator('input[name="area"]').first.check()
        visit.page.locator("main form button[type=submit]").click()
        visit.page.locator('[role="alert"]').wait_for()
        is_open_to_all(visit)
