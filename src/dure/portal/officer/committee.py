"""The committee's work: plans on their way, meetings, proposals and what became of them, members."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.books.practice_shapes import PRACTICE, UNAPPROVED
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as joining
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.portal.blocks.times import period_words
from dure.portal.data.marketplace import offered_details
from dure.portal.officer import sure
from dure.portal.officer.committee_forms import LeaveForm, OpeningForm, SeatForm, StepForm
from dure.portal.officer.offering import told
from dure.portal.officer.reviewing import allowed_moves, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.findings import way
from dure.portal.showing import language, say

KINDS = ("plan_edition", "meeting", "proposal", "pledge", PRACTICE)


@office
def committee(request: HttpRequest, place: str) -> HttpResponse:
    """Everything of the committee room that an officer keeps up."""
    work = work_at(request, place)
    kinds = case_read.kinds()
    today = timezone.localdate(work.at)
    sections = [
        {
            "kind": kind,
            "title": say(kinds[kind].title),
            "open_href": _open_href(place, kind),
            "cases": [
                {
                    "title": say(case.title),
                    "state": say(kinds[kind].state_title(case.state)),
                    "on": _told_day(case.steps[-1]),
                    "href": _page_of(case),
                }
                for case in case_read.cases(place=place, kind=kind)
            ],
        }
        for kind in KINDS
        if kind in kinds
    ]
    bodies = [body for body in parties.bodies(place) if body.kind == "body"]
    return page(
        request,
        "officer/committee.html",
        {
            "sections": sections,
            "bodies": [room for body in bodies if (room := _room(body, on=today))["seats"]],
            "may_write": work.may("officer"),
        },
        title=_("Committee"),
        place=work.place,
    )


def _open_href(place: str, kind: str) -> str:
    """Where a case of a kind is opened: a practice has a form of its own, with all its parts."""
    if kind == PRACTICE:
        return reverse("work_offer", kwargs={"place": place})
    return reverse("work_open", kwargs={"place": place, "kind": kind})


def _room(body: PartySeen, *, on: date) -> dict[str, object]:
    tail = body.id.partition("/")[2]
    return {
        "name": say(body.name),
        "seats": [
            {
                "number": seat.number,
                "name": say(seat.holder.name) if seat.holder else "",
                "href": reverse(
                    "work_seat",
                    kwargs={"place": body.place, "body": tail, "role": seat.role, "seat": seat.number},
                ),
            }
            for seat in parties.seats(body.id, on=on)
        ],
    }


@office
def open_one(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """Begin a plan's making, call or record a meeting, record a proposal or a pledge; first a look."""
    work = work_at(request, place, "officer")
    known = case_read.find_kind(kind)
    if known is None or kind not in KINDS:
        raise Http404
    if kind == PRACTICE:
        return redirect(_open_href(place, kind))
    posted = request.POST if request.method == "POST" else None
    form = OpeningForm(posted, today=timezone.localdate(work.at), may_be_called=kind == "meeting")
    title = _("New: %(kind)s") % {"kind": say(known.title)}
    if form.is_valid() and not sure.is_back(request):
        return _look_at_new(request, work, known, form, title=title)
    return page(
        request,
        "officer/open.html",
        {"form": form, "forms": (form,), "is_meeting": kind == "meeting", "kind_title": say(known.title)},
        title=title,
        place=work.place,
        status=422 if form.errors else 200,
    )


def _look_at_new(
    request: HttpRequest, work: Work, kind: case_read.Kind, form: OpeningForm, *, title: str
) -> HttpResponse:
    """The look at what begins, and then its case; the same look again finds the case there is."""
    said = form.cleaned_data
    opens = "minuted" if _is_minuted(kind.name, said) else kind.opens
    what = (
        (_("What is recorded"), title),
        (_("Title"), say(Text(said["title_ko"], said["title_en"]))),
        (_("It then stands at"), say(kind.state_title(opens))),
    )

    def answer(case: case_read.Case) -> HttpResponse:
        messages.success(request, _("Recorded."))
        return redirect(_page_of(case))

    def again(seal: str) -> HttpResponse | None:
        case = case_read.find_case(_new_id(work, kind, form, seal=seal))
        return answer(case) if case is not None else None

    return sure.ask(
        request, work, form,
        shows=lambda: sure.Look(what, title),
        again=again,
        records=lambda seal, _seen: answer(_open(work, kind, form, seal=seal)),
    )  # fmt: skip


def _page_of(case: case_read.Case) -> str:
    return reverse("work_case", kwargs={"place": case.place, "case": case.id.partition("/")[2]})


def _new_id(work: Work, kind: case_read.Kind, form: OpeningForm, *, seal: str) -> str:
    """The id of what begins: it follows from the look."""
    return f"{work.place.id}/{kind.name.replace('_', '-')}-{form.cleaned_data['on']:%Y%m%d}-{seal[:8]}"


def _is_minuted(kind: str, said: Mapping[str, Any]) -> bool:
    return kind == "meeting" and bool(said["says"].strip())


def _open(work: Work, kind: case_read.Kind, form: OpeningForm, *, seal: str) -> case_read.Case:
    """Open the case; a meeting that has its minutes is held and minuted in the same breath. Once a look."""
    said = form.cleaned_data
    is_minuted = _is_minuted(kind.name, said)
    opening = cases.Opening(
        id=_new_id(work, kind, form, seal=seal),
        place=work.place.id,
        kind=kind.name,
        title=Text(said["title_ko"].strip(), said["title_en"].strip()),
        says=cases.NOTHING if is_minuted else typed(said["says"]),
        on=said["on"],
        source=said["source"],
        locator=said["locator"].strip() if said["source"] else "",
    )
    try:
        case = cases.open_case(opening, by=work.actor, at=work.at)
    except cases.AlreadyOpen:
        return case_read.find_case(opening.id) or case_read.cases(place=work.place.id, kind=kind.name)[0]
    if is_minuted:
        source = (opening.source, opening.locator)
        told = cases.Told(said["on"], typed(said["says"]), source)
        cases.tell(case.id, move="hold", by=work.actor, at=work.at, told=told)
        case = cases.tell(case.id, move="minute", by=work.actor, at=work.at, told=told)
    return case


@office
def case_page(request: HttpRequest, place: str, case: str) -> HttpResponse:
    """One case of the room: its way so far, and the next step, which is looked at before it is recorded."""
    found = case_read.find_case(f"{place}/{case}")
    if found is None or found.kind not in KINDS:
        raise Http404
    work = work_at(request, place)
    kind = case_read.find_kind(found.kind)
    assert kind is not None
    form = StepForm(request.POST if request.method == "POST" else None, today=timezone.localdate(work.at))
    if form.is_valid() and not sure.is_back(request):
        move = request.POST.get("move", "")
        try:
            return _look_at_step(request, work, found, kind, move=move, form=form)
        except cases.MoveRefused as error:
            form.add_error(None if form.cleaned_data["says"] else "says", say(error.says))
    return _case(request, work, found, kind=kind, form=form)


def _look_at_step(
    request: HttpRequest, work: Work, case: case_read.Case, kind: case_read.Kind, *, move: str, form: StepForm
) -> HttpResponse:
    """The look at a step, and then the step. Pressed again it is refused as any step out of its turn is."""

    def records(_seal: str, _seen: sure.Look) -> HttpResponse:
        _take(work, case, move=move, form=form)
        messages.success(request, _("The step is recorded."))
        return redirect(request.path)

    return sure.ask(
        request, work, form,
        shows=lambda: sure.Look(_what(work, case, kind, move=move, form=form), say(case.title)),
        again=lambda _seal: None,
        records=records,
    )  # fmt: skip


def _take(work: Work, case: case_read.Case, *, move: str, form: StepForm) -> None:
    """Take the step, or take the last one back."""
    told = _told(form)
    if move == case_read.TAKEN_BACK:
        cases.take_back(case.id, by=work.actor, at=work.at, told=told)
    else:
        cases.tell(case.id, move=move, by=work.actor, at=work.at, told=told)


def _told(form: StepForm) -> cases.Told:
    said = form.cleaned_data
    source = (said["source"], said["locator"].strip() if said["source"] else "")
    return cases.Told(said["on"], typed(said["says"]), source)


def _what(
    work: Work, case: case_read.Case, kind: case_read.Kind, *, move: str, form: StepForm
) -> tuple[tuple[str, str], ...]:
    """What would be recorded, in words; MoveRefused where it would not."""
    told = _told(form)
    if move == case_read.TAKEN_BACK:
        to_state = cases.may_take_back(case, by=work.actor)
        title = taking_back()
    else:
        chosen = cases.allowed(
            case, move=move, by=work.actor, at=work.at, says=told.says, source=told.source[0]
        )
        to_state, title = chosen.to_state, say(chosen.title)
    return (
        (_("What is recorded"), title),
        (_("It now stands at"), say(kind.state_title(case.state))),
        (_("It then stands at"), say(kind.state_title(to_state))),
    )


def taking_back() -> str:
    """What taking back the last step is called."""
    return _("Take back the last step, recorded by mistake")


def _case(
    request: HttpRequest, work: Work, found: case_read.Case, *, kind: case_read.Kind, form: StepForm
) -> HttpResponse:
    names = {body.id: say(body.name) for body in parties.stated_parties(found.place)}
    moves = allowed_moves(found, work=work, kind=kind)
    return page(
        request,
        "officer/case.html",
        {
            "case": found,
            "kind_title": say(kind.title),
            "state": say(kind.state_title(found.state)),
            "steps": way(found, kind, names),
            "what": _offered(found),
            "moves": moves + _back(work, found),
            "why_not": "" if moves else why_not(found, work=work, kind=kind),
            "form": form,
            "forms": (form,),
        },
        title=say(found.title),
        place=work.place,
        status=422 if form.errors else 200,
    )


def _offered(case: case_read.Case) -> list[tuple[str, str]]:
    """What an offer that waits says, part by part, for whoever approves it."""
    if case.kind != PRACTICE or case.state not in UNAPPROVED:
        return []
    return told(offered_details(case_read.letters(case.id)), case.title)


def _back(work: Work, case: case_read.Case) -> list[dict[str, object]]:
    """Taking back the last step, where this person may."""
    try:
        cases.may_take_back(case, by=work.actor)
    except cases.MoveRefused:
        return []
    return [{"name": case_read.TAKEN_BACK, "title": taking_back(), "needs_reason": True, "is_quiet": True}]


@office
def seat(request: HttpRequest, place: str, body: str, role: str, seat: int) -> HttpResponse:
    """Who sits on a counted seat: name the holder, or record that they left."""
    work = work_at(request, place, "officer")
    found = parties.find_party(f"{place}/{body}")
    today = timezone.localdate(work.at)
    here = (
        [s for s in parties.seats(found.id, on=today) if (s.role, s.number) == (role, seat)] if found else []
    )
    if found is None or not here:
        raise Http404
    holder = here[0].holder
    form = _seat_form(request, has_holder=holder is not None, today=today)
    if form.is_valid() and _seated(work, form, body=found.id, role=role, seat=seat):
        messages.success(request, _("Recorded."))
        return redirect(reverse("work_committee", kwargs={"place": place}))
    return page(
        request,
        "officer/seat.html",
        {
            "form": form,
            "forms": (form,),
            "body": say(found.name),
            "number": seat,
            "holder": say(holder.name) if holder else "",
        },
        title=_("Seat %(number)d") % {"number": seat},
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def _told_day(step: case_read.Step) -> str:
    """When a step was taken, as far as that is told."""
    return period_words(step.told or timezone.localdate(step.at).isoformat(), language=language())


def _seat_form(request: HttpRequest, *, has_holder: bool, today: date) -> SeatForm | LeaveForm:
    posted = request.POST if request.method == "POST" else None
    return LeaveForm(posted, today=today) if has_holder else SeatForm(posted, today=today)


def _seated(work: Work, form: SeatForm | LeaveForm, *, body: str, role: str, seat: int) -> bool:
    """Record who takes or leaves the seat; what the kernel refuses stands in the form."""
    said = form.cleaned_data
    today = timezone.localdate(work.at)
    if isinstance(form, LeaveForm):
        held = [r for r in parties.members(body, on=today) if (r.name, r.seat) == (role, seat)]
        for each in held:
            joining.end_role(each.id, last_day=said["last_day"], at=work.at, by=work.actor.party)
        return True
    person = PartySeen(
        id=f"p-{secrets.token_hex(8)}",
        kind="person",
        place=work.place.id,
        name=Text(said["name_ko"].strip(), said["name_en"].strip()),
    )
    given = RoleHeld(
        holder=person.id, name=role, place=work.place.id, valid_from=said["valid_from"], body=body, seat=seat,
        source=f"consent:{today.isoformat()}",
    )  # fmt: skip
    try:
        joining.seat_member(person, role=given, at=work.at, by=work.actor.party)
    except joining.SeatTaken:
        form.add_error(
            None,
            _("Somebody else already sits on this seat on one of these days. Choose another seat or day."),
        )
        return False
    return True
