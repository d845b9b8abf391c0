"""The demo's shelf of disclosures has a first edition, made by two people and said to be the demo's."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.parties import write as parties
from dure.kernel.plans import read as plans
from dure.portal.demo.editions import first_disclosure
from tests.portal.officer import conftest as office
from tests.portal.officer.test_disclosures import disclosing

loaded = office.loaded
office_packs = office.small_packs


@pytest.fixture(scope="session")
def small_packs(office_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs of the office, with the system of disclosure."""
    return disclosing(office_packs, tmp_path_factory.mktemp("demo") / "packs")


def test_the_demo_has_one_edition_by_two_people_and_no_second(at: datetime) -> None:
    assert first_disclosure(at=at) == ""
    passwords = {"officer": "a long enough word", "approver": "another long word"}
    parties.make_demo_accounts(["dreamtown"], passwords=passwords, at=at)
    assert first_disclosure(at=at) == "dreamtown"
    assert first_disclosure(at=at) == ""
    (edition,) = plans.editions("dreamtown", kind=plans.DISCLOSURE)
    case = cases.find_case(edition.case)
    assert case is not None
    assert len({step.by for step in case.steps}) == 2
    assert (
        "The city did not publish it" in Client().get("/en/dreamtown/disclosure/editions/").content.decode()
    )
