"""An officer offers a practice part by part: checked as a file is, looked at, then told to everybody."""

import pytest
from django.test import Client

from dure.grammar.books.practice_files import read_practices
from dure.kernel.cases import read as cases
from tests.portal.officer.conftest import looked_at
from tests.portal.officer.test_practices import DESK, exported, market, small_packs

__all__ = ["small_packs"]
OFFER = {
    "title_ko": "나눔 냉장고", "title_en": "Shared fridge", "on": "2025-05-01",
    "what_ko": "남는 음식을 나눕니다.",
    "what_en": "Food that is left over is shared.", "source": "dream-plan", "locator": "12",
    "conditions_1_ko": "전기가 들어오는 자리", "conditions_1_en": "A place with power",
    "costs_2_title_ko": "설치비", "costs_2_title_en": "Installing", "costs_2_value": "1,200",
    "costs_2_unit": "KRW_thousand", "costs_2_period": "2024", "costs_2_source": "dream-plan",
    "costs_2_locator": "13", "results_1_title_ko": "나눈 음식", "results_1_title_en": "Food shared",
    "results_1_value": "3,450", "results_1_unit": "kg", "results_1_period": "2024",
    "results_1_source": "dream-plan", "results_1_locator": "14", "contacts_1_role_ko": "자원순환과",
    "contacts_1_role_en": "Waste office", "contacts_1_at": "waste@dream.example", "token": "0123abcd",
}  # fmt: skip


AT = f"{DESK}offer/"


def approve(approver: Client, where: str) -> None:
    """Another person looks and offers it to others."""
    step = {"on": "2025-06-01", "says": "It is as told.", "source": "", "locator": "", "move": "offer"}
    assert approver.post(where, looked_at(approver, where, step)).status_code == 302


def test_a_practice_is_offered_with_all_its_parts_by_two(officer: Client, approver: Client) -> None:
    assert AT in officer.get(DESK).content.decode()
    words = officer.post(AT, OFFER).content.decode().replace("\u00a0", " ").replace("\u2060", "")
    for said in ("Food shared: 3,450 kg (2024)", "Installing: KRW 1.2 million", "Waste office: waste@dream"):
        assert said in words
    look = looked_at(officer, AT, OFFER)
    for _pressed in range(2):
        where = officer.post(AT, look)["Location"]
    assert "Shared fridge" not in market()
    assert exported() == []
    assert "Shared fridge" in approver.get("/en/work/").content.decode()
    assert "Waste office: waste@dream" in approver.get(where).content.decode()
    alone = {"on": "2025-06-01", "says": "Mine.", "source": "", "locator": "", "move": "offer"}
    assert officer.post(where, alone).status_code == 422
    approve(approver, where)
    for said in ("Food shared: 3,450 kg", "A place with power", "Waste office: waste@dream.example"):
        assert said in market()
    (told,) = exported()
    assert [step["to"] for step in told["steps"]] == ["offered"]
    assert told["what"]["en"] == "Food that is left over is shared."
    assert told["results"][0]["source"].startswith("dream-plan:14 (")
    assert (told["costs"][0]["value"], told["costs"][0]["unit"]) == ("1,200", "KRW_thousand")
    assert told["contacts"] == [
        {"role": {"ko": "자원순환과", "en": "Waste office"}, "at": "waste@dream.example"}
    ]


def test_what_was_not_looked_at_is_not_offered(officer: Client) -> None:
    again = officer.post(AT, looked_at(officer, AT, OFFER) | {"results_1_value": "9,999"})
    assert again.status_code == 200
    assert "Nothing was recorded" in again.content.decode()
    assert cases.cases(place="dreamtown", kind="practice") == ()


def test_another_dure_reads_what_was_offered_without_a_mistake(officer: Client, approver: Client) -> None:
    approve(approver, officer.post(AT, looked_at(officer, AT, OFFER))["Location"])
    read = read_practices(Client().get("/practices.json").content)
    assert read.mistakes == ()
    assert [each.at for each in read.entries[0].details.contacts] == ["waste@dream.example"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"results_1_unit": ""}, "results_1_unit", "has no unit"),
        ({"results_1_value": "many"}, "results_1_value", "is not a number"),
        ({"results_1_source": ""}, "results_1_source", "Choose the document that tells this"),
        ({"results_1_locator": ""}, "results_1_locator", "Give the page or line"),
        ({"results_1_title_ko": "", "results_1_title_en": ""}, "results_1_title_ko", "neither in Korean"),
        ({"costs_2_period": "last year"}, "costs_2_period", "not a period"),
        ({"contacts_1_at": ""}, "contacts_1_at", "telephone, mail or page"),
        ({"what_ko": "", "what_en": ""}, "what_ko", "Say what the practice is"),
        ({"on": "2090-01-01"}, "on", "not come yet"),
    ],
)
def test_a_part_that_a_file_may_not_say_is_refused_at_its_field(
    officer: Client, changes: dict[str, str], field: str, says: str
) -> None:
    answer = officer.post(f"{DESK}offer/", {**OFFER, **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    begin = page.index(f'id="id_{field}_error"')
    assert says in page[begin : page.index("</div>", begin)]


def test_more_rows_are_there_for_whoever_asks_and_nothing_typed_is_lost(officer: Client) -> None:
    page = officer.post(f"{DESK}offer/", {**OFFER, "more": "results"}).content.decode()
    assert 'name="results_2_value"' in page
    assert 'value="3,450"' in page
    assert "has to be put right" not in page
