"""A place's position by facility: what each was granted and verified, and what is left over or missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.engines.allowances import year_balance
from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Thing
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.allowance_tables import figure_cell
from dure.portal.showing import say

GRANTED, VERIFIED = "facility_allowances_tco2e", "facility_emissions_tco2e"
TIERS = ("monitoring_tier", "monitoring_tier_required")


@dataclass(frozen=True)
class Position:
    """A facility in its newest year: what is stated of it. `tiers` stand in the order of TIERS."""

    name: str
    year: str
    granted: Figure | None
    verified: Figure | None
    tiers: tuple[Figure | None, ...]

    @property
    def left(self) -> int | None:
        """What is left of the grant, below zero where it is missing; None where either is unknown."""
        if self.granted is None or self.verified is None:
            return None
        return _left(self.granted.value, self.verified.value)


def positions(facilities: Sequence[Thing], standing: Sequence[Figure]) -> tuple[Position, ...]:
    """The facilities of which anything is stated, each in the newest year of its grant or emissions."""
    by = {(f.address, f.period): f for f in standing}
    found = []
    for thing in facilities:
        own = thing.id.rpartition("/")[2]
        addresses = (f"{GRANTED}/{own}", f"{VERIFIED}/{own}")
        # The last of an address is its newest.
        tiers = tuple(
            next((f for f in reversed(standing) if f.address == f"{name}/{own}"), None) for name in TIERS
        )
        year = max((period for address, period in by if address in addresses), default="")
        if year or any(tiers):
            granted, verified = (by.get((address, year)) for address in addresses)
            found.append(Position(say(thing.name), year, granted, verified, tiers))
    return tuple(found)


def facilities_table(found: Sequence[Position], kinds: showing.Kinds) -> Table | None:
    """Every facility of which something is stated, and their sum where all its parts are of one year."""
    if not found:
        return None
    columns = (
        _("Granted"), _("Verified"), _("Left over, or missing (−)"), _("Tier"), _("Tier required"),
    )  # fmt: skip
    rows = [
        (
            Cell(text=each.name),
            Cell(text=each.year or _("unknown")),
            figure_cell(each.granted, kinds),
            figure_cell(each.verified, kinds),
            _amount(each.left),
            *(figure_cell(tier, kinds) for tier in each.tiers),
        )
        for each in found
    ]
    return Table(
        caption=_("Facilities"),
        columns=(Column(_("Facility")), Column(_("Year")), *(Column(each, numeric=True) for each in columns)),
        rows=(*rows, *_sums(found)),
    )


def untold_words(count: int) -> str:
    """One line for all facilities of which nothing is stated."""
    if not count:
        return ""
    says = ngettext(
        "%(count)s facility: neither grant, verified emissions nor tier is published.",
        "%(count)s facilities: neither grant, verified emissions nor tier is published.",
        count,
    )
    return says % {"count": count}


def _sums(found: Sequence[Position]) -> tuple[tuple[Cell, ...], ...]:
    """The row of sums, a row for each year; a sum with an unknown part is unknown."""
    rows = []
    for year in sorted({each.year for each in found if each.year}, reverse=True):
        own = [each for each in found if each.year == year]
        granted = _sum([each.granted for each in own])
        verified = _sum([each.verified for each in own])
        left = None if granted is None or verified is None else _left(granted, verified)
        rows.append(
            (
                Cell(text=_("Sum of those listed")),
                Cell(text=year),
                _amount(granted),
                _amount(verified),
                _amount(left),
                Cell(),
                Cell(),
            )
        )
    return tuple(rows)


def _sum(figures: Sequence[Figure | None]) -> Decimal | None:
    values = [figure.value if figure else None for figure in figures]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def _left(granted: Decimal | None, verified: Decimal | None) -> int | None:
    if granted is None or verified is None or granted % 1 or verified % 1:
        return None
    answer = year_balance(holding=float(granted), verified=float(verified))
    return int(answer.surplus - answer.short)


def _amount(value: Decimal | int | None) -> Cell:
    return Cell(text=_("unknown")) if value is None else Cell(value=Decimal(value), unit="tco2e")
