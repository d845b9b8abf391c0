"""The committee: plans on their way, meetings, proposals and what became of them, members by consent."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.parties import read as parties
from tests.portal.officer.conftest import looked_at

ROOM = "/en/work/dreamtown/committee/"
MEETING = {
    "title_ko": "첫 회의",
    "title_en": "First meeting",
    "on": "2026-03-04",
    "says": "",
    "source": "",
    "locator": "",
}
SEAT = "/en/work/dreamtown/seats/council/member/1/"
NAMED = {"name_ko": "한가람", "name_en": "Han Garam", "valid_from": "2026-01-02", "consent": "on"}
STEP = {"on": "2026-02-03", "says": "", "source": "", "locator": ""}
Person = Callable[..., Client]


def recorded(client: Client, at: str, said: dict[str, str]) -> str:
    """Look, then press the button of the look; the address one is led to."""
    answer = client.post(at, looked_at(client, at, said))
    assert answer.status_code == 302
    return str(answer["Location"])


def plan() -> cases.Case:
    """The plan in the making."""
    found = cases.find_case("dreamtown/first-plan")
    assert found is not None
    return found


def test_a_plan_goes_from_final_report_to_the_yearly_check(officer: Client, approver: Client) -> None:
    at = f"{ROOM}first-plan/"
    for client, move, says in (
        (officer, "supplement", "Begun."),
        (officer, "deliberate", "Put before it."),
        (approver, "announce", "Announced."),
        (officer, "check", "Three of four tasks on time."),
    ):
        recorded(client, at, {**STEP, "move": move, "says": says})
    assert [step.to_state for step in plan().steps] == [
        "final_report",
        "supplement",
        "deliberation",
        "announced",
        "yearly_check",
    ]
    assert plan().steps[-1].by_name == "ara 주무관"
    assert plan().steps[-1].on == date(2026, 2, 3)
    page = officer.get(at).content.decode()
    assert "Three of four tasks on time." in page
    assert "Record the next yearly check" in page


def test_a_step_out_of_order_is_refused_and_what_was_typed_stays(officer: Client) -> None:
    answer = officer.post(f"{ROOM}first-plan/", {**STEP, "move": "announce", "says": "At length."})
    assert answer.status_code == 422
    assert "This cannot be done while the case is “Final report”." in answer.content.decode()
    assert "At length." in answer.content.decode()


def test_a_meeting_is_recorded_with_its_minutes(officer: Client) -> None:
    recorded(
        officer,
        f"{ROOM}new/meeting/",
        {**MEETING, "says": "Agreed on two tasks.", "source": "dream-plan", "locator": "3"},
    )
    (case,) = cases.cases(place="dreamtown", kind="meeting")
    assert (case.state, case.steps[0].on) == ("minuted", date(2026, 3, 4))
    assert (case.steps[-1].says.en, case.steps[-1].source) == ("Agreed on two tasks.", "dream-plan")
    assert "Agreed on two tasks." in officer.get("/en/dreamtown/council/").content.decode()


def test_a_meeting_without_minutes_is_called(officer: Client) -> None:
    recorded(officer, f"{ROOM}new/meeting/", MEETING)
    (case,) = cases.cases(place="dreamtown", kind="meeting")
    assert case.state == "called"
    answer = officer.post(f"{ROOM}new/meeting/", {**MEETING, "on": "soon"})
    assert answer.status_code == 422
    assert "First meeting" in answer.content.decode()


def test_what_became_of_a_proposal_is_recorded_with_its_reason(officer: Client) -> None:
    said = {**MEETING, "title_en": "More trees", "says": "Plant more."}
    at = recorded(officer, f"{ROOM}new/proposal/", said)
    assert officer.post(at, {**STEP, "sure": "1", "move": "take_up", "says": ""}).status_code == 422
    recorded(officer, at, {**STEP, "move": "take_up", "says": "In next year's budget."})
    recorded(officer, at, {**STEP, "move": "carry_out", "says": "Planted."})
    (case,) = cases.cases(place="dreamtown", kind="proposal")
    assert [step.to_state for step in case.steps] == ["proposed", "taken_up", "carried_out"]


def test_a_member_is_named_only_with_consent(officer: Client) -> None:
    answer = officer.post(SEAT, {**NAMED, "consent": ""})
    assert answer.status_code == 422
    assert "Nobody is named without having agreed to it." in answer.content.decode()
    assert "Han Garam" in answer.content.decode()
    assert officer.post(SEAT, NAMED).status_code == 302
    first = parties.seats("dreamtown/council", on=date(2026, 11, 2))[0]
    assert first.holder is not None
    assert first.holder.name.en == "Han Garam"
    held = parties.members("dreamtown/council", on=date(2026, 11, 2))
    assert held[0].source.startswith("consent:")


def test_a_member_leaves_and_the_seat_is_empty_again(officer: Client) -> None:
    officer.post(SEAT, NAMED)
    assert "Han Garam sits here." in officer.get(SEAT).content.decode()
    officer.post(SEAT, {"last_day": "2026-02-01"})
    assert parties.seats("dreamtown/council", on=date(2026, 2, 2))[0].holder is None
    assert parties.seats("dreamtown/council", on=date(2026, 2, 1))[0].holder is not None


def test_a_taken_seat_is_not_given_twice_and_no_person_is_left_behind(officer: Client) -> None:
    officer.post(SEAT, {**NAMED, "valid_from": "2026-02-01"})
    officer.post(SEAT, {"last_day": "2026-03-01"})
    answer = officer.post(SEAT, {**NAMED, "name_en": "Late Comer"})
    assert answer.status_code == 422
    assert "Somebody else already sits on this seat on one of these days." in answer.content.decode()
    assert len(parties.members("dreamtown/council", on=date(2026, 2, 2))) == 1


def test_a_step_is_looked_at_before_it_is_recorded(officer: Client) -> None:
    at = f"{ROOM}first-plan/"
    said = {**STEP, "move": "supplement", "says": "The supplement began."}
    page = officer.post(at, said).content.decode()
    assert "Look before it is recorded" in page
    assert "The supplement began." in page
    assert 'name="sure"' in page
    assert len(plan().steps) == 1
    back = officer.post(at, {**said, "back": "1"}).content.decode()
    assert "The supplement began." in back
    assert len(plan().steps) == 1
    recorded(officer, at, said)
    assert plan().state == "supplement"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"on": "2999-01-01", "says": "Soon."}, "That day has not come yet."),
        ({"says": ""}, "Say what happened, or name the document that does."),
        ({"on": "", "says": "When?"}, "This field is required."),
        ({"source": "dream-plan"}, "Give the page or line of the document."),
    ],
)
def test_a_step_needs_its_day_and_something_that_tells_of_it(
    officer: Client, change: dict[str, str], sentence: str
) -> None:
    answer = officer.post(f"{ROOM}first-plan/", {**STEP, "sure": "1", "move": "supplement", **change})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert len(plan().steps) == 1


def test_a_step_recorded_by_mistake_is_taken_back_for_everybody_to_see(officer: Client) -> None:
    at = f"{ROOM}first-plan/"
    recorded(officer, at, {**STEP, "move": "supplement", "says": "Begun."})
    assert "Take back the last step, recorded by mistake" in officer.get(at).content.decode()
    back = {**STEP, "move": "take_back", "says": "It has not begun."}
    assert "Record and publish" in officer.post(at, back).content.decode()
    recorded(officer, at, back)
    assert (plan().state, len(plan().steps)) == ("final_report", 3)
    page = officer.get("/ko/dreamtown/council/").content.decode()
    assert "잘못 기록한 단계를 되돌림" in page
    assert "It has not begun." in page
    assert "Take back the last step" not in officer.get(at).content.decode()


def test_a_button_pressed_twice_opens_one_case(officer: Client) -> None:
    look = looked_at(officer, f"{ROOM}new/meeting/", MEETING)
    for _pressed in range(2):
        assert officer.post(f"{ROOM}new/meeting/", look).status_code == 302
    assert len(cases.cases(place="dreamtown", kind="meeting")) == 1


@pytest.mark.parametrize("changed", [{"title_en": "Another"}, {"on": "2026-03-05"}, {"seal": ""}])
def test_what_was_not_looked_at_is_not_recorded(officer: Client, changed: dict[str, str]) -> None:
    at = f"{ROOM}new/meeting/"
    again = officer.post(at, looked_at(officer, at, MEETING) | changed)
    assert again.status_code == 200
    assert "Nothing was recorded" in again.content.decode()
    assert cases.cases(place="dreamtown", kind="meeting") == ()


def test_a_step_looked_at_before_another_was_taken_is_refused(officer: Client) -> None:
    at = f"{ROOM}first-plan/"
    look = looked_at(officer, at, {**STEP, "move": "supplement", "says": "Begun."})
    recorded(officer, at, {**STEP, "move": "supplement", "says": "Begun before."})
    assert officer.post(at, look).status_code == 422
    assert [step.says.en for step in plan().steps[1:]] == ["Begun before."]


def test_a_day_with_a_digit_missing_is_refused(officer: Client) -> None:
    answer = officer.post(f"{ROOM}new/meeting/", {**MEETING, "sure": "1", "on": "0026-03-04"})
    assert answer.status_code == 422
    assert "This day is before 1900. Check the year." in answer.content.decode()
    answer = officer.post(
        f"{ROOM}first-plan/", {**STEP, "sure": "1", "move": "supplement", "on": "0026-02-03"}
    )
    assert answer.status_code == 422
