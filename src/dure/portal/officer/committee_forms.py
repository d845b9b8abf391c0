"""The forms of the committee: cases opened, steps taken, places of a plan named, seats filled and left."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.periods import days_of
from dure.kernel.observations import read as observations
from dure.portal.officer.forms import FIRST_YEAR, Posted, source_choices


class OpeningForm(forms.Form):
    """Something new in the committee room: its title, its day, what is said of it, and where that stands."""

    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300)
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    says = forms.CharField(
        label=gettext_lazy("What is said"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    source = forms.ChoiceField(label=gettext_lazy("Source document"), required=False)
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40, required=False)

    def __init__(self, data: Posted = None, *, today: date, may_be_called: bool) -> None:
        super().__init__(data, initial={"on": today})
        self.today, self.may_be_called = today, may_be_called
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A meeting may be called for a day to come; all else has happened and is told by something."""
        said = self.cleaned_data
        _hear_old(self)
        if not (self.may_be_called and not said.get("says", "").strip()):
            _told(self, today=self.today)
        return said


class StepForm(forms.Form):
    """The next step of a case: when it happened, what is said with it, and where that stands."""

    on = forms.DateField(
        label=gettext_lazy("Day it happened"), widget=forms.DateInput(attrs={"type": "date"})
    )
    says = forms.CharField(
        label=gettext_lazy("What is said"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Words or a source document: one of the two is needed."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Source document"), required=False)
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40, required=False)

    def __init__(self, data: Posted = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.today = today
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """It has happened, and something tells of it."""
        _hear_old(self)
        _told(self, today=self.today)
        return self.cleaned_data


def _hear_old(form: forms.Form) -> None:
    """Complain of a day that nobody alive has seen: a digit of its year is missing."""
    on = form.cleaned_data.get("on")
    if on and on.year < FIRST_YEAR:
        form.add_error("on", _("This day is before 1900. Check the year."))


def _told(form: forms.Form, *, today: date) -> None:
    """Complain of a day to come, of a step that nothing tells of, and of a document without a line."""
    said = form.cleaned_data
    if (on := said.get("on")) and on > today:
        form.add_error("on", _("That day has not come yet. Give today or an earlier day."))
    if not said.get("says", "").strip() and not said.get("source"):
        form.add_error("says", _("Say what happened, or name the document that does."))
    if said.get("source") and not said.get("locator", "").strip():
        form.add_error("locator", _("Give the page or line of the document."))


class EntryOfPlanForm(forms.Form):
    """What stands on a counted empty place of a plan, as a document names it."""

    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300)
    owner = forms.CharField(
        label=gettext_lazy("Who is in charge"), max_length=120, required=False,
        help_text=gettext_lazy("The body or department, as the document names it."),
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(
        label=gettext_lazy("Page or line"),
        max_length=40,
        help_text=gettext_lazy("Where in the document it stands, like p. 12 or 1033."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data)
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]


def check_day(day: date, *, today: date) -> date:
    """A day that has come and that somebody alive may have seen; otherwise a sentence beside the field."""
    if day > today:
        raise forms.ValidationError(_("This day has not come yet. Enter today or an earlier day."))
    if day.year < FIRST_YEAR:
        raise forms.ValidationError(_("This day is before 1900. Check the year."))
    return day


def hear_too_old(form: forms.Form, *, on: date | None) -> None:
    """Complain of a document that came out before the day of which it is to tell."""
    source = observations.find_source(form.cleaned_data.get("source") or "")
    days = days_of(source.published) if source else None
    if source and days and on and days[1] < on:
        words = {"published": source.published, "on": on.isoformat()}
        says = _("This document came out in %(published)s, before %(on)s: it cannot tell what became of it.")
        form.add_error("source", says % words)


class SeatForm(forms.Form):
    """Who sits on a counted seat. Nobody is named without having agreed to it."""

    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200)
    valid_from = forms.DateField(
        label=gettext_lazy("Member since"), widget=forms.DateInput(attrs={"type": "date"})
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The member has agreed to be named here"),
        error_messages={"required": gettext_lazy("Nobody is named without having agreed to it.")},
    )

    def __init__(self, data: Posted = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_valid_from(self) -> date:
        """A day that has come."""
        return check_day(self.cleaned_data["valid_from"], today=self.today)


class LeaveForm(forms.Form):
    """The last day of a member on a seat."""

    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Posted = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_last_day(self) -> date:
        """A day that has come."""
        return check_day(self.cleaned_data["last_day"], today=self.today)
