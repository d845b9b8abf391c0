"""What the books' files say, as frozen values: a factor, and a set of warming potentials."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.grammar.shapes import Text

GASES = ("CO2", "CH4", "N2O")
CARBON_DIOXIDE = "CO2"


@dataclass(frozen=True)
class Potential:
    """What a kilogram of a gas weighs as CO2 over 100 years: a row of gwp.csv.

    `variant` tells kinds of one gas apart (methane from fossil sources); empty is the gas as such.
    """

    gwp_set: str
    gas: str
    variant: str
    gwp100: Decimal
    verify: bool
    source: str
    locator: str
    file: str
    line: int

    @property
    def named(self) -> str:
        """The gas with its variant: `CH4`, `CH4 fossil`."""
        return f"{self.gas} {self.variant}".strip()


@dataclass(frozen=True)
class GwpSet:
    """A set of potentials under the name of the report that gave them."""

    name: str
    rows: tuple[Potential, ...]

    def weights(self) -> dict[str, float]:
        """The potential of each gas. CO2 is 1 by the definition of a potential."""
        return {CARBON_DIOXIDE: 1.0} | {row.named: float(row.gwp100) for row in self.rows}


@dataclass(frozen=True)
class Factor:
    """What one unit of an activity emits: a row of factors.csv.

    `gases_kg` holds the gases a document splits, per unit `per`; None is a gas the document has not told.
    `carbon_kg` is the carbon of a fuel, burnt to CO2 times 44/12. A composite has no gases and its own set.
    A day that is None is not known. `published_on` is the last day of `published`: by then it was known.
    """

    region: str
    factor: str
    quantity: str
    technology: str
    use: str
    programme: str
    title: Text
    valid_from: date | None
    valid_to: date | None
    published: str
    published_on: date | None
    per: str
    gases_kg: tuple[tuple[str, Decimal | None], ...]
    carbon_kg: Decimal | None
    composite_kgco2e: Decimal | None
    composite_set: str
    biogenic: bool
    oxidation: Decimal | None
    basis: str
    ncv: Decimal | None
    ncv_unit: str
    gcv: Decimal | None
    gcv_unit: str
    density_kg_per_m3: Decimal | None
    uncertainty_percent: Decimal | None
    distribution: str
    source: str
    locator: str
    verify: bool
    note: Text
    file: str
    line: int

    @property
    def address(self) -> str:
        """The one name of this factor: `place/factor`."""
        return f"{self.region}/{self.factor}"

    @property
    def is_split(self) -> bool:
        """Whether the document tells gases, so that it can be said under any set."""
        return bool(self.gases_kg) or self.carbon_kg is not None


@dataclass(frozen=True)
class Activity:
    """What was done and how much of it: a row of activities.csv.

    Its factor is named (`place/factor`), or looked up by `carrier`, `technology` and `use`. A row with a
    notation key has no quantity: it says why nothing is stated, and for IE where it is counted.
    """

    place: str
    row: str
    ref: str
    period: str
    title: Text
    method: str
    quantity: Decimal | None
    unit: str
    factor: str
    carrier: str
    technology: str
    use: str
    arguments: tuple[tuple[str, Decimal], ...]
    mark: str
    key: str
    target: str
    reason: Text
    grade: str
    uncertainty_percent: Decimal | None
    source: str
    locator: str
    note: Text
    file: str
    line: int
    # Of rows that officers brought: kilograms of each gas per unit where the row states its own factor
    # (`CO2e` for a composite), the set it is said in, and the filing that it came with.
    own_kg: tuple[tuple[str, Decimal], ...] = ()
    gwp_set: str = ""
    brought: str = ""
