"""A resident's own pages: home, recording an act, the wallet."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.books.programme_shapes import BY_PERIOD, ProgrammeAction
from dure.grammar.resident_numbers import holds_resident_number
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.blocks.numbers import shown
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident import act_reviews
from dure.portal.resident.acts import books, tariffs
from dure.portal.resident.acts.recording import Asked, Recorded, record
from dure.portal.resident.acts.rules import MEASURED
from dure.portal.resident.campaigns.telling import tell_missions
from dure.portal.resident.evidence_form import SELF_TOLD, EvidenceForm, device_mark, with_device
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.programmes import count_word, span_word, won
from dure.portal.resident.wallets import doing, giving_pages
from dure.portal.resident.wallets import pages as wallet_pages
from dure.portal.resident.wallets.words import KRW, amount_words, known_units, signed_words
from dure.portal.showing import language, say

VERSION = 7
ROWS_SHOWN = 100


@dataclass(frozen=True)
class Choice:
    """An act that can be recorded, with what it earns today in words."""

    programme: str
    name: str
    title: str
    earns: str


@dataclass(frozen=True)
class Line:
    """A line of a statement, in the reader's words."""

    on: date
    says: str
    amount: str
    came: bool


class ActForm(forms.Form):
    """How much, when, and by which receipt."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    quantity = forms.CharField(label=gettext_lazy("How many"), max_length=12, initial="1")
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    event = forms.CharField(
        label=gettext_lazy("Number of the receipt, if there is one"), max_length=60, required=False,
        help_text=gettext_lazy("With it two acts of one day can be told apart."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, at: datetime, counted_in: str) -> None:
        super().__init__(data, initial={"on": timezone.localdate(at), "key": new_key(at)})
        self.fields["quantity"].label = _("How many (%(unit)s)") % {"unit": count_word(counted_in)}
        mode = "decimal" if counted_in in MEASURED else "numeric"
        self.fields["quantity"].widget.attrs["inputmode"] = mode

    def clean_key(self) -> UUID:
        """A key ordered by time, as the page made it."""
        key = self.cleaned_data["key"]
        if not isinstance(key, UUID) or key.version != VERSION:
            raise forms.ValidationError(_("Open the page again and send it once more."))
        return key

    def clean_quantity(self) -> Decimal:
        """A number as people write it."""
        try:
            return Decimal(str(self.cleaned_data["quantity"]).replace(",", "").strip())
        except InvalidOperation as error:
            raise forms.ValidationError(_("Give a number, such as 1 or 2.5.")) from error

    def clean_event(self) -> str:
        """A number of a receipt, and never somebody's own number."""
        event = str(self.cleaned_data["event"]).strip()
        if holds_resident_number(event):
            raise forms.ValidationError(_("This looks like a resident registration number. It is not taken."))
        return event


def new_key(at: datetime) -> UUID:
    """A new key ordered by time: pressing the button twice does one thing."""
    return posting.make_key(at=at, random_bytes=secrets.token_bytes(10))


@own
def home(request: HttpRequest, me: Resident) -> HttpResponse:
    """My tonne, my points, and three things to do."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    return framed(
        request,
        "resident/my.html",
        {
            "place": me.place,
            "place_title": say(me.place.title),
            "year": me.today.year,
            "avoided": _kilograms(avoided_this_year(me, runs)),
            "wallets": wallets(me, runs),
            "lines": statement(me, runs)[:5],
        },
        title=_("My page"),
    )


@own
def choose(request: HttpRequest, me: Resident) -> HttpResponse:
    """Which act: the first of three taps."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    piles = [
        {"title": say(run.programme.title), "unnamed": run.programme.unnamed, "choices": _choices(me, run)}
        for run in runs
    ]
    # Programmes that are reckoned from readings have nothing to record.
    shows = {"place": me.place, "piles": [pile for pile in piles if pile["choices"] or pile["unnamed"]]}
    return framed(request, "resident/my_acts.html", shows, title=_("Record an act"))


@own
def act(request: HttpRequest, me: Resident, programme: str, action: str) -> HttpResponse:
    """How much of it, and when; then it is recorded."""
    run = next((r for r in tariffs.runs_at(me.place.id, on=me.today) if r.programme.name == programme), None)
    chosen = run.action(action) if run else None
    if run is None or chosen is None:
        raise Http404(_("This place has no such act."))
    data = request.POST if request.method == "POST" else None
    form = ActForm(data, at=me.at, counted_in=chosen.counted_in)
    proof = EvidenceForm(data, request.FILES if data is not None else None, action=chosen)
    # Both are asked, so that all that is wrong is told at once.
    if all([form.is_valid(), proof.is_valid()]):
        try:
            asked = _asked(me, form, programme=programme, action=action)
            done = record(replace(asked, evidence=proof.kind, shown=proof.shown(device_mark(request))))
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            tell_missions(me.party, place=me.place.id, at=me.at)
            messages.success(request, told(done))
            return redirect("my")
    shows = {
        "form": form,
        "proof": proof,
        "forms": (form, proof),
        "programme": say(run.programme.title),
        "earns": _earns(run, chosen, _figures(me, run), on=me.today),
    }
    status = 422 if form.errors or proof.errors else 200
    answer = framed(request, "resident/my_act.html", shows, title=say(chosen.title), status=status)
    return with_device(request, answer)


def wallets(me: Resident, runs: Sequence[ProgrammeRun]) -> list[str]:
    """What lies in somebody's wallet, in words, one for each unit of which there is any."""
    units = known_units()
    held = [
        (ledgers.balance(place, path=books.wallet_of(me.party), unit=unit), unit)
        for place, unit in _purses(runs)
    ]
    return [amount_words(amount, unit, units=units) for amount, unit in held if amount] or [won(0, KRW)]


def statement(me: Resident, runs: Sequence[ProgrammeRun]) -> list[Line]:
    """The last rows of somebody's wallet, the newest first."""
    rows = [
        (row, unit)
        for place, unit in _purses(runs)
        for row in ledgers.last_rows(place, path=books.wallet_of(me.party), unit=unit, limit=ROWS_SHOWN)
    ]
    rows.sort(key=lambda pair: pair[0].recorded_at, reverse=True)
    units = known_units()
    return [
        Line(
            on=timezone.localdate(row.happened_at),
            says=say(row.says),
            amount=signed_words(row.amount, unit, units=units),
            came=row.amount > 0,
        )
        for row, unit in rows
    ]


def avoided_this_year(me: Resident, runs: Sequence[ProgrammeRun]) -> int:
    """The grams that somebody's acts avoided this year, by estimate."""
    year = me.today.year
    zone = timezone.get_default_timezone()
    total = 0
    for place in {run.place for run in runs}:
        names = [run.programme.name for run in runs if run.place == place]
        paths = tuple(
            books.avoided_by(me.party, programme=name, month=f"{year}-{month:02}")
            for name in names
            for month in range(1, 13)
        )
        found = ledgers.arrivals(
            place, paths=paths, unit=books.GRAMS_UNIT,
            happened_from=datetime.combine(date(year, 1, 1), time(), zone),
            happened_before=datetime.combine(date(year + 1, 1, 1), time(), zone),
        )  # fmt: skip
        total += sum(row.amount for row in found)
    return total


def told(done: Recorded) -> str:
    """What became of an act, in a sentence for whoever did it."""
    if done.repeated:
        return _("This act was recorded already. Nothing was counted twice.")
    unknown = {
        "rate": _("Recorded. What this act earns is not known yet, so nothing was paid."),
        "cap": _("Recorded. The cap of this year is not known yet, so nothing was paid."),
        "unit": _("Recorded. This programme pays nothing for it."),
    }
    if done.cut in unknown:
        return unknown[done.cut]
    if done.held:
        return _("Recorded. A person looks at it before it is paid: %(why)s") % {
            "why": " ".join(say(one.says) for one in done.why)
        }
    return _told_paid(done)


def _told_paid(done: Recorded) -> str:
    """What was paid of an act, and what it was cut by."""
    words = {"paid": won(done.paid, done.unit), "span": span_word(done.cut)}
    if done.cut == "evidence":
        says = _("Recorded. You get %(paid)s: more of it is not counted in a month by this evidence.")
    elif done.cut == "budget":
        says = _("Recorded. The budget had only %(paid)s left for it.")
    elif done.cut:
        says = _("Recorded. %(paid)s were paid: more is not paid for %(span)s.")
    else:
        says = _("Recorded. You get %(paid)s.")
    return says % words


def _asked(me: Resident, form: ActForm, *, programme: str, action: str) -> Asked:
    said = form.cleaned_data
    # A day without an hour: of today it is now, of another day its noon.
    today = said["on"] == me.today
    noon = datetime.combine(said["on"], time(12), timezone.get_default_timezone())
    stamp = datetime.fromtimestamp((said["key"].int >> 80) / 1000, tz=timezone.get_default_timezone())
    return Asked(
        place=me.place.id, party=me.party, programme=programme, action=action, quantity=said["quantity"],
        key=said["key"], happened_at=stamp if today else noon, at=me.at, event=said["event"],
    )  # fmt: skip


def _figures(me: Resident, run: ProgrammeRun) -> tuple[Figure, ...]:
    return tariffs.stated(me.place.id, tariffs.addresses_of(run.programme))


def _choices(me: Resident, run: ProgrammeRun) -> list[Choice]:
    """The acts that can be recorded today; those that earned once and do so no longer are left out."""
    figures = _figures(me, run)
    found = []
    for action in run.programme.actions:
        if not any(rule.kind in SELF_TOLD for rule in action.evidence) or action.counted_in == BY_PERIOD:
            # Told by a machine or reckoned from readings: there is nothing to record.
            continue
        earns = _earns(run, action, figures, on=me.today)
        if earns or not run.programme.unit:
            found.append(Choice(run.programme.name, action.name, say(action.title), earns))
    return found


def _earns(run: ProgrammeRun, action: ProgrammeAction, figures: Sequence[Figure], *, on: date) -> str:
    """What an act earns on a day, in words; nothing where no tariff of that day names it."""
    if not run.programme.unit:
        return ""
    rate = tariffs.tariff(figures, programme=run.programme, action=action.name, on=on).rate
    if rate is None:
        return ""
    if rate.value is None:
        return _("amount unknown")
    words = {"won": won(int(rate.value), run.programme.unit), "unit": count_word(action.counted_in)}
    return _("%(won)s a %(unit)s") % words


def _purses(runs: Sequence[ProgrammeRun]) -> list[tuple[str, str]]:
    """The places and units in which somebody may have something."""
    return list(dict.fromkeys((run.place, run.programme.unit) for run in runs if run.programme.unit))


def _kilograms(grams: int) -> str:
    return shown(Decimal(grams) / 1000, unit="kgco2e", language=language(), short=False).text


urls: list[URLPattern | URLResolver] = [
    path("", home, name="my"),
    path("acts/", choose, name="my_acts"),
    path("acts/<slug:programme>/<slug:action>/", act, name="my_act"),
    path("wallet/", include(wallet_pages.urls)),
    path("wallet/", include(doing.urls)),
    path("wallet/", include(giving_pages.urls)),
    path("code/", wallet_pages.code, name="my_code"),
    path("reviews/", include(act_reviews.urls)),
]
