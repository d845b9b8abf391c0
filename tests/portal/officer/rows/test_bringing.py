"""Bringing activity rows: looked at, filed by one, approved by another; the books follow, nothing else."""

import csv
import html
import io
import re
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.ledgers.models import Transfer
from dure.kernel.observations import read as observations
from dure.portal.officer.rows.columns import TEMPLATE

PAGE = "/en/work/dreamtown/inventory/rows/"
HEADER = "ref,activity,quantity,unit,fuel,factor,year,gwp_set,key,target,reason,co2_kg_per_unit,row"
GAS = "I.1.1,Gas of homes,1000,t,natural gas,,2023,,,,,,"


def texts(page: str) -> str:
    """A page without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def rows(*lines: str, header: str = HEADER) -> bytes:
    """A file as somebody would save it."""
    return ("\n".join([header, *lines]) + "\n").encode()


def brought(client: Client, content: bytes, *, way: str = "beside", name: str = "rows.csv",
            language: str = "en") -> tuple[str, str]:  # fmt: skip
    """Upload a file; the address of its preview, and what that says."""
    sent = {"file": SimpleUploadedFile(name, content), "source": "dream-plan", "mark": "observed", "way": way}
    answer = client.post(PAGE.replace("/en/", f"/{language}/"), sent, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.redirect_chain[-1][0], answer.content.decode()


def filed(officer: Client, approver: Client, content: bytes, *, way: str = "beside") -> None:
    """Rows that somebody brought and another approved."""
    draft, said = brought(officer, content, way=way)
    answer = officer.post(draft, {"says": "The year is done."}, follow=True)
    case = answer.redirect_chain[-1][0]
    answer = approver.post(case, {"move": "approve"}, follow=True)
    assert "Approved and published." in answer.content.decode(), said


def stated(ref: str, year: str = "2023") -> Decimal | None:
    """What the books state of a source."""
    facet = ref.lower().replace(".", "-")
    found = observations.find_figure("dreamtown", address=f"gpc_emissions_tco2e/{facet}", period=year)
    return found.value if found else None


def test_rows_become_the_inventory_by_two_people(officer: Client, approver: Client) -> None:
    before = Transfer.objects.count()
    draft, said = brought(officer, rows(GAS))
    assert "1 row can be filed" in said
    officer.post(draft, {"says": "The year is done."})
    assert stated("I.1.1") is None
    (case,) = cases.cases(place="dreamtown", kind="figure_review")
    review = f"/en/work/{case.id.replace('review', 'reviews')}/"
    refused = officer.post(review, {"move": "approve"}).content.decode()
    assert "takes the role" in refused or "Another person" in refused
    assert stated("I.1.1") is None
    assert "What the books would become" in approver.get(review).content.decode()
    approver.post(review, {"move": "approve"})
    # 1,000 t at 49.4 MJ/kg are 49.4 TJ.
    assert stated("I.1.1") == Decimal("49.4") * (56100 + 28 * 5 + Decimal("26.5")) / 1000
    assert stated("I.1.2") == Decimal(428)
    assert Transfer.objects.count() == before


def test_the_preview_says_what_becomes_of_each_source(officer: Client) -> None:
    _draft, said = brought(officer, rows("I.1.2,Lamps,100,MWh,,dreamtown/grid-23,2023,,,,,,"))
    told = texts(said)
    assert "1 → 2" in told
    assert "428.00" in told
    assert "470.80" in told
    assert "+10.0 %" in told


def test_a_file_stands_instead_of_the_rows_of_its_sources(officer: Client, approver: Client) -> None:
    content = rows("I.1.2,All homes,200,MWh,,dreamtown/grid-23,2023,,,,,,")
    filed(officer, approver, content, way="instead")
    assert stated("I.1.2") == Decimal("85.6")
    assert stated("I.2.2") == Decimal(214)


def test_a_row_of_the_same_name_takes_the_place_of_the_old_one(officer: Client, approver: Client) -> None:
    line = "I.1.2,Electricity of homes,900,MWh,,dreamtown/grid-23,2023,,,,,,power-homes-2023"
    filed(officer, approver, rows(line))
    assert stated("I.1.2") == Decimal("385.2")


def test_two_filings_that_wait_do_not_undo_each_other(officer: Client, approver: Client) -> None:
    cases_of = []
    for ref in ("I.3.2", "I.5.2"):
        draft, _said = brought(officer, rows(f"{ref},Power,100,MWh,,dreamtown/grid-23,2023,,,,,,"))
        cases_of.append(officer.post(draft, {"says": "Done."}, follow=True).redirect_chain[-1][0])
    for case in cases_of[::-1]:
        approver.post(case, {"move": "approve"})
    assert stated("I.3.2") == stated("I.5.2") == Decimal("42.8")


def test_what_was_approved_stands_when_the_packs_are_loaded_again(
    officer: Client, approver: Client, reload: Callable[[], None]
) -> None:
    filed(officer, approver, rows(GAS))
    amount = stated("I.1.1")
    reload()
    assert stated("I.1.1") == amount


def test_the_row_may_state_its_own_factors(officer: Client, approver: Client) -> None:
    filed(officer, approver, rows("I.1.1,Peat,10,t,,,2023,,,,,1500,"))
    assert stated("I.1.1") == Decimal(15)


def test_a_key_stands_where_nothing_can_be_counted(officer: Client, approver: Client) -> None:
    filed(officer, approver, rows("I.3.1,Works,,,,,2023,,NE,,Nobody asked them yet.,,"))
    figure = observations.find_figure("dreamtown", address="gpc_emissions_tco2e/i-3-1", period="2023")
    assert figure is not None
    assert (figure.printed, figure.value) == ("NE", None)


def test_the_same_rows_again_are_nothing_to_file(officer: Client, approver: Client) -> None:
    content = rows(GAS)
    filed(officer, approver, content)
    _draft, said = brought(officer, content)
    assert "There is nothing to file." in said


WRONG = [
    ("I.1.9,Gas,10,t,natural gas,,2023,,,,,,", "ref", "no source of the GPC"),
    ("I.1.1,Gas,-10,t,natural gas,,2023,,,,,,", "quantity", "below zero"),
    ("I.1.1,Gas,,t,natural gas,,2023,,,,,,", "quantity", "blank"),
    ("I.1.1,Gas,=A1*2,t,natural gas,,2023,,,,,,", "quantity", "begins like a formula"),
    ("I.1.1,=cmd|x,10,t,natural gas,,2023,,,,,,", "activity", "begins like a formula"),
    ("I.1.1,Gas,10,t,natural gas,,2007/2021,,,,,,", "year", "not a year"),
    ("I.1.1,Gas,10,t,natural gas,,2023,SAR,,,,,", "gwp_set", "sets are not mixed"),
    ("I.1.2,Power,10,MWh,,dreamtown/grid-23,2022,,,,,,", "factor", "2023-01-01"),
    ("I.1.1,Gas,10,m3,natural gas,,2023,,,,,,", "unit", "calorific value"),
    ("I.3.1,Works,,,,,2023,,NE,,,,", "reason", "reason"),
    ("I.3.1,Works,,,,,2023,,IE,,Elsewhere.,,", "target", "where it is included"),
    ("I.3.1,Works,,,,,2023,,IE,X.9,Elsewhere.,,", "target", "not a reference"),
    ("I.3.1,Works,,,,,2023,,IE,I.9.9,Elsewhere.,,", "target", "no source of the GPC"),
    ("I.3.1,Works,300,TJ,,,2023,,C,,One plant alone.,56100,", "key", "open to everybody"),
    ("I.1.2,Power,,,,,2023,,NO,,,,", "key", "amounts in the same year"),
    ("I.1.1,Gas,10,t,natural gas,,2090,,,,,,", "year", "has not begun"),
    ("I.1.2,가정의 전력,1000,MWh,,dreamtown/grid-23,2023,,,,,,", "activity", "in the books"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "column", "words"), WRONG)
def test_a_bad_row_is_named_with_its_cell_and_its_mend(
    officer: Client, line: str, column: str, words: str
) -> None:
    draft, said = brought(officer, rows(line, GAS.replace("Gas of homes", "Other gas")))
    assert "1 row cannot be filed." in said
    assert "1 row can be filed" in said
    answer = officer.get(draft.replace("inventory/rows", "drafts") + "wrong.csv").content.decode("utf-8-sig")
    (wrong,) = csv.DictReader(io.StringIO(answer))
    assert (wrong["line"], words in wrong["what_is_wrong"]) == ("2", True), wrong
    assert wrong["how_to_mend_it"]
    assert column in texts(said)


def test_keys_that_lead_in_a_circle_are_refused(officer: Client) -> None:
    lines = ("I.3.1,A,,,,,2023,,IE,I.5.1,There.,,", "I.5.1,B,,,,,2023,,IE,I.3.1,There.,,")
    _draft, said = brought(officer, rows(*lines))
    assert "2 rows cannot be filed." in said
    assert "I.3.1 → I.5.1 → I.3.1" in texts(said) or "circle" in said


def test_an_ie_that_leads_to_nothing_counted_is_told_and_no_hindrance(officer: Client) -> None:
    _draft, said = brought(officer, rows("I.3.1,A,,,,,2023,,IE,I.5.1,There.,,"))
    assert "1 row can be filed" in said
    assert "Worth a look" in said


def test_doubled_rows_are_refused(officer: Client) -> None:
    _draft, said = brought(officer, rows(GAS, GAS))
    assert "1 row cannot be filed." in said
    assert "those of line 2" in said


def test_a_workbook_is_read_and_its_cells_are_named(officer: Client) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADER, GAS, "I.1.1,Wood,=C2*2,t,natural gas,,2023,,,,,,"):
        sheet.append(line.split(","))
    content = io.BytesIO()
    book.save(content)
    _draft, said = brought(officer, content.getvalue(), name="rows.xlsx")
    assert "quantity (C3)" in said
    sheet.merge_cells("A2:A3")
    content = io.BytesIO()
    book.save(content)
    _draft, said = brought(officer, content.getvalue(), name="rows.xlsx")
    assert "Nothing of this file can be filed." in said
    assert "A2:A3" in said


def test_korean_headings_and_letters_of_any_encoding(officer: Client) -> None:
    text = "번호,활동명,사용량,단위,연료,연도\nI.1.1,가정의 도시가스,1000,톤,도시가스,2023년\n"
    for content in (text.encode("cp949"), text.encode("utf-8-sig")):
        _draft, said = brought(officer, content, language="ko")
        assert "올릴 수 있는 행 1개" in said
        assert "가정의 도시가스" in said


def test_what_is_not_a_table_says_so(officer: Client) -> None:
    for content in (b"%PDF-1.7", b"", b"hello\n", b"\xd0\xcf\x11\xe0rest"):
        _draft, said = brought(officer, content)
        assert "Nothing of this file can be filed." in said


def test_columns_that_nobody_reads_are_named(officer: Client) -> None:
    _draft, said = brought(officer, rows(GAS + ",red", header=HEADER + ",colour"))
    assert "These columns are not read: colour" in said


def test_no_way_is_chosen_beforehand(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "checked" not in page
    sent = {"file": SimpleUploadedFile("rows.csv", rows(GAS)), "source": "dream-plan", "mark": "observed"}
    assert officer.post(PAGE, sent).status_code == 422


def test_the_rows_that_stand_come_back_as_they_went_out(officer: Client, approver: Client) -> None:
    filed(officer, approver, rows(GAS, "I.5.1,Peat,10,t,,,2023,,,,,1500,", "I.3.1,W,,,,,2023,,NE,,Why.,,"))
    now = officer.get(f"{PAGE}now.csv").content
    assert now.decode("utf-8-sig").splitlines()[0].startswith(",".join(TEMPLATE))
    _draft, said = brought(officer, now, way="instead")
    assert "cannot be filed" not in said
    assert "There is nothing to file." in said


def test_the_templates_hold_the_columns(officer: Client) -> None:
    assert officer.get(f"{PAGE}template.csv").content.decode("utf-8-sig").strip() == ",".join(TEMPLATE)
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{PAGE}template.xlsx").content))
    assert [cell.value for cell in book["activities"][1]] == list(TEMPLATE)
    assert {"refs", "factors"} <= set(book.sheetnames)


def test_only_an_officer_of_the_place_brings_rows(approver: Client, person: Callable[..., Client]) -> None:
    assert approver.get(PAGE).status_code == 403
    assert person("carl", "officer", place="dreamtown-east").get(PAGE).status_code == 403


def test_a_word_that_is_read_as_an_empty_cell_is_named(officer: Client) -> None:
    row = "I.1.1,none,1000,t,natural gas,,2023,,,,,,"
    assert "which is read as an empty cell" in texts(brought(officer, rows(row))[1])
