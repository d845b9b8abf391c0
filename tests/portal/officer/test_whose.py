"""A workbook is held beside the place that it is brought to: by its name, and by its residents."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.library import FactorLibrary, read_library
from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal.officer.whose import doubts
from tests.source import ROOT

LIBRARY: FactorLibrary = read_library(ROOT / "packs", with_activities=False)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def counted(residents: int, year: str) -> Figure:
    """The residents of a year."""
    return Figure(
        1, "seoul", "residents_counted", year, "observed", str(residents), "persons", Decimal(residents),
        None, date(2017, 1, 1), date(2017, 12, 31), None, AT, "", "", "", Text("", ""), "import", "", None,
        False,
    )  # fmt: skip


def place(id_: str) -> Place:
    """A place of the packs."""
    found = next(each for each in LIBRARY.places if each.id == id_)
    return Place(id_, "", "city", found.title, Text("", ""), (), ())


def doubted(city: str, residents: str, *, at: str) -> list[str | None]:
    """What is doubted of a workbook brought to a place."""
    book = Workbook(city=(("city", city), ("inventory_year", "2017"), ("population", residents)))
    figures = (counted(10_124_579, "2017"), counted(1, "1900"))
    return [each.column for each in doubts(book, place=place(at), library=LIBRARY, figures=figures)]


@pytest.mark.parametrize("city", ["서울특별시 / Seoul", "Seoul", "서울", "SEOUL (KOR)", "seoul", ""])
def test_a_place_is_known_by_all_of_its_names(city: str) -> None:
    assert doubted(city, "10,124,579", at="seoul") == []


@pytest.mark.parametrize("city", ["대구광역시", "Daegu", "Springfield", "Greater Seoul Area"])
def test_another_name_is_doubted(city: str) -> None:
    assert doubted(city, "unknown", at="seoul") == ["city"]


@pytest.mark.parametrize(
    "city", ["견본구(가상) / Sample District (invented)", "견본구(가상)", "Sample District (invented)"]
)
def test_a_name_with_brackets_is_known_in_either_language_and_in_both(city: str) -> None:
    assert doubted(city, "unknown", at="sample-district") == []


@pytest.mark.parametrize("residents", ["101,245", "17 000 000", "3e5"])
def test_residents_far_from_those_of_the_nearest_year_are_doubted(residents: str) -> None:
    assert doubted("Seoul", residents, at="seoul") == ["population"]


def test_a_few_residents_more_are_no_doubt() -> None:
    assert doubted("Seoul", "9,857,426", at="seoul") == []
