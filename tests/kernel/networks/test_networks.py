"""Editions of networks, published once and opened without reading them. On both databases."""

import json
from datetime import date

import numpy as np
import pytest

from dure.grammar.shapes import Text
from dure.kernel.networks import read, write
from dure.protocols.roads import Roads, read_roads
from dure.protocols.roads.areas import read_areas
from tests.kernel.said import CITY, NOON

pytestmark = pytest.mark.usefixtures("both_databases")


def feature(u: int, v: int, *points: tuple[float, float], highway: str = "primary") -> object:
    return {
        "type": "Feature",
        "properties": {"u": u, "v": v, "highway": highway, "name": "가로"},
        "geometry": {"type": "LineString", "coordinates": points},
    }


A, B, C, D = (127.0, 36.0), (127.01, 36.0), (127.02, 36.0), (127.5, 36.5)


def roads(*more: object) -> Roads:
    """A street of two blocks driven both ways, and whatever more there is."""
    blocks = [feature(1, 2, A, B), feature(2, 1, B, A), feature(2, 3, B, C), feature(3, 2, C, B)]
    content = json.dumps({"type": "FeatureCollection", "features": [*blocks, *more]})
    return read_roads(content.encode(), layout="geojson")


def said(**changed: object) -> write.Said:
    whole = {
        "title": Text("도로망", "Roads"),
        "layout": "geojson",
        "source": "",
        "locator": "",
        "valid_from": date(2026, 8, 1),
        "origin": "officer",
        **changed,
    }
    return write.Said(**whole)  # type: ignore[arg-type]


def test_an_edition_is_published_once() -> None:
    assert write.publish(CITY, name="roads", roads=roads(), said=said(), at=NOON)
    assert not write.publish(CITY, name="roads", roads=roads(), said=said(), at=NOON)
    assert write.publish(
        CITY, name="roads", roads=roads(feature(3, 4, C, (127.03, 36.0))), said=said(), at=NOON
    )
    assert [edition.links for edition in read.editions(CITY)] == [5, 4]


def test_the_edition_in_force_on_a_day_is_the_last_that_was_valid() -> None:
    longer = roads(feature(3, 4, C, (127.03, 36.0)))
    write.publish(CITY, name="roads", roads=roads(), said=said(), at=NOON)
    write.publish(CITY, name="roads", roads=longer, said=said(valid_from=date(2026, 9, 1)), at=NOON)
    on = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 1)]
    found = [read.find_edition(CITY, name="roads", on=day) for day in on]
    assert [edition.links if edition else None for edition in found] == [None, 4, 5]


def test_columns_are_opened_by_memory_map_and_keep_every_link() -> None:
    write.publish(CITY, name="roads", roads=roads(), said=said(), at=NOON)
    edition = read.find_edition(CITY, name="roads")
    assert edition is not None
    columns = read.columns(edition.digest)
    assert isinstance(columns["length_m"], np.memmap)
    assert sorted(columns["link_id"].tolist()) == [b"1-2", b"2-1", b"2-3", b"3-2"]
    assert columns["length_m"].sum() == pytest.approx(edition.length_m)
    assert read.edition_of(edition.reference) == edition


def test_a_link_lies_in_the_area_of_its_middle() -> None:
    square = [[[126.9, 35.9], [127.012, 35.9], [127.012, 36.1], [126.9, 36.1], [126.9, 35.9]]]
    about = {"id": "west", "name_ko": "서동", "name_en": "West", "people": 100}
    feature = {
        "type": "Feature",
        "properties": about,
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    areas = read_areas(json.dumps({"features": [feature]}).encode())
    write.publish(CITY, name="roads", roads=roads(), said=said(), at=NOON, areas=areas)
    edition = read.find_edition(CITY, name="roads")
    assert edition is not None
    columns = read.columns(edition.digest)
    lies = dict(zip(columns["link_id"].tolist(), columns["area"].tolist(), strict=True))
    assert lies == {b"1-2": 0, b"2-1": 0, b"2-3": -1, b"3-2": -1}
    assert (columns.areas[0].id, columns.areas[0].people) == ("west", 100)


def test_islands_and_flaws_are_counted_and_listed() -> None:
    write.publish(
        CITY,
        name="roads",
        roads=roads(feature(8, 9, D, (127.51, 36.5)), feature(3, 5, C, D, highway="primary=planned")),
        said=said(),
        at=NOON,
    )
    edition = read.find_edition(CITY, name="roads")
    assert edition is not None
    assert {flaw.kind: (flaw.links, flaw.mended) for flaw in edition.flaws} == {
        "not_built": (1, False),
        "island": (1, True),
    }
    assert set(read.flawed_links(edition.digest)) == {
        ("not_built", "3-5", "primary=planned"),
        ("island", "8-9", ""),
    }


def test_a_missing_folder_is_told() -> None:
    with pytest.raises(read.NetworkLost, match="nowhere"):
        read.columns("nowhere")
