"""The desk of programmes: how budgets stand, what was paid last without names, money put in by two people."""

import contextlib
import hashlib

from django import forms
from django.contrib import messages
from django.db import transaction
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
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.plans import read as plans
from dure.kernel.plans.read import ProgrammeRun
from dure.portal import showing
from dure.portal.officer import sure
from dure.portal.officer.forms import SaysForm, source_choices
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.acts import books, funding, tariffs
from dure.portal.resident.programmes import budget_meter, won
from dure.portal.showing import people, say

KIND = "programme_funding"
MOST = 10**13
ROWS_SHOWN = 20
# Programmes that are reckoned from readings have a desk of their own.
DESKS = {"energy_points": "work_energy", "car_points": "work_cars"}


class FundingForm(forms.Form):
    """Money for a programme, and the document that says so."""

    programme = forms.ChoiceField(label=gettext_lazy("Which programme"))
    amount = WholeField(label=gettext_lazy("Amount"), max_length=20)
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40)
    says = forms.CharField(
        label=gettext_lazy("Reason"), max_length=150, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, runs: tuple[ProgrammeRun, ...], token: str) -> None:
        super().__init__(data, initial={"token": token})
        for name, choices in {
            "programme": [(run.programme.name, say(run.programme.title)) for run in runs],
            "source": source_choices(new=False),
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_amount(self) -> int:
        """An amount above zero and within reach."""
        amount = self.cleaned_data["amount"] or 0
        if not 0 < amount <= MOST:
            raise forms.ValidationError(_("Give a whole number above zero. Look at the unit again."))
        return int(amount)


@office
def programmes(request: HttpRequest, place: str) -> HttpResponse:
    """The programmes a place runs itself: budgets, last payments, and the form to put money in."""
    work = work_at(request, place, "officer", "approver")
    today = timezone.localdate(work.at)
    runs = tuple(run for run in tariffs.runs_at(place, on=today) if run.place == place)
    paying = tuple(run for run in runs if run.programme.unit)
    form = None
    if work.may("officer") and paying:
        data = request.POST if request.method == "POST" else None
        form = FundingForm(data, runs=paying, token=sure.token(request))
        if form.is_valid():
            case = _file(work, form)
            messages.success(request, _("Filed. The money moves once another person has approved it."))
            return redirect(_href(case))
    waiting = case_read.cases(place=place, kind=KIND, states=("filed",))
    who = people(case.steps[-1] for case in waiting)
    shows = {
        "programmes": [_shown(run) for run in runs],
        "form": form,
        "forms": (form,) if form else (),
        "waiting": [
            {"title": say(case.title), "href": _href(case.id), "by": who(case.steps[-1])} for case in waiting
        ],
    }
    status = 422 if form and form.errors else 200
    return page(
        request, "officer/programmes.html", shows, title=_("Programmes"), place=work.place, status=status
    )


@office
def funding_case(request: HttpRequest, number: str) -> HttpResponse:
    """Money for a programme that waits for another person; approving moves it."""
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        try:
            _take(work, case, move=move, says=typed(form.cleaned_data["says"]))
        except (cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Approved and posted.") if move == "approve" else _("Sent back."))
            return redirect(request.path)
    found = case_read.find_case(case.id) or case
    shows = {"what": _told(found)}
    return case_page(request, "officer/funding.html", shows, case=found, work=work, form=form)


def _file(work: Work, form: FundingForm) -> str:
    """Open the case; the same form sent again is the same case."""
    said = form.cleaned_data
    mark = f"{work.place.id} {work.account} {said['programme']} {said['amount']} {said['token']}"
    programme = plans.find_programme(said["programme"])
    title = programme.title if programme else Text(said["programme"], said["programme"])
    opening = cases.Opening(
        id=f"{KIND}/{hashlib.sha256(mark.encode()).hexdigest()[:12]}",
        place=work.place.id,
        kind=KIND,
        title=Text(f"{title.ko} 예산 배정", f"Money for {title.en}"),
        says=typed(said["says"]),
        on=timezone.localdate(work.at),
        source=said["source"],
        locator=said["locator"].strip(),
    )
    letter = {"programme": said["programme"], "amount": str(said["amount"])}
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[letter])
    return opening.id


def _take(work: Work, case: case_read.Case, *, move: str, says: Text) -> None:
    """Take the step; approving also moves the money, both or neither."""
    letter = case_read.letters(case.id)[0]
    programme = plans.find_programme(letter["programme"])
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)
        if move == "approve" and programme is not None:
            funding.fund(
                case.place, programme=programme.name, unit=programme.unit, amount=int(letter["amount"]),
                case=case.id, at=work.at,
            )  # fmt: skip


def _told(case: case_read.Case) -> list[tuple[str, str]]:
    letter, opened = case_read.letters(case.id)[0], case.steps[0]
    programme = plans.find_programme(letter["programme"])
    unit = programme.unit if programme else ""
    source = showing.sources().get(opened.source)
    return [
        (_("Programme"), say(programme.title) if programme else letter["programme"]),
        (_("Amount"), won(int(letter["amount"]), unit)),
        (_("Source document"), showing.place_words(source, opened.locator) if source else _("none")),
    ]


def _shown(run: ProgrammeRun) -> dict[str, object]:
    unit = run.programme.unit
    path = books.budget_of(run.programme.name)
    rows = ledgers.last_rows(run.place, path=path, unit=unit, limit=ROWS_SHOWN) if unit else ()
    return {
        "name": run.programme.name,
        "title": say(run.programme.title),
        "pays": bool(unit),
        "desk": reverse(DESKS[run.programme.name], kwargs={"place": run.place})
        if run.programme.name in DESKS
        else "",
        "meter": budget_meter(run),
        "rows": [
            {
                "on": timezone.localdate(row.happened_at),
                "says": say(row.says),
                "amount": won(-row.amount, unit),
            }
            for row in rows
            if row.amount < 0
        ],
    }


def _href(case: str) -> str:
    return reverse("work_funding", kwargs={"number": case.partition("/")[2]})
