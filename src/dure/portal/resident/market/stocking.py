"""Deliveries of goods and books, and stock-taking: what was counted, the difference and its reason."""

from datetime import datetime
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import paths

MOST = 100_000
# Why a count differs from the book, by the word that is kept.
REASONS = {
    "broken": Text("깨지거나 상함", "Broken or spoilt"),
    "lost": Text("없어짐", "Lost"),
    "found": Text("더 있었음", "More was there"),
    "miscounted": Text("앞서 잘못 셈", "Counted wrongly before"),
    "used": Text("공판장에서 씀", "Used in the market"),
}


def deliver(place: str, *, good: str, amount: int, key: UUID, at: datetime) -> posting.Posted:
    """So many of a good have come in. The same key again changes nothing."""
    return _in(place, paths.DELIVERED, paths.stock(good), amount, paths.ITEM, key=key, at=at)


def add_copies(place: str, *, book: str, amount: int, key: UUID, at: datetime) -> posting.Posted:
    """So many copies of a book have come in."""
    return _in(place, paths.BOOKS, paths.shelf(book), amount, paths.COPY, key=key, at=at)


def take_stock(place: str, *, good: str, counted: int, booked: int, why: str, key: UUID, at: datetime) -> int:
    """Record a count: the difference to the book moves with its reason. Answers the difference.

    `booked` is what the book said when the count began: where something has moved since, the count is
    refused, for nobody could tell what it was a count of.
    """
    if not 0 <= counted <= MOST:
        raise ActRefused(f"0부터 {MOST:,}까지의 수를 적으십시오.", f"Give a number from 0 to {MOST:,}.")
    path = paths.stock(good)
    if ledgers.find_transfer(key, place=place) is not None:
        return 0
    now = ledgers.balance(place, path=path, unit=paths.ITEM)
    if now != booked:
        raise ActRefused(
            f"세는 동안 장부의 수가 {booked}에서 {now}(으)로 바뀌었습니다. 다시 세어 적으십시오.",
            f"While you counted, the book went from {booked} to {now}. Count once more.",
        )
    gap = counted - booked
    if not gap:
        return 0
    if why not in REASONS:
        raise ActRefused("왜 다른지 고르십시오.", "Choose why it differs.")
    says = Text(f"재고 조사: {REASONS[why].ko}", f"Stock-taking: {REASONS[why].en}")
    reason = posting.Reason(says, origin=f"stock-taking {why} counted {counted}")
    debit, credit = (paths.DIFFERENCE, path) if gap > 0 else (path, paths.DIFFERENCE)
    movement = posting.Movement(key, debit, credit, abs(gap), paths.ITEM, at, reason)
    posting.transfer(movement, place=place, at=at)
    return gap


def _in(
    place: str, source: str, into: str, amount: int, unit: str, *, key: UUID, at: datetime
) -> posting.Posted:
    if not 1 <= amount <= MOST:
        raise ActRefused(f"1부터 {MOST:,}까지의 수를 적으십시오.", f"Give a number from 1 to {MOST:,}.")
    reason = posting.Reason(Text("들어옴", "Delivered"), origin=f"delivered {into}")
    movement = posting.Movement(key, source, into, amount, unit, at, reason)
    return posting.transfer(movement, place=place, at=at)
