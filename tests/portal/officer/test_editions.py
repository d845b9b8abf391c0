"""Publishing a report: proposed by one person, published by another, held to what it was made from."""

import re
from collections.abc import Callable

from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.plans import read as plans
from dure.kernel.runs import read as runs
from dure.portal.data.reports import facts, facts_digest

EDITIONS = "/en/work/dreamtown/editions/"
Person = Callable[..., Client]


def proposed(client: Client) -> str:
    """Propose an edition; the address of its page."""
    answer = client.post(EDITIONS, {"says": "The year is over."})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_an_edition_is_published_by_another_person(officer: Client, approver: Client) -> None:
    at = proposed(officer)
    assert "Editions to publish" in approver.get("/en/work/").content.decode()
    answer = approver.post(at, {"move": "publish", "says": ""}, follow=True)
    assert "The edition is published." in answer.content.decode()
    (edition,) = plans.editions("dreamtown")
    load = runs.last_load()
    assert load is not None
    assert (edition.number, edition.why.en, edition.pack_digest) == (1, "The year is over.", load.pack_digest)
    assert edition.facts_digest == facts_digest(facts("dreamtown", recorded_by=edition.recorded_by))
    assert re.search(edition.facts_digest, answer.content.decode())
    assert approver.get("/en/dreamtown/reports/1/").status_code == 200
    assert approver.get("/en/dreamtown/reports/1.json").json()["matches"] is True
    page = approver.get("/en/dreamtown/reports/1/")
    assert page.context["mismatch"] == ""


def test_an_edition_needs_a_reason(officer: Client) -> None:
    answer = officer.post(EDITIONS, {"says": " "})
    assert answer.status_code == 422
    assert "Say why a report is to be published now." in answer.content.decode()
    page = officer.get(EDITIONS.replace("/en/", "/ko/")).content.decode()
    assert "사유" in page
    assert "선택)" not in page


def test_nobody_publishes_what_they_proposed(person: Person) -> None:
    both = person("dara", "officer", "approver")
    at = proposed(both)
    answer = both.post(at, {"move": "publish"})
    assert answer.status_code == 422
    assert not plans.editions("dreamtown")


def test_two_people_publish_one_edition(officer: Client, person: Person) -> None:
    at = proposed(officer)
    first, second = person("bora", "approver"), person("chan", "approver")
    assert first.post(at, {"move": "publish"}).status_code == 302
    assert second.post(at, {"move": "publish"}).status_code == 422
    assert len(plans.editions("dreamtown")) == 1


def test_an_approver_alone_does_not_propose(approver: Client) -> None:
    assert approver.post(EDITIONS, {"says": "Now."}).status_code == 403
    assert not cases.cases(place="dreamtown", kind="edition")


def test_an_edition_sent_back_says_why(officer: Client, approver: Client) -> None:
    at = proposed(officer)
    approver.post(at, {"move": "return", "says": "Wait for the last figure."})
    (case,) = cases.cases(place="dreamtown", kind="edition")
    assert (case.state, case.steps[-1].says.en) == ("returned", "Wait for the last figure.")
    assert proposed(officer) != at


def test_a_button_pressed_four_times_proposes_one_edition(officer: Client) -> None:
    assert len({proposed(officer) for _pressed in range(4)}) == 1
    assert len(cases.cases(place="dreamtown", kind="edition")) == 1


def test_an_edition_that_would_be_the_same_as_the_last_is_refused(officer: Client, approver: Client) -> None:
    approver.post(proposed(officer), {"move": "publish", "says": ""})
    answer = officer.post(EDITIONS, {"says": "Once more."})
    assert answer.status_code == 422
    assert "has changed since edition 1" in answer.content.decode()
    korean = officer.post(EDITIONS.replace("/en/", "/ko/"), {"says": "다시 냅니다."})
    assert "1판 뒤로 바뀐 내용이 없어" in korean.content.decode()
    assert len(plans.editions("dreamtown")) == 1
