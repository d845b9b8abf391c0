"""Publishing a report: one person proposes, another publishes; the edition keeps what it was made from."""

import hashlib
from datetime import datetime

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
from dure.kernel.plans import write as publishing
from dure.kernel.plans.read import Edition
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal.data.disclosures.editions import SYSTEM, content_of, keep_report, publish_disclosure
from dure.portal.data.practices import root_of
from dure.portal.data.reports import facts, facts_digest
from dure.portal.data.reports.pages import edition_pdf
from dure.portal.guards.languages import EVERYWHERE
from dure.portal.officer.forms import SaysForm, WhyForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.showing import people, say
from dure.portal.version import code_version

KIND = "edition"


@office
def editions(request: HttpRequest, place: str) -> HttpResponse:
    """The editions of a place, what waits to be published, and the proposal of a new one."""
    work = work_at(request, place)
    form = WhyForm(request.POST) if request.method == "POST" else WhyForm()
    if form.is_valid():
        work = work_at(request, place, "officer")
        if same := _same_as(place, recorded_by=work.at):
            form.add_error(None, say(_same_words(same)))
        else:
            case, fresh = _propose(work, typed(form.cleaned_data["says"]))
            told = _("Proposed. Another person can publish it now.")
            messages.success(request, told if fresh else _("A proposal waits already: this is it."))
            return redirect(reverse("work_edition", kwargs={"number": case.partition("/")[2]}))
    return _shelf(request, work, form)


def _shelf(request: HttpRequest, work: Work, form: WhyForm) -> HttpResponse:
    place = work.place.id
    waiting = case_read.cases(place=place, kind=KIND, states=("proposed",))
    who = people(case.steps[-1] for case in waiting)
    return page(
        request,
        "officer/editions.html",
        {
            "editions": plans.editions(place),
            "waiting": [
                {
                    "title": say(case.title),
                    "href": reverse("work_edition", kwargs={"number": case.id.partition("/")[2]}),
                    "by": who(case.steps[-1]),
                    "at": case.steps[-1].at,
                }
                for case in waiting
            ],
            "may_propose": work.may("officer"),
            "form": form,
            "forms": (form,),
        },
        title=_("Editions of the report"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def _same_as(place: str, *, recorded_by: datetime) -> Edition | None:
    """The newest edition, where what would be published now says the very same; else None."""
    last = next(iter(plans.editions(place)), None)
    if last is None or facts_digest(facts(place, recorded_by=recorded_by)) != last.facts_digest:
        return None
    told = things.find_place(place)
    if told is None or SYSTEM not in told.systems:
        return last
    newest = next(iter(plans.editions(place, kind=plans.DISCLOSURE)), None)
    content = content_of(told, year=recorded_by.year, recorded_by=recorded_by)
    same = newest is not None and hashlib.sha256(content).hexdigest() == newest.facts_digest
    return last if same else None


def _same_words(same: Edition) -> Text:
    return Text(
        f"{same.number}판 뒤로 바뀐 내용이 없어 새 판도 똑같습니다. 새로운 내용을 먼저 기록하십시오.",
        f"Nothing that an edition tells has changed since edition {same.number}, so a new one would be the "
        "same. Record what is new first.",
    )


def _propose(work: Work, why: Text) -> tuple[str, bool]:
    """Open the case of the next edition, and say that it is new; one that waits is the one."""
    place = work.place
    known = case_read.cases(place=place.id, kind=KIND)
    waits = next((case.id for case in known if case.state == "proposed"), None)
    if waits is not None:
        return waits, False
    # The number follows from what was decided: the same button, pressed four times at once, opens one case.
    number = len(known) + 1
    while True:
        opening = cases.Opening(
            id=f"{KIND}/{place.id}-{number}", place=place.id, kind=KIND, says=why,
            on=timezone.localdate(work.at),
            title=Text(
                f"{place.title.ko} 보고서 발간 제안 {number}",
                f"Report of {place.title.en}, proposal {number}",
            ),
        )  # fmt: skip
        try:
            return cases.open_case(opening, by=work.actor, at=work.at).id, True
        except cases.AlreadyOpen:
            there = case_read.find_case(opening.id)
            if there is not None and there.state == "proposed":
                return there.id, False
            number += 1


@office
def edition(request: HttpRequest, number: str) -> HttpResponse:
    """A proposed edition: publish it, or send it back."""
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    form = SaysForm(request.POST) if request.method == "POST" else SaysForm()
    if form.is_valid():
        says, move = typed(form.cleaned_data["says"]), request.POST.get("move", "")
        try:
            _take(work, case, move=move, says=says, root=root_of(request))
        except cases.MoveRefused as error:
            form.add_error("says" if move == "return" and not (says.ko or says.en) else None, say(error.says))
        else:
            messages.success(
                request, _("The edition is published.") if move == "publish" else _("Sent back.")
            )
            return redirect(request.path)
    case = case_read.find_case(case.id) or case
    return case_page(
        request,
        "officer/edition.html",
        {
            "case": case,
            "why": say(case.steps[0].says),
            "published": next((e for e in plans.editions(case.place) if e.case == case.id), None),
            "figures": len(observations.figures(case.place)),
            "load": runs.last_load(),
        },
        case=case,
        work=work,
        form=form,
    )


def _take(work: Work, case: case_read.Case, *, move: str, says: Text, root: str) -> None:
    """Take the step; publishing also makes the edition, both or neither, and prints it while it is fresh."""
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)
        if move != "publish":
            return
        if same := _same_as(case.place, recorded_by=work.at):
            raise cases.MoveRefused(_same_words(same))
        load = runs.last_load()
        told = facts(case.place, recorded_by=work.at)
        packs = load.pack_digest if load else ""
        edition = publishing.publish_edition(
            case.place,
            digests=(facts_digest(told), packs),
            code_version=code_version(),
            case=case.id,
            why=case.steps[0].says,
            at=work.at,
        )
        keep_report(edition, facts=told)
        if SYSTEM in work.place.systems:
            publish_disclosure(
                work.place, case=case.id, why=case.steps[0].says, pack_digest=packs, at=work.at
            )
    for language in EVERYWHERE:
        edition_pdf(edition, language=language, root=root)
