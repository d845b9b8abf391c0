"""Acts with claims of avoided emissions: one event, one claim.

A claim takes the right to its event, which is there once, so that the ledger itself refuses the second claim,
also where two ask at the same moment. Without an event of its own it takes the right of its project for every
single year: `2024` and `2024-2025` meet in 2024. Kinds of claims that are about the same tonnes share a right
for each place and year; what becomes of the second kind, the rules of the packs say. Rights are kept in one
book for all places, so that a district and its city cannot both claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from dure.grammar.books.exclusions import Exclusion
from dure.grammar.lots import vintage_years
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import Act, ActRefused, Deed, Done, Leg, find_done, perform
from dure.portal.officer.acts.older_rights import is_claimed
from dure.portal.officer.acts.rights import take_events, take_group
from dure.portal.resident import claims

# How far a claim has come; it goes only forward.
LADDER = ("planned", "estimated", "monitored", "verified")
# More than any city avoids in a year, and what an account can hold: a billion tonnes.
MOST_GRAMS = 10**15


@dataclass(frozen=True)
class Claimed:
    """What is claimed: whose project avoided what where and when, in grams by one set of warming potentials.

    `event` is what must not be claimed twice; without one, it is the project in every year of its period.
    `period` is a year or a first and a last one, such as 2024-2025.
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
    def years(self) -> range:
        """The single years of the period; none where it is no period."""
        return vintage_years(self.period) or range(0)

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


def recording(place: str, *, claimed: Claimed) -> Deed:
    """What recording a claim moves, where no other claim overlaps it. It is recorded by `claim` alone."""

    def legs() -> tuple[Leg, ...]:
        _check(claimed)
        return _deed(place, claimed, into=claimed.account).legs()

    return Deed("", Text("감축량 기록", "Avoided emissions claimed"), legs)


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
                f"{claimed.project}의 {claimed.period}년 감축량 가운데 이 단계와 온난화지수 기준으로 기록된 "
                "것이 없습니다. 먼저 감축량을 기록하십시오.",
                f"Nothing is claimed for {claimed.project} of {claimed.period} at this stage and in this "
                "set. Record the claim first.",
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
    """Take the right to the event, or to the project in every year, or say that somebody has it."""
    events = [claimed.event] if claimed.event else [f"{claimed.project} {year}" for year in claimed.years]
    holder = f"right/event/{act.place}/{claimed.kind}/{claimed.project}"
    before = not claimed.event and is_claimed(claimed.project, years=claimed.years, book=book)
    if before or not take_events(act, events, holder=holder, book=book):
        event = claimed.event or f"{claimed.project} {claimed.period}"
        raise ActRefused(
            f"이미 실적으로 기록된 감축입니다: {event}. 한 해라도 겹치거나 상위·하위 지역이 기록한 "
            "같은 감축은 두 번 기록할 수 없습니다. 다른 사업이면 사업 이름을 다르게 쓰십시오.",
            f"This is claimed already, here or elsewhere, for at least one of its years: {event}. "
            "One event is claimed once. If this is another project, give it a name of its own.",
        )


def _take_group(act: Act, claimed: Claimed, *, rule: Exclusion, book: str) -> bool:
    """Take the rights of a group for a place and its years; False where another kind or place has one."""
    return take_group(
        act, rule.group, kind=claimed.kind, geography=claimed.geography, years=claimed.years, book=book
    )


def _check(claimed: Claimed) -> None:
    if claimed.stage not in LADDER or claimed.grams < 1:
        raise ActRefused(
            "단계는 계획, 추정, 모니터링, 검증 가운데 하나이고 감축량은 0보다 커야 합니다.",
            "The stage is planned, estimated, monitored or verified, and what is claimed is above zero.",
        )
    if claimed.grams > MOST_GRAMS:
        raise ActRefused(
            f"감축량은 {MOST_GRAMS // claims.GRAMS:,}톤까지 기록할 수 있습니다. 단위를 확인하십시오.",
            f"A claim has at most {MOST_GRAMS // claims.GRAMS:,} tonnes. Look at the unit again.",
        )
    if not claimed.years:
        raise ActRefused(
            "기간은 1850년부터 2200년 사이의 한 해나 30년 이내의 기간이고 첫해가 먼저입니다.",
            "The period is a year from 1850 to 2200, or at most 30 of them with the first year first.",
        )


def _excluded(claimed: Claimed, rule: Exclusion) -> ActRefused:
    return ActRefused(
        f"{claimed.geography}의 {claimed.period}년 감축은 이 지역이나 상위·하위 지역에서 같은 묶음"
        f"({rule.group})의 다른 실적으로 이미 기록되었습니다. "
        f"‘{rule.title.ko}’ 실적은 함께 기록할 수 없습니다.",
        f"What {claimed.geography} avoided in {claimed.period} is claimed here, above or below by another "
        f"kind of the group “{rule.group}”. “{rule.title.en}” cannot stand beside it.",
    )
