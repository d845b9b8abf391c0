"""The form that says what became of credits nobody had settled: looked at, then posted with its document."""

import hashlib
from datetime import date, datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.lots import vintage_years
from dure.kernel.ledgers import write as posting
from dure.portal.officer import sure
from dure.portal.officer.acts.acting import Act, ActRefused, Deed, perform
from dure.portal.officer.acts.settling import Outcome, settle, unsettled_lots
from dure.portal.officer.committee_forms import check_day, hear_too_old
from dure.portal.officer.forms import Posted, source_choices
from dure.portal.officer.movements import movement_words
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.lot_words import credit_words
from dure.portal.showing import say


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

    def outcome(self) -> Outcome:
        """What was filled in."""
        said = self.cleaned_data
        return Outcome(
            became=said["became"],
            tonnes=said["tonnes"],
            price_krw=said["price_krw"] or 0,
            vintage=said["vintage"],
            first=said["first"] or 0,
        )


@office
def settling(request: HttpRequest, place: str) -> HttpResponse:
    """The lots nobody has settled, and the form of one of them."""
    work = work_at(request, place, "officer")
    lots = list(unsettled_lots(place))
    # The button pressed twice names a lot that is settled by now: that is the same act, done once.
    named = request.POST.get("lot", "") if sure.is_sure(request) else ""
    choices = lots if not named or named in dict(lots) else [*lots, (named, 0)]
    posted = request.POST if request.method == "POST" else None
    form = SettleForm(posted, today=timezone.localdate(work.at), lots=choices)
    if form.is_valid() and not sure.is_back(request):
        deed = settle(place, lot=form.cleaned_data["lot"], outcome=form.outcome())
        try:
            if sure.is_sure(request):
                _post(request, work, form, deed)
                messages.success(request, _("Posted."))
                return redirect(reverse("work_claims", kwargs={"place": place}))
            what = [(_("What is done"), say(deed.says)), *movement_words(deed.legs())]
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            return sure.look(request, work, form, what=what, title=_("Look before posting"))
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


def _post(request: HttpRequest, work: Work, form: SettleForm, deed: Deed) -> None:
    said = form.cleaned_data
    happened = datetime.combine(said["on"], time(), timezone.get_default_timezone())
    mark = f"settle {work.place.id} {work.account} {sure.token(request)}"
    digest = hashlib.blake2b(mark.encode(), digest_size=10).digest()
    act = Act(
        place=work.place.id,
        key=posting.make_key(at=happened, random_bytes=digest),
        happened_at=happened,
        at=work.at,
        says=typed(said["says"]),
        source=said["source"],
        locator=said["locator"].strip(),
    )
    perform(act, deed)
