"""The council room: counted seats are never named, and a day that no document tells is not told."""

import pytest

from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


@pytest.mark.parametrize("place", ["daegu", "daejeon-seo", "jeju"])
def test_the_rows_are_the_steps_of_the_cases(place: str) -> None:
    told = data(f"/en/{place}/council.json")
    steps = [(case["id"], step["to"], step["on"] or "") for case in told["cases"] for step in case["steps"]]
    listed = rows(f"/en/{place}/council.csv")
    assert [(row["case"], row["to"], row["on"]) for row in listed] == steps
    for row in listed:
        assert row["title_ko"]
        assert row["title_en"]
        assert row["source"]


def test_a_month_stays_a_month() -> None:
    steps = [row for row in rows("/en/daegu/council.csv") if row["case"] == "daegu/proposal-1110"]
    assert {row["on"] for row in steps} == {"2021-12"}


def test_since_when_a_body_sits_is_told_as_the_document_tells_it() -> None:
    told = {body["id"]: body["since"] for body in data("/en/gwangju/council.json")["bodies"]}
    assert told["gwangju/gwangju-energy-committee"] == "2020-01"
    assert "Since January 2020." in page("/en/gwangju/council/")
    assert "2020년 1월 출범." in page("/ko/gwangju/council/")


def test_a_partner_does_not_stand_among_those_who_sit() -> None:
    told, shown = data("/en/daejeon-daedeok/council.json"), page("/en/daejeon-daedeok/council/")
    assert [partner["name"]["en"] for partner in told["partners"]] == ["Hannam University"]
    assert "Hannam University" not in [body["name"]["en"] for body in told["bodies"]]
    sits, _heading, outside = shown.partition("Who takes part from outside")
    assert "Hannam University" not in sits.partition("<h1>")[2]
    assert "Hannam University" in outside
    home = page("/en/daejeon-daedeok/")
    assert "Hannam University" not in home.partition('id="council"')[2]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_shows_every_case_and_how_many_seats_were_counted(language: str) -> None:
    told, shown = data(f"/{language}/daegu/council.json"), page(f"/{language}/daegu/council/")
    for case in told["cases"]:
        assert case["title"][language] in shown
    counted = [body for body in told["bodies"] if body["seats"] and not body["named"]]
    assert counted
    for body in counted:
        assert f"{body['seats']}" in shown
        assert body["source"]
