"""The pages of surveys: who may answer, what is shown when, and what an officer does."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from dure.grammar import read as read_packs
from dure.grammar.shapes import Text
from dure.kernel.cases import read
from dure.kernel.cases import write as cases
from dure.kernel.parties import write as parties
from dure.kernel.parties.models import Account
from dure.kernel.parties.read import PartySeen, RoleHeld
from tests.source import ROOT

PLACE = "sample-district"
OPEN, CLOSED = f"/en/{PLACE}/surveys/containers/", f"/en/{PLACE}/surveys/cleaning_app/"
DESK = f"/en/work/{PLACE}/surveys/containers/"
GOOD = {"q_walk": "yes", "q_where": ["market", "centre"], "area": "garam", "age": "age_65"}
CASE = f"{PLACE}/survey-containers"


@pytest.fixture
def asked(db: None) -> None:
    """The invented district with its two surveys, and nothing else of the packs."""
    packs = read_packs(ROOT / "packs")
    place = next(place for place in packs.places if place.id == PLACE)
    from dure.kernel.observations import write as observing
    from dure.kernel.things import write as things

    now = timezone.now()
    things.load_places([one for one in packs.places if one.id in {PLACE, "world", "korea"}])
    observing.load_sources(packs.sources)
    observing.load_kinds([kind for system in packs.systems for kind in system.figures])
    cases.load_kinds([kind for system in packs.systems for kind in system.cases])
    cases.load_cases(place.cases, at=now)
    cases.load_survey_answers(place.surveys, on=timezone.localdate(now))


@pytest.fixture
def login(asked: None) -> Callable[[str, str], Client]:
    """Signs somebody in who holds a role at the district."""

    def signed(name: str, role: str) -> Client:
        now = timezone.now()
        account = parties.open_account(name, password=None, at=now)
        parties.register_party(
            PartySeen(f"p-{name}", "person", PLACE, Text("누구", "Somebody")), at=now, account_id=account
        )
        parties.give_role(RoleHeld(holder=f"p-{name}", name=role, place=PLACE, valid_from=now.date()), at=now)
        browser = Client()
        browser.force_login(
            Account.objects.get(pk=account), "allauth.account.auth_backends.AuthenticationBackend"
        )
        return browser

    return signed


def _said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_resident_answers_once_and_sees_no_result_before_the_close(
    login: Callable[[str, str], Client],
) -> None:
    garam = login("garam", "resident")
    page = _said(garam.get(OPEN))
    assert "What was answered" not in page
    assert "swayed" in page
    assert garam.post(OPEN + "answer/", GOOD).status_code == 302
    assert "You have answered this survey" in _said(garam.get(OPEN + "answer/", follow=True))
    garam.post(OPEN + "answer/", {**GOOD, "q_walk": "no"})
    (answer,) = read.survey_answers(CASE)
    assert (answer.choices["walk"], answer.age) == (("yes",), "age_65")


def test_an_unfinished_answer_is_told_field_by_field_and_nothing_is_kept(
    login: Callable[[str, str], Client],
) -> None:
    answer = login("garam", "resident").post(OPEN + "answer/", {"q_walk": "maybe"})
    page = _said(answer)
    assert answer.status_code == 422
    assert page.count('class="errorlist"') >= 4
    assert read.number_of_answers(CASE) == 0


def test_an_invitation_code_answers_once_whoever_types_it_however(
    login: Callable[[str, str], Client],
) -> None:
    officer = login("officer", "officer")
    sent = officer.post(DESK + "codes.csv", {"count": "2"})
    rows = list(csv.reader(io.StringIO(_said(sent).lstrip("\ufeff"))))
    (first,), (second,) = rows[1:]
    assert first.replace("-", "") not in str(list(read.survey_answers(CASE)))
    guest = Client()
    assert guest.post(OPEN + "answer/", {**GOOD, "code": first.lower().replace("-", " ")}).status_code == 302
    again = guest.post(OPEN + "answer/", {**GOOD, "code": first})
    assert (again.status_code, "answered already" in _said(again)) == (422, True)
    made_up = guest.post(OPEN + "answer/", {**GOOD, "code": "AAAA-BBBB-CCCC-DDDD"})
    assert "No invitation has this code" in _said(made_up)
    assert guest.post(OPEN + "answer/", {**GOOD, "code": second}).status_code == 302
    assert read.number_of_answers(CASE) == 2


def test_results_are_open_weighted_and_small_counts_closed(asked: None) -> None:
    page = _said(Client().get(CLOSED))
    for words in (
        "The bars are weighted",
        "224",
        "not shown",
        "how to sort and dispose",
        "Nobody gave these answers",
    ):
        assert words in page
    rows = list(
        csv.DictReader(io.StringIO(_said(Client().get(CLOSED.rstrip("/") + ".csv")).lstrip("\ufeff")))
    )
    assert {"73.2"} == {row["weighed_percent"] for row in rows if row["option_en"] == "Yes"}
    data = Client().get(CLOSED.rstrip("/") + ".json").json()
    assert (data["answers"], data["effective_answers"]) == (320, 224)


def test_an_officer_closes_and_says_what_was_done(login: Callable[[str, str], Client]) -> None:
    officer = login("officer", "officer")
    officer.post(DESK, {"move": "close"})
    assert read.find_case(CASE).state == "asking"  # type: ignore[union-attr]
    officer.post(DESK, {"move": "close", "sure": "1"})
    assert officer.post(DESK, {"move": "done", "says": ""}).status_code == 422
    officer.post(DESK, {"move": "done", "says": "Three stations at the market."})
    page = _said(Client().get(OPEN))
    assert "Three stations at the market." in page
    assert "Fewer than 10 people answered" in page
    assert Client().post(OPEN + "answer/", GOOD).status_code == 302


def test_the_desk_is_for_officers_alone(login: Callable[[str, str], Client]) -> None:
    assert login("garam", "resident").get(DESK).status_code == 403
    assert login("boss", "approver").post(DESK, {"move": "close", "sure": "1"}).status_code == 403
    assert Client().post(DESK + "codes.csv", {"count": "5"}).status_code == 302
    assert read.number_of_codes(CASE) == 0


@pytest.mark.parametrize("count", ["0", "501", "-1", "x", "", "1e3"])
def test_a_wrong_number_of_codes_makes_none(login: Callable[[str, str], Client], count: str) -> None:
    login("officer", "officer").post(DESK + "codes.csv", {"count": count})
    assert read.number_of_codes(CASE) == 0
