"""What governments offer each other, as a file that another server can read."""

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("everything")


def test_every_practice_says_who_offers_it_and_where_it_is_written() -> None:
    said = Client().get("/practices.json", secure=True).json()
    assert said["form"] == "dure-practices-1"
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
