"""The slots of something that is booked by the hour: which there are, how many places are free, opening one.

A slot is an account: it opens with as many places as there are seats, and a booking takes one out. What was
opened keeps its number of places, though the seats change later.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dure.grammar.attribute_values import whole_won
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.things import read as things
from dure.kernel.things.read import Attribute, Thing
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.market import paths
from dure.portal.resident.market.stalls import PRICE, held, slug_of
from dure.portal.resident.waste.hours_words import hours_of

OPENED = Text("자리를 엶", "Places opened")
DAYS_AHEAD = 14
NAMES = ("open_for", "seats", "slot_minutes", PRICE)


@dataclass(frozen=True)
class Slot:
    """One slot: of what, from when to when, how many places it has and how many are free, what one costs."""

    what: str
    start: datetime
    end: datetime
    seats: int
    free: int
    price_krw: int

    @property
    def word(self) -> str:
        """How it stands in an address."""
        return f"{self.start:%Y%m%dt%H%M}"


def coming(seen_at: datetime, thing: Thing, *, days: int = DAYS_AHEAD) -> tuple[Slot, ...]:
    """The slots of a thing from a moment on, in order; those that have begun are left out."""
    free = held(thing.place, prefix=f"{paths.SLOTS}{slug_of(thing)}/", unit=paths.SLOT)
    said = tuple(each for each in things.statements(thing.id) if each.kind in NAMES)
    found: list[Slot] = []
    for ahead in range(days):
        found += _of_day(thing, seen_at.date() + timedelta(days=ahead), said, free=free, zone=seen_at)
    return tuple(slot for slot in found if slot.start > seen_at)


def find_slot(seen_at: datetime, thing: Thing, *, word: str) -> Slot | None:
    """The slot that an address names, if it can still be booked."""
    return next((slot for slot in coming(seen_at, thing) if slot.word == word), None)


def open_slot(place: str, slot: Slot, *, at: datetime) -> None:
    """Open a slot with its places. Done again, or by two at once, it is opened once."""
    word = f"{place} {slot.what} {slot.word}"
    key = posting.make_key(at=BEGIN, random_bytes=hashlib.blake2b(word.encode(), digest_size=10).digest())
    if ledgers.find_transfer(key, place=place) is not None:
        return
    path = paths.slot(slot.what, slot.start)
    reason = posting.Reason(OPENED, origin=f"slot {slot.what} {slot.word}")
    movement = posting.Movement(key, paths.SLOTS_OPEN, path, slot.seats, paths.SLOT, slot.start, reason)
    try:
        posting.transfer(movement, place=place, at=at)
    except posting.KeyReused:
        # Somebody opened it a moment ago, with the seats there were then.
        return


def _of_day(
    thing: Thing, day: date, said: Sequence[Attribute], *, free: dict[str, int], zone: datetime
) -> list[Slot]:
    """The slots of one day, by what is stated for that day."""
    holds = {name: _on(said, name, day) for name in NAMES}
    hours = hours_of(_value(holds["open_for"]))
    seats, minutes = whole_won(_value(holds["seats"])), whole_won(_value(holds["slot_minutes"]))
    if hours is None or not seats or not minutes:
        return []
    price = whole_won(_value(holds[PRICE]))
    midnight = datetime.combine(day, time(), tzinfo=zone.tzinfo)
    found = []
    for begin, end in hours.days[day.weekday()]:
        for minute in range(begin, end - minutes + 1, minutes):
            start = midnight + timedelta(minutes=minute)
            left = free.get(f"{start:%Y%m%dt%H%M}", seats)
            until = start + timedelta(minutes=minutes)
            found.append(Slot(slug_of(thing), start, until, seats, left, price or 0))
    return found


def _value(said: Attribute | None) -> str:
    """What is stated; nothing where nothing is."""
    return said.value if said else ""


def _on(said: Sequence[Attribute], name: str, day: date) -> Attribute | None:
    """What was stated last for a day; statements come the latest first."""
    covering = [
        each
        for each in said
        if each.name == name and each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
    ]
    best = max(covering, key=lambda each: each.valid_from, default=None)
    return None if best is None or best.withdrawn else best
