"""What a pack says, as frozen values. Readers make them, the kernel loads them, nothing else is passed on.

One class for each kind of row. Text that people read stands in both languages.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from dure.grammar.books.budget_shapes import NO_BUDGET, NO_WORDS, BudgetPack, BudgetWords
from dure.grammar.books.programme_shapes import Programme, ProgrammeHere
from dure.grammar.books.survey_shapes import Survey
from dure.grammar.case_shapes import CaseKind as CaseKind
from dure.grammar.case_shapes import Move as Move
from dure.grammar.texts import Text as Text
from dure.grammar.thing_shapes import NO_THINGS, ThingWords
from dure.grammar.thing_shapes import AttributeRow as AttributeRow
from dure.grammar.thing_shapes import NetworkRow as NetworkRow
from dure.grammar.thing_shapes import ThingRow as ThingRow


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a pack: what, where, and how to put it right."""

    file: str
    line: int | None
    column: str | None
    says: Text
    mend: Text


@dataclass(frozen=True)
class Source:
    """A document that figures come from: a row of sources.csv.

    `published` is the date as far as it is known (`2022-12`); `published_on` its first day, for ordering.
    `to_confirm` says that nobody has looked at it yet, `language` (ko, en) what its own words are in.
    """

    id: str
    title: Text
    publisher: Text
    published_on: date | None
    kind: str
    url: str
    licence: str
    may_copy: bool
    note: Text
    published: str = ""
    to_confirm: bool = False
    language: str = "ko"


@dataclass(frozen=True)
class FigureKind:
    """What a system can state: `[[figure]]` of observations.toml."""

    system: str
    name: str
    title: Text
    unit: str
    shows: str
    says: Text
    decimals: int | None
    facets: tuple[str, ...]
    facet_titles: tuple[Text, ...]
    # Whether a notation key (NO, NE, IE, C) may stand where the number would.
    keys: bool = False


@dataclass(frozen=True)
class Stated:
    """One figure as printed: a row of observations.csv. `value` None is the stated value `unknown`.

    `published` is the day of publication as far as it is told; `to_confirm` is of its note or its document.
    """

    place: str | None
    system: str
    address: str
    period: str
    printed: str
    value: Decimal | None
    unit: str
    canonical: Decimal | None
    canonical_unit: str
    step: Decimal | None
    mark: str
    valid_from: date
    valid_to: date
    published_on: date | None
    source: str
    locator: str
    label: str
    note: Text
    file: str
    line: int
    published: str = ""
    to_confirm: bool = False


@dataclass(frozen=True)
class Indicator:
    """What a plan is measured by: `[[indicator]]` of plans.toml."""

    system: str
    name: str
    title: Text
    kind: str
    figures: tuple[str, ...]
    better: str


@dataclass(frozen=True)
class PlanRow:
    """A node of a plan's tree: a row of plans.csv. A row with `count` stands for that many empty places."""

    place: str
    system: str
    code: str
    parent: str
    level: Text
    title: Text
    from_year: int | None
    to_year: int | None
    count: int | None
    owner: str
    indicators: tuple[str, ...]
    source: str
    locator: str
    note: Text
    file: str
    line: int


@dataclass(frozen=True)
class PartyRow:
    """A party or counted seats: a row of parties.csv; `since` is `valid_from` as far as it is told."""

    place: str
    party: str
    kind: str
    part_of: str
    name: Text
    seat_role: str
    seats: int | None
    valid_from: date | None
    source: str
    locator: str
    file: str
    line: int
    since: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A step that has been taken, as a document tells it: a row of cases.csv.

    `on_as_told` is the day as far as the document tells it (`2021-05`); `on` its first day, for ordering.
    """

    place: str
    system: str
    case: str
    kind: str
    title: Text
    on: date | None
    to: str
    by: str
    says: Text
    source: str
    locator: str
    file: str
    line: int
    on_as_told: str = ""


@dataclass(frozen=True)
class TransferRow:
    """Something that moved, as a document tells it: a row of ledgers.csv."""

    place: str
    system: str
    key: str
    on: date
    debit: str
    credit: str
    amount: int
    unit: str
    reason: Text
    source: str
    locator: str
    file: str
    line: int
    group: str = ""


@dataclass(frozen=True)
class LedgerUnit:
    """What a system's ledgers are kept in: `[[unit]]` of ledgers.toml. Rows hold whole numbers of it."""

    system: str
    name: str
    title: Text
    decimals: int


@dataclass(frozen=True)
class LedgerAccount:
    """An account below a place: `[[account]]` of ledgers.toml. It does not go below `floor`, if any."""

    system: str
    path: str
    title: Text
    floor: int | None


@dataclass(frozen=True)
class Binding:
    """Where one argument of an engine comes from. `words` keeps the table as written, in order."""

    argument: str
    kind: str
    words: tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Publish:
    """Where an answer of a run is published: `[run.publishes]` address = { answer, period, mark, per }.

    `per` names the array (answer or input) whose entries are the periods of an array answer.
    """

    address: str
    answer: str
    period: str
    mark: str
    per: str


@dataclass(frozen=True)
class RunKind:
    """An engine with its arguments bound: `[[run]]` or `[[check]]` of runs.toml.

    A run publishes answers as figures. A check has `doubts`: the figures its finding is about.
    """

    system: str
    name: str
    engine: str
    title: Text
    says: Text
    inputs: tuple[Binding, ...]
    publishes: tuple[Publish, ...]
    doubts: tuple[str, ...]
    file: str
    line: int | None
    # The address whose every stated period this is done for; empty where it is done once.
    each: str = ""


@dataclass(frozen=True)
class Crosswalk:
    """Where a category stands in another classification: its codes, none where it has none there.

    `known` is false where nobody has found out; `verify` is true where the codes have still to be compared
    with the original.
    """

    codes: tuple[str, ...]
    known: bool
    verify: bool


@dataclass(frozen=True)
class Category:
    """A reference of the inventory's taxonomy: a row of categories.csv.

    `views` are the totals it is part of; `mirrors` the references under which a neighbour may hold the same
    tonnes. A `sink` may be below zero.
    """

    system: str
    ref: str
    scope: int
    sector: Text
    subsector: Text
    title: Text
    views: tuple[str, ...]
    sink: bool
    mirrors: tuple[str, ...]
    ipcc_2006: Crosswalk
    crf: Crosswalk
    local_guideline: Crosswalk
    source: str
    locator: str
    file: str
    line: int

    @property
    def facet(self) -> str:
        """The reference as it stands in a figure's address: `I.1.1` is `i-1-1`."""
        return self.ref.lower().replace(".", "-")


@dataclass(frozen=True)
class System:
    """What a place can run: a folder of packs/systems."""

    name: str
    title: Text
    asks: Text
    came_from: str
    figures: tuple[FigureKind, ...]
    stated: tuple[Stated, ...]
    indicators: tuple[Indicator, ...]
    cases: tuple[CaseKind, ...]
    runs: tuple[RunKind, ...]
    ledger_units: tuple[LedgerUnit, ...] = ()
    ledger_accounts: tuple[LedgerAccount, ...] = ()
    categories: tuple[Category, ...] = ()
    budget_words: BudgetWords = NO_WORDS
    programmes: tuple[Programme, ...] = ()
    thing_words: ThingWords = NO_THINGS


@dataclass(frozen=True)
class Place:
    """Where: a folder of packs/places."""

    id: str
    title: Text
    kind: str
    part_of: str
    timezone: str
    speaks: tuple[str, ...]
    runs: tuple[str, ...]
    says: Text
    stated: tuple[Stated, ...]
    plans: tuple[PlanRow, ...]
    parties: tuple[PartyRow, ...]
    things: tuple[ThingRow, ...]
    cases: tuple[CaseRow, ...]
    transfers: tuple[TransferRow, ...]
    outline: Path | None
    budget: BudgetPack = NO_BUDGET
    networks: tuple[NetworkRow, ...] = ()
    programmes: tuple[ProgrammeHere, ...] = ()
    attributes: tuple[AttributeRow, ...] = ()
    surveys: tuple[Survey, ...] = ()


@dataclass(frozen=True)
class Packs:
    """Everything read from a folder of packs, and everything wrong with it."""

    systems: tuple[System, ...]
    places: tuple[Place, ...]
    sources: tuple[Source, ...]
    mistakes: tuple[Mistake, ...]
    digest: str
