"""The desk of car points: readings of odometers that wait for a look, and one car's year with its photos."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as parties
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.acts.conflicts import conflict
from dure.portal.resident.car import year as years
from dure.portal.resident.car.page import facts
from dure.portal.resident.car.rules import rules_of
from dure.portal.showing import say

MOST = 200
WAITING = ("begun", "ended")
PARTS = ("first", "last")


@office
def queue(request: HttpRequest, place: str) -> HttpResponse:
    """Every reading that waits for a look, the oldest first; what is one's own is counted, not shown."""
    work = work_at(request, place)
    kind = case_read.find_kind(years.KIND)
    if kind is None:
        raise Http404
    found = case_read.cases(place=place, kind=years.KIND, states=WAITING, limit=MOST)
    open_ones = [case for case in reversed(found) if not _against(case, work=work)]
    shows = {
        "piles": [
            {
                "title": say(kind.state_title(state)),
                "lines": [_line(case) for case in open_ones if case.state == state],
            }
            for state in WAITING
        ],
        "own": len(found) - len(open_ones),
        "missing": rules_of(place, on=timezone.localdate(work.at)).missing,
    }
    return page(request, "officer/cars.html", shows, title=_("Car points"), place=work.place)


@office
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One car’s year: readings, photos, decision. That one looked is written down."""
    found = _found(number)
    work = work_at(request, found.place)
    if against := _against(found, work=work):
        return page(request, "officer/car.html", {"closed": against}, title=_("Car points"), place=work.place)
    parties.record_look(viewer=work.actor.party, subject=found.subject, what=f"car {number}", at=work.at)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move, says = request.POST.get("move", ""), typed(form.cleaned_data["says"])
        try:
            years.decide(found, move=move, by=work.actor, at=work.at, says=says)
        except (ActRefused, cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Recorded."))
            return redirect("work_cars", place=found.place)
    now = case_read.find_case(found.id) or found
    year = years.year_of(now)
    shows = {"what": facts(year), "photos": _photos(year, number), "alike": _alike(year)}
    return case_page(request, "officer/car.html", shows, case=now, work=work, form=form)


@office
def photo(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """The photo of a reading for whoever decides about it; that one looked is written down."""
    found = _found(number)
    work = work_at(request, found.place)
    year = years.year_of(found)
    key = {"first": year.first_key, "last": year.last_key}.get(part)
    picture = case_read.find_picture(key) if key and not _against(found, work=work) else None
    if picture is None:
        raise Http404
    looked = f"photo of car {number}"
    parties.record_look(viewer=work.actor.party, subject=found.subject, what=looked, at=work.at)
    return HttpResponse(picture, content_type="image/jpeg")


def _found(number: str) -> case_read.Case:
    found = case_read.find_case(f"{years.KIND}/{number}")
    if found is None:
        raise Http404
    return found


def _against(found: case_read.Case, *, work: Work) -> str:
    against = conflict(found, reviewer=work.actor.party, move="accept", on=timezone.localdate(work.at))
    return say(against) if against else ""


def _photos(year: years.Year, number: str) -> list[tuple[str, str]]:
    words = {"first": _("First reading"), "last": _("Last reading")}
    keys = {"first": year.first_key, "last": year.last_key}
    return [
        (words[part], reverse("work_car_photo", kwargs={"number": number, "part": part}))
        for part in PARTS
        if (key := keys[part]) is not None and case_read.find_picture(key) is not None
    ]


def _alike(year: years.Year) -> str:
    return {
        "others": _("A photo is the same as one that somebody else sent, or nearly so."),
        "own": _("A photo is the same as one sent before, or nearly so."),
    }.get(year.alike, "")


def _line(case: case_read.Case) -> dict[str, str]:
    return {
        "title": say(case.title),
        "href": reverse("work_car", kwargs={"number": case.id.partition("/")[2]}),
        "on": timezone.localdate(case.steps[-1].at).isoformat(),
    }
