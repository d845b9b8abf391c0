"""What machines stated under their signature: which numbers came, the last levels, faults and deposits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from dure.kernel.observations import models

MOST = 500


@dataclass(frozen=True)
class DeviceEvent:
    """One event of a machine: its number for it, when by our clock, what, how much, what became of it."""

    machine: str
    counter: int
    digest: str
    what: str
    unit: str
    amount: int
    happened_at: datetime
    received_at: datetime
    deed: str
    notes: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True)
class EventsHeard:
    """How many numbers of a machine have come, the highest of them, and when it last told anything."""

    machine: str
    numbers: int
    highest: int
    last_heard: datetime

    @property
    def missing(self) -> int:
        """How many numbers below the highest have not come."""
        return self.highest - self.numbers


def known_numbers(machine: str, *, counters: Sequence[int]) -> dict[int, str]:
    """The digests of these numbers of a machine as far as they came, and of its highest one."""
    rows = models.DeviceEvent.objects.filter(machine=machine)
    found = dict(rows.filter(counter__in=list(counters)).order_by("-id").values_list("counter", "digest"))
    highest = rows.order_by("-counter").values_list("counter", "digest").first()
    return found if highest is None else {highest[0]: highest[1], **found}


def came_in(machine: str, *, digest: str) -> bool:
    """Whether the very same event came in before."""
    return models.DeviceEvent.objects.filter(machine=machine, digest=digest).exists()


def device_events(machines: Sequence[str], *, since: datetime | None = None) -> tuple[DeviceEvent, ...]:
    """The latest events of some machines, the newest first; at most MOST of them."""
    rows = models.DeviceEvent.objects.filter(machine__in=list(machines))
    rows = rows if since is None else rows.filter(happened_at__gte=since)
    return tuple(_event(row) for row in rows.order_by("-happened_at", "-counter")[:MOST])


def last_of_each(machines: Sequence[str]) -> tuple[DeviceEvent, ...]:
    """Of each machine and each sort of statement the one that happened last, of those that count."""
    rows = models.DeviceEvent.objects.filter(machine__in=list(machines), deed="take")
    last = rows.values("machine", "what").annotate(last=Max("happened_at"))
    wanted = {(each["machine"], each["what"], each["last"]) for each in last}
    moments = {moment for _machine, _what, moment in wanted}
    found: dict[tuple[str, str], models.DeviceEvent] = {}
    for row in rows.filter(happened_at__in=moments).order_by("counter"):
        if (row.machine, row.what, row.happened_at) in wanted:
            found[(row.machine, row.what)] = row
    return tuple(_event(row) for row in found.values())


def events_heard(machines: Sequence[str]) -> dict[str, EventsHeard]:
    """How much each of some machines has told; those that told nothing are left out."""
    rows = models.DeviceEvent.objects.filter(machine__in=list(machines)).values("machine")
    told = rows.annotate(
        numbers=Count("counter", distinct=True), highest=Max("counter"), last=Max("received_at")
    )
    return {
        row["machine"]: EventsHeard(row["machine"], row["numbers"], row["highest"], row["last"])
        for row in told
    }


def _event(row: models.DeviceEvent) -> DeviceEvent:
    return DeviceEvent(
        row.machine, row.counter, row.digest, row.what, row.unit, row.amount, row.happened_at,
        row.received_at, row.deed, tuple(row.notes.split()), row.outcome,
    )  # fmt: skip
