"""Every method of activity rows has its page: what it takes, published values, and who uses it."""

import html

import pytest

from dure.grammar.books.methods import open_methods
from tests.portal.reading import data, page, rows
from tests.source import ROOT

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
BOOK = open_methods(ROOT / "packs")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_method_is_listed_and_in_both_twins(language: str) -> None:
    shown = page(f"/{language}/methods/of-activities/")
    names = [each.name for each in BOOK.methods]
    for name in names:
        assert f"/{language}/methods/of-activities/{name}/" in shown
    assert names == [one["method"] for one in data(f"/{language}/methods/of-activities.json")["methods"]]
    assert names == [one["method"] for one in rows(f"/{language}/methods/of-activities.csv")]


@pytest.mark.parametrize("method", [each.name for each in BOOK.methods])
def test_a_method_says_what_it_takes_and_who_uses_it(method: str) -> None:
    found = BOOK.find(method)
    assert found is not None
    shown = html.unescape(page(f"/ko/methods/of-activities/{found.name}/"))
    for name in found.arguments:
        argument = BOOK.argument(name)
        assert argument is not None
        assert argument.title.ko in shown
        assert name in shown
    assert "견본구(가상)" in shown


def test_a_published_value_stands_with_its_source_and_what_is_carried_over_says_so() -> None:
    found = rows("/en/methods/of-activities/enteric_fermentation.csv")
    dairy = next(row for row in found if row["item"] == "cattle_dairy")
    assert (dairy["value"], dairy["low"], dairy["high"]) == ("78", "46.8", "109.2")
    assert "still to be compared" in page("/en/methods/of-activities/vegetation_burnt/")
    assert "still to be compared" not in page("/en/methods/of-activities/enteric_fermentation/")


def test_a_method_that_is_none_is_not_found() -> None:
    assert page("/en/methods/of-activities/alchemy/", status=404)
