"""How orders and bookings end: handed out, come, cancelled, not fetched, not come, given back.

What comes back follows from the rules that the place states, and goes to the sources that paid.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dure.engines.residents import refund_due
from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import paths
from dure.portal.resident.market.deals import ORDER, Deal, days_since, hours_to, item_part, step
from dure.portal.resident.market.paying import (
    backs,
    forward_parts,
    less,
    recalled_parts,
    refund_parts,
    written,
)
from dure.portal.resident.market.rules import FETCH, FREE_H, LATE, MISSED, Rules
from dure.portal.resident.wallets.moving import Part


def cancel(deal: Deal, *, rules: Rules, by: cases.Actor, at: datetime) -> int:
    """Cancel: what was kept is free again at once. Answers the won that came back."""
    refund = cancel_refund(deal, rules=rules, at=at)
    slot_or_stock = _home(deal)
    _end(deal, "cancel", into=slot_or_stock, refund_krw=refund, by=by, at=at)
    return refund


def cancel_refund(deal: Deal, *, rules: Rules, at: datetime) -> int:
    """What comes back when a deal is cancelled now; refused once a booking has begun."""
    if deal.case.kind == ORDER:
        return deal.left_krw
    left_h = hours_to(deal, at=at)
    if left_h <= 0:
        raise ActRefused(
            "이미 시작한 예약은 취소할 수 없습니다.", "A booking that has begun cannot be cancelled."
        )
    free_h = rules.value(f"{FREE_H}/{deal.rule}")
    if free_h is not None and left_h >= float(free_h):
        return deal.left_krw
    return _by_rule(deal, rules, f"{LATE}/{deal.rule}")


def hand_over(deal: Deal, *, by: cases.Actor, at: datetime) -> None:
    """Hand out an order, or let somebody in on the day of their booking: what was paid is the seller's."""
    if deal.case.kind == ORDER:
        _end(deal, "hand_out", into=paths.SOLD, refund_krw=0, by=by, at=at)
        return
    assert deal.start is not None
    if timezone.localdate(deal.start) != timezone.localdate(at):
        raise ActRefused(
            f"이 예약은 {timezone.localdate(deal.start)}의 것입니다.",
            f"This booking is of {timezone.localdate(deal.start)}.",
        )
    _end(deal, "check_in", into=paths.SLOTS_USED, refund_krw=0, by=by, at=at)


def not_come(deal: Deal, *, rules: Rules, by: cases.Actor, at: datetime) -> int:
    """Nobody fetched it or came. Answers the won that came back by the place's rule."""
    if deal.case.kind == ORDER:
        days = rules.value(FETCH)
        if days is None or days_since(deal, at=at) <= days:
            raise ActRefused(
                "아직 맡아 두는 기간입니다. 그 뒤에 처리하십시오.",
                "It is still being kept. Do this after its last day.",
            )
        refund, move, into = _by_rule(deal, rules, f"{MISSED}/{deal.rule}"), "not_fetched", _home(deal)
    else:
        if deal.end is None or at < deal.end:
            raise ActRefused("아직 끝나지 않은 예약입니다.", "This booking has not ended yet.")
        refund, move, into = _by_rule(deal, rules, f"{MISSED}/{deal.rule}"), "missed", paths.SLOTS_MISSED
    _end(deal, move, into=into, refund_krw=refund, by=by, at=at)
    return refund


def give_back(deal: Deal, *, quantity: int, to_shelf: bool, says: Text, by: cases.Actor, at: datetime) -> int:
    """Take back some or all of what was handed out. Answers the won, in the shares in which it was paid.

    What the seller was already paid for cannot be taken from them here.
    """
    if deal.case.kind != ORDER or not 1 <= quantity <= deal.left_quantity:
        raise ActRefused(
            f"돌려받을 수 있는 것은 {deal.left_quantity}개입니다.", f"{deal.left_quantity} can be taken back."
        )
    is_all = quantity == deal.left_quantity
    refund = deal.left_krw if is_all else deal.price_krw * quantity // deal.quantity
    back = backs(deal.left, refund)
    item = [Part(paths.SOLD, paths.stock(deal.what), quantity, paths.ITEM)] if to_shelf else []
    parts = [*recalled_parts(deal.till, back), *refund_parts(deal.till, back), *item]
    letter = {"back": written(back), "quantity": str(quantity)}
    move = "refund" if is_all else "refund_part"
    with transaction.atomic():
        try:
            step(deal, move, parts, by=by, at=at, says=says, letter=letter)
        except posting.NotEnough as error:
            raise ActRefused(
                "판매자에게 이미 정산한 돈입니다. 판매자와 직접 정하거나 다음 정산에서 처리하십시오.",
                "The seller has been paid for it already. Settle it with the seller, or in the next payment.",
            ) from error
    return refund


def _end(deal: Deal, move: str, *, into: str, refund_krw: int, by: cases.Actor, at: datetime) -> None:
    """End a deal that waits: what it kept goes on, what comes back goes back, the rest to the seller."""
    back = backs(deal.left, refund_krw)
    parts = [
        item_part(deal, into),
        *refund_parts(deal.till, back),
        *forward_parts(deal.till, less(deal.left, back)),
    ]
    with transaction.atomic():
        step(deal, move, parts, by=by, at=at, letter={"back": written(back)} if refund_krw else None)


def _home(deal: Deal) -> str:
    """Where what was kept is free again."""
    if deal.case.kind == ORDER:
        return paths.stock(deal.what)
    assert deal.start is not None
    return paths.slot(deal.what, deal.start)


def _by_rule(deal: Deal, rules: Rules, address: str) -> int:
    """The won that come back by a rule in percent; refused where nobody states it."""
    if not deal.left_krw:
        return 0
    percent = rules.value(address)
    if percent is None:
        raise ActRefused(
            "얼마를 돌려주는지 정해지지 않았습니다. 규칙을 정한 뒤에 처리하십시오.",
            "What comes back is not stated. State the rule first.",
        )
    return refund_due(paid_krw=deal.left_krw, percent=float(percent)).refund_krw
