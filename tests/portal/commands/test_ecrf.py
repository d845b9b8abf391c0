"""`dure ecrf` reads a workbook without a database, and names every bad cell."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from dure.portal.commands import ecrf

HEADER = ["Inventory year", "GPC ref", "Scope", "Notation key", "GHG total CO2e", "Explanation", "Colour"]


def workbook(folder: Path, *rows: list[str | int | None]) -> str:
    """A workbook of these rows."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Detail"
    book.worksheets[0].append(HEADER)
    for row in rows:
        book.worksheets[0].append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return str(path)


def test_good_lines_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workbook(tmp_path, [2023, "II.5.2", 2, None, 12, None, "red"], [2023, "I.7.1", 1, "NO", None])
    assert ecrf.run([path]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["ref"], row["key"], row["ghg_co2e"]) for row in rows] == [
        ("II.5.2", "", "12"),
        ("I.7.1", "NO", ""),
    ]
    assert rows[0]["Colour"] == "red"


def test_a_bad_cell_is_named_and_the_rest_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, [2023, "I.1.1", 1, None, "=1+1"], [2023, "I.1.2", 2, None, 7])
    assert ecrf.run([path, "--json", "--lang", "en"]) == 1
    answer = capsys.readouterr()
    said = json.loads(answer.out)
    assert [line["ref"] for line in said["lines"]] == ["I.1.2"]
    assert [(each["cell"], each["refused"]) for each in said["findings"]] == [("Detail!E2", True)]
    assert "Detail!E2 holds the formula" in answer.err


def test_what_is_no_workbook_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"not a workbook")
    assert ecrf.run([str(tmp_path / "book.xlsx")]) == 2
    assert ecrf.run([str(tmp_path / "none.xlsx")]) == 2
    assert "XLSX" in capsys.readouterr().err
