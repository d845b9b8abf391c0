"""Whether the truck is near: a range of minutes, that it has passed or is here, or that nobody knows."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from dure.kernel.observations.write import Sighting, hear_positions

NOW = "2026-11-02T12:00:00+09:00"
START_LON, METRES_A_DEGREE = 127.0, 89_958.0


def drive(*metres: float, until_min: float = 1, every_min: float = 5) -> None:
    """The truck was so many metres along its route, one report after the other, the last some minutes ago."""
    now = datetime.fromisoformat(NOW)
    last = now - timedelta(minutes=until_min)
    seen = [
        Sighting(last - timedelta(minutes=every_min * back), START_LON + metre / METRES_A_DEGREE, 36.0)
        for back, metre in enumerate(reversed(metres))
    ]
    hear_positions("dreamtown/truck", seen=seen, at=now)


def answer(stop: str = "middle") -> dict[str, object]:
    told: dict[str, object] = Client().get(f"/en/dreamtown/collection/{stop}.json").json()
    return told


def words(stop: str = "middle") -> str:
    return Client().get(f"/en/dreamtown/collection/{stop}/").content.decode()


@pytest.fixture(autouse=True)
def noon(clock: Callable[[str], None]) -> None:
    """It is noon."""
    clock(NOW)


def test_a_truck_that_said_nothing_is_not_guessed_at() -> None:
    assert answer()["answer"] == "silent"
    assert "has sent no position on this round" in words()


def test_a_steady_truck_comes_within_a_narrow_range() -> None:
    drive(0, 150, 300, 450, 600)
    told = answer()
    assert told["answer"] == "comes"
    # 300 m are left of 900 at 30 m a minute, heard a minute ago, give or take 40 m.
    assert (told["from_min"], told["to_min"]) == (7, 11)
    assert "The truck comes in 7 to 11 minutes." in words()


def test_a_truck_with_changing_pace_has_a_wider_range() -> None:
    drive(0, 300, 350, 400, 600)
    told = answer()
    assert told["from_min"] < 7  # type: ignore[operator]
    assert told["to_min"] > 11  # type: ignore[operator]


def test_a_truck_beyond_the_stop_has_passed_also_when_it_was_long_ago() -> None:
    drive(300, 600, 1000, until_min=60)
    assert answer()["answer"] == "passed"
    assert answer("last")["answer"] == "unknown"


def test_an_old_position_names_no_minutes_but_its_age() -> None:
    drive(0, 150, 300, until_min=40)
    assert answer()["answer"] == "unknown"
    assert answer()["from_min"] is None
    assert "Last heard 40 minutes ago." in words()


def test_a_truck_at_the_stop_is_here() -> None:
    drive(300, 600, 890)
    assert answer()["answer"] == "here"


def test_a_truck_far_from_its_route_is_not_on_it() -> None:
    now = datetime.fromisoformat(NOW)
    hear_positions("dreamtown/truck", seen=[Sighting(now, 127.01, 36.1)], at=now)
    assert answer()["answer"] == "unknown"


def test_a_stop_that_is_none_is_not_found() -> None:
    assert Client().get("/en/dreamtown/collection/nowhere/").status_code == 404
    assert Client().get("/en/dreamtown/collection/near-shop/").status_code == 404
