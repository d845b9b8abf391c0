"""The desk of claims: what a project avoided, how far its claim has come, and the credits issued for it."""

from datetime import date

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
from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.kernel.things import read as things
from dure.portal.officer import sure, two_people
from dure.portal.officer.acts import claiming, crediting
from dure.portal.officer.acts.acting import Act, ActRefused, Deed, Leg, perform
from dure.portal.officer.acts.claiming import MOST_GRAMS, Claimed
from dure.portal.officer.acts.settling import UNSETTLED
from dure.portal.officer.committee_forms import check_day, hear_too_old
from dure.portal.officer.forms import Posted, source_choices
from dure.portal.officer.movements import movement_words
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.two_people import Said
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident import allowance_tables as tables
from dure.portal.resident.acts_claimed import acts_table
from dure.portal.resident.claims import GRAMS, city_claims
from dure.portal.resident.holdings import book_of
from dure.portal.showing import say

SEEN = {"monitored", "verified"}
# What the letter of a case may ask of this desk.
ACTS = ("claim", "advance", "issue")
NEEDS = {"claim": ("tonnes",), "advance": ("tonnes", "to_stage"), "issue": ("first", "last")}
# Sets of warming potentials by the names that accounts use.
SETS = ("sar", "ar4", "ar5", "ar6", "set-unstated")


def act_words() -> dict[str, str]:
    """The acts of the desk by name."""
    return {
        "claim": _("Record what was avoided"),
        "advance": _("Bring a claim a stage further"),
        "issue": _("Record credits issued"),
    }


def set_words(gwp_set: str) -> str:
    """What a set of warming potentials is called."""
    return _("set not stated") if "-" in gwp_set else gwp_set.upper()


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
            "act": list(act_words().items()),
            "kind": [("", _("no other claims the same tonnes")), *kinds.items()],
            "stage": list(stages.items()),
            "to_stage": [("", "—"), *list(stages.items())[1:]],
            "gwp_set": [(each, set_words(each)) for each in SETS],
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
            return _look(request, work, form)
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
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


def takes_two(said: Said) -> bool:
    """Whether it takes another person: what is verified can be sold, and what is issued is there for good."""
    stage = said["to_stage"] if said["act"] == "advance" else said["stage"]
    return said["act"] == "issue" or stage == "verified"


def _look(request: HttpRequest, work: Work, form: ClaimForm) -> HttpResponse:
    """The look at an act; after it the act is posted, or filed where it takes another person."""
    said, desk_href = form.cleaned_data, reverse("work_claims", kwargs={"place": work.place.id})
    asked, two = asked_of(work.place.id, said), takes_two(form.cleaned_data)

    def shows() -> sure.Look:
        legs = asked.legs()
        return sure.Look(asked.told(legs), _("Look before posting"), legs, takes_two=two)

    def again(seal: str) -> HttpResponse | None:
        if two:
            return redirect(two_people.href(case)) if (case := two_people.filed(work, seal)) else None
        return redirect(desk_href) if two_people.is_posted(work, seal, on=said["on"]) else None

    def records(seal: str, seen: sure.Look) -> HttpResponse:
        if two:
            case = two_people.file(work, said, title=_title(said), seal=seal)
            messages.success(request, _("Filed. Tonnes and won move once another person has approved it."))
            return redirect(two_people.href(case))
        asked.done(
            two_people.act_of(work, said, key=two_people.look_key(work, seal, on=said["on"])), seen.legs
        )
        messages.success(request, _("Posted."))
        return redirect(desk_href)

    return sure.ask(request, work, form, shows=shows, again=again, records=records)


def _title(said: Said) -> Text:
    """What a filed act is called: what it is, of which project and years, and how many tonnes."""
    first, last, tonnes = (int(str(said[name] or 0)) for name in ("first", "last", "tonnes"))
    words = f"{last - first + 1 if said['act'] == 'issue' else tonnes:,}"
    ko = "감축실적 발급" if said["act"] == "issue" else "검증된 감축량"
    en = "Credits issued" if said["act"] == "issue" else "Avoided emissions as verified"
    about = f"{said['project']} {said['period']}"
    return Text(f"{ko}: {about}, {words}톤", f"{en}: {about}, {words} t")


def asked_of(place: str, said: Said) -> two_people.Asked:
    """What a filled form, or the letter of a case, asks for."""
    claimed, deed = _claimed(place, said), _deed(place, said)

    def done(act: Act, legs: tuple[Leg, ...]) -> None:
        if said["act"] != "claim":
            perform(act, sure.as_shown(deed, legs))
            return
        # Rights are kept in the book of the widest place below the world, for all its parts alike.
        chain = things.chain(place)
        book = chain[-2] if len(chain) > 1 else chain[-1]
        claiming.claim(act, claimed, book=book, exclusions=exclusions_in(settings.PACKS))

    return two_people.Asked(legs=deed.legs, told=lambda legs: _told(said, legs), done=done)


def _claimed(place: str, said: Said) -> Claimed:
    return Claimed(
        project=str(said["project"]),
        kind=str(said["kind"] or "project"),
        geography=place,
        period=str(said["period"]),
        stage=str(said["stage"]),
        gwp_set=str(said["gwp_set"]),
        grams=int(str(said["tonnes"] or 0)) * GRAMS,
    )


def _deed(place: str, said: Said) -> Deed:
    """The deed that is asked for; recording a claim is more than its deed: it takes a right."""
    if said["act"] == "advance":
        return claiming.advance(place, claimed=_claimed(place, said), to_stage=str(said["to_stage"]))
    if said["act"] == "issue":
        first, last = int(str(said["first"])), int(str(said["last"]))
        lot = SerialLot(str(said["project"]), str(said["period"]), first, last)
        return crediting.issue(place, lot=lot, gwp_set=str(said["gwp_set"]))
    return claiming.recording(place, claimed=_claimed(place, said))


def _told(said: Said, legs: tuple[Leg, ...]) -> list[tuple[str, str]]:
    """What would be posted, in words."""
    return [
        (_("What is done"), act_words()[str(said["act"])]),
        (_("Project"), f"{said['project']}, {said['period']}"),
        (_("Warming potentials"), set_words(str(said["gwp_set"]))),
        *movement_words(legs),
    ]
