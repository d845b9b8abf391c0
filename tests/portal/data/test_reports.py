"""A report says the same as its page and JSON, stays what it was, and is printed again byte for byte."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from dure.grammar import read
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as deciding
from dure.kernel.observations import write as observing
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as publishing
from dure.kernel.runs import write as running
from dure.kernel.things import read as things
from dure.portal import keeping
from dure.portal.blocks import table as table_block
from dure.portal.data.reports import NoSuchPlace, facts, facts_digest, printing, sentences
from dure.portal.data.reports.gathering import gathered
from dure.portal.data.reports.pages import draft_of, edition_pdf
from dure.portal.data.reports.wording import told
from dure.portal.settings import SHIPPED_PACKS
from tests.portal.test_words import _translated

PLACE = "daegu"
WITH_FINDINGS = "jeju"
LOADED_AT = datetime(2026, 11, 2, tzinfo=UTC)
PUBLISHED_AT = LOADED_AT + timedelta(days=1)
LATER = LOADED_AT + timedelta(days=30)
ON = date(2026, 11, 3)


def quiet(*_words: object) -> None:
    """Nobody listens to how far loading has come."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The shipped packs of two places and what they are part of, taken back after the last test."""
    packs = read(SHIPPED_PACKS)
    wanted = {PLACE, WITH_FINDINGS, "korea", "world"}
    few = replace(packs, places=tuple(place for place in packs.places if place.id in wanted))
    with django_db_blocker.unblock(), transaction.atomic():
        running.load(few, code_version="test", at=LOADED_AT, tell=quiet)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Pages answer afresh: what a test takes back would look like nothing new."""
    keeping.forget()


@pytest.fixture
def edition(loaded: None, db: None) -> plans.Edition:
    """The first edition of a place."""
    return publish(PLACE)


def publish(place: str) -> plans.Edition:
    """Publish what is recorded, as an officer's verb would."""
    digests = (facts_digest(facts(place, recorded_by=PUBLISHED_AT)), "p" * 64)
    why = Text("첫 보고서", "The first report")
    return publishing.publish_edition(
        place, digests=digests, code_version="test", case="edition/1", why=why, at=PUBLISHED_AT
    )


def record_later(place: str = PLACE) -> None:
    """Something that nobody knew when the edition was published."""
    said = observing.Statement(
        place=place, address="emissions_tco2e", period="2024", mark="observed", printed="7.77", unit="MtCO2e",
        value=Decimal(7_770_000), step=Decimal(10_000),
        valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31),
        published_on=date(2026, 11, 20), source="daegu-2021-12", locator="41",
    )  # fmt: skip
    observing.record([said], origin="officer", by="somebody", at=LATER)


def printed(place: str, language: str) -> tuple[bytes, printing.Imprint]:
    """A draft of a place as PDF."""
    found = things.find_place(place)
    assert found is not None
    with translation.override(language):
        issue = draft_of(found, on=ON)
        return printing.pdf(told(issue.known, on=ON), issue.imprint), issue.imprint


def text_of(content: bytes) -> str:
    """The words of a PDF, without the breaks of its lines."""
    sheets = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in sheets))


def bare(words: str) -> str:
    """Words as text_of gives them."""
    return re.sub(r"\s+", "", words)


@pytest.mark.django_db
def test_the_facts_of_the_same_records_have_the_same_digest(loaded: None) -> None:
    now = facts(PLACE, recorded_by=None)
    assert facts_digest(now) == facts_digest(facts(PLACE, recorded_by=PUBLISHED_AT))
    assert re.fullmatch("[0-9a-f]{64}", facts_digest(now))


@pytest.mark.django_db
def test_the_facts_do_not_depend_on_the_day_the_packs_were_loaded(loaded: None) -> None:
    assert str(LOADED_AT.date()) not in str(facts(PLACE, recorded_by=None))
    assert str(LOADED_AT.date()) not in str(facts(WITH_FINDINGS, recorded_by=None))


@pytest.mark.django_db
def test_there_are_no_facts_of_a_place_that_is_not_there(loaded: None) -> None:
    with pytest.raises(NoSuchPlace):
        facts("nowhere", recorded_by=None)


@pytest.mark.django_db
def test_nothing_is_known_before_it_was_recorded(loaded: None) -> None:
    before = facts(PLACE, recorded_by=LOADED_AT - timedelta(days=1))
    assert (before["figures"], before["plans"], before["findings"]) == ([], [], [])
    assert before["council"] == {"bodies": [], "cases": []}


@pytest.mark.django_db
def test_a_figure_recorded_later_changes_the_draft_and_not_the_edition(edition: plans.Edition) -> None:
    old = edition_pdf(edition, language="ko")
    record_later()
    assert facts_digest(facts(PLACE, recorded_by=edition.recorded_by)) == edition.facts_digest
    assert facts_digest(facts(PLACE, recorded_by=None)) != edition.facts_digest
    for file in (settings.HOME / "reports").glob("*.pdf"):
        file.unlink()
    assert edition_pdf(edition, language="ko") == old


@pytest.mark.django_db
def test_a_decision_recorded_later_is_not_in_the_edition(loaded: None) -> None:
    edition = publish(WITH_FINDINGS)
    case = cases.cases(place=WITH_FINDINGS, kind="finding")[0]
    officer = deciding.Actor("somebody", "Somebody", frozenset({"officer"}))
    deciding.take(case.id, move="accept", by=officer, at=LATER, says=Text("확인했습니다.", "Checked."))
    assert facts_digest(facts(WITH_FINDINGS, recorded_by=edition.recorded_by)) == edition.facts_digest
    decided = [f for f in facts(WITH_FINDINGS, recorded_by=None)["findings"] if f["state"] == "accepted"]
    assert [step["says"]["en"] for f in decided for step in f["decisions"]] == ["Checked."]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pdf_is_tagged_titled_and_in_its_language(loaded: None, language: str) -> None:
    content, _imprint = printed(PLACE, language)
    reader = PdfReader(io.BytesIO(content))
    catalogue: Any = reader.trailer["/Root"].get_object()
    assert catalogue["/Lang"] == language
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    title = "대구광역시 탄소중립 계획 연차보고서" if language == "ko" else "carbon neutrality plan of Daegu"
    assert reader.metadata is not None
    assert title in str(reader.metadata.title)
    assert len(reader.outline) > 6
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
def test_pdf_page_and_json_say_the_same_numbers(loaded: None, client: Client, language: str) -> None:
    content, imprint = printed(PLACE, language)
    in_pdf = text_of(content)
    html = unescape(client.get(f"/{language}/{PLACE}/reports/draft/").content.decode())
    data = client.get(f"/{language}/{PLACE}/reports/draft.json").json()
    assert data["facts_digest"] == imprint.facts_digest
    assert imprint.facts_digest in in_pdf
    said = {figure["address"] for figure in data["facts"]["figures"]}
    found = things.find_place(PLACE)
    assert found is not None
    known = gathered(found, recorded_by=None)
    assert said == {figure.full_address for figure in known.standing}
    with translation.override(language):
        report = told(known, on=ON)
    tables = [report.path_table, report.path_years, report.others, *report.inventory]
    tables += [each.table for each in report.measures]
    for table in filter(None, tables):
        for row in table_block.drawn(table, language=language):
            for cell in row:
                assert bare(cell.text) in in_pdf
                assert cell.text in html
                if cell.mark:
                    with translation.override(language):
                        assert bare(str(cell.mark.word)) in in_pdf


@pytest.mark.django_db
def _every_text(said: object) -> Iterator[str]:
    """Every text that nested data show; the names of marks are for the template."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for key, each in said.items():
            yield from _every_text(each) if key != "name" else ()
    elif isinstance(said, list):
        for each in said:
            yield from _every_text(each)


@pytest.mark.django_db
def test_what_is_stated_of_an_inventory_stands_in_its_own_chapter(loaded: None) -> None:
    found = things.find_place(PLACE)
    assert found is not None
    known = gathered(found, recorded_by=None)
    of = replace(
        known.standing[0], address="gpc_total_tco2e/basic", id=0, mark="synthetic", value=Decimal("1397195.5")
    )
    sector = replace(of, address="gpc_sector_tco2e/waste", id=-1)
    share = replace(of, address="inventory_completeness_percent", id=-2, value=Decimal(98))
    with translation.override("en"):
        report = told(replace(known, standing=(*known.standing, of, sector, share)), on=ON)
        html = [" ".join(cell.text for cell in row) for table in report.inventory for row in table.rows]
    assert [table.caption for table in report.inventory] == [
        "Totals: BASIC, BASIC+, territorial",
        "Emissions by sector",
        "Completeness and quality",
    ]
    assert len(html) == 3
    assert {of.id, sector.id, share.id}.isdisjoint(
        {f.id for f in replace(known, standing=(*known.standing, of, sector, share)).others}
    )


@pytest.mark.django_db
@pytest.mark.parametrize("place", [PLACE, WITH_FINDINGS])
def test_a_korean_report_has_no_english_words_of_the_product(loaded: None, place: str) -> None:
    found = things.find_place(place)
    assert found is not None
    with translation.override("ko"):
        issue = draft_of(found, on=ON)
        texts = set(_every_text(json.loads(printing.words(told(issue.known, on=ON), issue.imprint))))
    english = {key for _room, key, words in _translated() if key not in words}
    assert texts & english == set()


def test_every_source_of_the_report_is_in_its_numbered_list(loaded: None) -> None:
    found = things.find_place(WITH_FINDINGS)
    assert found is not None
    with translation.override("en"):
        report = told(gathered(found, recorded_by=None), on=ON)
    named = {doubt.where for doubt in report.doubts} | {plan.where for plan in report.plans}
    numbers = {int(number) for words in named for number in re.findall(r"\[(\d+)\]", words)}
    assert numbers <= {source.number for source in report.sources}
    assert all(source.lines for source in report.sources)


@pytest.mark.django_db
def test_counted_empty_places_are_drawn_and_counted_in_words(loaded: None) -> None:
    content, _imprint = printed(PLACE, "en")
    assert bare("10 places not named by the document") in text_of(content)


@pytest.mark.django_db
def test_two_processes_print_the_same_bytes(loaded: None, tmp_path: Path) -> None:
    found = things.find_place(PLACE)
    assert found is not None
    with translation.override("ko"):
        issue = draft_of(found, on=ON)
        said = printing.words(told(issue.known, on=ON), issue.imprint)
    code = (
        "import sys, datetime, django; django.setup();"
        "from dure.portal.data.reports.printing import typeset;"
        "sys.stdout.buffer.write(typeset(sys.stdin.read(), on=datetime.date(2026, 11, 3)))"
    )
    own = {"DURE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "dure.portal.settings", "PYTHONPATH": "src"}
    other = subprocess.run(
        [sys.executable, "-c", code], input=said.encode(), capture_output=True, check=True,
        env={**os.environ, **own, "TZ": "America/New_York", "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert other.stdout == printing.typeset(said, on=ON)


@pytest.mark.django_db
def test_ages_of_an_edition_count_from_its_own_day(edition: plans.Edition, client: Client) -> None:
    found = things.find_place(PLACE)
    assert found is not None
    known = gathered(found, recorded_by=edition.recorded_by)
    with translation.override("en"):
        then = told(known, on=edition.published_on).sources[0].about
        years_later = told(known, on=date(2036, 11, 3)).sources[0].about
    assert then != years_later
    page = client.get(f"/en/{PLACE}/reports/{edition.number}/").content.decode()
    assert then in unescape(page)


@pytest.mark.django_db
def test_the_list_names_every_edition_and_the_draft(edition: plans.Edition, client: Client) -> None:
    page = client.get(f"/en/{PLACE}/reports/").content.decode()
    assert "Edition 1" in page
    assert f'href="/en/{PLACE}/reports/1.pdf"' in page
    assert "The first report" in page
    assert f'href="/en/{PLACE}/reports/draft/"' in page
    assert (
        client.get(f"/en/{PLACE}/reports.json").json()["editions"][0]["facts_digest"] == edition.facts_digest
    )


@pytest.mark.django_db
def test_an_edition_is_a_page_json_and_pdf(edition: plans.Edition, client: Client) -> None:
    page = client.get(f"/ko/{PLACE}/reports/1/")
    assert "제1판입니다" in page.content.decode()
    data = client.get(f"/ko/{PLACE}/reports/1.json").json()
    assert data["matches"]
    assert facts_digest(data["facts"]) == edition.facts_digest
    answer = client.get(f"/ko/{PLACE}/reports/1.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    again = client.get(f"/ko/{PLACE}/reports/1.pdf", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.post(f"/ko/{PLACE}/reports/1.pdf").status_code in {403, 405}


@pytest.mark.django_db
def test_a_draft_says_that_it_is_one(loaded: None, client: Client) -> None:
    assert "A draft, not published" in client.get(f"/en/{PLACE}/reports/draft/").content.decode()
    answer = client.get(f"/en/{PLACE}/reports/draft.pdf")
    assert "Adraft,notpublished" in text_of(answer.content)


@pytest.mark.django_db
def test_a_draft_is_gathered_once_while_nothing_is_recorded(
    loaded: None,
    client: Client,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    first = client.get(f"/en/{PLACE}/reports/draft.pdf").content
    with django_assert_max_num_queries(8):
        assert client.get(f"/en/{PLACE}/reports/draft.pdf?again").content == first


@pytest.mark.django_db
def test_of_drafts_only_the_last_is_kept(loaded: None, client: Client) -> None:
    client.get(f"/en/{PLACE}/reports/draft.pdf")
    record_later()
    client.get(f"/en/{PLACE}/reports/draft.pdf")
    kept = (settings.HOME / "reports").glob(f"draft-{PLACE}-en-*.pdf")
    assert len(list(kept)) == 1


@pytest.mark.django_db
def test_an_edition_whose_facts_cannot_be_found_again_says_so(loaded: None, client: Client) -> None:
    publishing.publish_edition(
        PLACE, digests=("0" * 64, "p" * 64), code_version="old", case="", why=Text("", ""), at=PUBLISHED_AT
    )
    page = client.get(f"/en/{PLACE}/reports/1/").content.decode()
    assert "no longer give the facts that this edition was published with" in page
    assert 'class="note error"' in page
    assert not client.get(f"/en/{PLACE}/reports/1.json").json()["matches"]
    in_pdf = text_of(client.get(f"/en/{PLACE}/reports/1.pdf").content)
    assert bare("no longer give the facts that this edition was published with") in in_pdf


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["nowhere/reports/", "daegu/reports/7/", "daegu/reports/7.pdf", "nowhere/reports/draft.pdf"]
)
def test_a_report_that_is_not_there_is_not_found(loaded: None, client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.django_db
def test_made_up_data_are_marked_on_every_sheet(loaded: None) -> None:
    said = observing.Statement(
        place=PLACE, address="emissions_tco2e", period="2023", mark="synthetic", printed="8", unit="MtCO2e",
        value=Decimal(8_000_000), step=None, valid_from=date(2023, 1, 1), valid_to=date(2023, 12, 31),
        published_on=None, source="daegu-2021-12", locator="1",
    )  # fmt: skip
    observing.record([said], origin="pack", by="", at=LATER)
    content, _imprint = printed(PLACE, "en")
    sheets = PdfReader(io.BytesIO(content)).pages
    assert all("MADE-UPDATA" in bare(page.extract_text()) for page in sheets)


def test_findings_are_counted_in_both_languages() -> None:
    none = sentences.findings_sentence(waiting=0, decided=0)
    assert none.en == "The checks found no figures that contradict each other."
    some = sentences.findings_sentence(waiting=1, decided=2)
    assert "3건" in some.ko
    assert "3 figures that something contradicts. 1 waits for a decision. 2 have been decided" in some.en


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", ["accessibility", "help"])
def test_the_service_says_how_accessible_it_is_and_how_to_read_it(
    client: Client, name: str, language: str
) -> None:
    page = client.get(f"/{language}/{name}/")
    assert page.status_code == 200
    assert ("WCAG" in page.content.decode()) == (name == "accessibility")
    assert client.get(f"/{language}/{name}.json").json()["parts"]
    assert f'href="/{language}/{name}/"' in client.get(f"/{language}/").content.decode()
