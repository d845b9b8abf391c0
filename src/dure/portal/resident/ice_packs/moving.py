"""What can happen to ice packs, each as one group of movements: brought, picked up, washed, handed over.

A lot is what was picked up from one collector at one time; it is washed and handed over under its own number.
Who sends and who receives each state a number: what is between them lies in an account of its own and stands
on the page of the balance. Nothing is spread over the rest.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import Act, ActRefused, key_of

UNIT, COUNT_UNIT = "ice_pack", "act"
AT, WASHING, WASHED = "ice_packs/at", "ice_packs/washing", "ice_packs/washed"
HANDED, LOST = "ice_packs/handed_over", "ice_packs/lost"
BETWEEN, MISSING = "ice_packs/lost_between", "ice_packs/missing"
BROUGHT, FOUND = "outside/ice_packs_brought", "outside/ice_packs_found"
COUNTED, COUNTS = "ice_packs_counted", "outside/ice_pack_counts"
WASH, STORE = "washing", "washed"
# More at once than this is taken for a slip of the finger.
MOST = 10_000
REASONS = {
    "torn": Text("찢어짐", "torn"),
    "dirty": Text("씻어도 더러움", "does not come clean"),
    "other_kind": Text("받지 않는 종류", "of a kind that is not taken"),
    "melted": Text("얼지 않음", "does not freeze any more"),
}
SAYS = {
    "brought": Text("수거함에 들어옴", "Put into a collector"),
    "picked_up": Text("거두어 씻는 곳으로 보냄", "Picked up for washing"),
    "washed": Text("씻음", "Washed"),
    "handed_over": Text("시장과 유통업체에 넘김", "Handed over to a market"),
    "counted": Text("세어 봄", "Counted"),
}


@dataclass(frozen=True)
class Handling:
    """Somebody handles ice packs: where, under which key, when. The same key again changes nothing."""

    place: str
    key: UUID
    happened_at: datetime
    at: datetime


@dataclass(frozen=True)
class Lot:
    """A lot: its number, the collector it came from, and how many of it are where."""

    number: str
    collector: str
    washing: int
    washed: int


def bring(doing: Handling, *, collector: str, packs: int) -> posting.Posted:
    """Packs that residents put into a collector."""
    _hear(packs)
    return _post(doing, "brought", [(BROUGHT, f"{AT}/{collector}", packs)])


def pick_up(doing: Handling, *, collector: str, sent: int, received: int) -> str:
    """A collector is emptied: what it sent and what the washing place received. Answers the lot's number."""
    _hear(sent)
    if not 0 <= received <= sent:
        raise ActRefused(
            f"보낸 것은 {sent:,}개입니다. 받은 수가 그보다 많을 수 없으니 다시 세십시오.",
            f"{sent:,} were sent, so no more can have been received. Count again.",
        )
    lot = lot_of(doing.key)
    legs = [(f"{AT}/{collector}", f"{WASHING}/{lot}/{collector}", received)]
    legs.append((f"{AT}/{collector}", f"{BETWEEN}/{collector}", sent - received))
    _post(doing, "picked_up", legs)
    return lot


def wash(doing: Handling, *, lot: Lot, clean: int, lost: int, reason: str) -> posting.Posted:
    """Packs of a lot that were washed, and those thrown away, with the reason."""
    if clean < 0 or lost < 0 or not clean + lost:
        raise ActRefused("씻은 수나 버린 수를 적으십시오.", "Give how many were washed or thrown away.")
    if lost and reason not in REASONS:
        raise ActRefused("버린 까닭을 고르십시오.", "Choose why they were thrown away.")
    own = f"{WASHING}/{lot.number}/{lot.collector}"
    legs = [(own, f"{WASHED}/{lot.number}/{lot.collector}", clean), (own, f"{LOST}/{reason}/{WASH}", lost)]
    return _post(doing, "washed", legs)


def hand_over(doing: Handling, *, lot: Lot, market: str, packs: int) -> posting.Posted:
    """Washed packs of a lot go to a market or distributor."""
    _hear(packs)
    return _post(
        doing, "handed_over", [(f"{WASHED}/{lot.number}/{lot.collector}", f"{HANDED}/{market}", packs)]
    )


def count(doing: Handling, *, station: str, counted: int) -> int:
    """Somebody counted what is at a collector. What is missing or too many is booked as that; answers it."""
    return _count(doing, account=f"{AT}/{station}", station=station, counted=counted)


def count_lot(doing: Handling, *, lot: Lot, washed: bool, counted: int) -> int:
    """Somebody counted what there is of a lot, being washed or washed already."""
    prefix, station = (WASHED, STORE) if washed else (WASHING, WASH)
    account = f"{prefix}/{lot.number}/{lot.collector}"
    return _count(doing, account=account, station=station, counted=counted)


def _count(doing: Handling, *, account: str, station: str, counted: int) -> int:
    if not 0 <= counted <= MOST:
        raise ActRefused(f"0부터 {MOST:,}까지 적으십시오.", f"Give a number from 0 to {MOST:,}.")
    if ledgers.group(doing.place, key=doing.key):
        return 0
    gap = counted - ledgers.balance(doing.place, path=account, unit=UNIT)
    legs = [(account, f"{MISSING}/{station}", -gap)] if gap < 0 else [(f"{FOUND}/{station}", account, gap)]
    _post(doing, "counted", legs, count_of=station, said=counted)
    return gap


def lot_of(key: UUID) -> str:
    """The number of a lot, which follows from the key of its picking up."""
    return hashlib.blake2b(key.bytes, digest_size=4).hexdigest()


def lots(place: str) -> tuple[Lot, ...]:
    """The lots that are being washed or wait to be handed over."""
    found: dict[str, dict[str, int]] = {}
    collectors: dict[str, str] = {}
    for name, prefix in ((WASH, f"{WASHING}/"), (STORE, f"{WASHED}/")):
        for account in ledgers.accounts(place, prefix=prefix, limit=1000):
            number, _slash, collector = account.path.removeprefix(prefix).partition("/")
            collectors[number] = collector
            found.setdefault(number, {WASH: 0, STORE: 0})[name] = account.balance
    return tuple(
        Lot(number, collectors[number], held[WASH], held[STORE])
        for number, held in sorted(found.items())
        if any(held.values())
    )


def _hear(packs: int) -> None:
    if not 1 <= packs <= MOST:
        raise ActRefused(f"1부터 {MOST:,}까지 적으십시오.", f"Give a number from 1 to {MOST:,}.")


def _post(
    doing: Handling, what: str, legs: Sequence[tuple[str, str, int]], *, count_of: str = "", said: int = 0
) -> posting.Posted:
    """Post what moves as one group; legs of nothing are left out."""
    act = Act(doing.place, doing.key, doing.happened_at, doing.at, SAYS[what])
    rows = [(debit, credit, amount, UNIT) for debit, credit, amount in legs if amount]
    if count_of:
        # That somebody counted is kept, too, where nothing is missing.
        rows.append((COUNTS, f"{COUNTED}/{count_of}", 1, COUNT_UNIT))
    origin = f"ice packs {what}" + (f" {said}" if count_of else "")
    reason = posting.Reason(SAYS[what], origin=origin)
    return posting.post(
        [
            posting.Movement(
                key_of(act, number), debit, credit, amount, unit, doing.happened_at, reason, doing.key
            )
            for number, (debit, credit, amount, unit) in enumerate(rows)
        ],
        place=doing.place,
        at=doing.at,
    )
