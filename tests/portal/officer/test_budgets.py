"""A budget's season at the desk: brought, tagged, reviewed by another, adopted, seen by everybody."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from dure.grammar import read as packs_of
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as case_write
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from tests.portal.reading import data, page, rows
from tests.source import ROOT

WORK = "/en/work/dreamtown/budgets/"
YEAR = "2027/"
HEAD = "부서명,세부사업명,통계목,예산액(원)\n"
LINES = "교통과,전기차 구매 지원,보조금,{}\n건설과,도로 확장,시설비,{}\n복지과,기초연금,수혜금,2000\n"
PROPOSAL = HEAD + LINES.format(500, 900) + "합계,,,3400\n"
ADOPTED = HEAD + LINES.format(700, 600) + "합계,,,3300\n"
TAG = {"objective": "mitigation", "method": "qualitative", "why": "As the guideline has it."}
Answer = Any


@pytest.fixture(autouse=True)
def budgets(loaded: None, small_packs: Path) -> None:
    """The words of carbon-aware budgets beside those of the small pack."""
    system = next(one for one in packs_of(ROOT / "packs").systems if one.name == "carbon_budget")
    own = [kind for one in packs_of(small_packs).systems for kind in one.cases]
    case_write.load_kinds([*own, *system.cases])
    planning.load_budget_words([system.budget_words], factors={})


def bring(client: Client, text: str, *, stage: str = "proposed", **more: str) -> Answer:
    """Upload a file and follow to the look at it."""
    sent = {
        "year": "2027", "stage": stage, "unit": "", "source": "dream-plan",
        "file": SimpleUploadedFile("budget.csv", text.encode()), **more,
    }  # fmt: skip
    return client.post(WORK + "bring/", sent, follow=True)


def record(client: Client, text: str, *, stage: str = "proposed") -> Answer:
    """Upload a file, look, and record it."""
    looked = bring(client, text, stage=stage)
    return client.post(looked.redirect_chain[-1][0], follow=True)


def values(client: Client) -> dict[str, str]:
    """The tick boxes of the desk by the title of the line."""
    text = client.get(WORK + YEAR).content.decode()
    return {
        title: value for value, title in re.findall(r'name="line" value="([^"]+)" aria-label="([^"]+)"', text)
    }


def tag(client: Client, *titles: str, **said: str) -> Answer:
    """Tick lines and tag them."""
    ticks = values(client)
    return client.post(WORK + YEAR, {**TAG, **said, "line": [ticks[title] for title in titles]})


def move(client: Client, name: str, says: str = "") -> Answer:
    """Take a step of the assessment."""
    return client.post(WORK + YEAR + "review/", {"move": name, "says": says})


def sums(scheme: str, stage: str = "") -> dict[str, int]:
    """Won by class, as everybody reads them."""
    told = data(f"/en/dreamtown/budget/2027.json?scheme={scheme}&stage={stage}")
    return {each["class"]: each["krw"] for each in told["classes"] if each["krw"]}


def test_a_season_from_the_proposal_to_the_adoption(officer: Client, approver: Client) -> None:
    assert "3 lines" in record(officer, PROPOSAL).content.decode()
    assert data("/en/dreamtown/budget.json")["year"] is None
    assert tag(officer, "전기차 구매 지원", "도로 확장", direction="suggested").status_code == 302
    assert tag(officer, "기초연금", direction="neutral").status_code == 302
    book = plans.find_budget("dreamtown", year=2027)
    assert book is not None
    assert sorted((t.tag.direction, t.suggested_by) for t in book.tags.values()) == [
        ("cuts", "electric-vehicle"), ("emits", "road"), ("neutral", ""),
    ]  # fmt: skip
    assert move(officer, "submit").status_code == 302
    assert move(approver, "approve").status_code == 302
    assert sums("seoul-2023") == {"cut": 500, "emit": 900, "neutral": 2000}
    assert sums("eu-2021") == {"partial": 500, "none": 2900}
    record(officer, ADOPTED, stage="adopted")
    move(officer, "adopt", "The council adopted it.")
    assert sums("seoul-2023") == {"cut": 700, "emit": 600, "neutral": 2000}
    assert "2 lines changed." in page("/en/dreamtown/budget/2027/")
    listed = rows("/en/dreamtown/budget/2027.csv?scheme=seoul-2023")
    assert [row["class"] for row in listed] == ["cut", "emit", "neutral"]


def test_nobody_reviews_what_they_asked_to_be_reviewed(person: Any) -> None:
    both = person("dana", "officer", "approver")
    record(both, PROPOSAL)
    move(both, "submit")
    assert move(both, "approve").status_code == 422
    case = cases.find_case(plans.case_of("dreamtown", year=2027))
    assert case is not None
    assert case.state == "review"


def test_bad_rows_are_told_and_nothing_is_recorded(officer: Client) -> None:
    looked = bring(officer, PROPOSAL.replace("3400", "3401"))
    assert looked.status_code == 422
    assert "D5: the total of 3,401 won is 1 won above" in looked.content.decode()
    officer.post(looked.redirect_chain[-1][0])
    assert plans.budget_years("dreamtown") == ()
    wrong = officer.get(looked.redirect_chain[-1][0] + "wrong.csv").content.decode()
    assert "1 won above" in wrong


def test_the_official_total_is_compared(officer: Client) -> None:
    assert bring(officer, PROPOSAL, total_krw="3399").status_code == 422
    assert bring(officer, PROPOSAL, total_krw="3400").status_code == 200


def test_lines_are_not_tagged_while_they_are_reviewed(officer: Client) -> None:
    record(officer, PROPOSAL)
    ticks = values(officer)
    move(officer, "submit")
    refused = officer.post(WORK + YEAR, {**TAG, "direction": "cuts", "line": [ticks["도로 확장"]]})
    assert refused.status_code == 422
    assert "is not being assessed" in refused.content.decode()


def test_a_line_tagged_meanwhile_is_not_tagged_over(officer: Client) -> None:
    record(officer, PROPOSAL)
    ticks = values(officer)
    tag(officer, "도로 확장", direction="emits")
    late = officer.post(WORK + YEAR, {**TAG, "direction": "cuts", "line": [ticks["도로 확장"]]})
    assert late.status_code == 422
    assert "Somebody else has just tagged" in late.content.decode()


def test_a_line_without_a_suggestion_is_not_tagged_by_one(officer: Client) -> None:
    record(officer, HEAD + "건설과,알 수 없는 사업,시설비,5\n")
    refused = tag(officer, "알 수 없는 사업", direction="suggested")
    assert refused.status_code == 422
    book = plans.find_budget("dreamtown", year=2027)
    assert book is not None
    assert book.tags == {}


def test_an_approver_does_not_tag(officer: Client, approver: Client) -> None:
    record(officer, PROPOSAL)
    ticks = values(officer)
    answer = approver.post(WORK + YEAR, {**TAG, "direction": "cuts", "line": [ticks["도로 확장"]]})
    assert answer.status_code == 422


def test_an_adopted_budget_is_not_brought_before_the_council_has_it(officer: Client) -> None:
    record(officer, PROPOSAL)
    record(officer, ADOPTED, stage="adopted")
    book = plans.find_budget("dreamtown", year=2027)
    assert book is not None
    assert book.stages == ("proposed",)


def test_the_council_paper_is_a_tagged_pdf_and_the_same_twice(officer: Client) -> None:
    record(officer, PROPOSAL)
    first = officer.get(WORK + YEAR + "paper.pdf").content
    assert first.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in first
    assert officer.get(WORK + YEAR + "paper.pdf").content == first


def test_a_stranger_does_not_see_the_desk(person: Any) -> None:
    assert person("eva").get(WORK).status_code == 403


def test_a_whole_list_is_tagged_only_as_it_was_seen(officer: Client) -> None:
    record(officer, PROPOSAL)
    text = officer.get(WORK + YEAR + "?department=건설과").content.decode()
    [seen] = re.findall(r'name="seen" value="([^"]+)"', text)
    said = {**TAG, "whole": "on", "seen": seen}
    assert (
        officer.post(WORK + YEAR + "?department=건설과", {**said, "direction": "suggested"}).status_code
        == 422
    )
    assert officer.post(WORK + YEAR + "?department=건설과", {**said, "direction": "emits"}).status_code == 302
    late = officer.post(WORK + YEAR + "?department=건설과", {**said, "direction": "cuts"})
    assert "The list has changed since you saw it" in late.content.decode()
    book = plans.find_budget("dreamtown", year=2027)
    assert book is not None
    assert [given.tag.direction for given in book.tags.values()] == ["emits"]


@pytest.mark.parametrize(("language", "title"), [("ko", "예산"), ("en", "Paper to the council")])
def test_the_council_paper_is_titled_tagged_and_in_its_language(
    officer: Client, language: str, title: str
) -> None:
    record(officer, PROPOSAL)
    content = officer.get(WORK.replace("/en/", f"/{language}/") + YEAR + "paper.pdf").content
    reader = PdfReader(io.BytesIO(content))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == language
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert reader.metadata is not None
    assert title in str(reader.metadata.title)
