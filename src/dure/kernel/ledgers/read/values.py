"""The frozen values that go through the two doors of the ledgers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dure.grammar.shapes import Text

# Where pending amounts lie, and below which name accounts stand for the world outside.
HELD = "held"
OUTSIDE = "outside/"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something moved, and who says so: a document with its line, or an origin such as `case/…`.

    No personal word stands in a reason.
    """

    says: Text
    source: str = ""
    locator: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """What is to move: `amount` of the smallest `unit` leaves `debit` and arrives at `credit`.

    `key` is made by the client and ordered by time (UUID version 7): posting the same movement again
    does nothing. Movements with the same `group` are posted together or not at all.
    """

    key: UUID
    debit: str
    credit: str
    amount: int
    unit: str
    happened_at: datetime
    reason: Reason
    group: UUID | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a call: rows that are new, and rows that stood there already."""

    new: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account with its balance. `floor` None: it may go below every number (it stands for outside)."""

    place: str
    path: str
    unit: str
    floor: int | None
    lanes: int
    balance: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """One row: what moved, when it happened, when it was recorded, and why.

    `follows` is the key of the row this one ends (a pending one) or takes back (a reversal).
    """

    row: int
    key: UUID
    debit: str
    credit: str
    amount: int
    unit: str
    kind: str
    happened_at: datetime
    recorded_at: datetime
    reason: Reason
    group: UUID | None
    follows: UUID | None
    meant_for: str | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows sealed together. `digest` covers them and the digest of the block before."""

    place: str
    number: int
    last_row: int
    rows: int
    digest: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """A pending movement that has not ended."""

    row: int
    key: UUID
    debit: str
    meant_for: str
    amount: int
    unit: str
    until: datetime | None
