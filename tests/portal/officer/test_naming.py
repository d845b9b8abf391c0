"""Naming counted empty places of plans: by one person with a source, approved by another, kept by packs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.test import Client

from dure.grammar import read
from dure.kernel.cases import read as cases
from dure.kernel.plans import read as plans
from dure.kernel.runs import write as runs

ROOM = "/en/work/dreamtown/plans/"
TASK = f"{ROOM}plan/plan/tasks-01/"
NAMED = {
    "title_ko": "학교 숲", "title_en": "School woods", "owner": "Parks department", "source": "dream-plan",
    "locator": "p. 12", "note": "",
}  # fmt: skip
Person = Callable[..., Client]


def named() -> plans.Node:
    """The first task of the plan."""
    (plan,) = plans.plans("dreamtown")
    found = plan.find("tasks-01")
    assert found is not None
    return found


def test_an_empty_place_is_named_by_one_person_and_approved_by_another(
    officer: Client, approver: Client, small_packs: Path, at: datetime
) -> None:
    page = officer.get("/en/dreamtown/plans/").content.decode()
    assert f'href="{ROOM}"' in page
    page = officer.get(ROOM).content.decode()
    assert "43 empty places" in page
    assert f'href="{TASK}"' in page
    entry = officer.post(TASK, NAMED)["Location"]
    assert named().empty
    assert "Places of plans to approve" in approver.get("/en/work/").content.decode()
    assert "School woods" in approver.get(entry).content.decode()
    answer = approver.post(entry, {"move": "approve", "says": ""}, follow=True)
    assert "Approved and published." in answer.content.decode()
    assert (named().title.ko, named().owner, named().locator) == ("학교 숲", "Parks department", "p. 12")
    page = officer.get("/en/dreamtown/plans/").content.decode()
    assert "School woods" in page
    assert "42 places not named by the document" in page
    assert officer.get(TASK).status_code == 404
    runs.load(read(small_packs), code_version="test", at=at + timedelta(days=60), tell=lambda *_: None)
    assert named().title.en == "School woods"


def test_nobody_approves_the_name_they_filed(person: Person) -> None:
    both = person("dara", "officer", "approver")
    entry = both.post(TASK, NAMED)["Location"]
    answer = both.post(entry, {"move": "approve"})
    assert answer.status_code == 422
    assert "Another person has to look at it." in answer.content.decode()
    assert named().empty


def test_a_name_needs_a_title_a_document_and_its_line(officer: Client) -> None:
    answer = officer.post(TASK, {**NAMED, "title_ko": "", "source": "", "locator": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("title_ko", "source", "locator"):
        assert f'href="#id_{field}"' in page
    assert "School woods" in page
    assert not cases.cases(place="dreamtown", kind="plan_entry")


def test_a_place_is_filed_once_until_it_is_sent_back(officer: Client, approver: Client) -> None:
    entry = officer.post(TASK, NAMED)["Location"]
    assert officer.post(TASK, NAMED)["Location"] == entry
    assert f'href="{ROOM}plan/plan/tasks-02/"' in officer.get(ROOM).content.decode()
    assert approver.post(entry, {"move": "return", "says": ""}).status_code == 422
    approver.post(entry, {"move": "return", "says": "Page 12 says otherwise."})
    assert named().empty
    assert officer.post(TASK, NAMED)["Location"] != entry


def test_an_approver_alone_names_nothing(approver: Client) -> None:
    assert approver.get(ROOM).status_code == 200
    assert approver.post(TASK, NAMED).status_code == 403
