"""What a figure says without saying it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.readings import sum_along_line, whole_of_share


def test_half_of_54_is_27() -> None:
    assert whole_of_share(part=27.0, share_percent=50.0).whole == 54.0


@given(st.floats(0, 1e9), st.floats(0.1, 200))
def test_the_share_of_the_whole_is_the_part_again(part: float, share: float) -> None:
    assert whole_of_share(part=part, share_percent=share).whole * share / 100 == pytest.approx(part)


def test_no_whole_has_a_share_of_nothing() -> None:
    with pytest.raises(ValueError, match="share_percent is 0"):
        whole_of_share(part=1.0, share_percent=0.0)


def test_actual_and_plan_imply_different_fleets() -> None:
    """004: 27,000 = 6.4 % gives 421,875 vehicles, 92,726 = 23 % gives 403,157."""
    assert round(whole_of_share(part=27_000.0, share_percent=6.4).whole) == 421_875
    assert round(whole_of_share(part=92_726.0, share_percent=23.0).whole) == 403_157


def test_ten_fifteen_and_twenty_are_forty_five() -> None:
    assert sum_along_line(first_year=2022.0, first=10.0, last_year=2024.0, last=20.0).total == 45.0


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(1, 40))
def test_the_sum_is_the_mean_of_the_ends_times_the_years(first: float, last: float, years: int) -> None:
    answer = sum_along_line(first_year=2000.0, first=first, last_year=2000.0 + years, last=last)
    assert answer.total == pytest.approx((first + last) / 2 * (years + 1))
    assert np.isfinite(answer.total)


def test_years_out_of_order_and_two_values_of_one_year_are_refused() -> None:
    with pytest.raises(ValueError, match="first_year at most last_year"):
        sum_along_line(first_year=2030.0, first=1.0, last_year=2022.0, last=1.0)
    with pytest.raises(ValueError, match="of one year"):
        sum_along_line(first_year=2022.0, first=1.0, last_year=2022.0, last=2.0)


def test_jobs_of_nine_years_are_73440() -> None:
    """004: 7,369 in 2022 and 8,951 in 2030, against an objective of 74,000."""
    assert sum_along_line(first_year=2022.0, first=7369.0, last_year=2030.0, last=8951.0).total == 73_440
