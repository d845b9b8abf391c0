"""The committee: plans on their way, meetings, proposals and what became of them, members by consent."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.parties import read as parties

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
Person = Callable[..., Client]


def plan() -> cases.Case:
    """The plan in the making."""
    found = cases.find_case("dreamtown/first-plan")
    assert found is not None
    return found


def test_a_plan_goes_from_final_report_to_the_yearly_check(officer: Client, approver: Client) -> None:
    at = f"{ROOM}first-plan/"
    for client, move, says in (
        (officer, "supplement", ""),
        (officer, "deliberate", ""),
        (approver, "announce", ""),
        (officer, "check", "Three of four tasks on time."),
    ):
        assert client.post(at, {"move": move, "says": says}).status_code == 302
    assert [step.to_state for step in plan().steps] == [
        "final_report",
        "supplement",
        "deliberation",
        "announced",
        "yearly_check",
    ]
    assert plan().steps[-1].by_name == "ara 주무관"
    page = officer.get(at).content.decode()
    assert "Three of four tasks on time." in page
    assert "Record the next yearly check" in page


def test_a_step_out_of_order_is_refused_and_what_was_typed_stays(officer: Client) -> None:
    answer = officer.post(f"{ROOM}first-plan/", {"move": "announce", "says": "At length."})
    assert answer.status_code == 422
    assert "This cannot be done while the case is “Final report”." in answer.content.decode()
    assert "At length." in answer.content.decode()


def test_a_meeting_is_recorded_with_its_minutes(officer: Client) -> None:
    officer.post(
        f"{ROOM}new/meeting/",
        {**MEETING, "says": "Agreed on two tasks.", "source": "dream-plan", "locator": "3"},
    )
    (case,) = cases.cases(place="dreamtown", kind="meeting")
    assert (case.state, case.steps[0].on) == ("minuted", date(2026, 3, 4))
    assert (case.steps[-1].says.en, case.steps[-1].source) == ("Agreed on two tasks.", "dream-plan")
    assert "Agreed on two tasks." in officer.get("/en/dreamtown/council/").content.decode()


def test_a_meeting_without_minutes_is_called(officer: Client) -> None:
    officer.post(f"{ROOM}new/meeting/", MEETING)
    (case,) = cases.cases(place="dreamtown", kind="meeting")
    assert case.state == "called"
    answer = officer.post(f"{ROOM}new/meeting/", {**MEETING, "on": "soon"})
    assert answer.status_code == 422
    assert "First meeting" in answer.content.decode()


def test_what_became_of_a_proposal_is_recorded_with_its_reason(officer: Client) -> None:
    answer = officer.post(
        f"{ROOM}new/proposal/", {**MEETING, "title_en": "More trees", "says": "Plant more."}
    )
    at = answer["Location"]
    assert officer.post(at, {"move": "take_up", "says": ""}).status_code == 422
    officer.post(at, {"move": "take_up", "says": "In next year's budget."})
    officer.post(at, {"move": "carry_out", "says": "Planted."})
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


@pytest.mark.parametrize(
    ("day", "says"),
    [("2999-01-01", "has not come yet"), ("1899-12-31", "before 1900"), ("0001-01-01", "1900")],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(officer: Client, day: str, says: str) -> None:
    for where, form in (
        (SEAT, {**NAMED, "valid_from": day}),
        (f"{ROOM}new/meeting/", {**MEETING, "on": day, "says": "Agreed."}),
    ):
        answer = officer.post(where, form)
        assert answer.status_code == 422
        assert says in answer.content.decode()
    officer.post(SEAT, NAMED)
    answer = officer.post(SEAT, {"last_day": day})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not cases.cases(place="dreamtown", kind="meeting")


def test_a_meeting_is_called_for_a_later_day_and_not_held_before_it(officer: Client) -> None:
    at = officer.post(f"{ROOM}new/meeting/", {**MEETING, "on": "2999-01-01"})["Location"]
    answer = officer.post(at, {"move": "hold", "says": ""})
    assert answer.status_code == 422
    assert "has not come yet" in answer.content.decode()
    (case,) = cases.cases(place="dreamtown", kind="meeting")
    assert case.state == "called"
