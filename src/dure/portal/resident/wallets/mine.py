"""What a resident's wallet holds, unit by unit: what can be spent, what ends next, and every row by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dure.engines.residents.lots import Lot
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Row
from dure.portal.resident.acts import tariffs
from dure.portal.resident.own import Resident
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.lots import NEVER, purse_of
from dure.portal.resident.wallets.moving import Standing, Wallet, owing, stood
from dure.portal.resident.wallets.terms import Terms, point_units, purses, terms_of


@dataclass(frozen=True)
class Held:
    """One unit of somebody's wallet: its rows, how it stands today, and the terms of its place."""

    wallet: Wallet
    standing: Standing
    rows: tuple[Row, ...]

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return self.wallet.unit

    @property
    def next_end(self) -> Lot | None:
        """The lot that ends first; None where nothing ends."""
        return next((lot for lot in self.standing.lots if lot.last_day != NEVER), None)


@dataclass(frozen=True)
class Line:
    """A row with the balance after it."""

    row: Row
    unit: str
    balance: int

    @property
    def booked_on(self) -> date:
        """The day it was recorded."""
        return timezone.localdate(self.row.recorded_at)


def held_by(me: Resident) -> tuple[tuple[Held, ...], Terms]:
    """Everything in somebody's wallet, and what their place states about it."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    terms = terms_of(me.place.id, (*point_units(), "krw"))
    own = paths.wallet(me.party)
    found = []
    for place, unit in purses(runs, terms, place=me.place.id):
        wallet = Wallet(place, me.party, unit, terms.last_day(unit))
        rows = ledgers.histories(place, paths=(own,), unit=unit)[own]
        owed = owing(place, me.party, unit=unit)
        purse = purse_of(rows, last_day=wallet.last_day)
        found.append(Held(wallet, stood(purse, owed=owed, on=me.today), rows))
    return tuple(found), terms


def lines_of(held: Sequence[Held], *, unit: str = "", month: str = "", sort: str = "") -> list[Line]:
    """The rows of some units in a month, newest first, each with the balance after it."""
    found = []
    for each in held:
        balance = 0
        for row in each.rows:
            balance += row.amount
            line = Line(row, each.unit, balance)
            came = row.amount > 0
            wanted = (
                unit in ("", each.unit)
                and month in ("", f"{line.booked_on:%Y-%m}")
                and sort in ("", "in" if came else "out")
            )
            if wanted:
                found.append(line)
    return sorted(found, key=lambda line: line.row.row, reverse=True)


def months_of(held: Sequence[Held]) -> list[str]:
    """The months in which something was recorded, the newest first."""
    days = (timezone.localdate(row.recorded_at) for each in held for row in each.rows)
    return sorted({f"{day:%Y-%m}" for day in days}, reverse=True)


def find_row(held: Sequence[Held], *, key: str) -> tuple[Held, Row] | None:
    """The row of that key among one's own."""
    return next(((each, row) for each in held for row in each.rows if str(row.key) == key), None)


def held_in(held: Sequence[Held], *, unit: str) -> Held | None:
    """One unit of the wallet."""
    return next((each for each in held if each.unit == unit), None)
