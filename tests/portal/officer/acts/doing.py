"""Short words for tests of acts: a still clock, keys in their order, and what lies where."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from dure.grammar.lots import Lot
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write
from dure.portal.officer.acts.acting import Act, Deed, Done, perform
from dure.portal.officer.acts.allowances import Binding
from dure.portal.resident.holdings import Rules

PLACE = "here"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
NUMBERS = itertools.count(1)
FREE = Lot("2020", "granted", 0)


def new_key() -> UUID:
    """A key that no test has used."""
    number = next(NUMBERS)
    return write.make_key(at=NOON + timedelta(milliseconds=number), random_bytes=number.to_bytes(10))


def an_act(*, place: str = PLACE, key: UUID | None = None, says: str = "") -> Act:
    """Somebody acts at noon."""
    return Act(place, key or new_key(), NOON, NOON, Text("", says))


def do(deed: Deed, *, key: UUID | None = None, says: str = "") -> Done:
    """Do it at noon."""
    return perform(an_act(key=key, says=says), deed)


def lies_in(path: str, *, unit: str = "kau") -> int:
    """The balance of an account."""
    return ledgers.balance(PLACE, path=path, unit=unit)


def binding(
    *,
    verified: int | None = 1000,
    times: int | None = 2,
    small: bool | None = None,
    percent: int | None = 15,
    reason: bool = False,
) -> Binding:
    """What binds an act, as figures would say it."""
    known_times = None if times is None else Decimal(times)
    known_percent = None if percent is None else Decimal(percent)
    return Binding(Rules(verified, known_times, small, known_percent), reason)


def wrong() -> list[str]:
    """What does not hold in the ledger."""
    return [text.en for text in ledgers.verify(PLACE).wrong]
