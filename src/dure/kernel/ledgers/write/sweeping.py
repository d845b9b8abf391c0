"""Emptying many accounts into one, such as the points of a year that have expired."""

from datetime import datetime

from django.db import transaction

from dure.kernel.ledgers.models import Account, Kind, Transfer
from dure.kernel.ledgers.read import keys
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.read.values import Reason
from dure.kernel.ledgers.write.entry import Entry, check_path, check_unit
from dure.kernel.ledgers.write.posting import post_entries
from dure.kernel.ledgers.write.refusals import TimeUnknown
from dure.kernel.ledgers.write.sql import sql

ACCOUNTS_AT_ONCE = 10_000


def sweep(
    place: str, *, prefix: str, unit: str, into: str, reason: Reason, happened_at: datetime, at: datetime
) -> int:
    """Move all that lies in the accounts below `prefix` to `into`; answer how many accounts were emptied.

    Goes piece by piece, each its own transaction. Stopped half-way it can be started again with the same
    `happened_at`: the keys follow from it, so that no account is emptied twice for the same moment.
    """
    check_path(into)
    check_unit(unit)
    if happened_at.tzinfo is None:
        raise TimeUnknown(keys.derive_key(prefix, at=at))
    emptied = after = 0
    while True:
        accounts = dict(
            Account.objects.filter(
                book__place=place, unit=unit, path__startswith=prefix, lane=0, lanes=0, id__gt=after
            )
            .exclude(path=into)
            .order_by("id")
            .values_list("id", "path")[:ACCOUNTS_AT_ONCE]
        )
        if not accounts:
            return emptied
        after = max(accounts)
        template = Entry(
            keys.derive_key(prefix, at=happened_at),
            prefix,
            into,
            1,
            unit,
            Kind.MOVED,
            keys.to_us(happened_at),
            reason,
        )
        emptied += _sweep_piece(accounts, template, place=place, at=at)


def _sweep_piece(accounts: dict[int, str], template: Entry, *, place: str, at: datetime) -> int:
    """Empty these accounts in one transaction, with what lies in them while they are locked."""
    happened_at = keys.from_us(template.happened_at_us)
    with transaction.atomic():
        sql().lock_accounts(list(accounts))
        entries = []
        for room in rooms(dict.fromkeys(accounts, 0)):
            if room.balance > 0:
                path = accounts[room.id]
                word = f"{place} {path} {template.unit} swept into {template.credit}"
                entries.append(
                    Entry(
                        keys.derive_key(word, at=happened_at),
                        path,
                        template.credit,
                        room.balance,
                        template.unit,
                        Kind.MOVED,
                        template.happened_at_us,
                        template.reason,
                    )
                )
        done = _swept_before(entries)
        return post_entries([entry for entry in entries if entry.key not in done], place=place, at=at).new


def _swept_before(entries: list[Entry]) -> set[object]:
    """Keys of accounts that were swept for this moment already and have been paid into since."""
    asked = [entry.key for entry in entries]
    return {
        key
        for start in range(0, len(asked), 500)
        for key in Transfer.objects.filter(key__in=asked[start : start + 500]).values_list("key", flat=True)
    }
