"""Verbs that change places and things. Each is one transaction."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import shapely
from django.db import transaction

from dure.grammar import shapes
from dure.grammar.attribute_rows import hours_overlap
from dure.grammar.attribute_values import hear_value
from dure.grammar.opening_hours import Hours, read_hours
from dure.grammar.sentences import things as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Text
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.things import models, read
from dure.kernel.things.read import Attribute


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
                "mark": row.mark,
            }
            models.Thing.objects.update_or_create(
                id=f"{row.place}/{row.thing}", defaults=values, create_defaults={**values, "recorded_at": at}
            )


class Refused(ValueError):
    """A statement about a thing that cannot be recorded: what is wrong and how to mend it."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep both sentences."""
        super().__init__(f"{sentence[0].en} {sentence[1].en}")
        self.says, self.mend = sentence


def load_attributes(places: Iterable[shapes.Place], *, at: datetime) -> int:
    """Record what packs state about things; answers how many statements are new or withdrawn.

    What packs no longer state is withdrawn. What keepers stated stays.
    """
    with transaction.atomic():
        return sum(_load_of_place(place, at=at) for place in places)


def _load_of_place(place: shapes.Place, *, at: datetime) -> int:
    known = models.Attribute.objects.filter(thing__place=place.id, stated_by="").order_by("id")
    last = {(row.thing_id, row.name, row.during, row.valid_from): row for row in known}
    said = [_row(row, at=at) for row in place.attributes]
    keys = {(row.thing_id, row.name, row.during, row.valid_from) for row in said}
    news = [
        row
        for row in said
        if (old := last.get((row.thing_id, row.name, row.during, row.valid_from))) is None
        or _content(old) != _content(row)
    ]
    gone = [
        models.Attribute(
            thing_id=row.thing_id, name=row.name, during=row.during, valid_from=row.valid_from,
            valid_to=row.valid_to, withdrawn=True, source=row.source, locator=row.locator, recorded_at=at,
        )
        for key, row in last.items()
        if key not in keys and not row.withdrawn
    ]  # fmt: skip
    models.Attribute.objects.bulk_create([*news, *gone])
    return len(news) + len(gone)


def _row(row: shapes.AttributeRow, *, at: datetime) -> models.Attribute:
    return models.Attribute(
        thing_id=f"{row.place}/{row.thing}",
        name=row.name,
        during=row.during,
        value=row.value,
        unit=row.unit,
        words_ko=row.words.ko,
        words_en=row.words.en,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        mark=row.mark,
        source=row.source,
        locator=row.locator,
        recorded_at=at,
    )


def _content(row: models.Attribute) -> tuple[object, ...]:
    return (
        row.value, row.unit, row.words_ko, row.words_en, row.valid_to, row.withdrawn, row.mark, row.source,
        row.locator,
    )  # fmt: skip


def check_attribute(said: Attribute, *, kind: AttributeKind, today: date) -> None:
    """Refused where a statement could not be recorded; records nothing."""
    if (wrong := _wrong(said, kind=kind, today=today)) is not None:
        raise Refused(wrong)


def state_attribute(said: Attribute, *, kind: AttributeKind, today: date, at: datetime) -> bool:
    """Record what somebody states about a thing from a day on; False where it is stated already.

    Refused is what the attribute does not take, a day that is past, and hours that overlap with others.
    """
    with transaction.atomic():
        # Whoever states something of this thing at the same time waits here.
        models.Thing.objects.select_for_update().get(id=said.thing)
        check_attribute(said, kind=kind, today=today)
        rows = models.Attribute.objects.filter(thing=said.thing, name=said.name, during=said.during)
        last = rows.filter(valid_from=said.valid_from).order_by("-id").first()
        row = models.Attribute(
            thing_id=said.thing, name=said.name, during=said.during, value=said.value, unit=said.unit,
            words_ko=said.words.ko, words_en=said.words.en, valid_from=said.valid_from,
            valid_to=said.valid_to, withdrawn=said.withdrawn, mark=said.mark, source=said.source,
            locator=said.locator, stated_by=said.by, recorded_at=at,
        )  # fmt: skip
        if last is not None and _content(last) == _content(row):
            return False
        row.save()
        return True


def _wrong(said: Attribute, *, kind: AttributeKind, today: date) -> Sentence | None:
    """What is wrong with a statement, or None."""
    if said.valid_from < today:
        return says.day_is_past(said.valid_from.isoformat())
    if said.valid_to is not None and said.valid_to < said.valid_from:
        return says.ends_before_it_begins(said.valid_from.isoformat(), said.valid_to.isoformat())
    if said.withdrawn:
        return None
    # Somebody who speaks one language states it in that one; packs state both.
    words = Text(said.words.ko or said.words.en, said.words.en or said.words.ko)
    if (wrong := hear_value(kind, said.value, unit=said.unit, words=words, known=())) is not None:
        return wrong
    if said.during and not kind.by_hours:
        return says.not_during(kind.name)
    return _overlap(said) if said.during else None


def _overlap(said: Attribute) -> Sentence | None:
    """The statement of other hours that would hold at a common moment of a common day."""
    hours = read_hours(said.during)
    if not isinstance(hours, Hours):
        return hours
    others = models.Attribute.objects.filter(thing=said.thing, name=said.name).exclude(during="")
    coming = [each.valid_from for each in others if each.valid_from > said.valid_from]
    for day in (said.valid_from, *sorted(set(coming))):
        if said.valid_to is not None and day > said.valid_to:
            break
        for other in read.attributes_of(said.thing, on=day):
            is_other = other.name == said.name and other.during not in ("", said.during)
            if is_other and hours_overlap(said.during, other.during):
                return says.during_overlaps(said.name, said.during, other.during)
    return None
