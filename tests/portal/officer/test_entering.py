"""Entering a figure, filing it, and the second pair of eyes."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.models import Source
from dure.portal.officer.forms import measured_in

ENTER = "/en/work/dreamtown/enter/"
Person = Callable[..., Client]
NEW_DOCUMENT = {
    "source": "+",
    "new-id": "town-report-2025",
    "new-title_ko": "꿈마을 연차보고서",
    "new-title_en": "Yearly report of Dreamtown",
    "new-publisher_ko": "꿈마을",
    "new-publisher_en": "Dreamtown",
    "new-published_on": "2025-06",
    "new-kind": "document",
    "new-url": "",
    "new-licence": "unknown",
}


def filed(client: Client, entry: dict[str, str]) -> str:
    """Enter and file a figure; the address of its review."""
    answer = client.post(ENTER, entry)
    assert answer.status_code == 302, answer.content.decode()
    answer = client.post(answer["Location"], {"says": "The yearly report has come."})
    assert answer.status_code == 302
    return str(answer["Location"])


def standing() -> observations.Figure | None:
    """The town's emissions of 2024 as they stand."""
    return observations.find_figure("dreamtown", address="emissions_tco2e", period="2024")


def test_a_figure_is_public_after_another_person_approved_it(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    review = filed(officer, entry)
    assert standing() is None
    page = approver.get(review).content.decode()
    assert "8,430,000 tCO₂e" in page
    assert "The yearly report has come." in page
    answer = approver.post(review, {"move": "approve", "says": ""}, follow=True)
    assert "Approved and published." in answer.content.decode()
    figure = standing()
    assert figure is not None
    assert (str(figure.value), figure.printed) == ("8430000", "8.43")
    assert (figure.source, figure.locator, figure.by) == ("dream-plan", "p. 7", "p-bora")


def test_who_entered_and_who_approved_stand_on_the_figure(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    approver.post(filed(officer, entry), {"move": "approve"})
    address = "dreamtown/emissions_tco2e@2024:observed"
    for language, entered_by, first, second in (
        ("en", "Entered by", "Officer ara, ", "Officer bora, "),
        ("ko", "입력", "ara 주무관, ", "bora 주무관, "),
    ):
        page = Client().get(f"/{language}/figures/{address}/").content.decode()
        entered = page.index(entered_by)
        assert entered < page.index(first, entered) < page.index(second, entered)
    said = Client().get(f"/en/figures/{address}.json").json()["filing"]
    assert (said["entered_by"], said["approved_by"]) == ("ara 주무관", "bora 주무관")


def test_what_was_seen_after_its_document_came_out_is_refused(officer: Client, entry: dict[str, str]) -> None:
    answer = officer.post(ENTER, {**entry, "period": "2026"})
    assert answer.status_code == 422
    assert "2026 is later than its document" in answer.content.decode()


@pytest.mark.parametrize(("value", "is_far"), [("8.43", False), ("84.3", True), ("0.843", True)])
def test_a_value_far_from_the_last_known_one_is_asked_about(
    officer: Client, entry: dict[str, str], value: str, is_far: bool
) -> None:
    page = officer.post(ENTER, {**entry, "value": value}, follow=True).content.decode()
    assert "(2018)" in page
    assert ("1 figure lies far from the last known value." in page) == is_far


def test_a_value_ten_times_the_last_one_needs_a_reason_and_the_approver_reads_it_first(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    draft = str(officer.post(ENTER, {**entry, "value": "843"})["Location"])
    answer = officer.post(draft, {"says": " "})
    assert answer.status_code == 422
    assert "if it is right, say why." in answer.content.decode()
    review = str(officer.post(draft, {"says": "The port was added."})["Location"])
    page = approver.get(review).content.decode()
    told = page.index("1 value is more than ten times the last known one")
    assert told < page.index("The reason given: “The port was added.”") < page.index('value="approve"')


def test_what_follows_is_reckoned_after_approval(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    answer = approver.post(filed(officer, entry), {"move": "approve"}, follow=True)
    said = "Reckoned again. New results: 1. Findings new or changed: 1."
    assert said in answer.content.decode()
    found = cases.cases(place="dreamtown", kind="finding", subject="dreamtown/emissions_tco2e@2024:observed")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Whoever took the last step cannot take this one. Another person has to look at it."),
        ("ko", "앞 단계를 처리한 사람은 이 단계를 처리할 수 없습니다. 다른 담당자가 확인해야 합니다."),
    ],
)
def test_nobody_approves_what_they_filed(
    person: Person, entry: dict[str, str], language: str, sentence: str
) -> None:
    both = person("dara", "officer", "approver")
    review = filed(both, entry).replace("/en/", f"/{language}/")
    assert sentence in both.get(review).content.decode()
    answer = both.post(review, {"move": "approve", "says": ""})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert standing() is None


def test_a_second_approval_hears_that_the_first_was_there(
    officer: Client, person: Person, entry: dict[str, str]
) -> None:
    review = filed(officer, entry)
    first, second = person("bora", "approver"), person("chan", "approver")
    assert first.post(review, {"move": "approve"}).status_code == 302
    answer = second.post(review, {"move": "approve"})
    assert answer.status_code == 422
    said = "This cannot be done while the case is “Approved”. Reload the page to see where it stands."
    assert said in answer.content.decode()
    assert len(observations.statements("dreamtown", address="emissions_tco2e", period="2024")) == 1


def test_sending_back_needs_a_reason_and_keeps_it(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    review = filed(officer, entry)
    answer = approver.post(review, {"move": "return", "says": ""})
    assert answer.status_code == 422
    assert "Say why: this step is kept together with its reason." in answer.content.decode()
    assert 'href="#id_says"' in answer.content.decode()
    approver.post(review, {"move": "return", "says": "The page is wrong."})
    case = cases.cases(place="dreamtown", kind="figure_review")[0]
    assert (case.state, case.steps[-1].says.en) == ("returned", "The page is wrong.")
    assert standing() is None


def test_what_was_sent_back_can_be_filed_again(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    first = filed(officer, entry)
    approver.post(first, {"move": "return", "says": "Look again."})
    second = filed(officer, entry)
    assert first != second
    assert approver.post(second, {"move": "approve"}).status_code == 302
    assert standing() is not None


def test_the_same_figure_is_filed_once(officer: Client, entry: dict[str, str]) -> None:
    review = filed(officer, entry)
    answer = officer.post(ENTER, entry, follow=True)
    page = answer.content.decode()
    assert "These figures were filed already." in page
    assert f'href="{review}"' in page
    draft = answer.redirect_chain[-1][0]
    officer.post(draft, {"says": ""})
    assert len(cases.cases(place="dreamtown", kind="figure_review")) == 1


def test_the_preview_compares_with_what_stands(officer: Client, entry: dict[str, str]) -> None:
    answer = officer.post(ENTER, {**entry, "period": "2018", "value": "9"}, follow=True)
    page = answer.content.decode()
    assert "9,430,000 tCO₂e" in page
    assert "−4.6 %" in page
    answer = officer.post(
        ENTER, {**entry, "address": "emissions_tco2e/cars", "period": "2025", "value": "3"}, follow=True
    )
    assert "−25.0 %" in answer.content.decode()


BAD = [
    ("value", "8.43m", "“8.43m” is not a number as it should be written.",
     "“8.43m”: 숫자로 읽을 수 없습니다."),
    ("period", "last year", "“last year” is not a period.", "“last year”: 기간이 아닙니다."),
    ("period", "2099", "2099 is later than its document (", "2099: 실적·추정인데 발행일이"),
    ("value", "=1+1", "The cell “=1+1” begins like a formula.", "수식처럼 시작하는 칸입니다: “=1+1”."),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    officer: Client, entry: dict[str, str], bad: tuple[str, str, str, str]
) -> None:
    field, typed, english, korean = bad
    wrong = {**entry, field: typed, "note": "Typed at length."}
    for language, sentence in (("en", english), ("ko", korean)):
        answer = officer.post(ENTER.replace("/en/", f"/{language}/"), wrong)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.count(sentence) == 2
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}_error"' in page
        assert "Typed at length." in page
        assert f'value="{typed}"' in page


def test_everything_wrong_in_a_form_is_told_at_once(officer: Client, entry: dict[str, str]) -> None:
    page = officer.post(ENTER, {**entry, "value": "=1+1", "source": "", "locator": ""}).content.decode()
    for field in ("value", "source", "locator"):
        assert f'id="id_{field}_error"' in page


@pytest.mark.parametrize(
    ("unit", "shows", "korean", "english"),
    [
        ("tCO2e", "MtCO2e", " (tCO₂e)", " (tCO₂e)"),
        ("1", "grade", " (등급)", " (grade)"),
        ("1", "times", " (배)", " (times)"),
        ("1", "people", " (명)", " (people)"),
        ("percent", "percent", " (%)", " (%)"),
        ("1", "1", "", ""),
    ],
)
def test_a_title_in_the_list_says_what_it_is_measured_in(
    unit: str, shows: str, korean: str, english: str
) -> None:
    kind = observations.Kind("any", "plan", Text("", ""), Text("", ""), unit, shows, None, ())
    for language, said in (("ko", korean), ("en", english)):
        with translation.override(language):
            assert measured_in(kind) == said


def test_a_form_takes_only_units_that_convert(officer: Client, entry: dict[str, str]) -> None:
    page = officer.get(f"{ENTER}?address=emissions_tco2e").content.decode()
    assert '<option value="ktCO2e"' in page
    assert '<option value="MWh"' not in page
    answer = officer.post(ENTER, {**entry, "unit": "MWh"})
    assert answer.status_code == 422


def test_a_new_document_enters_the_catalogue_when_its_figure_is_filed(
    officer: Client, entry: dict[str, str]
) -> None:
    answer = officer.post(ENTER, entry | NEW_DOCUMENT)
    assert answer.status_code == 302, answer.content.decode()
    assert observations.find_source("town-report-2025") is None
    officer.post(answer["Location"], {"says": ""})
    source = observations.find_source("town-report-2025")
    assert source is not None
    assert (source.title.en, source.by) == ("Yearly report of Dreamtown", "p-ara")
    assert Source.objects.get(id="town-report-2025").recorded_at is not None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("new-id", "Town Report", "is not made of small letters, digits and hyphens."),
        ("new-id", "dream-plan", "A document with this id is in the catalogue."),
        ("new-published_on", "spring", "Published on is “spring”, not a day."),
        ("new-title_en", "", "This field is required."),
    ],
)
def test_a_new_document_is_described_whole(
    officer: Client, entry: dict[str, str], field: str, typed: str, sentence: str
) -> None:
    answer = officer.post(ENTER, entry | NEW_DOCUMENT | {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'id="id_{field}_error"' in page
    assert observations.find_source("town-report-2025") is None


def test_going_back_from_the_preview_finds_the_form_filled(officer: Client, entry: dict[str, str]) -> None:
    draft = officer.post(ENTER, {**entry, "note": "A remark."})["Location"]
    page = officer.get(f"{ENTER}?draft={draft.rstrip('/').rpartition('/')[2]}").content.decode()
    assert "A remark." in page
    assert 'value="8.43"' in page


def test_a_draft_is_its_makers_alone(officer: Client, person: Person, entry: dict[str, str]) -> None:
    draft = officer.post(ENTER, entry)["Location"]
    other = person("eun", "officer")
    assert other.get(draft).status_code == 302
    assert other.post(draft, {"says": ""}).status_code == 302
    assert not cases.cases(place="dreamtown", kind="figure_review")


def test_the_choice_of_indicators_is_that_of_the_places_systems(officer: Client) -> None:
    page = officer.get(ENTER).content.decode()
    assert 'value="emissions_tco2e/cars"' in page
    assert "Emissions · Cars" in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JAVASCRIPT://a.kr/%0aalert(1)", "ftp://a.kr/b", "data:,x"]
)
def test_a_new_document_links_to_the_web_only(officer: Client, entry: dict[str, str], url: str) -> None:
    alone = {field.removeprefix("new-"): typed for field, typed in NEW_DOCUMENT.items()} | {"url": url}
    answers = [
        officer.post("/en/work/dreamtown/documents/new/", alone),
        officer.post(ENTER, entry | NEW_DOCUMENT | {"new-url": url}),
    ]
    for answer, field in zip(answers, ("url", "new-url"), strict=True):
        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in answer.content.decode()
    assert observations.find_source("town-report-2025") is None


def test_the_choice_is_grouped_searched_and_leaves_out_what_nobody_enters(
    officer: Client, at: datetime
) -> None:
    page = officer.get(ENTER).content.decode()
    assert '<optgroup label="' in page
    assert '<optgroup label="plan">' not in page
    found = officer.get(f"{ENTER}?q=cars").content.decode()
    assert 'value="emissions_tco2e/cars"' in found
    assert 'value="emissions_tco2e/homes"' not in found
    assert (
        "No indicator of this place has “zebra” in its name."
        in officer.get(f"{ENTER}?q=zebra").content.decode()
    )
    reckoned = observing.Statement(
        place="dreamtown", address="demand_mwh", period="2030", mark="forecast", printed="1", unit="MWh",
        value=Decimal(1), step=Decimal(1), valid_from=date(2030, 1, 1), valid_to=date(2030, 12, 31),
        published_on=None, source="",
    )  # fmt: skip
    assert 'value="demand_mwh"' in page
    observing.record([reckoned], origin="run", by="run-1", at=at)
    assert 'value="demand_mwh"' not in officer.get(ENTER).content.decode()


def test_what_stands_is_told_with_its_document_in_words(officer: Client) -> None:
    page = officer.get(f"{ENTER}?address=emissions_tco2e").content.decode()
    assert "line 3" in page
    assert "dream-plan:3" not in page


def test_a_reason_that_cannot_be_kept_is_told_and_nothing_is_filed(
    officer: Client, entry: dict[str, str]
) -> None:
    draft = officer.post(ENTER, entry)["Location"]
    for says in ("a\0b", "a" * 4001):
        answer = officer.post(draft, {"says": says})
        assert answer.status_code == 422
        assert "Something has to be put right first" in answer.content.decode()
    assert not cases.cases(place="dreamtown", kind="figure_review")
    assert officer.post(ENTER, {"address": "emissions_tco2e\0"}).status_code == 200
