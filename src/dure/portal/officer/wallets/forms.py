"""What officers fill in around wallets."""

from collections.abc import Sequence

from django import forms
from django.http.request import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.portal.officer.trading_forms import WholeField

Choices = Sequence[tuple[str, str]]
MOST = 10**13


def proposal(
    made: type[forms.Form], data: QueryDict | None = None, *, kind: str, token: str, units: Choices
) -> forms.Form:
    """A form that makes one case, however often it is sent."""
    form = made(data, initial={"token": token, "kind": kind}, prefix=kind)
    if "unit" in form.fields:
        form.fields["unit"].choices = list(units)  # type: ignore[attr-defined]
    return form


class FundForm(forms.Form):
    """Money for exchanges: the place's own, or a sponsor's."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=gettext_lazy("Kind of money"))
    amount = WholeField(label=gettext_lazy("Amount in won"), max_length=20)
    sponsor = forms.CharField(
        label=gettext_lazy("Sponsor"), max_length=80, required=False,
        help_text=gettext_lazy("Empty for the place’s own money. A sponsor’s money pays for exchanges only."),
    )  # fmt: skip
    says = forms.CharField(label=gettext_lazy("Which agreement or document"), max_length=200)

    def clean_amount(self) -> int:
        """An amount above zero and within reach."""
        amount = int(self.cleaned_data["amount"] or 0)
        if not 0 < amount <= MOST:
            raise forms.ValidationError(_("Give a whole number above zero. Look at the unit again."))
        return amount


class CauseForm(forms.Form):
    """A cause that residents may give to."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Name of the cause"), max_length=100)
    says = forms.CharField(
        label=gettext_lazy("Who manages it, and what it is for"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class DrawForm(forms.Form):
    """A prize draw."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Name of the draw"), max_length=100)
    says = forms.CharField(
        label=gettext_lazy("The prizes, from the first"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    prizes = WholeField(label=gettext_lazy("How many prizes"), max_length=4)
    unit = forms.ChoiceField(label=gettext_lazy("Tickets are paid in"))
    points_each = WholeField(label=gettext_lazy("Points for a ticket"), max_length=9)
    last_day = forms.DateField(
        label=gettext_lazy("Last day of entries"), widget=forms.DateInput(attrs={"type": "date"})
    )
    word = forms.CharField(
        label=gettext_lazy("Which public word is taken"), max_length=200,
        help_text=gettext_lazy(
            "Something published after the last day that nobody knows before, like the numbers of a lottery."
        ),
    )  # fmt: skip

    def clean_prizes(self) -> int:
        """One prize at least."""
        return _above_zero(self.cleaned_data["prizes"])

    def clean_points_each(self) -> int:
        """One point at least."""
        return _above_zero(self.cleaned_data["points_each"])


class TakeBackForm(forms.Form):
    """Points that were paid wrongly."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("The resident’s number"), max_length=60,
        help_text=gettext_lazy("It stands in the review of the act, and begins with r-."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    amount = WholeField(label=gettext_lazy("How many"), max_length=15)
    says = forms.CharField(
        label=gettext_lazy("Why, as the resident reads it"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_amount(self) -> int:
        """One at least."""
        return _above_zero(self.cleaned_data["amount"])


class WordForm(forms.Form):
    """Drawing takes the public word."""

    word = forms.CharField(label=gettext_lazy("The public word, as it was published"), max_length=200)
    says = forms.CharField(
        label=gettext_lazy("Reason for this step"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What the bank sent back."""

    file = forms.FileField(label=gettext_lazy("The bank’s file (CSV)"))


def _above_zero(value: int | None) -> int:
    if not value:
        raise forms.ValidationError(_("Give a whole number above zero."))
    return int(value)
