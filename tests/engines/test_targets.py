"""What a promised cut leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.targets import level_after_cut


def test_a_quarter_of_eight_is_two() -> None:
    answer = level_after_cut(base=8.0, cut_percent=25.0)
    assert (answer.level, answer.cut) == (6.0, 2.0)


@given(st.floats(1, 1e12), st.floats(0, 100))
def test_what_stays_and_what_goes_are_the_base(base: float, cut: float) -> None:
    answer = level_after_cut(base=base, cut_percent=cut)
    assert answer.level + answer.cut == pytest.approx(base)


def test_45_percent_of_9_43_million_tonnes() -> None:
    """001:41: 5.1865 million may remain, 4.2435 million must go."""
    answer = level_after_cut(base=9_430_000.0, cut_percent=45.0)
    assert (round(answer.level), round(answer.cut)) == (5_186_500, 4_243_500)


def test_no_more_than_everything_can_go() -> None:
    with pytest.raises(ValueError, match="cut_percent is 101"):
        level_after_cut(base=1.0, cut_percent=101.0)
