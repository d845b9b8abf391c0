"""What the change between two books is made of, and how much of it projects can be credited with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.pathways.attribution import AttributedChange, attributed_change
from dure.kernel.observations.read import Figure
from dure.portal.reckoning.differences import Compared

ACTIVITY, CLAIMED = "emissions_effect_tco2e/activity", "emissions_claimed_tco2e"


@dataclass(frozen=True)
class Attributed:
    """The parts of a change in tonnes; None is unknown.

    `without_projects` is what was stated of the activity that would have changed anyway. Where nobody states
    it, `activity` is that of the lines and holds what projects did; then no claim is credited or refused.
    """

    activity: Decimal | None
    factor: Decimal | None
    boundary: Decimal
    credited: Decimal | None
    not_credited: Decimal | None
    unexplained: Decimal
    without_projects: Figure | None
    claimed: Figure | None


def attributed(found: Compared, *, standing: Sequence[Figure], year: str) -> Attributed:
    """The change of two books up to a year, in parts that add up to it."""
    stated = _last(standing, ACTIVITY, year)
    claimed = _last(standing, CLAIMED, year)
    has_rows = any(line.rows for line in found.lines)
    # As long as some lines do not say what they were worked out from, their share of both effects is unknown.
    told = found.is_told
    answer = attributed_change(
        base=float(found.before),
        actual=float(found.after),
        activity_effect=_number(stated),
        factor_effect=float(found.factor.net) if told else math.nan,
        boundary_effect=float(found.boundary.net),
        claimed=_number(claimed),
    )
    if stated is not None and stated.value is not None and told:
        return _with_projects(found, answer, stated, claimed)
    return Attributed(
        activity=found.activity.net if has_rows else None,
        factor=found.factor.net if has_rows else None,
        boundary=found.boundary.net,
        credited=None,
        not_credited=None,
        unexplained=found.untold.net,
        without_projects=None,
        claimed=claimed,
    )


def _with_projects(
    found: Compared, answer: AttributedChange, stated: Figure, claimed: Figure | None
) -> Attributed:
    """The parts where it is stated what changed without projects: claims get what the rest holds."""
    return Attributed(
        activity=stated.value,
        factor=found.factor.net,
        boundary=found.boundary.net,
        credited=_decimal(answer.credited),
        not_credited=_decimal(answer.not_credited),
        unexplained=_decimal(answer.unexplained) or Decimal(0),
        without_projects=stated,
        claimed=claimed,
    )


def _last(standing: Sequence[Figure], address: str, year: str) -> Figure | None:
    """What stands of an address in a year."""
    return next((f for f in standing if f.address == address and f.period == year), None)


def _number(figure: Figure | None) -> float:
    return math.nan if figure is None or figure.value is None else float(figure.value)


def _decimal(value: float) -> Decimal | None:
    return None if math.isnan(value) else Decimal(repr(value))
