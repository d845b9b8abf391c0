"""A household: who lives in it is counted, never named; neighbourhood, meters and use are sealed."""

import re
import secrets
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.resident_numbers import holds_resident_number
from dure.grammar.shapes import Text
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.write import Founding, ResidentNumberRefused
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.resident.acts.paying import members_of
from dure.portal.resident.acts.recording import household_of
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.invitations import find_invited, invitation
from dure.portal.showing import language, say

NAMELESS = Text("가구", "Household")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# A home that uses more than this in a month has written another unit, or the stand of the meter.
MOST = {
    "electricity": Decimal(20_000),
    "water": Decimal(2_000),
    "gas": Decimal(20_000),
    "waste": Decimal(1_000),
}
UNITS = {"electricity": "kWh", "water": "m3", "gas": "m3", "waste": "kg"}
NEIGHBOURHOOD = re.compile(r"[\w·. -]{1,30}")


@dataclass(frozen=True)
class Home:
    """A household as its members see it."""

    id: str
    people: int
    since: str
    neighbourhood: str
    meters: dict[str, str]


class HomeForm(forms.Form):
    """Where a household lives, as coarsely as statistics need it, and the numbers of its meters."""

    neighbourhood = forms.CharField(
        label=gettext_lazy("Neighbourhood (dong, eup or myeon)"), max_length=30, required=False,
        help_text=gettext_lazy("No street and no house number. Fewer than ten are never shown."),
    )  # fmt: skip
    meter_electricity = forms.CharField(
        label=gettext_lazy("Customer number for electricity"), max_length=30, required=False
    )
    meter_water = forms.CharField(
        label=gettext_lazy("Customer number for water"), max_length=30, required=False
    )
    meter_gas = forms.CharField(label=gettext_lazy("Customer number for gas"), max_length=30, required=False)

    def clean(self) -> dict[str, object]:
        """No field holds a resident registration number."""
        said = super().clean() or {}
        for name in self.fields:
            if holds_resident_number(str(self.data.get(name, ""))):
                self.add_error(name, say(ResidentNumberRefused(name).says))
        return said

    def clean_neighbourhood(self) -> str:
        """A name of a neighbourhood, not an address."""
        said = str(self.cleaned_data["neighbourhood"]).strip()
        if said and (not NEIGHBOURHOOD.fullmatch(said) or re.search(r"\d{3}|-\d|로 ?\d|길 ?\d", said)):
            raise forms.ValidationError(
                _("Give the name of the neighbourhood alone, without street and number.")
            )
        return said


class UseForm(forms.Form):
    """What a household used in a month, as the bill says."""

    meter = forms.ChoiceField(label=gettext_lazy("Kind of energy or water"))
    month = forms.CharField(
        label=gettext_lazy("Month"), max_length=7, widget=forms.TextInput(attrs={"placeholder": "2026-10"}),
        help_text=gettext_lazy("Year and month, such as 2026-10."),
    )  # fmt: skip
    used = forms.CharField(
        label=gettext_lazy("Used in that month"), max_length=12,
        help_text=gettext_lazy("The use on the bill, not the stand of the meter."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, this_month: str) -> None:
        super().__init__(data)
        self.this_month = this_month
        choices = [(name, f"{meter_word(name)} ({UNITS[name]})") for name in parties.USES]
        self.fields["meter"].choices = choices  # type: ignore[attr-defined]

    def clean_month(self) -> str:
        """A month that is over."""
        month = str(self.cleaned_data["month"]).strip()
        if not MONTH.fullmatch(month):
            raise forms.ValidationError(_("Give year and month, such as 2026-10."))
        if month >= self.this_month:
            raise forms.ValidationError(_("This month is not over. Give a month for which there is a bill."))
        return month

    def clean_used(self) -> Decimal:
        """A use that a home can have."""
        try:
            used = Decimal(str(self.cleaned_data["used"]).replace(",", "").strip())
        except InvalidOperation as error:
            raise forms.ValidationError(_("Give a number, such as 312 or 18.5.")) from error
        most = MOST.get(str(self.data.get("meter", "")))
        if not used.is_finite() or used < 0 or (most is not None and used > most):
            raise forms.ValidationError(
                _("No home uses that much in a month. Look at the unit, and give the use, not the stand.")
            )
        return used


def meter_word(meter: str) -> str:
    """What a meter measures, in words."""
    return {
        "electricity": _("Electricity"),
        "water": _("Water"),
        "gas": _("City gas"),
        "waste": _("Household waste"),
    }[meter]


@own
def household(request: HttpRequest, me: Resident) -> HttpResponse:
    """My household: begin one, say where it is and what it used, invite, leave."""
    home = household_of(me.party, on=me.today)
    doing = request.POST.get("do", "")
    if doing == "begin" and not home:
        _begin(me)
        return redirect("my_household")
    if doing == "leave" and home:
        writing.leave_circle(home, party_id=me.party, on=me.today, at=me.at, by=me.guardian or me.party)
        messages.success(request, _("You no longer belong to this household."))
        return redirect("my_household")
    seen = _seen(home, me) if home else None
    about = HomeForm(request.POST if doing == "about" else None, initial=_initial(seen))
    use = UseForm(request.POST if doing == "use" else None, this_month=f"{me.today:%Y-%m}")
    if home and about.is_valid():
        _say_about(home, me, about)
        messages.success(request, _("Kept, sealed with the key of your household."))
        return redirect("my_household")
    if home and use.is_valid():
        _say_use(home, me, use)
        messages.success(request, _("The use of the month is kept."))
        return redirect("my_household")
    shows = {
        "home": seen, "about": about, "use": use, "forms": (about, use),
        "table": use_table(home) if home else None,
        "invite": request.build_absolute_uri(_invite(home)) if home else "",
    }  # fmt: skip
    wrong = about.errors or use.errors
    return framed(request, "resident/people/household.html", shows, title=_("My household"),
                  status=422 if wrong else 200)  # fmt: skip


@own
def invited(request: HttpRequest, me: Resident, token: str) -> HttpResponse:
    """Somebody sent me a link into their household: join it, or not."""
    home = find_invited(token)
    seen = parties.find_party(home) if home else None
    good = seen is not None and seen.kind == "household" and seen.place == me.place.id
    mine = household_of(me.party, on=me.today)
    if good and request.method == "POST":
        move_in(me, home, leaving=mine)
        messages.success(request, _("You belong to this household now."))
        return redirect("my_household")
    shows = {"good": good, "moves": bool(mine) and mine != home, "there": bool(mine) and mine == home}
    return framed(request, "resident/people/invited.html", shows, title=_("Invitation into a household"),
                  status=200 if good else 410)  # fmt: skip


@transaction.atomic
def move_in(me: Resident, home: str, *, leaving: str) -> None:
    """Leave the household I lived in, if another, and join one. Nobody lives in two at once."""
    if leaving and leaving != home:
        writing.leave_circle(leaving, party_id=me.party, on=me.today, at=me.at, by=me.party)
    writing.join_circle(home, party_id=me.party, role=HOUSEHOLD_ROLE, on=me.today, at=me.at, by=me.party)


def _begin(me: Resident) -> None:
    founding = Founding("household", me.place.id, NAMELESS, me.party, (HOUSEHOLD_ROLE,))
    writing.found_circle(founding, on=me.today, at=me.at, chance=secrets.token_bytes)


def _seen(home: str, me: Resident) -> Home:
    people = members_of(home, on=me.today)
    since = next(
        (r.valid_from for r in parties.roles_of_party(me.party, on=me.today) if r.body == home), me.today
    )
    kept = parties.details_of(home)
    meters = {name: kept.get(f"meter_{name}", "") for name in parties.METERS}
    return Home(home, len(people), since.isoformat(), kept.get("neighbourhood", ""), meters)


def _initial(seen: Home | None) -> dict[str, str]:
    if seen is None:
        return {}
    return {"neighbourhood": seen.neighbourhood, **{f"meter_{k}": v for k, v in seen.meters.items()}}


@transaction.atomic
def _say_about(home: str, me: Resident, form: HomeForm) -> None:
    said = {name: str(text) for name, text in form.cleaned_data.items()}
    writing.record_details(home, details=said, at=me.at, chance=secrets.token_bytes)
    if said["neighbourhood"]:
        for person in members_of(home, on=me.today):
            writing.count_in(person, place=me.place.id, area=said["neighbourhood"], at=me.at)


def _say_use(home: str, me: Resident, form: UseForm) -> None:
    said = form.cleaned_data
    name = f"{said['meter']}_{said['month']}"
    writing.record_details(home, details={name: f"{said['used']:f}"}, at=me.at, chance=secrets.token_bytes)


def _invite(home: str) -> str:
    return reverse("my_household_invited", kwargs={"token": invitation(home)})


def use_table(home: str) -> Table | None:
    """What the household used, month by month, beside the same month of the year before."""
    used = parties.uses_of(home)
    if not used:
        return None
    rows = []
    for (meter, month), amount in sorted(
        used.items(), key=lambda each: (each[0][1], each[0][0]), reverse=True
    ):
        before = used.get((meter, f"{int(month[:4]) - 1}{month[4:]}"))
        rows.append(
            (
                Cell(text=period_words(month, language=language())),
                Cell(text=meter_word(meter)),
                Cell(text=_amount(amount, meter)),
                Cell(text=_amount(before, meter) if before is not None else "–"),
            )
        )
    return Table(
        caption=_("What your household used"),
        columns=(
            Column(_("Month")), Column(_("Kind of energy or water")), Column(_("Used"), numeric=True),
            Column(_("Same month a year before"), numeric=True),
        ),
        rows=tuple(rows),
        caption_hidden=True,
    )  # fmt: skip


def _amount(amount: Decimal, meter: str) -> str:
    unit = {"kWh": "kwh", "m3": "m3", "kg": "kg"}[UNITS[meter]]
    return shown(amount, unit=unit, language=language(), short=False).text
