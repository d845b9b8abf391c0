"""Pages read from the whole packs: levels counted once, reasons told apart, units and times in words."""

import re
from html import unescape

import pytest
from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.plans import read as plans
from dure.kernel.runs import read as runs

pytestmark = pytest.mark.usefixtures("everything")
DEMAND = "jeju/electricity_demand_mwh@2022:target"


def page(path: str) -> str:
    """The words of a page."""
    text = Client().get(path, secure=True).content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def finding(subject: str) -> cases.Case:
    """The finding about a figure."""
    (found,) = cases.cases(kind="finding", subject=subject)
    return found


def test_a_heading_is_no_part_of_the_level_it_names() -> None:
    (plan,) = plans.plans("jeju")
    counts = {level.ko: count for level, count, _empty in plan.counts()}
    assert (counts["추진 경과"], counts["정책과제"]) == (6, 5)
    every = [plan for place in ("jeju", "incheon", "ulsan", "gwangju") for plan in plans.plans(place)]
    assert not [level.ko for plan in every for level, _count, _empty in plan.counts() if "묶음" in level.ko]


def test_a_proposal_says_which_checks_propose_it_and_which_it_alone_would_mend() -> None:
    number = finding(DEMAND).id.rpartition("/")[2]
    said = page(f"/en/findings/{number}/")
    assert "6,252 GWh – 6,359 GWh" in said
    assert "Proposed by: Share of a total, Decimal point" in said
    assert said.count("mends only this check") == 2
    assert "3 different sets of figures" in said
    assert "Each of these alone would do" not in said
    assert "Expected: Limits" not in said
    assert "percentage points" in said


def test_a_finding_shows_the_figure_as_its_document_prints_it() -> None:
    assert "5,632,900 MWh" in page(
        f"/ko/findings/{finding('incheon/fuel_cell_generation_mwh@2030:target').id.rpartition('/')[2]}/"
    )


def test_a_reckoning_is_told_in_titles_units_and_documents() -> None:
    run = finding(DEMAND).reasons[0].run
    said = page(f"/ko/data/runs/{run}/")
    assert "3,720,000 MWh" in said
    assert "번째 줄" in said
    assert "share_step" not in said
    lines = Client().get(f"/ko/data/runs/{run}.csv", secure=True).content.decode().splitlines()
    assert lines[1].startswith("input,part,")
    assert lines[-1].startswith("answer,holds")
    assert runs.find_run(run)


def test_a_derivation_names_the_document_of_every_input() -> None:
    assert page("/ko/figures/daegu/emissions_goal_tco2e@2030:target/").count("41번째 줄") >= 3


def test_the_emissions_of_a_city_have_the_goal_as_their_target() -> None:
    said = page("/ko/daegu/indicators/")
    assert "2030년 519만 tCO₂e" in said


def test_a_country_does_not_lead_with_what_one_city_claims() -> None:
    assert "Technologies demonstrated" not in page("/en/korea/")
    assert "Technologies demonstrated, Seoul testbed" in page("/en/korea/indicators/")


def test_times_are_those_of_the_place() -> None:
    told = Client().get("/en/figures/daegu/emissions_tco2e@2018:observed.json", secure=True).json()
    assert told["recorded_at"].endswith("+09:00")


def test_a_year_is_not_said_twice() -> None:
    assert "2050 2050" not in page("/en/daegu/")


def test_a_percent_sign_keeps_its_particle() -> None:
    text = Client().get("/ko/incheon/", secure=True).content.decode()
    assert "%\u2060에" in text
    assert "%에" not in text


@pytest.mark.parametrize("path", ["reports.csv", "reports/draft.csv"])
def test_reports_have_their_tables_as_csv(path: str) -> None:
    assert Client().get(f"/ko/daegu/{path}", secure=True).status_code == 200
