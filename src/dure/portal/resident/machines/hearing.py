"""Hearing what a machine tells: judged by its signature and number, recorded once, deposits credited.

What arrives late or out of order counts. A wrong clock is told from a late event by when the machine says it
sends; deposits of such a machine wait for a look, levels and faults count at their moment by our clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.read import DeviceEvent
from dure.kernel.things.read import Thing
from dure.portal.resident.machines.crediting import SKEW, Credit, Deposit, credit, whose
from dure.portal.resident.machines.keys import keys_of
from dure.portal.resident.machines.saying import NOTHING, note_words, outcome_words
from dure.protocols.device_events import (
    HOLD,
    IGNORE,
    REFUSE,
    TAKE,
    Arrival,
    Event,
    Judged,
    Seen,
    judged,
)
from dure.protocols.envelope import opened

KIND = "machine_event"
# After so long an event is called late. It counts as long as an act may be told.
LATE = timedelta(days=1)
DEPOSIT, FILL, EMPTIED, FAULT, MENDED = "deposit", "fill", "emptied", "fault", "mended"
MOST_ITEMS, FULL_PERCENT = 100, 100
CLOCK = {"clock_ahead", "clock_behind"}


@dataclass(frozen=True)
class Answer:
    """What became of one message: the machine's number, the deed, remarks, and a sentence."""

    counter: int | None
    deed: str
    notes: tuple[str, ...]
    outcome: str
    says: Text
    paid: int = 0
    unit: str = ""


def hear(machine: Thing, texts: Sequence[str], *, sent_at: datetime, at: datetime) -> list[Answer]:
    """Hear the messages of a machine in their order; each is recorded or refused by itself."""
    keys, arrival = keys_of(machine.id), Arrival(at, sent_at)
    answers = []
    for text in texts:
        counter = _counter(text, keys=[key.public for key in keys])
        seen = Seen(observations.known_numbers(machine.id, counters=[counter]))
        found = judged(text, keys=keys, seen=seen, arrival=arrival, skew=SKEW, late=LATE)
        answers.append(_heard(machine, found, at=at))
    return answers


def case_of(digest: str) -> str:
    """The case of an event that waits for a look."""
    return f"{KIND}/{digest[:32]}"


def _counter(text: str, *, keys: Sequence[object]) -> int:
    """The number that a text gives itself, to look it up; 0 where it cannot be read."""
    found = opened(text.strip(), kind="DURE-E1", keys=keys).facts.get("c", 0)  # type: ignore[arg-type]
    return found if isinstance(found, int) and 0 < found < 2**62 else 0


def _heard(machine: Thing, found: Judged, *, at: datetime) -> Answer:
    event = found.event
    if event is None or found.deed == REFUSE:
        counter = event.counter if event else None
        return Answer(counter, REFUSE, found.notes, "", note_words(found.notes[0]))
    if wrong := _wrong(event):
        return Answer(event.counter, REFUSE, (wrong,), "", note_words(wrong))
    if found.deed == IGNORE or observations.came_in(machine.id, digest=found.digest):
        return Answer(event.counter, IGNORE, ("replay",), "", note_words("replay"))
    try:
        return _recorded(machine, found, event, at=at)
    except observing.HeardBefore:
        # The same event was sent twice at once: the other one was quicker.
        return Answer(event.counter, IGNORE, ("replay",), "", note_words("replay"))


@transaction.atomic
def _recorded(machine: Thing, found: Judged, event: Event, *, at: datetime) -> Answer:
    """Record an event and credit or hold its deposit, both or neither."""
    happened_at = found.happened_at or event.at
    is_deposit = event.what.startswith(f"{DEPOSIT}/")
    # A level or a fault of a machine whose clock is wrong is none the less there.
    deed = TAKE if not is_deposit and set(found.notes) & CLOCK else found.deed
    done = Credit("", NOTHING)
    if is_deposit:
        deposit = Deposit(
            machine.place, machine.id, event.counter, found.digest, event.what.partition("/")[2],
            event.amount, happened_at,
        )  # fmt: skip
        done = _held(found) if deed == HOLD else _credited(deposit, event, at=at)
    observing.hear_event(
        DeviceEvent(
            machine.id, event.counter, found.digest, event.what, event.unit, event.amount, happened_at, at,
            deed, found.notes, done.outcome,
        )
    )  # fmt: skip
    if deed == HOLD and is_deposit:
        _open_case(machine, event, found, at=at)
    return Answer(event.counter, deed, found.notes, done.outcome, done.says, done.paid, done.unit)


def _credited(deposit: Deposit, event: Event, *, at: datetime) -> Credit:
    party, why = whose(event.code, at=event.at)
    return credit(deposit, party=party, at=at) if party else Credit(why, outcome_words(why))


def _held(found: Judged) -> Credit:
    return Credit("held", note_words(next((note for note in found.notes if note_words(note).en), "")))


def _open_case(machine: Thing, event: Event, found: Judged, *, at: datetime) -> None:
    """A case for an officer: why it waits, what the machine said, and to whom it would go."""
    happened_at = found.happened_at or event.at
    # Whoever it was showed the code by the clock of the server, whatever the machine's clock says.
    party, why = whose(event.code, at=happened_at)
    article = event.what.partition("/")[2]
    says = [note_words(note) for note in found.notes]
    opening = cases.Opening(
        id=case_of(found.digest), place=machine.place, kind=KIND,
        title=Text(f"{machine.name.ko}: {event.counter}번", f"{machine.name.en}: no. {event.counter}"),
        subject=machine.id, on=timezone.localdate(happened_at),
        says=Text(" ".join(one.ko for one in says), " ".join(one.en for one in says)),
    )  # fmt: skip
    letter = {
        "machine": machine.id, "counter": str(event.counter), "digest": found.digest, "article": article,
        "items": str(event.amount), "happened_at": happened_at.isoformat(), "said_at": event.at.isoformat(),
        "party": party, "why_nobody": why, "notes": " ".join(found.notes),
    }  # fmt: skip
    cases.open_case(opening, by=cases.Actor(machine.id, "", frozenset()), at=at, letters=[letter])


def _wrong(event: Event) -> str:
    """The word for what cannot be about an event; empty for most."""
    sort, _slash, about = event.what.partition("/")
    if sort not in (DEPOSIT, FILL, EMPTIED, FAULT, MENDED) or (sort in (DEPOSIT, FAULT, MENDED)) != bool(
        about
    ):
        return "unknown_sort"
    if len(event.what) > 80 or not event.what.replace("/", "").replace("-", "").replace("_", "").isalnum():
        return "unknown_sort"
    if sort == FILL and (event.unit != "percent" or event.amount > FULL_PERCENT):
        return "odd_amount"
    if sort == DEPOSIT and (event.unit != "items" or not 1 <= event.amount <= MOST_ITEMS):
        return "odd_amount"
    return ""
