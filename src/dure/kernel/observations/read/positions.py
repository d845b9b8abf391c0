"""Where machines that move were last, as they said themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dure.kernel.observations import models

MOST = 5_000


@dataclass(frozen=True)
class Position:
    """Where a machine was at a moment, in degrees."""

    thing: str
    at: datetime
    lon: float
    lat: float


def positions(things: Sequence[str], *, since: datetime) -> tuple[Position, ...]:
    """Where these machines were since a moment, the earliest first."""
    rows = models.Position.objects.filter(thing__in=list(things), at__gte=since).order_by("-at")[:MOST]
    return tuple(Position(row.thing, row.at, row.lon, row.lat) for row in reversed(rows))
