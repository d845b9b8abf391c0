"""Two inventories of a place side by side: line by line why they differ, and what cannot be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.empty import Empty
from dure.portal.pages import Crumb, Page
from dure.portal.reckoning.books import GPC, UNSTATED, Book, Choice, book, choices, find_choice
from dure.portal.reckoning.differences import Compared, compared
from dure.portal.resident import reconciliation_tables as tables
from dure.portal.resident.book_words import View, book_title, views
from dure.portal.resident.inventory_files import taxonomy
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.reconciliation_words import lead, rounding_words
from dure.portal.showing import say

# What a net difference is printed as the sum of.
PARTS = ("factor", "activity", "boundary", "untold")
METHOD = "inventory.reconcile"


@dataclass(frozen=True)
class Pair:
    """Two books with the view over which they are compared, and what came of it."""

    before: Book
    after: Book
    view: View
    views: tuple[View, ...]
    found: Compared


def reconciliation(request: HttpRequest, place: str) -> Page:
    """Two books of a place: those asked for, or the newest two that can be compared."""
    found = place_or_404(place)
    known = choices(place, packs=settings.PACKS)
    asked = _asked(request, known)
    kinds, sources = observations.kinds(), showing.sources()
    pair = _pair(place, *asked, view=request.GET.get("view", "")) if asked and _alike(*asked) else None
    shown = _shown(found, pair, kinds, sources) if pair else {"empty": _empty(found, known, asked)}
    return Page(
        template="resident/reconciliation.html",
        crumbs=crumbs(
            found,
            Crumb(_("Inventory"), reverse("inventory", kwargs={"place": place})),
            Crumb(_("Comparison")),
        ),
        shows={
            "place": found,
            "place_title": say(found.title),
            "choices": [
                {"slug": each.slug, "title": book_title(each, sources)}
                for each in (*known, *(each for each in asked if each not in known))
            ],
            "asked": [each.slug for each in asked],
            "can_know": any(each.known_on for each in known),
            **shown,
        },
        data={
            "place": place,
            "books": [each.slug for each in known],
            **(tables.data(pair.before, pair.after, pair.view, pair.found) if pair else {}),
        },
        header=tables.HEADER,
        rows=tables.rows(pair.found, kinds) if pair else [],
    )


def default_pair(known: Sequence[Choice]) -> tuple[Choice, Choice] | tuple[()]:
    """The two newest years of one family and mark; else the same year as it stood before, or is known."""
    newest = [each for each in known if not (each.edition or each.source or each.known_on)]
    for after in newest:
        alike = [each for each in newest if _alike(each, after) and each.mark == after.mark]
        earlier = [each for each in alike if each.period < after.period]
        if earlier:
            return earlier[0], after
    for after in newest:
        other = [each for each in known if each is not after and _alike(each, after)]
        if other:
            return other[0], after
    return ()


def compare_href(place: str, before: str, after: str, *, view: str = "", kind: str = "") -> str:
    """The way to a comparison; `kind` is csv or json for its data."""
    words = {"from": before, "to": after, **({"view": view} if view else {})}
    name = f"inventory_compare.{kind}" if kind else "inventory_compare"
    return reverse(name, kwargs={"place": place}) + "?" + urlencode(words)


def _alike(before: Choice, after: Choice) -> bool:
    """Whether two books have the same lines."""
    return before.family == after.family


def _asked(request: HttpRequest, known: Sequence[Choice]) -> tuple[Choice, Choice] | tuple[()]:
    """The two books that the address names; the later one may also be asked for as known on a day."""
    default = default_pair(known)
    slugs = (request.GET.get("from", ""), request.GET.get("to", ""))
    day = request.GET.get("known", "")
    if not any(slugs):
        return default
    picked = []
    for position, slug in enumerate(slugs):
        found = find_choice(slug, among=known) if slug else (default[position] if default else None)
        if found is not None and day and position == 0 and not found.known_on:
            found = find_choice(f"{found.period}-{found.mark}-known-{day}", among=known)
        if found is None:
            raise Http404(_("There is no inventory of “%(year)s” here.") % {"year": slug or day})
        picked.append(found)
    return picked[0], picked[1]


def _pair(place: str, before: Choice, after: Choice, *, view: str) -> Pair | None:
    """The two books with what came of comparing them; None where they have no line in common views."""
    categories = taxonomy()
    was, now = (book(place, each, categories=categories, packs=settings.PACKS) for each in (before, after))
    seen = views(was, now, categories=categories)
    if not seen:
        return None
    chosen = next((each for each in seen if each.name == view), None if view else seen[0])
    if chosen is None:
        raise Http404(_("There is no view “%(view)s” of these inventories.") % {"view": view})
    return Pair(was, now, chosen, seen, compared(was, now, addresses=chosen.addresses))


def _shown(place: Place, pair: Pair, kinds: showing.Kinds, sources: showing.Sources) -> dict[str, object]:
    """What the page of one comparison shows."""
    found, slugs = pair.found, (pair.before.choice.slug, pair.after.choice.slug)
    titles = [book_title(each.choice, sources) for each in (pair.before, pair.after)]
    links = {kind: compare_href(place.id, *slugs, view=pair.view.name, kind=kind) for kind in ("csv", "json")}
    by_lines = tables.line_table(found, titles, kinds, csv_href=links["csv"], json_href=links["json"])
    return {
        "compared": not found.sets,
        "sets": found.sets,
        "before_title": titles[0],
        "after_title": titles[1],
        "is_synthetic": "synthetic" in {pair.before.choice.mark, pair.after.choice.mark},
        "views": _views(place, pair),
        "lead": lead(found, titles),
        "numbers": tables.numbers(found, titles, pair.before.choice, pair.after.choice),
        "waterfall": tables.waterfall(found, titles, pair.before, pair.after),
        "rounding": rounding_words([getattr(found, name).net for name in PARTS], found.gap.net),
        "lines_rounded": tables.lines_rounded(found),
        "table": by_lines,
        "same": tables.same_keys(found, kinds),
        "left_out": tables.left_out(found, pair.before, pair.after, kinds),
        "row_table": tables.row_table(found, kinds),
        "most_rows": tables.MOST_ROWS,
        "row_count": sum(len(line.rows) for line in found.lines),
        "untold": [tables.line_title(line.address, kinds) for line in found.untold_lines],
        "has_rows": [pair.before.has_rows, pair.after.has_rows],
        "set_names": [each.set_name for each in (pair.before, pair.after)],
        "set_told": all(each.set_name not in UNSTATED for each in (pair.before, pair.after)),
        "printed": tables.printed_totals(found, pair.before, pair.after, pair.view.name, titles),
        "documents": _documents(pair, sources),
        "runs": _runs(pair, titles),
        "method_href": reverse("method", kwargs={"engine": METHOD}),
        "changes_href": reverse("inventory_changes", kwargs={"place": place.id}),
    }


def _views(place: Place, pair: Pair) -> list[dict[str, object]]:
    """The way to the same two books over other lines."""
    slugs = (pair.before.choice.slug, pair.after.choice.slug)
    return [
        {
            "title": each.title,
            "href": compare_href(place.id, *slugs, view=each.name),
            "current": each is pair.view,
        }
        for each in pair.views
    ]


def _runs(pair: Pair, titles: Sequence[str]) -> list[dict[str, str]]:
    """The reckonings that the books came from."""
    return [
        {"title": title, "href": reverse("run", kwargs={"run": each.run})}
        for title, each in zip(titles, (pair.before, pair.after), strict=True)
        if each.run
    ]


def _documents(pair: Pair, sources: showing.Sources) -> list[dict[str, str]]:
    """The documents that the two books stand in."""
    ids = dict.fromkeys(
        line.figure.source
        for each in (pair.before, pair.after)
        for line in each.lines.values()
        if line.figure is not None and line.figure.source
    )
    return [{"id": each, "title": say(sources[each].title)} for each in ids if each in sources]


def _empty(place: Place, known: Sequence[Choice], asked: Sequence[Choice]) -> Empty:
    """What to say where two books cannot be laid side by side."""
    if asked and not _alike(asked[0], asked[1]):
        return Empty(
            title=_("These two cannot be compared"),
            says=_(
                "One follows the international protocol, the other the guideline for local governments. "
                "Their lines are not the same. Choose two of one kind."
            ),
        )
    one = any(each.family == GPC for each in known)
    return Empty(
        title=_("There is nothing to compare yet"),
        says=_(
            "Only one inventory is kept here. A second one is needed: another year, another document, or a "
            "later edition. An officer brings it as an eCRF workbook or as CSV."
        )
        if known or one
        else _("No inventory is kept here. Two are needed before they can be compared."),
        href=reverse("inventory", kwargs={"place": place.id}),
        action=_("To the inventory"),
    )
