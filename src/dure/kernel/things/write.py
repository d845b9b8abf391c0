"""Verbs that change places and things. Each is one transaction."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import shapely
from django.db import transaction

from dure.grammar import shapes
from dure.kernel.things import models


def load_places(places: Iterable[shapes.Place]) -> None:
    """Make the table of places what the packs say."""
    with transaction.atomic():
        waiting = {place.id: place for place in places}
        while waiting:
            ready = [p for p in waiting.values() if p.part_of not in waiting]
            if not ready:
                raise ValueError(f"These places are parts of one another: {', '.join(sorted(waiting))}.")
            for place in ready:
                del waiting[place.id]
                _put_place(place)


def _put_place(place: shapes.Place) -> None:
    values = {
        "part_of_id": place.part_of or None,
        "kind": place.kind,
        "title_ko": place.title.ko,
        "title_en": place.title.en,
        "says_ko": place.says.ko,
        "says_en": place.says.en,
        "timezone": place.timezone,
        "speaks": " ".join(place.speaks),
        "systems": " ".join(place.runs),
    }
    models.Place.objects.update_or_create(id=place.id, defaults=values)


def load_outlines(place: str, *, file: Path) -> None:
    """Replace the outlines of a place by those of a GeoJSON FeatureCollection."""
    features = json.loads(file.read_text(encoding="utf-8-sig"))["features"]
    rows = []
    for position, feature in enumerate(features):
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        west, south, east, north = shape.bounds
        about = feature["properties"]
        rows.append(
            models.Outline(
                place_id=place,
                position=position,
                part=about.get("place") or "",
                name_ko=about["name_ko"],
                name_en=about["name_en"],
                wkb=shapely.to_wkb(shape),
                west=west,
                south=south,
                east=east,
                north=north,
            )
        )
    with transaction.atomic():
        models.Outline.objects.filter(place=place).delete()
        models.Outline.objects.bulk_create(rows)


def load_things(rows: Iterable[shapes.ThingRow], *, at: datetime) -> None:
    """Register the things of the packs; those already registered are brought up to date."""
    with transaction.atomic():
        for row in rows:
            values = {
                "place_id": row.place,
                "kind": row.kind,
                "part_of_id": f"{row.place}/{row.part_of}" if row.part_of else None,
                "name_ko": row.name.ko,
                "name_en": row.name.en,
                "lon": None if row.lon is None else float(row.lon),
                "lat": None if row.lat is None else float(row.lat),
                "valid_from": row.valid_from,
                "source": row.source,
                "locator": row.locator,
            }
            models.Thing.objects.update_or_create(
                id=f"{row.place}/{row.thing}", defaults=values, create_defaults={**values, "recorded_at": at}
            )
