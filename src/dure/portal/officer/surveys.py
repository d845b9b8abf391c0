"""The desk of surveys: open one, invite, close it, and say what was done about the answers."""

import base64
import secrets

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.books.survey_shapes import Survey
from dure.grammar.books.surveys import surveys_in
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.pages import csv_answer
from dure.portal.resident.surveys.answering import digest, plain_code
from dure.portal.resident.surveys.pages import ASKING, DONE, case_of, find_survey
from dure.portal.showing import say

KIND = "survey"
MOST_CODES = 500
CODE_BYTES = 10


class DoneForm(forms.Form):
    """What was done about the answers."""

    says = forms.CharField(
        label=gettext_lazy("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


@office
def surveys(request: HttpRequest, place: str) -> HttpResponse:
    """The surveys that the place declares, and how far each has come."""
    work = work_at(request, place, "officer")
    kind = case_read.find_kind(KIND)
    known = [(each, case_of(each)) for each in surveys_in(settings.PACKS, place)]
    shown = [
        {
            "title": say(each.title),
            "href": reverse("work_survey", kwargs={"place": place, "survey": each.name}),
            "state": _state(case, kind),
            "answers": case_read.number_of_answers(case.id) if case else 0,
        }
        for each, case in known
    ]
    return page(request, "officer/surveys.html", {"surveys": shown}, title=_("Surveys"), place=work.place)


@office
def survey(request: HttpRequest, place: str, survey: str) -> HttpResponse:
    """One survey: the step that is next."""
    work = work_at(request, place, "officer")
    asked = _asked(place, survey)
    form = DoneForm(request.POST if request.POST.get("move") == DONE else None)
    if request.method == "POST" and (request.POST.get("move") != DONE or form.is_valid()):
        try:
            _take(work, asked, request, form)
        except cases.MoveRefused as error:
            messages.error(request, say(error.says))
        return redirect(request.path)
    case = case_of(asked)
    return page(
        request,
        "officer/survey.html",
        {
            "case": case,
            "state": _state(case, case_read.find_kind(KIND)),
            "answers": case_read.number_of_answers(case.id) if case else 0,
            "codes": case_read.number_of_codes(case.id) if case else 0,
            "may_open": case is None,
            "may_close": case is not None and case.state == ASKING,
            "may_tell": case is not None and case.state != ASKING,
            "form": form,
            "forms": (form,),
            "seen_href": reverse("survey", kwargs={"place": place, "survey": survey}),
            "codes_href": reverse("work_survey_codes", kwargs={"place": place, "survey": survey}),
        },
        title=say(asked.title),
        place=work.place,
        status=422 if form.errors else 200,
    )


@office
def codes(request: HttpRequest, place: str, survey: str) -> HttpResponse:
    """New invitation codes as a file. Only their digests are kept."""
    work = work_at(request, place, "officer")
    case = case_of(_asked(place, survey))
    count = request.POST.get("count", "")
    back = redirect(reverse("work_survey", kwargs={"place": place, "survey": survey}))
    if request.method != "POST" or case is None or case.state != ASKING:
        return back
    if not (count.isascii() and count.isdigit() and 1 <= int(count) <= MOST_CODES):
        messages.error(request, _("Write how many codes, from 1 to 500."))
        return back
    made = [base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode() for _each in range(int(count))]
    digests = [digest(case.id, f"code {plain_code(code)}") for code in made]
    cases.make_codes(case.id, digests=digests, by=work.actor, at=work.at)
    rows = [["-".join(code[n : n + 4] for n in range(0, len(code), 4))] for code in made]
    return csv_answer(["code"], rows, name=f"{survey}-codes.csv")


def _take(work: Work, asked: Survey, request: HttpRequest, form: DoneForm) -> None:
    """Take the step that the button names."""
    move = request.POST.get("move", "")
    id_ = cases.survey_case(asked.place, survey=asked.name)
    if move == "open":
        opening = cases.Opening(
            id=id_, place=asked.place, kind=KIND, title=asked.title, on=timezone.localdate(work.at)
        )
        try:
            cases.open_case(opening, by=work.actor, at=work.at)
        except cases.AlreadyOpen:
            return
        messages.success(request, _("The survey is open."))
    elif move == DONE:
        cases.take(id_, move=DONE, by=work.actor, at=work.at, says=typed(form.cleaned_data["says"]))
        messages.success(request, _("Residents can read it now."))
    elif move == "close" and request.POST.get("sure"):
        cases.take(id_, move="close", by=work.actor, at=work.at)
        messages.success(request, _("The survey is closed. Everybody sees the results."))


def _asked(place: str, survey: str) -> Survey:
    found = find_survey(place, survey)
    if found is None:
        raise Http404
    return found


def _state(case: case_read.Case | None, kind: case_read.Kind | None) -> str:
    if case is None or kind is None:
        return _("Not opened yet")
    return say(kind.state_title(case.state))
