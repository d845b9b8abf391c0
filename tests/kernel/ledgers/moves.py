"""Short words for the tests of the ledgers: a still clock, keys in their order, movements and balances."""

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.write import Movement, Posted, Reason

PLACE = "here"
UNIT = "point"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
WHY = Reason(Text("시험", "A trial"))
NUMBERS = itertools.count(1)


def new_key() -> UUID:
    """A key that no test has used."""
    number = next(NUMBERS)
    return write.make_key(at=NOON + timedelta(milliseconds=number), random_bytes=number.to_bytes(10))


def movement(
    debit: str, credit: str, amount: int, *, key: UUID | None = None, group: UUID | None = None
) -> Movement:
    """A movement of points at noon."""
    return Movement(key or new_key(), debit, credit, amount, UNIT, NOON, WHY, group)


def move(debit: str, credit: str, amount: int, *, key: UUID | None = None) -> Posted:
    """Post one movement."""
    return write.transfer(movement(debit, credit, amount, key=key), place=PLACE, at=NOON)


def give(account: str, amount: int) -> None:
    """Let an account have an amount that came from outside."""
    move("outside/source", account, amount)


def lies_in(account: str) -> int:
    """The balance of an account."""
    return read.balance(PLACE, path=account, unit=UNIT)


def wrong() -> list[str]:
    """What does not hold."""
    return [text.en for text in read.verify(PLACE).wrong]
