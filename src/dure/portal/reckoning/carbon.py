"""Whether the CO2 that a row states is that of burning, or the carbon alone: 44/12 left out.

Per unit of energy the carbon of fuels and their CO2 lie apart: no fuel's CO2 is as little as any fuel's
carbon. So the number itself tells, where a fuel is burnt; and beside a fuel of the packs its own factor does.
"""

import re
import unicodedata
from dataclasses import replace
from fractions import Fraction

from dure.grammar.books.activity_headings import Heading
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.measures import Measure, read_measure
from dure.grammar.books.names import find_fuel, plain_ref
from dure.grammar.sentences import activity_tables as says
from dure.portal.reckoning.bridges import Fuel, bridge
from dure.portal.reckoning.cells import Cells
from dure.portal.reckoning.chosen import stated_fuel
from dure.portal.reckoning.terms import CO2_OF_CARBON, Terms

Bands = tuple[tuple[Fraction | int, Fraction | int], ...]
# A fuel's CO2 may be a quarter off that of the packs; carbon in its place is 0.27 of it.
LIKE_CARBON = (Fraction(2, 10), Fraction(36, 100))
# Fuel burnt in buildings, industry and vehicles; power and heat from elsewhere may emit as little.
BURNING = re.compile(r"I{1,2}\.[1-6]\.1")
# What escapes, is bought as power and heat, or comes from waste and works may emit as little.
ELSEWHERE = re.compile(r"I\.[78](?:\.|$)|I{1,2}\.[1-8]\.2$|(?:III|IV|V|VI)(?:\.|$)")
# What fuels hold of carbon, as kg and as the tonnes that tables print (IPCC 2006, volume 2, table 1.3).
# The least CO2 of burning a fuel there is above it: 44,400 kg/TJ of coke oven gas.
CARBON_OF_FUELS_KG_PER_TJ = ((12_000, 31_500), (12, Fraction(63, 2)))
# Per litre: carbon of liquid fuels from gas to heavy oil; the least CO2 of one that is burnt is above 1.
CARBON_OF_LIQUIDS_KG_PER_L = (Fraction(4, 10), Fraction(95, 100))
# Per kilogram: carbon of fuels from peat to heavy oil; the least CO2 of one that is not lean is above 0.95.
CARBON_OF_MASSES_KG_PER_KG = (Fraction(25, 100), Fraction(92, 100))
# What holds so little carbon that its CO2 may lie where the carbon of other fuels lies.
LEAN = re.compile(
    r"waste|refuse|garbage|tyre|tire|sludge|\b[rs]df\b|\bsrf\b|shale|blast furnace|converter|\bbfg\b|\bldg\b"
    r"|폐기물|쓰레기|폐타이어|슬러지|고형연료|혈암|고로|전로"
)
BURNT = re.compile(
    r"coal|coke|anthracite|lignite|peat|diesel|gas ?oil|gasoline|petrol|kerosene|fuel oil|bunker|\bhfo\b"
    r"|naphtha|\bl[pn]g\b|\bcng\b|natural gas|city gas|town gas|propane|butane|crude|jet fuel|solvent"
    r"|lubricant|asphalt|\bb ?[abc]\b|\bb ?[abc] ?유|석탄|무연탄|유연탄|역청탄|갈탄|아탄|토탄|코크스"
    r"|휘발유|경유|등유|중유|벙커|납사|나프타|천연가스|도시가스|액화석유|액화천연|프로판|부탄|원유|항공유"
    r"|연료유|용제|윤활유|아스팔트"
)
NOT_BURNT = re.compile(
    r"electric|steam|heat(?!ing (oil|coal|gas))|hydrogen|solar|wind|전기|전력|스팀|증기|열|수소"
)


def hear_carbon(cells: Cells, terms: Terms, *, unit: Measure, fuel: Fuel, library: FactorLibrary) -> None:
    """Refuse CO2 of the row's that lies where the carbon of its fuel, or of every fuel, lies."""
    heading = (
        cells.find("gas_factor", "CO2") or cells.find("factor_value") or cells.find("gas_factor", "CO2e")
    )
    fossil = terms.gas_kg.get("CO2", terms.composite_kg)
    # Carbon headed as such was multiplied already; what is told of biogenic CO2 is burnt as well.
    if heading is None or not fossil or cells.find("carbon") is not None:
        return
    co2_kg = fossil + terms.gas_kg.get("CO2 biogenic", Fraction(0))
    if not _hear_beside_packs(cells, heading, co2_kg, unit=unit, fuel=fuel, library=library):
        _hear_alone(cells, heading, co2_kg, unit=unit, fuel=fuel)


def _hear_beside_packs(
    cells: Cells, heading: Heading, co2_kg: Fraction, *, unit: Measure, fuel: Fuel, library: FactorLibrary
) -> bool:
    """Refuse what is 12/44 of the CO2 of a factor of that fuel; whether it was refused."""
    about = find_fuel(cells.text("fuel") or cells.text("activity"), factors=library.factors)
    for factor in library.factors if about is not None and about[0] == "fuel" else ():
        told = dict(factor.gases_kg).get("CO2") or (
            Fraction(factor.carbon_kg) * CO2_OF_CARBON if factor.carbon_kg is not None else None
        )
        per = read_measure(factor.per)
        if (factor.quantity, factor.technology) != about or not told or per is None:
            continue
        into = replace(per, basis=factor.basis)
        based = replace(unit, basis=unit.basis or factor.basis) if unit.dimension == "energy" else unit
        step = bridge(based, into=into, fuel=stated_fuel(factor, fuel))
        share = co2_kg / (Fraction(told) * step) if isinstance(step, Fraction) and step else None
        if share is not None and LIKE_CARBON[0] <= share <= LIKE_CARBON[1]:
            usual = f"{float(Fraction(told)):g} kg/{factor.per}"
            cells.refuse(says.looks_like_carbon(cells.at(heading), usual, factor.address), heading)
            return True
    return False


def _hear_alone(cells: Cells, heading: Heading, co2_kg: Fraction, *, unit: Measure, fuel: Fuel) -> None:
    """Refuse what lies where the carbon of fuels lies, where the row burns a fuel, named or not."""
    if not _is_burnt(cells):
        return
    for into, bands in _bands(cells, unit):
        measure = read_measure(into)
        assert measure is not None, "joules, litres and kilograms are in the table of units"
        step = bridge(replace(unit, basis=""), into=measure, fuel=fuel)
        per_kg = co2_kg / step if isinstance(step, Fraction) and step else None
        if per_kg is None:
            continue
        if any(low <= per_kg <= high for low, high in bands):
            told = f"{float(per_kg):,.6g} kg/{into}"
            cells.refuse(says.carbon_of_fuels(cells.at(heading), told), heading)
        # What is known of the fuel's energy tells more than its mass does.
        return


def _bands(
    cells: Cells, unit: Measure
) -> list[tuple[str, tuple[tuple[Fraction | int, Fraction | int], ...]]]:
    """Where the carbon of fuels lies, for the measures that a unit may be compared by; the surest first."""
    found: list[tuple[str, Bands]] = [("TJ", CARBON_OF_FUELS_KG_PER_TJ)]
    named = " ".join(_words(cells.text(role)) for role in ("fuel", "activity"))
    if unit.symbol == "L":
        found.append(("L", (CARBON_OF_LIQUIDS_KG_PER_L,)))
    if unit.dimension == "mass" and not LEAN.search(named):
        found.append(("kg", (CARBON_OF_MASSES_KG_PER_KG,)))
    return found


def _is_burnt(cells: Cells) -> bool:
    """Whether a row burns a fuel: by the name of one, or by its reference."""
    ref = plain_ref(cells.text("ref"))
    named = " ".join(_words(cells.text(role)) for role in ("fuel", "activity"))
    if ELSEWHERE.match(ref):
        return False
    if BURNT.search(named) and not NOT_BURNT.search(_words(cells.text("fuel"))):
        return True
    return BURNING.fullmatch(ref) is not None and not NOT_BURNT.search(named)


def _words(text: str) -> str:
    """A cell in small letters with single spaces for what joins its words."""
    return " ".join(re.split(r"[\s_\-/()]+", unicodedata.normalize("NFKC", text).casefold())).strip()
