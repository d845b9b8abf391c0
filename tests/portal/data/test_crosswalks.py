"""Sources under their names in other classifications: searched, narrowed, and beside a place's figures."""

import html

import pytest

from dure.grammar.books.categories import read_taxonomy
from tests.portal.reading import data, page, rows
from tests.source import ROOT

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
CATEGORIES, _ = read_taxonomy(ROOT / "packs", system="inventory")
AT = "data/crosswalks"


def refs(query: str) -> list[str]:
    """The references that a query finds."""
    return [row["gpc_ref"] for row in rows(f"/en/{AT}.csv?{query}")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_source_stands_in_the_list_and_in_both_twins(language: str) -> None:
    shown = html.unescape(page(f"/{language}/{AT}/"))
    assert all(f">{each.ref} {getattr(each.title, language)}" in shown for each in CATEGORIES)
    assert refs("") == [each.ref for each in CATEGORIES]
    assert [one["gpc_ref"] for one in data(f"/{language}/{AT}.json")["categories"]] == refs("")


def test_a_code_of_another_classification_finds_its_sources() -> None:
    assert refs("q=4A&in=ipcc_2006") == ["III.1.1", "III.1.2", "III.1.3"]
    assert refs("q=livestock&in=crf") == ["V.1"]
    assert "III.1.1" in refs("q=폐기물&in=local_guideline")
    assert refs("q=railways+grid") == ["II.2.2"]
    assert refs("q=nothing-like-it") == []
    assert "No source has a name like this" in page(f"/en/{AT}/?q=nothing-like-it")


def test_what_has_no_name_and_what_nobody_knows_are_two_things() -> None:
    by_ref = {one["gpc_ref"]: one for one in data(f"/en/{AT}.json")["categories"]}
    assert by_ref["I.1.2"]["ipcc_2006"] == {"codes": [], "state": "none"}
    assert by_ref["I.1.3"]["local_guideline"] == {"codes": [], "state": "unknown"}
    assert by_ref["I.1.1"]["ipcc_2006"]["state"] == "stated"
    assert by_ref["I.1.1"]["crf"]["state"] == "verify"


def test_a_places_figures_stand_beside_the_names() -> None:
    shown = html.unescape(page(f"/en/{AT}/?place=seoul&q=1A3b"))
    assert "8,733,367 tCO₂e" in shown
    assert "/en/figures/seoul/gpc_emissions_tco2e/ii-1-1@2017:observed/" in shown
    assert f"/en/{AT}/?place=seoul" in page("/en/seoul/inventory/")
    assert f"/en/{AT}/" in page("/en/data/")


def test_what_is_not_there_is_said() -> None:
    assert "no classification" in html.unescape(page(f"/en/{AT}/?in=nace", status=404))
    assert "no place" in html.unescape(page(f"/en/{AT}/?place=atlantis", status=404))
