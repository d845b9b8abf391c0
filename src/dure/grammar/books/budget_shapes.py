"""What packs and files say of a carbon-aware budget, as frozen values.

One neutral tag stands behind every scheme: its words are closed lists, whose order is that of the numbers
that engines compute with.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.grammar.texts import Text

DIRECTIONS = ("cuts", "emits", "mixed", "neutral", "undetermined")
OBJECTIVES = ("mitigation", "adaptation", "both", "none")
METHODS = ("quantified", "qualitative", "none")
STAGES = ("proposed", "adopted", "supplementary", "executed", "settled")
ANY = ""


@dataclass(frozen=True)
class SchemeClass:
    """A class of a scheme: what it is called, which way it points, and its coefficient where it has one."""

    name: str
    title: Text
    effect: str
    coefficient_percent: Decimal | None


@dataclass(frozen=True)
class SchemeRule:
    """A rule of a scheme: tags of this direction and objective, share and goods are of this class.

    Empty words fit everything; `share_from` is −1 where a share need not be stated.
    """

    name: str
    direction: str
    objective: str
    share_from: Decimal
    share_to: Decimal
    goods: bool | None


@dataclass(frozen=True)
class Scheme:
    """One version of a classification, with its classes and the rules that lead to them, in order."""

    scheme: str
    version: str
    title: Text
    valid_from: date | None
    valid_to: date | None
    classes: tuple[SchemeClass, ...]
    rules: tuple[SchemeRule, ...]
    source: str
    locator: str
    verify: bool
    note: Text

    @property
    def id(self) -> str:
        """The scheme with its version, as addresses of pages write it."""
        return f"{self.scheme}-{self.version}"


@dataclass(frozen=True)
class UnitFactor:
    """What one unit cuts or adds in a year, for how many years, and why it counts beyond what happens anyway.

    Tonnes are of CO2e under `gwp_set`; where that is not known they are shown, never re-expressed. An unknown
    lifetime is None: a line that needs it is undetermined.
    """

    factor: str
    title: Text
    unit: Text
    direction: str
    low_tco2e: Decimal
    high_tco2e: Decimal
    low_years: Decimal | None
    high_years: Decimal | None
    additionality: Text
    gwp_set: str
    published_on: date | None
    source: str
    locator: str
    verify: bool
    synthetic: bool


@dataclass(frozen=True)
class SuggestionRule:
    """Words in a line's title that speak for a tag, with the reason. Proposed, never applied unseen."""

    rule: str
    words: tuple[str, ...]
    direction: str
    objective: str
    because: Text


@dataclass(frozen=True)
class BudgetWords:
    """What a system says of budgets: schemes, unit factors and suggestions."""

    schemes: tuple[Scheme, ...]
    factors: tuple[UnitFactor, ...]
    suggestions: tuple[SuggestionRule, ...]


@dataclass(frozen=True)
class Tag:
    """The neutral tag of a line. `share_percent` None is not stated; `factor` and `quantity` quantify it."""

    direction: str
    objective: str
    share_percent: Decimal | None
    method: str
    factor: str
    quantity: Decimal | None
    evidence: Text


@dataclass(frozen=True)
class BudgetLine:
    """A line of a budget in one stage, in whole won. `line` is where it stands in its file."""

    code: str
    department: str
    field: str
    programme: str
    title: str
    item: str
    goods: bool
    amount_krw: int
    line: int


@dataclass(frozen=True)
class BudgetHead:
    """A year's budget in one stage, with its official total, ceiling and reference where they are stated."""

    place: str
    year: int
    stage: str
    title: Text
    total_krw: int | None
    ceiling_tco2e: Decimal | None
    reference_tco2e: Decimal | None
    synthetic: bool
    published_on: date | None
    source: str
    locator: str
    note: Text


@dataclass(frozen=True)
class PackEdition:
    """A stage of a budget as a pack tells it."""

    head: BudgetHead
    lines: tuple[BudgetLine, ...]


@dataclass(frozen=True)
class PackTag:
    """A tag as a pack tells it."""

    year: int
    code: str
    tag: Tag


@dataclass(frozen=True)
class BudgetPack:
    """What a place's pack says of its budgets."""

    editions: tuple[PackEdition, ...]
    tags: tuple[PackTag, ...]
    factors: tuple[UnitFactor, ...]


NO_WORDS = BudgetWords((), (), ())
NO_BUDGET = BudgetPack((), (), ())
