"""What a place states about car points: tiers by share and by kilometres, won of each, and the least days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dure.engines.refusals import Array
from dure.kernel.observations.read import Figure
from dure.portal.resident.acts import tariffs

PROGRAMME = "car_points"
UNIT = "krw"
TIERS = tuple(f"tier_{number}" for number in range(1, 6))
LEAST_DAYS = "car_least_days"


@dataclass(frozen=True)
class CarRules:
    """What holds on a day."""

    steps_percent: Array
    steps_km: Array
    paid_krw: Array
    least_days: int


@dataclass(frozen=True)
class Stated:
    """The rules of a day, or the addresses at which something is missing or unknown; and all figures."""

    rules: CarRules | None
    missing: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def is_made_up(self) -> bool:
        """Whether any of it is made up: then so is all that follows from it."""
        return any(figure.mark == "synthetic" for figure in self.figures)


def columns(tier: str) -> tuple[str, ...]:
    """Where a tier's share, kilometres and won are stated."""
    return (f"car_tier_percent/{tier}", f"car_tier_km/{tier}", f"reward_krw/{PROGRAMME}/less_driving/{tier}")


def rules_of(place: str, *, on: date) -> Stated:
    """The rules of a place, or of those it is part of, on a day."""
    wanted = (*(address for tier in TIERS for address in columns(tier)), LEAST_DAYS)
    figures = tariffs.stated(place, wanted)
    known = {each: value for each in wanted if (value := _value(figures, each, on=on)) is not None}
    missing = tuple(each for each in wanted if each not in known)
    if missing:
        return Stated(None, missing, figures)
    percent, km, krw = (np.array([known[columns(tier)[n]] for tier in TIERS]) for n in range(3))
    return Stated(CarRules(percent, km, krw, int(known[LEAST_DAYS])), (), figures)


def _value(figures: Sequence[Figure], address: str, *, on: date) -> float | None:
    figure = tariffs.counts_on(figures, address=address, on=on)
    return None if figure is None or figure.value is None else float(figure.value)
