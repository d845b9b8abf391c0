"""`dure ecrf` reads a workbook without a database, and names every bad cell."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from dure.grammar.books.categories import read_taxonomy
from dure.portal.commands import ecrf
from dure.portal.settings import PACKS

HEADER = [
    "Inventory year", "GPC ref", "Scope", "Notation key", "GHG CO2", "GHG CH4", "GHG N2O", "GHG total CO2e",
    "Explanation", "Colour",
]  # fmt: skip
CATEGORIES, _ = read_taxonomy(PACKS, system="inventory")
Row = list[str | int | float | None]


def workbook(folder: Path, *rows: Row, gwp_set: str | None = "AR5", whole: bool = True) -> str:
    """A workbook of 2023: these rows, then NO for each other reference that BASIC asks for."""
    book = openpyxl.Workbook()
    sheet, front = book.worksheets[0], book.create_sheet("City")
    sheet.title = "Detail"
    for label, value in (("City", "Dreamtown"), ("Inventory year", 2023), ("GWP set", gwp_set)):
        front.append([label, value])
    named = {row[1] for row in rows}
    others = [each for each in CATEGORIES if "basic" in each.views and each.ref not in named]
    rest: list[Row] = [[2023, each.ref, each.scope, "NO"] for each in others if whole]
    sheet.append(HEADER)
    for row in [*rows, *rest]:
        sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return str(path)


def found(capsys: pytest.CaptureFixture[str], path: str, *, code: int = 1) -> list[tuple[str | None, str]]:
    """The cell and the words of every finding."""
    assert ecrf.run([path, "--json", "--lang", "en"]) == code
    said = json.loads(capsys.readouterr().out)
    return [(each["cell"], each["says"]["en"]) for each in said["findings"]]


def test_good_lines_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row: Row = [2023, "II.5.2", 2, None, None, None, None, 12, None, "red"]
    assert ecrf.run([workbook(tmp_path, row)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["ref"], row["key"], row["ghg_co2e"]) for row in rows[:2]] == [
        ("II.5.2", "", "12"),
        ("I.1.1", "NO", ""),
    ]
    assert rows[0]["Colour"] == "red"


def test_a_bad_cell_is_named_once_and_the_rest_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad: Row = [2023, "I.1.1", 1, None, None, None, None, "=1+1"]
    path = workbook(tmp_path, bad, [2023, "I.1.2", 2, None, None, None, None, 7])
    assert ecrf.run([path, "--json", "--lang", "en"]) == 1
    answer = capsys.readouterr()
    said = json.loads(answer.out)
    assert [line["ref"] for line in said["lines"]][:2] == ["I.1.2", "I.2.1"]
    assert [(each["cell"], each["refused"]) for each in said["findings"]] == [("Detail!H2", True)]
    assert "Detail!H2 holds the formula" in answer.err
    assert answer.err.count("Detail!H2") == 1


@pytest.mark.parametrize(
    ("total", "is_found"), [(393, False), (393.3, False), (394, True), (102, True), (39300, True)]
)
def test_a_total_is_its_gases_under_the_set_that_is_stated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], total: float, is_found: bool
) -> None:
    row: Row = [2023, "I.1.1", 1, None, 100.2, 1, 1, total]
    told = found(capsys, workbook(tmp_path, row), code=int(is_found))
    assert [cell for cell, _says in told] == ["Detail!H2"] * is_found
    assert all("393.2 tCO2e under AR5" in says for _cell, says in told)


@pytest.mark.parametrize(("gwp_set", "cells"), [("unknown", []), (None, ["City!B3"]), ("AR9", ["City!B3"])])
def test_a_set_may_be_unknown_but_not_blank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], gwp_set: str | None, cells: list[str]
) -> None:
    path = workbook(tmp_path, [2023, "I.1.1", 1, None, 1, 1, 1, 9], gwp_set=gwp_set)
    assert [cell for cell, _says in found(capsys, path, code=len(cells))] == cells


def test_a_line_of_another_year_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, workbook(tmp_path, [2022, "I.1.1", 1, None, None, None, None, 9]))
    assert told == [("Detail!A2", "Detail!A2: the line is of 2022, the first sheet of 2023.")]


def test_references_that_basic_asks_for_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, [2023, "I.1.1", 1, None, None, None, None, 9], whole=False)
    ((cell, says),) = found(capsys, path)
    assert cell is None
    assert says.startswith("31 references that BASIC asks for have no line: I.1.2, I.2.1")


def test_the_same_line_twice_names_both_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row: Row = [2023, "I.1.1", 1, None, None, None, None, 9]
    told = found(capsys, workbook(tmp_path, row, row))
    assert told == [("Detail!B3", "Detail!B3 is the same line as Detail!B2; added up, it would count twice.")]


def test_included_elsewhere_in_a_circle_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workbook(tmp_path, [2023, "I.1.3", 3, "IE (I.2.3)"], [2023, "I.2.3", 3, "IE (I.1.3)"])
    told = found(capsys, path)
    assert [cell for cell, _says in told] == ["Detail!D2", "Detail!D3"]
    assert "I.1.3 → I.2.3 → I.1.3" in told[0][1]


def test_what_is_no_workbook_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"not a workbook")
    assert ecrf.run([str(tmp_path / "book.xlsx")]) == 2
    assert ecrf.run([str(tmp_path / "none.xlsx")]) == 2
    assert "XLSX" in capsys.readouterr().err


def test_a_workbook_is_written_again_with_every_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row: Row = [2023, "II.5.2", 2, None, 10.5, None, None, 10.5, "by meter", "red"]
    path, out = workbook(tmp_path, row), tmp_path / "out.xlsx"
    assert ecrf.run([path, "--json", "--out", str(out)]) == 0
    first = json.loads(capsys.readouterr().out)
    assert ecrf.run([str(out), "--json", "--out", str(tmp_path / "again.xlsx")]) == 0
    again = json.loads(capsys.readouterr().out)
    assert {**again, "lines": [_without_cell(each) for each in again["lines"]]} == {
        **first, "lines": [_without_cell(each) for each in first["lines"]]
    }  # fmt: skip
    assert (tmp_path / "again.xlsx").read_bytes() == out.read_bytes()


def _without_cell(line: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in line.items() if name != "cell"}


def test_what_the_publisher_left_out_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare: list[Row] = [
        [2023, "I.1.1", 1, "NE", None, None, None, None],
        [2023, "I.1.2", 2, "IE", None, None, None, None],
        [2023, "I.2.1", 1, "NE", None, None, None, None, "no meters yet; from 2027"],
    ]
    assert ecrf.run([workbook(tmp_path, *bare), "--lang", "en"]) == 1
    assert "2 keys stand in the file without their reason or target" in capsys.readouterr().err
