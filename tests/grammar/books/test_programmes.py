"""A wrong pack of programmes, and the sentence, file, line and mend it hears."""

from pathlib import Path

import pytest

from dure.grammar.books.programme_shapes import EvidenceRule, Programme, ProgrammeHere
from dure.grammar.books.programmes import read_programmes, read_programmes_here
from dure.grammar.resident_numbers import holds_resident_number
from dure.grammar.sheets import Desk, Sheet
from dure.grammar.sources import Library
from dure.grammar.tables import read_toml

GOOD = """[[programme]]
name = "cans"
title = { ko = "캔", en = "Cans" }
says = { ko = "캔을 모읍니다.", en = "Collects cans." }
unit = "krw"
least_age = 14
[[programme.action]]
name = "can"
title = { ko = "캔", en = "A can" }
area = "recycling"
counted_in = "item"
[[programme.action]]
name = "tin"
title = { ko = "깡통", en = "A tin" }
area = "recycling"
counted_in = "kg"
event_group = "can"
[[programme.action.evidence]]
kind = "photo"
earns_percent = 50
sampled_percent = 10
"""


def heard(tmp_path: Path, text: str) -> tuple[tuple[Programme, ...], list[tuple[int | None, str, str]]]:
    (tmp_path / "programmes.toml").write_text(text)
    desk = Desk()
    table = read_toml(desk, tmp_path / "programmes.toml", "programmes.toml")
    assert table is not None
    found = read_programmes(table, system="acts", units=("krw", "point"))
    return found, [(m.line, m.says.en, m.mend.en) for m in desk.mistakes()]


def test_a_programme_is_read_with_its_actions(tmp_path: Path) -> None:
    (programme,), mistakes = heard(tmp_path, GOOD)
    assert mistakes == []
    can, tin = programme.actions
    assert (programme.unit, programme.least_age, programme.unnamed) == ("krw", 14, 0)
    assert (can.event_group, can.evidence) == ("can", (EvidenceRule("self_report", 100, 0),))
    assert (tin.event_group, tin.evidence) == ("can", (EvidenceRule("photo", 50, 10),))


@pytest.mark.parametrize(
    ("wrong", "right", "line", "says", "mend"),
    [
        ('unit = "krw"', 'unit = "kwr"', 5, "in which no ledger is kept", "krw"),
        ('name = "tin"', 'name = "can"', 13, "can", "name"),
        (
            'area = "recycling"\ncounted_in = "item"',
            'area = "sport"\ncounted_in = "item"',
            10,
            "sport",
            "recycling",
        ),
        ('counted_in = "kg"', 'counted_in = "kgs"', 16, "kgs", "kg"),
        ("earns_percent = 50", "earns_percent = 150", 20, "more than the whole", "0 to 100"),
        ('kind = "photo"', 'kind = "foto"', 19, "foto", "photo"),
        ('event_group = "can"', 'event_group = "The can"', 17, "The can", ""),
        ("least_age = 14", "smallest_age = 14", 6, "smallest_age", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_mend(  # noqa: PLR0917  one column each
    tmp_path: Path, wrong: str, right: str, line: int, says: str, mend: str
) -> None:
    assert wrong in GOOD
    _programmes, mistakes = heard(tmp_path, GOOD.replace(wrong, right, 1))
    assert len(mistakes) == 1, mistakes
    assert mistakes[0][0] == line
    assert says in mistakes[0][1]
    assert mend in mistakes[0][2]


def test_a_programme_without_actions_counts_those_without_a_name(tmp_path: Path) -> None:
    head = GOOD.partition("[[programme.action]]")[0]
    assert "has no action" in heard(tmp_path, head)[1][0][1]
    (programme,), mistakes = heard(tmp_path, head + "unnamed = 10\n")
    assert (programme.unnamed, mistakes) == (10, [])


def test_a_place_has_programmes_that_are_declared_from_day_to_day() -> None:
    sheet, library = Sheet("programmes.csv"), Library()
    text = "programme,from,to,source\ncans,2026,2025-01-01,unknown\ntins,,,\ncans,,,\n"
    found = read_programmes_here(sheet, text, place="town", known=("cans",), library=library)
    assert [type(row) for row in found] == [ProgrammeHere] * 3
    said = [(m.line, m.says.en) for m in sheet.mistakes]
    assert any(line == 2 and "ends before it begins" in words for line, words in said)
    assert any(line == 3 and "which no system declares" in words for line, words in said)
    assert any(line == 4 and "cans" in words for line, words in said)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("900101-1234567", True),
        ("9001011234567", True),
        ("９００１０１－１２３４５６７", True),
        ("번호는 900101 1234567 입니다", True),
        ("900101-1", False),
        ("010-1234-5678", False),
        ("1234567890123456", False),
        ("991399-1234567", False),
    ],
)
def test_a_resident_registration_number_is_known_by_its_shape(text: str, is_one: bool) -> None:
    assert holds_resident_number(text) is is_one
