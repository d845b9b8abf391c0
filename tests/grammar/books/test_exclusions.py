"""Exclusions are read with all their mistakes, and a rule that says nothing of a conflict is heard."""

from pathlib import Path

from dure.grammar.books.exclusions import Exclusion, exclusions_in, read_exclusions
from dure.grammar.shapes import Text
from dure.grammar.sheets import Sheet

HEAD = "group,kind,title_ko,title_en,on_conflict,source\n"
GOOD = "landfill_gas,heat_supply,열 공급,heat supply,refuse,some-rules:4\n"


def test_a_rule_is_read_as_it_stands() -> None:
    sheet = Sheet("exclusions.csv")
    assert read_exclusions(sheet, HEAD + GOOD) == (
        Exclusion("landfill_gas", "heat_supply", Text("열 공급", "heat supply"), "refuse"),
    )
    assert sheet.mistakes == []


def test_what_is_wrong_is_named_with_its_line_and_column() -> None:
    sheet = Sheet("exclusions.csv")
    rows = GOOD + GOOD + "Landfill,heat,열,heat,net it,some-rules:4\n" + "a,b,,,refuse,some-rules:4\n"
    read_exclusions(sheet, HEAD + rows)
    assert {(mistake.line, mistake.column) for mistake in sheet.mistakes} == {
        (3, "kind"), (4, "group"), (4, "on_conflict"), (5, "title_ko"), (5, "title_en"),
    }  # fmt: skip
    assert all(mistake.mend.ko and mistake.mend.en for mistake in sheet.mistakes)


def test_a_folder_without_rules_has_none(tmp_path: Path) -> None:
    assert exclusions_in(tmp_path) == ()
