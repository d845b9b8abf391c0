"""A table of inventories is read however its columns are called, parted and ordered."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.city_years import CityYearTable, level_of, read_city_years

REFS = ("I.1.1", "I.1.2", "IV.1", "V.2")
PLAIN = "City_year,Level,Population,I.1.1,I.1.2,BASIC,BASIC+\nHere_2018,BASIC,100,5,NO,5,6\n"


def read(folder: Path, text: str, *, encoding: str = "utf-8") -> CityYearTable:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return read_city_years(path, refs=REFS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator_is_read_alike(tmp_path: Path, encoding: str, separator: str) -> None:
    table = read(tmp_path, PLAIN.replace(",", separator).replace("Here", "여기"), encoding=encoding)
    (row,) = table.rows
    assert (row.city_year, row.city, row.year, row.population) == ("여기_2018", "여기", 2018, "100")
    assert row.cells == {"I.1.1": "5", "I.1.2": "NO"}
    assert row.published == {"basic": "5", "basic-plus": "6"}
    assert table.missing == ("IV.1", "V.2")
    assert table.mistakes == table.notes == ()


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("city-year", "city_year"),
        ("CITY YEAR", "city_year"),
        ("i-1-1", "I.1.1"),
        ("1.1.1", "I.1.1"),
        ("Ⅴ.2", "V.2"),
        ("I_1_1 (tCO2e)", "I.1.1"),
        ("GPC ref IV.1", "IV.1"),
        ("basic plus", "basic-plus"),
        ("Total BASIC+ (tCO2e)", "basic-plus"),
        ("BASIC total", "basic"),
        ("territorial", "territorial"),
        ("인구", "population"),
        ("Reporting level", "level"),
    ],
)
def test_a_column_is_known_by_many_names(tmp_path: Path, heading: str, meaning: str) -> None:
    others = [each for each in ("City_year", "I.1.1", "I.1.2", "V.2") if meaning.lower() != each.lower()]
    table = read(tmp_path, ",".join([heading, *others]) + "\n" + ",".join("abcde"[: len(others) + 1]) + "\n")
    assert table.called[meaning] == heading


def test_columns_of_any_order_and_extra_ones_do_no_harm(tmp_path: Path) -> None:
    table = read(tmp_path, "notes,BASIC,I.1.2,City_year,I.1.1\nx,9,4,Here_2018,5\n")
    assert table.rows[0].cells == {"I.1.1": "5", "I.1.2": "4"}
    assert table.rows[0].published == {"basic": "9"}


def test_city_and_year_may_stand_apart_and_titles_above(tmp_path: Path) -> None:
    table = read(tmp_path, "Inventories,,,\n,,,\nyear,city,I.1.1,I.1.2\n2018,Here,5,4\n,,,\n2019,Here,6,4\n")
    assert [(row.line, row.city_year, row.year) for row in table.rows] == [
        (4, "Here_2018", 2018),
        (6, "Here_2019", 2019),
    ]


def test_a_row_that_cannot_be_placed_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    table = read(
        tmp_path, PLAIN + "There_2018,BASIC,100,5\n" + ",BASIC,100,5,NO,5,6\n" + "Here_2019,BASIC,1,1,1,2,2\n"
    )
    assert [row.city_year for row in table.rows] == ["Here_2018", "Here_2019"]
    assert [(each.line, each.column) for each in table.mistakes] == [(3, None), (4, "City_year")]
    assert table.usable


def test_a_column_that_only_looks_like_a_reference_is_noted(tmp_path: Path) -> None:
    table = read(tmp_path, PLAIN.replace("I.1.2", "I.1.9"))
    assert table.usable
    assert [each.column for each in table.notes] == ["I.1.9"]
    assert table.mistakes == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Columns are missing: City_year"),
        ("a,b\n1,2\n", "Columns are missing: City_year"),
        ("I.1.1,I.1.2\n5,6\n", "Columns are missing: City_year"),
        ("City_year,Level\nHere,BASIC\n", "Columns are missing: I.1.1"),
        (PLAIN.replace("I.1.2", "i-1-1"), "The column “I.1.1” stands here twice."),
        (PLAIN + 'Here_2019,"BASIC\n', "A quote is open or misplaced"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, says: str) -> None:
    table = read(tmp_path, text)
    assert not table.usable
    assert table.mistakes[0].says.en.startswith(says)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert not read_city_years(tmp_path / "none.csv", refs=REFS).usable
    assert not read_city_years(tmp_path, refs=REFS).usable


@pytest.mark.parametrize(
    ("text", "view"),
    [("BASIC", "basic"), ("Basic +", "basic-plus"), ("BASIC+", "basic-plus"), ("gold", None), ("", None)],
)
def test_a_level_is_a_view(text: str, view: str | None) -> None:
    assert level_of(text) == view


@given(st.binary(max_size=300), st.booleans())
def test_bytes_of_any_kind_are_answered_and_never_raise(content: bytes, headed: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(PLAIN.encode() + content if headed else content)
        table = read_city_years(path, refs=REFS)
        assert table.usable or table.mistakes
