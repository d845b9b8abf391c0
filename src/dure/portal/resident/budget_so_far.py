"""What measured emissions have used of a carbon budget, beside what the path uses in the same years."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.utils.translation import gettext as _

from dure.engines.pathways.area import area_under
from dure.portal.resident.measures import ACTUAL
from dure.portal.resident.ways import EMISSIONS, SYNTHETIC, Ways, tonnes


@dataclass(frozen=True)
class SoFar:
    """Everything emitted from the base year to the last measured year: as measured, and on the path."""

    from_year: int
    to_year: int
    measured: Decimal
    path: Decimal


def so_far(on: Ways) -> SoFar | None:
    """What was emitted since the base year; None where that year or every later one is not measured."""
    base = on.year("base_year")
    marks = (*ACTUAL, SYNTHETIC) if on.synthetic else ACTUAL
    measured = {
        int(figure.period): float(figure.value)
        for figure in on.standing
        if figure.address == EMISSIONS and figure.mark in marks
        if figure.value is not None and figure.value >= 0 and figure.period.isdecimal()
    }
    corners = zip(on.values("area_path", "years"), on.values("area_path", "path"), strict=True)
    path = {float(year): float(much) for year, much in corners if year is not None and much is not None}
    years = sorted(year for year in measured if base is not None and year >= base)
    if base not in measured or len(years) < 2 or not path or not min(path) <= base < years[-1] <= max(path):
        return None
    within = {"from_year": float(base), "to_year": float(years[-1])}
    own = area_under(years=np.array(years, float), amounts=np.array([measured[y] for y in years]), **within)
    allowed = area_under(
        years=np.array(sorted(path)), amounts=np.array([path[y] for y in sorted(path)]), **within
    )
    return SoFar(base, years[-1], Decimal(str(own.area)), Decimal(str(allowed.area)))


def so_far_words(on: Ways) -> str:
    """What was used so far beside the path's, and what it leaves of a declared budget."""
    found = so_far(on)
    if found is None:
        return _("What measured emissions have used of it so far is unknown: no later year is measured.")
    over = found.measured - found.path
    years = {"from": found.from_year, "to": found.to_year}
    told = _(
        "From %(from)s to %(to)s, measured emissions add up to %(measured)s, with straight lines between the "
        "measured years; on the path they would be %(path)s."
    ) % {**years, "measured": tonnes(found.measured), "path": tonnes(found.path)}
    left = on.value("budget", "left")
    if left is None or not over:
        return told
    off = _("%(much)s more than on the path") if over > 0 else _("%(much)s less than on the path")
    if left >= over:
        rest = _(
            "That is %(off)s. If every later year emits what the path says, %(left)s of the budget are left."
        )
    else:
        rest = _(
            "That is %(off)s. If every later year emits what the path says, the budget is overdrawn by "
            "%(left)s."
        )
    return f"{told} " + rest % {"off": off % {"much": tonnes(abs(over))}, "left": tonnes(abs(left - over))}
