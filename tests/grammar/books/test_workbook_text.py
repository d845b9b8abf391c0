"""A workbook is read by the commands as the table that its first sheet is."""

import io
from pathlib import Path

import openpyxl
import pytest

from dure.grammar.books.city_years import read_city_years
from dure.grammar.books.deposits import read_deposits
from dure.grammar.books.workbook_text import workbook_text
from dure.grammar.sheets import Desk
from dure.portal.commands import calc


def book(rows: list[list[object]], *, merged: str = "") -> bytes:
    """A workbook with one sheet."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_cells_come_out_to_their_last_digit_row_for_row() -> None:
    text = workbook_text(book([["year", "W_Gg"], [2000, 2300.322], [2001, 0.1]]))
    assert text == "year,W_Gg\n2000,2300.322\n2001,0.1\n"


def test_a_merged_cell_is_named_and_damage_is_told() -> None:
    merged = workbook_text(book([["year", "W_Gg"], [2000, 1]], merged="A1:B1"))
    assert not isinstance(merged, str)
    assert "A1:B1" in merged[0].en
    assert not isinstance(workbook_text(b"PK\x03\x04 nothing"), str)


def test_deposits_and_inventories_are_read_from_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "deposits.xlsx"
    path.write_bytes(book([["Year", "Amount (t)"], [2000, 1500], [2001, 2000.5]]))
    deposits = read_deposits(Desk(), path)
    assert deposits is not None
    assert [(each.year, each.mass_kt) for each in deposits.laid] == [(2000, 1.5), (2001, 2.0005)]
    path.write_bytes(book([["City_year", "I.1.1", "V.2"], ["Sometown_2020", 12.5, "NO"]]))
    (row,) = read_city_years(path, refs=("I.1.1", "V.2")).rows
    assert row.cells == {"I.1.1": "12.5", "V.2": "NO"}


def test_calc_reads_a_workbook_and_names_the_cell_of_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rows.xlsx"
    head: list[object] = ["quantity", "unit", "co2", "ef_unit", "gwp"]
    path.write_bytes(book([head, [10, "GJ", 56.1, "kg/GJ", "AR5"], ["=2*5", "GJ", 56.1, "kg/GJ", "AR5"]]))
    assert calc.run([str(path), "--lang", "en"]) == 1
    printed = capsys.readouterr()
    assert "561.0" in printed.out
    assert "rows.xlsx line 3, quantity" in printed.err
    assert "=2*5" in printed.err
