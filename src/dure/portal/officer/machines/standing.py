"""How each machine of a place stands: how full, what is broken, what it has not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import DeviceEvent, EventsHeard
from dure.kernel.parties import read as parties
from dure.kernel.parties.read import SigningKeySeen
from dure.kernel.things import read as things
from dure.kernel.things.read import Thing
from dure.portal.feeds.machines import MACHINE_KIND
from dure.portal.resident.machines.hearing import EMPTIED, FAULT, FILL, MENDED

# A machine that has told nothing for so long is looked after.
SILENT = timedelta(days=1)
# From here on somebody should come.
NEARLY_FULL_PERCENT = 80


@dataclass(frozen=True)
class Standing:
    """One machine: how full it is (None: unknown) and since when, what is broken, what it has told."""

    thing: Thing
    fill_percent: int | None
    fill_at: datetime | None
    faults: tuple[DeviceEvent, ...]
    heard: EventsHeard | None
    keys: tuple[SigningKeySeen, ...]
    is_silent: bool

    @property
    def slug(self) -> str:
        """Its id within its place."""
        return self.thing.id.rpartition("/")[2]

    def holding(self, at: datetime) -> tuple[SigningKeySeen, ...]:
        """The keys that hold at a moment."""
        return tuple(key for key in self.keys if key.since <= at and (key.until is None or at < key.until))


def machines_of(place: str) -> tuple[Thing, ...]:
    """The machines of a place."""
    return things.things(place, kind=MACHINE_KIND)


def standings(found: Sequence[Thing], *, at: datetime) -> tuple[Standing, ...]:
    """How machines stand, the one that needs somebody first at the top: broken, then the fullest."""
    ids = [thing.id for thing in found]
    last: dict[str, list[DeviceEvent]] = {}
    for event in observations.last_of_each(ids):
        last.setdefault(event.machine, []).append(event)
    heard, keys = observations.events_heard(ids), parties.signing_keys(ids)
    every = [
        _standing(
            thing, last.get(thing.id, []), heard.get(thing.id),
            tuple(key for key in keys if key.machine == thing.id), at=at,
        )
        for thing in found
    ]  # fmt: skip
    return tuple(sorted(every, key=_needs))


def _needs(one: Standing) -> tuple[bool, bool, int, str]:
    return (not one.faults, one.fill_percent is None, -(one.fill_percent or 0), one.slug)


def _standing(
    thing: Thing, last: Sequence[DeviceEvent], heard: EventsHeard | None, keys: tuple[SigningKeySeen, ...],
    *, at: datetime,
) -> Standing:  # fmt: skip
    told = {event.what: event for event in last}
    level, emptied = told.get(FILL), told.get(EMPTIED)
    fill, since = (level.amount, level.happened_at) if level else (None, None)
    if emptied and (since is None or since <= emptied.happened_at):
        fill, since = 0, emptied.happened_at
    broken = [event for event in last if event.what.startswith(f"{FAULT}/") and _stands(event, told)]
    silent = heard is not None and at - heard.last_heard > SILENT
    return Standing(thing, fill, since, tuple(broken), heard, keys, silent)


def _stands(fault: DeviceEvent, told: dict[str, DeviceEvent]) -> bool:
    mended = told.get(f"{MENDED}/{fault.what.partition('/')[2]}")
    return mended is None or mended.happened_at < fault.happened_at
