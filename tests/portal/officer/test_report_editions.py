"""Editions of the annual report: signed and frozen like a disclosure, at every place, and compared."""

import hashlib
import io
import shutil
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
from dure.portal.data.reports.pages import edition_pdf
from tests.portal.officer.test_disclosures import _restate, _tags, published

SHELF = "/en/dreamtown/reports/editions"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No edition of an earlier test lies about, and no sheet of it."""
    for folder in ("editions", "reports"):
        shutil.rmtree(product.HOME / folder, ignore_errors=True)
    keeping.forget()


def kept() -> list[Path]:
    """The sheets that are kept."""
    return sorted((product.HOME / "reports").glob("*.pdf"))


def test_anybody_can_verify_a_report_of_a_place_that_does_not_disclose(
    officer: Client, approver: Client
) -> None:
    published(officer, approver)
    (edition,) = plans.editions("dreamtown")
    assert plans.editions("dreamtown", kind=plans.DISCLOSURE) == ()
    content = Client().get("/reports/dreamtown/1.json").content
    proof = Client().get("/reports/dreamtown/1.proof.json").json()
    assert hashlib.sha256(content).hexdigest() == edition.facts_digest == proof["sha256"]
    assert signing.verifies(content, signed=proof["signature"], public=proof["public_key"])
    assert Client().get("/reports/dreamtown/1.svg").content.startswith(b"<svg")
    assert Client().get("/reports/dreamtown/7.json").status_code == 404
    assert proof["signature"] in Client().get(f"{SHELF}/").content.decode()


@pytest.mark.parametrize(
    ("language", "heading"), [("ko", "이 보고서를 확인하는 방법"), ("en", "How to verify this report")]
)
def test_a_printed_report_has_its_digest_signature_and_a_code_to_its_data(
    officer: Client, approver: Client, language: str, heading: str
) -> None:
    published(officer, approver)
    printed_at_publication = kept()
    content = Client().get(f"/{language}/dreamtown/reports/1.pdf").content
    assert kept() == printed_at_publication
    reader = PdfReader(io.BytesIO(content))
    catalogue: Any = reader.trailer["/Root"]
    (edition,) = plans.editions("dreamtown")
    told = [text for tag, text in _tags(catalogue["/StructTreeRoot"]) if tag == "/Figure"]
    assert f"http://testserver/reports/dreamtown/1.json#sha256={edition.facts_digest}" in told[-1]
    text = "".join(page.extract_text() for page in reader.pages)
    assert heading.replace(" ", "") in text.replace(" ", "")
    assert frozen(edition).signature in text.replace("\n", "")
    draft = Client().get(f"/{language}/dreamtown/reports/draft.pdf").content
    sheets = PdfReader(io.BytesIO(draft)).pages
    assert heading.replace(" ", "") not in "".join(p.extract_text() for p in sheets).replace(" ", "")


def test_a_sheet_that_was_kept_before_reports_had_a_proof_stays_byte_for_byte(
    officer: Client, approver: Client
) -> None:
    published(officer, approver)
    (edition,) = plans.editions("dreamtown")
    for file in kept():
        file.unlink()
    without = edition_pdf(edition, language="ko")
    assert Client().get("/ko/dreamtown/reports/1.pdf").content == without


def test_the_frozen_data_stay_and_what_changed_is_shown(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    published(officer, approver)
    before = Client().get("/reports/dreamtown/1.json").content
    _restate(officer, approver, entry)
    published(officer, approver)
    assert Client().get("/reports/dreamtown/1.json").content == before
    shutil.rmtree(product.HOME / "editions")
    assert Client().get("/reports/dreamtown/1.json").content == before
    assert all(frozen(edition).matches for edition in plans.editions("dreamtown"))
    said = Client().get(f"{SHELF}.json").json()
    assert said["compared"] == [1, 2]
    (change,) = said["changes"]
    assert change["line"].startswith("figure/dreamtown/emissions_tco2e/homes")
    assert (change["before"], change["after"]["printed"]) == (None, "3,900,000")
    page = Client().get(f"{SHELF}/").content.decode()
    assert "superseded, still readable" in page
    differences = page[page.index('id="differences"') :]
    assert "Not in this edition" in differences
    assert "3,900,000 tCO₂e · 2025 · Actual" in differences
    assert "이 판에는 없음" in Client().get("/ko/dreamtown/reports/editions/").content.decode()
    assert Client().get(f"{SHELF}/?from=1&to=9").status_code == 404


def test_every_place_is_led_to_the_shelf_of_its_reports() -> None:
    for language in ("ko", "en"):
        page = Client().get(f"/{language}/dreamtown/reports/").content.decode()
        assert f'href="/{language}/dreamtown/reports/editions/"' in page
    assert "No annual report has been published yet." in Client().get(f"{SHELF}/").content.decode()
