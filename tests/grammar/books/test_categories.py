"""The taxonomy as the pack states it, and the sentences that a wrong one hears."""

from pathlib import Path

import pytest

from dure.grammar.books.categories import read_categories
from dure.grammar.shapes import Category, Crosswalk
from dure.grammar.sheets import Sheet
from dure.grammar.sources import Library
from dure.portal.settings import PACKS
from tests.grammar.conftest import Copy

HEADER = (
    "ref,scope,sector_ko,sector_en,subsector_ko,subsector_en,title_ko,title_en,"
    "basic,basic_plus,territorial,other_scope_3,sink,mirrors,ipcc_2006,crf,local_guideline,source\n"
)
ROW = "I.1.1,1,에너지,Energy,집,Homes,연료,Fuel,yes,yes,yes,no,no,,1A4b,none,unknown,dream-plan:3\n"


def read(text: str) -> tuple[tuple[Category, ...], list[tuple[int | None, str | None, str]]]:
    sheet = Sheet("categories.csv")
    found = read_categories(sheet, text, system="books", library=Library(unread=["sources.csv"]))
    return found, [(each.line, each.column, each.says.en) for each in sheet.mistakes]


def test_the_pack_holds_the_protocol_as_published() -> None:
    text = (PACKS / "systems" / "inventory" / "categories.csv").read_text(encoding="utf-8")
    categories, mistakes = read(text)
    assert mistakes == []
    by_view = {
        view: sum(view in each.views for each in categories)
        for view in ("basic", "basic-plus", "territorial", "other-scope-3")
    }
    assert by_view == {"basic": 32, "basic-plus": 48, "territorial": 27, "other-scope-3": 1}
    assert len(categories) == 54
    assert [each.ref for each in categories if each.sink] == ["V.2"]
    named = {each.ref: each for each in categories}
    assert "territorial" in named["I.4.4"].views
    assert "basic" not in named["I.4.4"].views
    assert named["III.1.2"].mirrors == ("III.1.3",)
    assert named["II.4.2"].facet == "ii-4-2"


def test_a_crosswalk_says_what_is_known_and_what_must_be_compared() -> None:
    (category,), mistakes = read(HEADER + ROW.replace("none,unknown", "verify: 2A; 2B,unknown"))
    assert mistakes == []
    assert category.ipcc_2006 == Crosswalk(("1A4b",), known=True, verify=False)
    assert category.crf == Crosswalk(("2A", "2B"), known=True, verify=True)
    assert category.local_guideline == Crosswalk((), known=False, verify=False)


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("I.1.1", "1.1.1", "ref", "“1.1.1” is not a reference of the protocol."),
        ("I.1.1,1", "I.1.1,4", "scope", "scope cannot be “4”."),
        ("yes,yes,yes", "yes,maybe,yes", "basic_plus", "basic_plus cannot be “maybe”."),
        ("yes,yes,yes", "yes,no,yes", "basic_plus", "I.1.1 is part of BASIC but not of BASIC+."),
        ("no,no,,", "no,no,I.9.9,", "mirrors", "“I.9.9” is not in this taxonomy."),
        ("no,no,,", "no,no,I.1.1,", "mirrors", "I.1.1 mirrors itself."),
        ("1A4b", "1A4b; unknown", "ipcc_2006", "“1A4b; unknown” cannot be read as a crosswalk."),
        ("1A4b", "verify:", "ipcc_2006", "“verify:” cannot be read as a crosswalk."),
        ("Homes", "", "subsector_en", "subsector_en is empty."),
    ],
)
def test_a_wrong_category_hears_what_and_where(old: str, new: str, column: str, says: str) -> None:
    assert old in ROW
    _, mistakes = read(HEADER + ROW.replace(old, new, 1))
    assert mistakes == [(2, column, says)]


def test_a_reference_stands_once() -> None:
    _, mistakes = read(HEADER + ROW + ROW)
    assert mistakes == [(3, "ref", "ref “I.1.1” already stands on line 2.")]


def test_every_mistake_is_heard_at_once() -> None:
    _, mistakes = read(
        HEADER + ROW.replace(",1,", ",9,", 1) + ROW.replace("I.1.1", "I.1", 1).replace("1A4b", "a; none")
    )
    assert [(line, column) for line, column, _ in mistakes] == [(2, "scope"), (3, "ipcc_2006")]


def test_the_check_of_packs_reads_the_taxonomy(copy: Copy) -> None:
    copy.add("systems/plan/categories.csv", HEADER + ROW)
    packs = copy.packs()
    assert packs.mistakes == ()
    assert [each.ref for each in packs.systems[0].categories] == ["I.1.1"]
    copy.change("systems/plan/categories.csv", "dream-plan:3", "no-such-plan:3")
    mistake = copy.only_mistake()
    assert (mistake.file, mistake.line, mistake.column) == ("systems/plan/categories.csv", 2, "source")


def test_an_unreadable_taxonomy_is_a_mistake(copy: Copy, tmp_path: Path) -> None:
    (copy.root / "systems/plan/categories.csv").write_bytes(b"ref,scope\n\xff\xff\xfe")
    assert copy.only_mistake().says.en == "The letters of the file cannot be read."
