"""Bringing files: the template, every kind of bad row with its sentence, one case for all that is good."""

import csv
import html
import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import figures as figure_says
from dure.grammar.sentences import files as file_says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake
from dure.grammar.words import MARKS
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.portal.blocks.marks import mark
from dure.portal.officer import files
from dure.portal.officer import sentences as own_says
from dure.portal.officer.mends import for_officers
from dure.portal.officer.sentences import MARK_WORDS

IMPORT = "/en/work/dreamtown/import/"
HEADER = "address,period,value,unit,mark,source\n"
GOOD = "emissions_tco2e,2024,8.43,MtCO2e,observed,dream-plan:7\n"
CARS = 'emissions_tco2e/cars,2025,"3,900,000",tCO2e,observed,dream-plan:8\n'
Answer = Any


def bring(client: Client, content: str | bytes, *, name: str = "figures.csv", language: str = "en") -> Answer:
    """Upload a file and follow to its preview."""
    sent = content.encode() if isinstance(content, str) else content
    address = IMPORT.replace("/en/", f"/{language}/")
    return client.post(address, {"file": SimpleUploadedFile(name, sent)}, follow=True)


def page_of(answer: Answer) -> str:
    """The page's text."""
    return str(answer.content.decode())


def workbook(rows: list[list[object]]) -> bytes:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_file_is_one_case_and_one_approval(officer: Client, approver: Client) -> None:
    answer = bring(officer, HEADER + GOOD + CARS)
    assert "2 figures can be filed." in page_of(answer)
    draft = answer.redirect_chain[-1][0]
    answer = officer.post(draft, {"says": ""}, follow=True)
    assert "2 figures were filed. They are public once another person has approved them." in page_of(answer)
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    assert case.title.en == "Emissions (2024) and 1 more"
    approver.post(f"/en/work/{case.id.replace('review', 'reviews')}/", {"move": "approve"})
    cars = observations.find_figure("dreamtown", address="emissions_tco2e/cars", period="2025")
    assert cars is not None
    assert (cars.printed, cars.unit) == ("3,900,000", "tCO2e")


ROW = "emissions_tco2e,2024,8.43,MtCO2e,observed,dream-plan:7"
BAD_ROWS = [
    (ROW.replace("MtCO2e", "MWh"), "unit",
     figure_says.units_differ("emissions_tco2e", "MWh", "tCO2e", "tCO2e, gCO2e, kgCO2e, ktCO2e")),
    (ROW.replace("MtCO2e", "MtCO2"), "unit", figure_says.unknown_unit("MtCO2", "MtCO2e")),
    (ROW.replace("dream-plan:7", ""), "source", figure_says.no_source("emissions_tco2e")),
    (ROW.replace("dream-plan", "dream-plam"), "source",
     figure_says.unknown_source("dream-plam", "dream-plan")),
    (ROW.replace(":7", ""), "source", figure_says.source_without_line("dream-plan")),
    (ROW.replace("emissions", "emision"), "address",
     figure_says.unknown_address("emision_tco2e", "emissions_tco2e")),
    (ROW.replace("tco2e,", "tco2e/ships,"), "address",
     figure_says.unknown_facet("emissions_tco2e/ships", "emissions_tco2e", ("cars", "homes"), "")),
    (ROW.replace("8.43", "8.4.3"), "value", cell_says.not_a_number("8.4.3", None)),
    (ROW.replace("8.43", "=SUM(A1:A9)"), "value", file_says.formula_like("=SUM(A1:A9)")),
    (ROW.replace("observed", "obserbed"), "mark",
     cell_says.not_in_list("mark", "obserbed", MARKS, "observed")),
    (ROW.replace("2024", "2024-13"), "period", cell_says.not_a_period("2024-13")),
    *((ROW.replace("2024", far), "period", cell_says.out_of_reach(far)) for far in ("0001", "2020/9999")),
    (ROW.replace(",dream-plan:7", ""), "", file_says.ragged_row(5, 6)),
    (ROW, "address", figure_says.stated_twice("emissions_tco2e", 2)),
    (ROW.replace("2024", "2099"), "period",
     figure_says.later_than_its_document("2099", "2025-12", "dream-plan:7")),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "sentence"), BAD_ROWS)
def test_a_bad_row_is_told_with_line_column_and_mend_and_the_good_ones_offered(
    officer: Client, row: str, column: str, sentence: Sentence
) -> None:
    mistake = for_officers(Mistake("", 3, column, *sentence))
    says, mend = mistake.says, mistake.mend
    assert not re.search(r"\.(toml|csv)", says.ko + says.en + mend.ko + mend.en)
    for language, offered in (("en", "1 figure can be filed."), ("ko", "수치 1건을 제출할 수 있습니다.")):
        page = html.unescape(page_of(bring(officer, f"{HEADER}{GOOD}{row}\n", language=language)))
        assert (says.en if language == "en" else says.ko) in page
        assert (mend.en if language == "en" else mend.ko) in page
        assert 'data-sort="3"' in page
        assert not column or f'data-sort="{column}"' in page
        assert offered in page
    assert not cases.cases(place="dreamtown", kind="figure_review")


def test_every_mistake_of_every_row_is_told(officer: Client) -> None:
    answer = bring(officer, HEADER + "emissions_tco2e,2024-13,x,MWh,seen,nowhere:1\n" * 3)
    assert "3 rows cannot be filed." in page_of(answer)
    text = officer.get(f"{answer.redirect_chain[-1][0]}wrong.csv").content.decode("utf-8-sig")
    for row in list(csv.reader(io.StringIO(text)))[1:]:
        assert "“2024-13” is not a period." in row[1]
        assert "“x” is not a number as it should be written." in row[1]
        assert "The document “nowhere” is not in the catalogue." in row[1]
        assert "mark cannot be “seen”." in row[1]


def test_bad_rows_come_back_as_csv_with_their_reasons(officer: Client) -> None:
    answer = bring(officer, HEADER + GOOD + "emissions_tco2e,2024,x,MtCO2e,observed,dream-plan:9\n")
    draft = answer.redirect_chain[-1][0]
    text = officer.get(f"{draft}wrong.csv").content.decode("utf-8-sig")
    header, row = list(csv.reader(io.StringIO(text)))
    assert header == ["line", "what_is_wrong", "how_to_mend_it", *HEADER.strip().split(",")]
    assert row[0] == "3"
    assert row[1] == "“x” is not a number as it should be written."
    assert row[3:] == ["emissions_tco2e", "2024", "x", "MtCO2e", "observed", "dream-plan:9"]


def test_good_rows_are_filed_without_the_bad_ones_only_when_that_is_chosen(officer: Client) -> None:
    bad = GOOD.replace("8.43", "x")
    answer = bring(officer, HEADER + GOOD + CARS + bad)
    page, draft = page_of(answer), answer.redirect_chain[-1][0]
    assert "File only the 2 good rows" in page
    assert "Mend the file and upload it again" in page
    assert "File for approval" not in page
    answer = officer.post(draft, {"says": ""})
    assert answer.status_code == 422
    assert "Choose to file the good ones only, or mend the file." in page_of(answer)
    assert not cases.cases(place="dreamtown", kind="figure_review")
    officer.post(draft, {"says": "", "only_good": "1"})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    assert len(cases.letters(case.id)) == 2
    page = page_of(bring(officer, HEADER + GOOD + CARS + bad + bad, language="ko"))
    assert "2개 행은 제출할 수 없습니다." in page


def test_a_mend_leads_to_the_page_where_it_is_mended(officer: Client) -> None:
    page = page_of(
        bring(officer, HEADER + ROW.replace("dream-plan", "nowhere") + "\n" + ROW.replace("emi", "omi"))
    )
    assert 'href="/en/work/dreamtown/documents/new/"' in page
    assert "Enter the document, or correct its id." in page
    assert "Choose one from the list of addresses." in page


def test_the_help_of_the_columns_names_marks_by_the_glossary(officer: Client) -> None:
    page = officer.get(IMPORT.replace("/en/", "/ko/")).content.decode()
    assert "observed (실적), estimated (추정), forecast (전망), target (목표), scenario (잠재량)" in page
    with translation.override("ko"):
        assert {name: str(mark(name).word) for name in MARKS} == {n: w.ko for n, w in MARK_WORDS.items()}


WHOLE = [
    (HEADER.replace("unit,", "") + "a,2024,1,observed,x:1\n", file_says.missing_columns(("unit",))),
    (HEADER.replace("mark", "mark,lable") + GOOD, file_says.unknown_column("lable", "label")),
    (HEADER.replace("period", "period,period") + GOOD, file_says.column_twice("period")),
    (HEADER + 'emissions_tco2e,"2024,8.43\n', file_says.broken_csv()),
    ("", own_says.no_rows()),
    (HEADER, own_says.no_rows()),
    (b"%PDF-1.7 \x00\x01", own_says.not_text()),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 64, own_says.old_workbook()),
    (b"PK\x03\x04 broken", own_says.broken_workbook()),
    (b"\xff\xff\xff\x81", file_says.unreadable_letters()),
]


@pytest.mark.parametrize(("content", "sentence"), WHOLE)
def test_a_file_that_is_wrong_as_a_whole_is_not_filed(
    officer: Client, content: str | bytes, sentence: Sentence
) -> None:
    for language in ("en", "ko"):
        answer = bring(officer, content, language=language)
        page = html.unescape(page_of(answer))
        assert all((text.en if language == "en" else text.ko) in page for text in sentence)
        assert 'name="says"' not in page
        officer.post(answer.redirect_chain[-1][0], {"says": ""})
    assert not cases.cases(place="dreamtown", kind="figure_review")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_is_read_however_it_was_saved(officer: Client, approver: Client, encoding: str) -> None:
    text = HEADER.replace("source\n", "source,note_ko,note_en\n") + GOOD.replace("\n", ",확정치,final\n")
    answer = bring(officer, text.encode(encoding))
    officer.post(answer.redirect_chain[-1][0], {"says": ""})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    assert cases.letters(case.id)[0]["note_ko"] == "확정치"


def test_a_file_brought_again_is_recognised(officer: Client, approver: Client) -> None:
    answer = bring(officer, HEADER + GOOD + CARS)
    officer.post(answer.redirect_chain[-1][0], {"says": ""})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    review = f"/en/work/{case.id.replace('review', 'reviews')}/"
    answer = bring(officer, (HEADER + CARS + GOOD).encode("cp949"))
    assert "These figures were filed already." in page_of(answer)
    assert f'href="{review}"' in page_of(answer)
    officer.post(answer.redirect_chain[-1][0], {"says": ""})
    approver.post(review, {"move": "approve"})
    assert "These figures were filed already." in page_of(bring(officer, HEADER + GOOD + CARS))
    assert len(cases.cases(place="dreamtown", kind="figure_review")) == 1


def test_what_stands_already_is_not_filed_again(officer: Client) -> None:
    stands = "emissions_tco2e,2018,9.43,MtCO2e,observed,dream-plan:3\n"
    answer = bring(officer, HEADER + stands + GOOD)
    assert "1 of them stands already and is not filed again." in page_of(answer)
    officer.post(answer.redirect_chain[-1][0], {"says": ""})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    assert [letter["period"] for letter in cases.letters(case.id)] == ["2024"]
    answer = bring(officer, HEADER + stands)
    answer = officer.post(answer.redirect_chain[-1][0], {"says": ""}, follow=True)
    assert "All of these figures stand already" in page_of(answer)


def test_a_workbook_is_read_like_a_csv(officer: Client) -> None:
    rows: list[list[object]] = [
        [*HEADER.strip().split(",")],
        ["emissions_tco2e", 2024, 8.43, "MtCO2e", "observed", "dream-plan:7"],
        [None] * 6,
        ["emissions_tco2e/cars", datetime(2025, 3, 1), 3_900_000, "tCO2e", "observed", "dream-plan:7"],
        ["emissions_tco2e/homes", 2025, "=A1", "tCO2e", "observed", "dream-plan:7"],
        ["emissions_tco2e/homes", 2025, 1, "tCO2e", "observed", "dream-plan:7", "beside the table"],
    ]
    page = page_of(bring(officer, workbook(rows), name="figures.xlsx"))
    assert "read as XLSX" in page
    assert "1 figure can be filed." in page
    assert "“2025-03-01 00:00:00” is not a period." in page
    assert "The cell “=A1” begins like a formula." in page
    assert "The row has 7 cells, the header 6." in page
    assert 'data-sort="4"' in page
    assert 'data-sort="6"' in page


def packed(sheet: str) -> bytes:
    """A workbook whose sheet is this XML."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["x"]]))) as plain,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts,
    ):
        for name in plain.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            parts.writestr(name, sheet if is_sheet else plain.read(name))
    return content.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="str"><v>address</v></c></row>{}</sheetData></worksheet>'
)


def test_a_workbook_that_unpacks_too_large_is_refused(officer: Client) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(7):
            parts.writestr(f"xl/{number}.xml", b"\0" * 10 * 1024**2)
    assert len(content.getvalue()) < 1024**2
    page = page_of(bring(officer, content.getvalue(), name="bomb.xlsx"))
    assert "Unpacked, the workbook is larger than 60 MB." in page


def test_more_rows_than_are_taken_at_once_are_refused(officer: Client) -> None:
    rows = HEADER + CARS * (files.MOST_ROWS + 1)
    assert "The table has more than 10,000 rows." in page_of(bring(officer, rows))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(files.MOST_ROWS + 2):
        sheet.append(["x"])
    content = io.BytesIO()
    book.save(content)
    page = page_of(bring(officer, content.getvalue(), name="long.xlsx"))
    assert "The table has more than 10,000 rows." in page


def test_a_file_of_200_mb_is_refused_before_it_is_kept(officer: Client) -> None:
    for language, sentence in (
        ("en", "A file of 200 MB was sent; at most 25 MB can be taken in at once."),
        ("ko", "보낸 파일은 200 MB입니다."),
    ):
        answer = officer.generic(
            "POST",
            IMPORT.replace("/en/", f"/{language}/"),
            bytes(200 * 1024**2),
            "multipart/form-data; boundary=x",
        )
        assert answer.status_code == 413
        assert sentence in answer.content.decode()


def test_without_a_file_the_form_says_so(officer: Client) -> None:
    answer = officer.post(IMPORT, {})
    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()


def test_the_template_comes_back_filled_in(officer: Client) -> None:
    text = officer.get("/en/work/dreamtown/template.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    addresses = [row["address"] for row in rows]
    assert {"emissions_tco2e", "emissions_tco2e/cars", "demand_mwh"} <= set(addresses)
    page = page_of(bring(officer, text))
    assert "The table has no rows." in page
    rows[addresses.index("emissions_tco2e/cars")] |= {
        "value": "3,900,000",
        "unit": "tCO2e",
        "source": "dream-plan:3",
    }
    filled = io.StringIO()
    writer = csv.DictWriter(filled, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    page = page_of(bring(officer, filled.getvalue()))
    assert "1 figure can be filed." in page
    assert f"{len(rows) - 1} rows without value and source were left out." in page


def test_the_template_is_a_workbook_too(officer: Client) -> None:
    content = officer.get("/en/work/dreamtown/template.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["observations", "addresses"]
    cell = book["observations"]["B2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_large_file_is_filed_whole(officer: Client, approver: Client) -> None:
    days = [
        f"{year}-{month:02}-{day:02}"
        for year in (2021, 2022)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    rows = "".join(f"emissions_tco2e/cars,{day},1,tCO2e,observed,dream-plan:3\n" for day in days)
    answer = bring(officer, HEADER + rows)
    assert "The first 200 are listed." in page_of(answer)
    officer.post(answer.redirect_chain[-1][0], {"says": ""})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    approver.post(f"/en/work/{case.id.replace('review', 'reviews')}/", {"move": "approve"})
    stated = observations.figures("dreamtown", addresses=["emissions_tco2e/cars"])
    assert len([figure for figure in stated if figure.period in days]) == len(days)


def test_what_holds_from_a_day_on_stands_in_pages_and_report(officer: Client, approver: Client) -> None:
    header = HEADER.replace("\n", ",valid_from\n")
    rows = "emissions_tco2e,,7,tCO2e,observed,dream-plan:7,1850-01-01\n" + "".join(
        f"emissions_tco2e,{period},8,tCO2e,{mark},dream-plan:7,\n"
        for period, mark in (("1850", "observed"), ("2200", "target"), ("1850/2200", "target"))
    )
    draft = bring(officer, header + rows).redirect_chain[-1][0]
    officer.post(draft, {"says": ""})
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    approver.post(f"/en/work/{case.id.replace('review', 'reviews')}/", {"move": "approve"})
    for address in ("", "indicators/", "indicators/emissions/", "reports/draft/", "plans/"):
        assert officer.get(f"/en/dreamtown/{address}").status_code == 200, address
