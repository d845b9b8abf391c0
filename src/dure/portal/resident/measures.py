"""An indicator of a place with its figures: what was reached, what was promised, what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans import read as plans
from dure.kernel.plans.read import Indicator
from dure.kernel.things.read import Place

ACTUAL = ("observed", "estimated")
# Targets that follow from a promised cut stand under an address of their own.
GOALS = {"emissions_tco2e": "emissions_goal_tco2e"}


@dataclass(frozen=True)
class Measure:
    """An indicator and everything a place states under its addresses, by period."""

    indicator: Indicator
    figures: tuple[Figure, ...]

    @property
    def is_one_figure(self) -> bool:
        """Whether the indicator is a figure by itself, not taken from several (a ratio, a change)."""
        return self.indicator.kind in {"last", "sum"} and len(self.indicator.figures) == 1

    @property
    def actual(self) -> Figure | None:
        """The last value that was seen."""
        return next((f for f in reversed(self.figures) if f.mark in ACTUAL and f.value is not None), None)

    @property
    def target(self) -> Figure | None:
        """The first target after the last actual value; the last target where there is none after it."""
        targets = [f for f in self.figures if f.mark == "target" and f.value is not None]
        after = [f for f in targets if self.actual is None or f.valid_to > self.actual.valid_to]
        return after[-1] if after else (targets[-1] if targets else None)


def measures(place: Place, *, recorded_by: datetime | None = None) -> tuple[Measure, ...]:
    """The indicators of a place's systems that it states anything about, in the order of the packs."""
    return among(observations.figures(place.id, recorded_by=recorded_by), plans.indicators(place.systems))


def among(standing: Sequence[Figure], indicators: Sequence[Indicator]) -> tuple[Measure, ...]:
    """The indicators that something is stated about among these figures of one place."""
    found = []
    seen: set[tuple[str, ...]] = set()
    for indicator in indicators:
        own = _own(standing, indicator)
        if own and indicator.figures not in seen:
            seen.add(indicator.figures)
            found.append(Measure(indicator, own))
    return tuple(found)


def _own(standing: Sequence[Figure], indicator: Indicator) -> tuple[Figure, ...]:
    """The figures of an indicator, and its reckoned goals for years that no document prints a target of."""
    own = [f for f in standing if f.address in indicator.figures]
    printed = {f.period for f in own if f.mark == "target" and f.value is not None}
    goals = {GOALS[address] for address in indicator.figures if address in GOALS}
    own += [f for f in standing if own and f.address in goals and f.period not in printed]
    return tuple(own)


def find_measure(place: Place, *, name: str) -> Measure | None:
    """The indicator of that name with the place's figures; None where the place states nothing under it."""
    indicator = plans.find_indicator(name)
    if indicator is None or indicator.system not in place.systems:
        return None
    goals = tuple(GOALS[address] for address in indicator.figures if address in GOALS)
    own = _own(observations.figures(place.id, addresses=(*indicator.figures, *goals)), indicator)
    return Measure(indicator, own) if own else None
