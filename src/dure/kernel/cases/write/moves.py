"""Taking steps in cases, guarded by role, other person, days and what must be there."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import models, read
from dure.kernel.cases.write.opening import add_step
from dure.kernel.cases.write.stating import state
from dure.kernel.cases.write.types import NOTHING, Actor, MoveRefused, Taken, Told

# What the roles that moves ask for are called in a refusal.
ROLES = {"officer": Text("담당자", "officer"), "approver": Text("승인자", "approver")}


def take(
    case: str, *, move: str, by: Actor, at: datetime, says: Text = NOTHING,
    source: tuple[str, str] = ("", ""), letters: Sequence[dict[str, str]] = (),
) -> read.Case:  # fmt: skip
    """Take a step. Refused when the move does not lead from here, or this person may not take it.

    `letters` are kept with the case; a move that does `state` records the last round of them as figures.
    """
    told = Told(timezone.localdate(at), says, source)
    return _taken(case, move=move, by=by, at=at, told=told, letters=letters)


def tell(case: str, *, move: str, by: Actor, at: datetime, told: Told) -> read.Case:
    """Take a step that happened on a day of its own, told in words or by a document."""
    _happened(told, at=at)
    return _taken(case, move=move, by=by, at=at, told=told, letters=())


def take_back(case: str, *, by: Actor, at: datetime, told: Told) -> read.Case:
    """Take back the last step that stands, where it was recorded by mistake. Both stay to be read."""
    _happened(told, at=at)
    with transaction.atomic():
        row = models.Case.objects.select_for_update().get(id=case)
        known = read.find_case(case)
        assert known is not None
        to_state = may_take_back(known, by=by)
        if not (told.says.ko or told.says.en):
            raise MoveRefused(
                Text("되돌리는 사유를 적어야 합니다.", "Say why the step was recorded by mistake.")
            )
        taken = Taken(read.TAKEN_BACK, to_state, on=told.on, says=told.says, source=told.source)
        add_step(row, number=len(known.steps) + 1, taken=taken, by=by, at=at)
    found = read.find_case(case)
    assert found is not None
    return found


def may_take_back(case: read.Case, *, by: Actor) -> str:
    """The state that taking back the last step leads to, if this person may; else MoveRefused."""
    kind = read.find_kind(case.kind)
    steps = case.standing
    last = steps[-1]
    before = steps[-2].to_state if len(steps) > 1 else ""
    moves = kind.moves if kind else ()
    taken = next((m for m in moves if (m.name, m.from_state) == (last.move, before)), None)
    if taken is None or taken.does:
        raise MoveRefused(
            Text(
                "되돌릴 수 있는 단계가 없습니다. 문서에서 온 단계와 수치를 공개한 단계는 되돌리지 않습니다.",
                "There is no step to take back. Those of documents, and those that stated figures, stay.",
            )
        )
    _holds(taken.role, by)
    return before


def _happened(told: Told, *, at: datetime) -> None:
    """Refuse what has not happened yet, and what neither words nor a document tell of."""
    if told.on > timezone.localdate(at):
        raise MoveRefused(
            Text(
                "아직 오지 않은 날짜입니다. 오늘이나 그 이전 날짜를 적으십시오.",
                "That day has not come yet. Give today or an earlier day.",
            )
        )
    if not (told.says.ko or told.says.en or told.source[0]):
        raise MoveRefused(
            Text(
                "내용이나 출처 가운데 하나는 있어야 합니다.",
                "Say what happened, or name the document that does.",
            )
        )


def _holds(role: str, by: Actor) -> None:
    if role and role not in by.roles:
        word = ROLES.get(role, Text(role, role))
        raise MoveRefused(
            Text(
                f"이 처리에는 ‘{word.ko}’ 권한이 필요합니다. 권한이 있는 사람에게 요청하십시오.",
                f"This takes the role “{word.en}”. Ask somebody who holds it.",
            )
        )


def _taken(
    case: str, *, move: str, by: Actor, at: datetime, told: Told, letters: Sequence[dict[str, str]]
) -> read.Case:
    with transaction.atomic():
        row = models.Case.objects.select_for_update().get(id=case)
        standing = read.find_case(case)
        assert standing is not None
        chosen = allowed(standing, move=move, by=by, at=at, says=told.says, source=told.source[0])
        try:
            with transaction.atomic():
                taken = Taken(move, chosen.to_state, on=told.on, says=told.says, source=told.source)
                add_step(row, number=len(standing.steps) + 1, taken=taken, by=by, at=at)
                _keep(row, letters, round_number=len(standing.steps) + 1)
                if "state" in chosen.does:
                    state(row, by=by, at=at)
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


def _keep(case: models.Case, letters: Sequence[dict[str, str]], *, round_number: int) -> None:
    """Keep the answers given with a step; each step's letters are a round of their own."""
    first = case.letters.count() + 1
    models.Letter.objects.bulk_create(
        models.Letter(case=case, number=first + n, answers={**letter, "round": f"{round_number:04}"})
        for n, letter in enumerate(letters)
    )


def allowed(
    case: read.Case, *, move: str, by: Actor, at: datetime, says: Text = NOTHING, source: str = ""
) -> read.Move:
    """The move, if this person may take it now; else MoveRefused with the reason."""
    kind = read.find_kind(case.kind)
    moves = kind.moves if kind else ()
    chosen = next((m for m in moves if m.name == move and m.from_state == case.state), None)
    if kind is None or chosen is None:
        now = kind.state_title(case.state) if kind else Text(case.state, case.state)
        raise MoveRefused(
            Text(
                f"지금 상태({now.ko})에서는 할 수 없습니다. 화면을 새로 고쳐 현재 상태를 확인하십시오.",
                f"This cannot be done while the case is “{now.en}”. Reload the page to see where it stands.",
            )
        )
    _holds(chosen.role, by)
    if chosen.other_person and case.standing[-1].by == by.party:
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
