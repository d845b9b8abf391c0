"""Pathways: whether a plan reaches its target, and what nobody has stated of it."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from dure.kernel.observations import read as observations
from dure.portal.resident.ways import ways
from dure.portal.resident.wedges import wedges

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


def html(path: str) -> str:
    """A page as it is sent."""
    return Client().get(path, secure=True).content.decode()


def page(path: str) -> str:
    """The words of a page, with a plain minus sign."""
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", html(path), flags=re.S)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
    return unescape(words).replace("\u2212", "-").replace("\u2060", "")


def level(place: str, name: str) -> object:
    """A level of the target year."""
    (figure,) = observations.figures(place, addresses=[f"scenario_tco2e/{name}"])
    return figure.value


def test_daegu_lacks_843_500_tonnes_even_if_everything_works() -> None:
    """9.43 Mt less 0.95 Mt on roofs and a potential of 2.45 Mt, against 5.1865 Mt."""
    assert level("daegu", "plan") == 6_030_000
    assert level("daegu", "not_covered") == 843_500
    said = page("/en/daegu/pathways/")
    assert "With everything that the plan says in tonnes 843,500 tCO₂e are still missing" in said
    assert "1 of them is a potential and no promise" in said


def test_what_nobody_published_is_said_and_not_drawn() -> None:
    said = page("/en/daegu/pathways/")
    assert "No forecast without measures is published for the target year" in said
    assert "there is no scenario by evidence" in said
    assert level("daegu", "adjusted") is None
    assert "No carbon budget is declared" in said
    assert "Against business as usual Cannot be tested." in said


def test_a_measure_without_tonnes_is_named_and_takes_nothing_away() -> None:
    said = page("/en/daegu/pathways/")
    assert "Named in the plan, but not in tonnes" in said
    assert "Trees and forests" in said


def test_an_investment_is_no_yearly_cost_and_stands_apart() -> None:
    said = page("/en/daegu/pathways/")
    assert "no curve can be drawn" in said
    assert "KRW 3,000,000,000,000" in said
    assert "the net cost of a year" in said


def test_the_area_under_the_path_stands_without_a_budget() -> None:
    (area,) = observations.figures("daegu", addresses=["carbon_area_tco2e/to_target"])
    assert area.value == 87_699_000
    assert "87.7 million" in page("/en/daegu/pathways/")


def test_the_national_plan_counts_from_its_base_year_though_a_forecast_was_published() -> None:
    assert level("korea", "start") == 727_600_000
    assert "the forecast stands beside them" in page("/en/korea/pathways/")


def test_the_old_promise_against_a_forecast_is_tested_beside_the_new_one() -> None:
    """850.6 Mt less 37 % are 535.878 Mt; 624.2 Mt were emitted in 2023."""
    tests = {one["test"]: one for one in Client().get("/en/korea/pathways.json", secure=True).json()["tests"]}
    assert float(tests["bau_measured"]["gap_tco2e"]) == pytest.approx(624_200_000 - 535_878_000)
    assert tests["bau_plan"]["kept"] is True
    assert tests["absolute_measured"]["kept"] is False


def test_sectors_without_a_number_may_undo_what_the_others_spare() -> None:
    """Nine sectors go 6.7 Mt beyond the target; two emit 12.3 Mt, and nobody says what they cut or add."""
    path = "/en/korea/pathways.json"
    tests = {one["test"]: one for one in Client().get(path, secure=True).json()["tests"]}
    assert tests["absolute_plan"]["kept"] is None
    said = page("/en/korea/pathways/")
    assert "sectors without one may add up to 12.3 million tCO₂e" in said
    assert "Cannot be said." in said


def test_a_made_up_district_shows_everything_and_says_on_every_part_that_it_is_made_up() -> None:
    text = html("/en/sample-district/pathways/")
    assert "invented to show every part of this page" in text
    for slug in ("scenarios", "wedges", "costs", "area"):
        begin = text.index(f'id="{slug}"')
        assert "MADE-UP DATA" in text[begin : text.index("</figure>", begin)]
    marks = {
        f.mark for f in observations.figures("sample-district") if f.address.startswith("scenario_tco2e/")
    }
    assert marks == {"synthetic"}


def test_a_wedge_bends_in_the_years_that_are_stated_and_is_straight_where_none_is() -> None:
    """Lighting of 24,000 t in 2026, where the straight way to 28,800 t in 2030 would have 19,200 t."""
    said = page("/en/sample-district/pathways/")
    assert "The parts bend in 2026, 2027, where the plan states them" in said
    said = page("/en/daegu/pathways/")
    assert "The way from 2018 to 2030 is drawn straight: no part states the years between" in said
    with translation.override("en"):
        drawn = wedges(ways("sample-district"))
    assert drawn is not None
    (lighting,) = [band for band in drawn.bands if band.href.endswith("lighting@2030:synthetic/")]
    cut = {upper[0]: upper[1] - lower[1] for upper, lower in zip(lighting.upper, lighting.lower, strict=True)}
    assert cut == pytest.approx({2018: 0, 2026: 24_000, 2027: 25_200, 2030: 28_800})
    for above, below in zip(drawn.bands, drawn.bands[1:], strict=False):
        assert above.lower == below.upper


def test_measures_on_one_source_overlap_and_what_lacks_a_cost_or_tonnes_stands_apart() -> None:
    said = page("/en/sample-district/pathways/")
    assert "79,200 tCO₂e of 568,368 tCO₂e saves money" in said
    assert "58,032 tCO₂e more: several act on the same source" in said
    apart = said[said.index("Measures that are not on the curve") :]
    assert "Trees and forests" in apart
    assert "Everyday habits of residents" in apart


def test_what_measures_take_from_each_other_is_no_part_of_the_plan() -> None:
    """1,560,000 t less 636,000 t one by one, of which 58,032 t are taken twice; 864,000 t are allowed."""
    assert level("sample-district", "plan") == 982_032
    assert level("sample-district", "not_covered") == 118_032
    said = page("/en/sample-district/pathways/")
    assert "118,032 tCO₂e are still missing" in said
    assert "come to 636,000 tCO₂e. Measures on one source take 58,032 tCO₂e of that" in said
    assert "Counted twice by measures on one source" in said
    alone = page("/en/daegu/pathways/")
    assert "take from each other is not known" in alone


def test_a_promise_for_each_won_is_tested_with_what_measures_take_from_each_other() -> None:
    """982,032 t by the plan, where the parts one by one would keep it: output grows to 8.6 trillion won."""
    path = "/en/sample-district/pathways.json"
    tests = {one["test"]: one for one in Client().get(path, secure=True).json()["tests"]}
    assert float(tests["output_plan"]["promised_tco2e"]) == 1_440_000 * 86 / 64 / 2
    assert tests["output_plan"]["kept"] is False
    assert float(tests["output_plan"]["gap_tco2e"]) == pytest.approx(982_032 - 967_500)
    assert float(tests["intensity_plan"]["promised_tco2e"]) == pytest.approx(1_440_000 * 290 / 318 * 0.55)
    assert tests["intensity_plan"]["kept"] is False


def test_a_place_without_a_base_year_is_told_what_is_missing() -> None:
    said = page("/en/daejeon-seo/pathways/")
    assert "No path can be drawn yet" in said
    assert "the target year" in said


def test_colour_carries_nothing_alone() -> None:
    """Every band and every step has a number, a pattern of its own and a name beside its amount."""
    text = html("/en/sample-district/pathways/")
    assert text.count('class="pattern-number"') == text.count('class="pattern-swatch"') > 10
    assert 'fill="url(#wedges-full-p0)"' in text


def test_the_page_speaks_korean() -> None:
    said = page("/ko/daegu/pathways/")
    assert "대구광역시의 계획으로 목표를 이룰 수 있습니까?" in said
    assert "대책을 모두 더해도 843,500 tCO₂e 모자랍니다" in said


def test_the_same_figures_come_as_csv() -> None:
    csv = b"".join(Client().get("/en/daegu/pathways.csv", secure=True)).decode()
    assert "daegu/scenario_tco2e/not_covered@2030:estimated" in csv
    assert "daegu/planned_cut_tco2e/power/roof_solar@2030:target" in csv


def test_a_path_goes_through_every_year_that_was_promised() -> None:
    """Seoul: 49,445 kt in 2005, 40 % less by 2030, 70 % less by 2040, none in 2050."""
    path = {
        figure.period: figure.value
        for figure in observations.figures("seoul", addresses=["emissions_path_tco2e"])
    }
    assert [path[year] for year in ("2030", "2040", "2050")] == [29_667_000, 14_833_500, 0]
    (area,) = observations.figures("seoul", addresses=["carbon_area_tco2e/to_neutrality"])
    assert area.value == (25 * (49_445 + 29_667) + 10 * (29_667 + 14_833.5) + 10 * 14_833.5) * 500


def test_what_was_measured_is_taken_off_the_budget_beside_the_path() -> None:
    """1.44 Mt in 2018 and 1.318 Mt in 2024 make 8.274 Mt, where the path makes (1.44 + 1.152) × 3 Mt."""
    said = page("/en/sample-district/pathways/")
    assert "From 2018 to 2024, measured emissions add up to 8.27 million tCO₂e" in said
    assert "on the path they would be 7.78 million tCO₂e" in said
    assert "That is 498,000 tCO₂e more than on the path." in said
    assert "measured emissions have used of it so far is unknown" in page("/en/daegu/pathways/")
