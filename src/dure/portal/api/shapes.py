"""What the API answers, as typed shapes: exact decimals as text, ISO 8601, words in both languages."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

MARKS = Literal["observed", "estimated", "stale", "target", "forecast", "scenario", "parameter", "synthetic"]
STATES = Literal["open", "correction_proposed", "accepted", "corrected", "explained"]

Exact = Annotated[
    str,
    Field(
        description="An exact decimal as text: no digit is lost on the way.",
        pattern=r"^-?\d+(\.\d+)?$",
        examples=["5186500", "9.9"],
    ),
]
Day = Annotated[str, Field(description="A day in ISO 8601.", json_schema_extra={"format": "date"})]
Told = Annotated[str, Field(description="A day, month or year: as far as it is told.", examples=["2021-12"])]
Moment = Annotated[
    str,
    Field(description="A moment in ISO 8601, with its offset.", json_schema_extra={"format": "date-time"}),
]
Link = Annotated[
    str,
    Field(
        description="The address of one level further in this API.",
        examples=["/api/v1/sources/annual-report"],
    ),
]
FullAddress = Annotated[
    str,
    Field(
        description="The one name of a figure everywhere: place/name/facet@period:mark.",
        examples=["somewhere/emissions_tco2e@2030:target"],
    ),
]


class Words(Schema):
    """The same words in Korean and in English; a language that was not stated is empty."""

    ko: str = Field(description="Korean", examples=["온실가스 배출량"])
    en: str = Field(description="English", examples=["Greenhouse gas emissions"])


class Problem(Schema):
    """What is wrong, where, and how to put it right, in the language of Accept-Language (ko or en)."""

    status: int = Field(description="The HTTP status again.", examples=[404])
    what: str = Field(description="What is wrong.", examples=["There is no place called “nowhere” here."])
    where: str = Field(description="Where: the path, or the parameters.", examples=["/api/v1/places/nowhere"])
    mend: str = Field(description="How to put it right.", examples=["GET /api/v1/places lists every place."])
    reference: str = Field(description="Name it when you report a problem.", examples=["5f0c2a9be8d14c67"])


class PlaceLine(Schema):
    """A place in the list."""

    place: str = Field(description="The place's id.", examples=["somewhere"])
    title: Words
    kind: Literal["world", "country", "province", "city", "district"]
    part_of: str = Field(description="The place it is part of; empty for the largest.")
    figures: int = Field(description="How many addresses, periods and marks it states something about.", ge=0)
    open_findings: int = Field(description="How many findings wait for a decision.", ge=0)
    href: Link


class Places(Schema):
    """Every place, the largest first."""

    places: list[PlaceLine]


class Figure(Schema):
    """One statement, with its mark, its age and where it stands."""

    address: FullAddress
    place: str = Field(description="The place's id.")
    title: Words | None = Field(description="What is counted.")
    period: str = Field(description="A year, month or day, or a first and last one.", examples=["2007/2021"])
    mark: MARKS = Field(description="What kind of statement it is: seen, meant, expected or reckoned.")
    value: Exact | None = Field(description="In the canonical unit; null where it is unknown.")
    notation_key: str = Field(description="The key an inventory has in place of a number: NO, NE, IE or C.")
    unit: str = Field(description="The canonical unit; 1 for a plain count.", examples=["tCO2e"])
    printed: str = Field(
        description="The value as the source prints it; empty if reckoned. Where `to_confirm` is true, as it "
        "was carried over: nobody has compared it with the original, and pages do not call it printed.",
        examples=["518.65"],
    )
    printed_unit: str = Field(description="The unit as the source prints it.")
    label: str = Field(description="The label as the source prints it, where it matters.")
    valid_from: Day
    valid_to: Day
    published_on: Told | None = Field(description="When the source was published; null where unknown.")
    to_confirm: bool = Field(
        description="Whether nobody has compared it with the original yet: shown as “to be confirmed”."
    )
    recorded_at: Moment
    source: str = Field(description="The document's id; empty where it was reckoned.")
    locator: str = Field(description="The line or page in the document.")
    origin: str = Field(description="What brought it: pack, officer or run.")
    run: str = Field(description="The run that reckoned it; empty where it was stated.")
    note: Words
    withdrawn: bool = Field(description="Whether the statement was taken back.")
    corrects: int | None = Field(description="The number of the statement it corrects; null for most.")
    href: Link


class Place(Schema):
    """A place: what it is part of, its way to the target, its indicators."""

    place: str = Field(description="The place's id.")
    title: Words
    part_of: str
    parts: list[str] = Field(description="The places directly inside it.")
    sentence: Words | None = Field(description="Where it stands on its way, in words.")
    emissions: list[Figure] = Field(description="Emissions, targets and the path between, by year.")
    indicators: list[str] = Field(description="The names of its indicators.")
    open_findings: int = Field(ge=0)
    links: dict[str, Link] = Field(description="What else this API answers about the place.")


class Indicator(Schema):
    """An indicator of a place: how it is taken from its figures, and every figure."""

    place: str
    name: str
    title: Words
    system: str = Field(description="The system it belongs to.")
    kind: Literal["last", "sum", "count", "balance", "ratio", "change"]
    of: list[str] = Field(description="The addresses it is taken from.")
    better: Literal["higher", "lower"]
    figures: list[Figure] = Field(description="By period; what was seen before what was meant.")
    href: Link


class Indicators(Schema):
    """Every indicator that a place states anything about."""

    place: str
    indicators: list[Indicator]


class Figures(Schema):
    """A page of figures in the order of their addresses."""

    place: str
    figures: list[Figure]
    next: Link | None = Field(description="The next page; null on the last one.")


class Proposal(Schema):
    """A value that would put a reason right. It is never applied unseen."""

    figure: FullAddress
    value: Exact
    low: str = Field(description="The least value that fits; empty where there is one value only.")
    high: str = Field(description="The greatest value that fits; empty where there is one value only.")


class Reason(Schema):
    """One check that fails on the doubted figure."""

    check: str
    engine: str = Field(description="The method; see /methods/ of the pages.")
    run: str
    says: Words
    expected: str
    gap: str
    proposals: list[Proposal]
    href: Link


class FindingStep(Schema):
    """What somebody decided."""

    to: str
    by: str = Field(description="Who, as they signed; empty where it was the check.")
    at: Moment
    says: Words
    source: str


class Finding(Schema):
    """A figure that something contradicts. The published value stands until a person decides."""

    id: str
    figure: FullAddress
    place: str
    title: Words
    state: STATES
    published: Figure | None = Field(description="The figure as it was published.")
    reasons: list[Reason]
    steps: list[FindingStep]
    href: Link


class Findings(Schema):
    """Findings, the last opened first."""

    findings: list[Finding]


class Source(Schema):
    """A document that figures come from."""

    id: str
    title: Words
    publisher: Words
    published_on: Told | None = Field(description="null where the day is not known.")
    to_confirm: bool = Field(description="Whether nobody has looked at the original yet.")
    kind: Literal["document", "article", "dataset", "law", "press", "method"]
    url: str
    licence: str
    may_copy: bool = Field(description="Whether its licence lets it be passed on.")
    note: Words
    figures: int = Field(description="How many statements name it.", ge=0)
    href: Link


class Sources(Schema):
    """Every document of the catalogue."""

    sources: list[Source]


class SourceWithFigures(Schema):
    """A document and the figures that stand in it, at most 1,000."""

    source: Source
    figures: list[Figure]


class Input(Schema):
    """What an argument of a run was fed with."""

    argument: str
    kind: str = Field(description="figure, series, thing, ledger, case or run.")
    reference: str = Field(description="A figure's full address, or what else it was taken from.")
    value: str
    unit: str
    href: Link | None = Field(description="The figure or run it came from, one level down.")


class Answer(Schema):
    """What a run answered."""

    name: str
    value: str


class Run(Schema):
    """One reckoning: the engine, what went in, what came out."""

    id: str
    place: str
    name: str
    engine: str = Field(description="The method; the pages describe each.", examples=["plan.path_to_target"])
    engine_digest: str = Field(description="The digest of the engine's source code.")
    title: Words
    says: Words
    holds: bool | None = Field(description="For a check, whether it holds; null for other runs.")
    at: Moment
    inputs: list[Input]
    answers: list[Answer]
    href: Link


class RunWithFigures(Schema):
    """A run and the figures that were published of it."""

    run: Run
    publishes: list[Figure]


class UsedBy(Schema):
    """A run that took this figure as an input: one level up."""

    run: str
    title: Words
    engine: str
    check: bool
    href: Link


class Correction(Schema):
    """What a document prints, and what a person corrected it to; two persons decided so."""

    corrects: int = Field(description="The number of the statement it corrects.")
    printed: str = Field(description="The value exactly as the document prints it.")
    printed_unit: str
    value: Exact | None = Field(description="The printed value in the canonical unit.")
    label: str = Field(description="The label as the document prints it.")
    source: str = Field(description="The id of the document that prints it.")
    locator: str = Field(description="The line or page in that document.")
    corrected_to: str = Field(description="The value that stands now, as it was given.")
    corrected_to_unit: str
    corrected_from_source: str = Field(description="The id of the document that the correction rests on.")
    corrected_from_locator: str = Field(description="The line or page in that document.")
    same_document: bool = Field(description="Whether the two documents are one.")
    finding: str = Field(description="The finding in which it was decided.")
    proposed_by: str
    proposed_at: Moment | None
    approved_by: str
    approved_at: Moment | None
    why: Words | None = Field(description="The reason that was given.")


class Derivation(Schema):
    """“Says who?”: a figure with its document or run, one level down, and what uses it, one level up."""

    figure: Figure
    source_document: Source | None = Field(
        description="The document it stands in; null where it was reckoned."
    )
    from_run: Run | None = Field(description="The run that reckoned it; null where it was stated.")
    correction: Correction | None = Field(
        description="What its document prints instead; null where nothing was corrected."
    )
    used_by: list[UsedBy]
    statements: list[Figure] = Field(description="Everything ever stated here, the newest first.")


class Account(Schema):
    """An account of a ledger with its balance, in whole numbers of the smallest unit."""

    path: str = Field(examples=["allowance/market"])
    unit: str = Field(examples=["tCO2e"])
    floor: int | None = Field(
        description="The least it may hold; null for an account that stands for outside."
    )
    balance: int


class Accounts(Schema):
    """A page of accounts in the order of their paths."""

    place: str
    accounts: list[Account]
    next: Link | None = Field(description="The next page; null on the last one.")
