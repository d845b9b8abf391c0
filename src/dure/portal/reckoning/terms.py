"""What one unit of a row's quantity emits, by the factors that stand in the row itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from dure.grammar.books.activity_headings import Heading, spelling
from dure.grammar.books.measures import Measure, Rate, read_measure, read_quotient, read_rate
from dure.grammar.sentences import activity_tables as says
from dure.grammar.words import nearest
from dure.portal.reckoning.bridges import Calorific, Density, Fuel, bridge
from dure.portal.reckoning.cells import Cells

KILOGRAM = Fraction(1000)
CO2_OF_CARBON = Fraction(44, 12)
IN_THE_ROW = "row"
ORIGINS = ("biogenic", "fossil")
COMPOSITE = "CO2e"


@dataclass(frozen=True)
class Terms:
    """Kilograms of each gas per unit of the quantity; or a composite in its set; and where they are from.

    `untold` are gases that a factor's document does not tell.
    """

    gas_kg: dict[str, Fraction] = field(default_factory=dict)
    composite_kg: Fraction | None = None
    composite_set: str = ""
    untold: tuple[str, ...] = ()
    factor: str = IN_THE_ROW
    edition: str = ""
    source: str = ""


def row_unit(cells: Cells) -> Measure | None:
    """The unit of the quantity: its own cell, else the heading; refused where there is none."""
    heading = cells.find("unit")
    quantity = cells.under("quantity")[0]
    text = cells.at(heading) if heading is not None else quantity.unit
    basis = cells.text("basis").upper()
    measure = read_measure(text)
    if measure is None and not cells.under("unit"):
        return Measure("unit", "", Fraction(1), "")
    if measure is None:
        cells.refuse(says.no_unit(), cells.under("unit")[0])
        return None
    if not measure.symbol:
        cells.say(
            f"{measure.written}: 아는 단위가 아닙니다. 적힌 그대로 세고 다른 단위로 바꾸지 않습니다.",
            f"{measure.written} is no unit known here: it is counted as written and never converted.",
        )
    if basis in {"NCV", "GCV", "LHV", "HHV"} and measure.dimension == "energy" and not measure.basis:
        return replace(measure, basis={"LHV": "NCV", "HHV": "GCV"}.get(basis, basis))
    return measure


def row_fuel(cells: Cells) -> Fuel:
    """What the row states of its fuel: a density, calorific values."""
    density: Density | None = None
    heading = cells.find("density")
    if heading is not None:
        value = cells.number(heading)
        units = read_quotient(heading.unit or cells.text("density_unit"))
        if units is None or units[0].dimension != "mass":
            cells.refuse(says.value_without_unit("density (kg/m3)"), heading)
        elif value:
            density = Density(Fraction(value), units[0], units[1])
    found = []
    for role, basis in (("ncv", "NCV"), ("gcv", "GCV"), ("calorific", cells.text("basis").upper())):
        heading = cells.find(role)
        value = cells.number(heading) if heading is not None else None
        if heading is None or not value:
            continue
        units = read_quotient(heading.unit or cells.text("calorific_unit"))
        if units is None or units[0].dimension != "energy":
            cells.refuse(says.value_without_unit(f"{role} (MJ/kg)"), heading)
        else:
            found.append(Calorific(Fraction(value), units[0], units[1], basis or units[1].basis))
    return Fuel(density, tuple(found))


def row_terms(cells: Cells, *, unit: Measure, fuel: Fuel, gases: Mapping[str, str]) -> Terms:
    """The factors in the row, brought to kilograms per unit of the quantity; empty where it has none."""
    gas_kg: dict[str, Fraction] = {}
    for heading in (*cells.under("gas_factor"), *cells.under("factor_value")):
        if not cells.at(heading):
            continue
        rate = _rate(cells, heading, unit)
        gas = _gas(cells, heading, rate, gases) if rate is not None else None
        kg = _kilograms(cells, heading, rate, unit, fuel) if rate is not None and gas else None
        if kg is not None and gas and gas_kg.setdefault(gas, kg) != kg:
            cells.refuse(says.told_twice(gas, "row"), heading)
    carbon = cells.find("carbon")
    if carbon is not None:
        burnt = _carbon(cells, carbon, unit, fuel)
        gas_kg |= {"CO2": burnt} if burnt is not None else {}
    gas_kg |= _oxidised(cells, gas_kg)
    composite = gas_kg.pop(COMPOSITE, None)
    # With gases there, a composite beside them is the author's check, and not counted twice.
    return Terms(gas_kg=gas_kg) if gas_kg else Terms(composite_kg=composite)


def _oxidised(cells: Cells, gas_kg: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The CO2 of a row, less what does not burn, where the row states the share that does."""
    heading = cells.find("oxidation")
    share = cells.number(heading, is_share=True) if heading is not None else None
    if share is None or share == 1:
        return {}
    cells.say(f"CO2에 산화율 {share}를 곱했습니다.", f"CO2 is multiplied by the share oxidised, {share}.")
    return {gas: kg * Fraction(share) for gas, kg in gas_kg.items() if gas.partition(" ")[0] == "CO2"}


def _rate(cells: Cells, heading: Heading, unit: Measure) -> Rate | None:
    """The unit of a factor: the cell for it, else the heading, else kilograms per unit of the quantity."""
    cell = cells.find("factor_unit", heading.gas) or cells.find("factor_unit", "")
    text = cells.at(cell) if cell is not None else heading.unit
    if not text:
        return Rate("", Measure("kg", "kg", Fraction(1), ""), "", None)
    rate = read_rate(text)
    if rate is not None and cell is not None and _is_mass_alone(rate) and unit.symbol != rate.mass.symbol:
        cells.refuse(says.mass_of_what_per_what(text, unit.written), cell)
        return None
    if rate is not None:
        return rate
    per = read_measure(text.strip().removeprefix("per ").removeprefix("/"))
    if per is not None and (per.symbol or per.dimension == unit.dimension):
        return Rate(text, Measure("kg", "kg", Fraction(1), ""), "", per)
    cells.refuse(says.odd_factor_unit(text), cell or heading)
    return None


def _is_mass_alone(rate: Rate) -> bool:
    """Whether a factor's unit is a plain mass, which may be of the gas or per mass of the fuel."""
    return rate.per is None and not rate.substance and rate.written == rate.mass.written


def _gas(cells: Cells, heading: Heading, rate: Rate, gases: Mapping[str, str]) -> str | None:
    """The gas a factor is of, when heading, gas column and unit agree; else refused."""
    named = heading.gas
    if not named:
        cell = cells.find("gas")
        text = cells.at(cell) if cell is not None else rate.substance
        named = _known_gas(text, gases)
        if not named:
            unknown = says.unknown_gas(text, nearest(spelling(text), tuple(gases)))
            cells.refuse(unknown if text else says.factor_of_what(rate.written), cell or heading)
            return None
    if rate.substance == "C":
        cell = cells.find("factor_unit", heading.gas) or cells.find("factor_unit", "")
        cells.refuse(says.carbon_not_co2(rate.written), cell or heading)
        return None
    if rate.substance and rate.substance != named.partition(" ")[0]:
        cells.refuse(says.other_substance(named, rate.written), heading)
        return None
    return named


def _known_gas(text: str, gases: Mapping[str, str]) -> str:
    """The gas of that spelling; nothing when there is none."""
    spelt = spelling(text)
    if spelt in {"co2e", "co2eq", "co2equivalent", "ghg", "total"}:
        return COMPOSITE
    origin = next((word for word in ORIGINS if word in spelt), "")
    bare = spelt.replace(origin, "")
    gas = gases.get({"methane": "ch4", "carbondioxide": "co2", "nitrousoxide": "n2o"}.get(bare, bare), "")
    # All CO2 that is not said to be biogenic is fossil.
    return f"{gas} {origin}" if gas and origin and (gas, origin) != ("CO2", "fossil") else gas


def _kilograms(cells: Cells, heading: Heading, rate: Rate, unit: Measure, fuel: Fuel) -> Fraction | None:
    """Kilograms per unit of the quantity; None where the units do not meet, which is refused."""
    value = cells.number(heading)
    if value is None:
        return None
    step = bridge(unit, into=rate.per, fuel=fuel) if rate.per is not None else Fraction(1)
    if not isinstance(step, Fraction):
        cells.refuse(step, cells.find("unit") or heading)
        return None
    if not rate.written:
        cells.say(
            f"{heading.written}: {unit.written}당 kg으로 읽었습니다.",
            f"{heading.written} is read as kg per {unit.written}.",
        )
    return Fraction(value) * rate.mass.size / KILOGRAM * step


def _carbon(cells: Cells, heading: Heading, unit: Measure, fuel: Fuel) -> Fraction | None:
    """Kilograms of CO2 per unit of the quantity, from the carbon of its fuel."""
    cell = cells.find("factor_unit", "") if not heading.unit else None
    rate = read_rate(cells.at(cell) if cell is not None else heading.unit)
    if rate is None or rate.per is None or rate.substance not in {"C", ""}:
        cells.refuse(says.value_without_unit("carbon content (tC/TJ)"), heading)
        return None
    kg = _kilograms(cells, heading, rate, unit, fuel)
    return kg * CO2_OF_CARBON if kg is not None else None
