"""Places that take things, as typed shapes: where they are, whether they are open now, what they state."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from dure.portal.api.shapes import Day, Moment, Words


class StoreStatement(Schema):
    """One statement of a store that holds today: an item, a price, hours."""

    attribute: str = Field(description="What it says something of.", examples=["price/paper", "takes/cans"])
    during: str = Field(description="The hours in which it holds; empty: always.")
    value: str
    unit: str
    words: Words
    valid_from: Day
    valid_to: Day | None
    withdrawn: bool
    mark: str = Field(description="`synthetic` where it is made up; else empty.")
    source: str = Field(description="The document and its line; empty where a keeper states it.")
    stated_by: Literal["", "keeper"]
    recorded_at: Moment


class StoreLine(Schema):
    """A store that answers what was looked for."""

    store: str
    kind: str
    name: Words
    lon: float | None
    lat: float | None
    mark: str
    source: str
    open_now: bool | None = Field(description="Null where no hours are stated.")
    away_m: int | None = Field(description="As the crow flies, in metres; null without a position.")
    states: list[StoreStatement]


class Counted(Schema):
    """Stores that a document counts and nobody has named."""

    kind: str
    title: str
    count: int


class Stores(Schema):
    """The stores of a place that answer, the nearest first where a position was given, else by name."""

    place: str
    at: Moment
    stores: list[StoreLine]
    counted_only: list[Counted]
