"""The form that says what became of credits nobody had settled: looked at, then posted with its document."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.lots import vintage_years
from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.portal.officer import sure, two_people
from dure.portal.officer.acts.acting import ActRefused, Deed, perform
from dure.portal.officer.acts.settling import Outcome, settle, unsettled_lots
from dure.portal.officer.committee_forms import check_day, hear_too_old
from dure.portal.officer.forms import Posted, source_choices
from dure.portal.officer.movements import movement_words
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.two_people import Said
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident.lot_words import credit_words
from dure.portal.showing import say

# What the letter of a case says that asks for it.
SETTLE = "settle"


class SettleForm(forms.Form):
    """What became of an unsettled lot, by which document, and why that is so."""

    lot = forms.ChoiceField(label=gettext_lazy("Lot"))
    became = forms.ChoiceField(label=gettext_lazy("What became of it"))
    tonnes = WholeField(
        label=gettext_lazy("Tonnes"), max_length=20, help_text=gettext_lazy("The whole lot, or a part of it.")
    )
    price_krw = WholeField(
        label=gettext_lazy("Price of a tonne in won"), max_length=20, required=False,
        help_text=gettext_lazy("Only for a sale, and only where the document tells it."),
    )  # fmt: skip
    vintage = forms.CharField(
        label=gettext_lazy("Year or years of what was avoided"), max_length=9, required=False,
        help_text=gettext_lazy("Only for what is still held: a year 2025, or years 2024-2025."),
    )  # fmt: skip
    first = WholeField(
        label=gettext_lazy("First serial"), max_length=15, required=False,
        help_text=gettext_lazy("Only for what is still held. The others follow, one a tonne."),
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("Day it happened"), widget=forms.DateInput(attrs={"type": "date"})
    )
    says = forms.CharField(
        label=gettext_lazy("Reason"), max_length=150, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What the document says of them. No personal data: everybody can read it."),
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40)

    def __init__(self, data: Posted = None, *, today: date, lots: list[tuple[str, int]]) -> None:
        super().__init__(data)
        self.today = today
        for name, choices in {
            "lot": [(lot, f"{_words(lot)} · {left:,} t") for lot, left in lots],
            "became": [
                ("", "—"),
                ("sold", _("They were sold: the city does not claim them")),
                ("held", _("They are still held: the city claims them, and may sell them")),
                ("retired", _("They were retired for the city's own claim")),
            ],
            "source": source_choices(new=False),
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A day that has come."""
        return check_day(self.cleaned_data["on"], today=self.today)

    def clean_vintage(self) -> str:
        """A year, or a first and a last one; nothing where it is not asked."""
        vintage = str(self.cleaned_data["vintage"]).strip()
        if vintage and vintage_years(vintage) is None:
            raise forms.ValidationError(
                _(
                    "Give a year such as 2025, or years such as 2024-2025: from 1850 to 2200, the first one "
                    "first, at most 30 years."
                )
            )
        return vintage

    def clean(self) -> dict[str, object]:
        """What belongs to another outcome is not silently dropped, and what is needed is there."""
        said = self.cleaned_data
        became = said.get("became")
        for name, belongs in (("price_krw", "sold"), ("vintage", "held"), ("first", "held")):
            if became and said.get(name) and became != belongs:
                self.add_error(name, _("This does not belong to what became of the lot. Leave it empty."))
            elif became == "held" == belongs and not said.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for what is to be done."))
        hear_too_old(self, on=said.get("on"))
        years, on = vintage_years(said.get("vintage") or ""), said.get("on")
        if years and on and years[-1] > on.year:
            words = {"year": str(years[-1]), "on": on.isoformat()}
            says = _("The year %(year)s had not come on %(on)s: mend the years or the day.")
            self.add_error("vintage", says % words)
        return said


@office
def settling(request: HttpRequest, place: str) -> HttpResponse:
    """The lots nobody has settled, and the form of one of them."""
    work = work_at(request, place, "officer")
    lots = list(unsettled_lots(place))
    # The button pressed twice names a lot that is settled by now: that is the same act, done once.
    named = sure.pressed_again(request, "lot")
    choices = lots if not named or named in dict(lots) else [*lots, (named, 0)]
    posted = request.POST if request.method == "POST" else None
    form = SettleForm(posted, today=timezone.localdate(work.at), lots=choices)
    if form.is_valid() and not sure.is_back(request):
        try:
            return _look(request, work, form)
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
    return page(
        request,
        "officer/settle.html",
        {"form": form, "forms": (form,), "lots": lots},
        title=_("Settle what became of credits"),
        place=work.place,
        status=422 if form.errors else 200,
    )


def _words(lot: str) -> str:
    """A lot by its project and what it is called."""
    return f"{lot.partition('/')[0]}, {say(credit_words(lot))}"


def _look(request: HttpRequest, work: Work, form: SettleForm) -> HttpResponse:
    """The look at what is settled; after it, it is filed, for what was sold or used is so for good."""
    said = {**form.cleaned_data, "act": SETTLE}
    asked, deed = asked_of(work.place.id, said), _deed(work.place.id, said)

    def shows() -> sure.Look:
        legs = asked.legs()
        return sure.Look(asked.told(legs), _("Look before posting"), legs, takes_two=True)

    def again(seal: str) -> HttpResponse | None:
        return redirect(two_people.href(case)) if (case := two_people.filed(work, seal)) else None

    def records(seal: str, _seen: sure.Look) -> HttpResponse:
        words = f"{said['tonnes']:,}"
        title = Text(f"{deed.says.ko}, {words}톤", f"{deed.says.en}, {words} t")
        case = two_people.file(work, said, title=title, seal=seal)
        messages.success(request, _("Filed. Tonnes and won move once another person has approved it."))
        return redirect(two_people.href(case))

    return sure.ask(request, work, form, shows=shows, again=again, records=records)


def asked_of(place: str, said: Said) -> two_people.Asked:
    """What a filled form, or the letter of a case, asks for."""
    deed = _deed(place, said)
    return two_people.Asked(
        legs=deed.legs,
        told=lambda legs: [(_("What is done"), say(deed.says)), *movement_words(legs)],
        done=lambda act, legs: perform(act, sure.as_shown(deed, legs)),
    )


def _deed(place: str, said: Said) -> Deed:
    outcome = Outcome(
        became=str(said["became"]),
        tonnes=int(str(said["tonnes"])),
        price_krw=int(str(said["price_krw"] or 0)),
        vintage=str(said["vintage"]),
        first=int(str(said["first"] or 0)),
    )
    return settle(place, lot=str(said["lot"]), outcome=outcome)
