"""Joining a place as a resident: a way in, a few details that are sealed, and what one agrees to."""

import secrets
from datetime import date

from django import forms
from django.contrib.auth import authenticate, login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dure.grammar.resident_numbers import holds_resident_number
from dure.kernel.parties import write as parties
from dure.kernel.parties.write import Enrolment, OddUsername, ResidentNumberRefused, UsernameTaken
from dure.portal.resident.acts.ages import age_band, age_on, age_rules
from dure.portal.resident.own import find_resident, framed
from dure.portal.resident.places import place_or_404
from dure.portal.showing import say

# The edition of the words that people agree to; a change of them is a new one.
EDITION = "2026-11"
OLDEST = 120


class JoinForm(forms.Form):
    """What is asked of somebody who joins."""

    username = forms.CharField(
        label=gettext_lazy("Login name"), max_length=80,
        help_text=gettext_lazy("One word of letters and digits. Others do not see it."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Password"), max_length=200,
        help_text=gettext_lazy("At least ten characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    birth_date = forms.DateField(
        label=gettext_lazy("Day of birth"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    agree = forms.BooleanField(
        label=gettext_lazy("I agree that my name, day of birth and phone number are kept to pay rewards.")
    )
    statistics = forms.BooleanField(
        label=gettext_lazy("I agree to be counted in statistics, never in groups of fewer than ten."),
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, *, today: date, alone_from: int | None, signed_in: bool
    ) -> None:
        super().__init__(data)
        self.today = today
        self.alone_from = alone_from
        if signed_in:
            del self.fields["username"], self.fields["password"]

    def clean(self) -> dict[str, object]:
        """No field holds a resident registration number."""
        said = super().clean() or {}
        for name in ("username", "name", "phone"):
            if holds_resident_number(str(self.data.get(name, ""))):
                self.add_error(name, say(ResidentNumberRefused(name).says))
        return said

    def clean_password(self) -> str:
        """A password that is not easily guessed."""
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])

    def clean_birth_date(self) -> date:
        """A day that somebody of an age to join by themselves was born on."""
        born = self.cleaned_data["birth_date"]
        age = age_on(born, on=self.today)
        if not 0 <= age <= OLDEST:
            raise ValidationError(_("Give the day on which you were born."))
        if self.alone_from is None:
            raise ValidationError(
                _("Nobody has stated from what age one joins by oneself here. Ask at the counter.")
            )
        if age < self.alone_from:
            raise ValidationError(
                _("Under %(age)s a guardian joins for you: they join first, and add you on their page.")
                % {"age": self.alone_from}
            )
        return date(born.year, born.month, born.day)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, place: str) -> HttpResponse:
    """Join a place. Whoever has joined it already is led to their own page."""
    found = place_or_404(place)
    if "citizen_actions" not in found.systems:
        raise Http404(_("There is nothing to join here."))
    me = find_resident(request)
    if me is not None and me.place.id == place:
        return redirect("my")
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    rules = age_rules(place, on=today)
    form = JoinForm(data, today=today, alone_from=rules.joins_alone, signed_in=request.user.is_authenticated)
    if form.is_valid() and _joined(request, place, form):
        return redirect("my")
    shows = {"place": found, "place_title": say(found.title), "form": form, "forms": (form,)}
    title = _("Join %(place)s") % {"place": say(found.title)}
    return framed(request, "resident/join.html", shows, title=title, status=422 if form.errors else 200)


def _joined(request: HttpRequest, place: str, form: JoinForm) -> bool:
    """Enrol whoever filled the form and sign them in; False with the reason beside its field."""
    said, at = form.cleaned_data, timezone.now()
    agreed = {"rewards": EDITION} | ({"statistics": EDITION} if said["statistics"] else {})
    born = said["birth_date"]
    enrolment = Enrolment(
        place, {"name": said["name"], "birth_date": born.isoformat(), "phone": said["phone"]}, agreed,
        age_band=age_band(born, on=form.today),
    )  # fmt: skip
    username, password = said.get("username", ""), said.get("password")
    try:
        with transaction.atomic():
            parties.enrol(
                enrolment, on=form.today, at=at, chance=secrets.token_bytes, account_id=request.user.pk,
                username=username, password=password,
            )  # fmt: skip
    except OddUsername:
        form.add_error("username", _("Use one word of letters, digits and . - _ +, at most 80."))
    except UsernameTaken:
        form.add_error("username", _("Somebody has this login name. Choose another."))
    except ResidentNumberRefused as error:
        form.add_error(error.field if error.field in form.fields else None, say(error.says))
    else:
        if username:
            login(request, authenticate(request, username=username, password=password))
        return True
    return False
