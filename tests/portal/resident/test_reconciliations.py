"""Two inventories side by side, as people and machines read them."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("everything")


def page(path: str) -> str:
    """The words of a page."""
    answer = Client().get(path, secure=True)
    assert answer.status_code == 200, path
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def data(path: str) -> Any:
    """A page as data."""
    return Client().get(path, secure=True).json()


def test_two_published_inventories_differ_and_nothing_tells_why() -> None:
    """48,184,542 t in 2013 and 45,965,786 t in 2017, published in CO2 equivalent only."""
    found = data("/en/seoul/inventory/compare.json")
    assert (found["from"], found["to"], found["view"]) == ("2013-observed", "2017-observed", "basic")
    assert (found["before"], found["after"]) == ("48184542", "45965786")
    assert found["net"]["gap"] == found["net"]["untold"] == "-2218756"
    assert Decimal(found["absolute"]["gap"]) > Decimal("4000000")
    said = page("/en/seoul/inventory/compare/")
    assert "neither activity nor factors are stated" in said
    assert "Ask the publisher for the activity data" in said
    assert "does not name the set of warming potentials" in said


def test_the_sums_are_the_printed_totals() -> None:
    for view, totals in {
        "basic": ("48184542", "45965786"),
        "basic-plus": ("49660915", "47397337"),
        "territorial": ("27130772", "24342948"),
    }.items():
        found = data(f"/en/seoul/inventory/compare.json?view={view}")
        assert (found["before"], found["after"]) == totals


def test_every_value_answers_says_who() -> None:
    text = Client().get("/ko/seoul/inventory/compare/", secure=True).content.decode()
    assert "/ko/figures/seoul/gpc_emissions_tco2e/i-1-1@2013:observed/" in text
    assert "/ko/figures/seoul/gpc_emissions_tco2e/i-1-1@2017:observed/" in text
    assert "/ko/methods/inventory.reconcile/" in text


def test_an_inventory_worked_out_here_is_told_down_to_the_row() -> None:
    found = data("/en/sample-district/inventory/compare.json")
    assert (found["from"], found["to"]) == ("2022-synthetic", "2023-synthetic")
    assert all(line["told"] for line in found["lines"])
    (homes,) = [line for line in found["lines"] if line["line"] == "gpc_emissions_tco2e/i-1-1"]
    assert {row["row"] for row in homes["rows"]} == {"gas-homes", "kerosene-homes", "wood-homes"}
    said = page("/en/sample-district/inventory/compare/")
    assert "Every one of them is explained." in said
    assert "Synthetic" in said


def test_a_factor_that_was_corrected_later_is_all_that_two_days_differ_by() -> None:
    found = data(
        "/en/sample-district/inventory/compare.json?from=2021-synthetic-known-2024-12-31&to=2021-synthetic"
    )
    assert Decimal(found["net"]["factor"]) == Decimal(found["net"]["gap"]) > 70_000
    assert Decimal(found["net"]["activity"]) == 0
    said = page(
        "/en/sample-district/inventory/compare/?from=2021-synthetic&to=2021-synthetic&known=2024-12-31"
    )
    assert "with the factors known on 31 December 2024" in said
    assert "published 2025-11-30" in said


def test_sectors_of_the_local_guideline_are_compared_among_themselves() -> None:
    found = data("/en/gyeongnam-jinju/inventory/compare.json?from=local-2016-observed&to=local-2020-observed")
    names = {line["line"].split("/")[1] for line in found["lines"]}
    assert found["view"] == "direct"
    assert all(name.startswith("direct_") for name in names)
    # A sector that is stated as a whole is not counted again by its parts.
    assert "direct_buildings" in names
    assert "direct_buildings_residential" not in names


def test_a_sector_and_its_parts_are_never_both_counted() -> None:
    years = "from=local-2019-observed&to=local-2020-observed"
    found = data(f"/en/gyeongnam-jinju/inventory/compare.json?{years}&view=indirect")
    assert {line["line"].split("/")[1] for line in found["lines"]} == {"indirect_buildings", "indirect_waste"}
    assert found["after"] == "848380"


def test_a_line_unknown_on_one_side_is_named_and_left_out() -> None:
    found = data("/en/gyeongnam-jinju/inventory/compare.json?view=indirect")
    assert "local_emissions_tco2e/indirect_transport" in found["left_out"]
    assert "left out of both sums" in page("/en/gyeongnam-jinju/inventory/compare/?view=indirect")


def test_one_inventory_alone_says_what_is_needed() -> None:
    assert "There is nothing to compare yet" in page("/en/daegu/inventory/compare/")
    assert "No inventory is kept here" in page("/en/daejeon/inventory/compare/")


@pytest.mark.parametrize(
    "asked", ["from=1999-observed&to=2017-observed", "view=nothing", "from=2017-observed&known=never"]
)
def test_an_inventory_that_is_not_there_is_not_found(asked: str) -> None:
    assert Client().get(f"/en/seoul/inventory/compare/?{asked}", secure=True).status_code == 404


def test_the_lines_and_their_rows_come_as_csv() -> None:
    text = b"".join(Client().get("/en/sample-district/inventory/compare.csv", secure=True)).decode()
    assert "gas-homes" in text
    assert text.splitlines()[0].lstrip("\ufeff").startswith("line,title_ko,title_en,row,before,after")
