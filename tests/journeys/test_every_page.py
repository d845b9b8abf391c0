"""Every page, in both languages, at a desk and in the hand: accessible, quiet, whole, and in one language.

Always one page of each kind; every page there is with `--long`.
"""

from collections.abc import Callable

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser

from dure.portal.words import LOCALE
from tests.crawling import KINDS, Fetched, Walk, walk
from tests.journeys.watching import DESK, HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
Fetch = Callable[[str], Fetched]
STARTS = (
    *("/{}/", "/{}/help/", "/{}/accessibility/", "/{}/daejeon-daedeok/budget/"),
    *("/{}/daejeon/", "/{}/sample-district/", "/{}/sample-district/collection/", "/{}/gyeongnam/inventory/"),
    *("/{}/sample-district/campaigns/", "/{}/daegu/allowances/", "/{}/daegu/disclosure/"),
)
# What is there once somebody has published an edition, or announced a draw: not on a fresh home.
NOT_YET = ("report", "draw")
# The words of a page that stand in its own language, as the reader meets them.
OWN_WORDS = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const own = parent.closest("[lang]").lang === document.documentElement.lang;
    if (own && !parent.closest("script, code, pre"))
      found.push(walker.currentNode.textContent.trim().replace(/\\s+/g, " "));
  }
  return found.filter(Boolean);
}"""


def _starts(language: str) -> list[str]:
    return [path.format(language) for path in STARTS]


@pytest.fixture(scope="session")
def of_each_kind(fetch: Fetch) -> dict[str, Walk]:
    """A few pages of each kind, in both languages."""
    return {language: walk(fetch, start=_starts(language), most_of_a_kind=3) for language in ("ko", "en")}


@pytest.fixture(scope="session")
def english() -> frozenset[str]:
    """What a Korean page must not say: messages whose Korean is another."""
    found = set()
    for po in LOCALE.glob("*/ko/LC_MESSAGES/django.po"):
        with po.open("rb") as file:
            found |= {m.id for m in read_po(file, locale="ko") if isinstance(m.id, str) and m.string != m.id}
    return frozenset(found - {""})


def _complaints(visit: Visit, path: str, *, language: str, english: frozenset[str]) -> list[str]:
    """Everything that is wrong with a page at its present width."""
    page = visit.page
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    said = set(page.evaluate(OWN_WORDS)) if language == "ko" else set()
    wrong = [
        (page.locator("html").get_attribute("lang") != language, "the language of the page is not named"),
        (page.locator("h1").count() != 1, f"{page.locator('h1').count()} headings h1"),
        (not page.title().strip(), "no title"),
        (wide > 0, f"{wide} px wider than the screen"),
        (bool(visit.elsewhere), f"asked elsewhere: {visit.elsewhere}"),
        (bool(visit.complaints), f"console: {visit.complaints}"),
        (bool(said & english), f"English on a Korean page: {sorted(said & english)}"),
    ]
    width = page.viewport_size or {"width": 0}
    found = [*(words for is_wrong, words in wrong if is_wrong), *barriers(page)]
    return [f"{path} at {width['width']} px: {words}" for words in found]


def _inspect(browser: Browser, server: str, path: str, english: frozenset[str]) -> list[str]:
    """A page at both widths."""
    language, found = path.split("/")[1], list[str]()
    with visiting(browser, server, size=DESK, language=language) as visit:
        visit.open(path)
        for width, height in (DESK, HAND):
            visit.page.set_viewport_size({"width": width, "height": height})
            found += _complaints(visit, path, language=language, english=english)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind(
    browser: Browser, server: str, of_each_kind: dict[str, Walk], english: frozenset[str], kind: str
) -> None:
    found = []
    for walked in of_each_kind.values():
        path = next((path for path, name in walked.pages.items() if name == kind), None)
        assert path or kind in NOT_YET, f"No link leads to a page of the kind {kind}."
        found += _inspect(browser, server, path, english) if path else []
    assert found == []


def test_links_of_each_kind_of_page_lead_somewhere(of_each_kind: dict[str, Walk]) -> None:
    assert [one for found in of_each_kind.values() for one in found.broken] == []


@pytest.mark.long
def test_every_page(browser: Browser, server: str, fetch: Fetch, english: frozenset[str]) -> None:
    found = walk(fetch, start=[*_starts("ko"), *_starts("en")])
    assert found.broken == ()
    assert len(found.pages) > 500
    assert [words for path in found.pages for words in _inspect(browser, server, path, english)] == []
