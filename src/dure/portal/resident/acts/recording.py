"""Recording an act: its event's right, its reward and its grams, all or none. What a person looks at first is
held until they have.

Rewards have caps over days, months and years, and some over a household: they look at more than the accounts
that move, so floors alone do not hold them. The acts of a person, and those of a household, are numbered:
whoever counted as many acts makes the same key, the ledger takes one of them, and the other looks again. The
budget is an account with a floor: whoever comes for its last won gets exactly what is left.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dure.grammar.books.exclusions import exclusions_in
from dure.grammar.books.programme_shapes import EvidenceRule, ProgrammeAction
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.observations.read import Figure
from dure.kernel.parties import read as parties
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.officer.acts.acting import MOST_TRIES, Act, ActRefused, Leg, key_of
from dure.portal.resident.acts import books, events, paying, tariffs
from dure.portal.resident.acts.doubts import NOTHING_SHOWN, Doubt, Shown, doubts, needs_second
from dure.portal.resident.acts.holding import Held, case_of, hold_back
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE, check_asked, find_run

SAYS = Text("주민 실천", "An act of a resident")


@dataclass(frozen=True)
class Asked:
    """Somebody has acted: who, in which programme, what, how much of it, when, and what shows it.

    `key` is made by whoever asks (UUID version 7): the same act asked twice is done once. `event` is the
    number of a receipt or of a machine's event, where there is one; `shown` what is seen on it.
    """

    place: str
    party: str
    programme: str
    action: str
    quantity: Decimal
    key: UUID
    happened_at: datetime
    at: datetime
    evidence: str = "self_report"
    event: str = ""
    shown: Shown = NOTHING_SHOWN

    @property
    def day(self) -> date:
        """The day it happened, in the house's time."""
        return timezone.localdate(self.happened_at)

    @property
    def origin(self) -> str:
        """What the ledger keeps of it: no word of who it was."""
        return f"resident act {self.programme}/{self.action} {self.quantity.normalize():f} {self.evidence}"


@dataclass(frozen=True)
class Recorded:
    """What became of an act: what was paid of what it earns, what cut it, its grams.

    `wanted` None: nobody knows what it earns. `cut` is a span of a cap, `budget`, or what is unknown (`rate`,
    `cap`, `unit`), or nothing. `grams` None: nobody knows what it avoids. `held`: a person looks at it first,
    for the reasons of `why`.
    """

    place: str
    programme: str
    action: str
    unit: str
    paid: int
    wanted: int | None
    cut: str
    grams: int | None
    overlaps: bool = False
    repeated: bool = False
    why: tuple[Doubt, ...] = ()
    held: bool = False


@dataclass(frozen=True)
class _Way:
    """What an act was found to be before the books are looked at."""

    asked: Asked
    run: ProgrammeRun
    action: ProgrammeAction
    evidence: EvidenceRule
    figures: Sequence[Figure]
    household: str

    @property
    def act(self) -> Act:
        """The act in the words of the ledger's verbs."""
        asked = self.asked
        return Act(self.run.place, asked.key, asked.happened_at, asked.at, SAYS)

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose acts are numbered: the person's, and their household's where they live in one."""
        return (self.asked.party, self.household) if self.household else (self.asked.party,)


# Random bytes, for the sealing of pictures.
Chance = Callable[[int], bytes]


class _DoneMeanwhile(Exception):
    """The same act has been recorded since the books were looked at."""


def record(asked: Asked, *, chance: Chance = secrets.token_bytes) -> Recorded:
    """Record an act, all or nothing. The same act again changes nothing and answers the same.

    Raises ActRefused with a sentence for whoever acted, and KeyReused where the key stands for another act.
    """
    run = find_run(asked.place, programme=asked.programme, on=asked.day)
    action, evidence = check_asked(asked, run)
    for _try in range(MOST_TRIES):
        if (done := find_recorded(asked, run=run)) is not None:
            return done
        figures = tariffs.stated(asked.place, tariffs.addresses_of(run.programme))
        way = _Way(asked, run, action, evidence, figures, household_of(asked.party, on=asked.day))
        turns = _turns(way)
        try:
            with transaction.atomic():
                return _post(way, turns, chance=chance)
        except posting.KeyReused as error:
            if error.key not in {turn.key for turn in turns}:
                raise
        except (posting.NotEnough, _DoneMeanwhile):
            # Somebody was quicker with the budget, or with this very act: the books say otherwise now.
            continue
    raise ActRefused(
        "지금 기록이 몰려 있어 적지 못했습니다. 잠시 뒤 다시 하십시오.",
        "Others keep recording at this moment, so nothing was recorded. Try again in a while.",
    )


def find_recorded(asked: Asked, *, run: ProgrammeRun) -> Recorded | None:
    """What became of this act when it was asked before; KeyReused where its key was used for another."""
    rows = ledgers.group(run.place, key=asked.key)
    if not rows:
        return None
    own = any(row.credit == books.acts_of(asked.party) for row in rows)
    if not own or any(row.reason.origin != asked.origin for row in rows):
        raise posting.KeyReused(asked.key, differs="content")
    paid = sum(row.amount for row in rows if row.debit == books.budget_of(asked.programme))
    grams = [row.amount for row in rows if row.unit == books.GRAMS_UNIT]
    overlaps = any(row.credit.startswith("overlap/") for row in rows)
    held = not paid and not grams and case_read.find_case(case_of(asked.key)) is not None
    return Recorded(
        run.place, asked.programme, asked.action, run.programme.unit, paid, None, "",
        sum(grams) if grams else None, overlaps=overlaps, repeated=True, held=held,
    )  # fmt: skip


def household_of(party: str, *, on: date) -> str:
    """The household somebody lives in that day; empty where none is known."""
    held = parties.roles_of_party(party, on=on)
    return next((role.body for role in held if role.name == HOUSEHOLD_ROLE and role.body), "")


def _post(way: _Way, turns: Sequence[posting.Movement], *, chance: Chance) -> Recorded:
    """Take the event's right and move or hold what is due, in one transaction."""
    asked, run = way.asked, way.run
    event = _take_event(way)
    due = paying.due(asked, run=run, action=way.action, evidence=way.evidence,
                     figures=way.figures, household=way.household)  # fmt: skip
    grams, overlaps = _grams(way), False
    legs = []
    if due.paid:
        wallet = books.wallet_of(asked.party)
        legs.append(Leg(books.budget_of(asked.programme), wallet, due.paid, run.programme.unit))
    if grams:
        overlaps = not _takes_group(way)
        legs.append(_grams_leg(way, grams, overlaps=overlaps))
    moved = [_movement(way, leg, number=number) for number, leg in enumerate(legs)]
    why = doubts(asked, place=run.place, event=event, rule=way.evidence) if moved else ()
    posting.post([*turns, *(() if why else moved)], place=run.place, at=asked.at)
    if why:
        hold_back(_held(way, moved, why=why, event=event, due=due))
    if asked.shown != NOTHING_SHOWN:
        cases.show(_exhibit(way), picture=_picture(way), chance=chance)
    return Recorded(
        run.place, asked.programme, asked.action, run.programme.unit, due.paid, due.wanted, due.cut, grams,
        overlaps=overlaps, why=why, held=bool(why),
    )  # fmt: skip


def _held(
    way: _Way, moved: Sequence[posting.Movement], *, why: Sequence[Doubt], event: str, due: paying.Due
) -> Held:
    asked, run = way.asked, way.run
    two_above = run.programme.two_above
    drawn = needs_second(place=run.place, event=event, at=asked.at, rule=way.evidence)
    return Held(
        place=run.place, party=asked.party, key=asked.key, happened_at=asked.happened_at, at=asked.at,
        title=_said(way), moved=moved, why=why,
        second=drawn or (two_above is not None and due.paid > two_above),
        told={
            "programme": asked.programme, "action": asked.action, "quantity": f"{asked.quantity:f}",
            "evidence": asked.evidence, "event": asked.event, "day": asked.day.isoformat(),
            "unit": run.programme.unit, "paid": str(due.paid), "origin": asked.origin,
            "right": event,
        },
    )  # fmt: skip


def _exhibit(way: _Way) -> case_read.Exhibit:
    asked, shown = way.asked, way.asked.shown
    return case_read.Exhibit(
        act=asked.key, place=way.run.place, party=asked.party, programme=asked.programme,
        action=asked.action, kind=asked.evidence, device=shown.device, shop=shown.shop, said=shown.said,
        digest=shown.photo.digest if shown.photo else "", bits=shown.photo.bits if shown.photo else None,
        happened_at=asked.happened_at, recorded_at=asked.at,
    )  # fmt: skip


def _picture(way: _Way) -> cases.Picture | None:
    photo = way.asked.shown.photo
    last_day = timezone.localdate(way.asked.at) + timedelta(days=way.evidence.keep_days)
    return cases.Picture(photo.jpeg, last_day) if photo else None


def _take_event(way: _Way) -> str:
    """Take the right to the event; answers what the event is called, a line for each of its names."""
    asked, run = way.asked, way.run
    number = paying.number_that_day(asked, run=run, group=way.action.event_group)
    group, party, day = way.action.event_group, asked.party, asked.day
    book = events.rights_book(run.place)
    names = [events.event_name(group=group, event=asked.event, party=party, day=day, number=number)]
    if asked.event and asked.evidence in events.SEEN_BY_OTHERS:
        names.append(events.free_of_day(group=group, party=party, day=day, number=number, book=book))
    # A right in another book is linked to the act; in the same book the group holds what moves alone.
    linked = asked.key if book != run.place else None
    programme = asked.programme
    taken = events.take(names, place=run.place, programme=programme, book=book, group=linked, at=asked.at)
    if not taken:
        # The same act took it a moment ago: it was sent twice at once.
        raise _DoneMeanwhile
    return "\n".join(names)


def _grams(way: _Way) -> int | None:
    """What the act avoids by estimate; None where nobody knows."""
    stated = tariffs.counts_on(
        way.figures, address=tariffs.kilograms_address(way.action.name), on=way.asked.day
    )
    if stated is None or stated.value is None:
        return None
    return tariffs.grams_of(stated.value, way.asked.quantity)


def _takes_group(way: _Way) -> bool:
    """Whether these tonnes may be claimed: no other kind of claim is about this place and year."""
    return paying.takes_group(
        way.act, geography=way.run.place, year=way.asked.day.year,
        book=events.rights_book(way.run.place), exclusions=exclusions_in(settings.PACKS),
    )  # fmt: skip


def _grams_leg(way: _Way, grams: int, *, overlaps: bool) -> Leg:
    month = books.month_of(timezone.localtime(way.asked.happened_at))
    programme = way.asked.programme
    if overlaps:
        into = f"overlap/{books.GWP_SET}/{programme}/{month}"
        return Leg(f"outside/avoided/{programme}", into, grams, books.GRAMS_UNIT)
    into = books.avoided_by(way.asked.party, programme=programme, month=month)
    return Leg(books.avoided_in(programme, month=month), into, grams, books.GRAMS_UNIT)


def _turns(way: _Way) -> list[posting.Movement]:
    """The movements that make this the next act of each holder."""
    found = []
    for holder in way.holders:
        account = books.acts_of(holder)
        number = ledgers.balance(way.run.place, path=account, unit=books.ACT_UNIT)
        key = books.turn_key(way.run.place, holder, number=number)
        leg = Leg(f"{books.ACTS_OUTSIDE}/{way.asked.programme}", account, 1, books.ACT_UNIT)
        found.append(_written(way, leg, key=key))
    return found


def _movement(way: _Way, leg: Leg, *, number: int) -> posting.Movement:
    return _written(way, leg, key=key_of(way.act, number))


def _written(way: _Way, leg: Leg, *, key: UUID) -> posting.Movement:
    asked = way.asked
    reason = posting.Reason(_said(way), origin=asked.origin)
    return posting.Movement(
        key, leg.debit, leg.credit, leg.amount, leg.unit, asked.happened_at, reason, asked.key
    )


def _said(way: _Way) -> Text:
    """What a statement says of the act: its programme and what was done."""
    programme, action = way.run.programme.title, way.action.title
    return Text(f"{programme.ko}: {action.ko}", f"{programme.en}: {action.en}")
