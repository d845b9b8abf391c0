"""Walks the pages by their links, for tests that want one page of each kind or every page there is."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from dure.portal import urls

# Pages that everybody may see, by the names of their addresses.
KINDS = tuple(sorted({str(one.name) for one in urls.pages if one.name and "." not in one.name}))
# What asks for a person.
NOT_FOR_ALL = ("/account/", "/work/", "/my/")


@dataclass(frozen=True)
class Fetched:
    """What an address answered."""

    status: int
    kind: str
    text: str


@dataclass(frozen=True)
class Walk:
    """The pages of a walk, what each is called, and links that lead nowhere, each with its page."""

    pages: dict[str, str]
    broken: tuple[tuple[str, str], ...]


class Links(HTMLParser):
    """Collects the links of a page."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one tag."""
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append(href)


def name_of(path: str) -> str:
    """What an address is called; empty where nothing stands at it."""
    with override(get_language_from_path(path) or "ko"):
        try:
            return resolve(path.partition("?")[0]).view_name
        except Resolver404:
            return ""


def walk(fetch: Callable[[str], Fetched], *, start: Iterable[str], most_of_a_kind: int = 0) -> Walk:
    """Every page that links lead to, or so many of each kind; 0 is every one of them."""
    waiting = deque((path, "") for path in start)
    seen, pages, broken, counted = set(start), {}, [], dict[str, int]()
    while waiting:
        path, before = waiting.popleft()
        name = name_of(path)
        if not name:
            broken.append((path, before))
            continue
        if any(part in path for part in NOT_FOR_ALL):
            continue
        if most_of_a_kind and counted.get(name, 0) >= most_of_a_kind:
            continue
        counted[name] = counted.get(name, 0) + 1
        answer = fetch(path)
        if answer.status != 200:
            broken.append((path, before))
        elif "html" in answer.kind:
            pages[path] = name
            for link in links(answer.text, path):
                if link not in seen:
                    seen.add(link)
                    waiting.append((link, path))
    return Walk(pages, tuple(broken))


def links(text: str, path: str) -> list[str]:
    """The addresses of our own that a page links to."""
    parser = Links()
    parser.feed(text)
    whole = (urldefrag(urljoin(path, href)).url for href in parser.found)
    return [link for link in whole if link.startswith("/")]
