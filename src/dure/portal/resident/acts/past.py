"""Acts of a time as the ledger holds them: for trials of a tariff, statistics, and how fast a budget goes."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from dure.engines.residents.trial import PastActs
from dure.grammar.books.programme_shapes import Programme
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.resident.acts import books


@dataclass(frozen=True)
class Month:
    """A month of the calendar, from its first day to before the first of the next."""

    first: date

    @property
    def next(self) -> date:
        """The first day of the month after it."""
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def name(self) -> str:
        """The month as addresses write it."""
        return f"{self.first:%Y-%m}"


def last_month(today: date) -> Month:
    """The last month that is over."""
    return Month((today.replace(day=1) - timedelta(days=1)).replace(day=1))


def acts_in(place: str, programme: Programme, *, month: Month) -> PastActs:
    """The acts of a programme in a month, in the order they were told; each once, by its person."""
    path = f"{books.ACTS_OUTSIDE}/{programme.name}"
    left = ledgers.left_between(place, path=path, unit=books.ACT_UNIT, first=month.first, before=month.next)
    reasons = np.unique(left.reason)
    told = [_told(left.origins[each]) for each in reasons.tolist()]
    names = tuple(dict.fromkeys([*(action.name for action in programme.actions), *(one[0] for one in told)]))
    shares = {
        (action.name, rule.kind): rule.earns_percent
        for action in programme.actions
        for rule in action.evidence
    }
    rows = [
        (names.index(action), int(quantity * 1000), shares.get((action, kind), 100))
        for action, quantity, kind in told
    ]
    # The turn of a household follows that of its member.
    which = np.searchsorted(reasons, left.reason[left.first])
    action, thousandths, share = np.array(rows, dtype=np.int64).reshape(-1, 3)[which].T
    return PastActs(left.account[left.first], left.day[left.first], action, thousandths, share, names)


def gather(place: str, programme: Programme) -> int:
    """Tell month by month what is sealed of a programme's acts and payments; answers how many rows are new.

    Once begun, sealing goes on with it, so that statistics and trials read no long tail of rows.
    """
    acts = posting.tally(place, path=f"{books.ACTS_OUTSIDE}/{programme.name}", unit=books.ACT_UNIT)
    if not programme.unit:
        return acts
    return acts + posting.tally(place, path=books.budget_of(programme.name), unit=programme.unit)


def paid_by_day(place: str, *, programme: str, unit: str, first: date, last: date) -> list[float]:
    """What left a programme's budget on each day from the first to before the last, empty days too."""
    left = ledgers.left_between(place, path=books.budget_of(programme), unit=unit, first=first, before=last)
    days = left.day - first.toordinal()
    sums = np.bincount(days, weights=left.amount, minlength=(last - first).days)
    return [float(amount) for amount in sums]


def _told(origin: str) -> tuple[str, Decimal, str]:
    """Which act the origin of a movement names, how much of it, and its evidence."""
    action, quantity, kind = origin.partition("/")[2].split(" ")[:3]
    return action, Decimal(quantity), kind
