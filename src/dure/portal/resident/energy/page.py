"""My household's energy: what it used beside a year before, what was reckoned, and taking part."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.engines.residents.energy import energy_baseline
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.parties.read import METERS, USES, RoleHeld
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.resident.acts import tariffs
from dure.portal.resident.acts.recording import household_of
from dure.portal.resident.energy.importing import ROLE
from dure.portal.resident.energy.lines import (
    MOVED_IN,
    NO_BASELINE,
    NO_CUT,
    NO_USE,
    HomeLine,
    MeterLine,
    billed,
    days_lived,
    kept_as,
    read_line,
)
from dure.portal.resident.energy.periods import HalfYear, days_of, half_year_of
from dure.portal.resident.energy.reckoning import paid_amount
from dure.portal.resident.energy.rules import PROGRAMME, UNIT, rules_of
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.household import meter_word
from dure.portal.resident.programmes import won
from dure.portal.showing import language, say

UNITS = {"electricity": "kwh", "water": "m3", "gas": "m3", "waste": "kg"}
# So many half-years are shown.
PERIODS_SHOWN = 4


@dataclass(frozen=True)
class Used:
    """A month of one meter beside the same month a year before; None where nobody read or stated it."""

    meter: str
    month: date
    used: Decimal | None
    before: Decimal | None
    is_own: bool


class JoinForm(forms.Form):
    """Since when the household lives where it does."""

    moved_in = forms.DateField(
        label=gettext_lazy("Day you moved into this home"),
        help_text=gettext_lazy("What others used here before you is not counted as yours."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, today: date, initial: str = "") -> None:
        super().__init__(data, initial={"moved_in": initial})
        self.today = today

    def clean_moved_in(self) -> date:
        """A day that has come."""
        day = self.cleaned_data["moved_in"]
        if not isinstance(day, date) or day > self.today or day.year < 1950:
            raise forms.ValidationError(_("Give a day that has come."))
        return day


@own
def energy(request: HttpRequest, me: Resident) -> HttpResponse:
    """My household's energy and its points."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    here = any(run.programme.name == PROGRAMME for run in runs)
    home = household_of(me.party, on=me.today)
    kept = _kept(home, today=me.today) if home else {}
    role = _role(home, on=me.today) if home else None
    form = JoinForm(request.POST or None, today=me.today, initial=kept.get(MOVED_IN, ""))
    if request.POST.get("do") == "leave" and role:
        people.end_role(role.id, last_day=me.today, at=me.at, by=me.party)
        messages.success(request, _("Your household takes part until today."))
        return redirect("my_energy")
    if here and home and request.POST.get("do") == "join" and form.is_valid():
        _join(me, home, moved_in=form.cleaned_data["moved_in"], role=role)
        messages.success(request, _("Your household takes part. Points are reckoned twice a year."))
        return redirect("my_energy")
    rows = used_rows(kept, today=me.today) if home else ()
    shows = {
        "here": here, "home": home, "form": form, "forms": (form,), "takes_part": role,
        "is_payee": role is not None and role.holder == me.party,
        "numbers": [meter_word(each) for each in METERS if not kept.get(f"meter_{each}")],
        "used": used_table(rows) if rows else None,
        "has_own": any(row.is_own for row in rows),
        "said": said_words(rows),
        "reckoned": _reckoned(me, home, kept) if home else [],
        "place": me.place, "programme": PROGRAMME,
        "is_made_up": here and rules_of(me.place.id, on=me.today).is_made_up,
    }  # fmt: skip
    status = 422 if request.POST.get("do") == "join" and form.errors else 200
    return framed(request, "resident/my_energy.html", shows, title=_("Energy of my household"), status=status)


def used_rows(kept: Mapping[str, str], *, today: date) -> tuple[Used, ...]:
    """The months of this half-year and the one before that anything is known of, the latest first."""
    now = half_year_of(today)
    found = []
    for month in reversed((*now.before.months(), *now.months())):
        for meter in USES:
            used, is_own = _use(kept, meter, month)
            before, was_own = _before(kept, meter, month.replace(year=month.year - 1))
            if used is not None:
                found.append(Used(meter, month, used, before, is_own or was_own))
    return tuple(found)


def _before(kept: Mapping[str, str], meter: str, month: date) -> tuple[Decimal | None, bool]:
    """What is compared with: the month a year before, where the household lived there on all its days."""
    used, is_own = _use(kept, meter, month)
    if used is None or not kept.get(MOVED_IN):
        return used, is_own
    answer = energy_baseline(
        used=np.array([[float(used)]]),
        days_lived=np.array([[days_lived(date.fromisoformat(kept[MOVED_IN]), month)]]),
        days_in_month=np.array([[float(days_of(month))]]),
    )
    return (used, is_own) if answer.years_counted else (None, False)


def said_words(rows: tuple[Used, ...]) -> list[str]:
    """By how much each source of energy is below or above last year, over the months both are known of."""
    found = []
    for meter in USES:
        pairs = [(r.used, r.before) for r in rows if r.meter == meter and r.used is not None and r.before]
        now = sum((used for used, _before in pairs), Decimal(0))
        then = sum((before for _used, before in pairs), Decimal(0))
        if then:
            percent = shown(
                abs(then - now) * 100 / then, unit="percent", language=language(), decimals=1
            ).text
            words = {"meter": meter_word(meter), "percent": percent, "months": len(pairs)}
            if now <= then:
                found.append(
                    _("%(meter)s: %(percent)s less than a year before (months compared: %(months)s).") % words
                )
            else:
                found.append(
                    _("%(meter)s: %(percent)s more than a year before (months compared: %(months)s).") % words
                )
    return found


def used_table(rows: tuple[Used, ...]) -> Table:
    """What was used month by month, beside a year before."""
    return Table(
        caption=_("What we used, beside the same month a year before"),
        columns=(
            Column(_("Month")), Column(_("Kind of energy or water")), Column(_("Used"), numeric=True),
            Column(_("Same month a year before"), numeric=True), Column(_("Read by")),
        ),
        rows=tuple(
            (
                Cell(text=period_words(f"{row.month:%Y-%m}", language=language())),
                Cell(text=meter_word(row.meter)),
                _amount(row.used, row.meter),
                _amount(row.before, row.meter),
                Cell(text=_("ourselves") if row.is_own else _("the utility")),
            )
            for row in rows
        ),
        caption_hidden=True,
    )  # fmt: skip


def line_table(line: HomeLine) -> Table:
    """How a household's points of a half-year came about."""
    return Table(
        caption=_("How it was reckoned"),
        columns=(
            Column(_("Kind of energy or water")), Column(_("Used"), numeric=True),
            Column(_("Baseline"), numeric=True), Column(_("Less than the baseline"), numeric=True),
            Column(_("Points"), numeric=True), Column(_("Why")),
        ),
        rows=tuple(
            (
                Cell(text=meter_word(meter)),
                _amount(_decimal(each.used), meter),
                _amount(_decimal(each.baseline), meter),
                Cell(value=_decimal(each.cut_percent), unit="percent", decimals=1)
                if each.cut_percent is not None
                else Cell(text="–"),
                Cell(value=Decimal(int(each.paid))),
                Cell(text=why_words(each)),
            )
            for meter, each in line.meters.items()
        ),
        caption_hidden=True,
    )  # fmt: skip


def why_words(line: MeterLine) -> str:
    """Why a source of energy has its points, in words."""
    if line.why_not:
        return {
            NO_USE: _("a month was not read, or you moved in during the half-year"),
            NO_BASELINE: _("there is no whole year of yours to compare with yet"),
            NO_CUT: _("less than the first step was saved"),
        }[line.why_not]
    words = []
    if line.cut_points:
        words.append(_("a cut of step %(step)s") % {"step": line.steps})
    if line.keep_points:
        words.append(_("keeping the cut"))
    if (line.standard_points and line.paid > line.cut_points + line.keep_points) or not words:
        words.append(_("little use beside the other participants"))
    return ", ".join(words)


@transaction.atomic
def _join(me: Resident, home: str, *, moved_in: date, role: RoleHeld | None) -> None:
    details = {MOVED_IN: moved_in.isoformat()}
    people.record_details(home, details=details, at=me.at, chance=secrets.token_bytes)
    if role is None:
        held = RoleHeld(me.party, ROLE, me.place.id, me.today, body=home)
        people.give_role(held, at=me.at, by=me.party)


def _role(home: str, *, on: date) -> RoleHeld | None:
    return next((role for role in parties.members(home, on=on) if role.name == ROLE), None)


def _kept(home: str, *, today: date) -> dict[str, str]:
    """What is kept of the household that this page shows."""
    now = half_year_of(today)
    months = [
        month for year in (0, 1) for each in (now, now.before) for month in each.months(years_before=year)
    ]
    names = {MOVED_IN, *(f"meter_{meter}" for meter in METERS)}
    names |= {billed(meter, month) for meter in METERS for month in months}
    names |= {f"{meter}_{month:%Y-%m}" for meter in USES for month in months}
    names |= {kept_as(each) for each in _periods(today)}
    return dict(parties.kept_of([home], names=names).get(home, {}))


def _periods(today: date) -> list[HalfYear]:
    found, before = [], half_year_of(today)
    for _n in range(PERIODS_SHOWN):
        before = before.before
        found.append(before)
    return found


def _use(kept: Mapping[str, str], meter: str, month: date) -> tuple[Decimal | None, bool]:
    """What a meter measured in a month: as the utility read it, else as the household stated it."""
    if (text := kept.get(billed(meter, month))) is not None:
        return Decimal(text), False
    text = kept.get(f"{meter}_{month:%Y-%m}")
    return (None, False) if text is None else (Decimal(text), True)


def _reckoned(me: Resident, home: str, kept: Mapping[str, str]) -> list[dict[str, object]]:
    """The half-years that were reckoned, the latest first; those not paid yet are told to be so."""
    found: list[dict[str, object]] = []
    for period in _periods(me.today):
        text = kept.get(kept_as(period))
        if text is None:
            continue
        line = read_line(text)
        paid = paid_amount(me.place.id, period, home)
        found.append(
            {
                "period": say(period.title),
                "points": won(line.paid, UNIT),
                "is_capped": line.points > line.paid,
                "waits": paid is None and bool(line.paid),
                "table": line_table(line),
            }
        )
    return found


def _amount(value: Decimal | None, meter: str) -> Cell:
    return Cell(text="–") if value is None else Cell(value=value, unit=UNITS[meter])


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


urls = [path("energy/", energy, name="my_energy")]
