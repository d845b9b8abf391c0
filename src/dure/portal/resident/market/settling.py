"""What a seller is owed: the statement of a month, and asking for payment by the way that cash goes.

Payment is a request for cash of the seller: two people look, the bank gets one file, its answer ends it. So
what was built for residents' cash pays sellers, too.
"""

import secrets
from collections.abc import Sequence
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
from dure.kernel.ledgers.read import Row
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import paths
from dure.portal.resident.wallets import cashing
from dure.portal.resident.wallets import paths as wallet_paths
from dure.portal.resident.wallets.moving import Ask

TITLE = Text("공판장 판매자 정산", "Payment to a seller of the market")
KRW = "krw"


@dataclass(frozen=True)
class Statement:
    """What a seller was owed at the beginning, came in, went back, was asked for, and is owed at the end."""

    opening_krw: int
    sold_krw: int
    back_krw: int
    asked_krw: int
    closing_krw: int
    rows: tuple[Row, ...]


def statement(place: str, *, seller: str, month: str = "") -> Statement:
    """The rows of a seller's account in a month (`2026-11`), or all of them, with their sums."""
    path = paths.due(seller)
    every = ledgers.histories(place, paths=(path,), unit=KRW)[path]
    before = [row for row in every if month and _month(row) < month]
    rows = [row for row in every if not month or _month(row) == month]
    asked = [row for row in rows if row.other.startswith(f"{wallet_paths.CASH}/")]
    paid = [row for row in rows if not row.other.startswith(f"{wallet_paths.CASH}/")]
    opening = sum(row.amount for row in before)
    return Statement(
        opening_krw=opening,
        sold_krw=sum(row.amount for row in paid if row.amount > 0),
        back_krw=-sum(row.amount for row in paid if row.amount < 0),
        asked_krw=-sum(row.amount for row in asked),
        closing_krw=opening + sum(row.amount for row in rows),
        rows=tuple(rows),
    )


def months_of(place: str, *, seller: str) -> list[str]:
    """The months in which something moved, the newest first."""
    return sorted({_month(row) for row in statement(place, seller=seller).rows}, reverse=True)


def party_of(place: str, seller: str) -> str:
    """The party of a seller: it has the same id as the thing."""
    return f"{place}/{seller}"


def has_account(place: str, seller: str) -> bool:
    """Whether the bank account of a seller is kept."""
    return bool(parties.details_of(party_of(place, seller)).get("account_number"))


def keep_account(place: str, *, seller: str, name: str, account: str, at: datetime) -> None:
    """Seal the bank account of a seller with a key of its own."""
    party = party_of(place, seller)
    if parties.find_party(party) is None:
        raise ActRefused(
            "이 판매자는 당사자로 등록되지 않아 지급할 수 없습니다. 지역 팩의 parties.csv에 넣으십시오.",
            "This seller is no registered party, so it cannot be paid. Add it to the place’s parties.csv.",
        )
    with transaction.atomic():
        cashing.keep_account(party, account=account, at=at, chance=secrets.token_bytes)
        people.record_details(party, details={"name": name}, at=at, chance=secrets.token_bytes)


def ask_payment(place: str, *, seller: str, key: UUID, by: cases.Actor, at: datetime) -> cashing.Request:
    """Ask for all that a seller is owed now. The won wait in the account of the request."""
    ask = Ask(key, at, TITLE, f"seller {seller}")
    number = cashing.number_of(ask)
    there = case_read.find_case(f"{cashing.KIND}/{number}")
    if there is not None:
        return cashing.request_of(there)
    owed = ledgers.balance(place, path=paths.due(seller), unit=KRW)
    if not owed:
        raise ActRefused("정산할 돈이 없습니다.", "Nothing is owed to this seller now.")
    if not has_account(place, seller):
        raise ActRefused("먼저 판매자의 계좌를 적으십시오.", "Give the seller’s bank account first.")
    opening = cases.Opening(
        id=f"{cashing.KIND}/{number}", place=place, kind=cashing.KIND, title=TITLE,
        subject=party_of(place, seller),
        on=timezone.localdate(at),
    )  # fmt: skip
    reason = posting.Reason(TITLE, origin=f"cash seller {number}")
    movement = posting.Movement(key, paths.due(seller), wallet_paths.cash(number), owed, KRW, at, reason)
    with transaction.atomic():
        posting.transfer(movement, place=place, at=at)
        letter = {"unit": KRW, "points": "0", "krw": str(owed)}
        return cashing.request_of(cases.open_case(opening, by=by, at=at, letters=[letter]))


def requests(place: str, *, sellers: Sequence[str]) -> dict[str, tuple[case_read.Case, ...]]:
    """The payments asked for, by seller."""
    found = case_read.cases(place=place, kind=cashing.KIND, limit=1000)
    return {each: tuple(case for case in found if case.subject == party_of(place, each)) for each in sellers}


def _month(row: Row) -> str:
    return f"{timezone.localdate(row.recorded_at):%Y-%m}"
