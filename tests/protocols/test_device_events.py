"""Events of machines: each counts once, late or out of order; what is wrong is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from dure.protocols.device_events import Arrival, DeviceKey, Event, Judged, Seen, judged, signed
from dure.protocols.envelope import sealed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
KEYS = [DeviceKey("machine-1", KEY.public_key(), NOON - 30 * DAY)]
EVENT = Event("machine-1", 1, NOON, "deposit/can", "items", 3)


def judge(
    text: str, *, seen: dict[int, str] | None = None, received: datetime = NOON, sent: datetime | None = None,
    keys: Sequence[DeviceKey] = KEYS,
) -> Judged:  # fmt: skip
    return judged(
        text, keys=keys, seen=Seen(seen or {}), arrival=Arrival(received, sent or received),
        skew=5 * MINUTE, late=DAY,
    )  # fmt: skip


def test_an_event_counts_once_and_its_replay_does_nothing() -> None:
    text = signed(EVENT, key=KEY)
    first = judge(text)
    assert (first.deed, first.notes, first.event) == ("take", (), EVENT)
    again = judge(text, seen={1: first.digest}, received=NOON + DAY)
    assert (again.deed, again.notes) == ("ignore", ("replay",))


@given(st.permutations(range(1, 8)))
def test_whatever_the_order_every_event_counts_once(order: list[int]) -> None:
    seen: dict[int, str] = {}
    taken = 0
    for counter in [*order, *order]:
        answer = judge(signed(replace(EVENT, counter=counter, amount=counter), key=KEY), seen=seen)
        if answer.deed == "take":
            assert answer.event is not None
            seen[counter], taken = answer.digest, taken + answer.event.amount
    assert taken == sum(range(1, 8))
    assert sorted(seen) == list(range(1, 8))


def test_missing_numbers_are_told_and_what_comes_after_counts() -> None:
    answer = judge(signed(replace(EVENT, counter=5), key=KEY), seen={1: "x"})
    assert (answer.deed, answer.notes, answer.missing) == ("take", ("gap",), (2, 4))
    early = judge(signed(replace(EVENT, counter=2), key=KEY), seen={1: "x", 5: "y"})
    assert (early.deed, early.notes) == ("take", ("out_of_order",))


def test_an_event_of_last_week_is_late_and_counts() -> None:
    answer = judge(signed(EVENT, key=KEY), received=NOON + 7 * DAY)
    assert (answer.deed, answer.notes, answer.happened_at) == ("take", ("late",), NOON)


@pytest.mark.parametrize(("off", "note"), [(DAY, "clock_ahead"), (-DAY, "clock_behind")])
def test_a_clock_that_is_a_day_off_is_held_with_the_time_it_would_be(off: timedelta, note: str) -> None:
    answer = judge(
        signed(replace(EVENT, at=NOON + off), key=KEY), received=NOON + MINUTE, sent=NOON + off + MINUTE
    )
    assert (answer.deed, answer.notes, answer.happened_at) == ("hold", (note,), NOON)


def test_an_event_of_tomorrow_is_held() -> None:
    answer = judge(signed(replace(EVENT, at=NOON + DAY), key=KEY))
    assert (answer.deed, answer.notes) == ("hold", ("in_the_future",))


def test_a_number_used_for_something_else_is_held() -> None:
    first = judge(signed(EVENT, key=KEY))
    answer = judge(signed(replace(EVENT, amount=30), key=KEY), seen={1: first.digest})
    assert (answer.deed, answer.notes) == ("hold", ("counter_reused",))


def test_a_forged_event_is_refused() -> None:
    text = signed(EVENT, key=KEY)
    assert judge(text[:-2] + ("AA" if not text.endswith("AA") else "BA")).notes in {
        ("forged",),
        ("unreadable",),
    }
    body = signed(replace(EVENT, amount=300), key=KEY).rpartition(".")[0]
    assert judge(f"{body}.{text.rpartition('.')[2]}").notes == ("forged",)
    assert judge(signed(EVENT, key=OTHER)).notes == ("unknown_signer",)


def test_a_machine_may_not_speak_for_another() -> None:
    keys = [*KEYS, DeviceKey("machine-2", OTHER.public_key(), NOON - 30 * DAY)]
    answer = judge(signed(EVENT, key=OTHER), keys=keys)
    assert (answer.deed, answer.notes) == ("refuse", ("other_device",))


def test_a_key_counts_while_it_holds() -> None:
    changed = [
        DeviceKey("machine-1", KEY.public_key(), NOON - 30 * DAY, NOON),
        DeviceKey("machine-1", OTHER.public_key(), NOON),
    ]
    assert judge(signed(EVENT, key=KEY), keys=changed).notes == ("key_not_valid",)
    assert judge(signed(EVENT, key=OTHER), keys=changed).deed == "take"
    assert judge(signed(replace(EVENT, at=NOON - MINUTE), key=KEY), keys=changed).deed == "take"


@given(st.text(max_size=300))
def test_whatever_comes_is_answered(text: str) -> None:
    assert judge(text).deed == "refuse"


FACTS: dict[str, str | int] = {"d": "machine-1", "c": 1, "t": 1, "w": "x", "u": "items", "v": 1}


@pytest.mark.parametrize("change", [{"c": 0}, {"t": 10**15}, {"v": -1}, {"w": 3}, {"d": 1}])
def test_a_signed_text_that_is_no_event_is_refused(change: dict[str, str | int]) -> None:
    assert judge(sealed(FACTS | change, kind="DURE-E1", key=KEY)).notes == ("incomplete",)


@pytest.mark.parametrize(("change", "says"), [({"counter": 0}, "from 1"), ({"amount": -1}, "zero or more"),
                                              ({"at": datetime(2026, 1, 1)}, "no zone")])  # fmt: skip
def test_a_machine_does_not_sign_what_cannot_be(change: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        signed(replace(EVENT, **change), key=KEY)  # type: ignore[arg-type]
