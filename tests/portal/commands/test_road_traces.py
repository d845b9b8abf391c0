"""`dure roads match` answers every position of a file, in its order, and counts what was wrong with it."""

import csv
import json
from pathlib import Path

import pytest

from dure.portal.commands import road_traces, roads


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A straight street of five blocks, driven both ways."""
    features = []
    for block in range(5):
        line = [[127 + block * 0.002, 36.0], [127 + (block + 1) * 0.002, 36.0]]
        for u, v, points in ((block, block + 1, line), (block + 1, block, line[::-1])):
            about = {"u": u, "v": v, "highway": "primary", "osmid": 7}
            geometry = {"type": "LineString", "coordinates": points}
            features.append({"type": "Feature", "properties": about, "geometry": geometry})
    path = tmp_path / "street.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def match(network: Path, text: str, *more: str) -> list[dict[str, str]]:
    traces, out = network.parent / "traces.csv", network.parent / "out.csv"
    traces.write_text(text)
    assert roads.run(["match", str(network), str(traces), "--out", str(out), "--lang", "en", *more]) == 0
    return list(csv.DictReader(out.read_text().splitlines()))


def trace(trip: str, *, times: list[object]) -> str:
    return "".join(f"{trip},{time},{127.0005 + row * 0.001:.6f},36.00002\n" for row, time in enumerate(times))


def test_every_position_gets_its_link_way_and_offset(network: Path) -> None:
    rows = match(network, "trip_id,time,lon,lat\n" + trace("a", times=[0, 10, 20, 30]))
    assert [row["link_id"] for row in rows] == ["0-1", "0-1", "1-2", "1-2"]
    assert {row["way_id"] for row in rows} == {"7"}
    assert float(rows[1]["offset_m"]) == pytest.approx(134.9, abs=1)
    assert all(float(row["confidence"]) > 0.5 for row in rows)


def test_times_may_be_words_and_rows_out_of_order(network: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"2026-08-01 12:00:{second:02d}" for second in (0, 10, 20, 30)]
    lines = ("trip_id,time,lon,lat\n" + trace("a", times=list(words))).splitlines()
    lines[2], lines[3] = lines[3], lines[2]
    rows = match(network, "\n".join(lines) + "\n")
    assert [row["link_id"] for row in rows] == ["0-1", "1-2", "0-1", "1-2"]
    assert "1  out_of_order" in capsys.readouterr().out


def test_what_is_wrong_with_positions_is_counted_and_told(
    network: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "trip_id,time,lon,lat,accuracy_m\na,0,127.0005,36.0,10\na,10,36.0,127.0015,10\na,20,,,10\n"
        "a,30,127.0035,36.0,\na,30,127.0035,36.0,10\na,40,0,0,10\nb,0,127.0035,36.3,10\n"
    )
    rows = match(network, text)
    assert [row["break"] for row in rows] == [
        "",
        "",
        "no_position",
        "",
        "no_position",
        "no_position",
        "off_map",
    ]
    assert [bool(row["link_id"]) for row in rows] == [True, True, False, True, False, False, False]
    out = capsys.readouterr().out
    for words in ("2  trips", "7  positions", "3  matched", "1  swapped", "1  same_time", "2  no_position"):
        assert words in out


def test_trips_are_never_cut_by_the_size_of_a_piece(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "trip_id,time,lon,lat\n" + "".join(trace(f"t{n}", times=[0, 10, 20, 30]) for n in range(50))
    whole = match(network, text)
    monkeypatch.setattr(road_traces, "PIECE", 7)
    monkeypatch.setattr(road_traces, "BLOCK_BYTES", 300)
    assert match(network, text) == whole
    assert len(whole) == 200


def test_what_holds_no_traces_is_refused(network: Path, capsys: pytest.CaptureFixture[str]) -> None:
    traces, out = network.parent / "traces.csv", network.parent / "out.csv"
    traces.write_text("trip,when\na,1\n")
    assert roads.run(["match", str(network), str(traces), "--out", str(out), "--lang", "en"]) == 2
    assert "no column trip_id, time, lon, lat" in capsys.readouterr().err
    assert not out.exists()
