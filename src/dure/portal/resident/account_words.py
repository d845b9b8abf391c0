"""Accounts and amounts of a ledger in words: what a path is called down to its lot, and so many of a unit."""

import re
from collections.abc import Mapping
from decimal import Decimal

from dure.grammar.lots import PRICED, SERIALS, VINTAGE
from dure.grammar.shapes import Text
from dure.kernel.ledgers.read import UnitSeen
from dure.portal.resident.lot_words import ISSUED, UNNUMBERED

PRICE = re.compile(r"at-(\d+)")
BOUGHT = re.compile(r"bought-(\d{4})(\d{2})(\d{2})")
MEASURED = re.compile(r"(?P<what>.+) ?\((?P<unit>[^()]+)\)")
# What the lots of allowances are called that the acts make, and what sets of warming potentials are.
LOTS = {
    "granted": Text("할당분", "granted"),
    "borrowed": Text("차입분", "borrowed"),
    "carried": Text("이월분", "carried over"),
    "surplus": Text("여유분", "surplus"),
    "bought": Text("매수분", "bought"),
}
TOLD = {
    UNNUMBERED: Text("일련번호 미상", "serials not stated"),
    "price-unstated": Text("가격 미상", "price not stated"),
    "set-unstated": Text("온난화지수 기준 미상", "set not stated"),
    **{name: Text(name.upper(), name.upper()) for name in ("sar", "ar4", "ar5", "ar6")},
}


def title_of(path: str, titles: Mapping[str, Text]) -> Text:
    """What an account is called: the longest declared path it lies below, and every further part in words.

    >>> held = {"allowance/holding": Text("보유 배출권", "Allowances held")}
    >>> title_of("allowance/holding/2020/granted-at-0", held)
    Text(ko='보유 배출권 2020년, 할당분, 무상', en='Allowances held 2020, granted, free of charge')
    """
    for cut in range(path.count("/") + 1):
        head = path.rsplit("/", cut)[0] if cut else path
        if head in titles:
            parts = _parts(path[len(head) :].strip("/"))
            ko, en = (", ".join(getattr(part, tongue) for part in parts) for tongue in ("ko", "en"))
            return Text(f"{titles[head].ko} {ko}".strip(), f"{titles[head].en} {en}".strip())
    return Text(path, path)


def _parts(tail: str) -> list[Text]:
    """Every part of a path in words; a name somebody chose, such as a project's, stands as it is."""
    found: list[Text] = []
    has_project = False
    years = 0
    for part in filter(None, tail.split("/")):
        is_year = VINTAGE.fullmatch(part) is not None and not (has_project and years)
        years += is_year
        words = [_years(part)] if is_year else _named(part)
        has_project = has_project or (not is_year and words == [Text(part, part)])
        found += words
    return found


def _years(part: str) -> Text:
    years = part.replace("-", "–")
    return Text(f"{years}년", years)


def _named(part: str) -> list[Text]:
    """A part that is no year: a lot with its price, serials, a month of issue, or a name."""
    if priced := PRICED.fullmatch(part):
        return [*_named(priced["name"]), _price(int(priced["price"]))]
    if price := PRICE.fullmatch(part):
        return [_price(int(price[1]))]
    return [_numbered(part) or _lot(part) or TOLD.get(part, Text(part, part))]


def _numbered(part: str) -> Text | None:
    """Serials, a month of issue, or a day of purchase."""
    if serials := SERIALS.fullmatch(part):
        numbers = f"{int(serials['first']):,}–{int(serials['last']):,}"
        return Text(f"일련번호 {numbers}", f"serials {numbers}")
    if issued := ISSUED.fullmatch(part):
        year, month = issued.groups()
        return Text(f"{year}년 {int(month)}월 발급분", f"issued in {year}-{month}")
    if bought := BOUGHT.fullmatch(part):
        year, month, day = bought.groups()
        return Text(f"{year}년 {int(month)}월 {int(day)}일 매수분", f"bought on {year}-{month}-{day}")
    return None


def _lot(part: str) -> Text | None:
    """A lot by how it was obtained, and its number where there are several."""
    name, _hyphen, number = part.partition("-")
    if name not in LOTS or not (number.isdigit() or part == name):
        return None
    return Text(f"{LOTS[name].ko} {number}".strip(), f"{LOTS[name].en} {number}".strip())


def _price(krw: int) -> Text:
    if not krw:
        return Text("무상", "free of charge")
    return Text(f"톤당 {krw:,}원", f"KRW {krw:,} a tonne")


def unit_words(unit: str, units: Mapping[str, UnitSeen]) -> Text:
    """What a unit of the ledger is called."""
    return units[unit].title if unit in units else Text(unit, unit)


def amount_words(amount: int, unit: str, units: Mapping[str, UnitSeen]) -> Text:
    """So many of the smallest unit, as people say it; no digit of it is dropped.

    >>> kau = {"kau": UnitSeen("kau", Text("배출권(톤)", "allowances (t)"), 0)}
    >>> amount_words(1000, "kau", kau)
    Text(ko='배출권 1,000톤', en='1,000 t (allowances)')
    """
    seen = units.get(unit)
    number = f"{Decimal(amount).scaleb(-seen.decimals if seen else 0).normalize():,f}"
    if unit == "krw":
        return Text(f"{number}원", f"KRW {number}")
    title = unit_words(unit, units)
    ko, en = MEASURED.fullmatch(title.ko), MEASURED.fullmatch(title.en)
    return Text(
        f"{ko['what'].strip()} {number}{ko['unit']}" if ko else f"{number} {title.ko}",
        f"{number} {en['unit']} ({en['what'].strip()})" if en else f"{number} {title.en}",
    )
