"""Won for driving less: the tiers of the national scheme for cars."""

from dataclasses import dataclass

from dure.engines.refusals import Array, above_zero, not_negative
from dure.engines.residents.decimals import exact, plain, reached, tiers

HUNDRED = 100


@dataclass(frozen=True)
class CarBaseline:
    """How far the car would have gone in the period at the pace of its whole life."""

    km_per_day: float
    baseline_km: float


@dataclass(frozen=True)
class CarPayment:
    """The tier by rate and by distance, counted from 1, and the better one's won."""

    cut_percent: float
    cut_km: float
    tier_by_rate: int
    tier_by_km: int
    paid_krw: float


def car_baseline(*, odometer_km: float, days_owned: float, days: float) -> CarBaseline:
    """The car's mean distance a day over its whole life, times the days of the period.

    Arguments
        odometer_km  scalar  km    the odometer when the period begins, not negative
        days_owned   scalar  days  days from first registration to then, above zero
        days         scalar  days  days of the period, above zero
    Returns
        km_per_day   scalar  km    mean distance a day
        baseline_km  scalar  km    what the period would have had
    Raises
        ValueError  a number is out of its range.
    Source
        Carbon Neutral Point, cars: lifetime daily mean times the days in the period.

    >>> car_baseline(odometer_km=36500.0, days_owned=1000.0, days=200.0)
    CarBaseline(km_per_day=36.5, baseline_km=7300.0)
    """
    pace = exact(not_negative("odometer_km", odometer_km)) / exact(above_zero("days_owned", days_owned))
    return CarBaseline(
        km_per_day=plain("km_per_day", pace),
        baseline_km=plain("baseline_km", pace * exact(above_zero("days", days))),
    )


def car_payment(
    *, baseline_km: float, driven_km: float, steps_percent: Array, steps_km: Array, paid_krw: Array
) -> CarPayment:
    """What is paid for driving less: the better of the cut in percent and the cut in kilometres.

    A tier begins at its bound and ends before the next. The first begins above its bound of zero: who drove
    no less is paid nothing.

    Arguments
        baseline_km    scalar   km       distance to be compared with, above zero
        driven_km      scalar   km       distance driven, not negative
        steps_percent  (tier,)  percent  cuts at which tiers begin, rising from zero
        steps_km       (tier,)  km       cuts at which tiers begin, rising from zero
        paid_krw       (tier,)  KRW      won of each tier, not negative
    Returns
        cut_percent    scalar   percent  the cut; below zero where more was driven
        cut_km         scalar   km       the cut
        tier_by_rate   scalar   1        tier by percent, 0 for none
        tier_by_km     scalar   1        tier by kilometres, 0 for none
        paid_krw       scalar   KRW      won of the better tier
    Raises
        ShapeError  the tiers differ in number.
        ValueError  a number is out of its range, or bounds do not rise.
    Source
        Carbon Neutral Point, cars: 20,000 to 100,000 won at 0, 10, 20, 30, 40 % or 0, 1, 2, 3, 4 thousand km.

    >>> import numpy as np
    >>> tiers = {"steps_percent": np.array([0.0, 10.0]), "steps_km": np.array([0.0, 1000.0])}
    >>> car_payment(baseline_km=20000.0, driven_km=19000.0, paid_krw=np.array([20000.0, 40000.0]), **tiers)
    CarPayment(cut_percent=5.0, cut_km=1000.0, tier_by_rate=1, tier_by_km=2, paid_krw=40000.0)
    """
    by_rate, paid = tiers("steps_percent", steps_percent, amounts_name="paid_krw", amounts=paid_krw)
    by_km, _ = tiers("steps_km", steps_km, amounts_name="paid_krw", amounts=paid_krw)
    before = exact(above_zero("baseline_km", baseline_km))
    less = before - exact(not_negative("driven_km", driven_km))
    rate = HUNDRED * less / before
    rate_tier, km_tier = (reached(rate, by_rate), reached(less, by_km)) if less > 0 else (0, 0)
    best = max(rate_tier, km_tier)
    return CarPayment(
        cut_percent=plain("cut_percent", rate),
        cut_km=plain("cut_km", less),
        tier_by_rate=rate_tier,
        tier_by_km=km_tier,
        paid_krw=float(paid[best - 1]) if best else 0.0,
    )
