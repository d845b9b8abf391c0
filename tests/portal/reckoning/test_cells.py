"""Columns and cells of an activity table that cannot be taken as they stand are refused by their names."""

from pathlib import Path

import pytest

from dure.portal.commands import calc
from tests.portal.commands.test_calc import GOOD, HEAD, only, reckoned


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A place for a file of rows."""
    return tmp_path / "rows.csv"


@pytest.mark.parametrize(
    "text",
    [
        "ref,quantity,unit,quantity,unit,co2\nI.1.1,10,GJ,20,TJ,56\n",
        "year,year,quantity,unit,co2\n2020,2021,10,GJ,56\n",
        "quantity,unit,co2,ef_unit,ch4,ef_unit\n10,GJ,56,kg/GJ,3,g/GJ\n",
    ],
)
def test_columns_that_mean_the_same_are_refused_by_name(
    table: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    table.write_text(text, encoding="utf-8")
    assert calc.run([str(table), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert "mean the same. Keep one" in said.err
    assert said.out == ""


def test_factors_of_several_gases_may_have_their_units_beside_them(table: Path) -> None:
    row = only(table, "quantity,unit,co2,ef_unit,ch4,ef_unit,gwp\n10,GJ,56,kg/GJ,3,kg/GJ,AR5\n")
    assert row.gas_kg == pytest.approx({"CO2": 560, "CH4": 30})


def test_a_folder_without_packs_is_told(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    assert calc.run([str(table), "--lang", "en", "--packs", str(table.parent / "none")]) == 2
    assert "there are no packs there" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["1e308", "9" * 400, "1e9999", "1e-308"])
def test_a_number_beyond_measure_is_told_as_one(table: Path, text: str) -> None:
    row = only(table, f"{HEAD}\n{GOOD.replace('10,', text + ',', 1)}\n")
    assert "too large a number, or has too many digits" in row.refusals[0].says.en


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\ufeff"])
def test_signs_that_nobody_sees_are_left_out_or_refused_by_name(table: Path, sign: str) -> None:
    code = f"U+{ord(sign):04X}"
    around = only(table, f"{HEAD}\n{GOOD.replace('AR5', f'{sign}AR5 {sign}')}\n")
    assert (around.gwp_set, around.refusals) == ("AR5", ())
    assert any(code in note.en for note in around.notes)
    within = only(table, f"{HEAD}\n{GOOD.replace('GJ (NCV)', f'G{sign}J (NCV)', 1)}\n")
    assert [(each.column, code in each.says.en) for each in within.refusals] == [("unit", True)]


def test_of_two_columns_that_differ_the_one_that_is_used_is_told(table: Path) -> None:
    row = only(table, f"amount,{HEAD}\n20,{GOOD}\n")
    assert row.refusals == ()
    assert any("quantity is used; amount, which differs, is not" in note.en for note in row.notes)
    assert only(table, f"amount,{HEAD}\n10,{GOOD}\n").notes == only(table, f"{HEAD}\n{GOOD}\n").notes


@pytest.mark.parametrize("cells", ["12,5;0,185", "12.5;0.185"])
def test_decimals_are_read_as_the_table_writes_them(table: Path, cells: str) -> None:
    text = f"quantity;unit;co2 (kg/kg)\n{cells.replace(';', ';kg;')}\n"
    (found,) = reckoned(table, text)
    assert found.gas_kg["CO2"] == pytest.approx(2.3125)


def test_a_thousand_beside_decimal_commas_is_a_thousand(table: Path) -> None:
    text = "quantity;unit;co2 (kg/kg)\n1.234;kg;1,5\n1.234,5;kg;1,234\n"
    first, second = reckoned(table, text)
    assert first.gas_kg["CO2"] == pytest.approx(1851)
    assert second.gas_kg["CO2"] == pytest.approx(1234.5 * 1.234)


def test_a_number_that_may_be_read_both_ways_is_refused(table: Path) -> None:
    text = "quantity;unit;co2 (kg/kg)\n1,234;kg;0.5\n12,5;kg;0.25\n"
    first, second = reckoned(table, text)
    assert first.refusals[0].says.en.startswith("“1,234” may be thousands or decimals")
    assert second.gas_kg["CO2"] == pytest.approx(3.125)


def test_a_gas_is_found_with_its_origin_in_its_cell_too(table: Path) -> None:
    rows = "CO2 biogenic,2,kg,1\nbiogenic CO2,2,kg,1\nCH4 (fossil),2,kg,1\n"
    text = f"gas,quantity,unit,emission_factor\n{rows}"
    found = [dict(row.gas_kg) for row in reckoned(table, text)]
    assert found == [{"CO2 biogenic": 2.0}, {"CO2 biogenic": 2.0}, {"CH4 fossil": 2.0}]


def test_the_set_of_a_factor_is_not_the_set_that_is_asked_for(table: Path) -> None:
    text = "quantity,unit,co2e,factor gwp set,gwp\n1,MWh,450,SAR,AR5\n"
    (found,) = reckoned(table, text)
    assert found.co2e_kg is None
    assert found.refusals[0].says.en == "The factor is a composite in SAR; it cannot be said in AR5."


def test_a_table_without_rows_is_none(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "quantity,unit,co2\n"
    table.write_text(text, encoding="utf-8")
    assert calc.run([str(table), "--lang", "en"]) == 2
    assert "There is no row below the headings." in capsys.readouterr().err
