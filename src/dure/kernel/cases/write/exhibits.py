"""Keeping what was shown for an act, and destroying pictures when their time has passed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from dure.kernel.cases import models
from dure.kernel.cases.read import Exhibit
from dure.kernel.cases.read.exhibits import parts
from dure.kernel.parties import write as parties

Chance = Callable[[int], bytes]


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: without anything but what it shows, until a day."""

    jpeg: bytes
    keep_until: date


@transaction.atomic
def show(exhibit: Exhibit, *, picture: Picture | None = None, chance: Chance) -> bool:
    """Keep what was shown for an act; its picture sealed with the person's key. False where it is kept."""
    own = parts(exhibit.bits) if exhibit.bits is not None else (None,) * 4
    row, fresh = models.Exhibit.objects.get_or_create(
        act=exhibit.act,
        defaults={
            "place": exhibit.place, "party": exhibit.party, "programme": exhibit.programme,
            "action": exhibit.action, "kind": exhibit.kind, "device": exhibit.device, "shop": exhibit.shop,
            "said": exhibit.said, "digest": exhibit.digest, "happened_at": exhibit.happened_at,
            "recorded_at": exhibit.recorded_at,
            **dict(zip(("part_1", "part_2", "part_3", "part_4"), own, strict=True)),
        },
    )  # fmt: skip
    if fresh and picture is not None:
        about = f"picture {exhibit.act}"
        sealed = parties.seal_for(
            exhibit.party, text=picture.jpeg, about=about, at=exhibit.recorded_at, chance=chance
        )
        models.Picture.objects.create(exhibit=row, sealed=sealed, keep_until=picture.keep_until)
    return fresh


def destroy_pictures(*, on: date, spared: tuple[UUID, ...] = (), at: datetime) -> int:
    """Destroy the pictures whose last day has passed, but those of acts that still wait; answers how many."""
    rows = models.Picture.objects.filter(keep_until__lt=on, destroyed_at=None)
    return rows.exclude(exhibit__in=list(spared)).update(sealed=b"", destroyed_at=at)
