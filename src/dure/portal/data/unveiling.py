"""Who may see the numbers behind the key C: officers and approvers of the place, on their own pages.

Everybody else reads figures through the kernel's door, which closes them. Nothing that is kept for several
readers passes here: no file, no list for machines, no report.
"""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.parties import read as parties
from dure.kernel.things import read as things

ROLES = ("officer", "approver")


def may_see(request: HttpRequest, *, place: str) -> bool:
    """Whether the reader looks after the figures of a place today."""
    if not request.user.is_authenticated:
        return False
    within = things.chain(place)[1:]
    return any(
        parties.may(request.user.pk, role=role, place=place, on=timezone.localdate(), within=within)
        for role in ROLES
    )


def held(request: HttpRequest, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Those of these figures that are closed, with their numbers, where the reader may see them."""
    closed = [figure for figure in figures if figure.closed]
    places = {place for place in {f.place for f in closed} if may_see(request, place=place)}
    opened = observations.unveiled(f.id for f in closed if f.place in places)
    return tuple(opened[figure.id] for figure in closed if figure.id in opened)
