"""An outline that passes the check can be drawn; everything else is told, shape by shape."""

import json
from typing import Any

import pytest
import shapely

from tests.grammar.conftest import Copy

FILE = "places/dreamtown/outline.geojson"
RING = [[0, 0], [1, 0], [1, 1], [0, 0]]
NAMES = {"name_ko": "꿈마을", "name_en": "Dreamtown"}


def _shape(coordinates: Any, kind: str = "Polygon", names: Any = NAMES) -> dict[str, Any]:
    return {"type": "Feature", "properties": names, "geometry": {"type": kind, "coordinates": coordinates}}


def _write(copy: Copy, *features: object, kind: str = "FeatureCollection") -> None:
    (copy.root / FILE).write_text(json.dumps({"type": kind, "features": features}), encoding="utf-8")


@pytest.mark.parametrize(
    "coordinates",
    [
        "x", None, {}, [], [[]], [RING[:3]], [[*RING[:3], [0, 1]]], [[["x", 0], *RING[1:3], ["x", 0]]],
        [[[181, 0], [1, 0], [1, 1], [181, 0]]], [[[0, 91], [1, 0], [1, 1], [0, 91]]],
        [[[float("nan"), 0], [1, 0], [1, 1], [0, 0]]], [[[10**400, 0], [1, 0], [1, 1], [10**400, 0]]],
        [[[True, 0], [1, 0], [1, 1], [True, 0]]], [[[0], [1], [1], [0]]], RING, [RING, "x"],
    ],
)  # fmt: skip
def test_coordinates_that_make_no_outline_are_told(copy: Copy, coordinates: Any) -> None:
    _write(copy, _shape([RING]), _shape(coordinates))
    said = copy.only_mistake().says.en
    has_no_number = "NaN" in (copy.root / FILE).read_text(encoding="utf-8")
    wanted = "This is not a GeoJSON FeatureCollection."
    assert said == (wanted if has_no_number else "The coordinates of shape 2 do not make an outline.")
    assert all(place.outline is None for place in copy.packs().places)


@pytest.mark.parametrize("kind", ["Point", "GeometryCollection", "polygon", "", None, []])
def test_only_areas_are_drawn(copy: Copy, kind: Any) -> None:
    _write(copy, _shape([RING], kind))
    assert copy.only_mistake().says.ko == "1번째 도형이 Polygon이나 MultiPolygon이 아닙니다."


@pytest.mark.parametrize(
    "names",
    [
        None, [], {}, {"name_ko": "꿈마을"}, {**NAMES, "name_en": ""}, {**NAMES, "name_en": 1},
        {**NAMES, "name_en": "\ud800"}, {**NAMES, "name_en": "\0"}, {**NAMES, "name_ko": "꿈" * 121},
        {**NAMES, "place": ["dreamtown"]},
    ],
)  # fmt: skip
def test_a_shape_has_names_in_both_languages(copy: Copy, names: Any) -> None:
    _write(copy, _shape([RING], names=names))
    assert copy.only_mistake().says.en == "Shape 1 has no names that can be used."


@pytest.mark.parametrize("text", ["", "[]", "null", '{"features": []}', "1e999", "[" * 99_999, "\x00"])
def test_what_is_no_collection_is_told(copy: Copy, text: str) -> None:
    (copy.root / FILE).write_text(text, encoding="utf-8")
    assert copy.only_mistake().says.en == "This is not a GeoJSON FeatureCollection."
    _write(copy, "x")
    assert copy.only_mistake().says.en == "Shape 1 is not a GeoJSON Feature."
    _write(copy, _shape([RING]), kind="Feature")
    assert copy.only_mistake().says.en == "This is not a GeoJSON FeatureCollection."


def test_a_good_outline_is_handed_on_and_can_be_drawn(copy: Copy) -> None:
    high = [[*point, 12.5] for point in RING]
    features = [
        _shape([RING]),
        _shape([[RING], [RING, high]], "MultiPolygon", {**NAMES, "place": "dreamtown"}),
    ]
    _write(copy, *features)
    path = copy.root / FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert copy.packs().mistakes == ()
    assert [place.outline for place in copy.packs().places if place.id == "dreamtown"] == [path]
    assert all(shapely.from_geojson(json.dumps(each["geometry"])).bounds == (0, 0, 1, 1) for each in features)
