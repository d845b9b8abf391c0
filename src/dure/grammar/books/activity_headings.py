"""What the columns of somebody's activity table mean, by their headings.

`Activity value`, `amount`, `활동자료` are one thing; `CO2 EF [kg/TJ]`, `ef_co2_kg_per_tj` and
`emission_factor_co2` another. What is a result of the table's author, not an input, is left alone.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dure.grammar.books.measures import read_measure

WORDS = """
ref: ref|gpc|gpc ref|gpc reference|gpc ref no|gpc reference number|reference number|refno|id|row|
  row id|key|case|case id|no|test|test id|activity id|번호|항목|구분번호
activity: activity|activity name|activity type|activity description|description|name|subsector|
  sub sector|subcategory|category|emission source|source category|활동|활동명|배출원|부문|항목명|methodology
sector: sector|use|end use|user|용도|사용 부문
quantity: quantity|amount|activity value|activity amount|activity data|activity data amount|
  activity data value|activity quantity|value|qty|consumption|fuel consumption|fuel amount|
  fuel quantity|fuel consumed|energy consumption|electricity consumption|distance|
  distance travelled|distance traveled|vehicle distance|mass|volume|usage|use amount|input|
  total activity|total fuel consumption|사용량|활동자료|활동량|수량|소비량|활동자료량|주행거리
unit: unit|units|activity unit|activity units|activity data unit|activity data units|
  activity value unit|quantity unit|amount unit|fuel unit|consumption unit|uom|unit of measure|
  단위|활동자료 단위|사용량 단위
fuel: fuel|fuel type|fuel name|energy|energy type|energy source|energy carrier|technology|연료|연료명|
  연료 종류|에너지원
region: region|place|city|country|location|locode|un locode|municipality|district|지역|도시|시군구|지자체
year: year|inventory year|reporting year|activity year|period|date|연도|년도|기준연도|기간
programme: programme|program|scheme|제도
density: density|fuel density|밀도
density_unit: density unit|밀도 단위
ncv: ncv|lhv|net calorific value|lower heating value|순발열량
gcv: gcv|hhv|gross calorific value|higher heating value|총발열량
calorific: calorific value|heating value|heat content|energy content|발열량
calorific_unit: calorific value unit|calorific unit|ncv unit|lhv unit|gcv unit|hhv unit|
  heating value unit|heat content unit|energy content unit|발열량 단위
basis: basis|calorific basis|heating value basis|calorific value basis|발열량 기준
oxidation: oxidation|oxidation factor|oxidation fraction|oxidised|산화율|산화계수
factor_unit: factor unit|factor units|per|factor per|계수 단위
method: method|calculation method|estimation method|산정방법|산정 방법|계산방법|방법
arguments: arguments|method arguments|인수|매개변수
factor: factor|factor id|계수|계수 번호
carbon: carbon content|carbon|c content|carbon content factor|carbon factor|탄소함량|탄소계수|탄소배출계수
share: share|activity share|비율|활동 비율
gas: gas|ghg|greenhouse gas|pollutant|온실가스|기체
"""
JOINED = (
    ("emission factors", "ef"),
    ("emissions factors", "ef"),
    ("emission factor", "ef"),
    ("emissions factor", "ef"),
    ("emissionfactor", "ef"),
    ("emission coefficient", "ef"),
    ("conversion factor", "ef"),
    ("배출계수", "ef"),
    ("carbon dioxide", "co2"),
    ("methane", "ch4"),
    ("nitrous oxide", "n2o"),
    ("이산화탄소", "co2"),
    ("메탄", "ch4"),
    ("아산화질소", "n2o"),
    ("co2 equivalents", "co2e"),
    ("co2 equivalent", "co2e"),
    ("co2 equiv", "co2e"),
    ("co2 eq", "co2e"),
    ("co2 e", "co2e"),
    ("global warming potential", "gwp"),
    ("지구온난화지수", "gwp"),
)
SPELT = {"co2eq": "co2e", "co2equiv": "co2e", "n20": "n2o", "gwp100": "gwp", "gwps": "gwp", "efs": "ef"}
SURE_RESULT = (
    "expected result results manual prod dev difference diff answer check computed calculated output printed "
    "reference published verified correct 기대 계산 결과"
)
RESULT = "emissions emission total totals sum mass tonnes tons 배출량 합계"
ABOUT = "source year quality uncertainty description note notes url publisher 출처 연도 설명"
UNIT = ("unit", "units", "denominator", "단위")
MASSES = ("kg", "g", "t", "lb", "mg", "tonnes", "tonne", "tc", "kgc", "tco2", "kgco2")
BARE_MASSES = ("kg", "t", "g", "tonne", "tonnes", "tco2", "kgco2", "tco2e", "kgco2e")


@dataclass(frozen=True)
class Heading:
    """What a column holds: its role, the gas it is about, the unit in its heading, and how it is headed.

    A `weak` factor may as well be a result of the author's: it counts only where there is no better one.
    One that is `told` says itself that it is a factor, by a word or by its unit.
    """

    role: str
    gas: str
    unit: str
    written: str
    index: int
    weak: bool = False
    told: bool = False


def read_headings(header: Sequence[str], *, gases: Mapping[str, str]) -> tuple[Heading, ...]:
    """What each column means. `gases` gives the name of each known gas by its spelling in small letters."""
    found = [_heading(written, index, gases) for index, written in enumerate(header)]
    return tuple(sorted((heading for heading in found if heading.role), key=_rank))


def _rank(heading: Heading) -> int:
    """Where a heading's words stand among all that mean its role: of two columns the usual name counts."""
    phrases = list(_phrases())
    words = " ".join(_tokens(_unit_apart(heading.written)[0]))
    return phrases.index(words) if words in phrases else len(phrases)


def is_heading(written: str, *, gases: Mapping[str, str]) -> bool:
    """Whether a cell reads like a heading."""
    return bool(written.strip()) and bool(_heading(written, 0, gases).role)


def spelling(gas: str) -> str:
    """A gas in small letters without hyphens, as headings and cells are compared."""
    return re.sub(r"[^a-z0-9]", "", gas.casefold())


def _heading(written: str, index: int, gases: Mapping[str, str]) -> Heading:
    """What one column means."""
    text, unit = _unit_apart(written)
    tokens = _tokens(text)
    gas, rest = _gas(tokens, gases)
    if not unit and "per" in rest:
        unit, rest = _unit_in_words(rest)
    role = _role(gas, rest, unit)
    if not role and not gas and not unit and len(rest) > 1:
        role, unit = _role_before_unit(rest)
    weak = role == "gas_factor" and _is_bare(rest, unit)
    told = role == "gas_factor" and _is_told(rest, unit)
    return Heading(role, gas, unit, written, index, weak, told)


def _role(gas: str, tokens: list[str], unit: str) -> str:
    """What a column of these words is for; nothing when its words say nothing here."""
    words = set(tokens)
    if words & set(SURE_RESULT.split()) and (gas or "ef" in words):
        return ""
    if "gwp" in words:
        return "gwp_of_gas" if gas else "factor_set" if words & {"ef", "factor"} else "gwp_set"
    if gas or "ef" in words:
        return _factor_role(gas, words, unit)
    phrase = " ".join(tokens)
    return _phrases().get(phrase, "")


def _role_before_unit(tokens: list[str]) -> tuple[str, str]:
    """The role of the words before a unit that ends the heading: `distance km`."""
    role = _phrases().get(" ".join(tokens[:-1]), "")
    measure = read_measure(tokens[-1])
    return (role, tokens[-1]) if role and measure is not None and measure.symbol else ("", "")


def _factor_role(gas: str, words: set[str], unit: str) -> str:
    """What a column about a gas or a factor is for."""
    if words & set(ABOUT.split()):
        return ""
    if words & {"id", "name", "key", "code"} and not gas:
        return "factor"
    if words & set(UNIT):
        return "factor_unit"
    is_factor = "ef" in words or "factor" in words or "/" in unit or " per " in unit
    if gas and not is_factor and words & set(RESULT.split()):
        return ""
    return "gas_factor" if gas else "factor_value"


def _is_bare(tokens: list[str], unit: str) -> bool:
    """Whether a gas is headed by a mass alone: kilograms of it, or kilograms per unit?"""
    words = {*tokens, unit.casefold().replace(" ", "")}
    return not _is_told(tokens, unit) and bool(words & set(BARE_MASSES))


def _is_told(tokens: list[str], unit: str) -> bool:
    """Whether a heading says itself that it is a factor."""
    return "ef" in tokens or "factor" in tokens or "/" in unit or " per " in unit


def _unit_apart(written: str) -> tuple[str, str]:
    """The heading without what stands in brackets, and that, when it is a unit."""
    found = re.search(r"[\[(（]\s*([^\])）]+?)\s*[\])）]", written)
    inner = found[1] if found else ""
    if found is None or not re.search(r"/|\bper\b|[a-zA-Z%㎥㎏톤]", inner) or len(inner) > 40:
        return written, ""
    if spelling(inner) in {"co2", "ch4", "n2o", "co2e"} or " ".join(_tokens(inner)) in _phrases():
        return f"{written[: found.start()]} {inner} {written[found.end() :]}", ""
    return written[: found.start()] + written[found.end() :], inner


def _unit_in_words(tokens: list[str]) -> tuple[str, list[str]]:
    """The unit that stands in the heading's words, `kg per tj`, and the other words."""
    at = tokens.index("per")
    above, below = tokens[at - 1] if at else "", " ".join(tokens[at + 1 :])
    measure = read_measure(above) if above else None
    if above in MASSES or above.endswith("co2e") or (measure is not None and measure.symbol):
        return f"{above}/{below or 'unit'}", tokens[: at - 1]
    return (f"kg/{below}" if below not in {"", "unit"} else "kg/unit"), tokens[:at]


def _tokens(text: str) -> list[str]:
    """The words of a heading in small letters, the field's phrases drawn together."""
    plain = unicodedata.normalize("NFKC", text)
    if not re.search(r"[\s_\-/.]", plain.strip()) and re.search(r"[a-z][A-Z]", plain):
        plain = re.sub(r"([a-z])([A-Z])", r"\1 \2", plain)
    plain = plain.replace("/", " per ")
    words = " ".join(re.findall(r"[a-z0-9%]+|[가-힣]+", plain.casefold()))
    for phrase, short in JOINED:
        words = re.sub(rf"(?<![a-z0-9가-힣]){phrase}(?![a-z0-9])", f" {short} ", words)
    return [SPELT.get(word, word) for word in words.split()]


def _gas(tokens: list[str], gases: Mapping[str, str]) -> tuple[str, list[str]]:
    """The gas that is named, with its variant, and the other words."""
    for size in (2, 1):
        for start in range(len(tokens) - size + 1):
            named = "".join(tokens[start : start + size])
            # `kgco2` and `tco2e` are units with a gas in them.
            for front in ("", "kg", "t", "g"):
                bare = named.removeprefix(front) if front and named.startswith(front) else named
                gas = "CO2e" if bare == "co2e" else gases.get(bare, "")
                if gas and (not front or bare != named):
                    rest = [*tokens[:start], *([front] if front else []), *tokens[start + size :]]
                    return _variant(gas, rest)
    return "", tokens


def _variant(gas: str, tokens: list[str]) -> tuple[str, list[str]]:
    """The gas with its origin, where one is named."""
    for word, variant in (("biogenic", "biogenic"), ("bio", "biogenic"), ("fossil", "fossil")):
        if word in tokens:
            rest = [token for token in tokens if token != word]
            named = gas if (gas, variant) == ("CO2", "fossil") else f"{gas} {variant}"
            return named, rest
    return gas, tokens


@cache
def _phrases() -> dict[str, str]:
    """The role of each phrase."""
    phrases: dict[str, str] = {}
    for line in WORDS.replace("|\n  ", "|").strip().splitlines():
        role, _, known = line.partition(": ")
        phrases |= {phrase: role for phrase in known.split("|") if phrase not in phrases}
    return phrases
