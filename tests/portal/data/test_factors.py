"""Every factor has its page: gases, editions, source, and what was known on a day."""

import html

import pytest

from dure.grammar.books.library import read_library
from tests.portal.reading import data, page, rows
from tests.source import ROOT

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
LIBRARY = read_library(ROOT / "packs", with_activities=False)
GRID = "data/factors/korea/electricity-0-4781"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_factor_is_listed_and_in_both_twins(language: str) -> None:
    shown = page(f"/{language}/data/factors/")
    for factor in LIBRARY.factors:
        assert f"/{language}/data/factors/{factor.region}/{factor.factor}/" in shown
    told = data(f"/{language}/data/factors.json")["factors"]
    listed = rows(f"/{language}/data/factors.csv")
    addresses = [factor.address for factor in LIBRARY.factors]
    assert addresses == [f"{one['place']}/{one['factor']}" for one in told]
    assert addresses == [f"{one['place']}/{one['factor']}" for one in listed]


def test_what_was_known_on_a_day_is_said_and_the_rest_is_left_out_of_the_table() -> None:
    listed = rows("/en/data/factors.csv?known_on=2024-12-31")
    assert listed
    assert "electricity-2020-2022" not in {row["factor"] for row in listed}
    assert "electricity-2020-2022" in {
        row["factor"] for row in rows("/en/data/factors.csv?known_on=2025-03-31")
    }
    shown = page("/en/data/factors/korea/electricity-2020-2022/?known_on=2024-12-31")
    assert "had not been published" in shown
    assert "had not been published" not in page("/en/data/factors/korea/electricity-2020-2022/")
    assert page("/en/data/factors/?known_on=soon")


@pytest.mark.parametrize("at", ["data/factors", GRID])
def test_what_is_no_day_is_said_and_never_taken_for_all_days(at: str) -> None:
    shown = html.unescape(page(f"/en/{at}/?known_on=2024-13-01"))
    assert "“2024-13-01” is not a day. Write it like 2024-12-31." in shown
    assert "All factors are shown" in shown
    assert "날짜가 아닙니다" in page(f"/ko/{at}/?known_on=soon")
    told = data(f"/en/{at}.json?known_on=soon", status=400)
    assert told["what"] == "“soon” is not a day. Write it like 2024-12-31."
    assert "is not a day" in html.unescape(page(f"/en/{at}.csv?known_on=soon", status=400))


def test_the_grid_factor_shows_its_gases_under_each_set() -> None:
    told = data(f"/en/{GRID}.json")
    assert (told["co2_kg"], told["ch4_kg"], told["n2o_kg"]) == ("474.7", "0.0125", "0.01")
    assert round(told["co2e_kg"]["SAR"] / 1000, 4) == 0.4781
    assert round(told["co2e_kg"]["AR5"] / 1000, 4) == 0.4777
    assert "478.0625" in page(f"/en/{GRID}/")


def test_a_composite_is_under_no_other_set() -> None:
    told = data("/en/data/factors/korea/electricity-2023.json")
    assert told["co2e_kg"] == {}
    shown = html.unescape(page("/ko/data/factors/korea/electricity-2023/"))
    assert "다른 지구온난화지수로 바꾸거나 더하지 않습니다" in shown


def test_the_history_has_every_edition_with_its_days() -> None:
    told = rows("/en/data/factors/korea/electricity-2023.csv")
    assert {row["factor"] for row in told} == {
        "electricity-0-4781",
        "electricity-2020-2022",
        "electricity-2021-reference",
        "electricity-2022-reference",
        "electricity-2023",
    }
    shown = page("/en/data/factors/korea/electricity-2023/")
    assert "From 454.1 kgCO₂e per MWh in 2020 to 417.3 in 2023." in shown


def test_a_factor_that_is_not_there_is_not_found() -> None:
    page("/en/data/factors/korea/no-such-factor/", status=404)


def test_gases_that_are_not_told_are_unknown_and_biogenic_co2_is_not_counted() -> None:
    assert data("/en/data/factors/korea/diesel.json")["co2e_kg"] == {}
    wood = data("/en/data/factors/world/wood-residential.json")
    assert wood["co2e_kg"]["AR5"] == pytest.approx(300 * 28 + 4 * 265)
