"""What the verbs of cases take, and how they refuse."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.grammar.shapes import Text

NOTHING = Text("", "")


class MoveRefused(Exception):
    """The move cannot be taken now, or not by this person. `says` tells why, in both languages."""

    def __init__(self, says: Text) -> None:
        """Keep the sentence for the reader."""
        super().__init__(says.en)
        self.says = says


class AlreadyOpen(Exception):
    """A case of this id is there already: the same thing was filed before."""

    def __init__(self, case: str) -> None:
        """Keep the id of the case that is there."""
        super().__init__(case)
        self.case = case


@dataclass(frozen=True)
class Actor:
    """Who takes a step: the party's opaque id, the name to show, and the roles held there and now."""

    party: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Opening:
    """What a case is opened with."""

    id: str
    place: str
    kind: str
    title: Text
    subject: str = ""
    says: Text = NOTHING
    on: date | None = None
    source: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Told:
    """What is told with a step: the day it happened on, in words, and by which document and line."""

    on: date
    says: Text = NOTHING
    source: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Taken:
    """A step as it is recorded: the day it happened on, or as much of it as is told, and its source."""

    move: str
    to_state: str
    on: date | None
    says: Text
    source: tuple[str, str]
    told: str = ""


@dataclass(frozen=True)
class Proposed:
    """A value that would put a check right, with the ends of the range that would too, where it has one."""

    address: str
    value: Decimal
    low: str
    high: str


@dataclass(frozen=True)
class Doubt:
    """A failing check, as a reason of a finding. Values are in canonical units."""

    check: str
    engine: str
    run: str
    says: Text
    expected: str
    gap: str
    proposals: tuple[Proposed, ...]
