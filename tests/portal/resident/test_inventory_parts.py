"""The parts of a place beside the whole: eighteen cities and counties and their province, each tonne once."""

import html
from decimal import Decimal

import pytest

from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
PROVINCE = "/en/gyeongnam/inventory/parts"


def test_every_part_is_added_once_and_put_beside_the_whole() -> None:
    told = data(f"{PROVINCE}.json?view=direct&year=2020")
    line = next(each for each in told["lines"] if each["line"] == "direct_transport")
    assert len(line["stated_by"]) == 18
    own = [
        Decimal(figure["value"])
        for place in line["stated_by"]
        for figure in data(f"/en/{place}/inventory.json")["figures"]
        if figure["address"].endswith("local_emissions_tco2e/direct_transport@2020:observed")
    ]
    assert Decimal(line["parts_tco2e"]) == sum(own)
    assert Decimal(line["gap_tco2e"]) == Decimal(line["whole_tco2e"]) - sum(own)


def test_the_total_holds_no_line_within_another() -> None:
    told = data(f"{PROVINCE}.json?view=direct&year=2020")
    within = {line["line"] for line in told["lines"] if not line["is_in_total"]}
    assert within == {"direct_buildings_commercial", "direct_buildings_residential"}
    top = sum(Decimal(line["parts_tco2e"]) for line in told["lines"] if line["is_in_total"])
    assert Decimal(told["total_tco2e"]) == top


def test_direct_and_indirect_are_never_one_sum() -> None:
    for view in ("direct", "indirect"):
        lines = data(f"{PROVINCE}.json?view={view}&year=2020")["lines"]
        assert {line["line"].partition("_")[0] for line in lines} == {view}


def test_a_line_says_who_states_nothing() -> None:
    told = data(f"{PROVINCE}.json?view=direct&year=2020")
    for line in told["lines"]:
        assert len(line["stated_by"]) + len(line["missing"]) == 18
    shown = html.unescape(page(f"{PROVINCE}/?view=direct&year=2020"))
    assert "What is counted once" in shown
    assert "its own lines" in shown


def test_the_city_stands_for_districts_that_speak_and_a_country_for_all() -> None:
    told = data("/en/daejeon/inventory/parts.json?view=basic&year=2024")
    line = next(each for each in told["lines"] if each["line"] == "i-1-2")
    assert set(line["stated_by"]) == {"daejeon-seo", "daejeon-daedeok"}
    above = data("/en/korea/inventory/parts.json?view=basic&year=2024")
    line = next(each for each in above["lines"] if each["line"] == "i-1-2")
    assert {"daejeon-seo", "daejeon-daedeok"} <= set(line["stated_by"])
    assert "daejeon" not in line["stated_by"]


def test_the_rows_for_machines_are_those_of_the_page() -> None:
    told = rows(f"{PROVINCE}.csv?view=indirect&year=2020")
    lines = data(f"{PROVINCE}.json?view=indirect&year=2020")["lines"]
    assert [row["line"] for row in told] == [line["line"] for line in lines]


def test_a_place_without_parts_says_so_and_an_unknown_year_is_not_found() -> None:
    assert "No inventories inside" in page("/en/sample-district/inventory/parts/")
    page(f"{PROVINCE}/?year=1900", status=404)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_inventory_leads_to_its_parts(language: str) -> None:
    assert f"/{language}/gyeongnam/inventory/parts/" in page(f"/{language}/gyeongnam/inventory/")


@pytest.mark.parametrize("path", [f"{PROVINCE}/", "/en/seoul/inventory/compare/"])
def test_on_a_narrow_screen_every_row_shows_its_difference_without_pushing(path: str) -> None:
    """Tables that fit stand row below row there, each amount beside the title of its column."""
    shown = page(path)
    found = [table.rsplit("<", 1)[-1] for table in shown.split('<div class="table-block">')[:-1]]
    assert len(found) > 0
    before = shown.split('<div class="table-block">')[:-1]
    tables = [each for each in before if not each.rstrip().endswith("</summary>")]
    assert all(each.rstrip().endswith('<div class="fits">') for each in tables)
