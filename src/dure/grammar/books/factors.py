"""Reads factors.csv: what one unit of an activity emits, when that held and when it was published."""

from datetime import date
from decimal import Decimal

from dure.grammar.books.shapes import GASES, Factor
from dure.grammar.numbers import read_number
from dure.grammar.periods import FOREVER, UNKNOWN, days_of
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import factors as says
from dure.grammar.sentences import figures as figure_says
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, text_of
from dure.grammar.units import UNITS, convert, converts, find_unit
from dure.grammar.words import SLUG, nearest

QUANTITIES = ("electricity", "heat", "fuel", "distance", "waste", "process")
USES = (
    "any",
    "energy",
    "industry",
    "commercial",
    "residential",
    "agriculture",
    "road",
    "rail",
    "water",
    "air",
    "off_road",
)
PROGRAMMES = ("any", "inventory", "ets", "reference")
BASES = ("NCV", "GCV")
DISTRIBUTIONS = ("normal", "lognormal", "triangular", "uniform")
NEEDED = (
    "factor",
    "quantity",
    "technology",
    "use",
    "programme",
    "title_ko",
    "title_en",
    "valid_from",
    "valid_to",
    "published_on",
    "per",
    "co2_kg",
    "ch4_kg",
    "n2o_kg",
    "source",
)
MAY = (
    "carbon_kg",
    "composite_kgco2e",
    "composite_gwp",
    "biogenic",
    "oxidation",
    "basis",
    "ncv",
    "ncv_unit",
    "gcv",
    "gcv_unit",
    "density_kg_per_m3",
    "uncertainty_percent",
    "distribution",
    "verify",
    "note_ko",
    "note_en",
)
FILLED = ("factor", "quantity", "technology", "use", "programme", "valid_from", "published_on", "per")
NUMBERS = (
    "carbon_kg",
    "composite_kgco2e",
    "oxidation",
    "ncv",
    "gcv",
    "density_kg_per_m3",
    "uncertainty_percent",
)
AMOUNTS = ("mass", "volume", "normal_volume", "standard_volume")
DIMENSIONS = {
    "electricity": ("energy",),
    "heat": ("energy",),
    "fuel": ("energy", *AMOUNTS),
    "distance": ("length", "traffic", "travel", "freight"),
    "waste": ("mass", "volume"),
    "process": ("mass", "volume", "1"),
}
EXAMPLES = {"energy": "MWh, TJ", "mass": "kg, t", "volume": "L, m3", "length": "km", "1": "1"}


def read_factors(
    sheet: Sheet, text: str, *, place: str, sets: tuple[str, ...], library: Library
) -> tuple[Factor, ...]:
    """The factors of a factors.csv that can be used; all mistakes are noted."""
    lines: dict[str, int] = {}
    found: list[Factor] = []
    for row in read_rows(sheet, text, needed=NEEDED, may=MAY):
        factor = _factor(row, place, sets, library)
        if row["factor"] in lines:
            row.hear(cell_says.named_twice("factor", row["factor"], lines[row["factor"]]), "factor")
            continue
        lines[row["factor"]] = row.line
        if factor is None:
            continue
        other = next((each for each in found if _overlap(each, factor)), None)
        if other is not None:
            row.hear(says.factors_overlap(factor.factor, other.factor, other.line), "valid_from")
            continue
        found.append(factor)
    return tuple(found)


def _overlap(one: Factor, other: Factor) -> bool:
    """Whether two factors say two things of the same days, published on the same day."""

    def key(factor: Factor) -> tuple[object, ...]:
        return factor.quantity, factor.technology, factor.use, factor.programme, factor.published_on

    if key(one) != key(other) or not (one.valid_from and other.valid_from):
        return False
    return one.valid_from <= (other.valid_to or FOREVER) and other.valid_from <= (one.valid_to or FOREVER)


def _factor(row: Row, place: str, sets: tuple[str, ...], library: Library) -> Factor | None:
    """One factor, or None when it cannot be used."""
    heard = len(row.sheet.mistakes)
    _hear_words(row, sets)
    numbers = {column: _number(row, column) for column in NUMBERS}
    gases = tuple((gas, _number(row, _cell(gas))) for gas in GASES if row[_cell(gas)])
    valid, published = _validity(row), _day(row, "published_on", last=True)
    _hear_contents(row, numbers, gases)
    title, note = text_of(row, "title"), text_of(row, "note")
    document, locator = library.find(row, row["factor"] or "—")
    if len(row.sheet.mistakes) != heard:
        return None
    return Factor(
        region=place,
        factor=row["factor"],
        quantity=row["quantity"],
        technology=row["technology"],
        use=row["use"],
        programme=row["programme"],
        title=title,
        valid_from=valid[0],
        valid_to=valid[1],
        published=row["published_on"],
        published_on=published,
        per=row["per"],
        gases_kg=gases,
        composite_set=row["composite_gwp"],
        biogenic=row["biogenic"] == "yes",
        basis=row["basis"],
        ncv_unit=row["ncv_unit"],
        gcv_unit=row["gcv_unit"],
        distribution=row["distribution"],
        source=document,
        locator=locator,
        verify=row["verify"] == "yes",
        note=note,
        file=row.sheet.file,
        line=row.line,
        **numbers,
    )


def _cell(gas: str) -> str:
    """The column of a gas."""
    return f"{gas.lower()}_kg"


def _hear_words(row: Row, sets: tuple[str, ...]) -> None:
    """Note cells that are empty or outside their closed lists."""
    hear_empty(row, *FILLED, "title_ko", "title_en")
    for column in ("factor", "technology"):
        if row[column] and not SLUG.fullmatch(row[column]):
            row.hear(cell_says.odd_slug(row[column]), column)
    for column, known in {
        "quantity": QUANTITIES,
        "use": USES,
        "programme": PROGRAMMES,
        "basis": BASES,
        "distribution": DISTRIBUTIONS,
        "biogenic": ("yes", "no"),
        "verify": ("yes", "no"),
    }.items():
        hear_other(row, column, known)
    named = row["composite_gwp"]
    if named and named not in (*sets, UNKNOWN):
        row.hear(says.unknown_set(named, (*sets, UNKNOWN), nearest(named, sets)), "composite_gwp")


def _hear_contents(
    row: Row, numbers: dict[str, Decimal | None], gases: tuple[tuple[str, Decimal | None], ...]
) -> None:
    """Note what does not go together within a row."""
    name = row["factor"]
    if not gases and not row["carbon_kg"] and not row["composite_kgco2e"]:
        row.hear(says.neither_gases_nor_composite(name), "co2_kg")
    if row["carbon_kg"] and row["co2_kg"]:
        row.hear(says.carbon_and_co2(name), "carbon_kg")
    if row["composite_kgco2e"] and not row["composite_gwp"]:
        row.hear(says.composite_without_set(name), "composite_gwp")
    oxidation = numbers["oxidation"]
    if oxidation is not None and oxidation > 1:
        row.hear(says.share_above_one("oxidation", row["oxidation"]), "oxidation")
    _hear_unit(row)
    for value in ("ncv", "gcv"):
        _hear_calorific(row, value)
    _hear_net_above_gross(row, numbers["ncv"], numbers["gcv"])


def _hear_unit(row: Row) -> None:
    """Note an activity's unit that is not known, of another kind, or per energy without a basis."""
    unit = find_unit(row["per"])
    if row["per"] and unit is None:
        row.hear(figure_says.unknown_unit(row["per"], nearest(row["per"], tuple(UNITS))), "per")
    allowed = DIMENSIONS.get(row["quantity"], ())
    if unit is None or not allowed:
        return
    if unit.dimension not in allowed:
        wanted = ", ".join(EXAMPLES[kind] for kind in allowed if kind in EXAMPLES)
        row.hear(says.unit_of_other_kind("per", row["per"], wanted), "per")
    elif row["quantity"] == "fuel" and unit.dimension == "energy" and not row["basis"]:
        row.hear(says.energy_without_basis(row["factor"]), "basis")


def _hear_calorific(row: Row, value: str) -> None:
    """Note a calorific value whose unit is missing, or not energy per amount."""
    unit_cell = f"{value}_unit"
    if bool(row[value]) != bool(row[unit_cell]):
        row.hear(says.value_and_unit(value, unit_cell), unit_cell if row[value] else value)
        return
    unit = find_unit(row[unit_cell])
    energy, _, amount = unit.dimension.partition("/") if unit else ("", "", "")
    if row[unit_cell] and (energy != "energy" or amount not in AMOUNTS):
        row.hear(says.unit_of_other_kind(unit_cell, row[unit_cell], "MJ/L, MJ/kg, MJ/Nm3"), unit_cell)


def _hear_net_above_gross(row: Row, ncv: Decimal | None, gcv: Decimal | None) -> None:
    """Note a net calorific value above its gross one."""
    if ncv is None or gcv is None or not converts(row["gcv_unit"], row["ncv_unit"]):
        return
    if ncv > convert(gcv, unit=row["gcv_unit"], into=row["ncv_unit"]):
        row.hear(says.net_above_gross(row["ncv"], row["gcv"]), "ncv")


def _number(row: Row, column: str) -> Decimal | None:
    """A number of zero or more; None where the cell is empty or unknown."""
    text = row[column]
    if not text or text == UNKNOWN:
        return None
    number = read_number(text)
    if number is None or number.value < 0:
        row.hear(says.not_a_factor_number(column, text), column)
        return None
    return number.value


def _validity(row: Row) -> tuple[date | None, date | None]:
    """First and last day; an empty valid_to is until further notice, `unknown` is not known."""
    first = _day(row, "valid_from")
    last = _day(row, "valid_to", last=True) if row["valid_to"] else FOREVER
    if first and last and last < first:
        row.hear(says.validity_reversed(row["valid_from"], row["valid_to"]), "valid_to")
    return first, last


def _day(row: Row, column: str, *, last: bool = False) -> date | None:
    """The first or last day of what a cell names: a year, month or day; None when unknown."""
    text = row[column]
    if not text or text == UNKNOWN:
        return None
    days = days_of(text)
    if days is None:
        row.hear(cell_says.not_a_day(column, text), column)
        return None
    return days[1] if last else days[0]
