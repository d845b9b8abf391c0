"""The position by facility: granted, verified, left over or missing; per facility and as a sum of a year."""

import shutil
from pathlib import Path

import pytest
from django.test import Client

from tests.portal.officer import conftest as office
from tests.portal.officer import test_trading
from tests.portal.officer.test_trading import TOWN

small_packs_of_trading = test_trading.small_packs
loaded = office.loaded

STATED = """facility_allowances_tco2e/facility-01,2020,"5,000",tCO2e,observed,,,dream-plan:6,,,
facility_emissions_tco2e/facility-01,2020,"5,400",tCO2e,observed,,,dream-plan:6,,,
facility_allowances_tco2e/facility-02,2020,"900",tCO2e,observed,,,dream-plan:6,,,
facility_emissions_tco2e/facility-02,2020,"700",tCO2e,observed,,,dream-plan:6,,,
"""
THINGS = """facility-02,unnamed_facility,시설 2(이름 미발표),Facility 2 (not named),dream-plan:3
facility-03,unnamed_facility,시설 3(이름 미발표),Facility 3 (not named),dream-plan:3
"""


@pytest.fixture(scope="session")
def small_packs(small_packs_of_trading: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs of the trading desk, with figures of two facilities and none of a third."""
    folder = tmp_path_factory.mktemp("facilities") / "packs"
    shutil.copytree(small_packs_of_trading, folder)
    own = folder / "places" / TOWN / "allowances"
    with (own / "observations.csv").open("a") as file:
        file.write(STATED)
    with (own / "things.csv").open("a") as file:
        file.write(THINGS)
    return folder


def test_each_facility_and_their_sum_stand_with_what_is_left_or_missing(client: Client) -> None:
    text = client.get(f"/en/{TOWN}/allowances/").content.decode()
    assert "Sum of those listed" in text
    for amount in ("5,000", "5,400", "-400", "5,900", "6,100", "-200"):
        assert amount in text.replace("−", "-")
    assert "1 facility: neither grant, verified emissions nor tier is published." in text
    assert "Facility 3 (not named)" not in text
