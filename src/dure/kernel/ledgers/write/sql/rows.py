"""What goes to the database and what comes back, as plain values with numbers in place of words."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

Address = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a posting needs to know: its accounts as (path, unit), its reasons by digest.

    `outs` are the accounts drawn on, each with a number that chooses its lane.
    """

    place: str
    outs: dict[Address, int]
    ins: set[Address]
    reasons: set[bytes]


class Spot(NamedTuple):
    """An account as found: its number, floor, and how many lanes it has."""

    id: int
    floor: int | None
    lanes: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is there. An address that is not among `accounts` is not open yet."""

    book: int | None
    accounts: dict[Address, Spot]
    lanes: dict[Address, int]
    reasons: dict[bytes, int]


class Row(NamedTuple):
    """The columns of a transfer, in the order of COLUMNS."""

    book: int
    key: UUID
    debit: int
    credit: int
    amount: int
    kind: int
    happened_at_us: int
    recorded_at_us: int
    reason: int
    linked: UUID | None
    follows: int | None
    meant_for: int | None
    until_us: int | None


class Single(NamedTuple):
    """A plain row with words in place of numbers, and the number that chooses its lane."""

    place: str
    key: UUID
    debit: str
    credit: str
    unit: str
    amount: int
    kind: int
    happened_at_us: int
    recorded_at_us: int
    reason: bytes
    seed: int


COLUMNS = (
    "book_id, key, debit_id, credit_id, amount, kind, happened_at_us, recorded_at_us, "
    "reason_id, linked, follows_id, meant_for_id, until_us"
)


class Put(NamedTuple):
    """How many rows were written, the first and last of them, and the longest tail that was summed."""

    rows: int
    first: int
    last: int
    tail: int
