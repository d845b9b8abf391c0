"""A place's practices.csv tells what its practices are; what is wrong in it is named by the cell."""

from dure.grammar.books.practice_rows import read_details, read_practice_rows
from dure.grammar.shapes import Source, Text
from dure.grammar.sheets import Sheet
from dure.grammar.sources import Library
from dure.portal.settings import PACKS

HEAD = "practice,part,title_ko,title_en,value,unit,period,source\n"
LIBRARY = Library({"plan": Source("plan", Text("계획", "Plan"), Text("", ""), None, "report", "", "", True,
                                  Text("", ""), "")})  # fmt: skip


def heard(row: str) -> list[tuple[str | None, str]]:
    """The column and the words of each mistake in one row."""
    sheet = Sheet("practices.csv")
    read_practice_rows(sheet, HEAD + row + "\n", place="hill", library=LIBRARY)
    return [(each.column, each.says.en) for each in sheet.mistakes]


def test_time_to_bin_the_shop_and_the_dieters_are_told_with_their_source() -> None:
    found, mistakes = read_details(PACKS)
    assert not mistakes
    app = found["cheongju/practice-time-to-bin"]
    assert [(each.value, each.unit) for each in app.results] == [
        ("33,140", "people"), ("84.2", "percent"), ("300,000", "people"),
    ]  # fmt: skip
    assert {each.source.partition(":")[0] for each in app.results} == {"mois-2022"}
    assert found["gwangju/practice-recycling-shop"].costs[0].value == "220"
    # Nobody has told what the dieters saved: nothing stands there.
    assert found["daejeon-daedeok/practice-carbon-dieters"].results == ()


def test_a_result_without_a_unit_is_named_by_its_cell() -> None:
    ((column, says),) = heard("practice-shop,result,모은 양,Collected,12,,2024,plan:3")
    assert (column, "has no unit" in says) == ("unit", True)


def test_a_part_that_nobody_knows_is_named() -> None:
    ((column, says),) = heard("practice-shop,colour,빨강,Red,,,,plan:3")
    assert (column, "“colour”" in says) == ("part", True)
