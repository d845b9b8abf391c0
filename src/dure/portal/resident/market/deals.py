"""Orders of goods and bookings of hours: asked for, kept, handed out, cancelled, given back.

Each is a case. What it moves in the ledger moves with its step, both or neither. Scarcity is the ledger's: of
the last one, and of the last place, one of two who ask at once gets it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.cases.read import Case
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.market import paths
from dure.portal.resident.market.paying import Source, Till, less, read_sources
from dure.portal.resident.wallets import paths as wallet_paths
from dure.portal.resident.wallets.moving import Part

ORDER, BOOKING = "market_order", "market_booking"
KINDS = (ORDER, BOOKING)
WAITING = {ORDER: "ordered", BOOKING: "booked"}


@dataclass(frozen=True)
class Deal:
    """An order or a booking: whose, of what and how many, from when to when, at which price and rule.

    `left` is what was paid and has not come back.
    """

    case: Case
    what: str
    quantity: int
    start: datetime | None
    end: datetime | None
    price_krw: int
    rule: str
    seller: str
    paid: tuple[Source, ...]
    left: tuple[Source, ...]
    left_quantity: int

    @property
    def number(self) -> str:
        """Its number."""
        return self.case.id.partition("/")[2]

    @property
    def party(self) -> str:
        """Whose it is."""
        return self.case.subject

    @property
    def waits(self) -> bool:
        """Whether it still waits to be fetched or to begin."""
        return self.case.state == WAITING[self.case.kind]

    @property
    def left_krw(self) -> int:
        """What was paid and has not come back, in won."""
        return sum(each.krw for each in self.left)

    @property
    def till(self) -> Till:
        """Where its money is."""
        wallet = wallet_paths.wallet(self.party)
        return Till(self.case.place, wallet, self.number, self.seller)


def find_deal(kind: str, number: str) -> Deal | None:
    """The order or booking of that number."""
    case = case_read.find_case(f"{kind}/{number}") if kind in KINDS else None
    return deal_of(case, case_read.letters(case.id)) if case is not None else None


def deals_of(party: str, *, place: str) -> tuple[Deal, ...]:
    """Somebody's orders and bookings, the newest first."""
    return _read(case_read.cases(place=place, kinds=KINDS, subject=party))


def waiting(place: str, *, kinds: Sequence[str] = KINDS) -> tuple[Deal, ...]:
    """Everything that waits to be fetched or to begin."""
    states = tuple(WAITING[kind] for kind in kinds)
    return _read(case_read.cases(place=place, kinds=tuple(kinds), states=states, limit=5000))


def all_of(place: str, *, kind: str) -> tuple[Deal, ...]:
    """Every order or every booking of a place, the newest first."""
    return _read(case_read.cases(place=place, kind=kind, limit=5000))


def _read(found: Sequence[Case]) -> tuple[Deal, ...]:
    letters = case_read.letters_of(case.id for case in found)
    return tuple(deal_of(case, letters[case.id]) for case in found)


def deal_of(case: Case, letters: Sequence[dict[str, str]]) -> Deal:
    """A case with its letters as an order or booking."""
    first, paid = letters[0], read_sources(letters[0]["paid"])
    left, quantity = paid, int(first["quantity"])
    for letter in letters[1:]:
        left = less(left, read_sources(letter.get("back", "")))
        quantity -= int(letter.get("quantity", "0"))
    return Deal(
        case, first["what"], int(first["quantity"]), _moment(first["start"]), _moment(first["end"]),
        int(first["price_krw"]), first["rule"], first["seller"], paid, left, quantity,
    )  # fmt: skip


def step(
    deal: Deal, move: str, parts: Sequence[Part], *, by: cases.Actor, at: datetime,
    says: Text = cases.NOTHING, letter: dict[str, str] | None = None,
) -> Case:  # fmt: skip
    """Take a step of a deal and move what it moves. The caller holds the transaction."""
    letters = [letter] if letter else []
    found = cases.take(deal.case.id, move=move, by=by, at=at, says=says, letters=letters)
    title = says_of(deal.case.kind, move)
    origin = f"{deal.case.kind} {deal.number} {move}"
    group = _key(f"{deal.case.place} {origin} {len(found.steps)} group")
    rows = [
        posting.Movement(
            _key(f"{deal.case.place} {origin} {len(found.steps)} {number}"), part.debit, part.credit,
            part.amount, part.unit, at, posting.Reason(title, origin=origin), group,
        )
        for number, part in enumerate(parts)
    ]  # fmt: skip
    if rows:
        posting.post(rows, place=deal.case.place, at=at)
    return found


def item_part(deal: Deal, into: str) -> Part:
    """What a deal keeps, into another account."""
    if deal.case.kind == ORDER:
        return Part(paths.kept(deal.number), into, deal.quantity, paths.ITEM)
    return Part(paths.booked(deal.number), into, 1, paths.SLOT)


def says_of(kind: str, move: str) -> Text:
    """What the ledger says of a step."""
    what = Text("공판장 주문", "Market order") if kind == ORDER else Text("공판장 예약", "Market booking")
    word = {
        "hand_out": Text("건넴", "handed out"), "check_in": Text("왔음", "came"),
        "cancel": Text("취소", "cancelled"), "not_fetched": Text("찾아가지 않음", "not fetched"),
        "missed": Text("오지 않음", "did not come"), "refund": Text("환불", "refunded"),
        "refund_part": Text("일부 환불", "partly refunded"),
    }.get(move, Text("접수", "taken"))  # fmt: skip
    return Text(f"{what.ko}: {word.ko}", f"{what.en}: {word.en}")


def days_since(deal: Deal, *, at: datetime) -> int:
    """Whole days since it was asked for."""
    return (timezone.localdate(at) - timezone.localdate(deal.case.opened_at)).days


def hours_to(deal: Deal, *, at: datetime) -> float:
    """Hours from a moment to the beginning of a booking; below zero once it has begun."""
    assert deal.start is not None
    return (deal.start - at) / timedelta(hours=1)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _key(word: str) -> UUID:
    return posting.make_key(at=BEGIN, random_bytes=hashlib.blake2b(word.encode(), digest_size=10).digest())
