"""The desk of claims: what a project avoided, how far its claim has come, and the credits issued for it."""

import hashlib
from datetime import date, datetime, time

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.books.exclusions import exclusions_in
from dure.grammar.lots import NAME, SerialLot, vintage_years
from dure.kernel.ledgers import write as posting
from dure.kernel.things import read as things
from dure.portal.officer import sure
from dure.portal.officer.acts import claiming, crediting
from dure.portal.officer.acts.acting import Act, ActRefused, Deed, perform
from dure.portal.officer.acts.claiming import LADDER, MOST_GRAMS, Claimed
from dure.portal.officer.acts.settling import UNSETTLED
from dure.portal.officer.committee_forms import check_day, hear_too_old
from dure.portal.officer.forms import Posted, source_choices
from dure.portal.officer.movements import movement_words
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident import allowance_tables as tables
from dure.portal.resident.acts_claimed import acts_table
from dure.portal.resident.claims import GRAMS, city_claims
from dure.portal.resident.holdings import book_of
from dure.portal.showing import say

SEEN = {"monitored", "verified"}
NEEDS = {"claim": ("tonnes",), "advance": ("tonnes", "to_stage"), "issue": ("first", "last")}
# Sets of warming potentials by the names that accounts use.
SETS = ("sar", "ar4", "ar5", "ar6", "set-unstated")


class ClaimForm(forms.Form):
    """A claim recorded, brought a stage further, or credits issued for it."""

    act = forms.ChoiceField(label=gettext_lazy("What is done"))
    project = forms.CharField(
        label=gettext_lazy("Project"), max_length=40,
        help_text=gettext_lazy("Small letters, digits and hyphens, always the same for one project."),
    )  # fmt: skip
    period = forms.CharField(
        label=gettext_lazy("Year or years of what was avoided"), max_length=9,
        help_text=gettext_lazy("A year 2025, or years 2024-2025."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind of claim"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"))
    to_stage = forms.ChoiceField(label=gettext_lazy("Stage it comes to"), required=False)
    gwp_set = forms.ChoiceField(label=gettext_lazy("Warming potentials"))
    tonnes = WholeField(label=gettext_lazy("Tonnes of CO2 equivalent"), max_length=20, required=False)
    first = WholeField(label=gettext_lazy("First serial"), max_length=20, required=False)
    last = WholeField(label=gettext_lazy("Last serial"), max_length=20, required=False)
    on = forms.DateField(
        label=gettext_lazy("Day it happened"), widget=forms.DateInput(attrs={"type": "date"})
    )
    says = forms.CharField(
        label=gettext_lazy("Reason"), max_length=150, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40)

    def __init__(self, data: Posted = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today, "stage": "estimated"})
        self.today = today
        stages = {
            "planned": _("planned"), "estimated": _("estimated"), "monitored": _("monitored"),
            "verified": _("verified"),
        }  # fmt: skip
        kinds = {rule.kind: say(rule.title) for rule in exclusions_in(settings.PACKS)}
        for name, choices in {
            "act": [
                ("claim", _("Record what was avoided")),
                ("advance", _("Bring a claim a stage further")),
                ("issue", _("Record credits issued")),
            ],
            "kind": [("", _("no other claims the same tonnes")), *kinds.items()],
            "stage": list(stages.items()),
            "to_stage": [("", "—"), *list(stages.items())[1:]],
            "gwp_set": [(each, _("set not stated") if "-" in each else each.upper()) for each in SETS],
            "source": source_choices(new=False),
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A day that has come."""
        return check_day(self.cleaned_data["on"], today=self.today)

    def clean_project(self) -> str:
        """A name that may stand in an address."""
        project = str(self.cleaned_data["project"]).strip()
        if not NAME.fullmatch(project):
            raise forms.ValidationError(_("Use small letters, digits and hyphens, such as landfill-gas."))
        return project

    def clean_period(self) -> str:
        """A year, or a first and a last one."""
        period = str(self.cleaned_data["period"]).strip()
        if vintage_years(period) is None:
            raise forms.ValidationError(
                _(
                    "Give a year such as 2025, or years such as 2024-2025: from 1850 to 2200, the first one "
                    "first, at most 30 years."
                )
            )
        return period

    def clean(self) -> dict[str, object]:
        """What the act needs is there."""
        said = self.cleaned_data
        for name in NEEDS.get(said.get("act", ""), ()):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for what is to be done."))
        years = vintage_years(said.get("period") or "")
        is_seen = SEEN & {said.get("stage"), said.get("to_stage")} or said.get("act") == "issue"
        if years and is_seen:
            # What was monitored or verified of a year is told by a document of that year or later.
            hear_too_old(self, on=date(years[-1], 1, 1))
        if int(said.get("tonnes") or 0) > MOST_GRAMS // GRAMS:
            most = {"most": f"{MOST_GRAMS // GRAMS:,}"}
            self.add_error("tonnes", _("At most %(most)s tonnes can be recorded. Look at the unit.") % most)
        first, last, tonnes = (int(said.get(name) or 0) for name in ("first", "last", "tonnes"))
        is_counted = said.get("act") == "issue" and 0 < first <= last and tonnes > 0
        if is_counted and tonnes != last - first + 1:
            count = {"serials": f"{last - first + 1:,}", "tonnes": f"{tonnes:,}"}
            says = _("There are %(serials)s serials, one a tonne, but %(tonnes)s tonnes: mend one of them.")
            self.add_error("tonnes", says % count)
        return said


@office
def desk(request: HttpRequest, place: str) -> HttpResponse:
    """The claims of a place; one act at a time, looked at before it is posted."""
    work = work_at(request, place, "officer")
    today = timezone.localdate(work.at)
    form = ClaimForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid() and not sure.is_back(request):
        try:
            if sure.is_sure(request):
                _post(request, work, form)
                messages.success(request, _("Posted."))
                return redirect(reverse("work_claims", kwargs={"place": place}))
            what = _told(work, form)
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            return sure.look(request, work, form, what=what, title=_("Look before posting"))
    book = book_of(place)
    city = city_claims(book)
    return page(
        request,
        "officer/claims.html",
        {
            "form": form,
            "forms": (form,),
            "claims": tables.claims_table(place, city) if city else None,
            "acts": acts_table(book),
            "credits": tables.credits_table(book),
            "unsettled": book.tonnes_below(UNSETTLED, unit="credit"),
        },
        title=_("Claims and credits"),
        place=work.place,
        status=422 if form.errors else 200,
    )


def _claimed(work: Work, form: ClaimForm) -> Claimed:
    said = form.cleaned_data
    return Claimed(
        project=said["project"],
        kind=said["kind"] or "project",
        geography=work.place.id,
        period=said["period"],
        stage=said["stage"],
        gwp_set=said["gwp_set"],
        grams=(said["tonnes"] or 0) * GRAMS,
    )


def _deed(work: Work, form: ClaimForm) -> Deed | None:
    """The deed of a stage or an issuance; recording a claim is more than a deed: it takes a right."""
    said, place = form.cleaned_data, work.place.id
    if said["act"] == "advance":
        return claiming.advance(place, claimed=_claimed(work, form), to_stage=said["to_stage"])
    if said["act"] == "issue":
        lot = SerialLot(said["project"], said["period"], said["first"], said["last"])
        return crediting.issue(place, lot=lot, gwp_set=said["gwp_set"])
    return None


def _post(request: HttpRequest, work: Work, form: ClaimForm) -> None:
    said = form.cleaned_data
    happened = datetime.combine(said["on"], time(), timezone.get_default_timezone())
    mark = f"{work.place.id} {work.account} {sure.token(request)}"
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
    deed = _deed(work, form)
    if deed is not None:
        perform(act, deed)
        return
    # Rights are kept in the book of the widest place below the world, for all its parts alike.
    chain = things.chain(work.place.id)
    book = chain[-2] if len(chain) > 1 else chain[-1]
    claiming.claim(act, _claimed(work, form), book=book, exclusions=exclusions_in(settings.PACKS))


def _told(work: Work, form: ClaimForm) -> list[tuple[str, str]]:
    """What would be posted, in words."""
    said = form.cleaned_data
    deed = _deed(work, form)
    acts = dict(form.fields["act"].choices)  # type: ignore[attr-defined]
    found = [
        (_("What is done"), str(acts[said["act"]])),
        (_("Project"), f"{said['project']}, {said['period']}"),
        (_("Warming potentials"), str(dict(form.fields["gwp_set"].choices)[said["gwp_set"]])),  # type: ignore[attr-defined]
    ]
    if deed is None:
        assert said["stage"] in LADDER
        stage = str(dict(form.fields["stage"].choices)[said["stage"]])  # type: ignore[attr-defined]
        return [*found, (_("Stage"), stage), (_("Tonnes of CO2 equivalent"), f"{said['tonnes']:,}")]
    return [*found, *movement_words(deed.legs())]
