"""Naming a counted empty place of a plan: filed by one person with a source, approved by another."""

import hashlib
from collections.abc import Iterator

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from dure.kernel.plans.read import Node, Plan
from dure.portal import showing
from dure.portal.officer.committee_forms import EntryOfPlanForm
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.showing import language, say

KIND = "plan_entry"


@office
def empty_places(request: HttpRequest, place: str) -> HttpResponse:
    """Every counted empty place of the plans, those alike together, and what waits for approval."""
    work = work_at(request, place)
    waiting = case_read.cases(place=place, kind=KIND, states=("filed",))
    taken = {case.subject for case in waiting}
    who = showing.people(case.steps[-1] for case in waiting)
    return page(
        request,
        "officer/empty_places.html",
        {
            "plans": [
                {"title": say(plan.root.title), "groups": list(_groups(work, plan, taken))}
                for plan in plans.plans(place)
                if any(empty for _level, _count, empty in plan.counts())
            ],
            "waiting": [
                {"title": say(case.title), "href": _href(case), "by": who(case.steps[-1])} for case in waiting
            ],
            "may_write": work.may("officer"),
        },
        title=_("Empty places of the plans"),
        place=work.place,
    )


def _groups(work: Work, plan: Plan, taken: set[str]) -> Iterator[dict[str, object]]:
    """The empty places that stand alike under one node: how many, and the first that nobody has filed."""
    for above in _nodes(plan.root):
        alike: dict[str, list[Node]] = {}
        for node in above.children:
            if node.empty:
                alike.setdefault(say(node.level), []).append(node)
        for level, nodes in alike.items():
            free = [node for node in nodes if subject(work.place.id, plan, node) not in taken]
            yield {
                "above": say(above.title) or say(above.level),
                "level": level,
                "count": len(nodes),
                "note": say(nodes[0].note),
                "href": reverse("work_name", kwargs=_own(work, plan, free[0])) if free else "",
            }


def _nodes(root: Node) -> Iterator[Node]:
    yield root
    for child in root.children:
        yield from _nodes(child)


def _own(work: Work, plan: Plan, node: Node) -> dict[str, str]:
    return {"place": work.place.id, "system": plan.system, "plan": plan.code, "node": node.code}


def subject(place: str, plan: Plan, node: Node) -> str:
    """What the case of a place is about."""
    return "/".join((place, plan.system, plan.code, node.code))


def _href(case: case_read.Case) -> str:
    return reverse("plan_entry", kwargs={"number": case.id.partition("/")[2]})


@office
def name_place(request: HttpRequest, place: str, system: str, plan: str, node: str) -> HttpResponse:
    """The form of one empty place; filing it opens a case that another person approves."""
    work = work_at(request, place, "officer")
    found = next((p for p in plans.plans(place) if (p.system, p.code) == (system, plan)), None)
    here = found.find(node) if found else None
    if found is None or here is None or not here.empty:
        raise Http404(_("This place of the plan is named already, or is not there."))
    about = subject(place, found, here)
    filed = next(iter(case_read.cases(place=place, kind=KIND, subject=about, states=("filed",))), None)
    if filed is not None:
        messages.info(request, _("A name for this place waits for approval already."))
        return redirect(_href(filed))
    form = EntryOfPlanForm(request.POST) if request.method == "POST" else EntryOfPlanForm()
    if form.is_valid():
        case = _file(work, form, about=about)
        messages.success(request, _("Filed. It stands in the plan once another person has approved it."))
        return redirect(_href(case))
    return page(
        request,
        "officer/name_place.html",
        {"form": form, "forms": (form,), "plan_title": say(found.root.title), "level": say(here.level),
         "note": say(here.note)},
        title=_("Name an empty place"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )  # fmt: skip


def _file(work: Work, form: EntryOfPlanForm, *, about: str) -> case_read.Case:
    said = form.cleaned_data
    note = typed(said["note"])
    letter = {
        "title_ko": said["title_ko"].strip(), "title_en": said["title_en"].strip(),
        "owner": said["owner"].strip(), "source": said["source"], "locator": said["locator"].strip(),
        "note_ko": note.ko, "note_en": note.en,
    }  # fmt: skip
    number = 1
    base = f"plan-entry/{hashlib.sha256(about.encode()).hexdigest()[:12]}"
    while True:
        opening = cases.Opening(
            id=f"{base}-{number}", place=work.place.id, kind=KIND, subject=about,
            on=timezone.localdate(work.at),
            title=Text(letter["title_ko"], letter["title_en"]), source=letter["source"],
            locator=letter["locator"],
        )  # fmt: skip
        try:
            return cases.open_case(opening, by=work.actor, at=work.at, letters=[letter])
        except cases.AlreadyOpen:
            number += 1


@office
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """The second pair of eyes: what would be named, approved or sent back by another person."""
    case = case_read.find_case(f"plan-entry/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        move, says = request.POST.get("move", ""), typed(form.cleaned_data["says"])
        try:
            _take(work, case, move=move, says=says)
        except cases.MoveRefused as error:
            form.add_error("says" if move == "return" and not (says.ko or says.en) else None, say(error.says))
        except planning.PlaceTaken:
            form.add_error(None, _("This place of the plan is named already, or is not there."))
        else:
            messages.success(request, _("Approved and published.") if move == "approve" else _("Sent back."))
            return redirect(request.path)
    case = case_read.find_case(case.id) or case
    shows = {"what": list(_facts(case))}
    return case_page(request, "officer/plan_entry.html", shows, case=case, work=work, form=form)


def _take(work: Work, case: case_read.Case, *, move: str, says: Text) -> None:
    """Take the step; approving also names the place, both or neither."""
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)
        if move != "approve":
            return
        letter = case_read.letters(case.id)[0]
        _place, system, plan, node = case.subject.split("/", maxsplit=3)
        named = planning.Named(
            title=Text(letter["title_ko"], letter["title_en"]),
            owner=letter["owner"],
            source=letter["source"],
            locator=letter["locator"],
            note=Text(letter["note_ko"], letter["note_en"]),
            case=case.id,
        )
        planning.name_place(case.place, system=system, plan=plan, node=node, named=named, at=work.at)


def _facts(case: case_read.Case) -> Iterator[tuple[str, str]]:
    """What was filed, and where in the plan it goes."""
    letter = case_read.letters(case.id)[0]
    _place, system, code, node = case.subject.split("/", maxsplit=3)
    plan = next((p for p in plans.plans(case.place) if (p.system, p.code) == (system, code)), None)
    here = plan.find(node) if plan else None
    source = observations.find_source(letter["source"])
    if plan and here:
        yield _("Plan"), f"{say(plan.root.title)} › {say(here.level)}"
    yield _("Title in Korean"), letter["title_ko"]
    yield _("Title in English"), letter["title_en"]
    yield _("Who is in charge"), letter["owner"] or _("not stated")
    where = showing.line_words(letter["locator"])
    yield _("Source document"), f"{say(source.title) if source else letter['source']}, {where}"
    note = letter[f"note_{language()}"] or letter["note_ko"] or letter["note_en"]
    if note:
        yield _("Note"), note
