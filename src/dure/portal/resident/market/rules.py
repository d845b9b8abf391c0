"""The rules of a market as its place states them: worth of points, cancelling, fetching, lending.

All are figures, with days and documents. What nobody states is unknown, and nothing is done by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Kind
from dure.portal.resident.acts import tariffs

WORTH = "market_worth_krw"
FREE_H, LATE, MISSED = "cancel_free_h", "late_cancel_refund_percent", "no_show_refund_percent"
PAUSE, FETCH = "no_show_pause_days", "fetch_days"
LOAN, KEEP, MOST = "loan_days", "book_keep_days", "most_loans"
LABEL = "eco_rules_needed"
JOBS, ARTICLES, BOOKS = "centre_jobs", "market_articles", "market_books"
GOODS = "market_good"
ALONE = (PAUSE, FETCH, LOAN, KEEP, MOST, LABEL, JOBS, ARTICLES, BOOKS)
OF_KINDS = (FREE_H, LATE, MISSED)


@dataclass(frozen=True)
class Rules:
    """Everything that a place states about its market, as it stands on a day."""

    figures: Sequence[Figure]
    kinds: dict[str, Kind]
    on: date

    def figure(self, address: str) -> Figure | None:
        """The figure that counts; None where nobody states one."""
        return tariffs.counts_on(self.figures, address=address, on=self.on)

    def value(self, address: str) -> Decimal | None:
        """Its value; None where nobody states or knows it."""
        found = self.figure(address)
        return None if found is None else found.value

    def last(self, name: str) -> Figure | None:
        """The last statement under a name, whichever day it is of."""
        found = [each for each in self.figures if each.address == name]
        return max(found, key=lambda each: each.valid_from) if found else None

    def accepted(self) -> dict[str, Decimal]:
        """What one of each unit pays here, of those whose worth is known."""
        facets = self.kinds[WORTH].facets if WORTH in self.kinds else ()
        found = {name: self.value(f"{WORTH}/{name}") for name, _title in facets}
        return {name: worth for name, worth in found.items() if worth}


def rules_of(place: str, *, on: date) -> Rules:
    """What a place, and those it is part of, state about the market."""
    kinds = dict(observations.kinds())
    addresses = list(ALONE)
    for name in (WORTH, *OF_KINDS):
        addresses += [f"{name}/{facet}" for facet, _title in (kinds[name].facets if name in kinds else ())]
    return Rules(tariffs.stated(place, addresses), kinds, on)
