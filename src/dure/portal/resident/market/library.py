"""The library of a market: every book, how many copies are there, and how many wait for it."""

from collections import Counter
from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.shapes import Text
from dure.kernel.things.read import Thing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.market import paths
from dure.portal.resident.market.lending import open_loans
from dure.portal.resident.market.rules import BOOKS, KEEP, LOAN, MOST, rules_of
from dure.portal.resident.market.stalls import first, held, market_place, seen_in, slug_of
from dure.portal.resident.market.words import figure_row, way
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.present import Present
from dure.portal.showing import say

HEADER = (
    "book",
    "title_ko",
    "title_en",
    "author_ko",
    "author_en",
    "subject",
    "copies",
    "here",
    "waiting",
    "mark",
)


def library(request: HttpRequest, place: str) -> Page:
    """Every book, or those of a subject or with a word."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=seen.today)
    words, subject = request.GET.get("q", "").strip()[:60], request.GET.get("subject", "")[:30]
    every = _books(seen)
    chosen = [each for each in every if _is_wanted(each, words, subject)]
    kind = seen.words.attributes.get("subject")
    return Page(
        template="resident/market/library.html",
        section="market",
        crumbs=crumbs(here, *way(place, Crumb(_("Library")))),
        shows={
            "place": here, "place_title": say(here.title), "books": chosen, "all": len(every),
            "words": words, "subject": subject,
            "subjects": [(name, say(title)) for name, title in (kind.choices if kind else ())],
            "rules": [figure_row(f, rules) for name in (LOAN, KEEP, MOST) if (f := rules.figure(name))],
            "counted": figure_row(counted, rules) if (counted := rules.last(BOOKS)) else None,
            "synthetic": any(each["mark"] for each in every),
        },
        data={"place": place, "books": [dict(zip(HEADER, _line(each), strict=True)) for each in chosen]},
        header=HEADER,
        rows=[_line(each) for each in chosen],
    )  # fmt: skip


def _books(seen: Present) -> list[dict[str, object]]:
    place = seen.place.id
    shelf = held(place, prefix=paths.SHELF, unit=paths.COPY)
    loans = open_loans(place)
    waiting = Counter(each.book for each in loans if each.state == "waiting")
    away = Counter(each.book for each in loans if each.state in ("kept", "lent"))
    kind = seen.words.attributes.get("subject")
    subjects = dict(kind.choices) if kind else {}
    return [
        _book(thing, seen, here=shelf.get(slug_of(thing), 0), away=away[slug_of(thing)], waiting=waiting)
        | {"subject_title": _title(first_value(seen, thing, "subject"), subjects)}
        for thing in seen.in_room("book")
    ]


def first_value(seen: Present, thing: Thing, name: str) -> str:
    """The value that holds under a name; empty where nothing is stated."""
    said = first(seen, thing, name)
    return said.value if said else ""


def _title(name: str, subjects: Mapping[str, Text]) -> str:
    return say(subjects[name]) if name in subjects else ""


def _book(thing: Thing, seen: Present, *, here: int, away: int, waiting: Counter[str]) -> dict[str, object]:
    author = first(seen, thing, "written_by")
    slug = slug_of(thing)
    wait = waiting[slug]
    return {
        "thing": thing,
        "slug": slug,
        "title": say(thing.name),
        "mark": thing.mark,
        "author": say(author.words) if author else "",
        "author_text": author.words if author else None,
        "subject": first_value(seen, thing, "subject"),
        "copies": here + away,
        "here": here,
        "waiting": wait,
        "now": _now(here, here + away, wait),
        "href": reverse("my_market_borrow", kwargs={"place": thing.place, "book": slug}),
    }


def _now(here: int, copies: int, waiting: int) -> str:
    if here:
        return ngettext("%(n)s copy is here", "%(n)s copies are here", here) % {"n": here}
    if not copies:
        return _("no copy is recorded")
    if waiting:
        return ngettext("all lent; %(n)s waits", "all lent; %(n)s wait", waiting) % {"n": waiting}
    return _("all lent")


def _is_wanted(book: dict[str, object], words: str, subject: str) -> bool:
    thing, author = book["thing"], book["author_text"]
    assert isinstance(thing, Thing)
    text = f"{thing.name.ko} {thing.name.en} {author or ''}".casefold()
    return subject in ("", book["subject"]) and all(word in text for word in words.casefold().split())


def _line(book: dict[str, object]) -> tuple[object, ...]:
    thing, author = book["thing"], book["author_text"]
    assert isinstance(thing, Thing)
    said = (getattr(author, "ko", ""), getattr(author, "en", ""))
    return (
        book["slug"], thing.name.ko, thing.name.en, *said, book["subject"], book["copies"], book["here"],
        book["waiting"], book["mark"],
    )  # fmt: skip
