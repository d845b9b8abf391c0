"""Keys by which machines sign, and whose a short code is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.kernel.parties.models import SigningKey, SpokenCode


@dataclass(frozen=True)
class SigningKeySeen:
    """A machine's public key (base 64) and from when to when it holds; `until` None: until further notice."""

    machine: str
    public: str
    since: datetime
    until: datetime | None
    recorded_at: datetime


def signing_keys(machines: Sequence[str]) -> tuple[SigningKeySeen, ...]:
    """The keys of some machines, those that ended too, in the order they were registered."""
    last: dict[tuple[str, str], SigningKeySeen] = {}
    for row in SigningKey.objects.filter(machine__in=list(machines)).order_by("id"):
        seen = SigningKeySeen(row.machine, row.public, row.since, row.until, row.recorded_at)
        last[(row.machine, row.public)] = seen
    return tuple(last.values())


def spoken_by(digits: str, *, at: datetime, slack: timedelta) -> str | None:
    """Whose digits these were at a moment, by a clock that may be off by so much; None where nobody's.

    An empty answer says that they were somebody's at another time.
    """
    rows = SpokenCode.objects.filter(digits=digits).order_by("-id")
    for row in rows:
        if row.valid_from - slack <= at <= row.valid_until + slack:
            return row.party_id
    return "" if rows else None
