"""One household's half-year, source of energy by source: its use, its baseline, its points and why none.

The engines reckon; here their arguments are gathered and their answers kept as one line of text, sealed with
the household's own key.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from math import isnan

import numpy as np

from dure.engines.residents.energy import (
    energy_baseline,
    energy_points,
    stacked_points,
    standard_points,
)
from dure.kernel.parties.read import METERS
from dure.portal.resident.energy.periods import HalfYear, days_of
from dure.portal.resident.energy.rules import EnergyRules

YEARS_BEFORE = (1, 2)
MOVED_IN = "moved_in"
# Why a source of energy earns nothing.
NO_USE, NO_BASELINE, NO_CUT = "no_use", "no_baseline", "no_cut"


@dataclass(frozen=True)
class MeterLine:
    """What was reckoned of one source of energy. `why_not` is empty where points are paid."""

    used: float | None = None
    baseline: float | None = None
    years_counted: int = 0
    cut_percent: float | None = None
    steps: int = 0
    cut_points: float = 0.0
    keep_points: float = 0.0
    standard_points: float = 0.0
    paid: float = 0.0
    why_not: str = ""


@dataclass(frozen=True)
class HomeLine:
    """What was reckoned of a household: by source of energy, the sum, what of it is paid under the cap."""

    meters: dict[str, MeterLine]
    points: int
    paid: int

    def written(self) -> str:
        """As text, to be sealed."""
        meters = {name: asdict(line) for name, line in self.meters.items()}
        return json.dumps({"meters": meters, "points": self.points, "paid": self.paid})


def read_line(text: str) -> HomeLine:
    """A line that was written."""
    said = json.loads(text)
    return HomeLine(
        {name: MeterLine(**line) for name, line in said["meters"].items()}, said["points"], said["paid"]
    )


def billed(meter: str, month: date) -> str:
    """The name by which a reading of the utility is kept."""
    return f"{month:%Y-%m}_{meter}"


def kept_as(period: HalfYear) -> str:
    """The name by which a household's line is kept."""
    return f"energy_{period.name}"


def names_of(period: HalfYear, *, keep_after: int) -> tuple[str, ...]:
    """The names of all that a household's line follows from."""
    months = [month for years in (0, *YEARS_BEFORE) for month in period.months(years_before=years)]
    earlier, before = [], period
    for _n in range(keep_after):
        before = before.before
        earlier.append(kept_as(before))
    return (MOVED_IN, *(billed(meter, month) for meter in METERS for month in months), *earlier)


def used_in(kept: Mapping[str, str], meter: str, period: HalfYear) -> float | None:
    """What a household used in a half-year; None where a month was not read, or it moved in on the way."""
    readings = [kept.get(billed(meter, month)) for month in period.months()]
    moved_in = _day(kept)
    if moved_in is None or moved_in > period.first or any(each is None for each in readings):
        return None
    return float(sum(float(each or 0) for each in readings))


def line_of(
    kept: Mapping[str, str], *, period: HalfYear, rules: EnergyRules, means: Mapping[str, float],
    earned_before: int,
) -> HomeLine:  # fmt: skip
    """What a household's readings come to. `means` are the participants' mean uses, where there are any."""
    meters = {
        meter: _meter_line(kept, meter, period=period, rules=rules, mean=means.get(meter)) for meter in METERS
    }
    points = int(sum(line.paid for line in meters.values()))
    return HomeLine(meters, points, max(min(points, rules.cap - earned_before), 0))


def _meter_line(
    kept: Mapping[str, str], meter: str, *, period: HalfYear, rules: EnergyRules, mean: float | None
) -> MeterLine:
    used = used_in(kept, meter, period)
    if used is None:
        return MeterLine(why_not=NO_USE)
    own = rules.meters[meter]
    standard = 0.0
    if mean:
        answer = standard_points(
            used=used, mean_used=mean, at_most_percent=rules.standard_percent, points=own.standard
        )
        standard = answer.points
    baseline, years = _baseline(kept, meter, period)
    if not baseline:
        paid = stacked_points(cut=0.0, keep=0.0, standard=standard, stacks=rules.stacks).paid
        why_not = "" if paid else NO_BASELINE
        return MeterLine(used=used, standard_points=standard, paid=paid, why_not=why_not)
    cut = energy_points(
        baseline=baseline, used=used, steps_percent=rules.steps_percent, points=own.steps,
        keep_points=own.keep, periods_kept=_periods_kept(kept, meter, period, most=rules.keep_after),
        keep_after=rules.keep_after,
    )  # fmt: skip
    paid = stacked_points(
        cut=cut.cut_points, keep=cut.keep_points, standard=standard, stacks=rules.stacks
    ).paid
    return MeterLine(
        used, baseline, years, cut.cut_percent, cut.steps_reached, cut.cut_points, cut.keep_points,
        standard, paid, "" if paid else NO_CUT,
    )  # fmt: skip


def _baseline(kept: Mapping[str, str], meter: str, period: HalfYear) -> tuple[float | None, int]:
    """The mean of the same months of one or two years before, in which the household lived there."""
    moved_in = _day(kept)
    years = [period.months(years_before=each) for each in YEARS_BEFORE]
    answer = energy_baseline(
        used=np.array([[float(kept.get(billed(meter, month), "nan")) for month in year] for year in years]),
        days_lived=np.array([[days_lived(moved_in, month) for month in year] for year in years]),
        days_in_month=np.array([[float(days_of(month)) for month in year] for year in years]),
    )
    return (None if isnan(answer.baseline) else answer.baseline), answer.years_counted


def days_lived(moved_in: date | None, month: date) -> float:
    """On how many days of a month a household lived there that moved in on a day."""
    if moved_in is None:
        return 0.0
    after = month + timedelta(days=days_of(month))
    return float(max(min((after - moved_in).days, days_of(month)), 0))


def _periods_kept(kept: Mapping[str, str], meter: str, period: HalfYear, *, most: int) -> int:
    """How many half-years just before reached the first step, as they were reckoned then."""
    count, before = 0, period
    while count < most:
        before = before.before
        text = kept.get(kept_as(before))
        if text is None or not read_line(text).meters.get(meter, MeterLine()).steps:
            break
        count += 1
    return count


def _day(kept: Mapping[str, str]) -> date | None:
    text = kept.get(MOVED_IN, "")
    return date.fromisoformat(text) if text else None
