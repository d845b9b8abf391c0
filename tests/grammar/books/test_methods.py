"""The methods that packs declare are the methods that the engines have, with the same arguments."""

from pathlib import Path

import pytest

from dure.engines.inventory.methods import METHODS
from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.library import read_library
from dure.grammar.books.methods import open_methods, read_methods
from dure.grammar.sheets import Desk
from dure.grammar.sources import read_sources
from tests.source import ROOT

BOOK = open_methods(ROOT / "packs")
HEAD = (
    "method,tier,refs,topic,unit,arguments,yearly,gases,names_gas,title_ko,title_en,says_ko,says_en,source\n"
)
ROW = "rice,1,V.3,agriculture,ha,days,,CH4,,벼,Rice,면적,Area,{}\n"


@pytest.fixture
def source() -> str:
    """A document of the packs, as rows name it."""
    return f"{BOOK.methods[0].source}:table 1"


def test_what_packs_declare_is_what_engines_take() -> None:
    declared = {each.name: (each.unit, each.arguments, each.yearly, each.names_gas) for each in BOOK.methods}
    assert declared == {
        name: (each.unit, each.arguments, each.yearly, each.names_gas) for name, each in METHODS.items()
    }


def test_every_argument_has_words_and_the_unit_that_its_name_ends_with() -> None:
    used = {
        name for each in BOOK.methods for name in (*each.arguments, *([each.yearly] if each.yearly else []))
    }
    assert used == {each.name for each in BOOK.arguments}
    for each in BOOK.arguments:
        if each.unit == "kg":
            assert "kg" in each.name, each.name
        assert each.title.ko
        assert each.title.en


def test_the_sources_of_a_method_stand_in_the_taxonomy() -> None:
    categories, _wrong = read_taxonomy(ROOT / "packs", system="inventory")
    known = {each.ref for each in categories}
    assert {ref for each in BOOK.methods for ref in each.refs} <= known


def test_the_invented_district_shows_every_method() -> None:
    rows = [row for row in read_library(ROOT / "packs").activities if row.place == "sample-district"]
    shown = {row.method.partition(":")[0] for row in rows}
    assert set(METHODS) - shown == set()
    assert {row.mark for row in rows} == {"synthetic"}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (("agriculture", "alchemy"), "topic"),
        ((",1,", ",4,"), "tier"),
        (("V.3", "V.33.1.2"), "refs"),
        ((",ha,", ",furlong,"), "unit"),
        ((",days,", ",dais,"), "arguments"),
        (("벼", ""), "title_ko"),
    ],
)
def test_a_wrong_row_is_named_by_its_cell(change: tuple[str, str], column: str, source: str) -> None:
    desk = Desk()
    library = read_sources(desk, [(ROOT / "packs" / "sources.csv", "sources.csv")])
    sheet = desk.sheet("methods.csv")
    text = HEAD + ROW.format(source).replace(*change, 1)
    found = read_methods(sheet, text, arguments=["days"], library=library)
    assert found == ()
    assert {(mistake.line, mistake.column) for mistake in desk.mistakes()} == {(2, column)}


def test_a_method_twice_is_refused(source: str) -> None:
    desk = Desk()
    library = read_sources(desk, [(Path(ROOT / "packs" / "sources.csv"), "sources.csv")])
    text = HEAD + ROW.format(source) * 2
    (only,) = read_methods(desk.sheet("methods.csv"), text, arguments=["days"], library=library)
    assert only.name == "rice"
    assert len(desk.mistakes()) == 1
