"""Makes the tables of residents' programmes what the packs say."""

from collections.abc import Sequence

from django.db import transaction

from dure.grammar.books.programme_shapes import Programme, ProgrammeAction, ProgrammeHere
from dure.kernel.plans import models


def load_programmes(programmes: Sequence[Programme], *, here: Sequence[ProgrammeHere]) -> int:
    """Load what systems declare and which places have it; answers how many programmes there are."""
    with transaction.atomic():
        models.Programme.objects.all().delete()
        for position, programme in enumerate(programmes):
            _load(programme, position)
        models.ProgrammeHere.objects.bulk_create(
            models.ProgrammeHere(
                place=row.place, programme_id=row.programme, first_day=row.first_day, last_day=row.last_day,
                source=row.source, locator=row.locator, position=n,
            )
            for n, row in enumerate(here)
        )  # fmt: skip
    return len(programmes)


def _load(programme: Programme, position: int) -> None:
    row = models.Programme.objects.create(
        name=programme.name, system=programme.system, title_ko=programme.title.ko,
        title_en=programme.title.en, says_ko=programme.says.ko, says_en=programme.says.en,
        unit=programme.unit, least_age=programme.least_age, unnamed=programme.unnamed,
        two_above=programme.two_above, position=position,
    )  # fmt: skip
    for number, action in enumerate(programme.actions):
        _load_action(row, action, number)


def _load_action(programme: models.Programme, action: ProgrammeAction, position: int) -> None:
    row = models.ProgrammeAction.objects.create(
        programme=programme, name=action.name, title_ko=action.title.ko, title_en=action.title.en,
        area=action.area, counted_in=action.counted_in, event_group=action.event_group,
        most_at_once=action.most_at_once, position=position,
    )  # fmt: skip
    models.ProgrammeEvidence.objects.bulk_create(
        models.ProgrammeEvidence(
            action=row, kind=rule.kind, earns_percent=rule.earns_percent,
            sampled_percent=rule.sampled_percent, second_percent=rule.second_percent,
            most_a_month=rule.most_a_month, keep_days=rule.keep_days, position=n,
        )
        for n, rule in enumerate(action.evidence)
    )  # fmt: skip
