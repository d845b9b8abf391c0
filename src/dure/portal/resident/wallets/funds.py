"""The money behind exchanges: the place's own fund, and sponsors' money that may be spent on nothing else.

Sponsors' money goes first, the oldest first; each has an account of its own with a floor, so that it can be
told to the won what it paid for.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.ledgers.read import Row
from dure.portal.officer.acts.acting import BEGIN, ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.moving import Part

OWN = Text("포인트를 바꿔 줄 돈", "Money for exchanges")
SPONSORS = Text("후원금", "A sponsor’s money")
MOST_FUNDS = 200


@dataclass(frozen=True)
class Fund:
    """A fund: its account, what it was given and what is left, in whole units."""

    path: str
    unit: str
    given: int
    left: int

    @property
    def paid(self) -> int:
        """What it has paid."""
        return self.given - self.left

    @property
    def number(self) -> str:
        """The number of a sponsor's fund, or the unit of the place's own."""
        return self.path.rpartition("/")[2]


def funds(place: str) -> tuple[Fund, ...]:
    """Every fund of a place, sponsors' first, each in its order."""
    prefixes = (f"{paths.SPONSORED}/", f"{paths.FUND}/")
    left = ledgers.accounts(place, prefix=prefixes, limit=MOST_FUNDS)
    sources = ledgers.accounts(
        place, prefix=(f"{paths.SPONSOR_SOURCE}/", f"{paths.FUND_SOURCE}/"), limit=MOST_FUNDS
    )
    given = {(each.path.rpartition("/")[2], each.unit): -each.balance for each in sources}
    found = [
        Fund(each.path, each.unit, given.get((each.path.rpartition("/")[2], each.unit), 0), each.balance)
        for each in left
    ]
    return tuple(sorted(found, key=lambda fund: (fund.path.startswith(paths.FUND), fund.path)))


def put_in(place: str, *, fund: str, unit: str, amount: int, case: str, at: datetime) -> posting.Posted:
    """Put money into a fund once its case is approved: the same case pays once."""
    number = fund.rpartition("/")[2]
    sponsors = fund.startswith(f"{paths.SPONSORED}/")
    posting.open_account(place, path=fund, unit=unit, lanes=books.LANES, at=at)
    movement = posting.Movement(
        key=_key(f"{place} {case}"),
        debit=f"{paths.SPONSOR_SOURCE if sponsors else paths.FUND_SOURCE}/{number}",
        credit=fund,
        amount=amount,
        unit=unit,
        happened_at=at,
        reason=posting.Reason(SPONSORS if sponsors else OWN, origin=f"case {case}"),
    )
    return posting.transfer(movement, place=place, at=at)


def drawn_on(place: str, *, unit: str, amount: int, into: str) -> list[Part]:
    """The movements that bring an amount together, sponsors' money first; refused if too little."""
    parts, open_amount = [], amount
    there = [fund for fund in funds(place) if fund.unit == unit and fund.left > 0]
    for fund in there:
        if part := min(fund.left, open_amount):
            parts.append(Part(fund.path, into, part, unit))
            open_amount -= part
    if open_amount:
        left = sum(fund.left for fund in there)
        raise ActRefused(
            f"바꿔 줄 돈이 지금 {left:,}원 남아 있습니다. 그 이하로 줄이거나 예산이 더 들어온 뒤에 하십시오.",
            f"There are KRW {left:,} left for exchanges. Ask for at most that, or later when there is more.",
        )
    return parts


def payments(place: str, fund: Fund) -> tuple[Row, ...]:
    """What a fund has paid or taken back."""
    rows = ledgers.histories(place, paths=(fund.path,), unit=fund.unit)[fund.path]
    return tuple(row for row in rows if not row.other.startswith("outside/"))


def given_back(rows: Sequence[Row]) -> int:
    """What came back into a fund of what it paid."""
    return sum(row.amount for row in rows if row.amount > 0)


def _key(word: str) -> UUID:
    digest = hashlib.blake2b(f"wallet fund {word}".encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN, random_bytes=digest)
