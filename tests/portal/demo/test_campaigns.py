"""The demo has an open mission and an open event where tariffs are invented, by two people, and says so."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dure.kernel.cases import read as cases
from dure.kernel.parties import write as parties
from dure.portal.demo.campaigns import first_campaigns
from tests.portal.resident.acts.conftest import TOWN, town_packs
from tests.recalled import load

__all__ = ["town_packs"]
PASSWORDS = {"officer": "a long enough word", "approver": "another long word"}


@pytest.mark.django_db
def test_the_demo_opens_each_once_by_two_people_and_only_where_tariffs_are_invented(
    town_packs: Path, tmp_path: Path, settings: Settings, at: datetime
) -> None:
    folder = shutil.copytree(town_packs, tmp_path / "packs")
    settings.PACKS = folder
    load(folder, at)
    parties.make_demo_accounts([TOWN], passwords=PASSWORDS, at=at)
    assert first_campaigns(at=at) == ()
    stated = folder / "places" / TOWN / "citizen_actions" / "observations.csv"
    stated.write_text(stated.read_text().replace(",parameter,", ",synthetic,"))
    load(folder, at)
    made = first_campaigns(at=at)
    assert [each.partition("/")[0] for each in made] == ["mission", "proof_shot"]
    assert first_campaigns(at=at) == ()
    for each in made:
        case = cases.find_case(each)
        assert case is not None
        assert (case.state, len({step.by for step in case.steps})) == ("open", 2)
    page = Client().get(f"/en/{TOWN}/campaigns/").content.decode()
    assert "Mission of the demo" in page
    assert "Proof-shot event of the demo" in page
    number = made[1].partition("/")[2]
    assert "Made for the demo" in Client().get(f"/en/{TOWN}/campaigns/{number}/").content.decode()
