"""Answers to a survey: one a person, while it is open, and only what was asked. On both databases."""

import threading
from datetime import date

import pytest
from django.db import connections

from dure.grammar import shapes
from dure.grammar.books.survey_shapes import Named, Question, Survey
from dure.grammar.shapes import Text
from dure.kernel.cases import read, write
from dure.kernel.cases.write import Actor, AnswerRefused, Opening, SurveyAnswer
from tests.kernel.said import CITY, NOON, text

pytestmark = pytest.mark.usefixtures("both_databases")
KIM = Actor("kim", "김가람", frozenset({"officer"}))
TODAY = date(2026, 11, 22)
YES, NO = Named("yes", text("yes")), Named("no", text("no"))
SURVEY = Survey(
    CITY, "app", text("app"), text("asks"), (Named("garam", text("g")),), (Named("young", text("y")),),
    (Question("use", text("use"), "one", (YES, NO)), Question("wants", text("wants"), "many", (YES, NO))),
)  # fmt: skip
CASE = write.survey_case(CITY, survey="app")
CHOSEN = {"use": ("yes",), "wants": ("yes", "no")}


@pytest.fixture(autouse=True)
def open_survey(both_databases: object) -> None:
    """A survey that takes answers."""
    move = shapes.Move("close", text("close"), "asking", "closed", "officer", False, None, (), ())
    states = (("asking", Text("묻는 중", "Asking")), ("closed", Text("끝남", "Closed")))
    write.load_kinds([shapes.CaseKind("survey", "survey", text("survey"), "asking", states, (), (move,))])
    write.open_case(Opening(CASE, CITY, "survey", text("App")), by=KIM, at=NOON)


def answered(who: str, **choices: tuple[str, ...]) -> None:
    """Somebody answers."""
    said = SurveyAnswer(who, "resident", "garam", "young", {**CHOSEN, **choices})
    write.answer_survey(CASE, survey=SURVEY, answer=said, on=TODAY)


def test_an_answer_is_counted_with_what_was_chosen_and_without_who() -> None:
    answered("a" * 64)
    (found,) = read.survey_answers(CASE)
    assert (found.area, found.age, found.choices) == (
        "garam",
        "young",
        {"use": ("yes",), "wants": ("no", "yes")},
    )
    assert not hasattr(found, "who")
    assert read.has_answered(CASE, who="a" * 64)


def test_a_second_answer_of_the_same_person_is_refused_and_the_first_stands() -> None:
    answered("a")
    with pytest.raises(AnswerRefused, match="answered already"):
        answered("a", use=("no",))
    assert [one.choices["use"] for one in read.survey_answers(CASE)] == [("yes",)]


def test_after_the_close_nobody_answers() -> None:
    write.take(CASE, move="close", by=KIM, at=NOON)
    with pytest.raises(AnswerRefused, match="takes no answers"):
        answered("a")
    assert read.number_of_answers(CASE) == 0


@pytest.mark.parametrize(
    "choices", [{"use": ()}, {"use": ("yes", "no")}, {"use": ("perhaps",)}, {"other": ("yes",)}]
)
def test_what_was_not_asked_is_refused(choices: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(AnswerRefused, match="Answer every question"):
        answered("a", **choices)
    assert read.number_of_answers(CASE) == 0


def test_codes_are_kept_as_digests_and_answers_of_documents_are_kept_once() -> None:
    assert write.make_codes(CASE, digests=["d1", "d2"], by=KIM, at=NOON) == 2
    assert (read.has_code(CASE, digest="d1"), read.has_code(CASE, digest="d3")) == (True, False)
    assert read.number_of_codes(CASE) == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_person_sending_from_ten_phones_at_once_answers_once() -> None:
    refused: list[str] = []

    def send() -> None:
        try:
            answered("a")
        except AnswerRefused as error:
            refused.append(error.says.en)
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send) for _each in range(10)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert (read.number_of_answers(CASE), len(refused)) == (1, 9)
