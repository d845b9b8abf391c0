"""The disclosure room: what the books answer, what nobody can, the rule on plants, and files for machines."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dure.grammar.books.ecrf import read_workbook
from dure.grammar.books.fields import read_lists
from dure.kernel.observations import read as observations
from dure.kernel.things import read as things
from dure.portal.data.disclosures.answering import (
    ANSWERED,
    BROKEN,
    MISSING,
    NO_BOOK,
    PARTLY,
    Answer,
    Books,
    answered,
    books_of,
)  # fmt: skip
from dure.portal.resident.inventory_files import taxonomy
from dure.portal.settings import PACKS
from tests.portal.resident.stated import figure

pytestmark = pytest.mark.usefixtures("everything")
FIELDS, MISTAKES = read_lists(PACKS)


def got(path: str) -> Any:
    """What an address answers."""
    answer = Client().get(path, secure=True)
    assert answer.status_code == 200, path
    return answer


def states(year: int = 2026) -> dict[str, str]:
    """The state of each field of a city that has pledged."""
    said = got(f"/en/daegu/disclosure.json?year={year}").json()
    return {f"{field['list']}/{field['field']}": field["state"] for field in said["fields"]}


def books(**changed: Any) -> Books:
    """The books of a city, changed."""
    place = things.find_place("daegu")
    assert place is not None
    found = books_of(place, year=2026, recorded_by=None)
    return Books(**{**found.__dict__, **changed})


def test_the_lists_have_no_mistakes() -> None:
    assert MISTAKES == ()
    assert len(FIELDS) > 50


def test_a_pledge_and_its_targets_are_answered_from_the_books() -> None:
    found = states()
    for name in ("net_zero_year", "interim_target", "joined", "plan", "coalition"):
        assert found[f"race_to_zero/{name}"] == ANSWERED
    assert found["coal/joined"] == found["coal/no_new_plants"] == ANSWERED


def test_a_task_that_nothing_measures_does_not_count() -> None:
    found = states()
    assert {found[f"commitments/{name}"] for name in ("living", "fuels", "buildings", "energy")} == {MISSING}
    page = got("/en/daegu/disclosure/").content.decode()
    assert "It is named in the plan, and no figure measures it yet." in page


def test_everything_that_cannot_be_answered_is_listed_with_who_could() -> None:
    page = got("/en/daegu/disclosure/").content.decode()
    said = got("/en/daegu/disclosure.json").json()["fields"]
    missing = [field for field in said if field["state"] != ANSWERED]
    assert all(field["who"]["en"] and field["who"]["ko"] for field in missing)
    assert f"{sum(field['count'] for field in missing)} fields that cannot be answered yet" in page
    assert "36 questions" in page


def test_an_earlier_year_knows_only_what_was_out_by_then() -> None:
    assert states(2021)["race_to_zero/net_zero_year"] == ANSWERED
    assert states(2021)["common_reporting/population"] == MISSING
    assert states()["common_reporting/population"] == ANSWERED
    assert Client().get("/en/daegu/disclosure/?year=1999", secure=True).status_code == 404


def test_a_new_fossil_plant_breaks_the_rule() -> None:
    (rule,) = (field for field in FIELDS if field.name == "coal/no_new_plants")
    plant = figure("new_fossil_plants", 1, "2025", mark="forecast")
    assert answered([rule], books(figures=(plant,)))[0].state == BROKEN
    promise = figure("new_fossil_plants", 0, "2025", mark="target")
    assert answered([rule], books(figures=(promise,)))[0].state == ANSWERED
    assert answered([rule], books(figures=()))[0].state == MISSING


YEAR = figure("base_year", 2018, "2018", mark="parameter")
TARGET = figure("target_year", 2030, "2030", mark="target")
BASE = figure("emissions_tco2e", 9_430_000, "2018")
NEXT = figure("emissions_tco2e", 9_300_000, "2019")


@pytest.mark.parametrize(
    ("stated", "period"), [((YEAR, BASE, NEXT), "2018"), ((YEAR, NEXT), None), ((BASE, NEXT), None)]
)
def test_the_base_years_emissions_are_those_of_no_other_year(stated: tuple[Any, ...], period: str) -> None:
    asked = [field for field in FIELDS if field.field == "base_emissions"]
    assert len(asked) == 2
    for answer in answered(asked, books(figures=stated)):
        assert (answer.figure and answer.figure.period) == period
        assert answer.state == (ANSWERED if period else MISSING)
        assert bool(answer.why.ko and answer.why.en) is (period is None)


def test_what_is_asked_of_a_year_is_answered_with_that_year() -> None:
    cuts = [figure("emissions_cut_percent", value, year, mark="target") for value, year in
            ((40, "2030"), (100, "2050"))]  # fmt: skip
    goals = [figure("emissions_goal_tco2e", value, year, mark="target") for value, year in
             ((5, "2030"), (0, "2050"))]  # fmt: skip
    names = ("interim_target", "reduction", "target_emissions", "target")
    asked = [field for field in FIELDS if field.field in names]
    found = answered(asked, books(figures=(TARGET, *cuts, *goals)))
    assert [answer.figure and answer.figure.period for answer in found] == ["2030"] * 4


def test_a_sector_is_of_the_inventory_that_is_named() -> None:
    asked = [field for field in FIELDS if field.field in ("stationary", "total_emissions")]
    named = figure("gpc_emissions_tco2e/i-1-1", 5, "2023", mark="estimated")
    later = [figure(name, 9, "2024", mark="synthetic") for name in
             ("gpc_sector_tco2e/stationary", "gpc_total_tco2e/basic")]  # fmt: skip
    assert {each.state for each in answered(asked, books(figures=(named, *later)))} == {MISSING}
    own = [replace(each, period="2023", mark="estimated") for each in later]
    found = answered(asked, books(figures=(named, *later, *own)))
    assert [answer.figure and answer.figure.period for answer in found] == ["2023", "2023"]


def test_an_inventory_whose_total_is_unknown_answers_only_partly() -> None:
    asked = [field for field in FIELDS if field.answers[:1] in ((("inventory", ""),), (("workbook", ""),))]
    assert len(asked) > 1
    source = figure("gpc_emissions_tco2e/i-1-1", 5, "2024", mark="estimated")
    unknown = figure("gpc_total_tco2e/basic", None, "2024", mark="estimated")
    known = figure("gpc_total_tco2e/basic", 5, "2024", mark="estimated")
    parts = answered(asked, books(figures=(source, unknown)))
    assert {answer.state for answer in parts} == {PARTLY}
    assert {answer.says.en for answer in parts} == {"2024, 1 of 54 sources"}
    assert {answer.state for answer in answered(asked, books(figures=(source, known)))} == {ANSWERED}


def test_an_old_ranking_does_not_answer_for_the_year() -> None:
    yearly = ("yearly", "joint_evaluation_rank/mitigation")
    asked = [field for field in FIELDS if yearly in field.answers]
    assert asked
    for period, state in (("2021", PARTLY), ("2025", ANSWERED)):
        ranked = figure("joint_evaluation_rank/mitigation", 1, period)
        assert {answer.state for answer in answered(asked, books(figures=(ranked,)))} == {state}
    assert states()["common_reporting/monitoring"] == PARTLY


def test_what_no_book_holds_says_so() -> None:
    (portal,) = (field for field in FIELDS if field.name == "race_to_zero/portal")
    assert answered([portal], books())[0].state == NO_BOOK


def test_a_place_that_does_not_disclose_says_so() -> None:
    assert "has not switched on" in got("/en/seoul/disclosure/").content.decode()


@pytest.mark.parametrize(("place", "year"), [("seoul", 2013), ("seoul", 2017), ("sample-district", 2021)])
def test_a_published_inventory_goes_out_as_a_workbook(
    place: str, year: int, loaded_home: Path, settings: Settings
) -> None:
    settings.HOME = loaded_home
    content = got(f"/en/{place}/inventory/ecrf-{year}.xlsx").content
    back = read_workbook(content, categories=taxonomy())
    assert not back.mistakes
    assert [line.ref for line in back.lines] == [category.ref for category in taxonomy()]
    stated = {
        f.address.rpartition("/")[2]: f
        for f in observations.figures(place)
        if f.address.startswith("gpc_emissions_tco2e/") and f.period == str(year)
    }
    for line in back.lines:
        own = stated[line.ref.lower().replace(".", "-")]
        assert line.number("ghg_co2e") == own.value
        assert own.value is not None or line["notation_key"] == own.printed


def test_a_line_of_one_activity_has_its_factors_and_each_row_what_it_came_to(
    loaded_home: Path, settings: Settings
) -> None:
    settings.HOME = loaded_home
    content = got("/en/sample-district/inventory/ecrf-2021.xlsx").content
    back = read_workbook(content, categories=taxonomy())
    single = [line for line in back.lines if line["activity_amount"] and line["factor_unit"]]
    assert single
    for line in single:
        quantity = line.number("activity_amount")
        assert quantity is not None
        assert line["factor_unit"] == f"kg/{line['activity_unit']}"
        for gas in ("co2", "ch4", "n2o", "biogenic_co2"):
            each, mass = line.number(f"factor_{gas}"), line.number(f"ghg_{gas}")
            assert (each is None) == (mass is None)
            if each is not None and mass is not None:
                assert float(each * quantity) == pytest.approx(float(mass) * 1000, rel=1e-9)
    header, *rows = dict(back.rows)["Activities"]
    assert header[-2:] == ("emissions_tco2e", "emissions_kgco2e_per_unit")
    assert sum(bool(row[-2]) for row in rows) > 40


def test_the_same_workbook_is_the_same_file() -> None:
    first, second = (got("/ko/seoul/inventory/ecrf-2017.xlsx").content for _ in range(2))
    assert first == second
    assert io.BytesIO(first).read(2) == b"PK"


def test_the_catalogue_names_every_dataset_with_its_licence() -> None:
    answer = got("/catalog.jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    catalog = json.loads(answer.content)
    assert catalog["@type"] == "dcat:Catalog"
    known = {each["dct:identifier"]: each for each in catalog["dcat:dataset"]}
    assert {"daegu/disclosure", "seoul/inventory", "c40-gpc-2023"} <= set(known)
    assert "seoul/disclosure" not in known
    assert known["c40-gpc-2023"]["dct:license"]["dct:title"].startswith("C40 terms")
    assert all(each.get("dct:license") or each.get("dct:rights") for each in known.values())
    address = known["seoul/inventory"]["dcat:distribution"][0]["dcat:downloadURL"]["@id"]
    assert Client().get(address.removeprefix("https://testserver"), secure=True).status_code == 200


def within(day: date, *, joined: str) -> Answer:
    """Whether a plan whose document came out on a day was in time, for a city that joined on another."""
    (asked,) = (field for field in FIELDS if field.name == "race_to_zero/plan")
    found = books()
    pledge = found.cases["daegu/race-to-zero"]
    steps = tuple(replace(step, on=date.fromisoformat(joined)) for step in pledge.steps)
    known = {**found.cases, pledge.id: replace(pledge, steps=steps)}
    published = dict.fromkeys(found.published, day)
    return answered([asked], replace(found, cases=known, published=published))[0]


def test_a_plan_answers_only_when_it_came_within_twelve_months() -> None:
    assert within(date(2022, 4, 1), joined="2021-04-04").state == ANSWERED
    late = within(date(2022, 6, 1), joined="2021-04-04")
    assert (late.state, "more than twelve months later" in late.why.en) == (PARTLY, True)


def test_practices_of_an_earlier_year_answer_the_yearly_duty_only_partly() -> None:
    assert states(2021)["commitments/share"] == ANSWERED
    assert states()["commitments/share"] == PARTLY
    page = got("/en/daegu/disclosure/").content.decode()
    assert "The newest is of 2021; they are to be shared each year." in page


def test_the_record_stands_year_by_year_with_what_is_open() -> None:
    page = got("/en/daegu/disclosure/").content.decode()
    record = page.partition('id="record"')[2].partition("</table>")[0]
    assert all(f"year={year}" in record for year in range(2021, 2027))
    assert "The day it was entered into the portal" in record


@pytest.mark.parametrize(
    ("field", "address"),
    [("area", "land_area_km2"), ("gdp", "gross_product_krw"), ("degree_days", "degree_day_total/heating")],
)
def test_facts_of_the_city_are_answered_once_somebody_states_them(field: str, address: str) -> None:
    (asked,) = (each for each in FIELDS if each.name == f"common_reporting/{field}")
    assert answered([asked], books(figures=()))[0].state == MISSING
    stated = figure(address, 883, "2025")
    assert answered([asked], books(figures=(stated,)))[0].state == ANSWERED
