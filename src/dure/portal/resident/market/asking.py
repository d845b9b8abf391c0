"""Asking for goods and for hours: one group of movements for what is kept and what is paid, and its case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.things.read import Thing
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import deals, paths
from dure.portal.resident.market.deals import BOOKING, ORDER, Deal
from dure.portal.resident.market.paying import (
    KRW,
    Source,
    Till,
    paying_parts,
    sources_for,
    written,
)
from dure.portal.resident.market.rules import FETCH, FREE_H, GOODS, LATE, MISSED, PAUSE, Rules
from dure.portal.resident.market.slots import Slot, open_slot
from dure.portal.resident.market.stalls import Good, slug_of
from dure.portal.resident.wallets.cashing import number_of
from dure.portal.resident.wallets.lots import NEVER
from dure.portal.resident.wallets.moving import Ask, Part, Standing, Wallet, move_together

MOST_AT_ONCE = 20


@dataclass(frozen=True)
class Buyer:
    """Who asks: their party, the units of their wallet in the market's book, and the points they offer."""

    party: str
    place: str
    wallets: tuple[Wallet, ...]
    points: Mapping[str, int]

    def known(self) -> tuple[Wallet, ...]:
        """Their units; at least the one of won, which may be empty."""
        return self.wallets or (Wallet(self.place, self.party, KRW, lambda _month: NEVER),)


@dataclass(frozen=True)
class _Wish:
    """What is asked for, in words that its case keeps."""

    kind: str
    what: str
    title: Text
    quantity: int
    price_krw: int
    rule: str
    seller: str
    slot: Slot | None = None


def order(good: Good, buyer: Buyer, ask: Ask, *, quantity: int, rules: Rules) -> Deal:
    """Order so many of a good: they are kept, and paid. The same key again changes nothing."""
    if good.price_krw is None or good.seller is None:
        raise ActRefused("값이 정해지지 않아 살 수 없습니다.", "Its price is not stated, so it is not sold.")
    _hear_rules(rules, FETCH, f"{MISSED}/{GOODS}")
    if not 1 <= quantity <= MOST_AT_ONCE:
        raise ActRefused(
            f"한 번에 1개부터 {MOST_AT_ONCE}개까지 살 수 있습니다.",
            f"You can order from 1 to {MOST_AT_ONCE} at once.",
        )
    wish = _Wish(
        ORDER, good.slug, good.thing.name, quantity, good.price_krw * quantity, GOODS, slug_of(good.seller)
    )

    def item(number: str) -> Part:
        _hear_stock(buyer.place, good.slug, quantity)
        return Part(paths.stock(good.slug), paths.kept(number), quantity, paths.ITEM)

    return _asked(wish, buyer, ask, item=item, worth=rules.accepted())


def book(thing: Thing, slot: Slot, buyer: Buyer, ask: Ask, *, rules: Rules) -> Deal:
    """Book a place in a slot. Cancelling puts it back; of the last place one of two gets it."""
    rule = thing.kind
    _hear_rules(rules, f"{FREE_H}/{rule}", f"{MISSED}/{rule}", f"{LATE}/{rule}", PAUSE)
    _hear_pause(buyer, rules, at=ask.at)
    _hear_own(buyer, slot, ask)
    open_slot(buyer.place, slot, at=ask.at)
    path = paths.slot(slot.what, slot.start)
    seller = thing.part_of.rpartition("/")[2]
    wish = _Wish(BOOKING, slot.what, thing.name, 1, slot.price_krw, rule, seller, slot)

    def item(number: str) -> Part:
        if not ledgers.balance(buyer.place, path=path, unit=paths.SLOT):
            raise ActRefused(
                "방금 자리가 다 찼습니다. 다른 시간을 고르십시오.",
                "The last place has just gone. Choose another time.",
            )
        return Part(path, paths.booked(number), 1, paths.SLOT)

    return _asked(wish, buyer, ask, item=item, worth=rules.accepted())


def _asked(
    wish: _Wish, buyer: Buyer, ask: Ask, *, item: Callable[[str], Part], worth: Mapping[str, Decimal]
) -> Deal:
    number = number_of(ask)
    there = deals.find_deal(wish.kind, number)
    if there is not None:
        return there
    till = Till(buyer.place, buyer.known()[0].path, number, wish.seller)
    paid: list[Source] = []

    def parts(found: Mapping[str, Standing]) -> Sequence[Part]:
        taken = item(number)
        paid[:] = sources_for(wish.price_krw, points=buyer.points, found=found, worth=worth)
        return [taken, *paying_parts(till, paid)]

    named = Ask(ask.key, ask.at, deals.says_of(wish.kind, ""), f"{wish.kind} {number}")
    try:
        with transaction.atomic():
            move_together(buyer.known(), named, parts)
            return _opened(wish, buyer, number, paid=paid, at=ask.at)
    except cases.AlreadyOpen:
        # The same request sent twice at once: the other one did it.
        done = deals.find_deal(wish.kind, number)
        assert done is not None
        return done


def _opened(wish: _Wish, buyer: Buyer, number: str, *, paid: Sequence[Source], at: datetime) -> Deal:
    slot = wish.slot
    letter = {
        "what": wish.what, "quantity": str(wish.quantity), "price_krw": str(wish.price_krw),
        "rule": wish.rule, "seller": wish.seller, "paid": written(paid),
        "start": slot.start.isoformat() if slot else "", "end": slot.end.isoformat() if slot else "",
    }  # fmt: skip
    opening = cases.Opening(
        id=f"{wish.kind}/{number}", place=buyer.place, kind=wish.kind, title=wish.title,
        subject=buyer.party, on=at.date(),
    )  # fmt: skip
    case = cases.open_case(opening, by=cases.Actor(buyer.party, "주민", frozenset()), at=at, letters=[letter])
    return deals.deal_of(case, case_read.letters(case.id))


def _hear_stock(place: str, good: str, quantity: int) -> None:
    left = ledgers.balance(place, path=paths.stock(good), unit=paths.ITEM)
    if left >= quantity:
        return
    if not left:
        raise ActRefused(
            "방금 다 팔렸습니다. 들어오면 이 화면에 수가 나옵니다.",
            "It has just sold out. The number stands on this page when there is more.",
        )
    raise ActRefused(
        f"지금 {left}개가 남아 있습니다. 그 이하로 주문하십시오.",
        f"{left} are left now. Order at most that.",
    )


def _hear_rules(rules: Rules, *addresses: str) -> None:
    """Refuse what goes by a rule that nobody states."""
    if any(rules.value(address) is None for address in addresses):
        raise ActRefused(
            "취소하거나 오지 않을 때의 규칙이 정해지지 않아 아직 받지 않습니다. 정해지면 이 화면에 나옵니다.",
            "What holds when you cancel or do not come is not stated, so nothing is taken yet.",
        )


def _hear_pause(buyer: Buyer, rules: Rules, *, at: datetime) -> None:
    """Refuse whoever did not come a short while ago, for as long as the place states."""
    days = int(rules.value(PAUSE) or 0)
    since = at - timedelta(days=days)
    missed = case_read.cases(place=buyer.place, kind=BOOKING, subject=buyer.party, states=("missed",))
    until = max((each.steps[-1].at for each in missed if each.steps[-1].at > since), default=None)
    if days and until is not None:
        free = (until + timedelta(days=days)).date()
        raise ActRefused(
            f"예약하고 오지 않은 적이 있어 {free}까지 예약을 쉽니다. 까닭이 있으면 공판장에 말씀하십시오.",
            f"You booked and did not come, so booking rests until {free}. Tell the market your reason.",
        )


def _hear_own(buyer: Buyer, slot: Slot, ask: Ask) -> None:
    """Refuse a second place in the same slot for the same person."""
    own = deals.deals_of(buyer.party, place=buyer.place)
    if any(
        each.waits and (each.what, each.start) == (slot.what, slot.start) and each.number != number_of(ask)
        for each in own
    ):
        raise ActRefused(
            "이 시간은 이미 예약하셨습니다. ‘내 공판장’에서 볼 수 있습니다.",
            "You have booked this time already. It stands on “My market”.",
        )
