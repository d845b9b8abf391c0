"""What stations reach is counted to the metre."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.roads import (
    covered_share,
    hourly_link_times,
    own_reach,
    reach_by_hour,
    share_of_areas,
    turn_table,
)

Table = npt.NDArray[np.float64]
SIDE = 5


def grid(side: int = SIDE) -> dict[str, npt.NDArray[np.int32]]:
    """A town of streets like a chessboard, driven both ways; bearings by direction."""
    begins, ends, bearings = [], [], []
    for x in range(side):
        for y in range(side):
            for dx, dy, bearing in ((1, 0, 90), (-1, 0, 270), (0, 1, 0), (0, -1, 180)):
                if 0 <= x + dx < side and 0 <= y + dy < side:
                    begins.append(x * side + y)
                    ends.append((x + dx) * side + y + dy)
                    bearings.append(bearing)
    turns = turn_table(
        from_node=np.array(begins),
        to_node=np.array(ends),
        first_bearing_deg=np.array(bearings, float),
        last_bearing_deg=np.array(bearings, float),
    )
    return {"turn_start": turns.start, "turn_to": turns.to, "kind": turns.kind}


TOWN = grid()
LINKS = len(TOWN["turn_start"]) - 1
DELAYS = np.array([0.0, 1.0, 2.0, 6.0, 9.0])


def roads(link_s: Table, ways_out: Table) -> dict[str, Any]:
    return {
        "turn_start": TOWN["turn_start"],
        "turn_to": TOWN["turn_to"],
        "turn_s": DELAYS[TOWN["kind"]],
        "link_s": link_s,
        "ways_out": ways_out,
    }


OUT = st.lists(
    st.tuples(st.integers(0, LINKS - 1), st.floats(0, 1), st.floats(0, 60)), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=40)
@given(out=OUT, seed=st.integers(0, 9), limit_s=st.floats(0, 300))
def test_one_station_alone_reaches_what_the_nearest_of_one_reaches(
    out: list[tuple[int, float, float]], seed: int, limit_s: float
) -> None:
    link_s = np.random.default_rng(seed).uniform(5, 60, (2, LINKS))
    weight = np.random.default_rng(seed + 1).uniform(0, 100, LINKS)
    for station, (link, along, late) in enumerate(out):
        # At the very beginning of its link nothing of it lies behind: both count the same.
        ways = np.array([[0.0, link, 0.0, late]])
        alone = own_reach(**roads(link_s, ways), weight=weight, limit_s=limit_s).reached
        nearest = reach_by_hour(**roads(link_s, ways))
        share = covered_share(time_s=nearest.time_s, link_s=link_s, weight=weight, limit_s=limit_s).share
        assert alone[:, 0] == pytest.approx(share * weight.sum(), abs=1e-6), (station, along)


@settings(deadline=None, max_examples=40)
@given(out=OUT, seed=st.integers(0, 9))
def test_another_station_never_makes_a_street_later(out: list[tuple[int, float, float]], seed: int) -> None:
    link_s = np.random.default_rng(seed).uniform(5, 60, (1, LINKS))
    rows = np.array([(number, *one) for number, one in enumerate(out)])
    fewer = reach_by_hour(**roads(link_s, rows[:1])).time_s
    more = reach_by_hour(**roads(link_s, rows))
    assert (more.time_s <= fewer).all()
    assert set(more.station[more.station >= 0].tolist()) <= set(range(len(out)))


def test_slower_hours_reach_no_more() -> None:
    times = hourly_link_times(
        length_m=np.full(LINKS, 300.0),
        speed_km_h=np.full(LINKS, 36.0),
        share_of_speed=np.array([1.0, 0.75, 0.5]),
    ).link_s
    ways = np.array([[0, 0, 0.5, 0.0]])
    reached = own_reach(**roads(times, ways), weight=np.full(LINKS, 300.0), limit_s=100.0).reached[:, 0]
    assert reached[0] > reached[1] > reached[2] > 0


def test_a_link_entered_in_time_counts_as_far_as_one_comes() -> None:
    share = covered_share(
        time_s=np.array([[20.0, 60.0, np.inf]]),
        link_s=np.array([[20.0, 40.0, 10.0]]),
        weight=np.array([200.0, 400.0, 400.0]),
        limit_s=30.0,
    )
    assert share.part.tolist() == [[1.0, 0.25, 0.0]]
    assert share.share.tolist() == [0.3]


def test_an_area_without_streets_has_no_share() -> None:
    found = share_of_areas(
        part=np.array([[1.0, 0.0]]), weight=np.array([5.0, 5.0]), area=np.array([0, -1]), areas=2
    ).share
    assert found[0, 0] == 1.0
    assert np.isnan(found[0, 1])


def test_what_stands_nowhere_is_refused() -> None:
    link_s = np.full((1, LINKS), 10.0)
    with pytest.raises(ValueError, match="A station stands at one of the"):
        reach_by_hour(**roads(link_s, np.array([[0, LINKS, 0.5, 0.0]])))
    with pytest.raises(ShapeError, match="ways_out"):
        reach_by_hour(**roads(link_s, np.array([[0, 1]])))
    with pytest.raises(ValueError, match="weight is zero everywhere"):
        covered_share(time_s=link_s, link_s=link_s, weight=np.zeros(LINKS), limit_s=1.0)
