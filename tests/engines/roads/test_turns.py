"""Turns join what meets, and are called what drivers call them."""

import numpy as np
import pytest

from dure.engines.refusals import ShapeError
from dure.engines.roads import turn_table
from dure.engines.roads.turns import BACK, LEFT, ON, RIGHT, STRAIGHT, Turns

# A crossing at node 0 with arms to the north, east, south and west, each driven both ways.
ARMS = {1: 0.0, 2: 90.0, 3: 180.0, 4: 270.0}


def crossing() -> Turns:
    inward = [(arm, 0, (bearing + 180) % 360) for arm, bearing in ARMS.items()]
    outward = [(0, arm, bearing) for arm, bearing in ARMS.items()]
    begins, ends, bearings = (np.array(column) for column in zip(*inward, *outward, strict=True))
    return turn_table(
        from_node=begins, to_node=ends, first_bearing_deg=bearings, last_bearing_deg=bearings * 1.0
    )


def of(turns: Turns, link: int) -> dict[int, int]:
    here = slice(turns.start[link], turns.start[link + 1])
    return dict(zip(turns.to[here].tolist(), turns.kind[here].tolist(), strict=True))


def test_at_a_crossing_one_goes_straight_right_or_left_and_not_back() -> None:
    # Link 2 comes from the south and drives north; links 4 to 7 lead north, east, south, west.
    assert of(crossing(), 2) == {4: STRAIGHT, 5: RIGHT, 7: LEFT}


def test_at_the_end_of_a_road_one_turns_back() -> None:
    assert of(crossing(), 4) == {0: BACK}


def test_where_no_other_road_meets_a_bend_is_no_turn() -> None:
    turns = turn_table(
        from_node=np.array([0, 1]),
        to_node=np.array([1, 2]),
        first_bearing_deg=np.array([0.0, 90.0]),
        last_bearing_deg=np.array([0.0, 90.0]),
    )
    assert of(turns, 0) == {1: ON}


def test_roads_that_share_no_node_are_not_joined() -> None:
    turns = turn_table(
        from_node=np.array([0, 2]),
        to_node=np.array([1, 3]),
        first_bearing_deg=np.array([0.0, 90.0]),
        last_bearing_deg=np.array([0.0, 90.0]),
    )
    assert turns.to.tolist() == []


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ShapeError, match="one value for each link"):
        turn_table(
            from_node=np.array([0]),
            to_node=np.array([1, 2]),
            first_bearing_deg=np.array([0.0]),
            last_bearing_deg=np.array([0.0]),
        )
