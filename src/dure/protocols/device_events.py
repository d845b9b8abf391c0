"""Events that machines sign: a deposit, a fill level, a fault. Replay-proof, late or out of order.

A machine counts its events from 1 and signs each with its own key. It may be offline for weeks and send
everything later, twice or in another order: each event counts once, and what is missing is told. The
machine's clock is read against ours when it sends (`sent_at`), so a clock that is wrong is told from an
event that is late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dure.protocols.envelope import digest_of, opened, sealed, signer_of

KIND = "DURE-E1"
# Take: it counts. Hold: a person looks first. Ignore: it is here already. Refuse: it is no event of ours.
TAKE, HOLD, IGNORE, REFUSE = "take", "hold", "ignore", "refuse"
# A clock beyond the year 2100 is no clock.
LAST_SECOND = 4_102_444_800


@dataclass(frozen=True)
class Event:
    """What a machine states: its own number for it, when by its clock, what kind, how much of which unit.

    `code` is what somebody at the machine showed or typed, to be known by it; empty where nobody did.
    """

    device: str
    counter: int
    at: datetime
    what: str
    unit: str
    amount: int
    code: str = ""


@dataclass(frozen=True)
class DeviceKey:
    """A machine's public key and the days it holds; `until` is open where the key still holds."""

    device: str
    public: Ed25519PublicKey
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """What is known of a machine: the digest of each event by its counter."""

    digests: Mapping[int, str]

    @property
    def highest(self) -> int:
        """The highest counter that came, 0 if none."""
        return max(self.digests, default=0)


@dataclass(frozen=True)
class Arrival:
    """When a message came by our clock, and when the machine sent it by its own."""

    received_at: datetime
    sent_at: datetime


@dataclass(frozen=True)
class Judged:
    """What is to be done with a message, and everything that is remarkable about it.

    Notes: `unreadable`, `other_kind`, `unknown_signer`, `forged`, `incomplete`, `other_device`,
    `key_not_valid`, `replay` (the very same event again), `counter_reused` (another event under a used
    number), `out_of_order`, `late`, `gap` (numbers before it have not come), `clock_ahead`, `clock_behind`,
    `in_the_future`.
    """

    deed: str
    notes: tuple[str, ...]
    event: Event | None = None
    digest: str = ""
    missing: tuple[int, int] | None = None
    happened_at: datetime | None = None


def signed(event: Event, *, key: Ed25519PrivateKey) -> str:
    """The text that a machine sends for an event.

    >>> key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    >>> at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    >>> text = signed(Event("nephron-1", 1, at, "deposit/can", "items", 3), key=key)
    >>> keys = [DeviceKey("nephron-1", key.public_key(), at)]
    >>> judged(text, keys=keys, seen=Seen({}), arrival=Arrival(at, at), skew=timedelta(minutes=5),
    ...        late=timedelta(days=1)).deed
    'take'
    """
    if event.at.tzinfo is None:
        raise ValueError(f"The time {event.at} has no zone: give it one.")
    if event.counter < 1:
        raise ValueError(f"The counter is {event.counter}: a machine counts its events from 1.")
    if event.amount < 0:
        raise ValueError(f"The amount is {event.amount}: a machine states zero or more.")
    facts: dict[str, str | int] = {
        "d": event.device, "c": event.counter, "t": int(event.at.timestamp()), "w": event.what,
        "u": event.unit, "v": event.amount,
    }  # fmt: skip
    if event.code:
        facts["p"] = event.code
    return sealed(facts, kind=KIND, key=key)


def judged(
    text: str, *, keys: Sequence[DeviceKey], seen: Seen, arrival: Arrival, skew: timedelta, late: timedelta
) -> Judged:
    """What to do with a message of a machine whose keys and events are known.

    `skew` is how far the machine's clock may be off, `late` after how long an event is called late. Late and
    out-of-order events count; a wrong clock lets a person look, with the time as it would be by our clock.
    """
    answer = opened(text.strip(), kind=KIND, keys=[key.public for key in keys])
    event = None if answer.fault else _event(answer.facts)
    if event is None:
        return Judged(REFUSE, (answer.fault or "incomplete",))
    digest, ahead = digest_of(text.strip()), arrival.sent_at - arrival.received_at
    happened_at = event.at - ahead if abs(ahead) > skew else event.at
    refused = _refused(event, keys=keys, signer=answer.signer, at=happened_at)
    if refused:
        return Judged(REFUSE, (refused,), event, digest)
    if event.counter in seen.digests:
        same = seen.digests[event.counter] == digest
        deed, note = (IGNORE, "replay") if same else (HOLD, "counter_reused")
        return Judged(deed, (note,), event, digest, None, happened_at)
    notes = [*_order(event, seen), *_clock(event, arrival, ahead=ahead, skew=skew)]
    if arrival.received_at - happened_at > late:
        notes.append("late")
    doubted = {"clock_ahead", "clock_behind", "in_the_future"} & set(notes)
    missing = (seen.highest + 1, event.counter - 1) if "gap" in notes else None
    return Judged(HOLD if doubted else TAKE, tuple(notes), event, digest, missing, happened_at)


def _event(facts: Mapping[str, str | int]) -> Event | None:
    """The event of some facts; None if one is missing or cannot be."""
    texts, wholes = [facts.get(name) for name in "dwu"], [facts.get(name) for name in "ctv"]
    if not all(isinstance(each, str) for each in texts) or not all(isinstance(each, int) for each in wholes):
        return None
    device, what, unit = (str(each) for each in texts)
    counter, at_s, amount = (int(each or 0) for each in wholes)
    code = facts.get("p", "")
    if counter < 1 or amount < 0 or not 0 <= at_s <= LAST_SECOND or not isinstance(code, str):
        return None
    return Event(device, counter, datetime.fromtimestamp(at_s, UTC), what, unit, amount, code)


def _refused(event: Event, *, keys: Sequence[DeviceKey], signer: str, at: datetime) -> str | None:
    """Why an event is not of the machine that it names; None where it is."""
    own = [key for key in keys if key.device == event.device and signer_of(key.public) == signer]
    if not own:
        return "other_device"
    in_force = any(key.since <= at and (key.until is None or at < key.until) for key in own)
    return None if in_force else "key_not_valid"


def _order(event: Event, seen: Seen) -> list[str]:
    """Whether numbers before it are missing, or later ones came first."""
    if event.counter < seen.highest:
        return ["out_of_order"]
    return ["gap"] if event.counter > seen.highest + 1 else []


def _clock(event: Event, arrival: Arrival, *, ahead: timedelta, skew: timedelta) -> list[str]:
    """What the machine's clock says that cannot be."""
    notes = []
    if abs(ahead) > skew:
        notes.append("clock_ahead" if ahead > timedelta(0) else "clock_behind")
    if event.at - arrival.sent_at > skew:
        notes.append("in_the_future")
    return notes
