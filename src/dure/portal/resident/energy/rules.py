"""What a place states about energy points: steps, points, keeping, standard use, the most of a year.

All of it are figures with days and documents. What is missing is named: nothing is assumed in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dure.engines.refusals import Array
from dure.kernel.observations.read import Figure
from dure.kernel.parties.read import METERS
from dure.portal.resident.acts import tariffs

PROGRAMME = "energy_points"
UNIT = "energy_point"
STEPS = ("step_1", "step_2", "step_3")
EXTRA = ("keep", "standard")
CAP = f"cap_{UNIT}/{PROGRAMME}/year"
KEEP_AFTER = "energy_keep_after_periods"
SHARE = "energy_standard_share_percent"
STACKS = "energy_standard_stacks"
OTHERS = (CAP, KEEP_AFTER, SHARE, STACKS)


@dataclass(frozen=True)
class MeterRules:
    """The points of one source of energy: of each step, of keeping, of standard use."""

    steps: Array
    keep: float
    standard: float


@dataclass(frozen=True)
class EnergyRules:
    """What holds on a day. `stacks` says whether standard use is paid on top of a cut."""

    steps_percent: Array
    meters: dict[str, MeterRules]
    cap: int
    keep_after: int
    standard_percent: float
    stacks: bool


@dataclass(frozen=True)
class Stated:
    """The rules of a day, or the addresses at which something is missing or unknown; and all figures."""

    rules: EnergyRules | None
    missing: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def is_made_up(self) -> bool:
        """Whether any of it is made up: then so is all that follows from it."""
        return any(figure.mark == "synthetic" for figure in self.figures)


def step_address(step: str) -> str:
    """Where a step begins."""
    return f"energy_cut_step_percent/{step}"


def points_address(meter: str, rule: str) -> str:
    """What a rule pays for one source of energy."""
    return f"reward_{UNIT}/{PROGRAMME}/{meter}/{rule}"


def addresses() -> tuple[str, ...]:
    """Every address at which rules of energy points stand."""
    paid = [points_address(meter, rule) for meter in METERS for rule in (*STEPS, *EXTRA)]
    return (*(step_address(step) for step in STEPS), *paid, *OTHERS)


def rules_of(place: str, *, on: date) -> Stated:
    """The rules of a place, or of those it is part of, on a day."""
    figures = tariffs.stated(place, addresses())
    found = {each: _value(figures, each, on=on) for each in addresses()}
    known = {each: value for each, value in found.items() if value is not None}
    missing = tuple(each for each in addresses() if each not in known)
    if missing:
        return Stated(None, missing, figures)
    meters = {
        meter: MeterRules(
            np.array([known[points_address(meter, step)] for step in STEPS]),
            known[points_address(meter, "keep")], known[points_address(meter, "standard")],
        )
        for meter in METERS
    }  # fmt: skip
    rules = EnergyRules(
        np.array([known[step_address(step)] for step in STEPS]), meters, int(known[CAP]),
        int(known[KEEP_AFTER]), known[SHARE], bool(known[STACKS]),
    )  # fmt: skip
    return Stated(rules, (), figures)


def _value(figures: Sequence[Figure], address: str, *, on: date) -> float | None:
    figure = tariffs.counts_on(figures, address=address, on=on)
    return None if figure is None or figure.value is None else float(figure.value)
