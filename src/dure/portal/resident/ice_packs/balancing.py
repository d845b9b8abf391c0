"""The mass balance of ice packs over a time: what each station should hold, and where it is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from dure.engines.refusals import Array
from dure.engines.residents.ice_packs import mass_balance
from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.ice_packs import moving

MOST = 1000


@dataclass(frozen=True)
class Flow:
    """One movement of packs: from where to where, how many, when."""

    debit: str
    credit: str
    packs: int
    happened_at: datetime


@dataclass(frozen=True)
class Station:
    """One station over the time. `gap` is what a count found less the book; None: nobody has counted."""

    name: str
    opening: int
    came_in: int
    left: int
    lost: int
    expected: int
    gap: int | None
    lost_between: int


@dataclass(frozen=True)
class Balance:
    """The balance of a place: its stations, what was brought, handed over and lost.

    `closes` None: it cannot be said, because somewhere packs lie that nobody has counted.
    """

    stations: tuple[Station, ...]
    brought: int
    handed_over: Mapping[str, int]
    lost: Mapping[str, int]
    closes: bool | None

    @property
    def uncounted(self) -> tuple[str, ...]:
        """The stations that hold something and that nobody has counted."""
        return tuple(one.name for one in self.stations if one.gap is None)

    @property
    def open_at(self) -> tuple[str, ...]:
        """Where something is missing, or more was found than the book says."""
        return tuple(one.name for one in self.stations if one.gap or one.lost_between)


def balance_of(place: str, *, collectors: Sequence[str], since: datetime, before: datetime) -> Balance:
    """The balance of a time: the collectors, the washing place, and what waits washed."""
    names = [*collectors, moving.WASH, moving.STORE]
    every = flows(place)
    own = [flow for flow in every if since <= flow.happened_at < before]
    opening, now = (np.array([_held(every, name, at) for name in names]) for at in (since, before))
    table = _tables(own, names)
    # What a count found is booked as missing or found, so that the book holds what was counted.
    found = mass_balance(opening=opening, counted=now, **table)
    counted = counted_stations(place, since=since, before=before)
    stations = tuple(
        Station(
            name=name,
            opening=int(opening[at]),
            came_in=int(table["came_in"][at] + table["received"][:, at].sum()),
            left=int(table["went_out"][at] + table["sent"][at].sum()),
            lost=int(table["lost"][at]),
            expected=int(found.expected[at]),
            gap=int(found.gap[at]) if found.gap[at] or name in counted or not now[at] else None,
            lost_between=int(found.lost_between[at].sum()),
        )
        for at, name in enumerate(names)
    )
    unsure = any(one.gap is None for one in stations)
    return Balance(
        stations,
        brought=int(table["came_in"].sum()),
        handed_over=_by(own, f"{moving.HANDED}/"),
        lost=_by(own, f"{moving.LOST}/"),
        closes=False if not found.closes else None if unsure else True,
    )


def flows(place: str) -> tuple[Flow, ...]:
    """Every movement of ice packs of a place."""
    paths: list[str] = []
    while found := ledgers.accounts(place, prefix="ice_packs/", after=paths[-1] if paths else "", limit=MOST):
        paths += [account.path for account in found]
    histories = ledgers.histories(place, paths=paths, unit=moving.UNIT) if paths else {}
    return tuple(
        Flow(row.other, path, row.amount, row.happened_at)
        for path, rows in histories.items()
        for row in rows
        if row.amount > 0
    )


def counted_stations(place: str, *, since: datetime, before: datetime) -> frozenset[str]:
    """Where somebody counted in a time."""
    prefix = f"{moving.COUNTED}/"
    found = ledgers.accounts(place, prefix=prefix, limit=MOST)
    rows = ledgers.histories(place, paths=[each.path for each in found], unit=moving.COUNT_UNIT)
    return frozenset(
        path.removeprefix(prefix)
        for path, own in rows.items()
        if any(since <= row.happened_at < before for row in own)
    )


def station_of(path: str) -> str:
    """The station that an account belongs to; empty for what has left."""
    if path.startswith(f"{moving.AT}/"):
        return path.removeprefix(f"{moving.AT}/")
    if path.startswith(f"{moving.WASHING}/"):
        return moving.WASH
    return moving.STORE if path.startswith(f"{moving.WASHED}/") else ""


def _held(every: Sequence[Flow], name: str, before: datetime) -> float:
    """What a station held at a moment."""
    rows = [flow for flow in every if flow.happened_at < before]
    came = sum(flow.packs for flow in rows if station_of(flow.credit) == name)
    return float(came - sum(flow.packs for flow in rows if station_of(flow.debit) == name))


def _tables(own: Sequence[Flow], names: Sequence[str]) -> dict[str, Array]:
    """The flows of a time as the engine takes them. Found and missing are the gaps of counts, and no flow."""
    size = len(names)
    sums = {name: np.zeros(size) for name in ("came_in", "went_out", "lost")}
    pairs = {name: np.zeros((size, size)) for name in ("sent", "received")}
    place_of = {name: at for at, name in enumerate(names)}
    for flow in own:
        source, into = place_of.get(station_of(flow.debit)), place_of.get(station_of(flow.credit))
        if source is None and into is not None and flow.debit == moving.BROUGHT:
            sums["came_in"][into] += flow.packs
        elif source is not None and into is not None:
            pairs["sent"][source, into] += flow.packs
            pairs["received"][source, into] += flow.packs
        elif source is not None and flow.credit.startswith(f"{moving.BETWEEN}/"):
            pairs["sent"][source, place_of[moving.WASH]] += flow.packs
        elif source is not None and flow.credit.startswith(f"{moving.LOST}/"):
            sums["lost"][source] += flow.packs
        elif source is not None and flow.credit.startswith(f"{moving.HANDED}/"):
            sums["went_out"][source] += flow.packs
    return {**sums, **pairs}


def _by(own: Sequence[Flow], prefix: str) -> dict[str, int]:
    """What arrived below a prefix, by the first word after it."""
    found: dict[str, int] = {}
    for flow in own:
        if flow.credit.startswith(prefix):
            name = flow.credit.removeprefix(prefix).partition("/")[0]
            found[name] = found.get(name, 0) + flow.packs
    return dict(sorted(found.items()))
