"""What a survey's answers come to: counted, weighted by who lives there, and small counts closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dure.engines.residents.small_cells import shown_counts
from dure.engines.residents.survey import raked, weighed_share
from dure.grammar.books.survey_shapes import Named, Question, Survey
from dure.kernel.cases.read import SurveyAnswer

# The smallest count of people that is shown, here as in all statistics of residents.
SMALLEST = 10
TOLERANCE, MOST_ROUNDS = 1e-9, 500
ALL = "all"


@dataclass(frozen=True)
class OptionResult:
    """An option: how many chose it, and the shares in percent; None where that is closed or not known."""

    name: str
    answers: int | None
    share_percent: float | None
    weighed_percent: float | None


@dataclass(frozen=True)
class QuestionResult:
    """A question with what each of its options came to."""

    question: Question
    options: tuple[OptionResult, ...]

    @property
    def has_closed(self) -> bool:
        """Whether some number is closed."""
        return any(option.answers is None for option in self.options)


@dataclass(frozen=True)
class Weighing:
    """Weights, one for each answer, or why there are none: nobody counted, or somewhere nobody answered."""

    weights: tuple[float, ...] = ()
    effective_answers: int | None = None
    nobody_counted: bool = False
    silent: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Results:
    """All a survey came to. `groups` are the numbers of those who answered, by `area/age` with their sums."""

    answers: int
    weighing: Weighing
    questions: tuple[QuestionResult, ...]
    groups: dict[str, int | None]

    @property
    def too_few(self) -> bool:
        """Whether fewer answered than is shown."""
        return self.answers < SMALLEST


def results_of(survey: Survey, answers: Sequence[SurveyAnswer]) -> Results:
    """What the answers come to. Where fewer than the smallest number answered, nothing is told but that."""
    if len(answers) < SMALLEST:
        return Results(len(answers), Weighing(), (), {})
    weighing = weighed(survey, answers)
    return Results(
        answers=len(answers),
        weighing=weighing,
        questions=tuple(_question(question, answers, weighing) for question in survey.questions),
        groups=_groups(survey, answers),
    )


def weighed(survey: Survey, answers: Sequence[SurveyAnswer]) -> Weighing:
    """A weight for each answer, so that neighbourhoods and age bands count as much as they have people."""
    if not survey.people:
        return Weighing(nobody_counted=True)
    silent = [
        each
        for trait, of in (("area", survey.areas), ("age", survey.ages))
        for each in of
        if _people(survey, trait, each.name) and not any(getattr(a, trait) == each.name for a in answers)
    ]
    if silent:
        return Weighing(silent=tuple(silent))
    widest = max(len(survey.areas), len(survey.ages))
    groups, targets = [], []
    for trait, of in (("area", survey.areas), ("age", survey.ages)):
        place = {each.name: number for number, each in enumerate(of)}
        groups.append([float(place[getattr(answer, trait)]) for answer in answers])
        counts = [float(_people(survey, trait, each.name)) for each in of]
        targets.append([count / sum(counts) for count in counts] + [np.nan] * (widest - len(of)))
    try:
        found = raked(
            groups=np.array(groups), targets=np.array(targets), tolerance=TOLERANCE, most_rounds=MOST_ROUNDS
        )
    except ValueError:
        return Weighing()
    return Weighing(tuple(float(each) for each in found.weights), round(found.effective_answers))


def _people(survey: Survey, trait: str, name: str) -> int:
    return sum(row.people for row in survey.people if getattr(row, trait) == name)


def _question(question: Question, answers: Sequence[SurveyAnswer], weighing: Weighing) -> QuestionResult:
    counts = Counter(option for answer in answers for option in answer.choices.get(question.name, ()))
    names = [option.name for option in question.options]
    if question.kind == "one":
        shown = _closed({**{name: counts[name] for name in names}, ALL: len(answers)}, {ALL: names})
    else:
        shown = {}
        for name in names:
            cells = {name: counts[name], "other": len(answers) - counts[name], ALL: len(answers)}
            shown[name] = _closed(cells, {ALL: [name, "other"]})[name]
    return QuestionResult(
        question, tuple(_option(question, name, shown[name], answers, weighing) for name in names)
    )


def _option(
    question: Question, name: str, count: int | None, answers: Sequence[SurveyAnswer], weighing: Weighing
) -> OptionResult:
    if count is None:
        return OptionResult(name, None, None, None)
    share = 100 * count / len(answers)
    if not weighing.weights:
        return OptionResult(name, count, share, None)
    said = np.array([float(name in answer.choices.get(question.name, ())) for answer in answers])
    found = weighed_share(said_yes=said, weights=np.array(weighing.weights))
    return OptionResult(name, count, share, found.share_percent)


def _groups(survey: Survey, answers: Sequence[SurveyAnswer]) -> dict[str, int | None]:
    """How many answered by neighbourhood and age band, with every sum; small counts closed."""
    counts = Counter(f"{answer.area}/{answer.age}" for answer in answers)
    areas, ages = [each.name for each in survey.areas], [each.name for each in survey.ages]
    cells = {f"{area}/{age}": counts[f"{area}/{age}"] for area in areas for age in ages}
    sums = [(f"{area}/", [f"{area}/{age}" for age in ages]) for area in areas]
    sums += [(f"/{age}", [f"{area}/{age}" for area in areas]) for age in ages]
    totals = {total: sum(cells[part] for part in parts) for total, parts in sums}
    sums.append((ALL, [f"{area}/" for area in areas]))
    return _closed({**cells, **totals, ALL: len(answers)}, sums)


def _closed(
    counts: dict[str, int], sums: dict[str, list[str]] | list[tuple[str, list[str]]]
) -> dict[str, int | None]:
    """The counts that may be shown; where closing some gives no cover, none but the sum of all."""
    try:
        return dict(shown_counts(counts, sums=sums, smallest=SMALLEST).counts)
    except ValueError:
        return {name: count if name == ALL else None for name, count in counts.items()}
