"""Money into a programme's budget, once another person has approved it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.acts import books

SAYS = Text("사업 예산 배정", "Money for the programme")


@dataclass(frozen=True)
class Meter:
    """What a programme's budget was given, and what is left of it, in the programme's unit."""

    given: int
    left: int

    @property
    def paid(self) -> int:
        """What has been paid for acts."""
        return self.given - self.left


def fund(place: str, *, programme: str, unit: str, amount: int, case: str, at: datetime) -> posting.Posted:
    """Put money into a programme's budget. `case` is where it was approved: the same case pays once."""
    budget = books.budget_of(programme)
    posting.open_account(place, path=budget, unit=unit, lanes=books.LANES, at=at)
    movement = posting.Movement(
        key=_key(f"{place} {case}"),
        debit=books.funds_of(programme),
        credit=budget,
        amount=amount,
        unit=unit,
        happened_at=at,
        reason=posting.Reason(SAYS, origin=f"case {case}"),
    )
    return posting.transfer(movement, place=place, at=at)


def meter_of(place: str, *, programme: str, unit: str) -> Meter:
    """How a programme's budget stands."""
    given = -ledgers.balance(place, path=books.funds_of(programme), unit=unit)
    return Meter(given, ledgers.balance(place, path=books.budget_of(programme), unit=unit))


def _key(word: str) -> UUID:
    """The key that follows from a case, always the same one."""
    digest = hashlib.blake2b(f"fund {word}".encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN, random_bytes=digest)
