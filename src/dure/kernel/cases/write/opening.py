"""Opening cases: by a person, or by a check that fails."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.cases import models, read
from dure.kernel.cases.write.types import Actor, AlreadyOpen, Doubt, Opening


def open_case(
    opening: Opening, *, by: Actor, at: datetime, letters: Sequence[dict[str, str]] = ()
) -> read.Case:
    """Open a case in its kind's first state and keep the answers given with it.

    Raises AlreadyOpen where a case of this id is there, whoever opened it a moment ago.
    """
    kind = models.Kind.objects.get(name=opening.kind)
    with transaction.atomic():
        case, fresh = models.Case.objects.get_or_create(
            id=opening.id,
            defaults={
                "place": opening.place,
                "kind": opening.kind,
                "subject": opening.subject,
                "title_ko": opening.title.ko,
                "title_en": opening.title.en,
                "opened_at": at,
            },
        )
        if not fresh:
            raise AlreadyOpen(opening.id)
        add_step(
            case,
            number=1,
            move="open",
            to_state=kind.opens,
            by=by,
            at=at,
            on=opening.on,
            says=opening.says,
            source=(opening.source, opening.locator),
        )
        models.Letter.objects.bulk_create(
            models.Letter(case=case, number=number, answers={**answers, "round": "0001"})
            for number, answers in enumerate(letters, start=1)
        )
    found = read.find_case(opening.id)
    assert found is not None
    return found


def add_step(
    case: models.Case,
    *,
    number: int,
    move: str,
    to_state: str,
    by: Actor,
    at: datetime,
    on: date | None,
    says: Text,
    source: tuple[str, str],
    told: str = "",
) -> None:
    models.Step.objects.create(
        case=case,
        number=number,
        move=move,
        to_state=to_state,
        by=by.party,
        by_name=by.name,
        on=on,
        told=told or (on.isoformat() if on else ""),
        at=at,
        says_ko=says.ko,
        says_en=says.en,
        source=source[0],
        locator=source[1],
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
        models.Proposal(
            reason=row,
            address=said.address,
            value=format(said.value, "f"),
            low=said.low,
            high=said.high,
            position=position,
        )
        for position, said in enumerate(reason.proposals)
    )
