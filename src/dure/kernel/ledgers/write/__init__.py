"""What may be done with the ledgers. Every verb is one transaction, all or nothing (a sweep is one a piece).

Rows are only added. What was wrong is put right by a reversal, which is a row too.
"""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import TransferRow
from dure.kernel.ledgers.read.keys import make_key
from dure.kernel.ledgers.read.values import Movement, Posted, Reason
from dure.kernel.ledgers.write.entry import of_movements
from dure.kernel.ledgers.write.holds import complete, hold, reverse, time_out, void
from dure.kernel.ledgers.write.opening import load_accounts, load_units, open_account
from dure.kernel.ledgers.write.posting import post_entries
from dure.kernel.ledgers.write.refusals import KeyReused, NotEnough, Refused
from dure.kernel.ledgers.write.sealing import close, seal
from dure.kernel.ledgers.write.sweeping import sweep

__all__ = [
    "KeyReused",
    "Movement",
    "NotEnough",
    "Posted",
    "Reason",
    "Refused",
    "close",
    "complete",
    "hold",
    "load_accounts",
    "load_transfers",
    "load_units",
    "make_key",
    "open_account",
    "post",
    "reverse",
    "seal",
    "sweep",
    "time_out",
    "transfer",
    "void",
]


def transfer(movement: Movement, *, place: str, at: datetime) -> Posted:
    """Post one movement. The same movement again changes nothing."""
    return post([movement], place=place, at=at)


def post(movements: Iterable[Movement], *, place: str, at: datetime) -> Posted:
    """Post movements, one or a hundred thousand, all or none.

    A floor is looked at when the whole call stands: within a call the order does not matter.
    """
    return post_entries(of_movements(movements), place=place, at=at)


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
            )
        )
    new = 0
    for place, movements in sorted(by_place.items()):
        new += post(movements, place=place, at=at).new
        seal(place, at=at)
    return new
