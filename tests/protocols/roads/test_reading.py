"""Road networks are read from what others publish; what is wrong is told, and mended or left out."""

import gzip
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from dure.protocols.roads import LAYOUTS, UnreadableRoads, layout_of, read_roads


def line(u: int, v: int, *points: tuple[float, float], **said: object) -> dict[str, object]:
    about = {"u": u, "v": v, "key": 0, "highway": "primary", "name": None, **said}
    return {
        "type": "Feature",
        "properties": about,
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in points]},
    }


def geojson(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


A, B, C = (127.0, 36.0), (127.01, 36.0), (127.01, 36.01)


def test_lines_become_links_with_the_length_of_their_shape() -> None:
    roads = read_roads(gzip.compress(geojson(line(1, 2, A, B), line(2, 1, B, A))), layout="geojson")
    assert roads.link_id == ("1-2", "2-1")
    assert roads.length_m == pytest.approx([899.6, 899.6], abs=0.5)
    assert roads.flaws == ()


def test_every_flaw_of_a_line_is_told() -> None:
    roads = read_roads(
        geojson(
            line(1, 2, A, B),
            line(1, 2, A, B),
            line(2, 3, B, C, highway="secondary, tertiary"),
            line(3, 2, B, C),
            line(3, 1, C, B),
            line(4, 5, (127.2, 36.2), (127.3, 36.2), highway="primary=planned"),
            line(6, 7, (127.4, 36.2), (127.5, 36.2), highway="escalator"),
            line(8, 9, (127.6, 36.2)),
            {"properties": {"u": 1}},
        ),
        layout="geojson",
    )
    assert Counter(flaw.kind for flaw in roads.flaws) == {
        "named_twice": 1,
        "two_classes": 1,
        "drawn_backwards": 1,
        "ends_elsewhere": 1,
        "not_built": 1,
        "no_class": 1,
        "no_shape": 1,
        "unreadable_row": 1,
    }
    assert roads.link_id == ("1-2", "2-3", "3-2", "6-7")
    assert (roads.shape_lat[roads.shape_start[2]], roads.shape_lat[roads.shape_start[3] - 1]) == (C[1], B[1])


def test_korean_names_of_another_encoding_are_read() -> None:
    content = geojson(line(1, 2, A, B, name="둔산로")).decode().encode("cp949")
    assert read_roads(content, layout="geojson").name == ("둔산로",)


def jemss(arcs: str, nodes: str = "1,127.0,36.0,1\n2,127.01,36.0,1\n") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("nodes.csv", "nodes,,,\nindex,x,y,offRoadAccess\n" + nodes)
        archive.writestr(
            "arcs.csv",
            "miscData,,,\narcForm,numModes,\ndirected,2\n,\narcs,,,\n"
            "index,fromNode,toNode,distance,mode_1,mode_2,\n" + arcs + ",\n",
        )
    return packed.getvalue()


def test_days_and_kilometres_of_a_simulator_become_speeds() -> None:
    # 0.9 km in 54 s is 60 km/h; the lights-and-sirens mode takes 0.7 of that.
    roads = read_roads(jemss("1.0,1.0,2.0,0.9,4.375e-4,6.25e-4\n"), layout="jemss")
    assert roads.modes == ("mode_1", "mode_2")
    assert roads.length_m.tolist() == [900.0]
    assert roads.speed_km_h[:, 0] == pytest.approx([85.714, 60.0], abs=0.001)


def test_arcs_without_length_time_or_nodes_are_told() -> None:
    roads = read_roads(
        jemss("1,1,2,nan,1e-4,1e-4\n2,2,1,0.9,0,0\n3,1,9,0.9,1e-4,1e-4\nx,1,2,0.9,1e-4,1e-4\n"),
        layout="jemss",
    )
    assert Counter(flaw.kind for flaw in roads.flaws) == {
        "no_length": 1,
        "zero_speed": 2,
        "unknown_node": 1,
        "unreadable_row": 1,
    }
    assert roads.length_m[0] == pytest.approx(899.6, abs=0.5)


OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="36.00" lon="127.00" version="1"/><node id="2" lat="36.00" lon="127.01" version="1"/>
<node id="3" lat="36.00" lon="127.02" version="1"/><node id="4" lat="36.01" lon="127.01" version="1"/>
<way id="10" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/>
<tag k="maxspeed" v="30 mph"/><tag k="name" v="대덕대로"/></way>
<way id="11" version="1"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/>
<tag k="oneway" v="-1"/><tag k="maxspeed" v="walk"/></way>
<way id="12" version="1"><nd ref="3"/><nd ref="4"/><tag k="highway" v="footway"/></way>
<way id="13" version="1"><nd ref="3"/><nd ref="4"/><tag k="highway" v="service"/>
<tag k="access" v="private"/></way>
<relation id="20" version="1"><member type="way" ref="11" role="from"/>
<member type="node" ref="2" role="via"/>
<member type="way" ref="10" role="to"/><tag k="type" v="restriction"/>
<tag k="restriction" v="no_left_turn"/></relation></osm>"""


def test_ways_are_cut_at_junctions_and_driven_as_their_tags_say() -> None:
    roads = read_roads(OSM.encode(), layout="osm")
    assert sorted(roads.link_id) == ["10:1-2", "10:2-1", "10:2-3", "10:3-2", "11:4-2"]
    speeds = dict(zip(roads.link_id, roads.speed_km_h[0], strict=True))
    assert speeds["10:1-2"] == pytest.approx(48.28, abs=0.01)
    assert [flaw.kind for flaw in roads.flaws] == ["odd_speed"]
    assert [(ban.from_way, ban.node, ban.to_way, ban.only) for ban in roads.bans] == [
        ("11", "2", "10", False)
    ]


def test_two_stretches_of_a_way_between_the_same_junctions_keep_both_names() -> None:
    loop = OSM.replace('<nd ref="2"/><nd ref="3"/>', '<nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="2"/>')
    assert len(set(read_roads(loop.encode(), layout="osm").link_id)) == len(
        read_roads(loop.encode(), layout="osm").link_id
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("content", [b"", b"nothing", b"\x1f\x8b\x00", b"[]", b"PK\x03\x04", b"\x00" * 64])
def test_what_is_no_network_is_refused_in_words(layout: str, content: bytes) -> None:
    with pytest.raises(UnreadableRoads):
        read_roads(content, layout=layout)


def test_half_a_file_is_refused() -> None:
    whole = gzip.compress(geojson(line(1, 2, A, B)))
    with pytest.raises(UnreadableRoads, match="breaks off"):
        read_roads(whole[:-6], layout="geojson")


def test_the_name_of_a_file_says_its_layout() -> None:
    names = {
        "a.osm.pbf": "osm_pbf",
        "a.osm.gz": "osm",
        "a.xml": "osm",
        "a.geojson.gz": "geojson",
        "a.zip": "jemss",
    }
    assert {name: layout_of(Path(name)) for name in names} == names
    assert layout_of(Path("a.txt")) == ""
