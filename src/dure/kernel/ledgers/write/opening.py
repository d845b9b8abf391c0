"""Opening what is not there yet: accounts, reasons, and what packs call units and accounts."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from dure.grammar.shapes import LedgerAccount, LedgerUnit
from dure.kernel.ledgers.models import Account, AccountKind, Book, Unit
from dure.kernel.ledgers.models import Reason as KeptReason
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.values import HELD, OUTSIDE, Reason
from dure.kernel.ledgers.write.entry import check_path, check_place, check_unit
from dure.kernel.ledgers.write.refusals import AccountDiffers, LanesWrong
from dure.kernel.ledgers.write.sql import sql
from dure.kernel.ledgers.write.sql.rows import Address

MOST_LANES = 256


def load_units(units: Iterable[LedgerUnit]) -> int:
    """Make the units what the packs say; answer how many there are."""
    rows = {
        unit.name: Unit(
            name=unit.name, title_ko=unit.title.ko, title_en=unit.title.en, decimals=unit.decimals
        )
        for unit in units
    }
    with transaction.atomic():
        Unit.objects.exclude(name__in=rows).delete()
        Unit.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["title_ko", "title_en", "decimals"],
        )
    return len(rows)


def load_accounts(accounts: Iterable[LedgerAccount]) -> int:
    """Make the titles and floors of accounts what the packs say. Accounts that are open keep their floor."""
    rows = {
        account.path: AccountKind(
            path=account.path, title_ko=account.title.ko, title_en=account.title.en, floor=account.floor
        )
        for account in accounts
    }
    with transaction.atomic():
        AccountKind.objects.exclude(path__in=rows).delete()
        AccountKind.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=["title_ko", "title_en", "floor"],
        )
    return len(rows)


def open_account(
    place: str, *, path: str, unit: str, floor: int | None = 0, lanes: int = 0, at: datetime
) -> None:
    """Open an account with a floor of its own, or with lanes. Doing it again does no harm.

    Accounts open by themselves on first use. `lanes` are for an account that many draw on at once; its floor
    is 0.
    """
    check_path(path)
    check_unit(unit)
    check_place(place)
    if not 0 <= lanes <= MOST_LANES or (lanes and floor != 0):
        raise LanesWrong(path, most=MOST_LANES)
    with transaction.atomic():
        book, _ = Book.objects.get_or_create(place=place)
        sql().open_accounts([((path, unit), floor, lanes)], book=book.pk, at_us=keys.to_us(at))
        opened = Account.objects.get(book=book, path=path, unit=unit, lane=0)
    if (opened.floor, opened.lanes) != (floor, lanes):
        raise AccountDiffers(path, floor=opened.floor, lanes=opened.lanes)


def open_missing(
    accounts: Iterable[Address], reasons: dict[bytes, Reason], *, place: str, at: datetime
) -> None:
    """Open what a posting names and nobody has opened, in a transaction of its own."""
    declared = dict(AccountKind.objects.values_list("path", "floor"))
    with transaction.atomic():
        book, _ = Book.objects.get_or_create(place=place)
        kept = [
            KeptReason(
                book=book,
                digest=digest,
                says_ko=reason.says.ko,
                says_en=reason.says.en,
                source=reason.source,
                locator=reason.locator,
                origin=reason.origin,
            )
            for digest, reason in sorted(reasons.items())
        ]
        KeptReason.objects.bulk_create(kept, ignore_conflicts=True)
        opened = [((path, unit), _floor(path, declared), 0) for path, unit in sorted(accounts)]
        sql().open_accounts(opened, book=book.pk, at_us=keys.to_us(at))


def _floor(path: str, declared: dict[str, int | None]) -> int | None:
    """What the nearest declared path says; else 0, but none outside and none where holds lie."""
    if path == HELD:
        return None
    parts = path.split("/")
    for length in range(len(parts), 0, -1):
        if "/".join(parts[:length]) in declared:
            return declared["/".join(parts[:length])]
    return None if path.startswith(OUTSIDE) else 0


@lru_cache(maxsize=10_000)
def digest_of(reason: Reason) -> bytes:
    """What a reason is found by."""
    words = (reason.says.ko, reason.says.en, reason.source, reason.locator, reason.origin)
    return hashlib.blake2b("\0".join(words).encode(), digest_size=16).digest()
