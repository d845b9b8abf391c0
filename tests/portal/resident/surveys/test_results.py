"""What a survey's answers come to: weighted by who lives there, with small counts closed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.survey_shapes import Named, People, Question, Survey
from dure.grammar.texts import Text
from dure.kernel.cases.read import SurveyAnswer
from dure.portal.resident.surveys.results import SMALLEST, results_of

WORD = Text("말", "word")
AREAS = (Named("garam", WORD), Named("naru", WORD))
AGES = (Named("young", WORD), Named("old", WORD))
USE = Question("use", WORD, "one", (Named("yes", WORD), Named("no", WORD), Named("perhaps", WORD)))
PEOPLE = tuple(People(area, age, 500, "doc", "1") for area in ("garam", "naru") for age in ("young", "old"))
SURVEY = Survey("somewhere", "app", WORD, WORD, AREAS, AGES, (USE,), people=PEOPLE)


def said(count: int, option: str, *, area: str = "garam", age: str = "young") -> list[SurveyAnswer]:
    """So many answers alike."""
    return [SurveyAnswer(area, age, {"use": (option,)})] * count


def test_the_few_who_are_old_count_as_much_as_there_are_old_people() -> None:
    answers = [
        *said(80, "yes"), *said(20, "no", age="old"), *said(80, "yes", area="naru"),
        *said(20, "no", area="naru", age="old"),
    ]  # fmt: skip
    found = results_of(SURVEY, answers)
    yes, no, perhaps = found.questions[0].options
    assert (yes.share_percent, round(yes.weighed_percent or 0, 6)) == (80, 50)
    assert (no.answers, perhaps.answers) == (40, 0)
    assert found.weighing.effective_answers == 128


def test_fewer_than_ten_answers_tell_nothing() -> None:
    found = results_of(SURVEY, said(SMALLEST - 1, "yes"))
    assert (found.too_few, found.questions, found.groups) == (True, (), {})


def test_a_small_count_is_closed_with_another_so_that_it_cannot_be_worked_out() -> None:
    answers = [*said(40, "yes"), *said(3, "no"), *said(30, "perhaps", age="old")]
    options = {o.name: o for o in results_of(SURVEY, answers).questions[0].options}
    assert options["no"].answers is None
    assert [o.answers for o in options.values()].count(None) >= 2
    assert all(o.weighed_percent is None for o in options.values() if o.answers is None)


@given(counts=st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_no_group_of_one_to_nine_people_is_ever_shown(counts: list[int]) -> None:
    cells = [(area, age) for area in ("garam", "naru") for age in ("young", "old")]
    answers = [
        answer
        for (area, age), count in zip(cells, counts, strict=True)
        for answer in said(count, "yes", area=area, age=age)
    ]
    found = results_of(SURVEY, answers)
    shown = [count for count in found.groups.values() if count is not None]
    assert not [count for count in shown if 0 < count < SMALLEST]


def test_without_people_counted_or_where_nobody_answered_there_are_no_weights_and_it_is_said() -> None:
    answers = [*said(20, "yes"), *said(20, "no", age="old")]
    uncounted = results_of(replace(SURVEY, people=()), answers)
    assert (uncounted.weighing.nobody_counted, uncounted.weighing.weights) == (True, ())
    silent = results_of(SURVEY, answers)
    assert [each.name for each in silent.weighing.silent] == ["naru"]
    assert silent.questions[0].options[0].weighed_percent is None


@pytest.mark.parametrize("chosen", [1, 199])
def test_of_many_that_may_be_chosen_the_few_who_did_or_did_not_are_hidden(chosen: int) -> None:
    many = replace(SURVEY, questions=(replace(USE, kind="many"),))
    answers = [*said(chosen, "yes"), *said(200 - chosen, "no", age="old", area="naru")]
    yes = results_of(many, answers).questions[0].options[0]
    assert yes.answers is None
