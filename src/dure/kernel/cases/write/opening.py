"""Opening cases: by a person, or by a check that fails."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dure.kernel.cases import models, read
from dure.kernel.cases.write.types import Actor, AlreadyOpen, Doubt, Opening, Taken


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
        source = (opening.source, opening.locator)
        opened = Taken("open", kind.opens, on=opening.on, says=opening.says, source=source)
        add_step(case, number=1, taken=opened, by=by, at=at)
        models.Letter.objects.bulk_create(
            models.Letter(case=case, number=number, answers={**answers, "round": "0001"})
            for number, answers in enumerate(letters, start=1)
        )
    found = read.find_case(opening.id)
    assert found is not None
    return found


def add_step(case: models.Case, *, number: int, taken: Taken, by: Actor, at: datetime) -> None:
    """Add the step of that number. It is there once: whoever comes second gets an IntegrityError."""
    models.Step.objects.create(
        case=case,
        number=number,
        move=taken.move,
        to_state=taken.to_state,
        by=by.party,
        by_name=by.name,
        on=taken.on,
        told=taken.told or (taken.on.isoformat() if taken.on else ""),
        at=at,
        says_ko=taken.says.ko,
        says_en=taken.says.en,
        source=taken.source[0],
        locator=taken.source[1],
    )


def doubt(opening: Opening, *, reasons: Sequence[Doubt], by: Actor, at: datetime) -> bool:
    """Propose a finding, or add new reasons to the one there is. Answers whether anything was new.

    A check that says the same as before is not a new reason, though it was reckoned anew.
    """
    with transaction.atomic():
        row = models.Case.objects.filter(id=opening.id).first()
        if row is None:
            open_case(opening, by=by, at=at)
            row = models.Case.objects.get(id=opening.id)
        known = {reason.check: reason for reason in read.reasons(opening.id)}
        fresh = [reason for reason in reasons if _said(reason) != _said(known.get(reason.check))]
        for reason in fresh:
            _reason(row, reason, at=at)
    return bool(fresh)


def _said(reason: Doubt | read.Reason | None) -> tuple[object, ...] | None:
    """What a reason says, whichever run it comes from."""
    if reason is None:
        return None
    proposals = tuple((one.address, one.value, one.low, one.high) for one in reason.proposals)
    return (reason.engine, reason.says, reason.expected, reason.gap, proposals)


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
