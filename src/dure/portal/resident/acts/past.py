"""Acts of a time as the ledger holds them: for trials of a tariff, statistics, and how fast a budget goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from dure.engines.residents.trial import PastAct
from dure.grammar.books.programme_shapes import Programme
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Departure
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


def acts_in(place: str, programme: Programme, *, month: Month) -> list[PastAct]:
    """The acts of a programme in a month, in the order they were told; each once, by its person."""
    shares = {
        (action.name, rule.kind): rule.earns_percent
        for action in programme.actions
        for rule in action.evidence
    }
    path = f"{books.ACTS_OUTSIDE}/{programme.name}"
    found: list[PastAct] = []
    seen: set[str] = set()
    for row in _walk(place, path, unit=books.ACT_UNIT, first=month.first, last=month.next):
        if row.group in seen:
            continue
        # The turn of a household follows that of its member.
        seen.add(row.group)
        action, quantity, kind = row.origin.partition("/")[2].split(" ")[:3]
        found.append(
            PastAct(
                person=row.path.partition("/")[2],
                day=timezone.localdate(row.happened_at).toordinal(),
                action=action,
                thousandths=int(Decimal(quantity) * 1000),
                share_percent=shares.get((action, kind), 100),
            )
        )
    return found


def paid_by_day(place: str, *, programme: str, unit: str, first: date, last: date) -> list[float]:
    """What left a programme's budget on each day from the first to before the last, empty days too."""
    days = dict.fromkeys((first + timedelta(days=n) for n in range((last - first).days)), 0.0)
    for row in _walk(place, books.budget_of(programme), unit=unit, first=first, last=last):
        days[timezone.localdate(row.happened_at)] += row.amount
    return list(days.values())


def _walk(place: str, path: str, *, unit: str, first: date, last: date) -> Iterator[Departure]:
    after = 0
    while rows := ledgers.departures(
        place, path=path, unit=unit, happened_from=_midnight(first), happened_before=_midnight(last),
        after=after,
    ):  # fmt: skip
        yield from rows
        after = rows[-1].row


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())
