"""Answers about places and things, as frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import shapely
import shapely.geometry
from django.db.models import Q, QuerySet

from dure.grammar.shapes import Text
from dure.kernel.things import models

Geometry = Mapping[str, Any]
NOTHING = Text("", "")
# More statements than a place's things have in a lifetime.
MOST_STATEMENTS = 100_000


@dataclass(frozen=True)
class Place:
    """A place, with what it runs and what it is part of."""

    id: str
    part_of: str
    kind: str
    title: Text
    says: Text
    speaks: tuple[str, ...]
    systems: tuple[str, ...]
    timezone: str = ""


@dataclass(frozen=True)
class Outline:
    """One part of a place's map: a GeoJSON geometry in degrees of longitude and latitude."""

    part: str
    name: Text
    geometry: Geometry


@dataclass(frozen=True)
class Thing:
    """Something that is there; lon and lat in degrees, None where not known."""

    id: str
    place: str
    kind: str
    name: Text
    lon: float | None
    lat: float | None
    source: str
    locator: str
    part_of: str = ""
    valid_from: date | None = None
    mark: str = ""


@dataclass(frozen=True)
class Attribute:
    """What holds of a thing from a day on. `by` is the party that stated it, empty for what packs state."""

    thing: str
    name: str
    value: str
    valid_from: date
    during: str = ""
    unit: str = ""
    words: Text = NOTHING
    valid_to: date | None = None
    mark: str = ""
    source: str = ""
    locator: str = ""
    by: str = ""
    withdrawn: bool = False
    recorded_at: datetime | None = None

    @property
    def kind(self) -> str:
        """The attribute's name without what it is about: `price` of `price/cans`."""
        return self.name.partition("/")[0]

    @property
    def about(self) -> str:
        """What it is about: `cans` of `price/cans`; empty where it is about the thing as a whole."""
        return self.name.partition("/")[2]


def _place(row: models.Place) -> Place:
    return Place(
        id=row.id,
        part_of=row.part_of_id or "",
        kind=row.kind,
        title=Text(row.title_ko, row.title_en),
        says=Text(row.says_ko, row.says_en),
        speaks=tuple(row.speaks.split()),
        systems=tuple(row.systems.split()),
        timezone=row.timezone,
    )


def places() -> tuple[Place, ...]:
    """Every place, the largest first, then by name."""
    rank = {"world": 0, "country": 1, "province": 2, "city": 3, "district": 4}
    rows = [_place(row) for row in models.Place.objects.all()]
    return tuple(sorted(rows, key=lambda place: (rank.get(place.kind, 9), place.id)))


def find_place(place: str) -> Place | None:
    """The place of that id, or None."""
    row = models.Place.objects.filter(id=place).first()
    return _place(row) if row else None


def chain(place: str) -> tuple[str, ...]:
    """The place and all it is part of, nearest first: district, city, country, world."""
    above = dict(models.Place.objects.values_list("id", "part_of_id"))
    found: list[str] = []
    step: str | None = place
    while step in above and step not in found:
        found.append(step)
        step = above[step]
    return tuple(found)


def parts(place: str) -> tuple[Place, ...]:
    """The places directly inside this one."""
    return tuple(_place(row) for row in models.Place.objects.filter(part_of=place).order_by("id"))


@cache
def _geometry(wkb: bytes) -> Geometry:
    return dict(shapely.geometry.mapping(shapely.from_wkb(wkb)))


def outlines(place: str) -> tuple[Outline, ...]:
    """The outlines of a place's parts, in the order of its file."""
    rows = models.Outline.objects.filter(place=place).order_by("position")
    return tuple(Outline(row.part, Text(row.name_ko, row.name_en), _geometry(bytes(row.wkb))) for row in rows)


def things(place: str, *, kind: str = "", limit: int = 1000) -> tuple[Thing, ...]:
    """The things of a place, at most `limit`, by id."""
    rows = models.Thing.objects.filter(place=place).order_by("id")
    rows = rows.filter(kind=kind) if kind else rows
    return tuple(_thing(row) for row in rows[:limit])


def find_thing(thing: str) -> Thing | None:
    """The thing of that full id, or None."""
    row = models.Thing.objects.filter(id=thing).first()
    return _thing(row) if row else None


def attributes(places: Sequence[str], *, on: date, names: Sequence[str] = ()) -> tuple[Attribute, ...]:
    """What holds of the things of some places on a day, by thing and name; of some attributes where named."""
    rows = models.Attribute.objects.filter(thing__place__in=list(places), valid_from__lte=on)
    return _holding(_named(rows, names), on)


def attributes_of(thing: str, *, on: date) -> tuple[Attribute, ...]:
    """What holds of one thing on a day, by name."""
    return _holding(models.Attribute.objects.filter(thing=thing, valid_from__lte=on), on)


def statements(thing: str) -> tuple[Attribute, ...]:
    """Everything that was ever stated of a thing, the latest first."""
    rows = models.Attribute.objects.filter(thing=thing).order_by("-id")[:MOST_STATEMENTS]
    return tuple(_attribute(row) for row in rows)


def _named(rows: QuerySet[models.Attribute], names: Sequence[str]) -> QuerySet[models.Attribute]:
    if not names:
        return rows
    wanted = Q(name__in=list(names))
    for name in names:
        wanted |= Q(name__startswith=f"{name}/")
    return rows.filter(wanted)


def _holding(rows: QuerySet[models.Attribute], on: date) -> tuple[Attribute, ...]:
    """Of the rows that cover a day the one of each attribute that begins latest, recorded last."""
    last: dict[tuple[str, str, str], models.Attribute] = {}
    covering = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).order_by("valid_from", "id")
    for row in covering[:MOST_STATEMENTS]:
        last[(row.thing_id, row.name, row.during)] = row
    return tuple(_attribute(last[key]) for key in sorted(last) if not last[key].withdrawn)


def _attribute(row: models.Attribute) -> Attribute:
    return Attribute(
        thing=row.thing_id,
        name=row.name,
        value=row.value,
        valid_from=row.valid_from,
        during=row.during,
        unit=row.unit,
        words=Text(row.words_ko, row.words_en),
        valid_to=row.valid_to,
        mark=row.mark,
        source=row.source,
        locator=row.locator,
        by=row.stated_by,
        withdrawn=row.withdrawn,
        recorded_at=row.recorded_at,
    )


def _thing(row: models.Thing) -> Thing:
    return Thing(
        row.id,
        row.place_id,
        row.kind,
        Text(row.name_ko, row.name_en),
        row.lon,
        row.lat,
        row.source,
        row.locator,
        row.part_of_id or "",
        row.valid_from,
        row.mark,
    )
