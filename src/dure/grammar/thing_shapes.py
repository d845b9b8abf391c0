"""What a pack says is there, and how it is joined."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from dure.grammar.texts import Text


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
    """Something that is there: a row of things.csv."""

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
