"""`dure pack` says what is wrong in the reader's language, and begins places that pass."""

from pathlib import Path

import pytest

from dure.grammar import read
from dure.portal.commands import pack

SAMPLE = Path(__file__).parents[2] / "grammar" / "packs"


@pytest.fixture(autouse=True)
def _own_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "PACKS", SAMPLE)


def test_good_packs_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert pack.run(["check", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("1 system, 4 places, 2 documents, 6 figures, 0 mistakes (")


def test_a_mistake_is_printed_with_its_place_and_its_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack.run(["new", "hilltown", "--path", str(tmp_path), "--lang", "en"]) == 0
    row = tmp_path / "hilltown" / "plan" / "observations.csv"
    row.write_text(row.read_text(encoding="utf-8").replace("unknown,tCO2e", "12,MWh"), encoding="utf-8")
    capsys.readouterr()
    assert pack.run(["check", str(tmp_path / "hilltown"), "--lang", "en"]) == 1
    assert capsys.readouterr().out.startswith(
        "hilltown/plan/observations.csv line 2, unit: emissions_tco2e is stated in MWh, "
        "but declared in tCO2e: the units differ. State it in a unit like tCO2e, "
    )
    assert pack.run(["--lang", "ko", "check", str(tmp_path / "hilltown")]) == 1
    assert capsys.readouterr().out.startswith(
        "hilltown/plan/observations.csv 2행, unit: emissions_tco2e: 단위가"
    )


def test_a_new_place_passes_the_check_and_has_one_open_slot(tmp_path: Path) -> None:
    assert pack.run(["new", "hilltown", "--path", str(tmp_path), "--part-of", "dreamtown"]) == 0
    packs = read(tmp_path / "hilltown", over=SAMPLE)
    assert packs.mistakes == ()
    place = next(place for place in packs.places if place.id == "hilltown")
    assert place.part_of == "dreamtown"
    assert [(figure.printed, figure.value) for figure in place.stated] == [("unknown", None)]


def test_a_new_place_is_part_of_the_only_country(tmp_path: Path) -> None:
    assert pack.run(["new", "hilltown", "--path", str(tmp_path)]) == 0
    assert 'part_of = "dreamland"' in (tmp_path / "hilltown" / "place.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new", "Hill Town"], "is not made of small letters, digits and hyphens. Write it like north-town."),
        (
            ["new", "hilltown", "--part-of", "nowhere"],
            "There is no place “nowhere”. Write --part-of with one of",
        ),
        (["new", "a" * 300], "place has 300 letters; there is room for 60."),
        (["new", "there"], "is already there. Choose another name, or another folder with --path."),
    ],
)
def test_a_place_that_cannot_begin_says_why(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there").mkdir()
    assert pack.run([*arguments, "--path", str(tmp_path), "--lang", "en"]) == 1
    assert says in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there"]


def test_a_place_that_cannot_be_written_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert pack.run(["new", "hilltown", "--path", str(tmp_path / "file"), "--lang", "en"]) == 1
    assert "cannot be made (Not a directory)" in capsys.readouterr().out


def test_a_second_place_of_one_name_is_not_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = pack.read_over(None).places[0].id
    assert pack.run(["new", known, "--path", str(tmp_path), "--lang", "en"]) == 1
    assert f"There is a place “{known}” already." in capsys.readouterr().out
