"""Places, what is in them, and their outlines, through the two doors. On both databases."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import shapely
import shapely.geometry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dure.grammar.shapes import ThingRow
from dure.kernel.things import read, write
from tests.kernel.said import CITY, DAY, NOON, place, text

pytestmark = pytest.mark.usefixtures("both_databases")

SQUARE = [[[126.0, 33.0], [127.0, 33.0], [127.0, 34.0], [126.0, 34.0], [126.0, 33.0]]]


def load_chain() -> None:
    """A district of a city of a country of the world, told from the bottom up."""
    write.load_places(
        [
            place("east", part_of=CITY, kind="district"),
            place("west", part_of=CITY, kind="district"),
            place(CITY, part_of="country"),
            place("country", part_of="world", kind="country"),
            place("world", kind="world"),
        ]
    )


def test_the_chain_leads_from_the_nearest_place_to_the_world() -> None:
    load_chain()
    assert read.chain("east") == ("east", CITY, "country", "world")
    assert read.chain("world") == ("world",)
    assert read.chain("nowhere") == ()


def test_parts_are_those_directly_inside() -> None:
    load_chain()
    assert [part.id for part in read.parts(CITY)] == ["east", "west"]
    assert read.parts("east") == ()


def test_places_come_the_largest_first() -> None:
    load_chain()
    assert [found.id for found in read.places()] == ["world", "country", CITY, "east", "west"]


def test_loading_the_same_places_again_changes_what_they_are_called() -> None:
    load_chain()
    write.load_places([place(CITY, part_of="country", title=text("Dream"), runs=("plan", "river"))])
    found = read.find_place(CITY)
    assert found is not None
    assert (found.title.en, found.systems, found.speaks) == ("Dream", ("plan", "river"), ("ko", "en"))
    assert read.find_place("nowhere") is None


def test_places_that_are_parts_of_one_another_are_refused() -> None:
    with pytest.raises(ValueError, match="parts of one another: a, b"):
        write.load_places([place("a", part_of="b"), place("b", part_of="a")])
    assert read.places() == ()


def outlined(folder: Path, *geometries: dict[str, Any]) -> None:
    """Load outlines of the city; the first part is a place of ours."""
    features = [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {"name_ko": f"구{n}", "name_en": f"part {n}"} | ({} if n else {"place": "east"}),
        }
        for n, geometry in enumerate(geometries)
    ]
    file = folder / "outline.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    write.load_outlines(CITY, file=file)


def test_outlines_survive_in_the_order_of_their_file(tmp_path: Path) -> None:
    load_chain()
    with_hole: dict[str, Any] = {
        "type": "Polygon",
        "coordinates": [*SQUARE, [[126.2, 33.2], [126.4, 33.2], [126.4, 33.4], [126.2, 33.2]]],
    }
    two: dict[str, Any] = {
        "type": "MultiPolygon",
        "coordinates": [SQUARE, [[[0, 0], [1, 0], [1, 1], [0, 0]]]],
    }
    outlined(tmp_path, with_hole, two)
    found = read.outlines(CITY)
    assert [(one.part, one.name.ko) for one in found] == [("east", "구0"), ("", "구1")]
    for one, told in zip(found, (with_hole, two), strict=True):
        assert shapely.geometry.shape(dict(one.geometry)).equals_exact(shapely.geometry.shape(told))


def test_loading_outlines_again_replaces_them(tmp_path: Path) -> None:
    load_chain()
    square = {"type": "Polygon", "coordinates": SQUARE}
    outlined(tmp_path, square, square)
    outlined(tmp_path, square)
    assert len(read.outlines(CITY)) == 1


DEGREES = st.tuples(st.floats(-180, 180, allow_subnormal=False), st.floats(-90, 90, allow_subnormal=False))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corners=st.lists(DEGREES, min_size=3, max_size=8, unique=True))
def test_no_digit_of_an_outline_is_lost(tmp_path: Path, corners: list[tuple[float, float]]) -> None:
    load_chain()
    outlined(tmp_path, {"type": "Polygon", "coordinates": [[*corners, corners[0]]]})
    (found,) = read.outlines(CITY)
    assert shapely.get_coordinates(shapely.geometry.shape(dict(found.geometry))).tolist() == [
        list(corner) for corner in (*corners, corners[0])
    ]


def thing(name: str, *, kind: str = "station", part_of: str = "", lon: str | None = "126.5") -> ThingRow:
    """Something that is there."""
    return ThingRow(
        place=CITY, system="plan", thing=name, kind=kind, part_of=part_of, name=text(name),
        lon=Decimal(lon) if lon else None, lat=Decimal("33.4"), valid_from=date(2020, 1, 1), source="report",
        locator="7", file="things.csv", line=2,
    )  # fmt: skip


def test_a_thing_may_be_part_of_one_told_later() -> None:
    load_chain()
    write.load_things([thing("pump", kind="pump", part_of="site"), thing("site", lon=None)], at=NOON)
    pump, site = read.things(CITY)
    assert (pump.id, pump.part_of, pump.lon, pump.lat) == (f"{CITY}/pump", f"{CITY}/site", 126.5, 33.4)
    assert (site.lon, site.part_of, site.source, site.locator) == (None, "", "report", "7")


def test_things_are_found_by_kind_and_are_bounded() -> None:
    load_chain()
    write.load_things([thing("a"), thing("b", kind="pump"), thing("c")], at=NOON)
    assert [one.id for one in read.things(CITY, kind="station")] == [f"{CITY}/a", f"{CITY}/c"]
    assert len(read.things(CITY, limit=2)) == 2


def test_a_thing_told_again_is_brought_up_to_date() -> None:
    load_chain()
    write.load_things([thing("a")], at=NOON)
    write.load_things([thing("a", lon="126.75")], at=NOON + DAY)
    assert [one.lon for one in read.things(CITY)] == [126.75]
