"""Residents' programmes as packs declare them, and those a place has on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from dure.grammar.books.programme_shapes import EvidenceRule, Programme, ProgrammeAction
from dure.grammar.shapes import Text
from dure.kernel.plans import models


@dataclass(frozen=True)
class ProgrammeRun:
    """A programme that a place has, since when and until when as far as that is told, and who tells."""

    place: str
    programme: Programme
    first_day: date | None
    last_day: date | None
    source: str
    locator: str

    def is_on(self, day: date) -> bool:
        """Whether the place has it on that day."""
        begun = self.first_day is None or self.first_day <= day
        return begun and (self.last_day is None or day <= self.last_day)

    def action(self, name: str) -> ProgrammeAction | None:
        """The action of that name."""
        return next((action for action in self.programme.actions if action.name == name), None)


def programmes_at(places: Sequence[str], *, on: date | None = None) -> tuple[ProgrammeRun, ...]:
    """The programmes of these places, in the order the packs name them; only those of a day where named."""
    rows = models.ProgrammeHere.objects.filter(place__in=list(places))
    if on is not None:
        rows = rows.filter(Q(first_day=None) | Q(first_day__lte=on), Q(last_day=None) | Q(last_day__gte=on))
    found = rows.order_by("position").prefetch_related(Prefetch("programme", queryset=_whole()))
    return tuple(
        ProgrammeRun(row.place, _value(row.programme), row.first_day, row.last_day, row.source, row.locator)
        for row in found
    )


def find_programme(name: str) -> Programme | None:
    """The programme of that name, as the packs declare it."""
    row = _whole().filter(name=name).first()
    return None if row is None else _value(row)


def _whole() -> QuerySet[models.Programme]:
    evidence = Prefetch("evidence", queryset=models.ProgrammeEvidence.objects.order_by("position"))
    actions = models.ProgrammeAction.objects.order_by("position").prefetch_related(evidence)
    return models.Programme.objects.prefetch_related(Prefetch("actions", queryset=actions))


def _value(row: models.Programme) -> Programme:
    return Programme(
        system=row.system,
        name=row.name,
        title=Text(row.title_ko, row.title_en),
        says=Text(row.says_ko, row.says_en),
        unit=row.unit,
        least_age=row.least_age,
        unnamed=row.unnamed,
        actions=tuple(_action(action) for action in row.actions.all()),
        two_above=row.two_above,
    )


def _action(row: models.ProgrammeAction) -> ProgrammeAction:
    return ProgrammeAction(
        name=row.name,
        title=Text(row.title_ko, row.title_en),
        area=row.area,
        counted_in=row.counted_in,
        event_group=row.event_group,
        evidence=tuple(
            EvidenceRule(
                rule.kind,
                rule.earns_percent,
                rule.sampled_percent,
                rule.second_percent,
                rule.most_a_month,
                rule.keep_days,
            )
            for rule in row.evidence.all()
        ),
        most_at_once=row.most_at_once,
    )
