"""The committee's work: plans on their way, meetings, proposals and what became of them, members."""

import secrets
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as joining
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.portal.officer.forms import LeaveForm, OpeningForm, SeatForm, StepForm
from dure.portal.officer.reviewing import allowed_moves, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.findings import way
from dure.portal.showing import say


class TooEarly(ValueError):
    """The day of a meeting has not come yet."""


KINDS = ("plan_edition", "meeting", "proposal", "pledge")


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
            "open_href": reverse("work_open", kwargs={"place": place, "kind": kind}),
            "cases": [
                {
                    "title": say(case.title),
                    "state": say(kinds[kind].state_title(case.state)),
                    "on": case.steps[-1].on or timezone.localdate(case.steps[-1].at),
                    "href": reverse("work_case", kwargs={"place": place, "case": case.id.partition("/")[2]}),
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
    """Begin a plan's making, call or record a meeting, record a proposal or a pledge."""
    work = work_at(request, place, "officer")
    known = case_read.find_kind(kind)
    if known is None or kind not in KINDS:
        raise Http404
    today = timezone.localdate(work.at)
    posted = request.POST if request.method == "POST" else None
    form = OpeningForm(posted, today=today, is_meeting=kind == "meeting")
    if form.is_valid():
        case = _open(work, known, form)
        messages.success(request, _("Recorded."))
        return redirect(reverse("work_case", kwargs={"place": place, "case": case.id.partition("/")[2]}))
    return page(
        request,
        "officer/open.html",
        {"form": form, "forms": (form,), "is_meeting": kind == "meeting", "kind_title": say(known.title)},
        title=_("New: %(kind)s") % {"kind": say(known.title)},
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def _open(work: Work, kind: case_read.Kind, form: OpeningForm) -> case_read.Case:
    """Open the case; a meeting that has its minutes is held and minuted in the same breath."""
    said = form.cleaned_data
    is_minuted = kind.name == "meeting" and bool(said["says"].strip())
    opening = cases.Opening(
        id=f"{work.place.id}/{kind.name.replace('_', '-')}-{said['on']:%Y%m%d}-{secrets.token_hex(2)}",
        place=work.place.id,
        kind=kind.name,
        title=Text(said["title_ko"].strip(), said["title_en"].strip()),
        says=cases.NOTHING if is_minuted else typed(said["says"]),
        on=said["on"],
        source=said["source"],
        locator=said["locator"].strip() if said["source"] else "",
    )
    case = cases.open_case(opening, by=work.actor, at=work.at)
    if is_minuted:
        cases.take(case.id, move="hold", by=work.actor, at=work.at)
        source = (opening.source, opening.locator)
        case = cases.take(
            case.id, move="minute", by=work.actor, at=work.at, says=typed(said["says"]), source=source
        )
    return case


@office
def case_page(request: HttpRequest, place: str, case: str) -> HttpResponse:
    """One case of the room: its way so far, and the next step."""
    found = case_read.find_case(f"{place}/{case}")
    if found is None or found.kind not in KINDS:
        raise Http404
    work = work_at(request, place)
    form = StepForm(request.POST) if request.method == "POST" else StepForm()
    if form.is_valid():
        said = form.cleaned_data
        source = (said["source"], said["locator"].strip() if said["source"] else "")
        move = request.POST.get("move", "")
        day = found.steps[0].on
        try:
            if move == "hold" and day and day > timezone.localdate(work.at):
                raise TooEarly
            cases.take(
                found.id, move=move, by=work.actor, at=work.at, says=typed(said["says"]), source=source
            )
        except TooEarly:
            form.add_error(None, _("The day of this meeting has not come yet. Record it once it was held."))
        except cases.MoveRefused as error:
            form.add_error(None if said["says"] else "says", say(error.says))
        else:
            messages.success(request, _("The step is recorded."))
            return redirect(request.path)
    found = case_read.find_case(found.id) or found
    kind = case_read.find_kind(found.kind)
    assert kind is not None
    names = {body.id: say(body.name) for body in parties.stated_parties(place)}
    return page(
        request,
        "officer/case.html",
        {
            "case": found,
            "kind_title": say(kind.title),
            "state": say(kind.state_title(found.state)),
            "steps": way(found, kind, names),
            "moves": allowed_moves(found, work=work, kind=kind),
            "why_not": why_not(found, work=work, kind=kind),
            "form": form,
            "forms": (form,),
        },
        title=say(found.title),
        place=work.place,
        status=422 if form.is_bound else 200,
    )


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
