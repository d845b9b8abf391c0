"""The units of the product: what each symbol measures and how large it is, exactly.

Only units of one dimension are converted into each other. CO2 equivalent has a dimension of its own: it is
never added to, or converted into, plain mass. Quotients (`tCO2e/MWh`) follow from their two parts.
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache

DIGITS = Context(prec=28)


@dataclass(frozen=True)
class Unit:
    """A unit: its symbol, what it measures, and its size in the base unit of that dimension."""

    symbol: str
    dimension: str
    factor: Fraction
    title_ko: str
    title_en: str


TABLE = """
gCO2e            co2e         1               이산화탄소환산그램    grams CO2e
kgCO2e           co2e         1000            이산화탄소환산킬로그램 kilograms CO2e
tCO2e            co2e         1000000         이산화탄소환산톤      tonnes CO2e
ktCO2e           co2e         1000000000      이산화탄소환산천톤    thousand tonnes CO2e
MtCO2e           co2e         1000000000000   이산화탄소환산백만톤  million tonnes CO2e
ug               mass         1/1000000       마이크로그램          micrograms
mg               mass         1/1000          밀리그램              milligrams
g                mass         1               그램                  grams
kg               mass         1000            킬로그램              kilograms
t                mass         1000000         톤                    tonnes
kt               mass         1000000000      천톤                  thousand tonnes
Mt               mass         1000000000000   백만톤                million tonnes
lb               mass         45359237/100000 파운드               pounds
ton_us           mass         90718474/100    미국톤                US short tons
kgC              carbon       1000            탄소킬로그램          kilograms of carbon
tC               carbon       1000000         탄소톤                tonnes of carbon
Wh               energy       1               와트시                watt-hours
kWh              energy       1000            킬로와트시            kilowatt-hours
MWh              energy       1000000         메가와트시            megawatt-hours
GWh              energy       1000000000      기가와트시            gigawatt-hours
TWh              energy       1000000000000   테라와트시            terawatt-hours
kJ               energy       5/18            킬로줄                kilojoules
MJ               energy       2500/9          메가줄                megajoules
GJ               energy       2500000/9       기가줄                gigajoules
TJ               energy       2500000000/9    테라줄                terajoules
PJ               energy       2500000000000/9 페타줄                petajoules
kcal             energy       1163/1000       킬로칼로리            kilocalories
Mcal             energy       1163            메가칼로리            megacalories
Gcal             energy       1163000         기가칼로리            gigacalories
toe              energy       11630000        석유환산톤            tonnes of oil equivalent
ktoe             energy       11630000000     석유환산천톤          thousand tonnes of oil equivalent
Mtoe             energy       11630000000000  석유환산백만톤        million tonnes of oil equivalent
therm            energy       52752792631/1800000  섬(therm)         therms
MMBtu            energy       52752792631/180000   백만BTU            million British thermal units
W                power        1               와트                  watts
kW               power        1000            킬로와트              kilowatts
MW               power        1000000         메가와트              megawatts
GW               power        1000000000      기가와트              gigawatts
KRW              won          1               원                    won
KRW_thousand     won          1000            천원                  thousand won
KRW_10_thousand  won          10000           만원                  10 thousand won
KRW_million      won          1000000         백만원                million won
KRW_100_million  won          100000000       억원                  100 million won
KRW_billion      won          1000000000      십억원                billion won
KRW_trillion     won          1000000000000   조원                  trillion won
USD              dollar       1               달러                  US dollars
USD_million      dollar       1000000         백만달러              million US dollars
mm               length       1/1000          밀리미터              millimetres
cm               length       1/100           센티미터              centimetres
m                length       1               미터                  metres
km               length       1000            킬로미터              kilometres
mile             length       201168/125      마일                  miles
vkm              traffic      1               차량킬로미터          vehicle-kilometres
pkm              travel       1               인킬로미터            passenger-kilometres
tkm              freight      1               톤킬로미터            tonne-kilometres
m2               area         1               제곱미터              square metres
ha               area         10000           헥타르                hectares
km2              area         1000000         제곱킬로미터          square kilometres
mL               volume       1/1000000       밀리리터              millilitres
L                volume       1/1000          리터                  litres
m3               volume       1               세제곱미터            cubic metres
kL               volume       1               킬로리터              kilolitres
ft3              volume       55306341/1953125000  세제곱피트       cubic feet
gal_us           volume       473176473/125000000000  미국갤런      US gallons
bbl              volume       9936705933/62500000000  배럴          barrels
Nm3              normal_volume  1             표준세제곱미터(0℃)    cubic metres at 0 °C, 1 atm
Sm3              standard_volume  1           표준세제곱미터(15℃)   cubic metres at 15 °C, 1 atm
s                time         1               초                    seconds
min              time         60              분                    minutes
h                time         3600            시간                  hours
days             time         86400           일                    days
week             time         604800          주                    weeks
months           calendar     1               개월                  months
years            calendar     12              년                    years
day              date         1               날짜                  date
year             date_year    1               연도                  calendar year
percent          percent      1               퍼센트                percent
permille         percent      1/10            퍼밀                  per mille
ppm              ppm          1               피피엠                parts per million
degC             temperature  1               섭씨도                degrees Celsius
1                1            1               개수                  plain number
people           1            1               명                    people
households       1            1               가구                  households
vehicles         1            1               대                    vehicles
places           1            1               곳                    places
cases            1            1               건                    cases
jobs             1            1               일자리                jobs
rank             1            1               순위                  rank
items            1            1               개                     items
kinds            1            1               가지                    kinds
devices          1            1               기                     devices
floors           1            1               층                     floors
countries        1            1               개국                    countries
occasions        1            1               회                     occasions
times            1            1               배                     times
grade            1            1               등급                    grade
level            1            1               단계                    level
thousand         1            1000            천                    thousand
10_thousand      1            10000           만                    10 thousand
million          1            1000000         백만                  million
100_million      1            100000000       억                    100 million
"""


def _table() -> dict[str, Unit]:
    """The units of TABLE by symbol."""
    units = {}
    for line in TABLE.strip().splitlines():
        symbol, dimension, factor, title_ko, title_en = line.split(None, 4)
        units[symbol] = Unit(symbol, dimension, Fraction(factor), title_ko, title_en)
    return units


UNITS = _table()


@cache
def find_unit(symbol: str) -> Unit | None:
    """The unit written `symbol`, or None. A quotient `a/b` is a unit where both parts are."""
    if symbol in UNITS or "/" not in symbol:
        return UNITS.get(symbol)
    above, _, below = symbol.partition("/")
    if above not in UNITS or below not in UNITS:
        return None
    over, under = UNITS[above], UNITS[below]
    dimension = f"{over.dimension}/{under.dimension}"
    title_ko = f"{under.title_ko}당 {over.title_ko}"
    title_en = f"{over.title_en} per {under.title_en}"
    return Unit(symbol, dimension, over.factor / under.factor, title_ko, title_en)


def converts(unit: str, into: str) -> bool:
    """Whether a value in `unit` can be written in `into`."""
    one, other = find_unit(unit), find_unit(into)
    return one is not None and other is not None and one.dimension == other.dimension


def convert(value: Decimal, *, unit: str, into: str) -> Decimal:
    """`value` in `unit`, written in `into`; exact where the decimal ends, else 28 digits.

    >>> convert(Decimal("9.43"), unit="MtCO2e", into="tCO2e")
    Decimal('9430000')
    """
    one, other = find_unit(unit), find_unit(into)
    if one is None or other is None or one.dimension != other.dimension:
        raise ValueError(f"{unit} does not convert into {into}.")
    factor = one.factor / other.factor
    if factor == 1:
        return value
    exact = Fraction(value) * factor
    whole = DIGITS.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return Decimal(f"{whole.normalize():f}")


def slug(symbol: str) -> str:
    """How a figure's name ends for a unit: `mg/L` is `mg_per_l`; plain counts have no ending."""
    unit = find_unit(symbol)
    if unit is None or unit.dimension == "1":
        return ""
    above, _, below = symbol.partition("/")
    if not below:
        return symbol.lower()
    front = "" if UNITS[above].dimension == "1" else above.lower() + "_"
    return f"{front}per_{below.lower()}"


def ends_with_unit(name: str, symbol: str) -> bool:
    """Whether `name` ends with the slug of the unit `symbol`."""
    ending = slug(symbol)
    return not ending or name == ending or name.endswith("_" + ending)


def unit_in_name(name: str) -> str:
    """The symbol of the longest unit that `name` ends with, or nothing."""
    words = name.split("_")
    for start in range(len(words)):
        tail = "_".join(words[start:])
        for symbol in UNITS:
            if slug(symbol) == tail and len(tail) > 1:
                return symbol
    return ""
