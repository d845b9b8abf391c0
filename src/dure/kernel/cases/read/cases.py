"""Answers about cases, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from dure.grammar.shapes import Text
from dure.kernel.cases import models
from dure.kernel.observations import read as observations

# The move of a step that takes the one before it back.
TAKEN_BACK = "take_back"


@dataclass(frozen=True)
class Move:
    """A step that may be taken, by whom, and whether it must be somebody else than before."""

    name: str
    title: Text
    from_state: str
    to_state: str
    role: str
    other_person: bool
    after_days: int | None
    has: tuple[str, ...]
    does: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of case with its states in order and its moves."""

    name: str
    title: Text
    opens: str
    states: tuple[tuple[str, Text], ...]
    moves: tuple[Move, ...]

    @property
    def waiting(self) -> frozenset[str]:
        """The states that a move to another state leaves: somebody has to do something next."""
        return frozenset(move.from_state for move in self.moves if move.to_state != move.from_state)

    def state_title(self, state: str) -> Text:
        """What a state is called."""
        return dict(self.states).get(state, Text(state, state))


@dataclass(frozen=True)
class Step:
    """What happened. `on` is its first day, `told` the day, month or year as told, `at` when recorded."""

    number: int
    move: str
    to_state: str
    by: str
    by_name: str
    on: date | None
    told: str
    at: datetime
    says: Text
    source: str
    locator: str


@dataclass(frozen=True)
class Proposal:
    """A value that would put a reason right, in canonical units."""

    address: str
    value: Decimal
    low: str
    high: str


@dataclass(frozen=True)
class SurveyAnswer:
    """One answer to a survey: where and how old, and what was chosen. Whose it is stands nowhere."""

    area: str
    age: str
    choices: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Reason:
    """One check that fails on the doubted figure."""

    check: str
    engine: str
    run: str
    says: Text
    expected: str
    gap: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Case:
    """A case with its steps; `state` is that of the last one."""

    id: str
    place: str
    kind: str
    subject: str
    title: Text
    opened_at: datetime
    state: str
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def standing(self) -> tuple[Step, ...]:
        """The steps that nobody took back, the first first."""
        found: list[Step] = []
        for step in self.steps:
            if step.move == TAKEN_BACK and len(found) > 1:
                found.pop()
            elif step.move != TAKEN_BACK:
                found.append(step)
        return tuple(found)


def kinds() -> dict[str, Kind]:
    """Every kind of case by its name."""
    rows = models.Kind.objects.prefetch_related("states", "moves")
    return {row.name: _kind(row) for row in rows}


def find_kind(kind: str) -> Kind | None:
    """The kind of case of that name."""
    return kinds().get(kind)


def _kind(row: models.Kind) -> Kind:
    states = sorted(row.states.all(), key=lambda state: state.position)
    moves = sorted(row.moves.all(), key=lambda move: move.position)
    return Kind(
        name=row.name,
        title=Text(row.title_ko, row.title_en),
        opens=row.opens,
        states=tuple((state.name, Text(state.title_ko, state.title_en)) for state in states),
        moves=tuple(_move(move) for move in moves),
    )


def _move(row: models.Move) -> Move:
    return Move(
        name=row.name,
        title=Text(row.title_ko, row.title_en),
        from_state=row.from_state,
        to_state=row.to_state,
        role=row.role,
        other_person=row.other_person,
        after_days=row.after_days,
        has=tuple(row.has.split()),
        does=tuple(row.does.split()),
    )


def _case(row: models.Case, recorded_by: datetime | None = None) -> Case:
    steps = sorted(row.steps.all(), key=lambda step: step.number)
    reasons = list(row.reasons.all())
    if recorded_by:
        steps = [step for step in steps if step.at <= recorded_by]
        reasons = [reason for reason in reasons if reason.recorded_at <= recorded_by]
    return Case(
        id=row.id,
        place=row.place,
        kind=row.kind,
        subject=row.subject,
        title=Text(row.title_ko, row.title_en),
        opened_at=row.opened_at,
        state=steps[-1].to_state if steps else "",
        steps=tuple(_step(step) for step in steps),
        reasons=_reasons(reasons),
    )


def _reasons(rows: Iterable[models.Reason]) -> tuple[Reason, ...]:
    """What each check said last, in the order in which they first spoke."""
    last = {row.check_name: row for row in sorted(rows, key=lambda row: row.pk)}
    return tuple(_reason(row) for row in last.values())


def _step(row: models.Step) -> Step:
    return Step(
        number=row.number,
        move=row.move,
        to_state=row.to_state,
        by=row.by,
        by_name=row.by_name,
        on=row.on,
        told=row.told,
        at=row.at,
        says=Text(row.says_ko, row.says_en),
        source=row.source,
        locator=row.locator,
    )


def _reason(row: models.Reason) -> Reason:
    """A reason as everybody may read it: where its run took a confidential figure, without its values."""
    is_shut = row.shut == 0  # type: ignore[attr-defined]
    proposals = [] if is_shut else sorted(row.proposals.all(), key=lambda proposal: proposal.position)
    return Reason(
        check=row.check_name,
        engine=row.engine,
        run=row.run,
        says=Text(row.says_ko, row.says_en),
        expected="" if is_shut else row.expected,
        gap="" if is_shut else row.gap,
        proposals=tuple(Proposal(p.address, Decimal(p.value), p.low, p.high) for p in proposals),
    )


def cases(
    *,
    place: str = "",
    kind: str = "",
    kinds: tuple[str, ...] = (),
    subject: str = "",
    states: tuple[str, ...] = (),
    recorded_by: datetime | None = None,
    limit: int = 500,
) -> tuple[Case, ...]:
    """The cases of a place, kind or kinds, subject or states; the last opened first, at most `limit`.

    `recorded_by` answers “what did we hold then?”: what was opened, stepped or added later is left out.
    """
    rows = models.Case.objects.prefetch_related("steps", *_reason_rows())
    wanted = {"place": place, "kind": kind, "subject": subject}
    rows = rows.filter(**{word: value for word, value in wanted.items() if value})
    rows = rows.filter(kind__in=kinds) if kinds else rows
    if recorded_by:
        rows = rows.filter(opened_at__lte=recorded_by)
    rows = _in_states(rows, states, recorded_by)
    return tuple(_case(row, recorded_by) for row in rows.order_by("-opened_at", "id")[:limit])


def _in_states(
    rows: QuerySet[models.Case], states: tuple[str, ...], recorded_by: datetime | None = None
) -> QuerySet[models.Case]:
    """Those whose last step (by then) led to one of these states; all when none is named."""
    if not states:
        return rows
    steps = models.Step.objects.filter(case=OuterRef("pk"))
    steps = steps.filter(at__lte=recorded_by) if recorded_by else steps
    last = steps.order_by("-number").values("to_state")[:1]
    return rows.alias(state=Subquery(last)).filter(state__in=states)


def counts(kind: str, *, states: tuple[str, ...]) -> dict[str, int]:
    """For each place, how many cases of a kind are in one of these states."""
    rows = _in_states(models.Case.objects.filter(kind=kind), states)
    return dict(rows.order_by().values_list("place").annotate(Count("id")))


def _reason_rows() -> tuple["Prefetch[str]", str]:
    """The reasons of cases with their proposals, and whether the run of each is told."""
    shut = models.Reason.objects.annotate(shut=observations.closing_of_run("run"))
    return Prefetch("reasons", queryset=shut), "reasons__proposals"


def find_case(case: str) -> Case | None:
    """The case of that id."""
    row = models.Case.objects.prefetch_related("steps", *_reason_rows()).filter(id=case).first()
    return _case(row) if row else None


def reasons(case: str) -> tuple[Reason, ...]:
    """Why a finding was made: what each check that fails said last."""
    rows = models.Reason.objects.annotate(shut=observations.closing_of_run("run"))
    return _reasons(rows.prefetch_related("proposals").filter(case=case))


def number_of_cases(place: str, *, kind: str, states: tuple[str, ...] = ()) -> int:
    """How many cases of a kind a place has, in these states or in any."""
    rows = models.Case.objects.filter(place=place, kind=kind)
    return _in_states(rows, states).count()


def letters(case: str) -> tuple[dict[str, str], ...]:
    """The answers given in a case, as they were given."""
    rows = models.Letter.objects.filter(case=case).order_by("number")
    return tuple(dict(row.answers) for row in rows)


def letters_of(cases: Iterable[str]) -> dict[str, tuple[dict[str, str], ...]]:
    """The answers given in several cases, by case, asked for once."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in models.Letter.objects.filter(case__in=list(cases)).order_by("case_id", "number"):
        found.setdefault(row.case_id, []).append(dict(row.answers))
    return {case: tuple(own) for case, own in found.items()}


def survey_answers(case: str) -> tuple[SurveyAnswer, ...]:
    """Every answer to a survey, in no order that tells who gave it."""
    chosen: dict[int, dict[str, tuple[str, ...]]] = {}
    picks = models.SurveyChoice.objects.filter(answer__case=case).order_by("question", "option")
    for answer, question, option in picks.values_list("answer_id", "question", "option"):
        own = chosen.setdefault(answer, {})
        own[question] = (*own.get(question, ()), option)
    rows = models.SurveyAnswer.objects.filter(case=case).order_by("area", "age", "who")
    return tuple(SurveyAnswer(row.area, row.age, chosen.get(row.pk, {})) for row in rows)


def number_of_answers(case: str) -> int:
    """How many answered a survey."""
    return models.SurveyAnswer.objects.filter(case=case).count()


def has_answered(case: str, *, who: str) -> bool:
    """Whether an answer stands under this digest."""
    return models.SurveyAnswer.objects.filter(case=case, who=who).exists()


def has_code(case: str, *, digest: str) -> bool:
    """Whether an invitation of this digest was made."""
    return models.SurveyCode.objects.filter(case=case, digest=digest).exists()


def number_of_codes(case: str) -> int:
    """How many invitations were made."""
    return models.SurveyCode.objects.filter(case=case).count()


def waiting_about(subjects: Iterable[str], *, kind: str, states: tuple[str, ...]) -> dict[str, str]:
    """The cases of a kind that wait in these states, about any of these subjects: subject by case."""
    rows = models.Case.objects.filter(kind=kind, subject__in=list(subjects))
    return dict(_in_states(rows, states).values_list("id", "subject"))
