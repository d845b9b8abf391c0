"""Answering a survey: as a resident who is signed in, or with an invitation code; without JavaScript, too."""

import hashlib
import hmac
import re

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dure.grammar.books.survey_shapes import Survey
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as writing
from dure.kernel.parties import read as parties
from dure.portal.pages import Crumb
from dure.portal.resident.places import crumbs
from dure.portal.resident.surveys.pages import ASKING, survey_or_404
from dure.portal.showing import say
from dure.portal.version import code_version

RESIDENT = "resident"
NOT_IN_A_CODE = re.compile(r"[^A-Z2-7]")


class AnswerForm(forms.Form):
    """Every question of a survey, where and how old, and the invitation of whoever is not signed in."""

    def __init__(self, survey: Survey, *args: object, needs_code: bool) -> None:
        """The fields follow from the survey."""
        super().__init__(*args)  # type: ignore[arg-type]
        for question in survey.questions:
            choices = [(option.name, say(option.title)) for option in question.options]
            self.fields[f"q_{question.name}"] = (
                forms.ChoiceField(label=say(question.title), choices=choices, widget=forms.RadioSelect)
                if question.kind == "one"
                else forms.MultipleChoiceField(
                    label=say(question.title), choices=choices, widget=forms.CheckboxSelectMultiple
                )
            )
        for name, label, of in (
            ("area", gettext_lazy("Where do you live?"), survey.areas),
            ("age", gettext_lazy("How old are you?"), survey.ages),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[(each.name, say(each.title)) for each in of], widget=forms.RadioSelect
            )
        if needs_code:
            self.fields["code"] = forms.CharField(
                label=gettext_lazy("Invitation code"),
                help_text=gettext_lazy(
                    "It stands in the invitation. Small letters and hyphens do not matter."
                ),
                max_length=40,
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
            )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, place: str, survey: str) -> HttpResponse:
    """The form of a survey. What is sent twice is kept once, and the second sender is told."""
    opened = survey_or_404(place, survey)
    found, asked, case = opened.place, opened.survey, opened.case
    back = reverse("survey", kwargs={"place": place, "survey": survey})
    if case.state != ASKING:
        messages.info(request, _("This survey takes no answers now. Its results stand below."))
        return redirect(back)
    party = _resident(request, place)
    who = digest(case.id, f"party {party}") if party else ""
    if who and cases.has_answered(case.id, who=who):
        messages.info(request, _("You have answered this survey. Thank you."))
        return redirect(back)
    form = AnswerForm(asked, request.POST if request.method == "POST" else None, needs_code=not party)
    if form.is_valid() and _keep(case, asked, form, who=who):
        messages.success(request, _("Your answer is kept. Thank you."))
        return redirect(back)
    return render(
        request,
        "resident/survey_answer.html",
        {
            "place": found,
            "place_title": say(found.title),
            "title": say(asked.title),
            "says": say(asked.says),
            "form": form,
            "forms": (form,),
            "is_resident": bool(party),
            "back": back,
            "synthetic": asked.synthetic,
            "version": code_version(),
            "crumbs": crumbs(
                found,
                Crumb(_("Surveys"), reverse("surveys", kwargs={"place": place})),
                Crumb(say(asked.title), back),
                Crumb(_("Give an answer")),
            ),
        },
        status=422 if form.errors else 200,
    )


def _keep(case: cases.Case, survey: Survey, form: AnswerForm, *, who: str) -> bool:
    """Keep the answer; where it is refused the form says why."""
    said = form.cleaned_data
    if not who:
        code = plain_code(said["code"])
        if not cases.has_code(case.id, digest=digest(case.id, f"code {code}")):
            form.add_error("code", _("No invitation has this code. Look at it again, letter by letter."))
            return False
    choices = {
        question.name: tuple(chosen) if isinstance(chosen := said[f"q_{question.name}"], list) else (chosen,)
        for question in survey.questions
    }
    given = writing.SurveyAnswer(
        who=who or digest(case.id, f"used {plain_code(said['code'])}"),
        channel="resident" if who else "code",
        area=said["area"],
        age=said["age"],
        choices=choices,
    )
    try:
        writing.answer_survey(case.id, survey=survey, answer=given, on=timezone.localdate())
    except writing.AnswerRefused as error:
        form.add_error(None, say(error.says))
        return False
    return True


def digest(case: str, said: str) -> str:
    """What stands for a person or a code in one survey: only this server can make it, nobody can undo it."""
    key = hashlib.sha256(f"dure survey {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{case} {said}".encode(), hashlib.sha256).hexdigest()


def plain_code(text: str) -> str:
    """An invitation code without what people add to it.

    >>> plain_code(" abcd-2345 ")
    'ABCD2345'
    """
    return NOT_IN_A_CODE.sub("", text.upper())


def _resident(request: HttpRequest, place: str) -> str:
    """The party of a resident of the place who is signed in; empty otherwise."""
    party = parties.party_of(request.user.pk) if request.user.is_authenticated else None
    on = timezone.localdate()
    is_resident = party and parties.may(request.user.pk, role=RESIDENT, place=place, on=on, within=())
    return party.id if party and is_resident else ""
