"""What packs say of cases: kinds with their moves, and steps that documents tell of."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dure.grammar import shapes
from dure.kernel.cases import models
from dure.kernel.cases.write.opening import add_step
from dure.kernel.cases.write.types import Actor, Taken


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
                source = (row.source, row.locator)
                taken = Taken("told", row.to, on=row.on, says=row.says, source=source, told=row.on_as_told)
                add_step(known, number=number, taken=taken, by=by, at=at)
                recorded += 1
    return recorded
