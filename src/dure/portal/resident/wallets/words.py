"""How an amount of a wallet reads: won as won, points by the name their unit has."""

from decimal import Decimal

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import UnitSeen
from dure.portal.blocks.numbers import grouped, shown
from dure.portal.showing import language, say

KRW = "krw"
Units = dict[str, UnitSeen]


def amount_words(amount: int, unit: str, *, units: Units) -> str:
    """An amount with its unit, never shortened."""
    if unit == KRW:
        return shown(Decimal(amount), unit=unit, language=language(), short=False).text
    if unit not in units:
        return f"{grouped(Decimal(amount))} {unit}"
    return f"{grouped(Decimal(amount))} {say(units[unit].title)}"


def signed_words(amount: int, unit: str, *, units: Units) -> str:
    """An amount that came, with a plus, or that went, with a minus."""
    return ("+" if amount > 0 else "−") + amount_words(abs(amount), unit, units=units)


def unit_title(unit: str, *, units: Units) -> str:
    """What a unit is called."""
    return say(units[unit].title) if unit in units else unit


def known_units() -> Units:
    """The units of the packs, asked for once a page."""
    return ledgers.units()
