"""The forms of the allowance desk: what is to be done, with how many tonnes of which lot, after what."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.lots import find_lot, find_serial_lot
from dure.portal.officer.committee_forms import check_day
from dure.portal.officer.forms import Posted, source_choices

CREDIT = "credit:"
# What each act needs beside a year: tonnes, a price, a lot.
NEEDS = {
    "surrender": ("tonnes",),
    "sell": ("tonnes", "price_krw"),
    "carry_over": ("tonnes",),
    "bring_in": (),
    "grant": ("tonnes",),
    "buy": ("tonnes", "price_krw"),
    "borrow": ("tonnes",),
    "repay": ("tonnes",),
    "cancel": ("tonnes",),
    "sell_credits": ("tonnes", "price_krw", "lot"),
    "retire_credits": ("tonnes", "lot"),
    "cancel_credits": ("tonnes", "lot"),
}
# What takes a second person: sales, and what leaves the city's hands for good.
TAKES_TWO = ("sell", "sell_credits", "surrender", "cancel", "retire_credits", "cancel_credits")
OF_CREDITS = ("sell_credits", "retire_credits", "cancel_credits")


def act_choices() -> list[tuple[str, str]]:
    """The acts by name, in the order of a year."""
    words = {
        "grant": _("Record a grant"),
        "bring_in": _("Take in what was carried over"),
        "buy": _("Record a purchase"),
        "surrender": _("Surrender (another person approves)"),
        "sell": _("Sell (another person approves)"),
        "carry_over": _("Carry over to the next year"),
        "borrow": _("Borrow from the next year"),
        "repay": _("Give back what was borrowed"),
        "cancel": _("Cancel allowances (another person approves)"),
        "sell_credits": _("Sell credits (another person approves)"),
        "retire_credits": _("Retire credits for the city's own claim (another person approves)"),
        "cancel_credits": _("Cancel credits (another person approves)"),
    }
    return list(words.items())


class WholeField(forms.CharField):
    """A whole number as people write it, with its commas."""

    def clean(self, value: object) -> int | None:
        """The number; None where nothing is written."""
        text = str(super().clean(value)).replace(",", "").strip()
        if not text:
            return None
        if not text.isdecimal() or len(text) > 15:
            raise forms.ValidationError(_("Give a whole number, such as 35,900."))
        return int(text)


class ActForm(forms.Form):
    """One act with allowances or credits."""

    act = forms.ChoiceField(label=gettext_lazy("What is done"))
    year = forms.IntegerField(label=gettext_lazy("Year of trading"), min_value=2015, max_value=2100)
    tonnes = WholeField(label=gettext_lazy("Tonnes"), max_length=20, required=False)
    lot = forms.ChoiceField(
        label=gettext_lazy("Lot"), required=False,
        help_text=gettext_lazy("Without a lot the oldest is used first. Credits are always of one lot."),
    )  # fmt: skip
    price_krw = WholeField(label=gettext_lazy("Price of a tonne in won"), max_length=20, required=False)
    on = forms.DateField(
        label=gettext_lazy("Day it happened"), widget=forms.DateInput(attrs={"type": "date"})
    )
    says = forms.CharField(
        label=gettext_lazy("Reason"), max_length=150, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed where a limit is unknown. No personal data: everybody can read it."),
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40)

    def __init__(self, data: Posted = None, *, today: date, lots: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"on": today, "year": today.year - 1, "act": "surrender"})
        self.today = today
        for name, choices in {
            "act": act_choices(),
            "lot": [("", _("the oldest first")), *lots],
            "source": source_choices(new=False),
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A day that has come."""
        return check_day(self.cleaned_data["on"], today=self.today)

    def clean(self) -> dict[str, object]:
        """What the act needs is there, and its lot is of its kind."""
        said = self.cleaned_data
        for name in NEEDS.get(said.get("act", ""), ()):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for what is to be done."))
        lot = said.get("lot") or ""
        if lot and lot.startswith(CREDIT) != (said.get("act") in OF_CREDITS):
            self.add_error("lot", _("This lot is not of the kind that is to be moved."))
        elif lot and not (find_serial_lot(lot.removeprefix(CREDIT)) or find_lot(lot)):
            self.add_error("lot", _("This lot cannot be moved here: its serials are not known."))
        return said
