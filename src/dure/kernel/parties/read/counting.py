"""How many residents a place has, by area and age band, and how many groups. Counts only; no ids leave here.

They are as they were recorded by a moment, so that counts of two moments differ by what happened between.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery

from dure.kernel.parties.models import Consent, Enrolment
from dure.kernel.parties.read.people import in_force

RESIDENT = "resident"


@dataclass(frozen=True)
class Circles:
    """How many groups of a sort there are, and how many people are in them."""

    sort: str
    circles: int
    people: int


def resident_counts(
    place: str, *, purpose: str, on: date, recorded_by: datetime
) -> tuple[int, dict[tuple[str, str], int]]:
    """All residents of a place that day, and by area and age band those who agreed to a purpose."""
    held = in_force(on, recorded_by).filter(place=place, name=RESIDENT)
    last = Enrolment.objects.filter(
        party=OuterRef("party"), place=place, recorded_at__lte=recorded_by
    ).order_by("-id")
    said = Consent.objects.filter(
        party=OuterRef("party"), purpose=purpose, recorded_at__lte=recorded_by
    ).order_by("-id")
    rows = (
        Enrolment.objects.filter(place=place, id=Subquery(last.values("id")[:1]))
        .filter(party__in=held.values("holder"))
        .annotate(agrees=Subquery(said.values("given")[:1]))
        .filter(agrees=True)
        .values_list("area", "age_band")
        .annotate(people=Count("id"))
    )
    everybody = held.aggregate(people=Count("holder", distinct=True))["people"]
    return everybody, {(area, band): people for area, band, people in rows}


def circle_counts(
    place: str, *, sorts: tuple[str, ...], member: str, on: date, recorded_by: datetime
) -> tuple[Circles, ...]:
    """The groups of each sort in a place that day, and the people in them, each once a sort."""
    roles = in_force(on, recorded_by)
    found = []
    for sort in sorts:
        circles = roles.filter(place=place, name=sort)
        people = roles.filter(name=member, body__in=circles.values("holder"))
        found.append(
            Circles(
                sort,
                circles.aggregate(n=Count("holder", distinct=True))["n"],
                people.aggregate(n=Count("holder", distinct=True))["n"],
            )
        )
    return tuple(found)
