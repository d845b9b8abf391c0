"""What fuels, users and sets of potentials are called in tables from anywhere."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from dure.grammar.books.shapes import Factor

ELECTRICITY = ("electricity", "grid-consumed")
HEAT = ("heat", "district-heat")
FUELS = """
gasoline: petrol, motor gasoline, motor petrol, 휘발유
diesel: diesel oil, gas oil, gas diesel oil, diesel fuel, gasoil, 경유
kerosene: other kerosene, paraffin, 등유
residual-fuel-oil: residual fuel oil, heavy fuel oil, fuel oil, hfo, 중유
lpg: liquefied petroleum gas, liquefied petroleum gases, 액화석유가스
natural-gas: natural gas, lng, liquefied natural gas, cng, compressed natural gas, 천연가스
city-gas-lng: city gas, town gas, 도시가스
fuel-oil-b-a: b a, ba oil, b a oil, bunker a, bunker a oil, ba유, 벙커a유, 벙커 a 유
fuel-oil-b-b: b b, bb oil, b b oil, bunker b, bunker b oil, bb유, 벙커b유, 벙커 b 유
fuel-oil-b-c: b c, bc oil, b c oil, bunker c, bunker c oil, bc유, bc 유, 벙커c유, 벙커 c 유
anthracite: anthracite coal, 무연탄
anthracite-domestic: domestic anthracite, 국내무연탄, 국내 무연탄, 국내탄
bituminous-coal: bituminous coal, other bituminous coal, 유연탄
sub-bituminous-coal: sub bituminous coal, subbituminous coal, 아역청탄
lignite: brown coal, 갈탄
petroleum-coke: petroleum coke, petcoke, 석유코크스
naphtha: 나프타
wood: firewood, fuelwood, wood waste, wood and wood waste, 목재, 장작
"""
POWER = "electricity, grid electricity, electric power, electric energy, power, 전기, 전력"
WARMTH = "heat, district heat, district heating, 지역난방, 열"
USERS = {
    "residential": "residential, households, household, homes, residential buildings, 가정",
    "commercial": "commercial, institutional, commercial and institutional, public, services, 상업, 공공",
    "industry": "industry, industrial, manufacturing, manufacturing industries, 산업, 제조업",
    "energy": "energy, energy industries, energy industry, power plants, 에너지산업, 발전",
    "agriculture": "agriculture, farming, fishing, forestry, agriculture forestry fishing, 농림어업, 농업",
    "road": "road, on road, onroad, road transport, vehicles, 도로, 도로수송",
    "rail": "rail, railway, railways, 철도",
    "water": "water, waterborne, navigation, shipping, 해운, 수상",
    "air": "air, aviation, 항공",
    "off_road": "off road, offroad, off road machinery, 비도로",
}
GPC_USERS = {
    "I.1": "residential",
    "I.2": "commercial",
    "I.3": "industry",
    "I.4": "energy",
    "I.5": "agriculture",
    "II.1": "road",
    "II.2": "rail",
    "II.3": "water",
    "II.4": "air",
    "II.5": "off_road",
}
GPC = re.compile(r"(I|II)\.([1-5])(?:\.[0-9])?\b", re.IGNORECASE)
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI"}
LOOSE_REF = re.compile(r"\s*(?:VI|IV|V|I{1,3}|[1-6])(?:[\s.\-_/]+[1-9]){1,2}(?![0-9])")
REPORTS = {"second": "SAR", "third": "TAR", "fourth": "AR4", "fifth": "AR5", "sixth": "AR6"}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A name in small letters with single spaces, as names are compared."""
    small = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[a-z0-9]+|[가-힣]+", small))


def find_fuel(text: str, *, factors: Iterable[Factor]) -> tuple[str, str] | None:
    """Quantity and technology that a name means; None when no factor is about it."""
    name = plain(text)
    if not name:
        return None
    if name in POWER.split(", "):
        return ELECTRICITY
    if name in WARMTH.split(", "):
        return HEAT
    technology = _fuels().get(name, name.replace(" ", "-"))
    for factor in factors:
        if technology == factor.technology:
            return factor.quantity, factor.technology
    for factor in factors:
        if name in {plain(factor.title.ko), plain(factor.title.en)}:
            return factor.quantity, factor.technology
    return None


def plain_ref(text: str) -> str:
    """A reference as the taxonomy writes it, from the forms of tables: `i-1-1`, `1.1.1`, `I 1 1.`.

    >>> plain_ref("i-1-1"), plain_ref("2.1.1."), plain_ref("GPC III.1.2 (landfill)"), plain_ref("Ⅳ.1")
    ('I.1.1', 'II.1.1', 'III.1.2', 'IV.1')
    """
    plain = unicodedata.normalize("NFKC", text).upper().replace("GPC", " ")
    found = LOOSE_REF.match(plain)
    if found is None:
        return plain.strip()
    first, *rest = [part for part in re.split(r"[^0-9IV]+", found[0]) if part]
    return ".".join([ROMAN.get(first, first), *rest])


def find_user(ref: str, *, sector: str) -> str | None:
    """Who burns it, by the words for a sector, else by a GPC reference number; None when neither tells."""
    name = plain(sector)
    for user, words in USERS.items():
        if name and name in words.split(", "):
            return user
    found = GPC.match(plain_ref(ref))
    return GPC_USERS[f"{found[1].upper()}.{found[2]}"] if found is not None else None


def find_set(text: str, *, known: tuple[str, ...]) -> str | None:
    """The set of potentials that a name means: `IPCC AR5 (GWP100)` is AR5; None when it is none."""
    name = plain(text)
    if re.search(r"gwp ?(20|500)\b|\b(20|500) ?y|gtp", name):
        return None
    # The set with feedback has a name of its own, and is meant only where that is said.
    if "ar5" in name.replace(" ", "") and re.search(r"ccf|with (climate )?(carbon )?feedback", name):
        return "AR5CCF" if "AR5CCF" in known else None
    for word, report in REPORTS.items():
        name = re.sub(rf"\b{word}( assessment( report)?)?\b", report.casefold(), name)
    name = re.sub(r"(?:제 ?)?\b([2-6]) ?차(?: ?평가)?(?: ?보고서)?", _korean_report, name)
    words = re.sub(r"\bar (?=[456]\b)", "ar", name).split()
    found = {each for each in known for word in words if word.removesuffix("gwp100") == each.casefold()}
    return next(iter(found)) if len(found) == 1 else None


def _korean_report(found: re.Match[str]) -> str:
    """The set of a report that is counted in Korean: `제5차 평가보고서` is AR5."""
    return f" {tuple(REPORTS.values())[int(found[1]) - 2].casefold()} "


@cache
def _fuels() -> dict[str, str]:
    """The technology of each name."""
    names: dict[str, str] = {}
    for line in FUELS.strip().splitlines():
        technology, _, words = line.partition(": ")
        names |= dict.fromkeys(words.split(", "), technology)
    return names
