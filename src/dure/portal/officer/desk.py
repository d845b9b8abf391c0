"""The desk: my places and roles, and what needs me today."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.books.practice_shapes import PRACTICE, WAITING
from dure.kernel.cases import read as cases
from dure.kernel.parties import read as parties
from dure.portal.officer.market.rights import kept_markets
from dure.portal.officer.stores.rights import kept_stores
from dure.portal.officer.work import Mine, my_places, office, page, role_word
from dure.portal.resident.acts.holding import KIND as ACT
from dure.portal.resident.acts.holding import UNDECIDED as ACT_PILES
from dure.portal.resident.findings import most_doubted
from dure.portal.resident.measures import Measure, measures
from dure.portal.showing import people, say

MOST = 8
MOST_ACTS = 1000
YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Task:
    """Something to do: what, where it leads, and a word about it."""

    title: str
    href: str
    says: str = ""


@dataclass(frozen=True)
class Pile:
    """Tasks of one sort; `more` says how many are not listed, and where they are: on a page, or
    here as the `rest`, which unfolds.
    """

    title: str
    tasks: tuple[Task, ...]
    more: str = ""
    more_href: str = ""
    rest: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A place with what needs the reader there."""

    mine: Mine
    title: str
    roles: str
    is_officer: bool
    piles: tuple[Pile, ...]


@office
def desk(request: HttpRequest) -> HttpResponse:
    """What needs me today."""
    me = parties.party_of(request.user.pk)
    desks = [_desk(mine, party=me.id if me else "") for mine in my_places(request)]
    return page(
        request,
        "officer/desk.html",
        {
            "name": say(me.name) if me else request.user.get_username(),
            "desks": desks,
            "kept": [*kept_stores(request), *kept_markets(request)],
            "waiting": sum(len(pile.tasks) + len(pile.rest) for each in desks for pile in each.piles),
        },
        title=_("My work"),
    )


def _desk(mine: Mine, *, party: str) -> Desk:
    place = mine.place.id
    piles: list[Pile] = []
    if "approver" in mine.roles:
        piles += _to_approve(place, party)
    if "officer" in mine.roles:
        piles += [_acts(place, party), _findings(place), _missing(mine), _plans(place)]
    return Desk(
        mine=mine,
        title=say(mine.place.title),
        roles=", ".join(role_word(role) for role in mine.roles),
        is_officer="officer" in mine.roles,
        piles=tuple(pile for pile in piles if pile.tasks),
    )


def _to_approve(place: str, party: str) -> list[Pile]:
    """What another person has to look at, and this one may: nobody approves what they brought."""
    found = []
    for kind, state, title, name in (
        ("figure_review", "filed", _("Figures to approve"), "review"),
        ("finding", "correction_proposed", _("Corrections to confirm"), "decide"),
        ("plan_entry", "filed", _("Places of plans to approve"), "plan_entry"),
        ("edition", "proposed", _("Editions to publish"), "work_edition"),
        ("practice_import", "brought", _("Practices of other cities to list"), "work_practices_case"),
        ("adoption", "proposed", _("Adoptions to approve"), "work_adoption"),
        ("adoption", "results_filed", _("Results of adopted practices to confirm"), "work_adoption"),
        ("allowance_sale", "filed", _("Acts with allowances and credits to approve"), "work_sale"),
        ("programme_funding", "filed", _("Money for programmes to approve"), "work_funding"),
        ("programme_month", "filed", _("Months of programmes to publish"), "work_month"),
    ):
        waiting = [
            case
            for case in cases.cases(place=place, kind=kind, states=(state,))
            if case.steps[-1].by != party
        ]
        who = people(case.steps[-1] for case in waiting)
        tasks = [
            Task(
                title=say(case.title),
                href=reverse(name, kwargs={"number": case.id.partition("/")[2]}),
                says=f"{who(case.steps[-1])} · {timezone.localtime(case.steps[-1].at):%Y-%m-%d}",
            )
            for case in waiting
        ]
        found.append(_pile(title, tasks))
    found += [_offers(place, party), _budgets(place, party), _campaigns(place, party)]
    return found


def _acts(place: str, party: str) -> Pile:
    """Acts of residents whose reward waits until somebody has looked, as one task; one's own are left out."""
    found = cases.cases(place=place, kind=ACT, states=ACT_PILES, limit=MOST_ACTS)
    waiting = [case for case in found if case.subject != party]
    if not waiting:
        return Pile(_("Acts to look at"), ())
    count = ngettext("%(count)s act waits", "%(count)s acts wait", len(waiting)) % {"count": len(waiting)}
    oldest = timezone.localtime(waiting[-1].opened_at)
    says = _("the oldest since %(day)s") % {"day": f"{oldest:%Y-%m-%d}"}
    href = reverse("work_acts", kwargs={"place": place})
    return Pile(_("Acts to look at"), (Task(title=count, href=href, says=says),))


def _campaigns(place: str, party: str) -> Pile:
    """Missions, events and choosings that another person has to open, pay or publish."""
    states = {"mission": ("filed",), "proof_shot": ("filed", "decided"), "outstanding": ("reckoned",)}
    waiting = [
        case
        for case in cases.cases(place=place, kinds=tuple(states))
        if case.state in states[case.kind] and case.steps[-1].by != party
    ]
    who = people(case.steps[-1] for case in waiting)
    tasks = [
        Task(
            title=say(case.title),
            href=reverse("work_campaign", kwargs={"kind": case.kind, "number": case.id.partition("/")[2]}),
            says=f"{who(case.steps[-1])} · {timezone.localtime(case.steps[-1].at):%Y-%m-%d}",
        )
        for case in waiting
    ]
    return _pile(_("Missions and events to approve"), tasks)


def _offers(place: str, party: str) -> Pile:
    """Practices that wait to be offered to other governments."""
    waiting = [
        case
        for case in cases.cases(place=place, kind=PRACTICE, states=(WAITING,))
        if case.steps[-1].by != party
    ]
    who = people(case.steps[-1] for case in waiting)
    tasks = [
        Task(
            title=say(case.title),
            href=reverse("work_case", kwargs={"place": place, "case": case.id.partition("/")[2]}),
            says=f"{who(case.steps[-1])} · {timezone.localtime(case.steps[-1].at):%Y-%m-%d}",
        )
        for case in waiting
    ]
    return _pile(_("Practices to offer to other governments"), tasks)


def _budgets(place: str, party: str) -> Pile:
    """Budgets that wait for the review by another person."""
    waiting = [
        case
        for case in cases.cases(place=place, kind="budget_assessment", states=("review",))
        if case.steps[-1].by != party
    ]
    who = people(case.steps[-1] for case in waiting)
    tasks = [
        Task(
            title=say(case.title),
            href=reverse("work_budget_review", kwargs={"place": place, "year": case.id.rpartition("-")[2]}),
            says=who(case.steps[-1]),
        )
        for case in waiting
    ]
    return _pile(_("Budgets to review"), tasks)


def _pile(title: str, tasks: list[Task], href: str = "") -> Pile:
    left = len(tasks) - MOST
    more = ngettext("%(count)d more", "%(count)d more", left) % {"count": left} if left > 0 else ""
    rest = () if href else tuple(tasks[MOST:])
    return Pile(title, tuple(tasks[:MOST]), more, href if more else "", rest)


def _findings(place: str) -> Pile:
    """Findings nobody has decided, the most doubted first."""
    tasks = [
        Task(say(case.title), reverse("decide", kwargs={"number": case.id.rpartition("/")[2]}))
        for case in most_doubted(cases.cases(place=place, kind="finding", states=("open",), limit=1000))
    ]
    return _pile(_("Findings to decide"), tasks)


def _missing(mine: Mine) -> Pile:
    """Indicators that are observed year by year and whose last actual value is older than last year."""
    last_year = timezone.localdate().year - 1
    tasks = []
    for measure in measures(mine.place):
        actual = measure.actual
        if actual is None or actual.valid_to.year >= last_year or not _is_yearly(measure):
            continue
        href = reverse("work_enter", kwargs={"place": mine.place.id})
        tasks.append(
            Task(
                title=say(measure.indicator.title),
                href=f"{href}?address={measure.indicator.figures[0]}&period={last_year}",
                says=_("last actual value: %(year)d") % {"year": actual.valid_to.year},
            )
        )
    everything = reverse("indicators", kwargs={"place": mine.place.id})
    return _pile(_("Actual values not entered for %(year)d") % {"year": last_year}, tasks, everything)


def _is_yearly(measure: Measure) -> bool:
    """Whether a figure is observed year after year, so that a year can be missing; not what happened once."""
    years = {f.period for f in measure.figures if f.mark == "observed" and f.value is not None}
    return measure.is_one_figure and sum(YEAR.fullmatch(period) is not None for period in years) > 1


def _plans(place: str) -> Pile:
    kind = cases.find_kind("plan_edition")
    if kind is None:
        return Pile("", ())
    tasks = []
    for case in cases.cases(place=place, kind=kind.name):
        ahead = [say(move.title) for move in kind.moves if move.from_state == case.state]
        tasks.append(
            Task(
                title=f"{say(case.title)} – {say(kind.state_title(case.state))}",
                href=reverse("work_case", kwargs={"place": place, "case": case.id.partition("/")[2]}),
                says=_("next: %(step)s") % {"step": " / ".join(ahead)} if ahead else "",
            )
        )
    return _pile(_("Plans in the making"), tasks)
