"""Bringing an inventory as an eCRF workbook: looked at cell by cell, filed by one, approved by another."""

import csv
import io
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import Settings

from dure.grammar import read
from dure.grammar.books.ecrf import read_workbook
from dure.grammar.books.ecrf_columns import DETAIL
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.runs import write as runs
from dure.portal.resident.inventory_files import taxonomy

ROOT = Path(__file__).resolve().parents[3]
IMPORT = "/en/work/dreamtown/inventory/import/"
HEADER: list[int | float | str | None] = [
    "Inventory year",
    "GPC ref",
    "Scope",
    "Notation key",
    "GHG total CO2e",
    "Explanation",
]
ROWS: list[list[int | float | str | None]] = [
    [2024, "I.1.1", 1, None, 1000.5, "natural gas"],
    [2024, "I.1.1", 1, None, 20, "kerosene"],
    [2024, "I.1.2", 2, None, 800, None],
    [2024, "II.5.2", 2, "IE (II.1.2)", None, None],
    [2024, "I.7.1", 1, "NO", None, None],
    [2024, "IV.1", 1, "C", None, "one plant alone"],
]


@pytest.fixture(autouse=True)
def with_inventory(loaded: None, small_packs: Path, tmp_path: Path, settings: Settings, at: datetime) -> None:
    """The town also runs the system of inventories."""
    folder = tmp_path / "packs"
    shutil.copytree(small_packs, folder)
    own = folder / "systems" / "inventory"
    own.mkdir()
    for name in ("system.toml", "observations.toml", "categories.csv"):
        shutil.copy(ROOT / "packs" / "systems" / "inventory" / name, own / name)
    _with_document(folder / "sources.csv", "c40-gpc-2023")
    town = folder / "places" / "dreamtown" / "place.toml"
    town.write_text(town.read_text().replace('runs = ["plan"]', 'runs = ["plan", "inventory"]'))
    settings.PACKS = folder
    packs = read(folder)
    assert not packs.mistakes, packs.mistakes
    runs.load(packs, code_version="test", at=at, tell=lambda *_: None)


def _with_document(sources: Path, document: str) -> None:
    """Add a document of the shipped packs, in the columns of this file."""
    shipped = csv.DictReader((ROOT / "packs" / "sources.csv").read_text().splitlines())
    found = next(row for row in shipped if row["id"] == document)
    columns = sources.read_text().splitlines()[0].split(",")
    with sources.open("a", newline="") as file:
        csv.writer(file).writerow(found[column] for column in columns)


def workbook(change: Callable[[Worksheet], None] = lambda _sheet: None) -> bytes:
    """A small workbook, changed by somebody's hand."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Detail"
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def brought(client: Client, content: bytes, *, language: str = "en") -> tuple[str, str]:
    """Upload a workbook; the address of its preview, and what that says."""
    sent = {"file": SimpleUploadedFile("book.xlsx", content), "source": "dream-plan", "mark": "estimated"}
    answer = client.post(IMPORT.replace("/en/", f"/{language}/"), sent, follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0], answer.content.decode()


def test_a_workbook_becomes_a_statement_by_two_people(officer: Client, approver: Client) -> None:
    draft, said = brought(officer, workbook())
    assert "5 figures can be filed." in said
    assert "holds no emissions" in said
    officer.post(draft, {"says": "The year is done."})
    assert not observations.find_figure("dreamtown", address="gpc_emissions_tco2e/i-1-1", period="2024")
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    approver.post(f"/en/work/{case.id.replace('review', 'reviews')}/", {"move": "approve"})
    homes = observations.find_figure("dreamtown", address="gpc_emissions_tco2e/i-1-1", period="2024")
    assert homes is not None
    assert (homes.printed, homes.mark, homes.locator) == ("1020.5", "estimated", "Detail!2,3")
    secret = observations.find_figure("dreamtown", address="gpc_emissions_tco2e/iv-1", period="2024")
    assert secret is not None
    assert (secret.printed, secret.value) == ("C", None)


def test_what_was_approved_goes_out_as_a_workbook_again(officer: Client, approver: Client) -> None:
    draft, _said = brought(officer, workbook())
    officer.post(draft, {"says": "The year is done."})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    approver.post(f"/en/work/{case.id.replace('review', 'reviews')}/", {"move": "approve"})
    answer = Client().get("/en/dreamtown/inventory/ecrf-2024.xlsx")
    assert answer.status_code == 200
    back = read_workbook(answer.content, categories=taxonomy())
    assert not back.mistakes
    told = {line.ref: line["ghg_co2e"] or line["notation_key"] for line in back.lines}
    assert told == {"I.1.1": "1020.5", "I.1.2": "800", "II.5.2": "IE (II.1.2)", "I.7.1": "NO", "IV.1": "C"}
    page = Client().get("/en/dreamtown/inventory/").content.decode()
    assert "ecrf-2024.xlsx" in page


def test_bad_cells_are_named_and_the_good_rows_offered(officer: Client) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["E4"] = "=E2*2"
        sheet.merge_cells("D5:D6")

    draft, said = brought(officer, workbook(spoil))
    assert "3 rows cannot be filed." in said
    assert "Detail!E4" in said
    assert "Detail!D5:D6" in said
    assert "paste it as a value" in said
    answer = officer.post(draft, {"says": ""})
    assert answer.status_code == 422
    officer.post(draft, {"says": "", "only_good": "1"})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    assert case.title.en.endswith("and 1 more")
    wrong = officer.get(f"{draft}wrong.csv").content.decode()
    assert "Detail!E4" in wrong


def test_the_sentences_are_there_in_korean(officer: Client) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["B2"] = "II.5.1"
        sheet["C2"] = 2

    _draft, said = brought(officer, workbook(spoil), language="ko")
    assert "II.5.2입니다" in said


def test_the_number_of_a_confidential_line_is_not_taken_over(officer: Client) -> None:
    _draft, said = brought(officer, workbook(lambda sheet: sheet.__setitem__("E7", 4242)))
    assert "Only the key is taken over" in said
    assert "4,242" not in said


def test_no_document_is_chosen_beforehand(officer: Client) -> None:
    page = officer.get(IMPORT).content.decode()
    assert '<option value="" selected>Choose a document</option>' in page


def test_thirty_three_columns_are_listed(officer: Client) -> None:
    assert officer.get(IMPORT).content.decode().count('<li lang="en">') == len(DETAIL) == 33
