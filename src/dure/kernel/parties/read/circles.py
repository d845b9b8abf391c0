"""Groups, courses and what they consist of: found by what they are, never by who is in them."""

from collections.abc import Collection
from datetime import date

from dure.kernel.parties.models import Standing
from dure.kernel.parties.read.people import PartySeen, by_id, current, in_force, seen_of


def circles_at(place: str, *, sorts: Collection[str], on: date) -> tuple[tuple[PartySeen, str], ...]:
    """What is of one of these sorts in a place that day, each with its sort, the oldest first."""
    rows = in_force(on).filter(place=place, name__in=list(sorts)).order_by("id")[:1000]
    found = [(row.holder_id, row.name) for row in rows]
    known = by_id({holder for holder, _sort in found})
    return tuple((known[holder], sort) for holder, sort in found if holder in known)


def parts_of(party: str) -> tuple[PartySeen, ...]:
    """What is part of something, such as the sessions of a course, by the day they begin."""
    rows: list[Standing] = list(current().filter(part_of=party).order_by("valid_from", "id")[:1000])
    return tuple(seen_of(row) for row in rows)


def holder_count(place: str, *, role: str, on: date) -> int:
    """How many people have a role in a place that day, in whichever body; each counted once."""
    return in_force(on).filter(place=place, name=role).values("holder").distinct().count()
