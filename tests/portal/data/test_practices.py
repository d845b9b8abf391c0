"""What governments offer each other, as a file that another server can read."""

import pytest
from django.test import Client

from dure.grammar.books.practice_files import read_practices

pytestmark = pytest.mark.usefixtures("everything")


def test_every_practice_says_who_offers_it_and_where_it_is_written() -> None:
    said = Client().get("/practices.json", secure=True).json()
    assert said["form"] == "dure-practices-2"
    known = {each["id"].partition("#")[2]: each for each in said["practices"]}
    dieters = known["daejeon-daedeok/practice-carbon-dieters"]
    assert (dieters["state"], dieters["steps"][0]["source"]) == ("offered", "mois-2022:969")
    assert all(dieters["title"].values())


def test_a_practice_that_is_offered_answers_the_list() -> None:
    said = Client().get("/en/daegu/disclosure.json", secure=True).json()
    (field,) = (each for each in said["fields"] if each["field"] == "practices")
    assert (field["state"], field["says"]["en"]) == ("answered", "2 practices")


def test_residents_see_what_their_city_offers() -> None:
    page = Client().get("/ko/daegu/council/", secure=True).content.decode()
    assert "내놓은 모범사례" in page
    assert "매립가스 자원화 사업" in page


def test_results_and_costs_go_out_with_unit_period_and_the_title_of_their_document() -> None:
    said = Client().get("/practices.json", secure=True).json()
    known = {each["id"].partition("#")[2]: each for each in said["practices"]}
    answers = known["cheongju/practice-time-to-bin"]["results"][0]
    assert (answers["value"], answers["unit"]) == ("33,140", "people")
    assert answers["source"].startswith("mois-2022:858 (2022 정부혁신 사례집")
    assert known["gwangju/practice-recycling-shop"]["costs"][0]["unit"] == "KRW_million"


def test_every_shipped_practice_reads_as_an_entry_of_another_server() -> None:
    read = read_practices(Client().get("/practices.json", secure=True).content)
    assert not read.mistakes
    assert len(read.entries) >= 5


def test_practices_that_are_chosen_stand_side_by_side() -> None:
    chosen = "with=cheongju--practice-time-to-bin&with=gwangju--practice-recycling-shop"
    page = Client().get(f"/en/practices/?{chosen}", secure=True).content.decode()
    assert "Side by side" in page
    assert "220,000,000" in page
    assert "Landfill gas" not in page.partition('id="beside"')[2]
    rows = Client().get(f"/en/practices.csv?{chosen}", secure=True).content.decode()
    assert "33,140,people" in rows.replace('"', "")
