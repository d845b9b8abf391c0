"""Won for driving less: the better of two tiers, each from its bound on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import car_baseline, car_payment

RATE = np.array([0.0, 10.0, 20.0, 30.0, 40.0])
KM = np.array([0.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0])
KRW = np.array([20_000.0, 40_000.0, 60_000.0, 80_000.0, 100_000.0])


def paid(baseline: float, driven: float) -> float:
    return car_payment(
        baseline_km=baseline, driven_km=driven, steps_percent=RATE, steps_km=KM, paid_krw=KRW
    ).paid_krw


@pytest.mark.parametrize(
    ("baseline", "driven", "won"),
    [
        # By distance where the rate is low, and by rate where the distance is short.
        (40_000, 39_000, 40_000), (40_000, 39_000.1, 20_000), (40_000, 36_000, 100_000),
        (1_000, 900, 40_000), (1_000, 900.1, 20_000), (1_000, 600, 100_000), (1_000, 601, 80_000),
        (1_000, 1_000, 0), (1_000, 1_500, 0), (1_000, 999.9, 20_000),
    ],
)  # fmt: skip
def test_a_tier_begins_at_its_bound_and_the_better_one_is_paid(
    baseline: float, driven: float, won: float
) -> None:
    assert paid(baseline, driven) == won


def test_the_baseline_is_the_pace_of_the_cars_whole_life() -> None:
    answer = car_baseline(odometer_km=54_750.0, days_owned=1_500.0, days=214.0)
    assert (answer.km_per_day, answer.baseline_km) == (36.5, 7_811.0)


@given(st.floats(1, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_who_drives_less_is_never_paid_less(baseline: float, driven: float, less: float) -> None:
    assert paid(baseline, max(driven - less, 0.0)) >= paid(baseline, driven)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="more than zero"):
        car_baseline(odometer_km=1.0, days_owned=0.0, days=1.0)
    with pytest.raises(ShapeError, match="as many of each"):
        car_payment(baseline_km=1.0, driven_km=1.0, steps_percent=RATE[:3], steps_km=KM, paid_krw=KRW)
