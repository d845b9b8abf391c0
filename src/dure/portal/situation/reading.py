"""What the pages of reach are made from: the run, its arrays, the roads, and the hour asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from dure.kernel.networks import read as networks
from dure.kernel.networks.read import Columns, Edition
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.kernel.runs.read import Run
from dure.kernel.things import read as things
from dure.kernel.things.read import Thing

SYSTEM, NAME = "dispatch", "reach"
LIMITS = ("research", "fire_practice")
REACHED = "streets_reached_percent"
STATION = "fire_station"
Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Reach:
    """What the stations of a place reach: the run, the edition, the arrays, and the shares as figures.

    `hour` and `limit` are those that were asked for; `limits_min` says how long each limit is.
    """

    run: Run
    edition: Edition
    columns: Columns
    arrays: Mapping[str, Array]
    stations: tuple[Thing, ...]
    unplaced: tuple[Thing, ...]
    shares: Mapping[tuple[str, int], Figure]
    limits_min: Mapping[str, float]
    hour: int
    limit: str

    @property
    def which(self) -> int:
        """The position of the limit among all."""
        return LIMITS.index(self.limit)

    def share(self, hour: int, *, limit: str = "") -> float:
        """The share of street length that is reached in an hour."""
        return float(self.arrays["share"][LIMITS.index(limit or self.limit), hour])


def reach_or_404(request: HttpRequest, place: str) -> Reach:
    """What is known of a place's reach. The hour is the one asked for, or that in which least is reached."""
    run = runs.find_latest(place, system=SYSTEM, name=NAME)
    edition = networks.edition_of(_input(run, "network")[0].reference) if run else None
    if run is None or edition is None:
        raise Http404(_("What vehicles reach by road has not been worked out here."))
    digest = next(answer.label for answer in run.answers if answer.name == "arrays")
    arrays = runs.arrays(digest)
    known = {thing.id: thing for thing in things.things(place, kind=STATION)}
    taken = [fed.reference for fed in _input(run, "station")]
    minutes = {fed.reference: fed.value for fed in _input(run, "golden_time_min")}
    limit = request.GET.get("limit", "")
    limit = limit if limit in LIMITS else LIMITS[0]
    asked = request.GET.get("hour", "")
    fewest = int(arrays["share"][LIMITS.index(limit)].argmin())
    return Reach(
        run=run,
        edition=edition,
        columns=networks.columns(edition.digest),
        arrays=arrays,
        stations=tuple(known[each] for each in taken if each in known),
        unplaced=tuple(thing for id_, thing in known.items() if id_ not in taken),
        shares=_shares(place, run.id),
        limits_min={
            each: next(float(value) for name, value in minutes.items() if f"/{each}@" in name)
            for each in LIMITS
        },
        hour=int(asked) if asked.isdecimal() and int(asked) < 24 else fewest,
        limit=limit,
    )


def _input(run: Run, argument: str) -> Sequence[runs.Input]:
    return [fed for fed in run.inputs if fed.argument == argument]


def _shares(place: str, run: str) -> dict[tuple[str, int], Figure]:
    """The published shares, by limit and hour."""
    found: dict[tuple[str, int], Figure] = {}
    for figure in observations.figures_by(run):
        kind, limit, hour = figure.address.split("/")
        if kind == REACHED:
            found[limit, int(hour.removeprefix("hour_"))] = figure
    return found
