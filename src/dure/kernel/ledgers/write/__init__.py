"""What may be done with the ledgers. Every verb is one transaction, all or nothing (a sweep is one a piece).

Rows are only added. What was wrong is put right by a reversal, which is a row too.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, tzinfo
from uuid import UUID

from django.db import transaction

from dure.grammar.shapes import TransferRow
from dure.kernel.ledgers import keys
from dure.kernel.ledgers.models import Account, Book
from dure.kernel.ledgers.refusals import AccountDiffers, AddressWrong
from dure.kernel.ledgers.shapes import Movement, Posted, Reason
from dure.kernel.ledgers.sql import sql
from dure.kernel.ledgers.write.entry import check_path, check_place, check_unit, of_movements
from dure.kernel.ledgers.write.holds import complete, hold, reverse, time_out, void
from dure.kernel.ledgers.write.posting import post_entries
from dure.kernel.ledgers.write.sealing import close, seal
from dure.kernel.ledgers.write.sweeping import sweep

__all__ = [
    "close",
    "complete",
    "hold",
    "open_account",
    "post",
    "post_stated",
    "reverse",
    "seal",
    "sweep",
    "time_out",
    "transfer",
    "void",
]

MOST_LANES = 256


def transfer(movement: Movement, *, place: str, at: datetime) -> Posted:
    """Post one movement. The same movement again changes nothing."""
    return post([movement], place=place, at=at)


def post(movements: Iterable[Movement], *, place: str, at: datetime) -> Posted:
    """Post movements, one or a hundred thousand, all or none.

    A floor is looked at when the whole call stands: within a call the order does not matter.
    """
    return post_entries(of_movements(movements), place=place, at=at)


def post_stated(rows: Iterable[TransferRow], *, at: datetime, zone: tzinfo = UTC) -> Posted:
    """Post what the documents of a pack tell, place by place, and seal it. `zone`: where their days begin."""
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
                reason=Reason(row.reason, row.source, row.locator, origin=f"pack/{row.place}/{row.system}"),
            )
        )
    new = repeated = 0
    for place, movements in sorted(by_place.items()):
        posted = post(movements, place=place, at=at)
        new, repeated = new + posted.new, repeated + posted.repeated
        seal(place=place, at=at)
    return Posted(new, repeated)


def open_account(
    path: str, *, place: str, unit: str, floor: int | None = 0, lanes: int = 0, at: datetime
) -> None:
    """Open an account with a floor of its own, or with lanes. Doing it again does no harm.

    Accounts open by themselves on first use, with floor 0 (below `outside/`: with none). `lanes` are for an
    account that many draw on at once; its floor is 0.
    """
    check_path(path)
    check_unit(unit)
    check_place(place)
    if not 0 <= lanes <= MOST_LANES or (lanes and floor != 0):
        raise AddressWrong(
            path,
            en=f"an account has 0 to {MOST_LANES} lanes, and with lanes its floor is 0.",
            ko=f"차선은 0개에서 {MOST_LANES}개까지이며, 차선이 있는 계정의 하한은 0입니다.",
        )
    with transaction.atomic():
        book, _ = Book.objects.get_or_create(place=place)
        sql().open_accounts([((path, unit), floor, lanes)], book=book.pk, at_us=keys.to_us(at))
        opened = Account.objects.get(book=book, path=path, unit=unit, lane=0)
    if (opened.floor, opened.lanes) != (floor, lanes):
        raise AccountDiffers(path, floor=opened.floor, lanes=opened.lanes)
