"""Tables of deposits as people bring them, and what bad ones hear."""

from pathlib import Path

import pytest

from dure.grammar.books.deposits import Deposits, read_deposits
from dure.grammar.books.headings import read_heading, tonnes_in
from dure.grammar.books.layouts import read_loose_number
from dure.grammar.sheets import Desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deposits.csv"


def read(file: Path, text: str, encoding: str = "utf-8", **said: str) -> tuple[Deposits | None, list[str]]:
    file.write_bytes(text.encode(encoding))
    desk = Desk()
    deposits = read_deposits(
        desk, file, unit=said.get("unit", ""), missing_is_zero=said.get("missing") == "zero"
    )
    return deposits, [f"{mistake.line}, {mistake.column}: {mistake.says.en}" for mistake in desk.mistakes()]


def masses(deposits: Deposits | None) -> list[tuple[int, str, float | None]]:
    assert deposits is not None
    return [
        (each.year, each.waste, None if each.mass_kt is None else round(each.mass_kt, 9))
        for each in deposits.laid
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("year,W_Gg\n2000,1.5\n2001,2\n", "utf-8"),
        ("Year of deposit;Amount deposited [Mg]\n2000;1500\n2001;2000\n", "utf-8"),
        ("매립 년도,폐기물 매립량(톤)\n2000,1500\n2001,2000\n", "utf-8"),
        ("year,waste (g)\n2000,1500000000\n2001,2e9\n", "utf-8"),
        ("Year,W [Gg]\n2001,2\n2000,1.5\n", "utf-8-sig"),
        ("year;amount;unit\n2000;1,5;kt\n2001;2000,5;kt\n", "utf-8"),
        ("# a remark\nYEAR\tWaste deposited (t)\n2000\t1,500\n2001\t2,000\n", "utf-16"),
        ("연도,매립량_t\n2000년,1500\n2001년,2000\n", "cp949"),
        ("year,W\n,Gg\n2000,1.5\n2001,2\n", "utf-8"),
        ("year,W,unit\n2000,1500000,kg\n2001,2,Gg\n", "utf-8"),
        ("year,waste_Mg\n2000,1500\n2001,2e3\n", "utf-8"),
    ],
)
def test_one_series_is_read_from_any_layout(file: Path, text: str, encoding: str) -> None:
    deposits, heard = read(file, text, encoding)
    assert [said for said in heard if "UTF-16" not in said and "utf-16" not in said] == []
    first, second = masses(deposits)
    assert first == (2000, "", 1.5)
    assert second[:2] == (2001, "")
    assert second[2] in (2, 2000.5)


def test_wastes_stand_below_each_other_or_side_by_side(file: Path) -> None:
    long = "year,material,t,k\n2000,Food waste,100,0.2\n2000,종이,50,0.06\n"
    wide = "year,food_t,Paper (t),k_food,paper_k\n2000,100,50,0.2,0.06\n"
    answers = [read(file, text)[0] for text in (long, wide)]
    assert masses(answers[0]) == masses(answers[1]) == [(2000, "food", 0.1), (2000, "paper", 0.05)]
    for answer in answers:
        assert answer is not None
        assert [each.parameters for each in answer.laid] == [{"k_per_year": 0.2}, {"k_per_year": 0.06}]


def test_a_percentage_is_a_share_and_a_blank_is_nothing_said(file: Path) -> None:
    deposits, heard = read(file, "year,W_t,doc,F,remark\n2000,1,15 %,,x\n")
    assert heard == []
    assert deposits is not None
    assert deposits.laid[0].parameters == {"doc": 0.15}
    assert [note[0].en for note in deposits.notes] == ["The column “remark” is not used."]


def test_waste_dug_out_again_is_taken_from_its_year(file: Path) -> None:
    assert masses(read(file, "year,W_t,excavated_t\n2000,100,30\n")[0]) == [(2000, "", 0.07)]
    _, heard = read(file, "year,W_t,excavated_t\n2000,100,130\n")
    assert heard == ["2, excavated_t: “130” dug out is more than was laid down in that year."]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2000,-5,1", "2, W_t: “-5” is below zero."),
        ("2000,abc,1", "2, W_t: “abc” is not a number."),
        ("2000,,1", "2, W_t: The amount is blank. A blank is not zero."),
        ("2000,5,1.2", "2, MCF: mcf is “1.2”; a share is from 0 to 1."),
        ("2000,5,x", "2, MCF: “x” is not a number."),
        ("20000,5,1", "2, year: “20000” is not a year."),
        ("when,5,1", "2, year: “when” is not a year."),
        ("2000,5,1,7", "2, None: The row has 4 cells, the header 3."),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(file: Path, row: str, says: str) -> None:
    deposits, heard = read(file, f"year,W_t,MCF\n{row}\n2001,5,1\n")
    assert says in heard
    assert deposits is not None
    assert (2001, "", 0.005) in masses(deposits)


def test_a_year_twice_and_a_year_missing_are_holes(file: Path) -> None:
    text = "year,W_t\n2000,1\n2000,2\n2001,3\n2003,4\n"
    deposits, heard = read(file, text)
    assert heard == [
        "None, None: 2002: there is no row. From this year on the answer is unknown.",
        "3, year: 2000 stands on line 2, too. Neither row is used.",
    ]
    assert deposits is not None
    assert sorted(deposits.holes) == [(2000, ""), (2002, "")]
    deposits, heard = read(file, text, missing="zero")
    assert deposits is not None
    assert deposits.holes == ((2000, ""),)
    assert (2002, "", 0.0) in masses(deposits)


def test_parameters_above_the_table_hold_for_all_rows(file: Path) -> None:
    text = (
        "Food waste,,\n,DOC,0.15\n,k,0.185\n,,\nYear,Amount deposited,MCF\n,W,MCF\n,Gg,fraction\n"
        "1950,2300.322,0.705\n"
    )
    deposits, heard = read(file, text)
    assert heard == []
    assert deposits is not None
    assert masses(deposits) == [(1950, "", 2300.322)]
    assert deposits.laid[0].parameters == {"doc": 0.15, "k_per_year": 0.185, "mcf": 0.705}
    assert [note[0].en[:10] for note in deposits.notes] == ["DOC = 0.15", "k = 0.185,"]


def test_no_is_zero_and_said(file: Path) -> None:
    assert masses(read(file, "year,W_t\n2000,NO\n2001,1\n")[0])[0] == (2000, "", 0.0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "None, None: There is no table: a row of headings and at least one row of values."),
        ("year,W_t\n", "None, None: There is no table: a row of headings and at least one row of values."),
        ("W_t,k\n1,2\n", "1, None: No column gives year."),
        ("year,k\n2000,2\n", "1, None: No column gives W."),
        ("year,W\n2000,2\n", "1, W: “W” does not say in which unit the amount is."),
        ("year,W_t,amount_t\n2000,2,2\n", "1, amount_t: “W_t” and “amount_t” mean the same."),
    ],
)
def test_a_file_that_cannot_be_used_says_why(file: Path, text: str, says: str) -> None:
    deposits, heard = read(file, text)
    assert deposits is None
    assert heard == [says]


def test_rows_of_one_year_say_one_recovery(file: Path) -> None:
    text = "year,waste,t,recovery_t\n2000,food,1,5\n2000,paper,1,{}\n"
    deposits, heard = read(file, text.format("5"))
    assert deposits is not None
    assert heard == []
    assert deposits.recovered_kt == {2000: 0.005}
    deposits, heard = read(file, text.format("6"))
    assert deposits is not None
    assert heard == ["3, recovery_t: recovery_t of 2000 differs from row to row."]
    assert deposits.recovered_kt == {2000: None}


def test_a_milligram_is_not_a_megagram() -> None:
    assert tonnes_in("Mg") == 1
    assert tonnes_in("mg") is None
    assert read_heading(0, "W_Mg").tonnes == 1
    assert read_heading(0, "W_mg").tonnes is None


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1,234.5", False, 1234.5),
        ("1.234,5", True, 1234.5),
        ("１２", False, 12),
        ("△3", False, -3),
        ("1e3", False, 1000),
        ("12,34", False, None),
        ("=1+1", False, None),
        ("", False, None),
        (".", False, None),
    ],
)
def test_numbers_as_people_print_them(text: str, comma: bool, value: float | None) -> None:
    assert read_loose_number(text, decimal_comma=comma) == value
