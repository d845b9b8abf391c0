"""What a place states about wallets: how long points last, what they are worth, how much may be given.

All of it are figures, with days and documents. Nothing is assumed where nobody states it: then points do not
end, cannot be exchanged, and cannot be given away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.resident.acts import tariffs
from dure.portal.resident.wallets.lots import NEVER, months_later

KEPT = "points_kept_months"
WORTH = "point_worth_krw"
CAP = "exchange_cap_krw"
ALONE = "cash_alone_limit_krw"
GIFTS = "most_gift_points"
COMMUNITY, CASH = "community_krw", "krw"
MONEY = (COMMUNITY, CASH)


@dataclass(frozen=True)
class Terms:
    """The figures of a place about the wallets of some units."""

    figures: Sequence[Figure]

    def stated(self, address: str, *, on: date) -> Figure | None:
        """The figure that counts on a day; None where nobody states one."""
        return tariffs.counts_on(self.figures, address=address, on=on)

    def value(self, address: str, *, on: date) -> Decimal | None:
        """Its value; None where nobody states or knows it."""
        figure = self.stated(address, on=on)
        return None if figure is None else figure.value

    def worth(self, unit: str, *, to: str, on: date) -> Figure | None:
        """What a point is worth in won of a kind of money."""
        return self.stated(f"{WORTH}/{unit}/{to}", on=on)

    def last_day(self, unit: str) -> Callable[[date], date]:
        """The last day of what was earned in a month: as stated for that month, else never."""

        @cache
        def of(month: date) -> date:
            months = self.value(f"{KEPT}/{unit}", on=month)
            return NEVER if months is None else months_later(month, months=int(months))

        return of


def terms_of(place: str, units: Sequence[str]) -> Terms:
    """What a place, and those it is part of, state about the wallets of these units."""
    addresses = []
    for unit in units:
        pairs = [f"{name}/{unit}/{to}" for name in (WORTH, CAP) for to in MONEY]
        addresses += [f"{KEPT}/{unit}", f"{GIFTS}/{unit}", f"{ALONE}/{unit}", *pairs]
    return Terms(tariffs.stated(place, addresses))


def point_units() -> tuple[str, ...]:
    """The units of points that packs know: those that something may be stated about."""
    kind = observations.kinds().get(WORTH)
    return tuple(name for name, _title in kind.facets if name not in MONEY) if kind else ()


def purses(runs: Sequence[ProgrammeRun], terms: Terms, *, place: str) -> list[tuple[str, str]]:
    """The books and units in which somebody of a place may have something, points before money."""
    paying = [(run.place, run.programme.unit) for run in runs if run.programme.unit]
    stated = [(place, f.address.split("/")[1]) for f in terms.figures if f.address.startswith(f"{WORTH}/")]
    points = [pair for pair in [*paying, *stated] if pair[1] not in MONEY]
    money = [(book, to) for book, _unit in points for to in MONEY] + [p for p in paying if p[1] in MONEY]
    seen = {unit: book for book, unit in reversed([*points, *money])}
    return [(seen[unit], unit) for unit in dict.fromkeys(unit for _book, unit in [*points, *money])]
