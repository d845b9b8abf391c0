"""Editions of a disclosure: published with the report by two people, frozen, signed, compared."""

import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.test import Client
from pypdf import PdfReader

from dure.kernel.plans import read as plans
from dure.portal import keeping
from dure.portal.data.disclosures import signing
from dure.portal.data.disclosures.editions import frozen

HEADER = "list,field,count,group_ko,group_en,title_ko,title_en,answer,who_ko,who_en,source,note_ko,note_en\n"
FIELDS = """race_to_zero,base,,서약,Pledge,배출량,CO2,figure emissions_tco2e/homes,시,City,dream-plan:1,,
race_to_zero,plan,,계획,Plan,계획,A plan,plans,시청,City hall,dream-plan:1,,
race_to_zero,edition,,공개,Publish,발간,An edition,edition,시청,City hall,dream-plan:1,,
coal,plants,,탈석탄,Coal,발전소,Plants,none,시청,City hall,dream-plan:1,,
"""
SYSTEM = """title = { ko = "국제 공개", en = "Disclosure" }
asks = { ko = "무엇을 밝혔습니까?", en = "What is told?" }
from = "003:31"
"""


@pytest.fixture(autouse=True)
def no_editions() -> None:
    """No edition of an earlier test lies about."""
    shutil.rmtree(product.HOME / "editions", ignore_errors=True)


@pytest.fixture(scope="session")
def small_packs(small_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town also discloses."""
    return disclosing(small_packs, tmp_path_factory.mktemp("disclosure") / "packs")


def disclosing(packs: Path, folder: Path) -> Path:
    """A copy of the packs with the system of disclosure."""
    shutil.copytree(packs, folder)
    own = folder / "systems" / "disclosure"
    own.mkdir()
    (own / "system.toml").write_text(SYSTEM)
    (own / "fields.csv").write_text(HEADER + FIELDS)
    town = folder / "places" / "dreamtown" / "place.toml"
    town.write_text(town.read_text().replace('runs = ["plan"]', 'runs = ["plan", "disclosure"]'))
    return folder


def published(officer: Client, approver: Client) -> None:
    """Publish everything that is recorded."""
    answer = officer.post("/en/work/dreamtown/editions/", {"says": "The year is over."})
    approver.post(str(answer["Location"]), {"move": "publish", "says": ""})


def test_a_disclosure_is_published_with_the_report(officer: Client, approver: Client) -> None:
    published(officer, approver)
    (report,) = plans.editions("dreamtown")
    (edition,) = plans.editions("dreamtown", kind=plans.DISCLOSURE)
    assert (report.number, edition.number, edition.case) == (1, 1, report.case)
    answer = Client().get("/disclosures/dreamtown/1.json")
    assert hashlib.sha256(answer.content).hexdigest() == edition.facts_digest
    said = {field["field"]: field["state"] for field in json.loads(answer.content)["fields"]}
    assert said == {"base": "answered", "plan": "answered", "edition": "answered", "plants": "no_book"}


def test_anybody_can_verify_an_edition_with_the_public_key(officer: Client, approver: Client) -> None:
    published(officer, approver)
    content = Client().get("/disclosures/dreamtown/1.json").content
    proof = Client().get("/disclosures/dreamtown/1.proof.json").json()
    public = Client().get("/disclosures/key.pem").content.decode()
    assert proof["public_key"] == public
    assert signing.verifies(content, signed=proof["signature"], public=public)
    assert not signing.verifies(content + b" ", signed=proof["signature"], public=public)
    assert (product.HOME / signing.KEY_FILE).stat().st_mode & 0o077 == 0


def test_a_superseded_edition_is_the_same_bytes_again(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    published(officer, approver)
    before = Client().get("/disclosures/dreamtown/1.json").content
    _restate(officer, approver, entry)
    published(officer, approver)
    assert Client().get("/disclosures/dreamtown/1.json").content == before
    shutil.rmtree(product.HOME / "editions")
    for edition in plans.editions("dreamtown", kind=plans.DISCLOSURE):
        assert frozen(edition).matches
    assert Client().get("/disclosures/dreamtown/1.json").content == before


def test_what_changed_between_two_editions_is_shown(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    published(officer, approver)
    _restate(officer, approver, entry)
    published(officer, approver)
    said = Client().get("/en/dreamtown/disclosure/editions.json").json()
    assert said["compared"] == [1, 2]
    assert [change["field"] for change in said["changes"]] == ["race_to_zero/base"]
    page = Client().get("/en/dreamtown/disclosure/editions/").content.decode()
    assert "superseded, still readable" in page
    assert "3,900,000 tCO2e" in page
    assert "Race to Zero: the five Ps" in page[page.index('id="differences"') :]
    assert Client().get("/en/dreamtown/disclosure/editions/?from=1&to=9").status_code == 404


def test_a_qr_code_leads_to_the_data(officer: Client, approver: Client) -> None:
    published(officer, approver)
    answer = Client().get("/disclosures/dreamtown/1.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert b"style=" not in answer.content
    assert Client().get("/disclosures/dreamtown/7.svg").status_code == 404


def _restate(officer: Client, approver: Client, entry: dict[str, str]) -> None:
    """State the homes of a later year, by two people."""
    said = {**entry, "address": "emissions_tco2e/homes", "period": "2025", "value": "3,900,000",
            "unit": "tCO2e"}  # fmt: skip
    answer = officer.post("/en/work/dreamtown/enter/", said)
    draft = str(answer["Location"])
    filed = officer.post(draft, {"says": "New."})
    approver.post(str(filed["Location"]), {"move": "approve"})


@pytest.mark.parametrize(
    ("language", "heading"), [("ko", "이 공시 발간본을 확인하는 방법"), ("en", "How to verify this edition")]
)
def test_an_edition_is_a_tagged_pdf_with_its_digest_and_a_code_to_its_data(
    officer: Client, approver: Client, language: str, heading: str
) -> None:
    published(officer, approver)
    answer = Client().get(f"/{language}/dreamtown/disclosure/editions/1.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.content
    reader = PdfReader(io.BytesIO(answer.content))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith(language)
    told = [text for tag, text in _tags(catalogue["/StructTreeRoot"]) if tag == "/Figure"]
    (edition,) = plans.editions("dreamtown", kind=plans.DISCLOSURE)
    assert len(told) == 1
    assert f"/disclosures/dreamtown/1.json#sha256={edition.facts_digest}" in told[0]
    text = "".join(page.extract_text() for page in reader.pages)
    assert heading.replace(" ", "") in text.replace(" ", "")
    # Whoever copies the digest gets it whole.
    assert edition.facts_digest in text


def _tags(tag: Any) -> Iterator[tuple[str, str]]:
    """Every tag below one, with the words that stand for it where it is a picture."""
    kids = tag.get("/K", [])
    for each in kids if isinstance(kids, list) else [kids]:
        kid = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(kid, dict) and "/S" in kid:
            yield str(kid["/S"]), str(kid.get("/Alt", ""))
            yield from _tags(kid)


def test_an_edition_is_printed_the_same_when_it_is_superseded(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    published(officer, approver)
    first = Client().get("/ko/dreamtown/disclosure/editions/1.pdf").content
    _restate(officer, approver, entry)
    published(officer, approver)
    keeping.forget()
    assert Client().get("/ko/dreamtown/disclosure/editions/1.pdf").content == first
    page = Client().get("/ko/dreamtown/disclosure/editions/").content.decode()
    assert "/ko/dreamtown/disclosure/editions/2.pdf" in page


def test_an_edition_that_is_none_is_not_printed() -> None:
    assert Client().get("/en/dreamtown/disclosure/editions/9.pdf").status_code == 404


def test_the_shelf_says_what_it_holds_how_the_first_is_made_and_where_the_reports_are(
    officer: Client, approver: Client
) -> None:
    shelf = "/en/dreamtown/disclosure/editions/"
    empty = Client().get(shelf).content.decode()
    assert "The first one is made together with the next edition of the annual report" in empty
    assert "No annual report has been published yet." in empty
    published(officer, approver)
    page = Client().get(shelf).content.decode()
    assert "Annual report, Edition 1" in page
    assert 'href="/en/dreamtown/reports/1/"' in page
    assert "No disclosure has been frozen yet" not in page
