"""Units as people write them: `kWh`, `1000 m3`, `TJ (NCV)`, `kg CO2/TJ`, `kg per m³`, `톤`.

What is written is brought to a symbol of the table of units. A unit the table does not know is kept as
written: it fits only itself. A cubic metre at a stated condition, a calorific basis, carbon and the name of
a gas are part of what a unit says, and are never dropped.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from dure.grammar.units import UNITS, find_unit

NET, GROSS = "NCV", "GCV"
ALIASES = """
g: gram grams gramme 그램
kg: kgs kilo kilogram kilograms kilogramme 킬로그램
t: ton tons tonne tonnes metric_ton metric_tons metric_tonne metric_tonnes te 톤
kt: kton ktonne kilotonne kilotonnes gg gigagram gigagrams
Mt: mtonne megatonne megatonnes million_tonnes
lb: lbs pound pounds
ton_us: short_ton short_tons us_ton us_tons ton_(us)
Wh: watt_hour watt_hours
kWh: kilowatt_hour kilowatt_hours kw_h kw-h
MWh: megawatt_hour megawatt_hours mw_h
GWh: gigawatt_hour gigawatt_hours
TWh: terawatt_hour terawatt_hours
kJ: kilojoule kilojoules
MJ: megajoule megajoules
GJ: gigajoule gigajoules
TJ: terajoule terajoules
PJ: petajoule petajoules
kcal: kilocalorie kilocalories
Gcal: gigacalorie gigacalories
toe: tonnes_of_oil_equivalent
MMBtu: million_btu mmbtus
therm: therms
m: metre metres meter meters
km: kilometre kilometres kilometer kilometers kms 킬로미터
mile: miles mi
vkm: vehicle_km vehicle_kilometre vehicle_kilometres vehicle_kilometer vehicle_kilometers vehicle-km vkt
pkm: passenger_km passenger_kilometre passenger_kilometres passenger-km person_km person-km passenger.km
tkm: tonne_km tonne-km tonne.km ton_km ton-km
mL: milliliter milliliters millilitre millilitres
L: l ltr litre litres liter liters 리터
kL: kiloliter kiloliters kilolitre kilolitres 킬로리터
m3: m^3 m**3 cubic_metre cubic_metres cubic_meter cubic_meters cbm cu_m 세제곱미터 입방미터
Nm3: nm^3 normal_m3 normal_cubic_metre normal_cubic_metres normal_cubic_meter normal_cubic_meters m3n m3(n)
Sm3: sm^3 standard_m3 standard_cubic_metre standard_cubic_metres standard_cubic_meter standard_cubic_meters
ft3: ft^3 cubic_foot cubic_feet cu_ft cf scf
gal_us: us_gallon us_gallons us_gal gallon_(us) gallons_(us) gal_(us) us_gal.
bbl: barrel barrels
people: person persons capita inhabitant inhabitants 명 인
vehicles: vehicle 대
kgC: kg_c kg_carbon
tC: t_c t_carbon 탄소톤
kgCO2e: kg_co2e
tCO2e: t_co2e
ha: hectare hectares
h: hour hours
percent: %
"""
SCALES = {
    "thousand": 1000,
    "천": 1000,
    "만": 10_000,
    "million": 10**6,
    "백만": 10**6,
    "억": 10**8,
    "billion": 10**9,
}
POWERS = {"10³": "1000", "10^3": "1000", "10⁶": "1000000", "10^6": "1000000"}
BASES = {
    NET: ("ncv", "lhv", "net", "net calorific value", "순발열량", "lower heating value"),
    GROSS: ("gcv", "hhv", "gross", "gross calorific value", "총발열량", "higher heating value"),
}
SCALE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(.+)")
SUBSTANCE = re.compile(
    r"(?P<unit>.+?)\s*[-_ ]?\s*(?:of\s+)?"
    r"(?P<gas>co2[-_ ]?e(?:q(?:uiv(?:alents?)?)?\.?)?|co2|ch4|n2o|n20|sf6|nf3|carbon|c|ghg)"
)
MASSES = ("ug", "mg", "g", "kg", "t", "kt", "Mt", "lb", "ton_us")
SUBSTANCES = {"n20": "N2O", "c": "C", "carbon": "C", "ghg": ""}


@dataclass(frozen=True)
class Measure:
    """A unit as written: its symbol in the table (or nothing), how many of it, and a calorific basis."""

    written: str
    symbol: str
    scale: Fraction
    basis: str

    @property
    def dimension(self) -> str:
        """What it measures; a unit the table does not know is a dimension of its own."""
        unit = find_unit(self.symbol) if self.symbol else None
        if unit is None:
            word = self.written.casefold().removesuffix("s")
            return f"“{word}”"
        # People are not vehicles, though both are counted.
        return self.symbol if unit.dimension == "1" and unit.factor == 1 else unit.dimension

    @property
    def size(self) -> Fraction:
        """How large it is in the base unit of its dimension."""
        unit = find_unit(self.symbol) if self.symbol else None
        return self.scale * unit.factor if unit is not None else self.scale


@dataclass(frozen=True)
class Rate:
    """The unit of a factor: a mass of a substance per measure. Without `per`, per unit of activity."""

    written: str
    mass: Measure
    substance: str
    per: Measure | None


def ratio(one: Measure, *, into: Measure) -> Fraction | None:
    """How many of `into` are in one of `one`; None where they do not measure the same."""
    return one.size / into.size if one.dimension == into.dimension else None


@cache
def read_measure(text: str) -> Measure | None:
    """The unit that `text` writes; None when there is nothing written.

    >>> read_measure("1,000 Nm³").symbol, read_measure("TJ (NCV)").basis, read_measure("widgets").dimension
    ('Nm3', 'NCV', '“widget”')
    """
    written = _plain(text)
    if not written or len(written) > 60:
        return None
    plain, basis = _without_basis(written)
    scale, plain = _without_scale(plain)
    symbol = _symbol(plain)
    return Measure(written, symbol, scale, basis)


@cache
def read_rate(text: str) -> Rate | None:
    """The unit of a factor: a mass, of what, per what; None when it is not one.

    >>> rate = read_rate("kg CO2/TJ (NCV)")
    >>> rate.substance, rate.mass.symbol, rate.per.symbol, rate.per.basis
    ('CO2', 'kg', 'TJ', 'NCV')
    >>> read_rate("tC/TJ").substance
    'C'
    """
    written = _plain(text)
    above, below = _halves(written)
    found = _mass(above)
    if found is None:
        return None
    mass, substance = found
    if not below or below.casefold() in {"unit", "units", "activity unit", "단위"}:
        return Rate(written, mass, substance, None)
    per = read_measure(below)
    return Rate(written, mass, substance, per) if per is not None else None


def read_quotient(text: str) -> tuple[Measure, Measure] | None:
    """The two units of a quotient like `MJ/kg` or `kg/m3`; None when it is not one of units we know."""
    above, below = _halves(_plain(text))
    one, other = read_measure(above), read_measure(below)
    if one is None or other is None or not one.symbol or not other.symbol:
        return None
    return one, other


def _plain(text: str) -> str:
    """The text with plain letters and single spaces. Powers of ten are written out."""
    for power, number in POWERS.items():
        text = text.replace(power, number)
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _halves(text: str) -> tuple[str, str]:
    """What stands above and below the stroke."""
    for stroke in ("/", " per ", "_per_", "당 "):
        if stroke in text:
            above, _, below = text.partition(stroke)
            if stroke == "당 ":
                return below.strip(), above.strip()
            return above.strip(" ("), below.strip()
    return text, ""


def _mass(text: str) -> tuple[Measure, str] | None:
    """A mass and the gas it is of; of nothing in particular where no gas is named."""
    plain = text.strip()
    found = SUBSTANCE.fullmatch(plain.casefold())
    symbol = _symbol(plain)
    if symbol in MASSES:
        return Measure(plain, symbol, Fraction(1), ""), ""
    if found is None:
        return None
    front = plain[: len(found["unit"])].strip(" -_")
    symbol = _symbol(front)
    if symbol not in MASSES:
        return None
    gas = found["gas"]
    substance = SUBSTANCES.get(gas, "CO2e" if gas.startswith("co2") and gas != "co2" else gas.upper())
    return Measure(plain, symbol, Fraction(1), ""), substance


def _without_basis(text: str) -> tuple[str, str]:
    """The text without its calorific basis, and that basis."""
    for basis, words in BASES.items():
        for word in sorted(words, key=len, reverse=True):
            found = re.search(rf"[\s,(\[_]+{re.escape(word)}(?:\s+basis)?[\s)\]]*$", text, re.IGNORECASE)
            if found is not None:
                return text[: found.start()].strip(), basis
    return text, ""


def _without_scale(text: str) -> tuple[Fraction, str]:
    """The text without a number in front, and that number."""
    found = SCALE.fullmatch(text)
    if found is not None and not _symbol(text):
        return Fraction(found[1].replace(",", "")), found[2].strip()
    for word, size in SCALES.items():
        rest = text[len(word) :].strip()
        if text.casefold().startswith(word) and _symbol(rest) and not _symbol(text):
            return Fraction(size), rest
    return Fraction(1), text


def _symbol(text: str) -> str:
    """The symbol of the table that a word means, or nothing."""
    plain = text.strip().strip(".")
    if plain == "Mg":
        return "t"
    if find_unit(plain) is not None:
        return plain
    word = re.sub(r"\s+", "_", plain.casefold())
    return _words().get(word, "")


@cache
def _words() -> dict[str, str]:
    """Every other way to write a unit, in small letters. What could mean two units is left out."""
    words: dict[str, str] = {}
    twice: set[str] = set()
    for symbol in UNITS:
        small = symbol.casefold()
        if small in words:
            twice.add(small)
        words[small] = symbol
    for line in ALIASES.strip().splitlines():
        symbol, _, others = line.partition(": ")
        words |= dict.fromkeys(others.split(), symbol)
        words |= dict.fromkeys((other.replace("_", "") for other in others.split()), symbol)
    # MJ is written mj; nobody means a millijoule. `mt` is a metric ton to some and a megatonne to others.
    return {word: symbol for word, symbol in words.items() if word not in (twice - {"mw"}) | {"mt"}}
