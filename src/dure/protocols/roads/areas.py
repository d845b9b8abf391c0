"""Areas that a network's links lie in: a GeoJSON FeatureCollection of polygons with id, names and people."""

import gzip
import json
from dataclasses import dataclass

import shapely


@dataclass(frozen=True)
class Names:
    """A name in both languages."""

    ko: str
    en: str


@dataclass(frozen=True)
class Area:
    """A part of a place, and how many people live there, where that is known."""

    id: str
    name: Names
    people: int | None
    shape: shapely.Geometry


def read_areas(content: bytes) -> tuple[Area, ...]:
    """The areas of a file, which may be packed by gzip. Raises ValueError where it is no such file."""
    try:
        said = json.loads(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
        return tuple(_area(feature) for feature in said["features"])
    except (OSError, EOFError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise ValueError(f"no areas with id, name_ko, name_en and people: {error}") from None


def _area(feature: dict[str, dict[str, object]]) -> Area:
    about = feature["properties"]
    people = about["people"]
    return Area(
        id=str(about["id"]),
        name=Names(str(about["name_ko"]), str(about["name_en"])),
        people=people if isinstance(people, int) else None,
        shape=shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))),
    )
