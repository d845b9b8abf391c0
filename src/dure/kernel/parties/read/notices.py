"""What somebody was told, what became of it, and where their phones take notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from dure.grammar.shapes import Text
from dure.kernel.parties import models

WAITS = "waits"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class NoticeSeen:
    """A notice with how its sending to a phone ended: an outcome of `Telling`, or `waits`."""

    id: int
    party: str
    kind: str
    urgent: bool
    title: Text
    says: Text
    href: str
    at: datetime
    outcome: str
    why: str


@dataclass(frozen=True)
class PushAddress:
    """Where a phone takes notices."""

    id: int
    endpoint: str
    p256dh: str
    auth: str


def notices_of(party: str, *, limit: int = 50) -> tuple[NoticeSeen, ...]:
    """What somebody was told, the newest first."""
    rows = models.Notice.objects.filter(party=party).prefetch_related("tellings").order_by("-id")
    return tuple(_seen(row) for row in rows[:limit])


def waiting_notices(*, limit: int = 500) -> tuple[NoticeSeen, ...]:
    """Notices nobody has taken in hand yet, the oldest first."""
    rows = models.Notice.objects.filter(tellings__isnull=True).prefetch_related("tellings")
    return tuple(_seen(row) for row in rows.order_by("id")[:limit])


def push_addresses(party: str) -> tuple[PushAddress, ...]:
    """The phones of somebody that take notices."""
    rows = models.PushAddress.objects.filter(party=party).order_by("id")
    return tuple(PushAddress(row.pk, row.endpoint, row.p256dh, row.auth) for row in rows)


def handed_over(party: str, *, before: datetime) -> tuple[datetime, ...]:
    """When notices were handed over to somebody's phones within the week before; urgent ones do not count."""
    rows = models.Telling.objects.filter(
        notice__party=party, notice__urgent=False, outcome="handed_over", at__gt=before - WEEK
    )
    return tuple(rows.order_by("at").values_list("at", flat=True))


def telling_counts(*, since: datetime) -> tuple[tuple[str, str, int], ...]:
    """How often each outcome with each reason came since a moment: the log of what was not sent, and why."""
    rows = models.Telling.objects.filter(at__gte=since).exclude(outcome="taken")
    found: Sequence[tuple[str, str, int]] = list(
        rows.values_list("outcome", "why").annotate(Count("id")).order_by("outcome", "why")
    )
    return tuple(found)


def _seen(row: models.Notice) -> NoticeSeen:
    last = max(row.tellings.all(), key=lambda each: each.number, default=None)
    return NoticeSeen(
        row.pk, row.party_id, row.kind, row.urgent, Text(row.title_ko, row.title_en),
        Text(row.says_ko, row.says_en), row.href, row.at, last.outcome if last else WAITS,
        last.why if last else "",
    )  # fmt: skip
