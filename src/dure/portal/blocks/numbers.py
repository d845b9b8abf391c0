"""How an amount reads on a page: grouped, rounded and with its unit, as each language writes it.

The rounded words are for reading; the exact value travels beside them and stands in the title.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

Amount = Decimal | float | int

# A unit's name in a figure's address, and the sign that pages show.
SYMBOLS = {
    "": "", "1": "", "percent": "%", "permille": "‰", "ppm": "ppm", "degc": "°C",
    "ug": "µg", "mg": "mg", "g": "g", "kg": "kg", "t": "t", "kt": "kt", "mt": "Mt",
    "gco2e": "gCO₂e", "kgco2e": "kgCO₂e", "tco2e": "tCO₂e", "ktco2e": "ktCO₂e", "mtco2e": "MtCO₂e",
    "wh": "Wh", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh",
    "w": "W", "kw": "kW", "mw": "MW", "gw": "GW", "mj": "MJ", "gj": "GJ", "tj": "TJ", "gcal": "Gcal",
    "toe": "toe", "ktoe": "ktoe", "mtoe": "Mtoe", "mm": "mm", "cm": "cm", "m": "m", "km": "km",
    "kl": "kL", "kgc": "kgC", "tc": "tC", "kj": "kJ", "pj": "PJ", "kcal": "kcal", "mcal": "Mcal",
    "nm3": "Nm³", "sm3": "Sm³", "ft3": "ft³", "bbl": "bbl", "lb": "lb", "mmbtu": "MMBtu",
    "m2": "m²", "km2": "km²", "ha": "ha", "m3": "m³", "l": "L", "ml": "mL",
}  # fmt: skip
KOREAN_SYMBOLS = {
    "krw": "원", "krw_thousand": "천원", "krw_10_thousand": "만원", "krw_million": "백만원",
    "krw_100_million": "억원", "krw_billion": "십억원", "krw_trillion": "조원",
    "usd": "달러", "usd_million": "백만달러",
    "people": "명", "households": "가구", "vehicles": "대", "places": "곳", "cases": "건", "jobs": "개",
    "rank": "위", "items": "개", "kinds": "가지", "devices": "기", "floors": "층", "countries": "개국",
    "occasions": "회", "times": "배", "grade": "등급", "level": "단계",
    "year": "년", "years": "년", "months": "개월", "week": "주", "days": "일",
    "h": "시간", "min": "분", "s": "초",
    "thousand": "천", "10_thousand": "만", "million": "백만", "100_million": "억", "percent_point": "%p",
}  # fmt: skip
ENGLISH_SYMBOLS = {
    "krw": "KRW", "krw_thousand": "thousand KRW", "krw_10_thousand": "× 10,000 KRW",
    "krw_million": "million KRW", "krw_100_million": "× 100 million KRW", "krw_billion": "billion KRW",
    "krw_trillion": "trillion KRW", "usd": "USD", "usd_million": "million USD",
    # In English the title says what is counted, and a word in the plural would not fit one of them.
    "places": "", "cases": "", "items": "", "kinds": "", "devices": "", "floors": "", "countries": "",
    "occasions": "", "rank": "(rank)", "grade": "(grade)", "level": "(level)", "times": "times",
    "year": "", "week": "weeks", "h": "h", "min": "min", "s": "s",
    "10_thousand": "× 10,000", "100_million": "× 100 million", "percent_point": "percentage points",
}  # fmt: skip

# Amounts from this size on are rounded to three digits with a word (만, million).
SHORTENED = frozenset({"tco2e", "kgco2e", "t", "kg", "toe", "krw"})
SHORTENED_FROM = Decimal(1_000_000)
KOREAN_STEPS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
ENGLISH_STEPS = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
UNKNOWN = {"ko": "미상", "en": "unknown"}


@dataclass(frozen=True)
class Shown:
    """An amount in words: the digits, the unit, both as one text, and the exact value with its unit."""

    digits: str
    unit: str
    text: str
    exact: str
    unit_first: bool
    unit_close: bool


def decimal(value: Amount) -> Decimal:
    """The amount as a decimal, exactly as it would be printed."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def symbol(unit: str, *, language: str) -> str:
    """The sign of a unit: `mg_per_l` becomes mg/L, `krw` becomes 원 or KRW. An unknown name is shown as it
    is.
    """
    own = KOREAN_SYMBOLS if language == "ko" else ENGLISH_SYMBOLS
    if unit in own:
        return own[unit]
    if unit in SYMBOLS:
        return SYMBOLS[unit]
    if unit.startswith("per_"):
        return "/" + symbol(unit.removeprefix("per_"), language=language)
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
    """Digits and unit as one text. The percent sign and Korean counters stand close, currency codes in
    front.
    """
    if not unit:
        return digits
    if unit == "KRW":
        return f"KRW {digits}"
    return f"{digits}{unit}" if _close(digits, unit, language) else f"{digits} {unit}"


def printed(digits: str, *, unit: str, language: str) -> str:
    """Digits as a document prints them, with the unit that it prints.

    >>> printed("30", unit="million", language="en"), printed("45", unit="percent", language="ko")
    ('30 million', '45%')
    >>> printed("56.8", unit="krw_billion", language="en")
    'KRW 56.8 billion'

    Korean has no word for a thousand million: it counts those won by the hundred million.

    >>> printed("3.3", unit="krw_billion", language="ko"), printed("53.5", unit="krw_billion", language="ko")
    ('33억원', '535억원')
    """
    if language == "ko" and unit == "krw_billion" and NUMBER.fullmatch(digits):
        digits, unit = grouped(Decimal(digits.replace(",", "")) * 10), "krw_100_million"
    sign = symbol(unit, language=language)
    if language == "en" and sign.endswith(" KRW"):
        return f"KRW {digits} {sign.removesuffix(' KRW')}"
    return _joined(digits, sign, language)


def _close(digits: str, unit: str, language: str) -> bool:
    """Whether a unit follows without a space: %, and Korean counters after a digit."""
    counter = language == "ko" and "가" <= unit[:1] <= "힣"
    return unit.startswith(("%", "‰")) or (counter and digits[-1].isdigit())


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
        return Shown(word, "", word, word, unit_first=False, unit_close=False)
    amount = decimal(value)
    if unit == "year":
        text = f"{amount:f}{sign}"
        return Shown(f"{amount:f}", sign, text, text, unit_first=False, unit_close=True)
    shorten = unit in SHORTENED if short is None else short
    if shorten and abs(amount) >= SHORTENED_FROM:
        digits = _shortened(amount, language)
    elif decimals is not None:
        digits = grouped(amount, decimals=decimals)
    else:
        digits = _plain(amount)
    exact = _joined(grouped(amount), sign, language)
    text = _joined(digits, sign, language)
    return Shown(
        digits, sign, text, exact, unit_first=sign == "KRW", unit_close=_close(digits, sign, language)
    )
