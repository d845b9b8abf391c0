"""A place's programmes, for everybody: what is rewarded, by which tariff, what is left, what was avoided."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.engines.residents.rewards import SPANS
from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import ProgrammeRun
from dure.portal import showing
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.acts import books, funding, tariffs
from dure.portal.resident.period_tariffs import tables_of
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.wallets.words import KRW, amount_words, known_units
from dure.portal.showing import language, say

# Programmes that are reckoned from readings have a page of one's own instead of acts.
OWN = {"energy_points": "my_energy", "car_points": "my_car"}
HEADER = ("programme", "address", "period", "value", "unit", "source", "locator", "place")


def count_word(counted_in: str) -> str:
    """What acts are counted in, in words."""
    words = {
        "use": _("use"), "visit": _("visit"), "item": _("item"), "kg": _("kilogram"), "km": _("kilometre"),
        "period": _("reckoning by readings"),
    }  # fmt: skip
    return words.get(counted_in, counted_in)


def span_word(span: str) -> str:
    """What a cap is over, in words."""
    words = {
        "act": _("one act"), "day": _("a day"), "month": _("a month"), "year": _("a person and year"),
        "person": _("a person, over all years"), "household": _("a household and year"),
    }  # fmt: skip
    return words.get(span, span)


def programme_list(request: HttpRequest, place: str) -> Page:
    """The programmes that somebody living in a place may take part in."""
    found = place_or_404(place)
    runs = tariffs.runs_at(place, on=timezone.localdate())
    cards = [_card(place, run) for run in runs]
    return Page(
        template="resident/programmes.html",
        crumbs=crumbs(found, Crumb(_("Programmes"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "cards": cards,
            "empty": None if cards else _empty(),
        },
        data={"place": place, "programmes": [_data(run) for run in runs]},
        header=("programme", "title_ko", "title_en", "unit", "actions", "given", "left"),
        rows=[_row(run) for run in runs],
    )


def programme(request: HttpRequest, place: str, programme: str) -> Page:
    """One programme: tariff with its documents, caps, budget, and what its acts avoided by estimate."""
    found = place_or_404(place)
    run = find_run_or_404(place, programme)
    figures = tariffs.stated(place, tariffs.addresses_of(run.programme))
    kinds = observations.kinds()
    title = say(run.programme.title)
    by_period, period_says = tables_of(place, programme, on=timezone.localdate())
    grams = books.avoided_total(run.place, programme)
    back = Crumb(_("Programmes"), reverse("programmes", kwargs={"place": place}))
    return Page(
        template="resident/programme.html",
        crumbs=crumbs(found, back, Crumb(title)),
        shows={
            "place": found,
            "place_title": say(found.title),
            "title": title,
            "name": programme,
            "says": say(run.programme.says),
            "least_age": run.programme.least_age,
            "unnamed": run.programme.unnamed,
            "tariff": None if by_period else _tariff_table(run, figures, kinds),
            "by_period": by_period,
            "period_words": period_says,
            "own_href": reverse(OWN[programme]) if programme in OWN else "",
            "caps": None if by_period else _caps_table(run, figures, kinds),
            "meter": budget_meter(run),
            "avoided": _avoided_table(grams, tariffs.avoided_mark(figures)) if any(grams.values()) else None,
            "totals_href": reverse("programme_totals", kwargs={"place": place, "programme": programme}),
            "source": _source(run),
            "source_href": reverse("source", kwargs={"source": run.source}) if run.source else "",
        },
        data={
            **_data(run),
            "figures": [showing.data(figure, kinds) for figure in figures],
            "avoided_gco2e_estimated": grams,
        },
        header=HEADER,
        rows=[_figure_row(run, figure, kinds) for figure in figures],
    )


def find_run_or_404(place: str, programme: str) -> ProgrammeRun:
    """A programme as somebody living in a place may take part in it today."""
    for run in tariffs.runs_at(place, on=timezone.localdate()):
        if run.programme.name == programme:
            return run
    raise Http404(_("This place has no such programme."))


def won(amount: int, unit: str) -> str:
    """An amount of what a programme pays in, in words and never shortened."""
    return amount_words(amount, unit, units={} if unit == KRW else known_units())


def kilogram_words(grams: int) -> str:
    """Grams as kilograms, in words and never shortened."""
    return shown(Decimal(grams) / 1000, unit="kgco2e", language=language(), short=False).text


def _card(place: str, run: ProgrammeRun) -> dict[str, object]:
    meter = budget_meter(run)
    href = reverse("programme", kwargs={"place": place, "programme": run.programme.name})
    return {
        "title": say(run.programme.title),
        "says": say(run.programme.says),
        "href": href,
        "actions": len(run.programme.actions) + run.programme.unnamed,
        "left": meter["left_words"] if meter else "",
    }


def budget_meter(run: ProgrammeRun) -> dict[str, object] | None:
    """The budget as far as it was given; None where none was."""
    unit = run.programme.unit
    if not unit:
        return None
    meter = funding.meter_of(run.place, programme=run.programme.name, unit=unit)
    if not meter.given:
        return None
    return {
        "bar": Progress(title=_("Paid out of the budget"), done=meter.paid, total=meter.given),
        "paid_words": won(meter.paid, unit),
        "given_words": won(meter.given, unit),
        "left_words": won(meter.left, unit),
        "is_empty": meter.left == 0,
    }


def _periods(figures: Sequence[Figure]) -> list[str]:
    """The periods something is stated for, the latest first."""
    return sorted({figure.period for figure in figures}, reverse=True)


def _cell(figures: Sequence[Figure], address: str, period: str, kinds: showing.Kinds) -> Cell:
    """What the nearest place states at an address for a period; a dash where nobody states anything."""
    found = next((f for f in figures if (f.address, f.period) == (address, period)), None)
    # All of them are parameters: the mark would stand in every cell and say nothing.
    return replace(showing.cell(found, kinds), mark="") if found else Cell(text="–")


def _tariff_table(run: ProgrammeRun, figures: Sequence[Figure], kinds: showing.Kinds) -> Table | None:
    """What each act earns, period by period."""
    if not run.programme.unit or not run.programme.actions:
        return None
    rates = [f for f in figures if f.address.startswith(f"reward_{run.programme.unit}/")]
    periods = _periods(rates)
    return Table(
        caption=_("What an act earns"),
        columns=(
            Column(_("Act")),
            Column(_("Counted by")),
            *(Column(period_words(each, language=language()), numeric=True) for each in periods),
        ),
        rows=tuple(
            (
                Cell(text=say(action.title)),
                Cell(text=count_word(action.counted_in)),
                *(
                    _cell(rates, tariffs.rate_address(run.programme, action.name), period, kinds)
                    for period in periods
                ),
            )
            for action in run.programme.actions
        ),
        csv_href="",
        caption_hidden=True,
    )


def _caps_table(run: ProgrammeRun, figures: Sequence[Figure], kinds: showing.Kinds) -> Table | None:
    """The most that is paid, by span and period."""
    if not run.programme.unit:
        return None
    caps = [f for f in figures if f.address.startswith(f"cap_{run.programme.unit}/")]
    periods = _periods(caps)
    spans = [s for s in SPANS if any(f.address == tariffs.cap_address(run.programme, s) for f in caps)]
    if not spans:
        return None
    return Table(
        caption=_("The most that is paid"),
        columns=(
            Column(_("For")),
            *(Column(period_words(each, language=language()), numeric=True) for each in periods),
        ),
        rows=tuple(
            (
                Cell(text=span_word(span)),
                *(_cell(caps, tariffs.cap_address(run.programme, span), period, kinds) for period in periods),
            )
            for span in spans
        ),
        caption_hidden=True,
    )


def _avoided_table(grams: dict[str, int], mark: str) -> Table:
    """What acts avoided by estimate, month by month."""
    return Table(
        caption=_("Avoided by acts, estimated"),
        columns=(Column(_("Month")), Column(_("Avoided"), numeric=True)),
        rows=tuple(
            (
                Cell(text=period_words(month, language=language())),
                Cell(value=Decimal(amount) / 1000, unit="kgco2e", mark=mark, decimals=3),
            )
            for month, amount in sorted(grams.items(), reverse=True)
            if amount
        ),
        caption_hidden=True,
    )


def _source(run: ProgrammeRun) -> str:
    source = observations.find_source(run.source)
    return showing.place_words(source, run.locator) if source else ""


def _data(run: ProgrammeRun) -> dict[str, object]:
    return {
        "programme": run.programme.name,
        "title": run.programme.title,
        "place": run.place,
        "unit": run.programme.unit,
        "unnamed_actions": run.programme.unnamed,
        "actions": [
            {"name": a.name, "title": a.title, "area": a.area, "counted_in": a.counted_in}
            for a in run.programme.actions
        ],
    }


def _row(run: ProgrammeRun) -> tuple[object, ...]:
    own, unit = run.programme, run.programme.unit
    given = -ledgers.balance(run.place, path=books.funds_of(own.name), unit=unit) if unit else ""
    left = ledgers.balance(run.place, path=books.budget_of(own.name), unit=unit) if unit else ""
    return (own.name, own.title.ko, own.title.en, unit, len(own.actions) + own.unnamed, given, left)


def _figure_row(run: ProgrammeRun, figure: Figure, kinds: showing.Kinds) -> tuple[object, ...]:
    unit = showing.kind_of(figure, kinds).unit
    value = "unknown" if figure.value is None else figure.value
    own = run.programme.name
    return (own, figure.address, figure.period, value, unit, figure.source, figure.locator, figure.place)


def _empty() -> Empty:
    """What to say where a place has no programme."""
    return Empty(
        title=_("No programmes yet"),
        says=_("This place has no programme that rewards what residents do."),
    )
