"""What lots are called: allowances by vintage and price, credits by serials or the month of their issue."""

import re

from dure.grammar.lots import Lot, find_serial_lot
from dure.grammar.shapes import Text

ISSUED = re.compile(r"issued-(\d{4})-(\d{2})")
VINTAGE = re.compile(r"\d{4}(?:-\d{4})?")
UNNUMBERED = "unnumbered"


def lot_words(lot: Lot) -> Text:
    """A lot of allowances in words.

    >>> lot_words(Lot("2019", "bought-1", 40500)).en
    'Allowances of 2019 at KRW 40,500 a tonne'
    """
    if not lot.price_krw:
        return Text(f"{lot.vintage}년분 배출권", f"Allowances of {lot.vintage}")
    price = f"{lot.price_krw:,}"
    return Text(
        f"{lot.vintage}년분 배출권(톤당 {price}원)", f"Allowances of {lot.vintage} at KRW {price} a tonne"
    )


def credit_words(path: str) -> Text:
    """A lot of credits in words, below the name of its project.

    >>> credit_words("landfill-gas/issued-2009-11").ko, credit_words("landfill-gas/2009/1-225919").en
    ('2009년 11월 발급분', 'vintage 2009, serials 1–225,919')
    >>> credit_words("landfill-gas/2010-2014/unnumbered").en
    'vintage 2010–2014, serials not stated'
    """
    _project, _slash, tail = path.partition("/")
    if issued := ISSUED.fullmatch(tail):
        year, month = issued.groups()
        return Text(f"{year}년 {int(month)}월 발급분", f"issued in {year}-{month}")
    if lot := find_serial_lot(path):
        serials = f"{lot.first:,}–{lot.last:,}"
        return _of_vintage(lot.vintage, Text(f"일련번호 {serials}", f"serials {serials}"))
    vintage, _slash, name = tail.partition("/")
    if VINTAGE.fullmatch(vintage) and name == UNNUMBERED:
        return _of_vintage(vintage, Text("일련번호 미상", "serials not stated"))
    return Text(tail or path, tail or path)


def _of_vintage(vintage: str, said: Text) -> Text:
    years = vintage.replace("-", "–")
    return Text(f"{years}년분, {said.ko}", f"vintage {years}, {said.en}")
