"""Why a year says something else than it did: its editions, the declared policy, and every cause told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.shapes import Category, Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.korean import with_particle
from dure.portal.pages import Crumb, Page
from dure.portal.reckoning.books import GPC, Book, Choice, book, choices
from dure.portal.reckoning.differences import compared
from dure.portal.reckoning.recalculations import (
    Again,
    Declared,
    Reworked,
    declared,
    reworked,
    stated_changes,
    summed,
)
from dure.portal.resident import recalculation_tables as tables
from dure.portal.resident import replaced_totals
from dure.portal.resident.book_words import View, book_title, views
from dure.portal.resident.inventory_files import taxonomy
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.reconciliations import compare_href, default_pair
from dure.portal.showing import say

METHOD = "inventory.recalculation"


@dataclass(frozen=True)
class Reading:
    """What is read once for the page: the standing figures, the taxonomy, the books that can be chosen."""

    place: Place
    standing: tuple[Figure, ...]
    categories: tuple[Category, ...]
    known: tuple[Choice, ...]
    kinds: showing.Kinds
    sources: showing.Sources


def recalculations(request: HttpRequest, place: str) -> Page:
    """The editions of a place's years, and why they differ."""
    found = place_or_404(place)
    del request
    reading = Reading(
        found, observations.figures(place), taxonomy(), choices(place, packs=settings.PACKS),
        observations.kinds(), showing.sources(),
    )  # fmt: skip
    policy = declared(reading.standing)
    again = _again(reading)
    worked = _worked(reading, policy, again)
    totals = replaced_totals.totals(reading.standing)
    causes = replaced_totals.causes_between(totals, stated_changes(reading.standing))
    return Page(
        template="resident/recalculation.html",
        crumbs=crumbs(
            found,
            Crumb(_("Inventory"), reverse("inventory", kwargs={"place": place})),
            Crumb(_("Editions and the base year")),
        ),
        shows={
            "place": found,
            "place_title": say(found.title),
            "policy": tables.policy_rows(policy, reading.kinds),
            "policy_missing": _missing(found.id, policy.missing, reading.kinds),
            "is_declared": policy.policy is not None,
            "base_year": policy.policy.base_year if policy.policy else None,
            "is_synthetic": any(each.older.mark == "synthetic" for each in again),
            "editions": _editions(reading),
            "again": tables.again_table(again, found.id, reading.sources),
            "worked": [_worked_shown(pair, each, reading, policy) for pair, each in worked],
            "totals": replaced_totals.totals_table(totals, reading.kinds, reading.sources),
            "between": [replaced_totals.between(each, policy, reading.sources) for each in causes],
            "shares": replaced_totals.shares(reading.standing, reading.kinds),
            "method_href": reverse("method", kwargs={"engine": METHOD}),
            **_kept(reading),
        },
        data=tables.data(found.id, policy, again, worked, causes),
        header=tables.HEADER,
        rows=tables.rows(worked, causes),
    )


def _again(reading: Reading) -> list[Again]:
    """Every year that was stated, or would have been worked out, otherwise than it stands now."""
    newest = {(each.period, each.mark): each for each in reading.known if _stands(each)}
    found = []
    for older in reading.known:
        if older.family != GPC or not (older.edition or older.known_on) or not older.period.isdecimal():
            continue
        newer = newest[older.period, older.mark]
        was, now = (_book(reading, each, with_rows=False) for each in (older, newer))
        view = _view(was, now, reading)
        before, after = (summed(each, view.addresses)[0] for each in (was, now))
        if before != after:
            found.append(Again(int(older.period), older, newer, before, after))
    return sorted(found, key=lambda each: (each.year, each.older.slug))


def _missing(place: str, names: Sequence[str], kinds: showing.Kinds) -> list[tuple[str, str]]:
    """What of a policy nobody has stated: its title, and the address under which it is entered."""
    return [
        (
            say(kinds[kind].title_of(name)) if (kind := name.partition("/")[0]) in kinds else "",
            f"{place}/{name}",
        )
        for name in names
    ]


def _worked(reading: Reading, policy: Declared, again: Sequence[Again]) -> list[tuple[Again, Reworked]]:
    """The base year's editions with their causes; without a base year those of the earliest year."""
    base = int(policy.base_year.value) if policy.base_year and policy.base_year.value else None
    years = sorted(
        {int(each.period) for each in reading.known if each.period.isdecimal() and each.family == GPC}
    )
    chosen = [each for each in again if each.year == base] or [
        each for each in again if each.year == again[0].year
    ]
    found = []
    for each in chosen:
        was, now = (_book(reading, choice) for choice in (each.older, each.newer))
        differing = compared(was, now, addresses=_view(was, now, reading).addresses)
        found.append((each, reworked(differing, year=each.year, years=years, policy=policy.policy)))
    return found


def _stands(choice: Choice) -> bool:
    """Whether it is what stands now of a year by the international protocol."""
    return choice.family == GPC and not (choice.edition or choice.known_on or choice.source)


def _book(reading: Reading, choice: Choice, *, with_rows: bool = True) -> Book:
    return book(
        reading.place.id, choice, categories=reading.categories, packs=settings.PACKS,
        standing=reading.standing, with_rows=with_rows,
    )  # fmt: skip


def _view(before: Book, after: Book, reading: Reading) -> View:
    """The view that editions are compared over: BASIC."""
    return views(before, after, categories=reading.categories)[0]


def _editions(reading: Reading) -> list[dict[str, object]]:
    """Every edition of every year, with the way to it and to what changed since."""
    newest = {
        (e.family, e.period, e.mark): e for e in reading.known if not (e.edition or e.known_on or e.source)
    }
    shown = []
    for each in reading.known:
        stands = newest[each.family, each.period, each.mark]
        href = reverse("inventory", kwargs={"place": reading.place.id})
        own = href + f"?year={each.period}&mark={each.mark}"
        shown.append(
            {
                "title": book_title(each, reading.sources),
                "mark": each.mark,
                "stands": each is stands,
                "href": own + (f"&edition={each.edition}" if each.edition else "")
                if each.family == GPC and not (each.known_on or each.source)
                else "",
                "compare_href": ""
                if each is stands
                else compare_href(reading.place.id, each.slug, stands.slug),
            }
        )
    return shown


def _kept(reading: Reading) -> dict[str, object]:
    """The two newest years that are kept line by line, with the way to their comparison, and to any other."""
    own = {"compare_href": reverse("inventory_compare", kwargs={"place": reading.place.id})}
    pair = default_pair(reading.known)
    if not pair or pair[0].period == pair[1].period:
        return {**own, "kept": None}
    first, second = (book_title(each, reading.sources) for each in pair)
    href = compare_href(reading.place.id, pair[0].slug, pair[1].slug)
    return {**own, "kept": {"says": say(_kept_words(first, second)), "href": href}}


def _kept_words(first: str, second: str) -> Text:
    """That two inventories are kept source by source, with the particles that their names take."""
    return Text(
        f"{with_particle(f'‘{first}’', '과/와')} {with_particle(f'‘{second}’', '은/는')} "
        "배출원별로 기록되어 있어 차이를 항목마다 볼 수 있습니다.",
        f"“{first}” and “{second}” are kept source by source, "
        "so that each line of the difference can be read.",
    )


def _worked_shown(pair: Again, each: Reworked, reading: Reading, policy: Declared) -> dict[str, object]:
    """The causes of one pair of editions, and what the policy says of them."""
    titles = [book_title(choice, reading.sources) for choice in (pair.older, pair.newer)]
    return {
        "title": _("Why did %(year)s change?") % {"year": titles[1]},
        "older": titles[0],
        "lead": tables.worked_lead(each, titles),
        "waterfall": tables.cause_steps(each, titles, pair.newer.mark),
        "table": tables.cause_table(each, reading.kinds),
        "verdict": tables.verdict(each, policy),
        "due": each.found is not None and each.found.due,
        "compare_href": compare_href(reading.place.id, pair.older.slug, pair.newer.slug),
    }
