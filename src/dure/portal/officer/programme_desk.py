"""One programme at the desk: until when the money lasts, and what another tariff would have paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.engines.residents.run_out import RunOut, runs_out
from dure.engines.residents.trial import PastActs, Trial, past_acts, trial
from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.officer import drafts
from dure.portal.officer.checking import COLUMNS, check_rows, known_here
from dure.portal.officer.files import Grid
from dure.portal.officer.forms import source_choices
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident.acts import funding, past, tariffs
from dure.portal.resident.programmes import budget_meter, count_word, span_word, won
from dure.portal.showing import language, say

# The caps that a trial can hold; longer ones need what was earned before the month.
SPANS = ("act", "day", "month")
DAYS_LOOKED_AT = 28


class TrialForm(forms.Form):
    """A tariff to try: what each act would earn, the caps, and from when it would hold."""

    budget = forms.IntegerField(
        label=gettext_lazy("Budget of a month for the trial"), required=False, min_value=0,
        help_text=gettext_lazy("Without it the trial pays as if there were enough."),
    )  # fmt: skip
    begins = forms.DateField(
        label=gettext_lazy("Holds from"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Only to file the figures: to the end of that year."),
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Source document"), required=False)
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40, required=False)

    def __init__(self, data: QueryDict | None, *, run: ProgrammeRun, now: Mapping[str, int]) -> None:
        super().__init__(data)
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]
        own = {f"rate_{a.name}": _rate_label(say(a.title), a.counted_in) for a in run.programme.actions}
        own |= {f"cap_{span}": _("Most for %(span)s") % {"span": span_word(span)} for span in SPANS}
        first = {
            name: forms.IntegerField(label=label, required=False, min_value=0, initial=now.get(name))
            for name, label in own.items()
        }
        self.fields = {**first, **self.fields}

    def numbers(self, prefix: str) -> dict[str, int]:
        """What was typed under a prefix, by the rest of the name."""
        return {
            name.removeprefix(prefix): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix) and value is not None
        }

    def needs(self) -> bool:
        """Whether all is there that a figure needs to be filed; what is missing is told beside its field."""
        for name in ("begins", "source", "locator"):
            if not self.cleaned_data.get(name):
                self.add_error(name, _("A figure needs this before it can be filed."))
        return not self.errors


@dataclass(frozen=True)
class Tried:
    """What a month's acts got with the tariff as it is, and with the one to try."""

    now: Trial
    then: Trial


@office
def desk(request: HttpRequest, place: str, programme: str) -> HttpResponse:
    """Until when the budget lasts; a tariff to try on last month's acts, and to file as figures."""
    work = work_at(request, place, "officer", "approver")
    today = timezone.localdate(work.at)
    run = _run(place, programme, today)
    month = past.last_month(today)
    figures = tariffs.stated(place, tariffs.addresses_of(run.programme))
    now = numbers_now(run, figures, on=month.first)
    data = request.POST if request.method == "POST" else None
    form = TrialForm(data, run=run, now=numbers_now(run, figures, on=today))
    tried: Tried | None = None
    acts = past_acts([])
    if form.is_valid():
        if "file" in request.POST and work.may("officer") and form.needs():
            return _file(work, run, form, figures=figures)
        acts = past.acts_in(run.place, run.programme, month=month)
        tried = _tried(acts, form, now=now)
    shows = {
        "programme": say(run.programme.title),
        "meter": budget_meter(run),
        "lasts": lasts_words(run, today=today),
        "form": form,
        "forms": (form,),
        "month": period_words(month.name, language=language()),
        "result": _result(tried, run) if tried else None,
        "sentences": _sentences(tried, run, acts) if tried else [],
        "may_file": work.may("officer"),
    }
    title = _("Budget and tariff: %(programme)s") % {"programme": say(run.programme.title)}
    status = 422 if form.errors else 200
    return page(request, "officer/programme_desk.html", shows, title=title, place=work.place, status=status)


def numbers_now(run: ProgrammeRun, figures: tuple[Figure, ...], *, on: date) -> dict[str, int]:
    """The rates and caps that count on a day, by the form's fields; what is unknown is left out."""
    found: dict[str, int] = {}
    for action in run.programme.actions:
        tariff = tariffs.tariff(figures, programme=run.programme, action=action.name, on=on)
        if tariff.rate is not None and tariff.rate.value is not None:
            found[f"rate_{action.name}"] = int(tariff.rate.value)
        for span, figure in tariff.caps.items():
            if span in SPANS and figure.value is not None:
                found[f"cap_{span}"] = int(figure.value)
    return found


def lasts_words(run: ProgrammeRun, *, today: date) -> str:
    """Until when the budget lasts, as a range and with what it rests on."""
    unit = run.programme.unit
    if not unit:
        return ""
    meter = funding.meter_of(run.place, programme=run.programme.name, unit=unit)
    if not meter.given:
        return ""
    first = today - timedelta(days=DAYS_LOOKED_AT)
    days = past.paid_by_day(run.place, programme=run.programme.name, unit=unit, first=first, last=today)
    return _lasts(runs_out(days, left=float(meter.left)), today=today, unit=unit)


def _lasts(answer: RunOut, *, today: date, unit: str) -> str:
    if answer.soonest_days == 0:
        return _("The budget is used up.")
    if answer.soonest_days is None:
        return _("Nothing was paid in the last 28 days, so nobody can say when it runs out.")
    words = {
        "soonest": f"{today + timedelta(days=answer.soonest_days):%Y-%m-%d}",
        "most": won(round(answer.most_a_week), unit),
        "least": won(round(answer.least_a_week), unit),
    }
    if answer.latest_days is None:
        return (
            _(
                "If every week is like the fullest of the last 28 days (%(most)s), the budget is empty on "
                "%(soonest)s. There was a week without payments, so no latest day can be said."
            )
            % words
        )
    words["latest"] = f"{today + timedelta(days=answer.latest_days):%Y-%m-%d}"
    return (
        _(
            "If every week is like the fullest of the last 28 days (%(most)s), the budget is empty on "
            "%(soonest)s; if like the emptiest (%(least)s), on %(latest)s."
        )
        % words
    )


def _run(place: str, programme: str, today: date) -> ProgrammeRun:
    for run in tariffs.runs_at(place, on=today):
        if run.programme.name == programme and run.place == place and run.programme.unit:
            return run
    raise Http404


def _tried(acts: PastActs, form: TrialForm, *, now: Mapping[str, int]) -> Tried:
    """The same acts under both tariffs, by the same rule."""
    budget = form.cleaned_data["budget"]
    enough = 10**15 if budget is None else int(budget)
    rates = {n.removeprefix("rate_"): v for n, v in now.items() if n.startswith("rate_")}
    caps = {n.removeprefix("cap_"): v for n, v in now.items() if n.startswith("cap_")}
    return Tried(
        now=trial(acts, rates=rates, caps=caps, budget=enough),
        then=trial(acts, rates=form.numbers("rate_"), caps=form.numbers("cap_"), budget=enough),
    )


def _result(tried: Tried, run: ProgrammeRun) -> Table:
    unit = run.programme.unit
    rows = [
        (say(a.title), tried.now.by_action.get(a.name, 0), tried.then.by_action.get(a.name, 0))
        for a in run.programme.actions
    ]
    rows.append((_("All acts"), tried.now.paid, tried.then.paid))
    return Table(
        caption=_("What last month's acts get"),
        columns=(
            Column(_("Act")),
            Column(_("Tariff as it was"), numeric=True),
            Column(_("Tariff to try"), numeric=True),
        ),
        rows=tuple(
            (Cell(text=title), Cell(text=won(before, unit)), Cell(text=won(after, unit)))
            for title, before, after in rows
            if before or after
        ),
        empty=_("Nothing would have been paid."),
        caption_hidden=True,
    )


def _sentences(tried: Tried, run: ProgrammeRun, acts: PastActs) -> list[str]:
    """What a table does not say: to how many, what caps and the budget cut, and what the trial leaves out."""
    unit, then = run.programme.unit, tried.then
    found = [
        _("%(acts)s acts, paid to %(people)s people.")
        % {"acts": f"{len(acts):,}", "people": f"{then.people:,}"},
        _("The caps would have cut %(cut)s.") % {"cut": won(then.cut_by_caps, unit)},
    ]
    if then.unpaid_by_budget:
        found.append(
            _("The budget would have been short of %(short)s.") % {"short": won(then.unpaid_by_budget, unit)}
        )
    if then.without_rate:
        found.append(
            _("%(acts)s acts have no rate in this tariff and earn nothing.")
            % {"acts": f"{then.without_rate:,}"}
        )
    found.append(
        _(
            "Caps over a year, a person and a household are left out, so both sums are upper bounds. People "
            "may act otherwise under another tariff; the trial does not guess how."
        )
    )
    return found


def _file(work: Work, run: ProgrammeRun, form: TrialForm, *, figures: tuple[Figure, ...]) -> HttpResponse:
    """The numbers that differ from those that count on the first day, as a draft of figures for four eyes."""
    said = form.cleaned_data
    begins: date = said["begins"]
    before = numbers_now(run, figures, on=begins)
    period = f"{begins.isoformat()}/{begins.year}-12-31"
    rows = []
    for name, address in _addresses(run).items():
        value = said.get(name)
        if value is not None and value != before.get(name):
            cells = {
                "address": address, "period": period, "value": str(value), "unit": "KRW",
                "mark": "parameter", "source": f"{said['source']}:{said['locator'].strip()}",
            }  # fmt: skip
            rows.append(tuple(cells.get(column, "") for column in COLUMNS))
    grid = Grid(rows=tuple(enumerate([COLUMNS, *rows], start=1)))
    today = timezone.localdate(work.at)
    checked = check_rows(grid, place=work.place, known=known_here(), today=today)
    token = drafts.keep(drafts.Draft(work.place.id, name="", checked=checked), account=work.account)
    return redirect("work_draft", place=work.place.id, token=token)


def _addresses(run: ProgrammeRun) -> dict[str, str]:
    own = {f"rate_{a.name}": tariffs.rate_address(run.programme, a.name) for a in run.programme.actions}
    return own | {f"cap_{span}": tariffs.cap_address(run.programme, span) for span in SPANS}


def _rate_label(title: str, counted_in: str) -> str:
    return f"{title} ({count_word(counted_in)})"
