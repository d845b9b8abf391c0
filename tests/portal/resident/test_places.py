"""Places, and addresses that lead to nothing: these say what is missing, in both languages."""

import html

import pytest
from django.test import Client
from django.utils.translation import override

from dure.kernel.things import read as things
from dure.portal.resident.places import crumbs
from tests.portal.reading import data, page

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
MISSING = {
    "nowhere/": ("‘nowhere’ 지역이 없습니다.", "There is no place called “nowhere” here."),
    "nowhere/plans/": ("‘nowhere’ 지역이 없습니다.", "There is no place called “nowhere” here."),
    "nowhere/council/": ("‘nowhere’ 지역이 없습니다.", "There is no place called “nowhere” here."),
    "jeju/indicators/none/": ("‘none’", "This place states nothing under the indicator “none”."),
    "daegu/accounts/kau/none/": ("‘none’", "Nothing has moved in the account “none”."),
    "figures/jeju/none@2022:target/": ("none@2022:target", "Nothing is stated under the address"),
    "findings/none/": ("‘none’", "There is no finding “none”."),
    "methods/none/": ("‘none’", "There is no method “none”."),
    "data/runs/none/": ("‘none’", "There is no reckoning “none”."),
    "data/sources/none/": ("‘none’", "There is no document “none” in the catalogue."),
}


@pytest.mark.parametrize("path", MISSING)
def test_what_is_nowhere_is_named_in_both_languages(path: str) -> None:
    korean, english = MISSING[path]
    assert korean in html.unescape(page(f"/ko/{path}", status=404))
    assert english not in html.unescape(page(f"/ko/{path}", status=404))
    assert english in html.unescape(page(f"/en/{path}", status=404))
    told = data(f"/en/{path.rstrip('/')}.json", status=404)
    assert english in told["what"]
    assert told["mend"]
    assert told["where"] == f"/en/{path.rstrip('/')}.json"


def test_an_address_that_is_none_of_ours_says_so_too() -> None:
    assert "Nothing stands at this address." in page("/en/a/b/c/d/", status=404)


def test_a_missing_page_keeps_nothing_and_runs_nothing() -> None:
    shown = page("/en/methods/<script>alert(1)</script>/", status=404)
    assert "<script>alert" not in shown
    assert Client().get("/en/nowhere/").headers.get("ETag") is None


def test_the_way_to_a_district_leads_over_its_city() -> None:
    district = things.find_place("daejeon-seo")
    assert district is not None
    with override("en"):
        way = crumbs(district)
    assert [crumb.href for crumb in way] == ["/en/korea/", "/en/daejeon/", "/en/daejeon-seo/"]
    city = things.find_place("daejeon")
    assert city is not None
    with override("ko"):
        assert not crumbs(district)[-1].title.startswith(city.title.ko)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_home_answers_with_its_sentence_and_its_parts(language: str) -> None:
    for place in things.places():
        told, shown = data(f"/{language}/{place.id}.json"), html.unescape(page(f"/{language}/{place.id}/"))
        assert told["sentence"][language] in shown
        assert told["parts"] == [part.id for part in things.parts(place.id)]
