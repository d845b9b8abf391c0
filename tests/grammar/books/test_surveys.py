"""A wrong survey, and the sentence, line and mend it hears."""

from pathlib import Path

import pytest

from dure.grammar.books.survey_shapes import Survey
from dure.grammar.books.surveys import read_folder, surveys_in
from dure.grammar.sheets import Desk
from tests.source import ROOT

GOOD = """[[survey]]
name = "app"
title = { ko = "앱", en = "App" }
says = { ko = "묻습니다.", en = "Asks." }
[[survey.area]]
name = "garam"
title = { ko = "가람동", en = "Garam" }
[[survey.age]]
name = "young"
title = { ko = "젊은이", en = "Young" }
[[survey.age]]
name = "old"
title = { ko = "어르신", en = "Old" }
[[survey.question]]
name = "use"
kind = "one"
title = { ko = "쓰시겠습니까?", en = "Would you use it?" }
[[survey.question.option]]
name = "yes"
title = { ko = "예", en = "Yes" }
[[survey.question.option]]
name = "no"
title = { ko = "아니요", en = "No" }
"""
PEOPLE = 'survey,area,age,people,source\napp,garam,young,"1,200",doc:3\n'
ANSWERS = "survey,answer,area,age,choices,source\napp,1,garam,young,use=yes,doc:4\n"


def _heard(folder: Path, **files: str) -> tuple[tuple[Survey, ...], list[str]]:
    """The surveys of a folder with these files, and what is said of them in English."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    desk = Desk()
    found = read_folder(desk, folder, "survey", place="somewhere")
    return found, [f"{mistake.says.en} {mistake.mend.en}" for mistake in desk.mistakes()]


def test_a_good_survey_is_read_with_its_people_and_answers(tmp_path: Path) -> None:
    (survey,), heard = _heard(
        tmp_path, surveys__toml=GOOD, survey_people__csv=PEOPLE, survey_answers__csv=ANSWERS
    )
    assert heard == []
    assert [(row.area, row.age, row.people) for row in survey.people] == [("garam", "young", 1200)]
    assert [dict(row.choices) for row in survey.answers] == [{"use": ("yes",)}]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('kind = "one"', 'kind = "some"', "many"),
        ('name = "no"', 'name = "yes"', "yes"),
        ('name = "use"', 'name = "Use it"', "Use it"),
        ('[[survey.question.option]]\nname = "no"\ntitle = { ko = "아니요", en = "No" }\n', "", "at least 2"),
        ('[[survey.area]]\nname = "garam"\ntitle = { ko = "가람동", en = "Garam" }\n', "", "at least 1"),
        ('en = "Would you use it?"', 'fr = "?"', "en"),
    ],
)
def test_a_wrong_survey_hears_what_is_wrong(tmp_path: Path, old: str, new: str, word: str) -> None:
    assert old in GOOD
    _surveys, heard = _heard(tmp_path, surveys__toml=GOOD.replace(old, new, 1))
    assert any(word in sentence for sentence in heard), heard


@pytest.mark.parametrize(
    ("file", "row", "word"),
    [
        ("survey_people__csv", PEOPLE.replace("garam", "garan"), "garam"),
        ("survey_people__csv", PEOPLE.replace('"1,200"', "many"), "many"),
        ("survey_people__csv", PEOPLE.replace("app,", "map,"), "surveys.toml"),
        ("survey_answers__csv", ANSWERS.replace("use=yes", "use=yes+no"), "takes one"),
        ("survey_answers__csv", ANSWERS.replace("use=yes", "use:yes"), "cannot be read"),
        ("survey_answers__csv", ANSWERS.replace("use=yes", "use=yep"), "yep"),
        ("survey_answers__csv", ANSWERS + "app,1,garam,old,use=no,doc:4\n", "1"),
    ],
)
def test_a_wrong_row_hears_what_is_wrong(tmp_path: Path, file: str, row: str, word: str) -> None:
    _surveys, heard = _heard(tmp_path, surveys__toml=GOOD, **{file: row})
    assert any(word in sentence for sentence in heard), heard


def test_rows_without_a_survey_are_told(tmp_path: Path) -> None:
    _surveys, heard = _heard(tmp_path, survey_answers__csv=ANSWERS)
    assert ["stands without a surveys.toml" in sentence for sentence in heard] == [True]


def test_the_invented_district_asks_first() -> None:
    names = [survey.name for survey in surveys_in(ROOT / "packs", "sample-district")]
    assert names == ["cleaning_app", "containers"]
