"""What packs say is there, what holds of it, and how it is joined, as frozen values."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from dure.grammar.texts import Text

SYNTHETIC = "synthetic"


@dataclass(frozen=True)
class NetworkRow:
    """A network of a place and the files it lies in: a row of networks.csv."""

    place: str
    system: str
    network: str
    title: Text
    layout: str
    roads: Path
    areas: Path | None
    valid_from: date | None
    source: str
    locator: str
    file: str
    line: int


@dataclass(frozen=True)
class ThingRow:
    """Something that is there: a row of things.csv. `mark` is `synthetic` where it is made up, else empty."""

    place: str
    system: str
    thing: str
    kind: str
    part_of: str
    name: Text
    lon: Decimal | None
    lat: Decimal | None
    valid_from: date | None
    source: str
    locator: str
    file: str
    line: int
    mark: str = ""


@dataclass(frozen=True)
class ThingKind:
    """A kind of things that a system knows: `[[kind]]` of things.toml.

    `room` tells for what it stands on pages; `attributes` are the names that its things may have.
    """

    system: str
    name: str
    title: Text
    says: Text
    room: str
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class AttributeKind:
    """What can be said of a thing: `[[attribute]]` of things.toml.

    `holds` is what its value is; `of` the kind of things it is said about (a price of an article); `units`
    what an amount is stated in; `choices` what may be chosen; `by_hours` whether it may differ by hours;
    `kept` whether a keeper states it.
    """

    system: str
    name: str
    title: Text
    holds: str
    of: str = ""
    units: tuple[str, ...] = ()
    choices: tuple[tuple[str, Text], ...] = ()
    by_hours: bool = False
    kept: bool = False


@dataclass(frozen=True)
class ThingWords:
    """Everything that systems say about things, by name."""

    kinds: dict[str, ThingKind] = field(default_factory=dict)
    attributes: dict[str, AttributeKind] = field(default_factory=dict)


NO_THINGS = ThingWords()


@dataclass(frozen=True)
class AttributeRow:
    """One statement about a thing from a day on: a row of attributes.csv.

    `name` is the attribute with what it is about (`price/pet-clear`). `value` is exact text (hours,
    whole won, a choice, another thing), `words` what people read. `during` are the hours it holds, empty for
    always.
    """

    place: str
    system: str
    thing: str
    name: str
    during: str
    value: str
    unit: str
    words: Text
    valid_from: date
    valid_to: date | None
    mark: str
    source: str
    locator: str
    file: str
    line: int
