"""Children too young to join by themselves: a guardian adds them, sees for them, and hands over later."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.resident_numbers import holds_resident_number
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import RoleHeld
from dure.kernel.parties.write import GUARDIAN, Enrolment, OddUsername, ResidentNumberRefused, UsernameTaken
from dure.portal.resident.acts.ages import AgeRules, age_band, age_on, age_rules, birthday
from dure.portal.resident.acts.recording import household_of
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE
from dure.portal.resident.joining import EDITION
from dure.portal.resident.own import WARD, Resident, framed, own
from dure.portal.showing import say

# Whoever may make a way in for somebody who has become old enough to have their own.
HANDS_OVER = "hands_over"
OLDEST = 120


@dataclass(frozen=True)
class Child:
    """A child of a guardian: its party, its name, until when its guardian sees for it."""

    party: str
    name: str
    until: date | None
    is_seen: bool


class ChildForm(forms.Form):
    """What is asked of a guardian who adds a child."""

    name = forms.CharField(label=gettext_lazy("Name of the child"), max_length=80)
    birth_date = forms.DateField(
        label=gettext_lazy("Day of birth"), widget=forms.DateInput(attrs={"type": "date"})
    )
    lives_here = forms.BooleanField(
        label=gettext_lazy("The child lives in my household."), required=False, initial=True
    )
    agree = forms.BooleanField(
        label=gettext_lazy(
            "I am the child's guardian, and agree that its name and day of birth are kept to pay rewards."
        )
    )

    def __init__(self, data: QueryDict | None = None, *, today: date, rules: AgeRules) -> None:
        super().__init__(data)
        self.today, self.rules = today, rules

    def clean_name(self) -> str:
        """A name, and never somebody's number."""
        name = str(self.cleaned_data["name"])
        if holds_resident_number(name):
            raise forms.ValidationError(say(ResidentNumberRefused("name").says))
        return name

    def clean_birth_date(self) -> date:
        """A day that somebody too young to join alone was born on."""
        born = self.cleaned_data["birth_date"]
        age, alone = age_on(born, on=self.today), self.rules.joins_alone
        if alone is None or self.rules.of_age is None:
            raise forms.ValidationError(
                _("Nobody has stated from what age one joins by oneself here. Ask at the counter.")
            )
        if not 0 <= age <= OLDEST:
            raise forms.ValidationError(_("Give the day on which the child was born."))
        if age >= alone:
            raise forms.ValidationError(
                _("From %(age)s on everybody joins by themselves, with a login name of their own.")
                % {"age": alone}
            )
        return date(born.year, born.month, born.day)


class HandOverForm(forms.Form):
    """A way in of their own for somebody who has become old enough."""

    party = forms.CharField(widget=forms.HiddenInput)
    username = forms.CharField(label=gettext_lazy("Login name"), max_length=80)
    password = forms.CharField(
        label=gettext_lazy("Password"), max_length=200, help_text=gettext_lazy("At least ten characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean_password(self) -> str:
        """A password that is not easily guessed."""
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])


@own
def family(request: HttpRequest, me: Resident) -> HttpResponse:
    """The children I am the guardian of: see for one, add one, hand over to one who is old enough."""
    guardian = me.guardian or me.party
    doing = request.POST.get("do", "")
    if doing == "back":
        request.session.pop(WARD, None)
        return redirect("my")
    if me.guardian:
        return redirect("my")
    if doing == "see":
        return _turn(request, me)
    rules = age_rules(me.place.id, on=me.today)
    form = ChildForm(request.POST if doing == "add" else None, today=me.today, rules=rules)
    if form.is_valid():
        _add(me, form, rules)
        messages.success(request, _("The child has joined. You can see and act for them from here."))
        return redirect("my_family")
    over = HandOverForm(request.POST if doing == "hand_over" else None)
    if over.is_valid() and _handed_over(me, over):
        messages.success(request, _("Handed over. From now on they sign in by themselves."))
        return redirect("my_family")
    children = _children(guardian, me)
    shows = {
        "children": children, "form": form, "over": over, "forms": (form, over),
        "place_title": say(me.place.title), "age": rules.joins_alone,
    }  # fmt: skip
    wrong = form.errors or over.errors
    return framed(request, "resident/people/family.html", shows, title=_("My children"),
                  status=422 if wrong else 200)  # fmt: skip


def _turn(request: HttpRequest, me: Resident) -> HttpResponse:
    """Turn to the pages of a child, and record that."""
    ward = request.POST.get("party", "")
    if not any((role.name, role.body) == (GUARDIAN, ward) for role in _held(me)):
        raise Http404(_("You are not the guardian of this child."))
    writing.record_look(viewer=me.party, subject=ward, what="guardian", at=me.at)
    request.session[WARD] = ward
    return redirect("my")


@transaction.atomic
def _add(me: Resident, form: ChildForm, rules: AgeRules) -> None:
    said = form.cleaned_data
    born: date = said["birth_date"]
    alone = birthday(born, age=rules.joins_alone or 0)
    enrolment = Enrolment(
        me.place.id, {"name": said["name"], "birth_date": born.isoformat()}, {"rewards": EDITION},
        age_band=age_band(born, on=me.today),
    )  # fmt: skip
    child = writing.enrol_ward(
        enrolment, guardian=me.party, until=alone - timedelta(days=1), on=me.today, at=me.at,
        chance=secrets.token_bytes,
    )  # fmt: skip
    until = birthday(born, age=rules.of_age or 0) - timedelta(days=1)
    writing.give_role(RoleHeld(me.party, HANDS_OVER, me.place.id, alone, until, body=child), at=me.at)
    home = household_of(me.party, on=me.today)
    if said["lives_here"] and home:
        writing.join_circle(home, party_id=child, role=HOUSEHOLD_ROLE, on=me.today, at=me.at, by=me.party)


def _handed_over(me: Resident, form: HandOverForm) -> bool:
    """Open an account for a child who has become old enough, and end the right to do so."""
    said = form.cleaned_data
    roles = [role for role in _held(me) if (role.name, role.body) == (HANDS_OVER, said["party"])]
    if not roles:
        raise Http404(_("You cannot hand over for this person."))
    try:
        with transaction.atomic():
            account = writing.open_account(said["username"], password=said["password"], at=me.at)
            writing.register_party(parties.party(said["party"]), at=me.at, account_id=account)
            for role in roles:
                writing.end_role(role.id, last_day=me.today - timedelta(days=1), at=me.at, by=me.party)
    except OddUsername:
        form.add_error("username", _("Use one word of letters, digits and . - _ +, at most 80."))
    except UsernameTaken:
        form.add_error("username", _("Somebody has this login name. Choose another."))
    else:
        return True
    return False


def _held(me: Resident) -> tuple[RoleHeld, ...]:
    return parties.roles_of_party(me.party, on=me.today)


def _children(guardian: str, me: Resident) -> list[Child]:
    """The children by name; that their guardian sees the name is recorded first."""
    found = []
    for role in _held(me):
        if role.name in (GUARDIAN, HANDS_OVER):
            writing.record_look(viewer=guardian, subject=role.body, what="guardian", at=me.at)
            name = parties.details_of(role.body).get("name", "")
            found.append(Child(role.body, name, role.valid_to, role.name == GUARDIAN))
    return found
