"""Bringing an inventory as an eCRF workbook: looked at cell by cell, filed by one, approved by another."""

import csv
import html
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet

from dure.grammar.books.ecrf import read_workbook
from dure.grammar.books.ecrf_columns import DETAIL
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
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


@pytest.fixture(scope="session")
def small_packs(small_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town also runs the system of inventories."""
    folder = tmp_path_factory.mktemp("inventory") / "packs"
    shutil.copytree(small_packs, folder)
    own = folder / "systems" / "inventory"
    own.mkdir()
    for name in ("system.toml", "observations.toml", "categories.csv"):
        shutil.copy(ROOT / "packs" / "systems" / "inventory" / name, own / name)
    _with_document(folder / "sources.csv", "c40-gpc-2023")
    town = folder / "places" / "dreamtown" / "place.toml"
    town.write_text(town.read_text().replace('runs = ["plan"]', 'runs = ["plan", "inventory"]'))
    return folder


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
    told = [(line.ref, line["ghg_co2e"] or line["notation_key"]) for line in back.lines]
    assert told == [
        ("I.1.1", "1000.5"), ("I.1.1", "20"), ("I.1.2", "800"), ("II.5.2", "IE (II.1.2)"), ("I.7.1", "NO"),
        ("IV.1", "C"),
    ]  # fmt: skip
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


def test_the_number_of_a_confidential_line_is_kept_for_the_office_and_told_nobody_else(
    officer: Client, approver: Client
) -> None:
    content = workbook(lambda sheet: sheet.__setitem__("E7", 4242))
    _draft, said = brought(officer, content)
    assert "Only the key is published, the number is kept for the officers of the place." in said
    assert "C (4242)" in said
    assert "4242" in approved(officer, approver, content)
    address = "/en/figures/dreamtown/gpc_emissions_tco2e/iv-1@2024:estimated/"
    assert "4242" not in re.sub(r"[,.\s]", "", Client().get(address).content.decode())
    assert "4242" in re.sub(r"[,.\s]", "", officer.get(address).content.decode())
    back = read_workbook(exported(), categories=taxonomy())
    (plant,) = (line for line in back.lines if line.ref == "IV.1")
    assert (plant.key, plant["ghg_co2e"]) == ("C", "")


def test_no_document_is_chosen_beforehand(officer: Client) -> None:
    page = officer.get(IMPORT).content.decode()
    assert '<option value="" selected>Choose a document</option>' in page


def test_thirty_three_columns_are_listed(officer: Client) -> None:
    assert officer.get(IMPORT).content.decode().count('<li lang="en">') == len(DETAIL) == 33


FULL_HEADER = [printed for printed, _others in DETAIL.values()] + ["GHG SF6", "Our own column"]
CITY_SHEET = [
    ("City", "꿈마을 / Dreamtown"), ("Inventory year", "2024"), ("Boundary", "the whole town"),
    ("GeoNames id", "1835235"), ("Heating degree days (HDD)", "2412.5"), ("Area (km2)", "62.6"),
    ("Population", "1,234"), ("GDP", "unknown"), ("GWP set", "AR5"), ("Signed by", "the climate officer"),
]  # fmt: skip


def full_workbook() -> bytes:
    """A workbook with every column filled on one line, facts of the city, and a sheet of notes."""
    book = openpyxl.Workbook()
    front, sheet, notes = book.worksheets[0], book.create_sheet("Detail"), book.create_sheet("Notes")
    front.title = "City"
    for row in CITY_SHEET:
        front.append(list(row))
    gas = {
        "inventory_year": 2024, "gpc_ref": "I.1.1", "scope": 1, "fuel_or_activity": "natural gas",
        "activity_amount": 61000, "activity_unit": "t", "activity_source": "meters", "factor_unit": "t/t",
        "factor_co2": 2.69, "factor_ch4": 0.00024, "factor_n2o": 0.000005, "factor_oxidation": 0.995,
        "factor_year": 2023, "factor_source": "national", "ghg_co2": 164090.5, "ghg_ch4": 14.64,
        "ghg_n2o": 0.305, "ghg_co2e": 164581.245, "ghg_biogenic_co2": 12.25, "original_amount": 79.3,
        "original_unit": "million m3", "conversion_factor": 0.77, "explanation": "read from meters",
    }  # fmt: skip
    plant = {
        "inventory_year": 2024, "gpc_ref": "IV.1", "scope": 1, "notation_key": "C", "activity_amount": 77,
        "explanation": "one plant alone",
    }  # fmt: skip
    sheet.append(FULL_HEADER)
    sheet.append([*(gas.get(name) for name in DETAIL), 0.001, "blue"])
    sheet.append([plant.get(name) for name in DETAIL])
    notes.append(["GPC ref", "Said by the meter readers"])
    notes.append(["I.1.1", "twelve months"])
    notes.append(["IV.1", "seventy-seven"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def approved(officer: Client, approver: Client, content: bytes) -> str:
    """File a workbook and approve it; what the approver read."""
    draft, _said = brought(officer, content)
    officer.post(draft, {"says": "The year is done."})
    case = cases.cases(place="dreamtown", kind="figure_review", states=("filed",))[0]
    at = f"/en/work/{case.id.replace('review', 'reviews')}/"
    read = approver.get(at).content.decode()
    approver.post(at, {"move": "approve"})
    return read


def exported() -> bytes:
    """The workbook of the year as anybody may take it."""
    answer = Client().get("/en/dreamtown/inventory/ecrf-2024.xlsx")
    assert answer.status_code == 200
    return answer.content


def test_gases_activities_factors_and_the_city_come_out_as_they_came_in(
    officer: Client, approver: Client
) -> None:
    first = read_workbook(full_workbook(), categories=taxonomy())
    approved(officer, approver, full_workbook())
    back = read_workbook(exported(), categories=taxonomy())
    open_lines = {line.ref: line.said for line in first.lines if line.key != "C"}
    assert {ref: said for line in back.lines if (ref := line.ref) in open_lines and (said := line.said)} == (
        open_lines
    )
    assert dict(back.city).items() >= {
        name: text for name, text in first.city if text != "unknown"
    }.items()  # fmt: skip
    assert back.city_other == first.city_other == (("Signed by", "the climate officer"),)


def test_what_goes_out_and_comes_in_again_goes_out_byte_for_byte(officer: Client, approver: Client) -> None:
    approved(officer, approver, full_workbook())
    out = exported()
    said = brought(officer, out)[1]
    assert "Nothing of this file can be filed." not in said
    approved(officer, approver, out)
    assert exported() == out


def test_the_numbers_of_a_confidential_source_are_kept_nowhere(officer: Client, approver: Client) -> None:
    approved(officer, approver, full_workbook())
    back = read_workbook(exported(), categories=taxonomy())
    (plant,) = (line for line in back.lines if line.ref == "IV.1")
    assert (plant.key, plant["activity_amount"]) == ("C", "")
    assert dict(back.rows)["Notes"] == (("GPC ref", "Said by the meter readers"), ("I.1.1", "twelve months"))


def test_whoever_approves_sees_what_is_kept_beside_the_totals(officer: Client, approver: Client) -> None:
    read = approved(officer, approver, full_workbook())
    assert "CO2 164090.5, CH4 14.64, N2O 0.305" in read
    assert "natural gas: 61000 t" in read
    assert "Heating degree days (HDD)" in read


def test_lines_that_no_longer_state_what_stands_do_not_go_out(officer: Client, approver: Client) -> None:
    approved(officer, approver, full_workbook())
    approved(officer, approver, workbook())
    back = read_workbook(exported(), categories=taxonomy())
    told = {line.ref: (line["ghg_co2e"], line["ghg_co2"]) for line in back.lines}
    assert told["I.1.2"] == ("800", "")
    assert ("164581.245", "164090.5") not in told.values()


def test_what_a_document_cannot_tell_is_named_by_its_cell(officer: Client) -> None:
    _draft, said = brought(officer, workbook(lambda sheet: sheet.__setitem__("A4", 2093)))
    assert "1 row cannot be filed." in said
    assert "Detail!A4" in said


def test_whoever_approves_reads_what_whoever_filed_was_told(officer: Client, approver: Client) -> None:
    def odd(sheet: Worksheet) -> None:
        sheet["D4"], sheet["E4"] = "IE (II.5.2)", None
        sheet["D5"] = "IE (I.1.2)"

    told = html.unescape(brought(officer, workbook(odd))[1])
    read = html.unescape(approved(officer, approver, workbook(odd)))
    assert "II.5.2 → I.1.2 → II.5.2" in told
    assert "II.5.2 → I.1.2 → II.5.2" in read
    assert "What the one who filed was told" in read


def test_a_line_of_another_year_than_the_first_sheet_is_refused(officer: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(full_workbook()))
    book["Detail"]["A2"] = 2023
    content = io.BytesIO()
    book.save(content)
    _draft, said = brought(officer, content.getvalue())
    assert "1 row cannot be filed." in said
    assert "the line is of 2023, the first sheet of 2024" in said


def test_an_approved_workbook_has_totals_that_say_they_were_added_up_here(
    officer: Client, approver: Client
) -> None:
    known = {str(row[1]) for row in ROWS}
    more = [[2024, each.ref, each.scope, None, 10, None] for each in taxonomy() if each.ref not in known]

    def fill(sheet: Worksheet) -> None:
        for row in more:
            sheet.append(row)

    approved(officer, approver, workbook(fill))
    basic = observations.find_figure("dreamtown", address="gpc_total_tco2e/basic", period="2024")
    assert basic is not None
    assert (basic.origin, basic.mark, basic.source) == ("run", "estimated", "")
    inside = {each.ref for each in taxonomy() if "basic" in each.views}
    assert basic.value == 1020.5 + 800 + 10 * sum(row[1] in inside for row in more)
    shown = Client().get("/en/dreamtown/inventory/?year=2024&mark=estimated").content.decode()
    assert "How it was added up" in shown
    assert "Emissions by sector" in shown


LINES = "address,period,value,unit,mark,source,note_ko\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("gpc_emissions_tco2e/ii-5-2,2024,IE (I.9.9),tCO2e,observed,dream-plan:7,", "no such reference"),
        ("gpc_emissions_tco2e/i-2-1,2024,-4,tCO2e,observed,dream-plan:7,", "emissions below zero"),
    ],
)
def test_lines_of_an_inventory_brought_as_figures_hear_the_rules_of_workbooks(
    officer: Client, line: str, sentence: str
) -> None:
    sent = {"file": SimpleUploadedFile("figures.csv", f"{LINES}{line}\n".encode())}
    said = officer.post("/en/work/dreamtown/import/", sent, follow=True).content.decode()
    assert "1 row cannot be filed." in said
    assert sentence in said


def test_keys_brought_as_figures_keep_their_target_and_miss_their_reason(officer: Client) -> None:
    rows = [
        "gpc_emissions_tco2e/v-2,2024,-4,tCO2e,observed,dream-plan:7,",
        "gpc_emissions_tco2e/i-7-1,2024,NE,tCO2e,observed,dream-plan:7,",
        "gpc_emissions_tco2e/ii-5-2,2024,IE (II.1.2),tCO2e,observed,dream-plan:7,",
        "gpc_emissions_tco2e/ii-1-2,2024,IE (II.5.2),tCO2e,observed,dream-plan:7,",
    ]
    sent = {"file": SimpleUploadedFile("figures.csv", (LINES + "\n".join(rows)).encode())}
    said = html.unescape(officer.post("/en/work/dreamtown/import/", sent, follow=True).content.decode())
    assert "4 figures can be filed." in said
    assert "I.7.1: NE gives no reason." in said
    assert "II.5.2 → II.1.2 → II.5.2" in said
    assert "IE (II.1.2)" in said


def of_city(name: str, population: str) -> bytes:
    """The small workbook, with a first sheet that tells its city."""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    front = book.create_sheet("City", 0)
    for row in (("City", name), ("Inventory year", "2024"), ("Population", population)):
        front.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_of_another_city_is_filed_only_where_somebody_says_it_is_of_this_one(
    officer: Client,
) -> None:
    draft, said = brought(officer, of_city("Elsewhere", "unknown"))
    assert "The workbook is of “Elsewhere”; this place is “dreamtown”." in said
    refused = officer.post(draft, {"says": "The year is done."})
    assert refused.status_code == 422
    assert "It cannot be filed before this is ticked." in refused.content.decode()
    assert not cases.cases(place="dreamtown", kind="figure_review")
    officer.post(draft, {"says": "Its old name.", "is_of_this_place": "on"})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    read = officer.get(f"/en/work/{case.id.replace('review', 'reviews')}/").content.decode()
    assert "The workbook is of “Elsewhere”" in read


@pytest.mark.parametrize("name", ["Dreamtown", "꿈마을 / Dreamtown", "DREAMTOWN (town)", "dreamtown"])
def test_a_workbook_that_names_this_place_is_not_doubted(officer: Client, name: str) -> None:
    _draft, said = brought(officer, of_city(name, "unknown"))
    assert "may be of another place" not in said
