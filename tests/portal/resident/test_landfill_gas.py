"""A landfill gas project shows its forecast beside what came, and says what nobody has published."""

import html

import pytest

from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_forecast_and_first_issuance_stand_side_by_side(language: str) -> None:
    shown = html.unescape(page(f"/{language}/daegu/landfill-gas/"))
    for words in ("404,000", "225,919", "371,241.5", "49,270,000", "50.14", "17,678,166.7", "0.7156"):
        assert words in shown
    assert f"/{language}/daegu/landfill-gas/" in page(f"/{language}/daegu/allowances/")


def test_what_is_not_public_is_unknown_and_nothing_stands_for_it() -> None:
    shown = page("/en/daegu/landfill-gas/")
    assert "Not public: 4 of the terms" in shown
    told = [each for each in data("/en/daegu/landfill-gas.json")["figures"] if "credited" in str(each)]
    assert [each["value"] for each in told] == [None]
    listed = {row["address"]: row["value"] for row in rows("/en/daegu/landfill-gas.csv")}
    assert listed["landfill_project_tco2e/credited"] in {"", "unknown"}
    assert listed["credits_tco2e/first_issuance"] == "225919"
    assert "landfill_project_tco2e/own" not in listed


def test_a_place_without_such_a_project_has_no_page() -> None:
    assert page("/en/sample-district/landfill-gas/", status=404)
