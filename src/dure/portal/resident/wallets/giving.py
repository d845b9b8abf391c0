"""Giving: to a named cause whose account everybody sees, and to somebody, where all three allow it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from dure.engines.residents.lots import spend
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Row
from dure.kernel.parties import read as parties
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts.rules import RESIDENT
from dure.portal.resident.wallets import codes, paths
from dure.portal.resident.wallets.moving import Ask, Part, Standing, Wallet, hear_enough, move
from dure.portal.resident.wallets.terms import GIFTS, Terms

CAUSE = "cause"
GIVEN_ON = "outside/given_on"
DONATED = Text("기부", "Given to a cause")
GIFT = Text("다른 주민에게 선물", "Given to another resident")
GOT = "gift"
# The consent by which somebody switches gifts on for themselves; without it they are off.
PURPOSE, EDITION = "gifts", "2026-11"
SMALLEST = 10


@dataclass(frozen=True)
class Cause:
    """A cause, what was given for it and handed over by unit, and by how many people (None below ten)."""

    case: case_read.Case
    given: dict[str, int]
    handed_over: dict[str, int]
    people: int | None

    @property
    def number(self) -> str:
        """Its number in addresses."""
        return self.case.id.partition("/")[2]


def donate(wallet: Wallet, ask: Ask, *, cause: str, amount: int) -> bool:
    """Give to a cause that is open; False where it was done before."""
    case = case_read.find_case(f"{CAUSE}/{cause}")
    if case is None or case.state != "open" or case.place not in things.chain(wallet.place):
        raise ActRefused(
            "지금은 이 기부처에 기부할 수 없습니다. 다른 기부처를 고르십시오.",
            "This cause takes no gifts now. Choose another.",
        )

    def parts(found: Standing) -> list[Part]:
        hear_enough(found, amount)
        return [Part(wallet.path, paths.cause(cause), amount, wallet.unit)]

    return move(wallet, ask, parts)


def causes(place: str) -> tuple[Cause, ...]:
    """The causes of a place that were ever open, the newest first."""
    found = case_read.cases(place=place, kind=CAUSE, states=("open", "closed"))
    accounts = ledgers.accounts(place, prefix=f"{paths.CAUSE}/", limit=1000)
    units = sorted({account.unit for account in accounts})
    own = tuple(paths.cause(case.id.partition("/")[2]) for case in found)
    rows = {unit: ledgers.histories(place, paths=own, unit=unit) for unit in units}
    return tuple(
        _cause(case, {unit: rows[unit][path] for unit in units})
        for case, path in zip(found, own, strict=True)
    )


def gifts_on(party: str) -> bool:
    """Whether somebody has switched gifts on."""
    return any(each.purpose == PURPOSE and each.given for each in parties.consents_of(party))


def give(wallet: Wallet, ask: Ask, *, code: str, points: int, terms: Terms) -> bool:
    """Give points to whoever shows a code. Off unless the place states how many a day and both agree."""
    most = terms.value(f"{GIFTS}/{wallet.unit}", on=ask.day)
    if most is None:
        raise ActRefused("이 지역에서는 선물할 수 없습니다.", "This place does not allow gifts.")
    to = _receiver(wallet, ask, code=code)

    def parts(found: Standing) -> list[Part]:
        hear_enough(found, points)
        _hear_day(wallet, ask, points=points, most=int(most))
        taken = spend(found.lots, amount=points, on=ask.day).taken
        return [Part(wallet.path, paths.wallet(to), part, wallet.unit, lot) for lot, part in taken]

    return move(wallet, ask, parts)


def _receiver(wallet: Wallet, ask: Ask, *, code: str) -> str:
    """Whom the code names; refused where they or the giver have gifts off, or live elsewhere."""
    shown = codes.read_code(code, at=ask.at)
    if shown.fault is not None:
        raise ActRefused(shown.fault.ko, shown.fault.en)
    if shown.party == wallet.party:
        raise ActRefused("자신에게는 선물할 수 없습니다.", "You cannot give to yourself.")
    if not gifts_on(wallet.party) or not gifts_on(shown.party):
        raise ActRefused(
            "선물은 두 사람 모두 선물 기능을 켰을 때만 할 수 있습니다.",
            "Points can be given only when both of you have switched gifts on.",
        )
    held = parties.roles_of_party(shown.party, on=ask.day)
    if not any(role.name == RESIDENT and wallet.place in things.chain(role.place) for role in held):
        raise ActRefused("이 지역 주민이 아닙니다.", "They are no resident of this place.")
    return shown.party


def _hear_day(wallet: Wallet, ask: Ask, *, points: int, most: int) -> None:
    rows = ledgers.histories(wallet.place, paths=(wallet.path,), unit=wallet.unit)[wallet.path]
    today = sum(
        -row.amount
        for row in rows
        if row.amount < 0 and row.origin.startswith(GOT) and timezone.localdate(row.happened_at) == ask.day
    )
    if today + points > most:
        raise ActRefused(
            f"하루에 {most:,}까지 선물할 수 있습니다. 오늘은 {max(most - today, 0):,} 남았습니다.",
            f"At most {most:,} can be given in a day. {max(most - today, 0):,} are left today.",
        )


def _cause(case: case_read.Case, rows: dict[str, Sequence[Row]]) -> Cause:
    everything = [row for own in rows.values() for row in own]
    people = len({row.other for row in everything if row.amount > 0})
    return Cause(
        case,
        {unit: total for unit, own in rows.items() if (total := sum(r.amount for r in own if r.amount > 0))},
        {unit: total for unit, own in rows.items() if (total := -sum(r.amount for r in own if r.amount < 0))},
        people if people >= SMALLEST or not people else None,
    )
