"""Outstanding participants: days first, and whoever is equal to the last one is in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import outstanding

PEOPLE = st.lists(st.tuples(*[st.integers(0, 6)] * 3), max_size=12)


def test_a_hundred_acts_on_one_day_win_nothing() -> None:
    told = outstanding(
        days=np.array([1.0, 20.0, 20.0, 20.0]), areas=np.array([1.0, 2.0, 3.0, 2.0]),
        acts=np.array([100.0, 21.0, 20.0, 21.0]), least_days=10.0, most=2.0,
    )  # fmt: skip
    assert told.chosen.tolist() == [False, True, True, True]
    assert (told.days, told.areas, told.acts) == (20.0, 2.0, 21.0)


@given(PEOPLE, st.integers(1, 5))
def test_nobody_who_is_left_out_is_ahead_of_anybody_who_is_in_whatever_the_order(
    people: list[tuple[int, ...]], most: int
) -> None:
    lists = np.array(people, dtype=float).reshape(-1, 3)

    def chosen(rows: np.ndarray) -> list[bool]:
        told = outstanding(days=rows[:, 0], areas=rows[:, 1], acts=rows[:, 2], least_days=1.0, most=most)
        return list(told.chosen)

    inside = chosen(lists)
    ahead = [key for key, is_in in zip(people, inside, strict=True) if is_in]
    behind = [key for key, is_in in zip(people, inside, strict=True) if not is_in and key[0]]
    assert not ahead or not behind or min(ahead) > max(behind)
    assert chosen(lists[::-1]) == inside[::-1]


def test_what_cannot_be_is_refused() -> None:
    one, two = np.array([1.0]), np.array([1.0, 2.0])
    with pytest.raises(ShapeError, match="different lengths"):
        outstanding(days=one, areas=two, acts=one, least_days=0.0, most=1.0)
    with pytest.raises(ValueError, match="at least 1"):
        outstanding(days=one, areas=one, acts=one, least_days=0.0, most=0.0)
