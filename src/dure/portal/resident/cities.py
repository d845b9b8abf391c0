"""A place's home: where it stands, what is not known, what waits for a decision, where to go on."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.parties import read as parties
from dure.kernel.plans import read as plans
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.chart import Chart
from dure.portal.blocks.counting import counted
from dure.portal.blocks.number import Number
from dure.portal.blocks.timeline import years_words
from dure.portal.blocks.told import plain_text
from dure.portal.pages import Page
from dure.portal.resident import measures, sentences
from dure.portal.resident.cards import card
from dure.portal.resident.findings import WAITING, besides, most_doubted, shown
from dure.portal.resident.headlines import EMISSIONS, PLAN, books_of, leading, own_of
from dure.portal.resident.maps import parts_map
from dure.portal.resident.places import crumbs, place_or_404, short_title
from dure.portal.resident.unknowns import MOST, unknowns
from dure.portal.showing import say

GOAL = "emissions_goal_tco2e"
PATH = "emissions_path_tco2e"
# What the places inside come to together, and how many of them were counted.
ROLLED = "parts_"
COUNTED = "/counted"
# How many of each a place's home shows before it points to the whole list.
FIRST_NUMBERS = 4
FIRST_INDICATORS = 6
FIRST_FINDINGS = 3


def city(request: HttpRequest, place: str) -> Page:
    """A place's home."""
    found = place_or_404(place)
    kinds = observations.kinds()
    standing = observations.figures(place)
    known = own_of(found, measures.among(standing, plans.indicators(found.systems)))
    waiting = _weightiest(found, kinds)
    path = sentences.path_of(standing, waiting={case.subject for case in waiting})
    stated_unknown = path.base is None and any(f.address == EMISSIONS for f in standing)
    books = _books(standing, kinds) if path.base is None and path.goal is None else None
    sentence = books or _answer(path, known, kinds, stated_unknown=stated_unknown)
    return Page(
        template="resident/city.html",
        crumbs=crumbs(found),
        shows={
            "place": found,
            "title": say(found.title),
            "says": "" if path.base else say(found.says),
            "sentence": say(sentence),
            **_shown(found, standing, known=known, path=path, kinds=kinds),
            "waiting": len(waiting),
            "findings": _findings(waiting),
            "unknown_first": stated_unknown,
            **_parts(found),
            "editions": plans.editions(place)[:3],
            "bodies": _bodies(found),
        },
        data={
            "place": found.id,
            "title": found.title,
            "part_of": found.part_of,
            "parts": [part.id for part in things.parts(place)],
            "sentence": plain_text(sentence),
            "emissions": [showing.data(f, kinds) for f in standing if f.address in {EMISSIONS, GOAL, PATH}],
            "indicators": [measure.indicator.name for measure in known],
            "open_findings": len(waiting),
        },
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in standing],
    )


def _books(standing: Sequence[Figure], kinds: showing.Kinds) -> Text | None:
    """What the inventory says, for a place that has promised nothing; None where it has none."""
    books = books_of(standing)
    if books.total:
        return sentences.inventory_linked(books.total, showing.kind_of(books.total, kinds))
    return sentences.BY_SECTOR if books.by_sector else None


def _weightiest(place: Place, kinds: showing.Kinds) -> tuple[cases.Case, ...]:
    """What waits for a decision, the most doubted first; of a country what its plan speaks of before the
    rest, which its casebook keeps for others.
    """
    waiting = most_doubted(cases.cases(place=place.id, kind="finding", states=WAITING, limit=1000))
    own = {name for name, kind in kinds.items() if kind.system == PLAN}
    if place.kind != "country":
        return waiting
    return tuple(sorted(waiting, key=lambda case: own.isdisjoint(case.subject.partition("@")[0].split("/"))))


def _answer(
    path: sentences.Path,
    known: tuple[measures.Measure, ...],
    kinds: showing.Kinds,
    *,
    stated_unknown: bool,
) -> Text:
    """The first sentence: the way of the emissions, or how far the place's first indicator has come."""
    first = next((m for m in leading(known) if m.actual), None)
    if path.base or path.goal or first is None or stated_unknown:
        return sentences.path_linked(path, kinds[EMISSIONS])
    return sentences.way_linked(first, showing.kind_of(first.figures[0], kinds))


def _shown(
    place: Place,
    standing: Sequence[Figure],
    *,
    known: tuple[measures.Measure, ...],
    path: sentences.Path,
    kinds: showing.Kinds,
) -> dict[str, object]:
    """Numbers, chart, indicators, plans and what is unknown."""
    own_plans = plans.plans(place.id)
    cards = [card(place.id, measure, kinds) for measure in leading(known)]
    headline = [
        f
        for f in (path.latest or path.base, path.cut_percent, path.goal, path.net_zero)
        if f and f.value is not None
    ]
    first = 0 if path.base else FIRST_NUMBERS
    rest = cards[first:]
    unknown = unknowns(path, standing=standing, known=known, plans=own_plans, kinds=kinds)
    return {
        "headline": [showing.number(f, kinds) for f in headline] if path.base else [],
        "leading": cards[:first],
        "chart": _path_chart(place.id, standing, kinds, path),
        "cards": rest[:FIRST_INDICATORS],
        "more": len(rest) - len(rest[:FIRST_INDICATORS]),
        "unknowns": unknown[:MOST],
        "more_unknowns": unknown[MOST:],
        "plans": [plan_line(place.id, plan) for plan in own_plans],
    }


def _findings(waiting: tuple[cases.Case, ...]) -> list[object]:
    first = waiting[:FIRST_FINDINGS]
    beside = besides(first)
    return [shown(case, beside, short=True) for case in first]


def _parts(place: Place) -> dict[str, object]:
    """The districts that keep their plan here, as a list and, where the borders are known, as a small map."""
    parts = things.parts(place.id) if place.kind in {"city", "province"} else ()
    counted = observations.counts()
    return {
        "parts": [
            {
                "title": short_title(say(part.title), say(place.title)),
                "says": say(part.says),
                "href": reverse("place", kwargs={"place": part.id}),
            }
            for part in parts
        ],
        "rolled": _rolled(place),
        "map": parts_map(place, {p.id: ("", 2 if counted.get(p.id) else 1) for p in parts}, width=320)
        if parts
        else None,
    }


def _rolled(place: Place) -> list[Number]:
    """What the places inside come to together, each with how many were counted."""
    standing = observations.figures(place.id)
    kinds = observations.kinds()
    parts = len(things.parts(place.id))
    return [
        replace(showing.number(f, kinds), says=_counted_words(f, parts))
        for f in standing
        if f.address.startswith(ROLLED) and not f.address.endswith(COUNTED)
    ]


def _counted_words(rolled: Figure, parts: int) -> str:
    """How many of the places inside were counted, of how many that are kept here."""
    run = runs.find_run(rolled.by)
    if run is None:
        return _("Places that say nothing are not in it.")
    count = sum(fed.argument == "parts" for fed in run.inputs)
    words = {"count": count, "parts": max(parts, count)}
    if count >= parts:
        return _("All %(count)s places kept here are counted; others are not in it.") % words
    return (
        ngettext(
            "Only %(count)s of %(parts)s places kept here; the others state nothing.",
            "Only %(count)s of %(parts)s places kept here; the others state nothing.",
            count,
        )
        % words
    )


def _bodies(place: Place) -> list[dict[str, object]]:
    """The bodies of a place but its own government, which carries the place's name."""
    today = timezone.localdate()
    bodies = [b for b in parties.bodies(place.id) if b.kind == "body" and b.name.ko != place.title.ko]
    return [{"name": say(b.name), "seats": len(parties.seats(b.id, on=today))} for b in bodies]


def _corners(standing: Sequence[Figure]) -> list[Figure]:
    """The years of the path at which it begins, turns at a goal and ends; between them it is straight."""
    path = [f for f in standing if f.address == PATH]
    goals = {f.period for f in standing if f.address == GOAL}
    return [f for f in path if f is path[0] or f is path[-1] or f.period in goals]


def _path_chart(
    place: str, standing: Sequence[Figure], kinds: showing.Kinds, path: sentences.Path
) -> Chart | None:
    """What was emitted, and the path that was promised with its goal as one of its points."""
    corners = _corners(standing)
    emissions = [f for f in standing if f.address == EMISSIONS and not (corners and f.mark == "target")]
    goals = [f for f in standing if f.address == GOAL]
    drawn = showing.chart(
        [*(corners or goals), *emissions],
        kinds,
        slug_of_page="path",
        title=_("The way to the target"),
        says=_("The path is a straight line from the base year over the target to neutrality.")
        if corners
        else "",
        csv_href=reverse("place.csv", kwargs={"place": place}),
    )
    if drawn is None or path.last is None:
        return drawn
    return replace(drawn, gaps=showing.silences(emissions, until=timezone.localdate().year))


def plan_line(place: str, plan: plans.Plan) -> dict[str, object]:
    """A plan in one line: its title, its years, and how many parts it has at each level."""
    language = showing.language()
    counts = [counted(count, say(level), language=language) for level, count, _empty in plan.counts()]
    return {
        "title": say(plan.root.title),
        "level": say(plan.root.level),
        "years": years_words(plan.root.from_year, plan.root.to_year, language=showing.language()),
        "counts": " · ".join(counts[:5]),
        "href": reverse("plans", kwargs={"place": place}) + f"#{plan.root.code}",
    }
