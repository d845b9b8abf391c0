"""Places, and addresses that lead to nothing: these say what is missing, in both languages."""

import html
import re
from collections.abc import Iterator

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
        assert told["sentence"][language] in re.sub(r"</?a\b[^>]*>", "", shown)
        assert told["parts"] == [part.id for part in things.parts(place.id)]


def _first_sentences() -> Iterator[tuple[str, str]]:
    """The first sentence of every home and every indicator, in both languages, with its address."""
    for place in things.places():
        ways = [f"{place.id}/", *(f"{place.id}/indicators/{name}/" for name in _indicators(place.id))]
        for path in (f"/{language}/{way}" for way in ways for language in ("ko", "en")):
            for sentence in re.findall(r'<p class="(?:lead|answer)">(.*?)</p>', page(path)):
                yield path, html.unescape(sentence)


def _indicators(place: str) -> list[str]:
    return [str(each) for each in data(f"/en/{place}.json")["indicators"]]


def test_every_amount_of_a_first_sentence_leads_to_the_figure_it_is() -> None:
    # Not linked: the year that something is said of, and how much of a target was reached.
    unlinked = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)|목표의 [\d.]+%|That is [\d.]+% of|\d+월|\bBOD\b")
    linked = 0
    for path, sentence in _first_sentences():
        amounts = re.findall(r'<a href="([^"]+)">[^<]*\d[^<]*</a>', sentence)
        linked += len(amounts)
        assert all("/figures/" in href for href in amounts), path
        # An indicator's own name may carry a number (“7분 안에 도착한 화재 출동”).
        said = re.sub(r"^[^:<]+: |^[^.<]+\. (?=Actual|Target)", "", sentence)
        rest = unlinked.sub("", re.sub(r"<a .*?</a>", "", said))
        assert not re.search(r"\d", rest) or "<a " not in sentence, (path, sentence)
    assert linked > 100


def test_an_amount_of_a_sentence_opens_the_page_that_says_who() -> None:
    (sentence,) = re.findall(r'<p class="lead">(.*?)</p>', page("/en/daegu/"))
    hrefs = re.findall(r'href="([^"]+)"', sentence)
    assert [href.split("/figures/")[1] for href in hrefs] == [
        "daegu/emissions_tco2e@2018:observed/",
        "daegu/emissions_goal_tco2e@2030:target/",
        "daegu/emissions_cut_percent@2030:target/",
        "daegu/net_zero_year@2050:target/",
    ]
    assert "9.43 million" in page(hrefs[0])


def test_the_start_page_says_of_each_place_what_its_home_says() -> None:
    shown = html.unescape(page("/en/"))
    seoul = shown.partition(">Seoul")[2].partition("</li>")[0]
    assert "gpc_total_tco2e/basic@2017:observed" in seoul
    assert "emissions and target unknown" not in seoul
    assert shown.index(">Ulsan") < shown.index(">Sample District")
