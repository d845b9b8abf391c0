"""What was shown for acts, as frozen values; a picture is unsealed for whoever may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from dure.kernel.cases import models
from dure.kernel.parties import read as parties

PART_BITS = 16
MOST_ALIKE = 200
MOST = 50_000


@dataclass(frozen=True)
class Exhibit:
    """What was shown for an act. `bits` is the perceptual hash of a picture, None where there is none."""

    act: UUID
    place: str
    party: str
    programme: str
    action: str
    kind: str
    device: str
    shop: str
    said: str
    digest: str
    bits: int | None
    happened_at: datetime
    recorded_at: datetime


def find_exhibit(act: UUID) -> Exhibit | None:
    """What was shown for an act."""
    row = models.Exhibit.objects.filter(act=act).first()
    return _value(row) if row else None


def exhibits(place: str, *, since: datetime, limit: int = MOST) -> tuple[Exhibit, ...]:
    """What was shown in a place since a moment, in the order it was told."""
    rows = models.Exhibit.objects.filter(place=place, recorded_at__gte=since).order_by("recorded_at")
    return tuple(_value(row) for row in rows[: min(limit, MOST)])


def exhibits_of(party: str, *, limit: int = 100) -> tuple[Exhibit, ...]:
    """What somebody showed, the last first."""
    rows = models.Exhibit.objects.filter(party=party).order_by("-recorded_at")[:limit]
    return tuple(_value(row) for row in rows)


def alike_exhibits(bits: int, *, digest: str, within_bits: int) -> tuple[Exhibit, ...]:
    """Exhibits whose picture is the same, or differs in at most so many bits; whoever showed it, whenever.

    Hashes that differ in at most three bits agree in one of four parts, so none is missed up to three.
    """
    own = parts(bits)
    alike = Q(digest=digest) if digest else Q()
    for name, part in zip(("part_1", "part_2", "part_3", "part_4"), own, strict=True):
        alike |= Q(**{name: part})
    rows = models.Exhibit.objects.filter(alike).order_by("-recorded_at")[: MOST_ALIKE * 10]
    found = [_value(row) for row in rows]
    near = [
        one
        for one in found
        if (digest and one.digest == digest)
        or (one.bits is not None and (one.bits ^ bits).bit_count() <= within_bits)
    ]
    return tuple(near[:MOST_ALIKE])


def people_on_device(device: str, *, since: datetime) -> int:
    """How many people have told acts from a device since a moment."""
    rows = models.Exhibit.objects.filter(device=device, recorded_at__gte=since)
    return rows.values("party").distinct().count()


def told_since(party: str, *, since: datetime) -> int:
    """How many acts somebody has told since a moment."""
    return models.Exhibit.objects.filter(party=party, recorded_at__gte=since).count()


def find_picture(act: UUID) -> bytes | None:
    """The picture shown for an act; None where there is none, its time has passed or its owner is forgotten.

    Whoever shows it to somebody else records that look first.
    """
    row = models.Picture.objects.filter(exhibit=act, destroyed_at=None).select_related("exhibit").first()
    if row is None:
        return None
    return parties.unseal_for(row.exhibit.party, sealed=bytes(row.sealed), about=f"picture {act}")


def parts(bits: int) -> tuple[int, ...]:
    """The four parts of a hash of 64 bits.

    >>> parts(0x0001_0002_0003_0004)
    (1, 2, 3, 4)
    """
    low = (1 << PART_BITS) - 1
    return tuple((bits >> shift) & low for shift in (48, 32, 16, 0))


def joined(found: Iterable[int | None]) -> int | None:
    """The hash of which these are the parts; None where one is missing."""
    bits = 0
    for part in found:
        if part is None:
            return None
        bits = (bits << PART_BITS) | part
    return bits


def _value(row: models.Exhibit) -> Exhibit:
    return Exhibit(
        act=row.act,
        place=row.place,
        party=row.party,
        programme=row.programme,
        action=row.action,
        kind=row.kind,
        device=row.device,
        shop=row.shop,
        said=row.said,
        digest=row.digest,
        bits=joined((row.part_1, row.part_2, row.part_3, row.part_4)),
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
    )
