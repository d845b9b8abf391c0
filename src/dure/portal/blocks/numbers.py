"""How an amount reads on a page: grouped, rounded and with its unit, as each language writes it.

The rounded words are for reading; the exact value travels beside them and stands in the title.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

Amount = Decimal | float | int

# A unit's name in a figure's address, and the sign that pages show.
SYMBOLS = {
    "": "",
    "percent": "%",
    "t": "t",
    "kg": "kg",
    "g": "g",
    "tco2e": "tCO₂e",
    "kgco2e": "kgCO₂e",
    "ktco2e": "ktCO₂e",
    "toe": "toe",
    "ktoe": "ktoe",
    "kw": "kW",
    "mw": "MW",
    "gw": "GW",
    "kwh": "kWh",
    "mwh": "MWh",
    "gwh": "GWh",
    "twh": "TWh",
    "mg_per_l": "mg/L",
    "km": "km",
    "km2": "km²",
    "m": "m",
    "m2": "m²",
    "m3": "m³",
    "ha": "ha",
    "s": "s",
    "min": "min",
    "h": "h",
}
KOREAN_SYMBOLS = {"krw": "원", "percent_point": "%p", "min": "분", "s": "초", "h": "시간", "person": "명"}
ENGLISH_SYMBOLS = {"krw": "KRW", "percent_point": "percentage points", "person": "people"}

# Amounts from this size on are rounded to three digits with a word (만, million).
SHORTENED = frozenset({"tco2e", "kgco2e", "t", "kg", "toe", "krw"})
SHORTENED_FROM = Decimal(1_000_000)
KOREAN_STEPS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
ENGLISH_STEPS = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
UNKNOWN = {"ko": "미상", "en": "unknown"}


@dataclass(frozen=True)
class Shown:
    """An amount in words: the digits, the unit, both as one text, and the exact value with its unit."""

    digits: str
    unit: str
    text: str
    exact: str
    unit_first: bool


def decimal(value: Amount) -> Decimal:
    """The amount as a decimal, exactly as it would be printed."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def symbol(unit: str, *, language: str) -> str:
    """The sign of a unit: `mg_per_l` becomes mg/L, `krw` becomes 원 or KRW. An unknown name is shown as it is."""
    own = KOREAN_SYMBOLS if language == "ko" else ENGLISH_SYMBOLS
    if unit in own:
        return own[unit]
    if unit in SYMBOLS:
        return SYMBOLS[unit]
    if "_per_" in unit:
        return "/".join(symbol(part, language=language) for part in unit.split("_per_"))
    return unit


def significant(value: Decimal, digits: int) -> Decimal:
    """The value rounded to so many significant digits; whole numbers keep their zeros."""
    if not value:
        return value
    exponent = value.adjusted() - digits + 1
    return value.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_EVEN)


def grouped(value: Decimal, *, decimals: int | None = None) -> str:
    """Digits with thousands separators and a true minus sign; without superfluous zeros unless asked for."""
    if decimals is not None:
        text = f"{value.quantize(Decimal(1).scaleb(-decimals)):,f}"
    else:
        text = f"{value:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def _plain(value: Decimal) -> str:
    """Digits of an amount nobody gave decimals for: four significant ones, but never a lost whole number."""
    whole_digits = max(value.adjusted() + 1, 1)
    return grouped(significant(value, max(4, whole_digits + 1)))


def _shortened(value: Decimal, language: str) -> str:
    """Three significant digits with a word for the size: 943만, 9.43 million."""
    steps = KOREAN_STEPS if language == "ko" else ENGLISH_STEPS
    rounded = significant(value, 3)
    size, word = next(step for step in steps if abs(rounded) >= step[0])
    return f"{grouped(rounded / size)}{'' if language == 'ko' else ' '}{word}"


def _joined(digits: str, unit: str, language: str) -> str:
    """Digits and unit as one text. The percent sign and Korean counters stand close, currency codes in front."""
    if not unit:
        return digits
    if unit == "KRW":
        return f"KRW {digits}"
    counter = language == "ko" and "가" <= unit[0] <= "힣"
    close = unit.startswith("%") or (counter and digits[-1].isdigit())
    return f"{digits}{unit}" if close else f"{digits} {unit}"


def shown(
    value: Amount | None, *, unit: str, language: str, decimals: int | None = None, short: bool | None = None
) -> Shown:
    """How `value` reads. `short` rounds a large amount to three digits; tonnes and won are so without asking.

    >>> shown(9_430_000, unit="tco2e", language="ko").text
    '943만 tCO₂e'
    >>> shown(9_430_000, unit="tco2e", language="en").text
    '9.43 million tCO₂e'
    """
    sign = symbol(unit, language=language)
    if value is None:
        word = UNKNOWN[language]
        return Shown(word, "", word, word, unit_first=False)
    amount = decimal(value)
    shorten = unit in SHORTENED if short is None else short
    if shorten and abs(amount) >= SHORTENED_FROM:
        digits = _shortened(amount, language)
    elif decimals is not None:
        digits = grouped(amount, decimals=decimals)
    else:
        digits = _plain(amount)
    exact = _joined(grouped(amount), sign, language)
    return Shown(digits, sign, _joined(digits, sign, language), exact, unit_first=sign == "KRW")
