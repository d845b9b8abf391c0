"""All blocks in a real browser: no rule of accessibility is broken, nothing is refused by a strict policy."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.portal.blocks import gallery

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


class _Strict(http.server.SimpleHTTPRequestHandler):
    """Serves files under the policy that the product's pages have."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the library
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the gallery is served."""
    folder: Path = tmp_path_factory.mktemp("gallery")
    gallery.write(folder)
    handler = functools.partial(_Strict, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for this file."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_blocks_keep_every_rule(address: str, browser: Browser, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(f"{address}/{language}.html")
    for branch in page.locator("details:not([data-closes])").all():
        branch.evaluate("each => each.open = true")
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["nodes"][0]["html"][:120], v["help"]) for v in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "a page never scrolls sideways"
    page.close()


def test_the_blocks_work_under_a_strict_policy(address: str, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/ko.html")
    heading = page.locator(".table-block th", has_text="2030년 감축률").first
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    towns = page.locator(".table-block").first.locator("tbody th").all_inner_texts()
    assert towns == ["라온시", "나래시", "마루시", "가온시", "다솜군"], "what is unknown stays last"
    page.locator(".map-list a").first.hover()
    assert page.locator(".map-link.is-lit").count() == 1
    assert complaints == []
    page.close()


def test_the_blocks_say_everything_without_a_script(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/en.html")
    page.locator("#path summary").click()
    assert page.get_by_role("rowheader", name="2030").first.is_visible()
    context.close()
