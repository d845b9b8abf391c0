"""The guide: found by word and label, told step by step with its source; and days of collection."""

from collections.abc import Callable

import pytest
from django.test import Client

MONDAY_NOON = "2026-11-02T12:00:00+09:00"


@pytest.fixture(autouse=True)
def monday(clock: Callable[[str], None]) -> None:
    """It is Monday noon."""
    clock(MONDAY_NOON)


def page(path: str, *, language: str = "en", status: int = 200) -> str:
    answer = Client().get(f"/{language}/dreamtown/{path}")
    assert answer.status_code == status
    return answer.content.decode()


def found(query: str) -> list[str]:
    answer = Client().get(f"/en/dreamtown/disposal.json{query}")
    return [each["article"] for each in answer.json()["articles"]]


def test_an_article_is_found_by_word_by_first_consonants_and_by_label() -> None:
    assert found("?q=깡통") == ["cans"]
    assert found("?q=ㅌㅁㅍㅌㅂ") == ["clear-pet"]
    assert found("?label=clear-pet") == ["clear-pet"]
    assert found("?q=캔&label=clear-pet") == []
    assert sorted(found("")) == ["cans", "clear-pet"]


def test_what_the_guide_does_not_know_is_not_guessed() -> None:
    assert "not guessed" in page("disposal/?q=rocket")


def test_an_article_says_how_where_when_and_what_it_earns() -> None:
    said = page("disposal/cans/")
    assert "Empty and rinse it." in said
    assert "/data/sources/dream-plan/" in said
    assert "Mon, Thu 19:00–24:00" in said
    assert "Near junk shop" in said
    assert "800 won a kg" in said
    assert "음료수 캔" in page("disposal/cans/", language="ko")


def test_an_article_that_is_not_there_is_not_found() -> None:
    page("disposal/rocket/", status=404)


def test_a_neighbourhood_is_found_by_its_name_and_says_today_and_tomorrow() -> None:
    said = page("collection/?q=윗마을은")
    assert "Upper side" in said
    assert "Recyclables" in said
    assert "/dreamtown/collection/middle/" in said
    today = page("zero-waste/?in=upper")
    assert "Recyclables" in today.partition("Tomorrow")[0]
    tomorrow = page("zero-waste/?in=lower")
    assert "Recyclables" in tomorrow.partition("Tomorrow")[2]


def test_a_neighbourhood_that_is_not_known_offers_those_that_are() -> None:
    said = page("collection/?q=nowhere")
    assert "No neighbourhood here is called so" in said
    assert "Lower side" in said


def test_the_days_are_open_data() -> None:
    text = Client().get("/en/dreamtown/collection.csv").content.decode("utf-8-sig")
    assert 'upper,윗마을,Upper side,recyclables,"Mo,Th 19:00-24:00",middle,2020-01-01,,dream-plan:6' in text


def test_hostile_words_are_shown_as_words() -> None:
    assert "<script>" not in page("disposal/?q=<script>alert(1)</script>")
    assert "<script>alert" not in page("collection/?q=<script>alert(1)</script>")
