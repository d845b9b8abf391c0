"""Traces are matched to the streets that were driven, and say where and why they break."""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.roads.match_ground import Ground, ground
from dure.engines.roads.matching import WHY, Matched, match_traces

Array = npt.NDArray[Any]
SIDE, BLOCK_M = 8, 200.0
M_PER_DEG = 6_371_008.8 * np.pi / 180
LAT = 36.0


def town() -> tuple[Ground, list[tuple[int, int]]]:
    """Streets like a chessboard, eight by eight blocks of 200 m, driven both ways."""
    ends, lon, lat = [], [], []
    east = BLOCK_M / M_PER_DEG / np.cos(np.radians(LAT))
    north = BLOCK_M / M_PER_DEG
    for x in range(SIDE):
        for y in range(SIDE):
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                if 0 <= x + dx < SIDE and 0 <= y + dy < SIDE:
                    ends.append((x * SIDE + y, (x + dx) * SIDE + y + dy))
                    lon += [127 + x * east, 127 + (x + dx) * east]
                    lat += [LAT + y * north, LAT + (y + dy) * north]
    begins, leads = (np.array(column, np.int32) for column in zip(*ends, strict=True))
    on = ground(
        ends=(begins, leads),
        length_m=np.full(len(ends), BLOCK_M),
        shape_start=np.arange(0, 2 * len(ends) + 1, 2, dtype=np.int32),
        shape_lon=np.array(lon),
        shape_lat=np.array(lat),
        bound_m=1500.0,
    )
    return on, ends


ON, ENDS = town()


def drive(
    corners: list[tuple[int, int]], *, every_m: float, noise_m: float, seed: int = 1
) -> tuple[Array, ...]:
    """Positions along straight streets between corners, and the links that were driven."""
    random = np.random.default_rng(seed)
    x, y, driven = [], [], []
    for (ax, ay), (bx, by) in pairwise(corners):
        step = (int(np.sign(bx - ax)), int(np.sign(by - ay)))
        for block in range(max(abs(bx - ax), abs(by - ay))):
            here = (ax + step[0] * block, ay + step[1] * block)
            there = (here[0] + step[0], here[1] + step[1])
            for along in np.arange(every_m / 2, BLOCK_M, every_m):
                x.append((here[0] + step[0] * along / BLOCK_M) * BLOCK_M)
                y.append((here[1] + step[1] * along / BLOCK_M) * BLOCK_M)
                driven.append(ENDS.index((here[0] * SIDE + here[1], there[0] * SIDE + there[1])))
    east = np.array(x) + random.normal(size=len(x)) * noise_m
    north = np.array(y) + random.normal(size=len(y)) * noise_m
    lon = 127 + east / M_PER_DEG / np.cos(np.radians(LAT))
    return lon, LAT + north / M_PER_DEG, np.array(driven, float)


def matched(lon: Array, lat: Array, *, step_s: float = 10.0, sigma_m: float = 10.0, **more: Array) -> Matched:
    return match_traces(
        np.array([0, len(lon)]),
        lon=lon,
        lat=lat,
        time_s=more.get("time_s", np.arange(len(lon)) * step_s),
        sigma_m=np.full(len(lon), sigma_m),
        on=ON,
    )


ROUTE = [(0, 0), (5, 0), (5, 4), (2, 4), (2, 7)]


def test_a_drive_without_noise_is_found_whole() -> None:
    lon, lat, driven = drive(ROUTE, every_m=50, noise_m=0)
    found = matched(lon, lat)
    assert found.link.tolist() == driven.tolist()
    assert found.offset_m[:4] == pytest.approx([25, 75, 125, 175], abs=0.5)
    assert not found.why.any()


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_noise_of_ten_metres_costs_few_links(seed: int) -> None:
    lon, lat, driven = drive(ROUTE, every_m=90, noise_m=10, seed=seed)
    found = matched(lon, lat)
    assert (found.link == driven).mean() > 0.75
    assert (found.confidence >= 0).all()
    assert (found.confidence <= 1 + 1e-9).all()


def test_one_a_second_with_noise_of_25_metres_stays_on_the_street() -> None:
    lon, lat, driven = drive(ROUTE, every_m=12, noise_m=25)
    found = matched(lon, lat, step_s=1.0, sigma_m=25.0)
    ends = np.array(ENDS)
    same_street = [
        set(ends[int(link)]) == set(ends[int(true)]) for link, true in zip(found.link, driven, strict=True)
    ]
    assert np.mean(same_street) > 0.7
    assert (found.link >= 0).all()


def test_a_tunnel_is_driven_through() -> None:
    lon, lat, driven = drive([(0, 3), (7, 3)], every_m=50, noise_m=0)
    heard = np.r_[0:8, 20 : len(lon)]
    found = matched(lon[heard], lat[heard], time_s=heard * 5.0)
    assert found.link.tolist() == driven[heard].tolist()
    assert not found.why.any()


def test_breaks_say_why() -> None:
    lon, lat, _driven = drive([(0, 0), (7, 0)], every_m=50, noise_m=0)
    time_s = np.arange(len(lon)) * 5.0
    lon[4] = np.nan
    lat[9] += 0.2
    time_s[15:] += 3600
    found = matched(lon, lat, time_s=time_s)
    told = {row: WHY[code] for row, code in enumerate(found.why.tolist()) if code}
    assert told == {4: "no_position", 9: "off_map", 15: "long_gap"}
    assert found.link[[4, 9]].tolist() == [-1, -1]
    assert (np.delete(found.link, [4, 9]) >= 0).all()


def test_a_leap_is_no_drive() -> None:
    lon, lat, _driven = drive([(0, 0), (7, 0)], every_m=50, noise_m=0)
    lat[14:] += 1200 / M_PER_DEG
    found = matched(lon, lat, step_s=5.0)
    assert {row: WHY[code] for row, code in enumerate(found.why.tolist()) if code} == {14: "too_fast"}


def test_a_standing_vehicle_drives_round_no_block() -> None:
    lon, lat, driven = drive([(0, 0), (1, 0)], every_m=200, noise_m=0)
    random = np.random.default_rng(2)
    many = 60
    found = matched(
        np.full(many, lon[0]) + random.normal(size=many) * 8 / M_PER_DEG,
        np.full(many, lat[0]) + random.normal(size=many) * 8 / M_PER_DEG,
        step_s=1.0,
    )
    ends = {frozenset(ENDS[link]) for link in found.link.tolist()}
    assert ends == {frozenset(ENDS[int(driven[0])])}


def test_trips_do_not_touch_each_other() -> None:
    lon, lat, driven = drive(ROUTE, every_m=50, noise_m=0)
    both = match_traces(
        np.array([0, len(lon), 2 * len(lon)]),
        lon=np.tile(lon, 2),
        lat=np.tile(lat, 2),
        time_s=np.tile(np.arange(len(lon)) * 10.0, 2),
        sigma_m=np.full(2 * len(lon), np.nan),
        on=ON,
    )
    assert both.link.tolist() == np.tile(driven, 2).tolist()


def test_trips_that_do_not_fit_the_positions_are_refused() -> None:
    one = np.zeros(3)
    with pytest.raises(ShapeError, match="trips must fit"):
        match_traces(np.array([0, 2]), lon=one, lat=one, time_s=one, sigma_m=one, on=ON)
