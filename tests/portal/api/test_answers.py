"""The API: what it answers, that it answers what the pages show, and how it refuses."""

import csv
import io
import json
import re
from typing import Any, get_args

import pytest
from django.test import Client
from pytest_django import Settings

from dure.grammar import words
from dure.kernel.observations.read import MARKS
from dure.portal.api import shapes
from dure.portal.api.description import described
from dure.portal.api.words import OPERATIONS
from dure.portal.blocks.numbers import shown

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
PLACES = ("daegu", "incheon", "jeju", "ulsan", "daejeon-seo")


def _get(path: str, *, language: str = "en", status: int = 200, **headers: str) -> Any:
    answer = Client().get(path, headers={"Accept-Language": language, **headers})
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


def _rows(path: str) -> list[dict[str, str]]:
    text = Client().get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_operation_answers_its_example() -> None:
    paths = described()["paths"]
    for path, methods in paths.items():
        parameters = methods["get"]["parameters"]
        parts = {one["name"]: one["example"] for one in parameters if one["in"] == "path"}
        _get(path.format(**parts))
    assert len(paths) == len(OPERATIONS)


@pytest.mark.parametrize("place", PLACES)
def test_page_csv_json_and_api_state_the_same_figures(place: str) -> None:
    api = {one["address"]: one for one in _get(f"/api/v1/places/{place}/figures")["figures"]}
    rows = {row["address"]: row for row in _rows(f"/en/{place}.csv")}
    assert api.keys() == rows.keys()
    for address, row in rows.items():
        assert row["value"] == (api[address]["value"] or "unknown")
        assert (row["unit"], row["mark"]) == (api[address]["unit"], api[address]["mark"])
        assert row["printed"].lstrip("'") == api[address]["printed"]
    for indicator in _get(f"/api/v1/places/{place}/indicators")["indicators"]:
        twin = _get(f"/en/{place}/indicators/{indicator['name']}.json")
        assert [one["value"] for one in twin["figures"]] == [one["value"] for one in indicator["figures"]]
        assert {one["address"] for one in twin["figures"]} <= api.keys()


def test_what_nobody_has_compared_says_so_in_the_api_as_on_its_page() -> None:
    told = {one["address"]: one for one in _get("/api/v1/places/daegu/figures")["figures"]}
    for year, is_open in (("2017", True), ("2018", False)):
        address = f"daegu/emissions_tco2e@{year}:observed"
        assert told[address]["printed"]
        assert told[address]["to_confirm"] is is_open
        shown = Client().get(f"/en/figures/{address}/").content.decode().partition("<footer")[0]
        assert ("To be confirmed" in shown) is is_open
    field = shapes.Figure.model_json_schema()["properties"]["printed"]["description"]
    assert "to_confirm" in field


def test_the_page_of_a_figure_shows_the_value_of_the_api() -> None:
    for one in _get("/api/v1/places/jeju/figures?mark=target&limit=12")["figures"]:
        page = Client().get(f"/en/figures/{one['address']}/").content.decode()
        assert one["printed"] in page or shown(None, unit="", language="en").text in page
        twin = _get(f"/en/figures/{one['address']}.json")
        assert (twin["value"], twin["source"], twin["locator"]) == (
            one["value"],
            one["source"],
            one["locator"],
        )


def test_a_decimal_is_exact_and_stands_as_text() -> None:
    figure = _get("/api/v1/figures/daegu/emissions_tco2e@2018:observed")["figure"]
    assert figure["value"] == "9430000"
    assert figure["source"]
    assert figure["locator"]


def test_from_a_reckoned_figure_the_way_leads_down_to_a_document() -> None:
    reckoned = _get("/api/v1/figures/daegu/emissions_goal_tco2e@2030:target")
    assert reckoned["figure"]["value"] == "5186500"
    assert reckoned["source_document"] is None
    fed = next(one for one in reckoned["from_run"]["inputs"] if one["href"])
    stated = _get(fed["href"])
    assert stated["source_document"]["id"] == stated["figure"]["source"]
    assert reckoned["from_run"]["id"] in {used["run"] for used in stated["used_by"]}
    document = _get(stated["source_document"]["href"])
    assert stated["figure"]["address"] in {one["address"] for one in document["figures"]}
    published = _get(reckoned["from_run"]["href"])["publishes"]
    assert reckoned["figure"]["address"] in {one["address"] for one in published}


def test_the_finding_on_the_demand_of_jeju_has_its_reasons() -> None:
    findings = _get("/api/v1/findings?place=jeju&limit=1000")["findings"]
    found = next(one for one in findings if "demand" in one["figure"] and len(one["reasons"]) >= 4)
    assert _get(found["href"]) == found
    assert any(
        proposal["value"] == "6290000" for reason in found["reasons"] for proposal in reason["proposals"]
    )
    for reason in found["reasons"]:
        assert _get(reason["href"])["run"]["engine"] == reason["engine"]


def test_pages_of_figures_hold_every_figure_once() -> None:
    whole = [one["address"] for one in _get("/api/v1/places/jeju/figures")["figures"]]
    assert whole == sorted(set(whole))
    path, walked = "/api/v1/places/jeju/figures?limit=17", []
    while path:
        answer = _get(path)
        walked += [one["address"] for one in answer["figures"]]
        path = answer["next"]
    assert walked == whole


def test_filters_narrow_the_figures() -> None:
    base = "/api/v1/places/jeju/figures"
    assert {one["mark"] for one in _get(f"{base}?mark=target")["figures"]} == {"target"}
    assert {one["period"] for one in _get(f"{base}?period=2030")["figures"]} == {"2030"}
    name = _get(base)["figures"][0]["address"].split("/", 1)[1].split("@")[0].split("/")[0]
    named = _get(f"{base}?address={name}")["figures"]
    assert named
    assert {re.split("[/@]", one["address"])[1] for one in named} == {name}
    assert _get(f"{base}?known_on=1990-01-01")["figures"] == []
    known = _get(f"{base}?known_on=2022-12-31")["figures"]
    assert all(one["published_on"] <= "2022-12-31" for one in known)


def test_ledgers_show_balances_page_by_page() -> None:
    path, walked = "/api/v1/places/daegu/accounts?limit=3", []
    while path:
        answer = _get(path)
        walked += [(one["path"], one["unit"]) for one in answer["accounts"]]
        path = answer["next"]
    whole = _get("/api/v1/places/daegu/accounts?limit=1000")["accounts"]
    assert walked == [(one["path"], one["unit"]) for one in whole] == sorted(walked)
    for unit in {one["unit"] for one in whole}:
        assert sum(one["balance"] for one in whole if one["unit"] == unit) == 0


@pytest.mark.parametrize(
    ("path", "status", "where"),
    [
        ("/api/v1/places/nowhere", 404, "/api/v1/places/nowhere"),
        ("/api/v1/nothing", 404, "/api/v1/nothing"),
        ("/api/v1/figures/jeju/nothing@2030:target", 404, "/api/v1/figures/jeju/nothing@2030:target"),
        ("/api/v1/figures/nothing", 422, "path: address"),
        ("/api/v1/places/jeju/figures?limit=1001&mark=seen", 422, "query: mark, query: limit"),
        ("/api/v1/places/jeju/figures?marks=target", 422, "query: marks"),
        ("/api/v1/places/jeju/figures?known_on=yesterday", 422, "query: known_on"),
        ("/api/v1/places/%00", 422, "path: place"),
    ],
)
def test_a_refusal_says_what_where_and_how_to_mend_it_in_both_languages(
    path: str, status: int, where: str
) -> None:
    english, korean = (_get(path, language=language, status=status) for language in ("en", "ko"))
    assert english["where"] == korean["where"] == where
    for part in ("what", "mend"):
        assert re.search("[가-힣]", korean[part])
        assert english[part].isascii() or "“" in english[part]
        assert english[part] != korean[part]


def test_too_many_requests_are_told_how_long_to_wait(settings: Settings) -> None:
    settings.RATE_LIMIT_API_PER_MINUTE = 0
    answer = Client().get("/api/v1/places", headers={"Accept-Language": "en"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"what", "where", "mend"} <= answer.json().keys()


def test_what_is_known_already_is_not_sent_again() -> None:
    for path in ("/api/v1/places", "/api/v1/openapi.json", "/en/findings.json", "/en/jeju/"):
        first = Client().get(path)
        again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        packed = Client().get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.content) < len(first.content)


def test_every_page_anywhere_may_read_and_none_may_change() -> None:
    for path in ("/api/v1/places", "/api/v1/nothing"):
        assert Client().get(path).headers["Access-Control-Allow-Origin"] == "*"
        asked = Client().options(path)
        assert asked.status_code == 204
        assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        for refused in (Client().post(path), Client().put(path), Client().delete(path)):
            assert refused.status_code == 405
            assert refused.json()["mend"]
    head = Client().head("/api/v1/places")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(Client().get("/api/v1/places").content)


def test_other_origins_read_the_api_only() -> None:
    assert "Access-Control-Allow-Origin" not in Client().get("/en/jeju.json").headers


def test_the_shapes_know_every_word() -> None:
    assert set(get_args(shapes.MARKS)) == set(MARKS) == set(words.MARKS)
    kinds = {"PlaceLine": words.PLACE_KINDS, "Source": words.SOURCE_KINDS, "Indicator": words.INDICATOR_KINDS}
    for name, known in kinds.items():
        assert set(get_args(getattr(shapes, name).model_fields["kind"].annotation)) == set(known)


def test_the_description_is_complete() -> None:
    schema = _get("/api/v1/openapi.json")
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        assert operation["summary"], path
        assert operation["description"], path
        assert {"200", "404", "422", "429"} <= operation["responses"].keys()
        for parameter in operation["parameters"]:
            assert parameter["description"], (path, parameter["name"])
            assert parameter["in"] == "query" or parameter["example"], (path, parameter["name"])
    assert "daegu" in json.dumps(schema) or "jeju" in json.dumps(schema)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_the_api_lists_every_operation(language: str) -> None:
    answer = Client().get("/api/v1/docs", headers={"Accept-Language": language})
    assert answer.headers["Location"] == f"/{language}/about/api/"
    page = Client().get(f"/{language}/about/api/").content.decode()
    for path in described()["paths"]:
        assert path in page
    assert ("출처" in page) == (language == "ko")
