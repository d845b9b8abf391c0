"""The forms of practices: a file of another city, the adoption of a practice, and a result reported back."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.numbers import UNKNOWN, read_number
from dure.grammar.periods import period_days
from dure.grammar.units import UNITS
from dure.portal.officer.forms import source_choices, unit_words

Posted = QueryDict | None
MOST_BYTES = 2 * 1024**2
AREA = forms.Textarea(attrs={"rows": 5})
# What results of practices are usually counted in stands first.
USUAL = ("1", "people", "households", "places", "percent", "kg", "t", "tCO2e", "kWh", "KRW")


class BringForm(forms.Form):
    """Another city's practices: as a file, or pasted as text."""

    file = forms.FileField(
        label=gettext_lazy("practices.json of another city"), required=False,
        help_text=gettext_lazy("Every Dure gives it at /practices.json."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Or paste its text"), required=False, max_length=MOST_BYTES, widget=AREA
    )

    def clean(self) -> dict[str, object]:
        """One of the two, and not too large."""
        said = self.cleaned_data
        if bool(said.get("file")) == bool(said.get("text")):
            self.add_error("file", _("Choose a file or paste its text: one of the two."))
        elif said.get("file") and said["file"].size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 2 MB. Bring it in parts."))
        return said


class AdoptForm(forms.Form):
    """Why a practice is to be adopted here."""

    says = forms.CharField(
        label=gettext_lazy("Why, and what is meant to be done"), max_length=20_000, widget=AREA
    )


class ResultForm(forms.Form):
    """A result of an adopted practice, as a document prints it."""

    says = forms.CharField(
        label=gettext_lazy("What is reported back"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title_ko = forms.CharField(label=gettext_lazy("What was counted, in Korean"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("What was counted, in English"), max_length=200)
    value = forms.CharField(
        label=gettext_lazy("Value as printed"), max_length=60,
        help_text=gettext_lazy("As the document prints it, with its commas; unknown where it says so."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    period = forms.CharField(
        label=gettext_lazy("Period"), max_length=24,
        help_text=gettext_lazy("A year 2025, a month 2025-03, a day 2025-03-15, or from/to 2007/2021."),
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40)

    def __init__(self, data: Posted = None) -> None:
        super().__init__(data)
        symbols = dict.fromkeys([*(each for each in USUAL if each in UNITS), *UNITS])
        self.fields["unit"].choices = [(each, unit_words(each)) for each in symbols]  # type: ignore[attr-defined]
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]

    def clean_value(self) -> str:
        """A number, or the word unknown."""
        text: str = self.cleaned_data["value"].strip()
        if text != UNKNOWN and read_number(text) is None:
            raise forms.ValidationError(_("Write a number like 1,234.5, or unknown."))
        return text

    def clean_period(self) -> str:
        """A period as figures have it."""
        text: str = self.cleaned_data["period"].strip()
        if period_days(text) is None:
            raise forms.ValidationError(_("Write the period like 2025, 2025-03 or 2024/2025."))
        return text
