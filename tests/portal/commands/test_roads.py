"""`dure roads` publishes what is good of a file, says what is not, and reckons what is reached."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from dure.kernel.networks import read as networks
from dure.kernel.observations import write as observing
from dure.kernel.things import write as things
from dure.portal.commands import roads
from tests.kernel.said import CITY, document, place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two blocks of a street, and a road that is only planned."""
    things.load_places([place(CITY)])
    observing.load_sources([document("report")])
    lines = [(1, 2, 127.0, "primary"), (2, 1, 127.01, "primary"), (2, 3, 127.01, "primary=planned")]
    features = [
        {
            "type": "Feature",
            "properties": {"u": u, "v": v, "highway": highway},
            "geometry": {
                "type": "LineString",
                "coordinates": [[x, 36.0], [127.01 if x < 127.01 else 127.0, 36.0]],
            },
        }
        for u, v, x, highway in lines
    ]
    path = tmp_path / "city.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_an_import_publishes_and_says_what_was_wrong(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flaws = tmp_path / "flaws.csv"
    assert (
        roads.run(["import", CITY, str(file), "--source", "report", "--flaws", str(flaws), "--lang", "en"])
        == 0
    )
    said = capsys.readouterr()
    assert "2 links" in said.out
    assert "not_built  (left out)" in said.out
    assert flaws.read_text().splitlines() == ["flaw,link,found", "not_built,2-3,primary=planned"]
    edition = networks.find_edition(CITY, name="roads")
    assert edition is not None
    assert (edition.links, edition.source, edition.locator) == (2, "report", "city.geojson")


def test_the_same_file_again_publishes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", CITY, str(file), "--source", "report", "--lang", "en"]
    assert [roads.run(words), roads.run(words)] == [0, 0]
    assert capsys.readouterr().out.count("(=)") == 1
    assert len(networks.editions(CITY)) == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["import", "nowhere", "FILE", "--source", "report"], 1, "There is no place"),
        (["import", CITY, "FILE", "--source", "none"], 1, "There is no document"),
        (["import", CITY, "FILE", "--source", "report", "--layout", "jemss"], 2, "no zip"),
        (["import", CITY, "missing.geojson", "--source", "report"], 2, "Nothing was changed"),
        (["coverage", CITY], 1, "What is missing: roads, stations"),
    ],
)
def test_what_cannot_be_done_is_said(
    file: Path, words: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roads.run([*(str(file) if word == "FILE" else word for word in words), "--lang", "en"]) == code
    assert says in capsys.readouterr().err
    assert not networks.editions(CITY)
    assert not (Path(settings.HOME) / "networks" / "nothing").exists()
