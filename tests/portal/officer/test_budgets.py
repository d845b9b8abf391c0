"""A budget's season at the desk: brought, tagged, reviewed by another, adopted, seen by everybody."""

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from dure.grammar import read as packs_of
from dure.grammar.books.budget_cells import MOST_ROWS
from dure.grammar.books.budget_shapes import UnitFactor
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as case_write
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from dure.portal.officer.budget_forms import BringForm
from tests.portal.reading import data, page, rows
from tests.source import ROOT

WORK = "/en/work/dreamtown/budgets/"
YEAR = "2027/"
HEAD = "부서명,세부사업명,통계목,예산액(원)\n"
LINES = "교통과,전기차 구매 지원,보조금,{}\n건설과,도로 확장,시설비,{}\n복지과,기초연금,수혜금,2000\n"
PROPOSAL = HEAD + LINES.format(500, 900) + "합계,,,3400\n"
ADOPTED = HEAD + LINES.format(700, 600) + "합계,,,3300\n"
STAGES = {
    "adopted": "Adopted budget", "supplementary": "Supplementary budget", "executed": "Execution",
    "settled": "Settlement",
}  # fmt: skip
TAG = {"objective": "mitigation", "method": "qualitative", "why": "As the guideline has it."}
CEILING = {"ceiling_tco2e": "90000", "reference_tco2e": "100000"}
MADE_UP = UnitFactor(
    "made-up-ev", Text("합성 전기차", "Invented cars"), Text("대", "car"), "cuts", Decimal("1.1"),
    Decimal("1.6"), Decimal(8), Decimal(12), Text("왜", "why"), "unknown", None, "dream-plan", "", False,
    True,
)  # fmt: skip
QUANTIFIED = {"direction": "cuts", "method": "quantified", "factor": "made-up-ev", "quantity": "50"}
Answer = Any


@pytest.fixture(autouse=True)
def budgets(loaded: None, small_packs: Path) -> None:
    """The words of carbon-aware budgets beside those of the small pack."""
    system = next(one for one in packs_of(ROOT / "packs").systems if one.name == "carbon_budget")
    own = [kind for one in packs_of(small_packs).systems for kind in one.cases]
    case_write.load_kinds([*own, *system.cases])
    planning.load_budget_words([system.budget_words], factors={"dreamtown": [MADE_UP]})


def bring(client: Client, text: str, *, stage: str = "proposed", **more: str) -> Answer:
    """Upload a file and follow to the look at it."""
    sent = {
        "year": "2027", "stage": stage, "unit": "", "source": "dream-plan",
        "file": SimpleUploadedFile("budget.csv", text.encode()), **more,
    }  # fmt: skip
    return client.post(WORK + "bring/", sent, follow=True)


def record(client: Client, text: str, *, stage: str = "proposed", **more: str) -> Answer:
    """Upload a file, look, and record it."""
    looked = bring(client, text, stage=stage, **more)
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


def test_a_total_whose_parts_cannot_all_be_read_is_not_said_to_be_compared(officer: Client) -> None:
    spoiled = bring(officer, PROPOSAL.replace("3400", "3401").replace("2000", "-2000")).content.decode()
    assert "was compared with its parts" not in spoiled
    assert "1 total in the file was compared with its parts" in bring(officer, PROPOSAL).content.decode()


def test_the_official_total_is_compared(officer: Client) -> None:
    assert bring(officer, PROPOSAL, total_krw="3399").status_code == 422
    assert bring(officer, PROPOSAL, total_krw="3400").status_code == 200


def test_thousands_of_lines_are_counted_with_their_thousands_apart(officer: Client) -> None:
    many = "".join(f"교통과,사업 {number},시설비,7\n" for number in range(1_234))
    assert "1,234 lines, KRW 8,638 in all." in bring(officer, HEAD + many).content.decode()


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


@pytest.mark.parametrize(
    ("stage", "first"),
    [
        ("adopted", "First bring the proposal, ask for its review"),
        ("supplementary", "First bring the adopted budget"),
        ("executed", "First bring the adopted budget and record its adoption"),
        ("settled", "First bring the execution and record it"),
    ],
)
def test_a_stage_brought_too_early_is_refused_and_told_what_comes_first(
    officer: Client, stage: str, first: str
) -> None:
    record(officer, PROPOSAL)
    looked = bring(officer, ADOPTED, stage=stage)
    assert looked.status_code == 422
    assert first in looked.content.decode()
    assert "Record this budget" not in looked.content.decode()
    refused = officer.post(looked.redirect_chain[-1][0])
    assert refused.status_code == 422
    assert f'role="alert"><p><strong>Not recorded: {STAGES[stage]} of 2027.' in refused.content.decode()
    assert first in refused.content.decode()
    book = plans.find_budget("dreamtown", year=2027)
    assert book is not None
    assert book.stages == ("proposed",)


def test_no_step_is_recorded_before_its_stage_is_brought(officer: Client, approver: Client) -> None:
    record(officer, PROPOSAL)
    move(officer, "submit")
    move(approver, "approve")
    for stage, name in (("adopted", "adopt"), ("executed", "execute")):
        assert 'name="move" value="' + name not in officer.get(WORK + YEAR + "review/").content.decode()
        refused = move(officer, name, "It was so decided.")
        assert refused.status_code == 422
        assert "Bring" in refused.content.decode()
        assert "file" in refused.content.decode()
        record(officer, ADOPTED, stage=stage)
        assert move(officer, name, "It was so decided.").status_code == 302
    assert move(approver, "settle").status_code == 422
    record(officer, ADOPTED, stage="settled")
    assert move(approver, "settle").status_code == 302


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


def paper_words(client: Client) -> str:
    """The words of the council's paper, on one line."""
    reader = PdfReader(io.BytesIO(client.get(WORK + YEAR + "paper.pdf").content))
    return " ".join(" ".join(each.extract_text().split()) for each in reader.pages)


def test_the_paper_says_first_what_is_untagged_and_the_review_leads_to_the_lines(officer: Client) -> None:
    record(officer, PROPOSAL)
    told = paper_words(officer)
    assert told.index("not tagged yet") < told.index("How much it cuts is not known")
    assert f'href="{WORK + YEAR}">All lines</a>' in officer.get(WORK + YEAR + "review/").content.decode()


def test_what_rests_on_a_made_up_factor_is_marked_wherever_it_shows(
    officer: Client, approver: Client
) -> None:
    record(officer, PROPOSAL, **CEILING)
    assert tag(officer, "전기차 구매 지원", **QUANTIFIED).status_code == 302
    told = "rest on made-up unit factors: Invented cars"
    assert told in officer.get(WORK + YEAR + "review/").content.decode()
    printed = paper_words(officer)
    assert told in printed
    assert "55 – 80 tCO₂e (made up)" in printed
    move(officer, "submit")
    move(approver, "approve")
    text = page("/en/dreamtown/budget/2027/")
    assert told in text
    cards = text[text.index("budget-sums") : text.index("</dl>")]
    assert cards.count("Made-up data") == 2
    listed = rows("/en/dreamtown/budget/2027.csv")
    assert [row["synthetic"] for row in listed] == ["yes", "no", "no"]
    shown = data("/en/dreamtown/budget/2027.json")
    assert (shown["synthetic"], shown["cut_made_up"], shown["added_made_up"]) == (False, True, False)


def test_a_ceiling_is_neither_kept_nor_missed_while_nothing_is_tagged(officer: Client) -> None:
    record(officer, PROPOSAL, **CEILING)
    text = officer.get(WORK + YEAR + "review/").content.decode()
    assert "whether the ceiling holds is unknown" in text
    assert "miss the ceiling" not in text
    tag(officer, "전기차 구매 지원", **QUANTIFIED)
    text = officer.get(WORK + YEAR + "review/").content.decode()
    assert "2 lines of KRW 2,900 have no tonnes yet and may still change this" in text
    tag(officer, "기초연금", "도로 확장", direction="neutral")
    assert "Even at best the measures" in officer.get(WORK + YEAR + "review/").content.decode()


def test_a_ceiling_left_blank_is_carried_over_and_said_so(officer: Client, approver: Client) -> None:
    record(officer, PROPOSAL, **CEILING)
    move(officer, "submit")
    move(approver, "approve")
    looked = bring(officer, ADOPTED, stage="adopted")
    assert "that of the Proposal is carried over: 90,000 tCO₂e" in looked.content.decode()
    officer.post(looked.redirect_chain[-1][0])
    move(officer, "adopt", "The council adopted it.")
    told = data("/en/dreamtown/budget/2027.json")
    assert (told["stage"], told["ceiling_tco2e"], told["ceiling_gap_tco2e"]) == ("adopted", "90000", None)
    assert "The year's emission ceiling" in page("/en/dreamtown/budget/2027/")


def test_overspending_is_told_before_it_is_recorded_and_on_every_page(
    officer: Client, approver: Client
) -> None:
    record(officer, PROPOSAL)
    tag(officer, "전기차 구매 지원", "도로 확장", direction="suggested")
    move(officer, "submit")
    move(approver, "approve")
    record(officer, ADOPTED, stage="adopted")
    move(officer, "adopt", "The council adopted it.")
    spent = HEAD + LINES.format(800, 700)
    looked = bring(officer, spent, stage="executed")
    said = "Execution: 2 lines were overspent by KRW 200 in all."
    assert said in looked.content.decode()
    officer.post(looked.redirect_chain[-1][0])
    move(officer, "execute", "It is spent.")
    assert said in page("/en/dreamtown/budget/2027/")
    record(officer, spent, stage="settled")
    move(approver, "settle")
    text = page("/en/dreamtown/budget/2027/")
    assert "More than the budget was spent: overspent by KRW 200 (106.1%)." in text
    assert "overspent by KRW 100" in text
    assert "-100" not in text
    assert (
        "The whole budget was overspent by KRW 200." in officer.get(WORK + YEAR + "review/").content.decode()
    )


def test_the_names_of_lines_have_room_where_nothing_is_ticked(officer: Client) -> None:
    record(officer, PROPOSAL)
    assert officer.get(WORK + YEAR).content.decode().count('class="pick"') == 4
    move(officer, "submit")
    assert 'class="pick"' not in officer.get(WORK + YEAR).content.decode()


def test_undetermined_lines_are_counted_apart_from_those_without_a_class(
    officer: Client, approver: Client
) -> None:
    record(officer, PROPOSAL)
    tag(officer, "도로 확장", direction="undetermined")
    tag(officer, "기초연금", direction="neutral")
    move(officer, "submit")
    move(approver, "approve")
    assert sums("daedeok-2022") == {"no-class": 2000, "undetermined-line": 900, "untagged": 500}


def test_the_council_paper_says_what_is_known_and_what_not_in_sentences_of_their_own(
    officer: Client,
) -> None:
    record(officer, PROPOSAL)
    tag(officer, "전기차 구매 지원", **QUANTIFIED)
    said = paper_words(officer)
    assert "Where tonnes are known it cuts 55 – 80 tCO₂e (made up) a year." in said
    assert "How much it adds is not known for any line." in said
    assert "adds unknown" not in said


def test_a_line_that_emits_is_not_suggested_as_mitigation() -> None:
    rules = plans.suggestion_rules()
    assert {rule.objective for rule in rules if rule.direction == "emits"} == {"none"}


def test_the_form_names_the_number_of_lines_that_is_read() -> None:
    assert f"up to {MOST_ROWS:,} lines" in str(BringForm(year=2026).fields["file"].help_text)
