"""Groups, courses and what they consist of: found by what they are, never by who is in them."""

from collections.abc import Collection
from datetime import date, datetime

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


def holders_in(
    place: str,
    *,
    role: str,
    on: date,
    recorded_by: datetime | None = None,
    after: str = "",
    limit: int = 1000,
) -> tuple[tuple[str, str], ...]:
    """Who has a role in which body of a place that day, body by body in the order of their ids.

    Of each body the one who had it first; `after` is the last body that was answered before.
    """
    rows = (
        in_force(on, recorded_by).filter(place=place, name=role, body_id__gt=after).order_by("body_id", "id")
    )
    found: dict[str, str] = {}
    for body, holder in rows.values_list("body_id", "holder_id")[: limit * 2]:
        found.setdefault(body, holder)
    return tuple((holder, body) for body, holder in list(found.items())[:limit])


def holder_count(place: str, *, role: str, on: date) -> int:
    """How many people have a role in a place that day, in whichever body; each counted once."""
    return in_force(on).filter(place=place, name=role).values("holder").distinct().count()
