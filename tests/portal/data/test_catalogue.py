"""The catalogue lists every document with what stands in it; methods and licences leave nothing out."""

import html
import importlib.metadata
import re

import pytest
from django.test import Client

from dure.engines.catalogue import ENGINES
from dure.grammar.words import SOURCE_KINDS
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal.data.catalogue import _kinds
from dure.portal.data.method_words import METHODS, method_title
from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


def test_every_kind_of_document_has_its_heading() -> None:
    assert {kind for kind, _title in _kinds()} == set(SOURCE_KINDS)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_document_stands_on_the_page_and_in_both_twins(language: str) -> None:
    known = observations.sources()
    shown = page(f"/{language}/data/")
    assert [s for s in known if f'href="/{language}/data/sources/{s.id}/"' not in shown] == []
    told, listed = data(f"/{language}/data.json")["sources"], rows(f"/{language}/data.csv")
    assert [s.id for s in known] == [one["id"] for one in told] == [row["id"] for row in listed]
    for source, row in zip(known, listed, strict=True):
        assert row["published_on"] == (source.published or "unknown")
        assert int(row["figures"]) == source.figures


@pytest.mark.parametrize("source", ["mois-2022", "daegu-2021-12", "dure-rules"])
def test_a_document_lists_the_same_figures_three_times(source: str) -> None:
    told, listed = data(f"/en/data/sources/{source}.json"), rows(f"/en/data/sources/{source}.csv")
    shown = page(f"/en/data/sources/{source}/")
    assert [one["address"] for one in told["figures"]] == [row["address"] for row in listed]
    assert told["figures"]
    for one in told["figures"]:
        assert one["source"] == source
        assert f"/en/figures/{one['address']}/" in shown
    assert {row["value"] for row in listed} == {one["value"] or "unknown" for one in told["figures"]}


def test_every_engine_has_its_words_and_no_words_are_left_over() -> None:
    assert METHODS.keys() == ENGINES.keys()
    assert method_title("nobody.knows") == "nobody.knows"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_method_is_listed_and_has_a_page_with_its_whole_text(language: str) -> None:
    listed = page(f"/{language}/methods/")
    for name in ENGINES:
        assert f"/{language}/methods/{name}/" in listed
        shown = html.unescape(page(f"/{language}/methods/{name}/"))
        told = data(f"/{language}/methods/{name}.json")
        for part in ("title", "says"):
            assert told[part] in shown
            assert bool(re.search("[가-힣]", told[part])) == (language == "ko"), told
        assert "Arguments" in told["text"]
        assert told["text"].splitlines()[0] in shown


def test_every_reckoning_shows_what_went_in_and_what_came_out() -> None:
    for place in things.places():
        for run in runs.latest(place.id)[:3]:
            told = data(f"/en/data/runs/{run.id}.json")
            shown = html.unescape(page(f"/en/data/runs/{run.id}/")).replace(",", "").replace("−", "-")
            assert [(one["name"], one["value"]) for one in told["answers"]] == [
                (answer.name, answer.value) for answer in run.answers
            ]
            for fed in run.inputs:
                assert fed.value in shown
            assert f"/en/methods/{run.engine}/" in shown


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_library_stands_with_its_licence(language: str) -> None:
    listed = {row["name"]: row for row in rows(f"/{language}/about/licences.csv")}
    assert {"Django", importlib.metadata.metadata("numpy")["Name"]} <= listed.keys()
    assert [name for name, row in listed.items() if not row["version"]] == []
    told = data(f"/{language}/about/licences.json")
    assert [name for name, _version, _licence in told["libraries"]] == list(listed)
    assert Client().get("/about/licences").status_code in {301, 302}
