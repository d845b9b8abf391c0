"""Verbs that open cases and take their steps. Each is one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.cases import models, read

NOTHING = Text("", "")


class MoveRefused(Exception):
    """The move cannot be taken now, or not by this person. `says` tells why, in both languages."""

    def __init__(self, says: Text) -> None:
        """Keep the sentence for the reader."""
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True)
class Actor:
    """Who takes a step: the party's opaque id, the name to show, and the roles held there and now."""

    party: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Opening:
    """What a case is opened with."""

    id: str
    place: str
    kind: str
    title: Text
    subject: str = ""
    says: Text = NOTHING
    on: date | None = None
    source: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Doubt:
    """A failing check, as a reason of a finding: proposals are (full address, canonical value)."""

    check: str
    engine: str
    run: str
    says: Text
    expected: str
    gap: str
    proposals: tuple[tuple[str, Decimal], ...]


def open_case(
    opening: Opening, *, by: Actor, at: datetime, letters: Sequence[dict[str, str]] = ()
) -> read.Case:
    """Open a case in its kind's first state and keep the answers given with it."""
    kind = models.Kind.objects.get(name=opening.kind)
    with transaction.atomic():
        case = models.Case.objects.create(
            id=opening.id,
            place=opening.place,
            kind=opening.kind,
            subject=opening.subject,
            title_ko=opening.title.ko,
            title_en=opening.title.en,
            opened_at=at,
        )
        _step(
            case, number=1, move="open", to_state=kind.opens, by=by, at=at, on=opening.on,
            says=opening.says, source=(opening.source, opening.locator),
        )  # fmt: skip
        models.Letter.objects.bulk_create(
            models.Letter(case=case, number=number, answers=answers)
            for number, answers in enumerate(letters, start=1)
        )
    found = read.find_case(opening.id)
    assert found is not None
    return found


def _step(
    case: models.Case, *, number: int, move: str, to_state: str, by: Actor, at: datetime,
    on: date | None, says: Text, source: tuple[str, str],
) -> None:  # fmt: skip
    models.Step.objects.create(
        case=case,
        number=number,
        move=move,
        to_state=to_state,
        by=by.party,
        by_name=by.name,
        on=on,
        at=at,
        says_ko=says.ko,
        says_en=says.en,
        source=source[0],
        locator=source[1],
    )


def take(
    case: str, *, move: str, by: Actor, at: datetime, says: Text = NOTHING, source: tuple[str, str] = ("", "")
) -> read.Case:
    """Take a step. Refused when the move does not lead from here, or this person may not take it."""
    with transaction.atomic():
        row = models.Case.objects.select_for_update().get(id=case)
        standing = read.find_case(case)
        assert standing is not None
        chosen = allowed(standing, move=move, by=by, at=at, says=says, source=source[0])
        try:
            with transaction.atomic():
                _step(
                    row, number=len(standing.steps) + 1, move=move, to_state=chosen.to_state, by=by, at=at,
                    on=at.date(), says=says, source=source,
                )  # fmt: skip
        except IntegrityError as error:
            raise MoveRefused(
                Text(
                    "다른 사람이 방금 이 건을 처리했습니다. 화면을 새로 고친 뒤 다시 확인하십시오.",
                    "Somebody else has just taken this step. Reload the page and look again.",
                )
            ) from error
    found = read.find_case(case)
    assert found is not None
    return found


def allowed(
    case: read.Case, *, move: str, by: Actor, at: datetime, says: Text = NOTHING, source: str = ""
) -> read.Move:
    """The move, if this person may take it now; else MoveRefused with the reason."""
    kind = read.find_kind(case.kind)
    moves = kind.moves if kind else ()
    chosen = next((m for m in moves if m.name == move and m.from_state == case.state), None)
    if kind is None or chosen is None:
        state = kind.state_title(case.state) if kind else Text(case.state, case.state)
        raise MoveRefused(
            Text(
                f"지금 상태({state.ko})에서는 할 수 없는 처리입니다. 화면을 새로 고쳐 현재 상태를 확인하십시오.",
                f"This cannot be done while the case is “{state.en}”. Reload the page to see where it stands.",
            )
        )
    if chosen.role and chosen.role not in by.roles:
        raise MoveRefused(
            Text(
                f"이 처리에는 ‘{chosen.role}’ 권한이 필요합니다. 권한이 있는 담당자에게 요청하십시오.",
                f"This takes the role “{chosen.role}”. Ask somebody who holds it.",
            )
        )
    if chosen.other_person and case.steps[-1].by == by.party:
        raise MoveRefused(
            Text(
                "앞 단계를 처리한 사람은 이 단계를 처리할 수 없습니다. 다른 담당자가 확인해야 합니다.",
                "Whoever took the last step cannot take this one. Another person has to look at it.",
            )
        )
    _guarded(case, chosen=chosen, at=at, says=says, source=source)
    return chosen


def _guarded(case: read.Case, *, chosen: read.Move, at: datetime, says: Text, source: str) -> None:
    if chosen.after_days and (at - case.steps[-1].at).days < chosen.after_days:
        raise MoveRefused(
            Text(
                f"앞 단계에서 {chosen.after_days}일이 지나야 처리할 수 있습니다.",
                f"This is possible {chosen.after_days} days after the last step.",
            )
        )
    if "says" in chosen.has and not (says.ko or says.en):
        raise MoveRefused(
            Text("사유를 적어야 합니다.", "Say why: this step is kept together with its reason.")
        )
    if "source" in chosen.has and not source:
        raise MoveRefused(
            Text(
                "출처가 있어야 합니다. 자료 목록에서 문서를 고르고 쪽이나 줄을 적으십시오.",
                "This needs a source. Choose a document of the catalogue and give its page or line.",
            )
        )


def doubt(opening: Opening, *, reasons: Sequence[Doubt], by: Actor, at: datetime) -> bool:
    """Propose a finding, or add new reasons to the one there is. Answers whether anything was new."""
    with transaction.atomic():
        row = models.Case.objects.filter(id=opening.id).first()
        if row is None:
            open_case(opening, by=by, at=at)
            row = models.Case.objects.get(id=opening.id)
        known = set(row.reasons.values_list("run", flat=True))
        fresh = [reason for reason in reasons if reason.run not in known]
        for reason in fresh:
            _reason(row, reason, at=at)
    return bool(fresh)


def _reason(case: models.Case, reason: Doubt, *, at: datetime) -> None:
    row = models.Reason.objects.create(
        case=case,
        check_name=reason.check,
        engine=reason.engine,
        run=reason.run,
        says_ko=reason.says.ko,
        says_en=reason.says.en,
        expected=reason.expected,
        gap=reason.gap,
        recorded_at=at,
    )
    models.Proposal.objects.bulk_create(
        models.Proposal(reason=row, address=address, value=format(value, "f"), position=position)
        for position, (address, value) in enumerate(reason.proposals)
    )


def load_kinds(kinds: Iterable[shapes.CaseKind]) -> None:
    """Make the tables of kinds, states and moves what the packs say."""
    with transaction.atomic():
        models.Kind.objects.all().delete()
        for kind in kinds:
            row = models.Kind.objects.create(
                name=kind.name, system=kind.system, title_ko=kind.title.ko, title_en=kind.title.en,
                opens=kind.opens,
            )  # fmt: skip
            models.State.objects.bulk_create(
                models.State(kind=row, name=name, title_ko=title.ko, title_en=title.en, position=position)
                for position, (name, title) in enumerate(kind.states)
            )
            models.Move.objects.bulk_create(
                models.Move(
                    kind=row, name=move.name, title_ko=move.title.ko, title_en=move.title.en,
                    from_state=move.from_state, to_state=move.to_state, role=move.role,
                    other_person=move.other_person, after_days=move.after_days, has=" ".join(move.has),
                    does=" ".join(verb for verb, _ in move.does), position=position,
                )
                for position, move in enumerate(kind.moves)
            )  # fmt: skip


def load_cases(rows: Iterable[shapes.CaseRow], *, at: datetime) -> int:
    """Record the steps that documents tell of and that are not recorded yet. Answers how many."""
    recorded = 0
    with transaction.atomic():
        for row in rows:
            case = f"{row.place}/{row.case}"
            by = Actor(f"{row.place}/{row.by}" if row.by else "", "", frozenset())
            known = models.Case.objects.filter(id=case).first()
            if known is None:
                known = models.Case.objects.create(
                    id=case, place=row.place, kind=row.kind, title_ko=row.title.ko, title_en=row.title.en,
                    opened_at=at,
                )  # fmt: skip
            said = known.steps.filter(to_state=row.to, on=row.on, says_en=row.says.en)
            if not said.exists():
                number = known.steps.count() + 1
                _step(
                    known, number=number, move="told", to_state=row.to, by=by, at=at, on=row.on,
                    says=row.says, source=(row.source, row.locator),
                )  # fmt: skip
                recorded += 1
    return recorded
