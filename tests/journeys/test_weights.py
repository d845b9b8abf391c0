"""How light a page of each kind is: bytes as sent, requests, and nothing from elsewhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Request

from tests.crawling import Fetched, walk
from tests.journeys.watching import Visit, visiting

pytestmark = pytest.mark.xdist_group("journeys")
BUDGETS_KB = {"script": 40, "stylesheet": 20, "font": 540}
MOST_REQUESTS = 25


def _listen(visit: Visit, asked: list[Request]) -> None:
    """Take note of every request that came to its end."""
    # Playwright marks what it calls, which a built-in method does not let it.
    visit.page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108


def test_pages_keep_within_their_budgets(
    browser: Browser, server: str, fetch: Callable[[str], Fetched], capsys: pytest.CaptureFixture[str]
) -> None:
    pages = walk(fetch, start=["/ko/"], most_of_a_kind=1).pages
    heavy = []
    for path in pages:
        asked: list[Request] = []
        with visiting(browser, server) as visit:
            _listen(visit, asked)
            visit.open(path)
            visit.page.wait_for_load_state("networkidle")
            sizes = {
                kind: sum(one.sizes()["responseBodySize"] for one in asked if one.resource_type == kind)
                / 1000
                for kind in BUDGETS_KB
            }
            sent = {kind: round(size) for kind, size in sizes.items()}
            with capsys.disabled():
                print(f"{path}: {sent} KB, {len(asked)} requests")
            if any(sizes[kind] > most for kind, most in BUDGETS_KB.items()) or len(asked) > MOST_REQUESTS:
                heavy.append((path, sent, len(asked)))
            assert visit.elsewhere == []
    assert heavy == []
