"""The page of an inventory: key sources, ranges and grades where they are stated, and only there."""

import html
import re

import pytest

from tests.portal.reading import data, page

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
DISTRICT = "/en/sample-district/inventory/"


def test_a_published_inventory_names_its_key_sources_by_size_and_change() -> None:
    told = data("/en/seoul/inventory.json?year=2017")["key_categories"]
    key = [line["address"].rpartition("/")[2] for line in told["level"]["lines"] if line["key"]]
    assert key[:3] == ["i-2-2", "ii-1-1", "i-1-2"]
    assert told["trend_since"] == "2013"
    shown = html.unescape(page("/en/seoul/inventory/?year=2017"))
    assert (
        f"{len(key)} of {len(told['level']['lines'])} sources reach 95 % of the emissions of 2017." in shown
    )
    assert "otherwise than the whole since 2013" in shown
    assert "95 % range" not in shown


def test_the_first_year_has_no_change() -> None:
    assert data("/en/seoul/inventory.json?year=2013")["key_categories"]["trend"] is None


def test_what_the_grid_is_given_is_no_source_of_basic() -> None:
    lines = data("/en/seoul/inventory.json?year=2017")["key_categories"]["level"]["lines"]
    assert "gpc_emissions_tco2e/i-4-4" not in {line["address"] for line in lines}


def test_a_statement_worked_out_here_says_how_sure_and_how_good_each_source_is() -> None:
    shown = html.unescape(page(DISTRICT))
    assert shown.count('class="bars-range"') == 8
    assert len(re.findall("95 % range: −?[0-9,]+ – −?[0-9,]+ tCO₂e", shown)) == 5
    assert "Activity data" in shown
    assert "size and uncertainty" in shown


def test_electricity_alone_has_no_range_because_no_row_states_one() -> None:
    shown = html.unescape(page("/en/daejeon-seo/inventory/"))
    assert "95 % range" not in shown
    assert "Activity data" in shown


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_municipality_has_its_key_lines_with_nothing_counted_twice(language: str) -> None:
    shown = html.unescape(page(f"/{language}/gyeongnam-sacheon/inventory/"))
    name = {"ko": "어느 항목이 중요한가: 직접배출", "en": "Which lines matter most: Direct emissions"}[
        language
    ]
    start = shown.index(name)
    own = shown[start : shown.index("</section>", start)]
    for facet, counts in (("direct_buildings", True), ("direct_buildings_commercial", False)):
        assert (f"gyeongnam-sacheon/local_emissions_tco2e/{facet}@2020" in own) == counts
