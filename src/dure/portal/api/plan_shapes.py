"""What the API answers about plans, councils and cases: what was promised, and who decided."""

from ninja import Schema
from pydantic import Field

from dure.portal.api.shapes import Words


class Node(Schema):
    """A node of a plan. `empty` is a place that the document counts but does not name."""

    code: str
    level: Words = Field(description="The place's own name of the level.")
    title: Words
    empty: bool
    from_: int | None = Field(alias="from", description="The first year.")
    to: int | None = Field(description="The last year.")
    owner: str
    figures: list[str]
    source: str
    locator: str
    children: list["Node"]


class Plans(Schema):
    """The plans of a place as trees."""

    place: str
    plans: list[Node]


class Body(Schema):
    """A body of a place with its counted seats."""

    id: str
    name: Words
    since: str | None = Field(description="The day, month or year, as far as a document tells it.")
    seats: int = Field(ge=0)
    named: list[Words] = Field(description="Who sits, where a document names them.")
    source: str


class CaseStep(Schema):
    """A step that was taken; `on` is the day, month or year it happened in, as far as a document tells."""

    on: str | None
    to: str
    says: Words
    source: str
    locator: str


class Case(Schema):
    """A plan in the making, a proposal, a meeting or a pledge, with its steps."""

    id: str
    kind: str
    title: Words
    state: str
    steps: list[CaseStep]


class Council(Schema):
    """The council and committee room of a place."""

    place: str
    bodies: list[Body]
    cases: list[Case]
