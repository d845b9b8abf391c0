"""My car: take part with a photo of the odometer, send the last reading, see what came of it."""

import re
import secrets
from datetime import date, datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.forms import Files
from dure.portal.resident.acts import tariffs
from dure.portal.resident.acts.photos import Photo, take_photo
from dure.portal.resident.car import year as years
from dure.portal.resident.car.rules import PROGRAMME, UNIT, rules_of
from dure.portal.resident.findings import way
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.programmes import won
from dure.portal.resident.wallets.doing import KeyField, new_key
from dure.portal.showing import say

PLATE = re.compile(r"(?:[가-힣]{2})?\d{2,3}[가-힣]\d{4}")


class ReadingForm(forms.Form):
    """What the odometer shows, on which day, and its photo."""

    key = KeyField()
    km = forms.IntegerField(
        label=gettext_lazy("Kilometres on the odometer"), min_value=1, max_value=years.MOST_KM,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    photo = forms.FileField(
        label=gettext_lazy("Photo of the odometer"),
        help_text=gettext_lazy("Day, place and device are taken out of the photo, and it is kept sealed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None = None, files: Files = None, *,
        at: datetime,
    ) -> None:  # fmt: skip
        super().__init__(data, files, initial={"key": new_key(at), "on": timezone.localdate(at)})
        self.taken: Photo | None = None

    def clean_photo(self) -> None:
        """A photo that can be read, written anew."""
        sent = self.cleaned_data["photo"]
        try:
            self.taken = take_photo(sent.read())
        except ActRefused as error:
            raise forms.ValidationError(say(error.says)) from error

    def reading(self) -> years.Reading:
        """What was read."""
        said = self.cleaned_data
        key = said["key"]
        assert isinstance(key, UUID)
        assert self.taken is not None
        return years.Reading(said["km"], said["on"], self.taken, key)


class CarForm(forms.Form):
    """A car that somebody takes part with."""

    number = forms.CharField(
        label=gettext_lazy("Number of the car"), max_length=12,
        help_text=gettext_lazy("Sealed. It shows only that no car takes part twice."),
    )  # fmt: skip
    registered_on = forms.DateField(
        label=gettext_lazy("Day of its first registration"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    private = forms.BooleanField(
        label=gettext_lazy("It is a private car for at most 12 people, and neither electric nor hydrogen.")
    )

    def clean_number(self) -> str:
        """A number as Korean plates have it."""
        plain = "".join(str(self.cleaned_data["number"]).split())
        if not PLATE.fullmatch(plain):
            raise forms.ValidationError(_("Give the number as it stands on the plate."))
        return plain

    def car(self) -> years.Car:
        """The car."""
        day = self.cleaned_data["registered_on"]
        assert isinstance(day, date)
        return years.Car(self.cleaned_data["number"], day)


@own
def car(request: HttpRequest, me: Resident) -> HttpResponse:
    """My car in this year, or in the year before where that is not finished."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    here = any(run.programme.name == PROGRAMME and run.place == me.place.id for run in runs)
    found = _found(me)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    begins = here and (found is None or found.case.state == "refused")
    ends = found is not None and found.case.state == "driving"
    own_car = CarForm(data) if begins else None
    form = ReadingForm(data, files, at=me.at) if begins or ends else None
    # Both are asked, so that all that is wrong is told at once.
    if form is not None and all([form.is_valid(), own_car is None or own_car.is_valid()]):
        try:
            says = _sent(me, form, own_car, found)
        except (ActRefused, cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, says)
            return redirect("my_car")
    shows = {
        "here": here, "forms": tuple(each for each in (own_car, form) if each), "place": me.place,
        "programme": PROGRAMME, "missing": rules_of(me.place.id, on=me.today).missing if here else (),
        "is_made_up": here and rules_of(me.place.id, on=me.today).is_made_up,
        "begins": begins, **(_year(found) if found else {}),
    }  # fmt: skip
    status = 422 if any(each and each.errors for each in (form, own_car)) else 200
    return framed(request, "resident/my_car.html", shows, title=_("My car"), status=status)


def facts(found: years.Year) -> list[tuple[str, str]]:
    """What was told of a car's year, and what it comes to, in words."""
    rows = [
        (_("Year"), str(found.year)),
        (_("First registration"), found.registered_on.isoformat()),
        (_("First reading"), f"{found.first_km:,} km · {found.first_on.isoformat()}"),
    ]
    if found.last_km is not None and found.last_on is not None:
        rows.append((_("Last reading"), f"{found.last_km:,} km · {found.last_on.isoformat()}"))
    answer = years.payment_of(found)
    if answer is not None and found.last_km is not None:
        driven = found.last_km - found.first_km
        rows += [
            (_("Driven"), f"{driven:,} km"),
            (_("At the pace of before"), f"{answer.cut_km + driven:,.0f} km"),
            (_("Less than that"), f"{answer.cut_km:,.1f} km ({answer.cut_percent:.1f} %)"),
            (_("What it comes to"), won(int(answer.paid_krw), UNIT)),
        ]
    return rows


def _found(me: Resident) -> years.Year | None:
    """The car's year that is going on: this one, else an unfinished one of the year before."""
    now = years.find_year(me.place.id, me.party, year=me.today.year)
    before = years.find_year(me.place.id, me.party, year=me.today.year - 1)
    unfinished = before is not None and before.case.state in {"begun", "driving", "ended"}
    return before if now is None and unfinished else now


def _sent(me: Resident, form: ReadingForm, own_car: CarForm | None, found: years.Year | None) -> str:
    if own_car is not None:
        years.begin(
            me.place.id, me.party, car=own_car.car(), reading=form.reading(), at=me.at,
            chance=secrets.token_bytes,
        )  # fmt: skip
        return _("You take part. Somebody looks at the photo first.")
    assert found is not None
    years.end(found, reading=form.reading(), at=me.at, chance=secrets.token_bytes)
    return _("Sent. It is paid once somebody has looked at the photo.")


def _year(found: years.Year) -> dict[str, object]:
    kind = case_read.find_kind(found.case.kind)
    assert kind is not None
    return {
        "state": say(kind.state_title(found.case.state)),
        "facts": facts(found),
        "steps": way(found.case, kind, {}),
        "paid": won(found.paid_krw, UNIT) if found.paid_krw is not None else "",
    }


urls = [path("car/", car, name="my_car")]
