"""Who may open what: every page of the office for every role, and the sentence for those who may not."""

from collections.abc import Callable

import pytest
from django.test import Client

from dure.kernel.cases import read as cases

Person = Callable[..., Client]
OFFICERS_ALONE = (
    "enter/",
    "enter/?address=emissions_tco2e",
    "import/",
    "template.csv",
    "template.xlsx",
    "documents/new/",
    "committee/new/meeting/",
    "seats/council/member/1/",
)
BOTH = ("committee/", "editions/", "committee/first-plan/")
NOT_HERE = "This page takes the role “officer” at dreamtown. You do not hold it today."


def number() -> str:
    """The number of the town's finding."""
    return cases.cases(place="dreamtown", kind="finding")[0].id.rpartition("/")[2]


@pytest.mark.parametrize("path", [*OFFICERS_ALONE, *BOTH])
def test_an_officer_opens_the_pages_of_the_own_place(officer: Client, path: str) -> None:
    for language in ("ko", "en"):
        assert officer.get(f"/{language}/work/dreamtown/{path}").status_code == 200


@pytest.mark.parametrize("path", OFFICERS_ALONE)
def test_an_approver_does_not_enter_figures(approver: Client, path: str) -> None:
    answer = approver.get(f"/en/work/dreamtown/{path}")
    assert answer.status_code == 403
    assert NOT_HERE in answer.content.decode()
    assert "Ask whoever is in charge of accounts at dreamtown for the role" in answer.content.decode()
    assert approver.post(f"/en/work/dreamtown/{path}", {}).status_code == 403


@pytest.mark.parametrize("path", BOTH)
def test_an_approver_reads_the_committee_and_the_editions(approver: Client, path: str) -> None:
    assert approver.get(f"/en/work/dreamtown/{path}").status_code == 200


@pytest.mark.parametrize("path", [*OFFICERS_ALONE, *BOTH])
def test_a_role_elsewhere_opens_nothing_here(person: Person, path: str) -> None:
    stranger = person("gaon", "officer", "approver", place="dreamtown-east")
    assert stranger.get(f"/en/work/dreamtown/{path}").status_code == 403
    assert stranger.get(f"/en/work/findings/{number()}/").status_code == 403


def test_a_refusal_is_said_in_korean_too(approver: Client) -> None:
    page = approver.get("/ko/work/dreamtown/enter/").content.decode()
    assert "dreamtown의 “담당자” 권한이 있어야 쓸 수 있는 화면입니다. 지금은 그 권한이 없습니다." in page
    assert "dreamtown 계정 관리자에게 권한을 요청하거나 다른 계정으로 로그인하십시오." in page


def test_a_role_that_reaches_parts_opens_the_district(person: Person) -> None:
    city = person("haneul", "officer", reach="parts")
    assert city.get("/en/work/dreamtown-east/enter/").status_code == 200
    assert "dreamtown-east" in city.get("/en/work/").content.decode()
    assert person("ian", "officer").get("/en/work/dreamtown-east/enter/").status_code == 403


def test_nobody_comes_in_without_signing_in() -> None:
    answer = Client().get("/en/work/dreamtown/enter/")
    assert answer.status_code == 302
    assert "/account/login/?next=/en/work/dreamtown/enter/" in answer["Location"]


def test_the_desk_of_somebody_without_roles_says_where_to_ask(person: Person) -> None:
    page = person("jun").get("/en/work/").content.decode()
    assert "You are not an officer or approver of any place today." in page


def test_a_form_without_its_mark_is_refused(officer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer.cookies
    assert strict.post("/en/work/dreamtown/enter/", {"address": "emissions_tco2e"}).status_code == 403


def test_there_is_no_work_at_a_place_that_is_not_there(officer: Client) -> None:
    assert officer.get("/en/work/nowhere/enter/").status_code == 404
    assert officer.get("/en/work/reviews/0/").status_code == 404
    assert officer.get("/en/work/editions/0/").status_code == 404
    assert officer.get("/en/work/dreamtown/committee/none/").status_code == 404
    assert officer.get("/en/work/dreamtown/seats/council/member/43/").status_code == 404
