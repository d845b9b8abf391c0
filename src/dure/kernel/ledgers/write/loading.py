"""Posting what the documents of packs tell."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import TransferRow
from dure.kernel.ledgers.read.values import Movement, Reason
from dure.kernel.ledgers.write.posting import post
from dure.kernel.ledgers.write.sealing import seal


def load_transfers(rows: Iterable[TransferRow], *, at: datetime) -> int:
    """Post what the documents of packs tell, place by place, and seal it; answer how many rows are new.

    A day begins at midnight of the server's time zone.
    """
    zone = timezone.get_default_timezone()
    by_place: dict[str, list[Movement]] = {}
    for row in rows:
        by_place.setdefault(row.place, []).append(
            Movement(
                key=UUID(row.key),
                debit=row.debit,
                credit=row.credit,
                amount=row.amount,
                unit=row.unit,
                happened_at=datetime.combine(row.on, time(), zone),
                reason=Reason(row.reason, row.source, row.locator, origin=f"pack {row.place}/{row.system}"),
                group=UUID(row.group) if row.group else None,
            )
        )
    new = 0
    for place, movements in sorted(by_place.items()):
        new += post(movements, place=place, at=at).new
        seal(place, at=at)
    return new
