"""The place that docs/add-a-place.md builds passes the check, laid over Dure's own packs."""

import re
from pathlib import Path

from dure.grammar import read
from tests.source import ROOT

BLOCK = re.compile(r"^`(north-town/\S+)`.*?\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


def test_the_documented_place_passes_the_check(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "add-a-place.md").read_text(encoding="utf-8")
    files = dict(BLOCK.findall(text))
    assert len(files) == 7
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    packs = read(tmp_path / "north-town", over=ROOT / "packs")
    assert [mistake for mistake in packs.mistakes if mistake.file.startswith("north-town")] == []
    place = next(place for place in packs.places if place.id == "north-town")
    assert (len(place.stated), len(place.plans), len(place.cases), len(place.things)) == (4, 3, 2, 1)


def test_the_documented_columns_are_those_that_are_read() -> None:
    text = (ROOT / "docs" / "add-a-place.md").read_text(encoding="utf-8")
    for module in (
        "sources",
        "party_rows",
        "figures",
        "plan_rows",
        "thing_rows",
        "case_rows",
        "transfer_rows",
    ):
        source = (ROOT / "src/dure/grammar" / f"{module}.py").read_text(encoding="utf-8")
        for columns in re.findall(r"^(?:NEEDED|MAY) = \((.*?)\)", source, re.MULTILINE | re.DOTALL):
            for column in re.findall(r'"(\w+)"', columns):
                assert re.search(rf"^\|[^|]*\b{column}\b", text, re.MULTILINE), f"{module}: {column}"
