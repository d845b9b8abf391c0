"""Answers to a survey: one a person or invitation, while the survey is open; and the invitations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from dure.grammar.books.survey_shapes import Survey
from dure.grammar.shapes import Text
from dure.kernel.cases import models, read
from dure.kernel.cases.write.types import Actor

KIND = "survey"
ASKING = "asking"


class AnswerRefused(Exception):
    """The answer is not taken. `says` tells why, in both languages."""

    def __init__(self, says: Text) -> None:
        """Keep the sentence for the reader."""
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True)
class SurveyAnswer:
    """An answer as it is given. `who` is the digest of a person or of an invitation."""

    who: str
    channel: str
    area: str
    age: str
    choices: Mapping[str, tuple[str, ...]]


def answer_survey(case: str, *, survey: Survey, answer: SurveyAnswer, on: date) -> None:
    """Keep an answer while the survey is open; AnswerRefused where it is shut or the same person answered."""
    _check(survey, answer)
    try:
        with transaction.atomic():
            row = models.Case.objects.select_for_update().filter(id=case, kind=KIND).first()
            found = read.find_case(case)
            if row is None or found is None or found.state != ASKING:
                raise AnswerRefused(
                    Text(
                        "지금은 답을 받지 않는 설문입니다. 아래에서 결과를 보실 수 있습니다.",
                        "This survey takes no answers now. Its results stand below.",
                    )
                )
            _keep(row, answer, on=on)
    except IntegrityError as error:
        raise AnswerRefused(
            Text(
                "이미 답하셨습니다. 답은 한 사람이 한 번만 할 수 있고 먼저 보낸 답이 남아 있습니다.",
                "You have answered already. One person answers once; the first answer stands.",
            )
        ) from error


def make_codes(case: str, *, digests: Iterable[str], by: Actor, at: datetime) -> int:
    """Keep the digests of new invitations; answers how many."""
    rows = [
        models.SurveyCode(case_id=case, digest=digest, made_by=by.party, made_at=at) for digest in digests
    ]
    return len(models.SurveyCode.objects.bulk_create(rows))


@transaction.atomic
def load_survey_answers(surveys: Iterable[Survey], *, on: date) -> int:
    """Keep the answers that documents bring and that are not kept yet; answers how many."""
    kept = 0
    for survey in surveys:
        case = models.Case.objects.filter(id=survey_case(survey.place, survey=survey.name)).first()
        if case is None or not survey.answers:
            continue
        known = set(models.SurveyAnswer.objects.filter(case=case).values_list("who", flat=True))
        for row in survey.answers:
            who = f"document {row.number}"
            if who not in known:
                _keep(case, SurveyAnswer(who, "document", row.area, row.age, row.choices), on=on)
                kept += 1
    return kept


def survey_case(place: str, *, survey: str) -> str:
    """The id of a survey's case.

    >>> survey_case("somewhere", survey="cleaning_app")
    'somewhere/survey-cleaning-app'
    """
    return f"{place}/survey-{survey.replace('_', '-')}"


def _check(survey: Survey, answer: SurveyAnswer) -> None:
    """Refuse what the survey does not ask: a page checks before, an app may not."""
    wrong = answer.area not in {each.name for each in survey.areas}
    wrong = wrong or answer.age not in {each.name for each in survey.ages}
    for question in survey.questions:
        chosen = answer.choices.get(question.name, ())
        wrong = wrong or not set(chosen) <= {each.name for each in question.options}
        wrong = wrong or not chosen or (question.kind == "one" and len(chosen) != 1)
    if wrong or set(answer.choices) - {question.name for question in survey.questions}:
        raise AnswerRefused(
            Text(
                "빠진 답이나 이 설문에 없는 답이 있습니다. 모든 질문에 답한 뒤 다시 보내십시오.",
                "An answer is missing or is none of this survey. Answer every question and send again.",
            )
        )


def _keep(case: models.Case, answer: SurveyAnswer, *, on: date) -> None:
    row = models.SurveyAnswer.objects.create(
        case=case, who=answer.who, channel=answer.channel, area=answer.area, age=answer.age, on=on
    )
    models.SurveyChoice.objects.bulk_create(
        models.SurveyChoice(answer=row, question=question, option=option)
        for question, options in answer.choices.items()
        for option in dict.fromkeys(options)
    )
