"""The desk of campaigns: what runs, what waits, and the forms. What costs money takes another person."""

import contextlib
import hashlib
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.officer.campaigns.forms import ChoiceForm, EventForm, MissionForm, ThemeForm
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.acts import tariffs
from dure.portal.resident.campaigns import choosing, events, missions, themes
from dure.portal.showing import say

KINDS = (themes.KIND, missions.KIND, events.KIND, choosing.KIND)
# A case of these has nothing more to do.
ENDED = ("withdrawn", "returned")
SHOWN = 100


@office
def campaigns(request: HttpRequest, place: str) -> HttpResponse:
    """What runs and waits, and the forms to begin something."""
    work = work_at(request, place, "officer", "approver")
    own = _forms(request, work) if work.may("officer") else {}
    for kind, form in own.items():
        if form.is_bound and form.is_valid():
            case = _file(work, kind, form)
            messages.success(request, _filed(kind))
            return redirect(_href(case))
    shows = {
        "piles": _piles(place),
        "proposals": [(TITLES[kind](), kind, form) for kind, form in own.items()],
        "forms": tuple(own.values()),
    }
    status = 422 if any(form.errors for form in own.values()) else 200
    return page(
        request, "officer/campaigns/desk.html", shows, title=_("Campaigns"), place=work.place, status=status
    )


def _forms(request: HttpRequest, work: Work) -> dict[str, forms.Form]:
    """The forms of the desk; the one that was sent is bound. Without a programme only the theme is left."""
    today, place = timezone.localdate(work.at), work.place.id
    runs = [run for run in tariffs.runs_at(place, on=today) if run.place == place and run.programme.actions]
    paying = [run for run in runs if run.programme.unit]

    def data(kind: str) -> QueryDict | None:
        return request.POST if request.method == "POST" and request.POST.get("kind") == kind else None

    found: dict[str, forms.Form] = {themes.KIND: ThemeForm(data(themes.KIND), prefix=themes.KIND)}
    if paying:
        found[missions.KIND] = MissionForm(data(missions.KIND), runs=paying, prefix=missions.KIND)
        found[events.KIND] = EventForm(data(events.KIND), runs=paying, prefix=events.KIND)
    if runs:
        found[choosing.KIND] = ChoiceForm(data(choosing.KIND), runs=runs, prefix=choosing.KIND)
    return found


def _file(work: Work, kind: str, form: forms.Form) -> str:
    """Open the case; the same form sent again is the same case."""
    said = form.cleaned_data
    letter = {name: _written(value) for name, value in said.items() if name not in ("title", "says")}
    if kind == themes.KIND:
        letter["actions"] = ""
    mark = f"{work.place.id} {kind} {said['title']} {sorted(letter.items())}"
    opening = cases.Opening(
        id=f"{kind}/{hashlib.sha256(mark.encode()).hexdigest()[:12]}", place=work.place.id, kind=kind,
        title=typed(said["title"]), says=typed(said.get("says", "")), on=timezone.localdate(work.at),
    )  # fmt: skip
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[letter])
    return opening.id


def _href(case: str) -> str:
    kind, _slash, number = case.partition("/")
    return reverse("work_campaign", kwargs={"kind": kind, "number": number})


def _written(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _filed(kind: str) -> str:
    if kind in (missions.KIND, events.KIND):
        return _("Filed. It is open to residents once another person has approved it.")
    return _("Recorded. Everybody can read it.")


def _piles(place: str) -> list[dict[str, object]]:
    """The cases of the desk, kind by kind."""
    kinds = case_read.kinds()
    found = [
        case for case in case_read.cases(place=place, kinds=KINDS, limit=SHOWN) if case.state not in ENDED
    ]
    return [
        {
            "title": say(kinds[kind].title),
            "cases": [
                {
                    "href": _href(case.id),
                    "title": say(case.title), "state": say(kinds[kind].state_title(case.state)),
                    "on": timezone.localdate(case.opened_at),
                }
                for case in found if case.kind == kind
            ],
        }
        for kind in KINDS if kind in kinds
    ]  # fmt: skip


TITLES: dict[str, Callable[[], str]] = {
    themes.KIND: lambda: _("Theme of a month"), missions.KIND: lambda: _("A new mission"),
    events.KIND: lambda: _("A new proof-shot event"),
    choosing.KIND: lambda: _("Criteria for outstanding participants"),
}  # fmt: skip
