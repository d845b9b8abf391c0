"""Acts with claims of avoided emissions: one event, one claim.

A claim takes the right to its event, which is there once: the key of the right follows from the event, so
that the ledger itself refuses the second claim, also where two ask at the same moment. Kinds of claims that
are about the same tonnes share a right for each place and period; what becomes of the second kind, the rules
of the packs say. Rights are kept in one book for all places, so that a district and its city cannot both
claim.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from dure.grammar.books.exclusions import Exclusion
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import Act, ActRefused, Deed, Done, Leg, find_done, perform
from dure.portal.resident import claims

RIGHTS_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
# How far a claim has come; it goes only forward.
LADDER = ("planned", "estimated", "monitored", "verified")
WHY = posting.Reason(Text("한 감축에는 하나의 실적만 인정합니다", "One event, one claim"))


@dataclass(frozen=True)
class Claimed:
    """What is claimed: whose project avoided what where and when, in grams by one set of warming potentials.

    `event` is what must not be claimed twice; without one, it is the project and its period.
    """

    project: str
    kind: str
    geography: str
    period: str
    stage: str
    gwp_set: str
    grams: int
    event: str = ""

    @property
    def tail(self) -> str:
        """Project and period, as they stand in the account."""
        return f"{self.project}/{self.period}"

    @property
    def account(self) -> str:
        """Where the claim lies."""
        return f"{claims.CLAIM}/{self.stage}/{self.gwp_set}/{self.tail}"


def claim(act: Act, claimed: Claimed, *, book: str, exclusions: Sequence[Exclusion]) -> Done:
    """Claim what was avoided. `book` is the place in whose ledger rights are kept, for all alike.

    A second claim of the event is refused. A claim that excludes one made by another kind is refused or lies
    in the account of overlaps, as the rules say.
    """
    _check(claimed)
    with transaction.atomic():
        plain = _deed(act.place, claimed, into=claimed.account)
        if (done := find_done(act, plain)) is not None:
            return done
        _take_event(act, claimed, book=book)
        into = claimed.account
        for rule in exclusions:
            if rule.kind == claimed.kind and not _take_group(act, claimed, rule=rule, book=book):
                if rule.on_conflict == "refuse":
                    raise _excluded(claimed, rule)
                into = f"{claims.OVERLAP}/{claimed.gwp_set}/{claimed.tail}"
        return perform(act, _deed(act.place, claimed, into=into))


def advance(place: str, *, claimed: Claimed, to_stage: str) -> Deed:
    """A claim comes further, from an estimate to what was monitored or verified; what differs goes or comes.

    `claimed` is the claim as it shall stand: its grams are the new ones, its stage the one it leaves.
    """

    def legs() -> tuple[Leg, ...]:
        _check(claimed)
        if to_stage not in LADDER or LADDER.index(to_stage) <= LADDER.index(claimed.stage):
            raise ActRefused(
                "감축량은 계획, 추정, 모니터링, 검증 순서로만 나아갑니다. 다음 단계를 고르십시오.",
                "A claim goes from planned over estimated and monitored to verified. Choose a later stage.",
            )
        there = ledgers.balance(place, path=claimed.account, unit=claims.UNIT)
        if not there:
            raise ActRefused(
                f"{claimed.account}에 기록된 감축량이 없습니다. 먼저 감축량을 기록하십시오.",
                f"Nothing is claimed in {claimed.account}. Record the claim first.",
            )
        into = f"{claims.CLAIM}/{to_stage}/{claimed.gwp_set}/{claimed.tail}"
        outside = f"{claims.OUTSIDE}/{claimed.project}"
        found = [Leg(claimed.account, into, min(there, claimed.grams), claims.UNIT)]
        if claimed.grams > there:
            found.append(Leg(outside, into, claimed.grams - there, claims.UNIT))
        if claimed.grams < there:
            found.append(Leg(claimed.account, outside, there - claimed.grams, claims.UNIT))
        return tuple(found)

    what = f"advance {place} {claimed.account} {to_stage} {claimed.grams}"
    return Deed(what, Text("감축량의 단계를 올림", "A claim comes a stage further"), legs)


def _deed(place: str, claimed: Claimed, *, into: str) -> Deed:
    leg = Leg(f"{claims.OUTSIDE}/{claimed.project}", into, claimed.grams, claims.UNIT)
    says = (
        Text("다른 실적과 겹치는 감축량", "Avoided, but claimed by another already")
        if into.startswith(claims.OVERLAP)
        else Text("감축량 기록", "Avoided emissions claimed")
    )
    return Deed(f"claim {place} {claimed.tail} {claimed.kind} {claimed.grams}", says, lambda: (leg,))


def _take_event(act: Act, claimed: Claimed, *, book: str) -> None:
    """Take the right to the event, or say who has it."""
    event = claimed.event or f"{claimed.geography} {claimed.tail}"
    holder = f"right/event/{act.place}/{claimed.kind}/{claimed.project}"
    try:
        fresh = _take(act, f"event {event}", holder=holder, book=book)
    except posting.KeyReused:
        fresh = False
    if not fresh:
        raise ActRefused(
            f"이미 실적으로 기록된 감축입니다: {event}. 같은 감축을 두 번 기록할 수 없습니다.",
            f"This is claimed already: {event}. One event is claimed once.",
        )


def _take_group(act: Act, claimed: Claimed, *, rule: Exclusion, book: str) -> bool:
    """Take the right of a group for a place and period; False where another kind or place has it."""
    right = f"group {rule.group} {claimed.geography} {claimed.period}"
    try:
        _take(act, right, holder=f"right/{rule.group}/{act.place}/{claimed.kind}", book=book)
    except posting.KeyReused:
        return False
    return True


def _take(act: Act, right: str, *, holder: str, book: str) -> bool:
    """Take a right that is there once; whether it was free. KeyReused where somebody else has it."""
    key = _key_of(right)
    movement = posting.Movement(key, "outside/rights", holder, 1, "claim_right", RIGHTS_BEGIN, WHY)
    return posting.transfer(movement, place=book, at=act.at).new == 1


def _key_of(right: str) -> UUID:
    digest = hashlib.blake2b(right.encode(), digest_size=10).digest()
    return posting.make_key(at=RIGHTS_BEGIN, random_bytes=digest)


def _check(claimed: Claimed) -> None:
    if claimed.stage not in LADDER or claimed.grams < 1:
        raise ActRefused(
            "단계는 planned, estimated, monitored, verified 가운데 하나이고 감축량은 0보다 커야 합니다.",
            "The stage is planned, estimated, monitored or verified, and what is claimed is above zero.",
        )


def _excluded(claimed: Claimed, rule: Exclusion) -> ActRefused:
    return ActRefused(
        f"{claimed.geography}의 {claimed.period}년 감축은 같은 묶음({rule.group})의 다른 실적으로 이미 "
        f"기록되었습니다. ‘{rule.title.ko}’ 실적은 함께 기록할 수 없습니다.",
        f"What {claimed.geography} avoided in {claimed.period} is claimed by another kind of the group "
        f"“{rule.group}”. “{rule.title.en}” cannot stand beside it.",
    )
