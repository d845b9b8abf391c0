"""Reckons what a place's stations reach by road in each hour, and keeps it as a run with its arrays."""

import hashlib
import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import transaction
from django.utils import timezone

from dure.engines.roads import reach as engine
from dure.engines.roads import snapping, trees
from dure.engines.roads.turns import KINDS
from dure.grammar.periods import period_days
from dure.grammar.shapes import Text
from dure.kernel.networks import read as networks
from dure.kernel.networks.read import Columns, Edition
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.read import Figure
from dure.kernel.runs import models, read
from dure.kernel.runs.write.arrays import keep_arrays
from dure.kernel.runs.write.reckoning import plain
from dure.kernel.things import read as things
from dure.kernel.things.read import Thing

SYSTEM, NAME, ENGINE, NETWORK, STATION = "dispatch", "reach", "roads.reach_by_hour", "roads", "fire_station"
LIMITS = ("research", "fire_practice")
LIMIT, SPEED, SHARE, DELAY = "golden_time_min", "road_speed_km_per_h", "road_speed_percent", "turn_delay_s"
REACHED = "streets_reached_percent"
HOURS = tuple(f"hour_{hour:02d}" for hour in range(24))
ACCESS = f"{SPEED}/access"
SAYS = Text(
    "소방서와 119안전센터에서 출발한 차가 시간대별로 닿는 도로의 길이를 셉니다. 운전하는 시간만 셉니다. "
    "신고 접수와 출동 준비 시간은 들어 있지 않습니다. 도로 등급별 속도, 시간대별 비율, 회전 지연은 "
    "가정입니다.",
    "Counts the length of street that vehicles from the stations reach in each hour. Only driving counts, "
    "not the time of taking the call and turning out. Speeds by class of road, their share by hour, and the "
    "delay of turns are assumptions.",
)
TITLE = Text("시간대별로 소방차가 닿는 도로", "Streets that fire engines reach, by hour")
Array = npt.NDArray[Any]


class Unstated(Exception):
    """Parameters that the reckoning needs and nobody states; the message names them."""


@dataclass(frozen=True)
class _Taken:
    """Everything that goes into a reckoning: the edition, the stations, and the parameters by address."""

    edition: Edition
    columns: Columns
    stations: tuple[Thing, ...]
    figures: Mapping[str, Figure]

    def number(self, address: str) -> float:
        """The value of a parameter."""
        value = self.figures[address].value
        assert value is not None
        return float(value)

    @property
    def period(self) -> str:
        """The year of what is reckoned: that of the newest of the stations and the edition."""
        days = [thing.valid_from for thing in self.stations if thing.valid_from]
        days += [self.edition.valid_from] if self.edition.valid_from else []
        return str(max(days).year) if days else str(self.edition.recorded_at.year)


@dataclass(frozen=True, eq=False)
class Reckoned:
    """What came out: arrays by name, and the reached share by limit and hour."""

    arrays: Mapping[str, Array]
    shares: Array


def reach_all(places: Iterable[str], *, at: datetime) -> int:
    """Reckon every place that has roads and stations; answers how many runs are new."""
    return sum(reach(place, at=at) for place in places)


def missing_for_reach(place: str) -> tuple[str, ...]:
    """What is missing for the reckoning at a place; nothing where it can be made."""
    try:
        _taken(place)
    except Unstated as error:
        return tuple(str(error).split(", "))
    return ()


def reach(place: str, *, at: datetime) -> bool:
    """Reckon what the stations of a place reach; answers whether the run is new.

    The same edition, stations and parameters are not reckoned twice. Where a parameter is missing, nothing is
    reckoned and what was reckoned before is withdrawn.
    """
    last = models.Run.objects.filter(place=place, system=SYSTEM, name=NAME).order_by("-at", "-id").first()
    try:
        taken = _taken(place)
    except Unstated:
        if last and last.digest != read.LAPSED:
            with transaction.atomic():
                _new_run(place, digest=read.LAPSED, engine_digest="", at=at)
                observing.withdraw_of_run(last.id, but=(), at=at)
        return False
    code = _code()
    digest = hashlib.sha256(repr([code, *_said(taken)]).encode()).hexdigest()
    if last and last.digest == digest:
        return False
    done = reckon_reach(taken)
    with transaction.atomic():
        run = _new_run(place, digest=digest, engine_digest=code, at=at)
        _keep_inputs(run, taken)
        _keep_answers(run, done)
        published = _publish(run, taken, done, at=at)
        if last:
            observing.withdraw_of_run(last.id, but=published, at=at)
    return True


def _code() -> str:
    """The version of the engines."""
    text = "".join(inspect.getsource(module) for module in (engine, trees, snapping))
    return hashlib.sha256(text.encode()).hexdigest()


def _taken(place: str) -> _Taken:
    """What goes in. Raises Unstated where something is missing."""
    edition = networks.find_edition(place, name=NETWORK)
    stations = tuple(t for t in things.things(place, kind=STATION) if t.lon is not None)
    if edition is None or not stations:
        raise Unstated("roads, stations")
    columns = networks.columns(edition.digest)
    known = np.asarray(columns["speed_km_h"][-1])
    used = np.unique(np.asarray(columns["road_class"])[np.isnan(known)])
    wanted = [
        *(f"{LIMIT}/{limit}" for limit in LIMITS),
        *(f"{SHARE}/{hour}" for hour in HOURS),
        *(f"{DELAY}/{kind}" for kind in KINDS[1:]),
        *(f"{SPEED}/{columns.classes[each]}" for each in used),
        ACCESS,
    ]
    found: dict[str, Figure] = {}
    for above in reversed(things.chain(place)):
        for figure in observations.figures(above, addresses=wanted):
            if figure.value is not None and figure.mark == "parameter":
                found[figure.address] = figure
    if missing := [address for address in wanted if address not in found]:
        raise Unstated(", ".join(missing))
    return _Taken(edition, columns, stations, {address: found[address] for address in wanted})


def _said(taken: _Taken) -> list[object]:
    """Everything that the answer depends on, besides the code."""
    said: list[object] = [taken.edition.digest, TITLE, SAYS, taken.period]
    said += [(thing.id, thing.lon, thing.lat) for thing in taken.stations]
    return said + [(figure.full_address, figure.id, figure.value) for figure in taken.figures.values()]


def reckon_reach(taken: _Taken) -> Reckoned:
    """Put the edition, stations and parameters through the engines."""
    net, areas = taken.columns, len(taken.columns.areas)
    link_s = _link_s(taken)
    delay = np.array([0.0, *(taken.number(f"{DELAY}/{kind}") for kind in KINDS[1:])])
    roads: dict[str, Array] = {
        "turn_start": net["turn_start"],
        "turn_to": net["turn_to"],
        "turn_s": delay[net["turn_kind"]],
        "link_s": link_s,
        "ways_out": _ways_out(taken),
    }
    reached = engine.reach_by_hour(**roads)
    # Where the place says what its areas are, a road that lies in none of them is not its own.
    lies = np.asarray(net["area"])
    weight = np.where(lies >= 0, net["length_m"], 0.0) if areas else np.asarray(net["length_m"])
    shares, of_areas, of_stations = [], [], []
    for limit in LIMITS:
        limit_s = taken.number(f"{LIMIT}/{limit}") * 60
        covered = engine.covered_share(time_s=reached.time_s, link_s=link_s, weight=weight, limit_s=limit_s)
        shares.append(covered.share)
        of_stations.append(engine.own_reach(**roads, weight=weight, limit_s=limit_s).reached)
        own = engine.share_of_areas(part=covered.part, weight=weight, area=lies, areas=areas)
        of_areas.append(own.share)
    arrays: dict[str, Array] = {
        "time_s": reached.time_s.astype(np.float32),
        "entered_s": (reached.time_s - link_s).astype(np.float32),
        "station": reached.station.astype(np.int16),
        "share": np.array(shares),
        "area_share": np.array(of_areas),
        "station_m": np.array(of_stations),
    }
    return Reckoned(arrays, np.array(shares))


def _link_s(taken: _Taken) -> Array:
    """The time along every link in every hour: by its own speed, or that of its class."""
    net = taken.columns
    of_class = np.full(len(net.classes), np.nan)
    for number, name in enumerate(net.classes):
        if f"{SPEED}/{name}" in taken.figures:
            of_class[number] = taken.number(f"{SPEED}/{name}")
    own = np.asarray(net["speed_km_h"][-1])
    speed = np.where(np.isnan(own), of_class[net["road_class"]], own)
    share = np.array([taken.number(f"{SHARE}/{hour}") for hour in HOURS]) / 100
    times = engine.hourly_link_times(length_m=net["length_m"], speed_km_h=speed, share_of_speed=share)
    return times.link_s


def _ways_out(taken: _Taken) -> Array:
    """The links that vehicles leave their stations by: the nearest, and the one in the other direction."""
    net = taken.columns
    lon = np.array([thing.lon for thing in taken.stations], float)
    lat = np.array([thing.lat for thing in taken.stations], float)
    shape = {name: np.asarray(net[name]) for name in ("shape_start", "shape_lon", "shape_lat")}
    near = snapping.nearest_links(lon=lon, lat=lat, **shape)
    begins, ends = np.asarray(net["from_node"]), np.asarray(net["to_node"])
    access_m_per_s = taken.number(ACCESS) / 3.6
    rows: list[tuple[float, ...]] = []
    for number, link in enumerate(near.link):
        late = near.distance_m[number] / access_m_per_s
        rows.append((number, link, near.along[number], late))
        back = np.flatnonzero((begins == ends[link]) & (ends == begins[link]))
        rows += [(number, other, 1 - near.along[number], late) for other in back[:1]]
    return np.array(rows)


def _new_run(place: str, **more: Any) -> models.Run:
    number = models.Run.objects.filter(place=place, system=SYSTEM, name=NAME).count() + 1
    return models.Run.objects.create(
        id=hashlib.sha256(f"{place}/{SYSTEM}/{NAME}/{number}".encode()).hexdigest()[:16],
        place=place, system=SYSTEM, name=NAME, engine=ENGINE, title_ko=TITLE.ko, title_en=TITLE.en,
        says_ko=SAYS.ko, says_en=SAYS.en, is_check=False, holds=None, **more,
    )  # fmt: skip


def _keep_inputs(run: models.Run, taken: _Taken) -> None:
    """Keep the edition, every station and every parameter."""
    edition = taken.edition
    rows = [models.Input(run=run, argument="network", position=0, kind="network",
                         reference=edition.reference, value=str(edition.links), unit="1")]  # fmt: skip
    rows += [
        models.Input(
            run=run, argument="station", position=n, kind="thing", reference=thing.id,
            value=f"{thing.lon} {thing.lat}", unit="",
        )
        for n, thing in enumerate(taken.stations)
    ]  # fmt: skip
    rows += [
        models.Input(
            run=run, argument=figure.address.partition("/")[0], position=n, kind="figure",
            reference=figure.full_address, figure=figure.id, value=plain(float(figure.value or 0)),
            unit=observations.kinds()[figure.address.partition("/")[0]].unit,
        )
        for n, figure in enumerate(taken.figures.values())
    ]  # fmt: skip
    models.Input.objects.bulk_create(rows)


def _keep_answers(run: models.Run, done: Reckoned) -> None:
    """Keep the shares as rows, and the arrays as files that a row names."""
    rows = [models.Answer(run=run, name="arrays", position=0, label=keep_arrays(done.arrays),
                          value=str(len(done.arrays)))]  # fmt: skip
    for limit, shares in zip(LIMITS, done.shares, strict=True):
        rows += [
            models.Answer(run=run, name=f"share_{limit}", position=n, label=hour, value=plain(share))
            for n, (hour, share) in enumerate(zip(HOURS, shares, strict=True))
        ]
    models.Answer.objects.bulk_create(rows)


def _publish(run: models.Run, taken: _Taken, done: Reckoned, *, at: datetime) -> Sequence[str]:
    """Record the shares as figures of the run; answers their full addresses."""
    days = period_days(taken.period)
    assert days is not None
    statements = []
    for limit, shares in zip(LIMITS, done.shares, strict=True):
        for hour, share in zip(HOURS, shares, strict=True):
            text = plain(share * 100)
            statements.append(
                observing.Statement(
                    place=run.place, address=f"{REACHED}/{limit}/{hour}", period=taken.period,
                    mark="scenario", printed=text, unit="percent", value=Decimal(text), step=None,
                    valid_from=days[0], valid_to=days[1], published_on=timezone.localdate(at), source="",
                )
            )  # fmt: skip
    observing.record(statements, origin="run", by=run.id, at=at)
    return [f"{one.place}/{one.address}@{one.period}:{one.mark}" for one in statements]
