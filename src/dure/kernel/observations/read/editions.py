"""Answers about editions: when what a place states of a period was recorded, and from which documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dure.kernel.observations import models


@dataclass(frozen=True)
class Stating:
    """What was recorded at one moment of one period and mark, by document: how many rows, how many of them
    correct another. Without a document a run recorded it.
    """

    period: str
    mark: str
    source: str
    recorded_at: datetime
    rows: int
    corrections: int


def statings(place: str, *, names: Sequence[str]) -> tuple[Stating, ...]:
    """Every recording of figures of these names, in the order in which they came."""
    wanted = Q()
    for name in names:
        wanted |= Q(address=name) | Q(address__startswith=f"{name}/")
    rows = models.Figure.objects.filter(wanted, place=place).order_by("recorded_at")
    counted = rows.values("period", "mark", "source", "recorded_at").annotate(
        stated=Count("pk"), correcting=Count("corrects")
    )
    return tuple(
        Stating(
            row["period"], row["mark"], row["source"] or "", row["recorded_at"],
            row["stated"], row["correcting"],
        )
        for row in counted
    )  # fmt: skip
