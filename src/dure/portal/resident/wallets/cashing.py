"""Points for cash: asked for, approved, put into one payment file, answered by the bank, and paid once.

Asking moves the points and the won behind them into an account of the request. There they wait. What the bank
paid leaves for good; what it refused goes back, points to the wallet and won to the funds they came from.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.ledgers.read import Transfer
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import BEGIN, ActRefused
from dure.portal.resident.telling import tell_cash
from dure.portal.resident.wallets import funds, paths
from dure.portal.resident.wallets.exchanging import hear_something, offer_of
from dure.portal.resident.wallets.moving import Ask, Part, Standing, Wallet, hear_enough, move
from dure.portal.resident.wallets.terms import ALONE, CASH, Terms

KIND = "cash_out"
ACCOUNT = "account_number"
ASKED = Text("포인트를 현금으로 바꿔 달라고 신청", "Cash asked for points")
TITLE = Text("포인트를 현금으로", "Points for cash")
PAID = Text("은행에서 지급됨", "Paid by the bank")
RETURNED = Text("지급되지 않아 돌아옴", "Not paid, so it came back")
MOST_REQUESTS = 100_000
# Who waits for a decision or for the bank.
OPEN_STATES = ("filed", "checked", "approved", "sent")


@dataclass(frozen=True)
class Request:
    """A request for cash: its number, whose, of which unit, and how much."""

    number: str
    place: str
    party: str
    unit: str
    points: int
    krw: int

    @property
    def case(self) -> str:
        """The case that decides it."""
        return f"{KIND}/{self.number}"


def keep_account(party: str, *, account: str, at: datetime, chance: Callable[[int], bytes]) -> None:
    """Seal the account that somebody's cash goes to. It stays while a request to another one waits."""
    known = parties.details_of(party).get(ACCOUNT, "")
    if known not in {"", account} and case_read.cases(kind=KIND, subject=party, states=OPEN_STATES, limit=1):
        raise ActRefused(
            "앞선 신청이 다른 계좌로 지급을 기다립니다. 그 신청이 끝난 뒤에 새 계좌로 신청하십시오.",
            "An earlier request waits to be paid to another account. Give the new one once that is done.",
        )
    people.record_details(party, details={ACCOUNT: account}, at=at, chance=chance)


def number_of(ask: Ask) -> str:
    """The number of a request: it follows from the key, so that the same request is one."""
    return hashlib.blake2b(ask.key.bytes, digest_size=6).hexdigest()


def request(wallet: Wallet, ask: Ask, *, points: int, terms: Terms, by: cases.Actor) -> Request:
    """Ask for cash. The points and the won wait in the account of the request."""
    number = number_of(ask)
    there = case_read.find_case(f"{KIND}/{number}")
    if there is not None:
        return request_of(there)
    with transaction.atomic():
        move(wallet, ask, _asker(wallet, ask, points=points, terms=terms))
        held = _held(wallet.place, number)
        letter = {
            "unit": wallet.unit,
            "points": str(sum(row.amount for row in held if row.debit == wallet.path)),
            "krw": str(sum(row.amount for row in held if row.unit == CASH)),
        }
        opening = cases.Opening(
            id=f"{KIND}/{number}", place=wallet.place, kind=KIND, title=TITLE, says=cases.NOTHING,
            on=timezone.localdate(ask.at), subject=wallet.party, source="", locator="",
        )  # fmt: skip
        return request_of(cases.open_case(opening, by=by, at=ask.at, letters=[letter]))


def _asker(wallet: Wallet, ask: Ask, *, points: int, terms: Terms) -> Callable[[Standing], list[Part]]:
    """What a request moves: won as they are, points with the won behind them."""
    hold = paths.cash(number_of(ask))

    def parts(found: Standing) -> list[Part]:
        hear_enough(found, points)
        if wallet.unit == CASH:
            return [Part(wallet.path, hold, points, wallet.unit)]
        before = asked_in(wallet, year=ask.day.year)
        offer = offer_of(wallet, to=CASH, points=points, terms=terms, on=ask.day, before_krw=before)
        hear_something(offer)
        won = funds.drawn_on(wallet.place, unit=CASH, amount=offer.krw, into=hold)
        return [Part(wallet.path, hold, offer.points, wallet.unit), *won]

    return parts


def requests_of(party: str, *, place: str) -> tuple[tuple[case_read.Case, Request], ...]:
    """Somebody's requests, the newest first."""
    found = case_read.cases(place=place, kind=KIND, subject=party)
    letters = case_read.letters_of(case.id for case in found)
    return tuple((case, asked_by(case, letters[case.id][0])) for case in found)


def askers(place: str) -> dict[str, str]:
    """Whose request each account of one is: two requests of one person are one person."""
    found = case_read.cases(place=place, kind=KIND, limit=MOST_REQUESTS)
    return {paths.cash(case.id.partition("/")[2]): paths.wallet(case.subject) for case in found}


def asked_in(wallet: Wallet, *, year: int) -> int:
    """The won that somebody asked for in a year and got, or still waits for."""
    return sum(
        asked.krw
        for case, asked in requests_of(wallet.party, place=wallet.place)
        if asked.unit == wallet.unit
        and case.state in (*OPEN_STATES, "paid")
        and timezone.localdate(case.opened_at).year == year
    )


def request_of(case: case_read.Case) -> Request:
    """The request that a case decides."""
    letter = case_read.letters(case.id)[0]
    return asked_by(case, letter)


def asked_by(case: case_read.Case, letter: dict[str, str]) -> Request:
    """The request of a case whose letter has been read."""
    return Request(
        case.id.partition("/")[2], case.place, case.subject, letter["unit"], int(letter["points"]),
        int(letter["krw"]),
    )  # fmt: skip


def needs_two(asked: Request, *, terms: Terms, at: datetime) -> bool:
    """Whether two people have to look: above what one may pass alone, or where nobody states how much."""
    alone = terms.value(f"{ALONE}/{asked.unit}", on=timezone.localdate(at))
    return alone is None or asked.krw > alone


def decide(asked: Request, *, move: str, by: cases.Actor, at: datetime, says: Text, terms: Terms) -> None:
    """Pass, check, approve or refuse a request. A refusal brings points and won back, both or neither."""
    if move == "pass" and needs_two(asked, terms=terms, at=at):
        raise cases.MoveRefused(
            Text(
                "한 사람이 승인할 수 있는 금액보다 많습니다. 확인하면 다른 사람이 승인합니다.",
                "This is above what one person may approve. Check it, and another person approves.",
            )
        )
    with transaction.atomic():
        found = cases.take(asked.case, move=move, by=by, at=at, says=says)
        if found.state == "refused":
            settle(asked, paid=False, at=at)
            tell_cash(found, became="refused", says=says, at=at)


def settle(asked: Request, *, paid: bool, at: datetime) -> None:
    """What waits leaves for good, or goes back where it came from. Done again it changes nothing."""
    hold = paths.cash(asked.number)
    rows = _held(asked.place, asked.number)
    if not rows:
        raise ActRefused("신청한 포인트가 장부에 없습니다.", "The points asked for are not in the ledger.")
    says = PAID if paid else RETURNED
    reason = posting.Reason(says, origin=f"cash {'paid' if paid else 'returned'} {asked.number}")
    movements = []
    for number, row in enumerate(rows):
        gone = paths.BANK if row.unit == CASH else paths.handed_in(row.unit)
        key = _settling_key(asked, number)
        into = gone if paid else row.debit
        movements.append(posting.Movement(key, hold, into, row.amount, row.unit, at, reason))
    posting.post(movements, place=asked.place, at=at)


def _settling_key(asked: Request, number: int) -> UUID:
    """The key of a row that settles a request: one, whether it is paid or comes back."""
    word = f"{asked.place} cash {asked.number} settled {number}"
    digest = hashlib.blake2b(word.encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN, random_bytes=digest)


def _held(place: str, number: str) -> tuple[Transfer, ...]:
    """What was put into the account of a request."""
    hold = paths.cash(number)
    rows: list[Transfer] = []
    for unit in _units(place, hold):
        rows += [row for row in ledgers.statement(place, path=hold, unit=unit) if row.credit == hold]
    return tuple(rows)


def _units(place: str, hold: str) -> list[str]:
    return [account.unit for account in ledgers.accounts(place, prefix=hold) if account.path == hold]
