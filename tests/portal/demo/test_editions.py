"""The demo's shelf of disclosures has a first edition, made by two people and said to be the demo's."""

from datetime import datetime

from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.parties import write as parties
from dure.kernel.plans import read as plans
from dure.portal.demo.editions import first_disclosure
from tests.portal.officer.conftest import loaded, small_packs
from tests.portal.officer.test_disclosures import with_disclosure

__all__ = ["loaded", "small_packs", "with_disclosure"]


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
