"""The reward of a mission: asked for once it is done, paid once, in equal parts to those who took part.

It counts under the caps of the programme like what its acts earn, but for the cap of a single act. The rows
are numbered with the acts of whoever is paid, so that a cap holds although an act is told at the same moment.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils import timezone

from dure.engines.residents.exchange import shared_out
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.officer.acts.acting import BEGIN, MOST_TRIES, ActRefused
from dure.portal.officer.acts.right_keys import RIGHTS_BEGIN, key_of_right
from dure.portal.resident.acts import books, paying, tariffs
from dure.portal.resident.acts.recording import household_of
from dure.portal.resident.campaigns.missions import (
    Mission,
    bodies_of,
    reward_of,
    run_of,
    standing,
    takers_of,
)
from dure.portal.resident.people.group import FEWEST_SHARING

RIGHT = "right/mission"
ONCE = Text("한 사람은 한 미션을 한 번만 마칩니다", "Everybody earns a mission once")


@dataclass(frozen=True)
class Collected:
    """What was paid for a mission: to how many, in all, and to whoever asked; `cut` says what cut theirs."""

    people: int
    paid: int
    mine: int
    cut: str
    unit: str


@dataclass(frozen=True)
class _Share:
    """Somebody's part of a mission's reward, as paying asks for it."""

    party: str
    programme: str
    action: str
    quantity: Decimal
    day: date


def collect(mission: Mission, *, body: str, party: str, at: datetime) -> Collected:
    """Pay a mission that is done, all or nothing. ActRefused says why it is not paid."""
    run, wanted = _payable(mission, body=body, party=party, at=at)
    for _try in range(MOST_TRIES):
        sharing = takers_of(mission, body, on=timezone.localdate(at))
        if mission.who == "group" and len(sharing) < FEWEST_SHARING:
            raise _too_few()
        takers = [each for each in sharing if not has_earned(mission, each.party)]
        found = standing(mission, takers)
        if party not in found.took_part:
            raise _not_done() if not has_earned(mission, party) else _done_before()
        if not found.progress.is_done:
            raise _not_done()
        try:
            with transaction.atomic():
                return _pay(mission, run, found.took_part, wanted=wanted, party=party, at=at)
        except (posting.KeyReused, posting.NotEnough):
            # Somebody was quicker with this mission, an act or the budget: the books say otherwise now.
            continue
    raise ActRefused(
        "지금 기록이 몰려 있어 지급하지 못했습니다. 잠시 뒤 다시 하십시오.",
        "Others keep recording at this moment, so nothing was paid. Try again in a while.",
    )


def has_earned(mission: Mission, party: str) -> bool:
    """Whether somebody was paid for a mission, whoever they did it with."""
    return ledgers.find_transfer(_right_key(mission, party), place=mission.place) is not None


def earned_by(mission: Mission, party: str) -> int:
    """What somebody was paid for a mission."""
    right = ledgers.find_transfer(_right_key(mission, party), place=mission.place)
    rows = ledgers.group(mission.place, key=right.group) if right is not None and right.group else ()
    return sum(row.amount for row in rows if row.credit == books.wallet_of(party))


def _payable(mission: Mission, *, body: str, party: str, at: datetime) -> tuple[ProgrammeRun, int]:
    """The programme that pays and what it pays in all; refused where the mission cannot be paid now."""
    today = timezone.localdate(at)
    if mission.case.state != "open" or not mission.first <= today <= mission.last_asked:
        raise ActRefused("끝났거나 아직 시작하지 않은 미션입니다.", "This mission is over, or has not begun.")
    if body not in bodies_of(mission, party=party, on=today):
        raise ActRefused("이 가구나 모임에 속해 있지 않습니다.", "You are not in this household or group.")
    run = run_of(mission)
    figure = reward_of(mission, run) if run else None
    if run is None or figure is None or figure.value is None:
        raise ActRefused(
            "이 미션의 보상이 아직 정해지지 않아 지급할 수 없습니다.",
            "What this mission pays is not known yet, so nothing can be paid.",
        )
    return run, int(figure.value)


def _pay(
    mission: Mission, run: ProgrammeRun, people: Sequence[str], *, wanted: int, party: str, at: datetime
) -> Collected:
    """Pay everybody who took part their part, one after another, so that each sees what went before."""
    parts = shared_out(total=float(wanted), weights=np.ones(len(people))).parts
    figures = tariffs.stated(mission.place, tariffs.addresses_of(run.programme))
    paid: dict[str, paying.Due] = {}
    for each, part in zip(people, parts, strict=True):
        told = _Share(
            each, mission.programme, f"mission-{mission.number}", Decimal(1), timezone.localdate(at)
        )
        tariff = tariffs.tariff(figures, programme=run.programme, action=told.action, on=told.day)
        caps = {span: figure for span, figure in tariff.caps.items() if span != "act"}
        home = household_of(each, on=told.day)
        due = paying.under_caps(
            told, run=run, tariff=replace(tariff, caps=caps), rate=Decimal(int(part)), thousandths=1000,
            share_percent=100, household=home,
        )  # fmt: skip
        if due.wanted is None:
            raise ActRefused(
                "이 사업의 한도가 아직 알려지지 않아 지급할 수 없습니다.",
                "A cap of this programme is not known yet, so nothing can be paid.",
            )
        _post_share(mission, told, due, unit=run.programme.unit, home=home, at=at)
        paid[each] = due
    mine = paid.get(party, paying.Due(0, None, ""))
    total = sum(due.paid for due in paid.values())
    return Collected(len(people), total, mine.paid, mine.cut, run.programme.unit)


def _post_share(
    mission: Mission, told: _Share, due: paying.Due, *, unit: str, home: str, at: datetime
) -> None:
    """The right to it, the next number of the person and of the household, and what is paid."""
    group = _right_key(mission, told.party)
    says = Text(f"미션: {mission.case.title.ko}", f"Mission: {mission.case.title.en}")
    reason = posting.Reason(says, origin=f"resident act {told.programme}/{told.action} 1 mission")
    right = posting.Movement(
        group, books.RIGHTS_OUTSIDE, f"{RIGHT}/{mission.number}", 1, books.RIGHT_UNIT, RIGHTS_BEGIN,
        posting.Reason(ONCE, origin=f"right of {mission.place}"), group,
    )  # fmt: skip
    turns = [
        _turn(mission, holder, reason=reason, group=group, at=at) for holder in (told.party, home) if holder
    ]
    reward = [
        posting.Movement(
            _key(f"{mission.place} mission {mission.number} {told.party} paid"),
            books.budget_of(told.programme), books.wallet_of(told.party), due.paid, unit, at, reason, group,
        )
    ] if due.paid else []  # fmt: skip
    posting.post([right, *turns, *reward], place=mission.place, at=at)


def _turn(
    mission: Mission, holder: str, *, reason: posting.Reason, group: UUID, at: datetime
) -> posting.Movement:
    """What makes this the next thing that a person or household earns: an act told meanwhile looks again."""
    account = books.acts_of(holder)
    number = ledgers.balance(mission.place, path=account, unit=books.ACT_UNIT)
    return posting.Movement(
        books.turn_key(mission.place, holder, number=number), books.MISSIONS_OUTSIDE, account, 1,
        books.ACT_UNIT, at, reason, group,
    )  # fmt: skip


def _right_key(mission: Mission, party: str) -> UUID:
    return key_of_right(f"mission {mission.place} {mission.number} {party}")


def _key(word: str) -> UUID:
    digest = hashlib.blake2b(word.encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN + timedelta(milliseconds=1), random_bytes=digest)


def _too_few() -> ActRefused:
    return ActRefused(
        f"구성원 {FEWEST_SHARING}명 이상이 모임에서 실천을 세도록 동의해야 합니다.",
        f"At least {FEWEST_SHARING} members have to let the group count their acts.",
    )


def _not_done() -> ActRefused:
    return ActRefused(
        "아직 마치지 못한 미션입니다. 확인 중이거나 인정되지 않은 실천은 세지 않습니다.",
        "This mission is not done yet. Acts that are being looked at, or were refused, do not count.",
    )


def _done_before() -> ActRefused:
    return ActRefused("이미 보상을 받은 미션입니다.", "You have had the reward of this mission already.")
