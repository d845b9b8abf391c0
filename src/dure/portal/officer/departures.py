"""Residents who moved away or died: one person files it, another approves; what follows is said before."""

import contextlib
import hashlib
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.people.departing import (
    DIED,
    KIND,
    MOVED,
    Departure,
    carry_out,
    departure_of,
    departures,
    is_resident,
)
from dure.portal.showing import say

TITLE = Text("주민의 전출·사망", "A resident moved away or died")
DAY = {"type": "date"}


class DepartureForm(forms.Form):
    """Who it is, why, the last day, until when details are kept, and who inherits."""

    login = forms.CharField(label=gettext_lazy("Name the resident signs in with"), max_length=80)
    why = forms.ChoiceField(label=gettext_lazy("Why they leave"))
    last_day = forms.DateField(
        label=gettext_lazy("Last day as a resident"), widget=forms.DateInput(attrs=DAY)
    )
    forget_on = forms.DateField(
        label=gettext_lazy("Day on which personal details are forgotten"),
        help_text=gettext_lazy("As the rules of the place state. The details stay sealed until then."),
        widget=forms.DateInput(attrs=DAY),
    )
    heir = forms.CharField(
        label=gettext_lazy("Name the heir signs in with"), max_length=80, required=False,
        help_text=gettext_lazy("Only after a death. Left empty, the points end on the last day of each lot."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, place: str, today: date) -> None:
        super().__init__(data)
        self.place, self.today = place, today
        self.fields["why"].choices = [(why, why_word(why)) for why in (MOVED, DIED)]  # type: ignore[attr-defined]

    def clean_login(self) -> str:
        """A resident; answers their opaque id."""
        return self._resident(self.cleaned_data["login"])

    def clean_heir(self) -> str:
        """A resident, or nobody."""
        named = self.cleaned_data["heir"]
        return self._resident(named) if named else ""

    def clean(self) -> dict[str, object]:
        """Days in their order; an heir after a death alone, and another person."""
        said = super().clean() or {}
        last, forgotten = said.get("last_day"), said.get("forget_on")
        if isinstance(last, date) and last > self.today:
            self.add_error("last_day", _("Give a day that has come."))
        if isinstance(last, date) and isinstance(forgotten, date) and forgotten <= last:
            self.add_error("forget_on", _("Give a day after the last day as a resident."))
        if said.get("heir") and (said.get("why") != DIED or said["heir"] == said.get("login")):
            self.add_error("heir", _("Name an heir only after a death, and another person."))
        return said

    def _resident(self, login: str) -> str:
        account = parties.find_account(login.strip())
        who = parties.party_of(account) if account is not None else None
        if who is None or not is_resident(who.id, place=self.place, on=self.today):
            raise forms.ValidationError(
                _("No resident of this place signs in as “%(login)s”.") % {"login": login}
            )
        return who.id


def why_word(why: str) -> str:
    """Why somebody is a resident no longer, in words."""
    return {MOVED: _("moved away"), DIED: _("died")}.get(why, why)


@office
def desk(request: HttpRequest, place: str) -> HttpResponse:
    """Who left, what waits, and the form."""
    work = work_at(request, place)
    if case_read.find_kind(KIND) is None:
        raise Http404
    today = timezone.localdate(work.at)
    form = DepartureForm(request.POST or None, place=place, today=today) if work.may("officer") else None
    if form is not None and form.is_valid():
        number = _file(work, form.cleaned_data)
        messages.success(request, _("Filed. Nothing happens until another person has approved it."))
        return redirect("work_departure", number=number)
    kind = case_read.kinds()[KIND]
    shows = {
        "lines": [
            {"href": reverse("work_departure", kwargs={"number": each.case.id.partition("/")[2]}),
             "why": why_word(each.why), "last_day": each.last_day, "forget_on": each.forget_on,
             "state": say(kind.state_title(each.case.state))}
            for each in departures(place)
        ],
        "form": form, "forms": (form,) if form else (),
    }  # fmt: skip
    status = 422 if form is not None and form.errors else 200
    return page(request, "officer/departures.html", shows, title=_("Moved away or died"), place=work.place,
                status=status)  # fmt: skip


@office
def departure(request: HttpRequest, number: str) -> HttpResponse:
    """One departure with what follows from it; that one looked is written down."""
    found = case_read.find_case(f"{KIND}/{number}")
    if found is None:
        raise Http404
    work = work_at(request, found.place)
    people.record_look(viewer=work.actor.party, subject=found.subject, what=f"departure {number}", at=work.at)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        says, wanted = typed(form.cleaned_data["says"]), request.POST.get("move", "")
        try:
            if wanted == "approve":
                carry_out(
                    departure_of(found, case_read.letters(found.id)), by=work.actor, at=work.at, says=says
                )
            elif wanted == "return":
                cases.take(found.id, move=wanted, by=work.actor, at=work.at, says=says)
        except (ActRefused, cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Recorded."))
            return redirect(request.path)
    now = case_read.find_case(found.id) or found
    told = departure_of(now, case_read.letters(now.id))
    shows = {"what": _facts(told), "has_heir": bool(told.heir)}
    return case_page(request, "officer/departure.html", shows, case=now, work=work, form=form)


def _facts(told: Departure) -> list[tuple[str, str]]:
    names = [parties.details_of(each).get("name", "") if each else "" for each in (told.party, told.heir)]
    return [
        (_("Resident"), names[0] or _("forgotten")), (_("Why they leave"), why_word(told.why)),
        (_("Last day as a resident"), told.last_day.isoformat()),
        (_("Day on which personal details are forgotten"), told.forget_on.isoformat()),
        (_("Heir"), (names[1] or _("forgotten")) if told.heir else _("nobody")),
    ]  # fmt: skip


def _file(work: Work, said: dict[str, object]) -> str:
    """Open the case; the same form sent again is the same case."""
    letter = {name: str(said[name]) for name in ("why", "last_day", "forget_on", "heir")}
    mark = f"{work.place.id} {said['login']} {sorted(letter.items())}"
    number = hashlib.sha256(mark.encode()).hexdigest()[:12]
    opening = cases.Opening(
        id=f"{KIND}/{number}", place=work.place.id, kind=KIND, title=TITLE, subject=str(said["login"]),
        on=timezone.localdate(work.at),
    )  # fmt: skip
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[letter])
    return number
