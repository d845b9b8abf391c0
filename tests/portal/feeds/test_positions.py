"""What a truck sends: heard once, late or out of order; refused with a sentence where it makes no sense."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.parties import write as parties
from dure.kernel.parties.read import PartySeen
from dure.portal.officer.stores.desk import digest_of

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
TRUCK, KEY = "dreamtown/truck", "a-long-key-of-the-truck"


@pytest.fixture(autouse=True)
def key(clock: Callable[[str], None]) -> None:
    """The truck has a key, and it is noon."""
    clock(NOW.isoformat())
    parties.register_party(PartySeen("officer-1", "person", "dreamtown", Text("주무관", "Officer")), at=NOW)
    parties.give_machine_key(TRUCK, digest=digest_of(KEY), by="officer-1", at=NOW)


def position(minutes_ago: float = 0, **changes: Any) -> dict[str, Any]:
    at = (NOW - timedelta(minutes=minutes_ago)).isoformat()
    return {"at": at, "lon": 127.0, "lat": 36.0, **changes}


def send(*positions: Any, machine: str = TRUCK, key: str = KEY, body: str = "") -> HttpResponse:
    text = body or json.dumps({"machine": machine, "positions": list(positions)})
    answer: Any = Client().post(
        "/feeds/positions",
        text,
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"},
    )
    return answer  # type: ignore[no-any-return]


def heard() -> list[datetime]:
    return [each.at for each in observations.positions([TRUCK], since=NOW - timedelta(days=2))]


def test_late_and_out_of_order_come_to_their_moment_and_a_replay_changes_nothing() -> None:
    assert json.loads(send(position(0), position(10)).content) == {"new": 2, "known": 0, "refused": 0}
    assert json.loads(send(position(5), position(10)).content) == {"new": 1, "known": 1, "refused": 0}
    assert heard() == [NOW - timedelta(minutes=ago) for ago in (10, 5, 0)]


def test_a_clock_that_is_wrong_by_a_day_is_refused_and_the_rest_is_heard() -> None:
    answer = send(position(-24 * 60), position(25 * 60), position(1))
    assert json.loads(answer.content) == {"new": 1, "known": 0, "refused": 2}


def test_positions_are_forgotten_after_a_day(clock: Callable[[str], None]) -> None:
    send(position(0))
    later = NOW + timedelta(hours=25)
    clock(later.isoformat())
    send({"at": later.isoformat(), "lon": 127.0, "lat": 36.0})
    assert heard() == [later]


@pytest.mark.parametrize("key", ["", "another key", digest_of(KEY)])
def test_without_its_key_nothing_is_heard(key: str) -> None:
    answer = send(position(), key=key)
    assert answer.status_code == 401
    assert "key" in json.loads(answer.content)["what"]
    assert heard() == []


def test_a_machine_without_a_key_or_that_is_no_truck_is_refused() -> None:
    parties.give_machine_key("dreamtown/machine", digest=digest_of(KEY), by="officer-1", at=NOW)
    assert send(position(), machine="dreamtown/machine").status_code == 401
    assert send(position(), machine="dreamtown/nobody").status_code == 401


def test_a_new_key_ends_the_old_one() -> None:
    parties.give_machine_key(TRUCK, digest=digest_of("new"), by="officer-1", at=NOW)
    assert send(position()).status_code == 401
    assert send(position(), key="new").status_code == 200


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '{"positions": []}', '{"machine": "x", "positions": []}', "[" * 5000, "null",
     '{"machine": "x", "positions": [7]}',
     '{"machine": "x", "positions": [{"at": "now", "lon": 1, "lat": 1}]}',
     '{"machine": "x", "positions": [{"at": "2026-11-02T03:00:00", "lon": 1, "lat": 1}]}',
     '{"machine": "x", "positions": [{"at": "2026-11-02T03:00:00Z", "lon": 1, "lat": 91}]}',
     '{"machine": "x", "positions": [{"at": "2026-11-02T03:00:00Z", "lon": NaN, "lat": 1}]}',
     '{"machine": "x", "positions": [{"at": "2026-11-02T03:00:00Z", "lon": "1", "lat": true}]}'],
)  # fmt: skip
def test_a_message_that_makes_no_sense_is_refused_with_a_sentence(body: str) -> None:
    answer = send(body=body)
    assert answer.status_code == 422
    said = json.loads(answer.content)
    assert said["what"]
    assert "positions" in said["mend"]
    assert heard() == []


def test_a_message_too_long_is_refused() -> None:
    assert send(body="x" * 70_000).status_code == 413
