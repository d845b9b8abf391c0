"""What an act is due: its rate under its caps, as far as the budget reaches; and whose tonnes they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol

import numpy as np
from django.utils import timezone

from dure.engines.residents.evidence import counted_by_evidence
from dure.engines.residents.rewards import BUDGET_CUT, NOTHING_CUT, reward
from dure.grammar.books.exclusions import Exclusion
from dure.grammar.books.programme_shapes import EvidenceRule, ProgrammeAction
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Arrival
from dure.kernel.observations.read import Figure
from dure.kernel.parties import read as parties
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.officer.acts.acting import Act
from dure.portal.officer.acts.rights import take_group
from dure.portal.resident.acts import books, tariffs
from dure.portal.resident.acts.holding import waiting
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE

# The kind of claim that acts of residents are, among those about the same tonnes.
KIND = "resident_events"
FIRST_DAY = date(2000, 1, 1)


class Told(Protocol):
    """An act as far as its reward asks."""

    @property
    def party(self) -> str:
        """Who it was."""

    @property
    def programme(self) -> str:
        """In which programme."""

    @property
    def action(self) -> str:
        """What they did."""

    @property
    def quantity(self) -> Decimal:
        """How much of it."""

    @property
    def day(self) -> date:
        """The day it happened."""


@dataclass(frozen=True)
class Due:
    """What is paid of what an act earns, and what cut it; `wanted` None where nobody knows."""

    paid: int
    wanted: int | None
    cut: str


def due(
    told: Told, *, run: ProgrammeRun, action: ProgrammeAction, evidence: EvidenceRule,
    figures: Sequence[Figure], household: str,
) -> Due:  # fmt: skip
    """What an act is paid now. Without a unit, a known rate or a known cap: nothing, and that is said."""
    tariff = tariffs.tariff(figures, programme=run.programme, action=action.name, on=told.day)
    if not run.programme.unit:
        return Due(0, None, "unit")
    if tariff.rate is None or tariff.rate.value is None:
        return Due(0, None, "rate")
    counted = counted_thousandths(told, run=run, evidence=evidence)
    found = under_caps(
        told, run=run, tariff=tariff, rate=tariff.rate.value, thousandths=counted,
        share_percent=evidence.earns_percent, household=household,
    )  # fmt: skip
    less = not found.cut and found.wanted is not None and counted < told.quantity * 1000
    return replace(found, cut="evidence") if less else found


def under_caps(
    told: Told, *, run: ProgrammeRun, tariff: tariffs.Tariff, rate: Decimal, thousandths: int,
    share_percent: int, household: str,
) -> Due:  # fmt: skip
    """What is paid of a known rate: under the caps of the tariff, and as far as the budget reaches."""
    if tariff.unknown_caps:
        return Due(0, None, "cap")
    caps = {span: figure.value for span, figure in tariff.caps.items() if figure.value is not None}
    if not household:
        caps.pop("household", None)
    earned = earned_over(told, run=run, spans=tuple(caps), household=household)
    answer = reward(
        rate=float(rate),
        thousandths=float(thousandths),
        share_percent=share_percent,
        caps=np.array([float(cap) for cap in caps.values()], dtype=np.float64),
        earned=np.array([float(earned[span]) for span in caps], dtype=np.float64),
        left=ledgers.balance(run.place, path=books.budget_of(told.programme), unit=run.programme.unit),
    )
    cut = {NOTHING_CUT: "", BUDGET_CUT: "budget"}.get(int(answer.cut_by))
    return Due(int(answer.paid), int(answer.wanted), tuple(caps)[int(answer.cut_by)] if cut is None else cut)


def counted_thousandths(told: Told, *, run: ProgrammeRun, evidence: EvidenceRule) -> int:
    """How much of an act counts, in thousandths: as much as its kind of evidence lets count in a month."""
    if evidence.most_a_month is None:
        return int(told.quantity * 1000)
    first = told.day.replace(day=1)
    rows = _arrived(run, paths=(books.acts_of(told.party),), unit=books.ACT_UNIT, since=first, on=told.day)
    before = sum(
        (
            quantity
            for row in _of_programme(told.programme, rows)
            if (_day(row).year, _day(row).month) == (first.year, first.month)
            for action, quantity, kind in [_parts(row)]
            if (action, kind) == (told.action, evidence.kind)
        ),
        Decimal(0),
    )
    answer = counted_by_evidence(
        amount=float(told.quantity), share_percent=100.0, cap=float(evidence.most_a_month),
        counted_before=float(before),
    )  # fmt: skip
    return int(Decimal(str(answer.counted)) * 1000)


def earned_over(told: Told, *, run: ProgrammeRun, spans: Sequence[str], household: str) -> dict[str, int]:
    """What somebody, and their household, has earned in a programme over each span before this act."""
    people = members_of(household, on=told.day) if household else ()
    own, homes = [books.wallet_of(told.party)], [books.wallet_of(each) for each in people]
    since = FIRST_DAY if "person" in spans else date(told.day.year, 1, 1)
    arrived = _arrived(run, paths=(*own, *homes), unit=run.programme.unit, since=since, on=told.day)
    held = waiting({told.party, *people}, unit=run.programme.unit)
    rows = _of_programme(told.programme, (*arrived, *held))
    found = {"act": 0}
    first = {"day": told.day, "month": told.day.replace(day=1), "year": date(told.day.year, 1, 1)}
    for span in spans:
        paths = homes if span == "household" else own
        begins = first["year"] if span == "household" else first.get(span, FIRST_DAY)
        until = told.day if span == "day" else date.max
        if span != "act":
            found[span] = sum(
                row.amount for row in rows if row.path in paths and begins <= _day(row) <= until
            )
    return found


def members_of(household: str, *, on: date) -> tuple[str, ...]:
    """Everybody who lives in a household that day."""
    return tuple({role.holder for role in parties.members(household, on=on) if role.name == HOUSEHOLD_ROLE})


def number_that_day(told: Told, *, run: ProgrammeRun, group: str) -> int:
    """How many acts of an event group somebody has told this programme of that day."""
    names = {action.name for action in run.programme.actions if action.event_group == group}
    rows = _arrived(run, paths=(books.acts_of(told.party),), unit=books.ACT_UNIT, since=told.day, on=told.day)
    own = _of_programme(told.programme, rows)
    return sum(_action(row) in names and _day(row) == told.day for row in own)


def takes_group(act: Act, *, geography: str, year: int, book: str, exclusions: Sequence[Exclusion]) -> bool:
    """Whether acts of a place and year may be claimed: False where another kind of claim has them already."""
    for rule in exclusions:
        if rule.kind != KIND:
            continue
        held = f"right/group/{rule.group}/{year}/{geography}/{KIND}"
        if ledgers.balance(book, path=held, unit=books.RIGHT_UNIT):
            continue
        if not take_group(act, rule.group, kind=KIND, geography=geography, years=[year], book=book):
            return False
    return True


def _arrived(
    run: ProgrammeRun, *, paths: tuple[str, ...], unit: str, since: date, on: date
) -> tuple[Arrival, ...]:
    """What arrived from a day up to the end of the year of another."""
    return ledgers.arrivals(
        run.place,
        paths=paths,
        unit=unit,
        happened_from=_midnight(since),
        happened_before=_midnight(date(on.year + 1, 1, 1)),
    )


def _of_programme(programme: str, rows: Sequence[Arrival]) -> list[Arrival]:
    return [row for row in rows if row.origin.startswith(f"resident act {programme}/")]


def _action(row: Arrival) -> str:
    """What was done, as the origin of a movement keeps it."""
    return row.origin.partition("/")[2].partition(" ")[0]


def _parts(row: Arrival) -> tuple[str, Decimal, str]:
    """What was done, how much of it and what showed it, as the origin of a movement keeps it."""
    action, quantity, kind = row.origin.partition("/")[2].split(" ")[:3]
    return action, Decimal(quantity), kind


def _day(row: Arrival) -> date:
    return timezone.localdate(row.happened_at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())
