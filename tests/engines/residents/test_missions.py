"""Missions: every act that is asked for counts alike, and none makes up for another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import mission_progress

AMOUNTS = st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.001, 1e6)), min_size=1, max_size=6)


def test_ten_cups_and_three_bags() -> None:
    told = mission_progress(done=np.array([7.0, 5.0]), wanted=np.array([10.0, 3.0]))
    assert told.counted.tolist() == [7.0, 3.0]
    assert told.share == pytest.approx(0.85)
    assert not told.is_done
    assert mission_progress(done=np.array([10.0, 3.0]), wanted=np.array([10.0, 3.0])).is_done


@given(AMOUNTS)
def test_a_mission_is_done_where_its_share_is_whole_and_more_acts_never_take_from_it(
    amounts: list[tuple[float, float]],
) -> None:
    done, wanted = (np.array(each) for each in zip(*amounts, strict=True))
    told = mission_progress(done=done, wanted=wanted)
    assert told.is_done == (told.share == 1)
    assert mission_progress(done=done + 1, wanted=wanted).share >= told.share


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ShapeError, match="one of each"):
        mission_progress(done=np.array([1.0]), wanted=np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="more than zero"):
        mission_progress(done=np.array([1.0]), wanted=np.array([0.0]))
