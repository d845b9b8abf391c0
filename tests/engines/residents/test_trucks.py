"""The truck is near: a range that a truck keeping its pace falls into, and honest silence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import TruckComes, truck_comes


def asked(
    times: list[float], along: list[float], *, stop: float, now: float, off: float = 20.0
) -> TruckComes:
    return truck_comes(
        times_s=np.array(times), along_m=np.array(along), stop_m=stop, now_s=now, accuracy_m=off,
        window_s=120.0, stale_after_s=900.0,
    )  # fmt: skip


@given(st.floats(0.2, 12), st.integers(3, 20), st.floats(100, 9_000), st.floats(0, 300))
def test_a_truck_that_keeps_its_pace_comes_within_the_range(
    pace: float, reports: int, ahead: float, age: float
) -> None:
    times = [60.0 * n for n in range(reports)]
    along = [pace * at for at in times]
    answer = asked(times, along, stop=along[-1] + ahead, now=times[-1] + age)
    truly = ahead / pace - age
    assert answer.known
    assert not answer.passed
    if truly >= 0:
        assert answer.earliest_s - 1e-6 <= truly <= answer.latest_s + 1e-6


@given(st.lists(st.floats(0.5, 10), min_size=4, max_size=15))
def test_a_truck_within_its_own_paces_comes_within_the_range(paces: list[float]) -> None:
    times = [120.0 * n for n in range(len(paces) + 1)]
    along = [0.0, *np.cumsum([120.0 * pace for pace in paces])]
    answer = asked(times, along, stop=along[-1] + 5_000, now=times[-1])
    for pace in (min(paces), max(paces)):
        assert answer.earliest_s - 1e-6 <= 5_000 / pace <= answer.latest_s + 1e-6


def test_it_has_passed_only_when_its_accuracy_leaves_no_doubt() -> None:
    times, along = [0.0, 120.0, 240.0], [0.0, 500.0, 1_000.0]
    assert asked(times, along, stop=979.0, now=240.0).passed
    assert asked(times, along, stop=981.0, now=240.0).here
    assert asked(times, along, stop=1_020.0, now=240.0).here
    assert not asked(times, along, stop=1_021.0, now=240.0).here


def test_what_has_passed_has_passed_however_old_the_news() -> None:
    assert asked([0.0, 120.0], [0.0, 500.0], stop=100.0, now=9_000.0).passed


def test_old_news_and_a_standing_truck_say_nothing() -> None:
    assert not asked([0.0, 120.0], [0.0, 500.0], stop=2_000.0, now=2_000.0).known
    assert not asked([0.0, 120.0, 240.0], [5.0, 5.0, 5.0], stop=2_000.0, now=240.0).known
    assert not asked([0.0], [0.0], stop=2_000.0, now=10.0).known


def test_a_truck_that_stood_still_for_a_while_has_no_latest() -> None:
    answer = asked([0.0, 120.0, 240.0], [0.0, 600.0, 600.0], stop=2_000.0, now=240.0)
    assert answer.known
    assert np.isinf(answer.latest_s)
    assert answer.earliest_s == (1_400 - 20) / 5


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="before the last report"):
        asked([0.0, 120.0], [0.0, 500.0], stop=1.0, now=60.0)
    with pytest.raises(ValueError, match="does not rise"):
        asked([120.0, 0.0], [0.0, 500.0], stop=1.0, now=600.0)
