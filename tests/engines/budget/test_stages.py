"""What happens to lines between stages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.budget import moved, reconcile, settlement

won = st.integers(0, 10**12)


def test_a_provincial_budget_is_what_was_analysed_and_what_was_not() -> None:
    parts = np.array([55_948.0, 64_639.0])
    assert reconcile(parts_krw=parts, total_krw=120_587.0).holds
    off = reconcile(parts_krw=parts, total_krw=120_588.0)
    assert (off.holds, off.gap_krw) == (False, 1.0)


def test_what_is_left_and_what_was_restated() -> None:
    answer = settlement(
        budget_krw=np.array([100.0, 20.0]), executed_krw=np.array([70.0, 25.0]),
        settled_krw=np.array([70.0, 24.0]),
    )  # fmt: skip
    assert answer.unspent_krw.tolist() == [30.0, -5.0]
    assert answer.restated_krw.tolist() == [0.0, -1.0]
    assert answer.executed_percent == pytest.approx(79.1667, abs=1e-4)


@given(st.lists(st.tuples(won, won, st.integers(-1, 3)), max_size=40))
def test_what_moved_leads_from_before_to_after_to_the_won(lines: list[tuple[int, int, int]]) -> None:
    before, after, classes = (np.array([line[n] for line in lines], dtype=float) for n in range(3))
    answer = moved(before_krw=before, after_krw=after, classes=classes, class_count=4.0)
    gained = answer.new_krw + answer.raised_krw - answer.dropped_krw - answer.lowered_krw
    assert (answer.before_krw + gained == answer.after_krw).all()
    assert answer.after_krw.sum() == sum(line[1] for line in lines)


def test_where_nothing_moved_nothing_is_touched() -> None:
    same = np.array([5.0, 0.0])
    assert moved(before_krw=same, after_krw=same, classes=np.zeros(2), class_count=1.0).touched == 0


def test_half_a_won_is_refused() -> None:
    with pytest.raises(ValueError, match="whole won"):
        reconcile(parts_krw=np.array([1.5]), total_krw=1.0)
    with pytest.raises(ValueError, match="below zero"):
        moved(before_krw=np.array([-1.0]), after_krw=np.array([1.0]), classes=np.zeros(1), class_count=1.0)
