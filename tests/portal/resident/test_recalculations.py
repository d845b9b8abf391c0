"""Why a year says something else than it did: what was declared, and what nobody told."""

import re
from decimal import Decimal

import pytest

from tests.portal.resident.test_reconciliations import data, page

pytestmark = pytest.mark.usefixtures("everything")


def test_of_two_totals_in_two_documents_all_is_unexplained_and_no_part_is_invented() -> None:
    """9.89 Mt were said of 2017 and 9.43 Mt of 2018, with no word on why."""
    found = data("/en/daegu/inventory/changes.json")
    (pair,) = found["totals"]
    assert pair["change"] == "-460000"
    assert [(cause["trigger"], cause["effect"]) for cause in pair["causes"]] == [("unexplained", "-460000")]
    said = page("/en/daegu/inventory/changes/")
    assert "Why did 2018 change against 2017?" in said
    assert "4.65% of the earlier total" in said
    assert "all of it is unexplained" in said


def test_another_total_beneath_the_same_amount_makes_another_percentage() -> None:
    said = page("/en/daegu/inventory/changes/")
    assert "2,472,500" in said
    assert "2,451,800" in said


def test_without_a_declared_policy_nothing_is_judged_and_what_is_missing_is_named() -> None:
    found = data("/en/daegu/inventory/changes.json")
    assert found["policy"] is None
    assert "recalculation_threshold_percent" in found["policy_missing"]
    said = page("/ko/daegu/inventory/changes/")
    assert "기준연도 재산정 방침이 빠짐없이 정해져 있지 않습니다" in said
    assert "재산정할 만한 변화인지 판단할 수 없습니다" in said
    # What is missing is told by its title; its address is what an officer enters it under.
    assert re.search(r"다시 계산하는 문턱 daegu/recalculation_threshold_percent", said)


def test_a_corrected_factor_moves_the_base_year_past_the_threshold_and_all_years_are_due() -> None:
    found = data("/en/sample-district/inventory/changes.json")
    assert found["policy"]["base_year"] == 2021
    (base,) = found["recalculations"]
    assert base["due"] is True
    assert base["years"] == [2021, 2022, 2023]
    assert {cause["trigger"] for cause in base["causes"]} == {"factor"}
    before, after = (Decimal(found["years"][0][side]) for side in ("before", "after"))
    assert sum(Decimal(cause["effect"]) for cause in base["causes"]) == pytest.approx(
        after - before, abs=Decimal("0.01")
    )
    assert base["share_changed_percent"] == pytest.approx(float((after - before) / before * 100), abs=1e-6)


def test_every_year_is_shown_in_both_editions() -> None:
    found = data("/en/sample-district/inventory/changes.json")
    assert [each["year"] for each in found["years"]] == [2021, 2022, 2023]
    said = page("/en/sample-district/inventory/changes/")
    assert "all years are due, 2021, 2022, 2023" in said
    assert "electricity-first (2024-05-31) → electricity-corrected (2025-11-30)" in said


def test_a_place_without_anything_says_so() -> None:
    said = page("/en/daejeon/inventory/changes/")
    assert "No inventory is kept here line by line." in said


def test_worked_inventories_come_before_totals_of_the_press() -> None:
    """Two years are kept line by line; two papers print bare totals of two others."""
    said = page("/en/seoul/inventory/changes/")
    assert "The inventories kept line by line" in said
    kept = said.index("are kept source by source")
    assert kept < said.index("The totals and their documents")
    before = said[:kept]
    assert "2013" in before
    assert "2017" in before
    assert "Why did 2019 change against 2005?" not in before


def test_names_of_years_take_the_particles_of_how_they_are_read() -> None:
    """년 ends in a closed sound: 과 and 은, whatever quotes stand around it."""
    assert "‘2013년’과 ‘2017년’은 배출원별로" in page("/ko/seoul/inventory/changes/")
