"""Cases: who may take which step, what is refused and why, and what a step records. On both databases."""

import threading
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connections

from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.cases import read, write
from dure.kernel.cases.write import NOTHING, Actor, MoveRefused, Opening
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from tests.kernel.said import CITY, DAY, NOON, document, kind, stated, text

pytestmark = pytest.mark.usefixtures("both_databases")

KIM = Actor("kim", "김가람", frozenset({"officer"}))
LEE = Actor("lee", "이나래", frozenset({"officer", "approver"}))
PARK = Actor("park", "박다솜", frozenset())
WHY = Text("확인함", "checked")
CASE = f"{CITY}/review"


def move(name: str, *, to: str, role: str = "officer", **more: object) -> shapes.Move:
    """A move from the state `filed`."""
    plain = shapes.Move(
        name=name, title=text(name), from_state="filed", to_state=to, role=role, other_person=False,
        after_days=None, has=(), does=(),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def a_case(both_databases: object) -> read.Case:
    """A case that Kim has filed, of a kind with a move for every guard."""
    moves = (
        move("note", to="filed"),
        move("approve", to="approved", role="approver", other_person=True, does=(("state", "figures"),)),
        move("return", to="returned", has=("says",)),
        move("correct", to="approved", has=("says", "source")),
        move("expire", to="expired", after_days=3),
    )
    states = tuple((name, Text(f"{name}(ko)", name)) for name in ("filed", "approved", "returned", "expired"))
    write.load_kinds([shapes.CaseKind("plan", "review", text("review"), "filed", states, (), moves)])
    observing.load_sources([document()])
    observing.load_kinds([kind("trees"), kind("emissions_tco2e", unit="tCO2e")])
    return write.open_case(Opening(CASE, CITY, "review", text("Review")), by=KIM, at=NOON)


def take(
    name: str, *, by: Actor = KIM, at: datetime = NOON, says: Text = NOTHING, source: str = ""
) -> read.Case:
    """Take a step in the case."""
    return write.take(CASE, move=name, by=by, at=at, says=says, source=(source, "7"))


def refused(
    name: str, *, by: Actor = KIM, at: datetime = NOON, says: Text = NOTHING, source: str = ""
) -> Text:
    """Try to take a step; answers the sentence. Nothing is recorded."""
    before = read.find_case(CASE)
    with pytest.raises(MoveRefused) as heard:
        take(name, by=by, at=at, says=says, source=source)
    assert read.find_case(CASE) == before
    return heard.value.says


def test_a_case_opens_in_the_first_state_of_its_kind(a_case: read.Case) -> None:
    assert (a_case.state, a_case.steps[0].by, a_case.steps[0].by_name) == ("filed", "kim", "김가람")
    assert read.find_case(CASE) == a_case


def test_a_move_leads_from_its_own_state_only() -> None:
    take("return", says=WHY)
    says = refused("approve", by=LEE)
    assert "“returned”" in says.en
    assert "returned(ko)" in says.ko


def test_an_unknown_move_is_refused_like_one_from_another_state() -> None:
    assert "“filed”" in refused("burn").en


def test_a_move_takes_its_role() -> None:
    assert "“approver”" in refused("approve", by=KIM).en
    assert "‘담당자’" in refused("return", by=PARK, says=WHY).ko


def test_the_next_step_takes_another_person() -> None:
    take("note", by=LEE)
    says = refused("approve", by=LEE)
    assert says.en == "Whoever took the last step cannot take this one. Another person has to look at it."
    assert says.ko.startswith("앞 단계를 처리한 사람은")
    take("note", by=KIM)
    assert take("approve", by=LEE).state == "approved"


def test_a_move_waits_for_its_days() -> None:
    assert "3 days after the last step" in refused("expire", at=NOON + 2 * DAY).en
    assert take("expire", at=NOON + 3 * DAY).state == "expired"


def test_a_move_asks_for_its_reason() -> None:
    assert refused("return").ko == "사유를 적어야 합니다."
    assert take("return", says=WHY).steps[-1].says == WHY


def test_a_move_asks_for_its_source() -> None:
    assert refused("correct", says=WHY).en.startswith("This needs a source.")
    done = take("correct", says=WHY, source="report").steps[-1]
    assert (done.source, done.locator) == ("report", "7")


def test_whether_a_move_is_allowed_can_be_asked_without_taking_it(a_case: read.Case) -> None:
    assert write.allowed(a_case, move="approve", by=LEE, at=NOON).to_state == "approved"
    with pytest.raises(MoveRefused):
        write.allowed(a_case, move="approve", by=KIM, at=NOON)


def test_steps_are_numbered_and_say_who_and_when() -> None:
    take("note", at=NOON + DAY, by=LEE)
    found = take("return", at=NOON + 2 * DAY, says=WHY)
    assert [(step.number, step.move, step.by, step.at) for step in found.steps] == [
        (1, "open", "kim", NOON), (2, "note", "lee", NOON + DAY), (3, "return", "kim", NOON + 2 * DAY),
    ]  # fmt: skip
    assert found.steps[1].on == date(2026, 11, 3)


def test_of_two_people_taking_the_same_step_one_wins_and_the_other_is_told() -> None:
    ready = threading.Barrier(6)
    won: list[str] = []
    told: list[Text] = []

    def approve(name: str) -> None:
        try:
            ready.wait()
            write.take(CASE, move="approve", by=replace(LEE, party=name), at=NOON)
            won.append(name)
        except MoveRefused as error:
            told.append(error.says)
        finally:
            connections.close_all()

    people = [threading.Thread(target=approve, args=(f"lee-{n}",)) for n in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    found = read.find_case(CASE)
    assert found is not None
    assert [step.by for step in found.steps] == ["kim", *won]
    assert len(won) == 1
    assert len(told) == 5
    assert all("Reload the page" in says.en and "화면을 새로" in says.ko for says in told)


def letter(printed: str, *, address: str = "trees", unit: str = "1", **more: str) -> dict[str, str]:
    """What somebody enters to state a figure."""
    entered = {
        "address": address, "period": "2022", "mark": "observed", "printed": printed, "unit": unit,
        "source": "report", "locator": "7", "published_on": "2023-02-01",
    }  # fmt: skip
    return {**entered, **more}


def enter(*letters: dict[str, str], at: datetime = NOON) -> None:
    """Kim adds what was entered, as a round of its own."""
    write.take(CASE, move="note", by=KIM, at=at, letters=letters)


def test_letters_are_kept_in_rounds_as_they_were_given() -> None:
    enter(letter("1"), letter("2"))
    enter(letter("3"), at=NOON + DAY)
    kept = read.letters(CASE)
    assert [(one["round"], one["printed"]) for one in kept] == [("0002", "1"), ("0002", "2"), ("0003", "3")]


def test_a_move_that_states_records_the_last_round_as_figures() -> None:
    enter(letter("1"))
    enter(letter("1,234"), letter("9.43", address="emissions_tco2e", unit="MtCO2e"), at=NOON + DAY)
    assert observations.figures(CITY) == ()
    take("approve", by=LEE, at=NOON + 2 * DAY)
    found = {figure.address: figure for figure in observations.figures(CITY)}
    assert [f"{f.value} {f.printed} {f.unit}" for f in found.values()] == [
        "9430000 9.43 MtCO2e", "1234 1,234 1",
    ]  # fmt: skip
    said = found["trees"]
    assert (said.origin, said.by, said.recorded_at) == ("officer", "lee", NOON + 2 * DAY)
    assert (said.source, said.locator, said.published_on) == ("report", "7", date(2023, 2, 1))


def test_the_letters_of_the_opening_are_stated_when_nothing_else_was_entered() -> None:
    opening = Opening(f"{CITY}/other", CITY, "review", text("Other"))
    write.open_case(opening, by=KIM, at=NOON, letters=[letter("5")])
    write.take(opening.id, move="approve", by=LEE, at=NOON)
    assert [figure.value for figure in observations.figures(CITY)] == [5]


def test_a_stated_correction_names_what_it_corrects_and_stands() -> None:
    observing.load_figures([stated("trees@2022", "10")], at=NOON)
    doubted = observations.find_figure(CITY, address="trees", period="2022")
    assert doubted is not None
    enter(letter("11", corrects=str(doubted.id)))
    take("approve", by=LEE, at=NOON + DAY)
    now = observations.find_figure(CITY, address="trees", period="2022")
    assert now is not None
    assert (now.corrects, f"{now.value}") == (doubted.id, "11")
    assert observations.find_by_id(doubted.id) == doubted


def test_unknown_is_stated_as_unknown() -> None:
    enter(letter("unknown"))
    take("approve", by=LEE, at=NOON + DAY)
    found = observations.find_figure(CITY, address="trees", period="2022")
    assert found is not None
    assert (found.value, found.printed) == (None, "unknown")


def test_where_a_letter_cannot_be_stated_the_step_is_not_taken() -> None:
    enter(letter("1"), letter("2", address="stones"))
    before = read.find_case(CASE)
    with pytest.raises(ValueError, match="stones"):
        take("approve", by=LEE)
    assert read.find_case(CASE) == before
    assert observations.figures(CITY) == ()


def test_cases_are_found_by_place_kind_subject_and_state() -> None:
    write.open_case(
        Opening("elsewhere/review", "elsewhere", "review", text("R"), subject="x"), by=KIM, at=NOON + DAY
    )
    take("return", says=WHY)
    assert [case.id for case in read.cases()] == ["elsewhere/review", CASE]
    assert [case.id for case in read.cases(place=CITY)] == [CASE]
    assert [case.id for case in read.cases(subject="x")] == ["elsewhere/review"]
    assert [case.id for case in read.cases(kind="review", states=("returned",))] == [CASE]
    assert [case.id for case in read.cases(limit=1)] == ["elsewhere/review"]
    assert read.counts("review", states=("filed", "returned")) == {CITY: 1, "elsewhere": 1}
    assert read.number_of_cases(CITY, kind="review") == 1
    assert read.number_of_cases(CITY, kind="review", states=("filed",)) == 0


def test_what_waits_is_what_a_move_leads_away_from() -> None:
    found = read.find_kind("review")
    assert found is not None
    assert found.waiting == frozenset({"filed"})
    assert found.state_title("approved").ko == "approved(ko)"
    assert found.state_title("gone") == Text("gone", "gone")


def test_a_step_is_told_with_its_own_day() -> None:
    told = write.Told(date(2026, 1, 5), WHY)
    case = write.tell(CASE, move="note", by=KIM, at=NOON, told=told)
    assert (case.steps[-1].on, case.steps[-1].says) == (date(2026, 1, 5), WHY)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (write.Told(date(2999, 1, 1), WHY), "That day has not come yet."),
        (write.Told(date(2026, 1, 5)), "Say what happened, or name the document that does."),
    ],
)
def test_a_step_to_come_or_told_by_nobody_is_refused(told: write.Told, sentence: str) -> None:
    with pytest.raises(MoveRefused, match=sentence):
        write.tell(CASE, move="note", by=KIM, at=NOON, told=told)


def test_a_step_recorded_by_mistake_is_taken_back_and_both_stay() -> None:
    write.take(CASE, move="return", by=KIM, at=NOON, says=WHY)
    told = write.Told(date(2026, 1, 5), WHY)
    case = write.take_back(CASE, by=KIM, at=NOON, told=told)
    assert [step.to_state for step in case.steps] == ["filed", "returned", "filed"]
    assert [step.to_state for step in case.standing] == ["filed"]
    assert (case.state, case.steps[-1].move) == ("filed", read.TAKEN_BACK)
    with pytest.raises(MoveRefused, match="There is no step to take back"):
        write.take_back(CASE, by=KIM, at=NOON, told=told)


def test_a_step_is_taken_back_by_the_role_that_took_it() -> None:
    write.take(CASE, move="return", by=KIM, at=NOON, says=WHY)
    with pytest.raises(MoveRefused, match="This takes the role “officer”"):
        write.take_back(CASE, by=PARK, at=NOON, told=write.Told(date(2026, 1, 5), WHY))


def test_a_refusal_names_the_role_in_the_readers_language() -> None:
    with pytest.raises(MoveRefused) as refusal:
        write.take(CASE, move="approve", by=KIM, at=NOON)
    assert "‘승인자’" in refusal.value.says.ko
    assert "approver" not in refusal.value.says.ko
