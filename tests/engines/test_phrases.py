"""What a vague phrase can mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.phrases import of_a_rise, of_time_saved
from dure.engines.refusals import ShapeError

TIMES = st.lists(st.floats(0.1, 1e6), min_size=1, max_size=6)


def test_half_of_one_task_is_half_of_all() -> None:
    answer = of_time_saved(before=np.array([10.0]), after=np.array([5.0]))
    assert (answer.mean_of_cuts_percent, answer.cut_of_sums_percent, answer.times_as_fast) == (50, 50, 2)


@given(TIMES)
def test_nothing_saved_reads_as_nothing(times: list[float]) -> None:
    answer = of_time_saved(before=np.array(times), after=np.array(times))
    assert answer.mean_of_cuts_percent == pytest.approx(0)
    assert answer.cut_of_sums_percent == pytest.approx(0)


def test_eighty_six_percent_has_three_readings() -> None:
    """004:485-492: three tasks cut by 86.5 % on the mean; two cut by 86.3 % together, 77.1 % on the mean."""
    first = of_time_saved(before=np.array([3600.0, 180, 1800]), after=np.array([900.0, 10, 180]))
    second = of_time_saved(before=np.array([30.0, 480]), after=np.array([10.0, 60]))
    assert round(first.mean_of_cuts_percent, 1) == 86.5
    assert round(second.cut_of_sums_percent, 1) == 86.3
    assert round(second.mean_of_cuts_percent, 1) == 77.1


def test_tasks_before_and_after_are_as_many() -> None:
    with pytest.raises(ShapeError, match="give as many of each"):
        of_time_saved(before=np.array([1.0, 2.0]), after=np.array([1.0]))


@given(st.floats(0, 1e9), st.floats(0.1, 100))
def test_more_starts_lower_than_as_much(after: float, times: float) -> None:
    answer = of_a_rise(after=after, times=times)
    assert answer.times_more <= answer.times_as_much


def test_a_nine_fold_increase_to_700_000() -> None:
    """004:621: 77,778 if nine times as much, 70,000 if nine times more."""
    answer = of_a_rise(after=700_000.0, times=9.0)
    assert (round(answer.times_as_much), round(answer.times_more)) == (77_778, 70_000)


def test_a_rise_of_no_times_is_refused() -> None:
    with pytest.raises(ValueError, match="times is 0"):
        of_a_rise(after=1.0, times=0.0)
