"""Where machines that move said they were: heard once each, kept for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dure.kernel.observations import models

KEPT = timedelta(days=1)
# A clock may run ahead by so much; what is further in the future is a clock that is wrong.
AHEAD = timedelta(minutes=2)


@dataclass(frozen=True)
class Sighting:
    """Where a machine was at a moment of its own clock, in degrees."""

    at: datetime
    lon: float
    lat: float


@dataclass(frozen=True)
class Heard:
    """What became of some sightings: new ones, those heard before, and those of a clock that is wrong."""

    new: int
    known: int
    refused: int


@transaction.atomic
def hear_positions(thing: str, *, seen: Sequence[Sighting], at: datetime) -> Heard:
    """Record where a machine was. The same moment again changes nothing; late ones come to their moment.

    Moments more than a day old or ahead of now are refused, and what is a day old is forgotten.
    """
    good = [one for one in seen if at - KEPT <= one.at <= at + AHEAD]
    before = models.Position.objects.filter(thing=thing).count()
    models.Position.objects.bulk_create(
        [models.Position(thing=thing, at=one.at, lon=one.lon, lat=one.lat, heard_at=at) for one in good],
        ignore_conflicts=True,
    )
    new = models.Position.objects.filter(thing=thing).count() - before
    models.Position.objects.filter(at__lt=at - KEPT).delete()
    return Heard(new=new, known=len(good) - new, refused=len(seen) - len(good))
