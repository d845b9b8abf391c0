"""A visit in a browser, watched: what it asked for elsewhere and what its console complained of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
DESK = (1440, 900)
HAND = (390, 844)


@dataclass(frozen=True)
class Visit:
    """A page in a browser, and what was noted about it."""

    page: Page
    server: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to an address of the server."""
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)

    def path(self) -> str:
        """Where the visitor is."""
        return self.page.url.removeprefix(self.server)

    def heading(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").inner_text()


@contextmanager
def visiting(
    browser: Browser, server: str, *, size: tuple[int, int] = DESK, language: str = "ko", script: bool = True
) -> Iterator[Visit]:
    """Visit the server; whatever is asked of anybody else is refused and noted."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=language, java_script_enabled=script
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    one = Visit(page, server)

    def pass_on(route: Route) -> None:
        if route.request.url.startswith((server + "/", "data:")):
            route.continue_()
        else:
            one.elsewhere.append(route.request.url)
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            one.complaints.append(message.text)

    context.route("**/*", pass_on)
    page.on("console", heard)
    page.on("pageerror", lambda error: one.complaints.append(str(error)))
    yield one
    context.close()


def barriers(page: Page) -> list[str]:
    """What the accessibility rules find on the page, each with where it stands."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"][:5]
    ]
