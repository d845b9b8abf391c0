"""The page of reach says what is reached when, where nothing is, and what of it is assumed."""

import html
import json

import pytest
from django.test import Client

from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


@pytest.mark.parametrize(("language", "words"), [("ko", "시나리오입니다"), ("en", "A scenario")])
def test_the_page_says_first_that_it_is_a_scenario(language: str, words: str) -> None:
    shown = html.unescape(page(f"/{language}/daejeon/reach/"))
    assert words in shown
    assert shown.index(words) < shown.index("<svg", shown.index("data-reach"))


def test_without_an_hour_it_shows_the_one_with_the_least() -> None:
    facts = data("/en/daejeon/reach.json")
    shares = [float(each) for each in facts["streets_reached_percent"]["research"]]
    least = shares.index(min(shares))
    assert f'<option value="{least}" selected>' in page("/en/daejeon/reach/")
    assert '<option value="3" selected>' in page("/en/daejeon/reach/?hour=3&limit=fire_practice")


@pytest.mark.parametrize("asked", ["hour=99", "hour=x", "hour=-1", "limit=none", "hour=²"])
def test_an_odd_question_gets_the_ordinary_answer(asked: str) -> None:
    assert page(f"/en/daejeon/reach/?{asked}")


def test_areas_of_which_nothing_is_reached_are_named_with_their_people() -> None:
    shown = html.unescape(page("/ko/daejeon/reach/"))
    facts = data("/ko/daejeon/reach.json")
    hour = min(range(24), key=lambda each: float(facts["streets_reached_percent"]["research"][each]))
    none = [area["name"]["ko"] for area in facts["areas"] if area["research"][hour] in {"0.0", "0"}]
    assert none
    assert all(f"<li>{name}</li>" in shown for name in none if f"<li>{name}</li>" in shown)
    assert any(f"<li>{name}</li>" in shown for name in none)


def test_a_station_without_a_position_is_named() -> None:
    assert "산내119안전센터" in page("/ko/daejeon/reach/")
    assert data("/ko/daejeon/reach.json")["stations_without_position"] == ["daejeon/sannae-center"]


def test_every_share_leads_to_its_figure_and_from_there_to_the_roads() -> None:
    facts = data("/en/daejeon/reach.json")
    figure = page(facts["figures"]["research"][8])
    run = f"/en/data/runs/{facts['run']}/"
    assert run in figure
    assert "/en/daejeon/networks/roads/" in page(run)
    assert "OpenStreetMap" in page("/en/daejeon/networks/roads/")


def test_the_table_has_every_area_hour_and_limit() -> None:
    listed = rows("/en/daejeon/reach.csv")
    assert len(listed) == 79 * 24 * 2
    assert {row["limit_min"] for row in listed} == {"5.0", "7.0"}


def test_streets_have_a_letter_for_every_hour() -> None:
    streets = json.loads(Client().get("/en/daejeon/reach/streets.json").content)
    assert len(streets["letters"]) == 24
    assert {len(letters) for letters in streets["letters"]} == {len(streets["lines"])}
    assert len(streets["lines"]) > 3000


def test_a_place_without_roads_has_no_page() -> None:
    assert page("/en/incheon/reach/", status=404)
    assert page("/en/incheon/networks/roads/", status=404)
