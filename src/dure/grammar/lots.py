"""Lots: units that were obtained together, with their vintage, their serials and their price.

A lot is part of an account's address, so that what is sold, surrendered or carried over is always some lot's:
`allowance/holding/2019/bought-1-at-40500` holds allowances of 2019 bought at 40,500 won a tonne, and
`credit/held/landfill-gas/2009/1-225919` credits of one vintage with the serials 1 to 225,919.
A lot without `-at-` has a price that nobody has stated: it is unknown, not nothing.
"""

import re
from dataclasses import dataclass

# Digits are those of ASCII: an account's address has no others.
VINTAGE = re.compile(r"[0-9]{4}(?:-[0-9]{4})?")
NAME = re.compile(r"[a-z](?:-?[a-z0-9]+)*")
PRICED = re.compile(r"(?P<name>.+)-at-(?P<price>0|[1-9][0-9]{0,11})")
SERIALS = re.compile(r"(?P<first>[1-9][0-9]{0,14})-(?P<last>[1-9][0-9]{0,14})")

FIRST_YEAR, LAST_YEAR = 1850, 2200
MOST_YEARS = 30


def vintage_years(vintage: str) -> range | None:
    """The single years of a vintage; None where it is none, runs backward, or is out of reach.

    >>> list(vintage_years("2024-2025"))
    [2024, 2025]
    >>> vintage_years("2025-2024") is None, vintage_years("0000") is None, vintage_years("1990-2020") is None
    (True, True, True)
    """
    if not VINTAGE.fullmatch(vintage):
        return None
    first, last = int(vintage[:4]), int(vintage[-4:])
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first >= MOST_YEARS:
        return None
    return range(first, last + 1)


@dataclass(frozen=True, order=True)
class Lot:
    """Allowances of one vintage (`2019`, or `2015-2017`), obtained together. `price_krw` None is unknown.

    Lots stand in the order in which they are used: the oldest vintage first, then by name.
    """

    vintage: str
    name: str
    price_krw: int | None = None

    @property
    def path(self) -> str:
        """What stands in an account's address.

        >>> Lot("2019", "bought-1", 40500).path
        '2019/bought-1-at-40500'
        """
        return f"{self.vintage}/{self.name}" + ("" if self.price_krw is None else f"-at-{self.price_krw}")


@dataclass(frozen=True, order=True)
class SerialLot:
    """Credits of a project and vintage whose serials run from `first` to `last`, both counted."""

    project: str
    vintage: str
    first: int
    last: int

    @property
    def path(self) -> str:
        """What stands in an account's address.

        >>> SerialLot("landfill-gas", "2009", 1, 225919).path
        'landfill-gas/2009/1-225919'
        """
        return f"{self.project}/{self.vintage}/{self.first}-{self.last}"

    @property
    def tonnes(self) -> int:
        """How many credits the lot was issued with: one a tonne."""
        return self.last - self.first + 1

    def rest(self, left: int) -> "SerialLot":
        """The serials of the `left` credits that are still there: what is used goes from the first on.

        >>> SerialLot("landfill-gas", "2009", 1, 100).rest(40).path
        'landfill-gas/2009/61-100'
        """
        return SerialLot(self.project, self.vintage, self.last - left + 1, self.last)


def find_lot(path: str) -> Lot | None:
    """The lot that `vintage/name` names; None where it names none.

    >>> find_lot("2019/bought-1-at-40500")
    Lot(vintage='2019', name='bought-1', price_krw=40500)
    >>> find_lot("2015-2017/surplus").price_krw is None, find_lot("holding") is None
    (True, True)
    """
    vintage, _slash, rest = path.partition("/")
    priced = PRICED.fullmatch(rest)
    name, price = (priced["name"], int(priced["price"])) if priced else (rest, None)
    if not VINTAGE.fullmatch(vintage) or not NAME.fullmatch(name):
        return None
    return Lot(vintage, name, price)


def find_serial_lot(path: str) -> SerialLot | None:
    """The lot of credits that `project/vintage/first-last` names; None where it names none.

    >>> find_serial_lot("landfill-gas/2009/1-225919").tonnes
    225919
    >>> find_serial_lot("landfill-gas/2009/9-1") is None
    True
    """
    parts = path.split("/")
    if len(parts) != 3 or not NAME.fullmatch(parts[0]) or not VINTAGE.fullmatch(parts[1]):
        return None
    serials = SERIALS.fullmatch(parts[2])
    if serials is None or int(serials["first"]) > int(serials["last"]):
        return None
    return SerialLot(parts[0], parts[1], int(serials["first"]), int(serials["last"]))
