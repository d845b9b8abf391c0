"""Answers about places and things, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import shapely
import shapely.geometry

from dure.grammar.shapes import Text
from dure.kernel.things import models

Geometry = Mapping[str, Any]


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


def _place(row: models.Place) -> Place:
    return Place(
        id=row.id,
        part_of=row.part_of_id or "",
        kind=row.kind,
        title=Text(row.title_ko, row.title_en),
        says=Text(row.says_ko, row.says_en),
        speaks=tuple(row.speaks.split()),
        systems=tuple(row.systems.split()),
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
    return tuple(
        Thing(
            r.id,
            r.place_id,
            r.kind,
            Text(r.name_ko, r.name_en),
            r.lon,
            r.lat,
            r.source,
            r.locator,
            r.part_of_id or "",
            r.valid_from,
        )
        for r in rows[:limit]
    )
