"""A wrong pack, and the sentence it hears: what, where, and how to mend it, in both languages.

Packs broken by one change stand in wrong.toml; those that take more are here.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dure.grammar import read
from dure.grammar.sheets import LIMIT_MB, MOST_MISTAKES
from tests.grammar.conftest import Copy

WRONG = tomllib.loads((Path(__file__).parent / "wrong.toml").read_text(encoding="utf-8"))["wrong"]
STATED = "places/dreamtown/plan/observations.csv"


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong["name"]))
def test_a_wrong_pack_hears_what_where_and_how_to_mend_it(copy: Copy, wrong: dict[str, Any]) -> None:
    copy.change(wrong["file"], wrong["old"], wrong["new"])
    heard = [
        {
            "at": ":".join(str(part) for part in (each.file, each.line, each.column) if part is not None),
            "en": f"{each.says.en} {each.mend.en}",
            "ko": f"{each.says.ko} {each.mend.ko}",
        }
        for each in copy.packs().mistakes
    ]
    assert heard == wrong["heard"]


def test_every_mistake_is_reported_at_once(copy: Copy) -> None:
    names = ["no_source", "plan_without_years", "seats_role", "thing_lon", "place_kind", "no_role"]
    broken = [wrong for wrong in WRONG if wrong["name"] in names]
    for wrong in broken:
        copy.change(wrong["file"], wrong["old"], wrong["new"])
    assert {mistake.file for mistake in copy.packs().mistakes} == {wrong["file"] for wrong in broken}
    assert len(copy.packs().mistakes) == len(names)


def test_what_cannot_be_loaded_is_not_handed_on(copy: Copy) -> None:
    before = sum(len(place.stated) for place in copy.packs().places)
    copy.change(STATED, "9.43,MtCO2e", "9.43,Mt")
    assert sum(len(place.stated) for place in copy.packs().places) == before - 1


@pytest.mark.parametrize(
    ("file", "encoding"), [("sources.csv", "utf-16"), ("systems/plan/system.toml", "cp949")]
)
def test_another_encoding_is_read_and_reported(copy: Copy, file: str, encoding: str) -> None:
    path = copy.root / file
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    mistake = copy.only_mistake()
    assert mistake.says.en == f"The file is saved as {encoding.upper()}, not as UTF-8."
    assert mistake.mend.ko == "UTF-8로 다시 저장하십시오(엑셀: CSV UTF-8)."
    assert len(copy.packs().sources) == 2


def test_bytes_of_no_language_are_refused(copy: Copy) -> None:
    (copy.root / STATED).write_bytes(b"address,period\n\xff\xff\xfe")
    assert copy.only_mistake().says.en == "The letters of the file cannot be read."


def test_a_very_large_file_is_refused_before_it_is_read(copy: Copy) -> None:
    with (copy.root / STATED).open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    mistake = copy.only_mistake()
    assert mistake.says.en == f"The file is larger than {LIMIT_MB} MB."


def test_a_file_full_of_mistakes_is_listed_to_a_limit(copy: Copy) -> None:
    copy.add(STATED, "nowhere,2018,1,1,observed,,,dream-plan:1,,,\n" * (MOST_MISTAKES * 3))
    mistakes = copy.packs().mistakes
    assert len(mistakes) == MOST_MISTAKES + 1
    assert mistakes[0].line is None
    assert mistakes[0].says.en.startswith(f"There are more than {MOST_MISTAKES} mistakes")


def test_a_folder_without_packs_hears_so(tmp_path: Path) -> None:
    (mistake,) = read(tmp_path).mistakes
    assert mistake.says.en == "This is not a folder of packs."
    (mistake,) = read(tmp_path / "nowhere").mistakes
    assert mistake.says.ko == "팩 폴더가 아닙니다."


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("places/dreamtown/plan/observation.csv", "A pack has no use for a file named “observation.csv”."),
        ("places/dreamtown/place.tml", "A pack has no use for a file named “place.tml”."),
        ("systems/plan/run.toml", "A pack has no use for a file named “run.toml”."),
        ("notes.txt", "A pack has no use for a file named “notes.txt”."),
        ("places/Dream Town/place.toml", "The folder name “Dream Town” is not made of small letters, digits"),
        ("places/dreamtown/rivers/plans.csv", "There is no system “rivers”."),
        ("places/nameless/README.md", "There is no place.toml."),
        ("systems/river/README.md", "There is no system.toml."),
    ],
)
def test_a_file_out_of_place_is_named(copy: Copy, file: str, says: str) -> None:
    copy.add(file, "")
    assert any(mistake.says.en.startswith(says) for mistake in copy.packs().mistakes)


def test_a_figure_is_declared_by_one_system(copy: Copy) -> None:
    copy.add("systems/wood/system.toml", (copy.root / "systems/plan/system.toml").read_text(encoding="utf-8"))
    kind = '[[figure]]\nname = "trees"\ntitle = { ko = "나무", en = "Trees" }\nunit = "1"\n'
    copy.add("systems/wood/observations.toml", kind)
    mistake = copy.only_mistake()
    assert mistake.says.en == "“trees” is already declared by the system plan."


def test_a_figure_is_stated_in_one_file(copy: Copy) -> None:
    copy.add("systems/wood/system.toml", (copy.root / "systems/plan/system.toml").read_text(encoding="utf-8"))
    copy.change("places/dreamtown/place.toml", '["plan"]', '["plan", "wood"]')
    copy.add("places/dreamtown/wood/observations.csv", (copy.root / STATED).read_text(encoding="utf-8"))
    mistakes = copy.packs().mistakes
    assert len(mistakes) == 5
    assert mistakes[0].says.en == (
        f"“emissions_tco2e” is already stated in {STATED} line 2, with this period, mark and document."
    )


def test_no_mistake_carries_what_moves_a_terminal(copy: Copy) -> None:
    copy.change(STATED, "emissions_tco2e,2018", "\x1b[2Jemissions,2018")
    assert "\x1b" not in copy.only_mistake().says.en


def test_a_very_large_table_is_refused(copy: Copy) -> None:
    copy.add("systems/plan/runs.toml", "# large\n" * 40_000)
    assert copy.only_mistake().says.en == "The file is larger than 256 KB."


def test_a_file_name_of_no_language_is_printable(copy: Copy) -> None:
    (copy.root / "places" / "dreamtown" / b"\xff.csv".decode("utf-8", "surrogateescape")).touch()
    mistake = copy.only_mistake()
    assert f"{mistake.file}{mistake.says.ko}".encode()
