"""What left an account, told month by month: columns gathered from sealed rows, and the rows since.

A column has one place for each row, in the order of recording. A month of a whole city is read in a few
questions, however many acted in it; whatever is told can be made again from the rows and compared.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

import numpy as np
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray

from dure.kernel.ledgers.models import Account, Reason, Tally
from dure.kernel.ledgers.read import keys

Numbers = NDArray[np.int64]
# Credit, the day it happened as an ordinal, reason, amount, whether it is the first of its group: as kept.
COLUMNS: tuple[np.dtype[Any], ...] = (
    np.dtype("<i8"),
    np.dtype("<i4"),
    np.dtype("<i8"),
    np.dtype("<i8"),
    np.dtype("u1"),
)
QUARTER_US = 15 * 60 * 1_000_000
ROWS_AT_ONCE = 20_000
NO_END = 2**62

# The plus keeps either database from looking for a group among all rows of a busy account.
ROWS = """
SELECT t.credit_id, t.happened_at_us, t.reason_id, t.amount,
  CASE WHEN t.linked IS NULL OR NOT EXISTS (
    SELECT 1 FROM ledgers_transfer e WHERE e.linked = t.linked AND e.id < t.id
      AND +e.debit_id IN ({numbers}) AND e.kind IN (1, 2, 3)) THEN 1 ELSE 0 END
FROM ledgers_transfer t
WHERE t.debit_id IN ({numbers}) AND t.id > %s AND t.id <= %s AND t.kind IN (1, 2, 3)
  AND t.happened_at_us >= %s AND t.happened_at_us < %s
ORDER BY t.id
"""


@dataclass(frozen=True)
class Left:
    """What left an account over some days, moved or held, row by row in the order of recording.

    `account` is a number for where it went, `day` an ordinal, `first` whether no row of the same group left
    the account before it; `origins` says by whose word each `reason` moved.
    """

    account: Numbers
    day: Numbers
    reason: Numbers
    amount: Numbers
    first: NDArray[np.bool_]
    origins: Mapping[int, str]


def left_between(place: str, *, path: str, unit: str, first: date, before: date) -> Left:
    """What left an account from one day to before another, whenever it was recorded."""
    numbers = lanes_of(place, path=path, unit=unit)
    gathered, parts = 0, [np.zeros((0, len(COLUMNS)), np.int64)]
    if numbers:
        newest = (
            Tally.objects.filter(account_id=numbers[0]).order_by("-up_to").values_list("up_to", flat=True)
        )
        gathered = newest.first() or 0
        kept = Tally.objects.filter(
            account_id=numbers[0], month__gte=f"{first:%Y-%m}", month__lt=_month_after(before),
            up_to__lte=gathered,
        ).order_by("number", "month")  # fmt: skip
        packed = kept.values_list("packed", flat=True)
        parts += [unpacked(bytes(each)) for each in packed.iterator(chunk_size=20)]
        window = keys.to_us(_midnight(first)), keys.to_us(_midnight(before))
        parts += rows_of(numbers, after=gathered, up_to=NO_END, window=window)
    found = np.concatenate(parts)
    found = found[(found[:, 1] >= first.toordinal()) & (found[:, 1] < before.toordinal())]
    reasons = Reason.objects.filter(id__in=np.unique(found[:, 2]).tolist()).values_list("id", "origin")
    account, day, reason, amount, is_first = found.T
    return Left(account, day, reason, amount, is_first.astype(bool), dict(reasons))


def paths_of(numbers: Iterable[int]) -> dict[int, str]:
    """What the accounts of these numbers are called."""
    return {number: account.path for number, account in Account.objects.in_bulk(set(numbers)).items()}


def lanes_of(place: str, *, path: str, unit: str) -> list[int]:
    """The numbers of an account, itself first and then its lanes; none where nobody has opened it."""
    found = Account.objects.filter(book__place=place, path=path, unit=unit).order_by("lane")
    return list(found.values_list("id", flat=True))


def rows_of(
    numbers: Sequence[int], *, after: int, up_to: int, window: tuple[int, int] = (-NO_END, NO_END)
) -> Iterator[Numbers]:
    """What left these accounts in rows after one and up to another, in pieces of columns."""
    words = ROWS.format(numbers=", ".join(map(str, numbers)))
    with connection.cursor() as cursor:
        cursor.execute(words, [after, up_to, *window])
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            piece = np.array(rows, dtype=np.int64)
            piece[:, 1] = _days(piece[:, 1])
            yield piece


def packed(columns: Numbers) -> bytes:
    """Columns as they are kept: one after the other, compressed."""
    return zlib.compress(b"".join(columns[:, n].astype(kind).tobytes() for n, kind in enumerate(COLUMNS)))


def unpacked(kept: bytes) -> Numbers:
    """Columns as they were."""
    plain = zlib.decompress(kept)
    count = len(plain) // sum(kind.itemsize for kind in COLUMNS)
    found, start = np.empty((count, len(COLUMNS)), np.int64), 0
    for n, kind in enumerate(COLUMNS):
        found[:, n] = np.frombuffer(plain, kind, count, start)
        start += count * kind.itemsize
    return found


def by_month(columns: Numbers) -> dict[str, Numbers]:
    """The rows of each month, by its name."""
    days, which = np.unique(columns[:, 1], return_inverse=True)
    names = np.array([f"{date.fromordinal(day):%Y-%m}" for day in days.tolist()])[which]
    return {str(name): columns[names == name] for name in np.unique(names)}


def _days(happened_us: Numbers) -> Numbers:
    """The day of each moment in the server's zone; no zone is a part of a quarter of an hour off."""
    quarters, which = np.unique(happened_us // QUARTER_US, return_inverse=True)
    moments = (keys.from_us(quarter * QUARTER_US) for quarter in quarters.tolist())
    days = np.array([timezone.localdate(moment).toordinal() for moment in moments], dtype=np.int64)
    return days[which]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _month_after(before: date) -> str:
    """The month after the last day before `before`."""
    last = before - timedelta(days=1)
    return f"{(last.replace(day=1) + timedelta(days=32)):%Y-%m}"


def differing(place: str) -> Iterator[tuple[str, str, int]]:
    """The pieces that are not what the rows say, as path, month and number of the step."""
    steps = Tally.objects.filter(account__book__place=place).order_by("account", "number", "month")
    told = steps.values_list("account__path", "account__unit", "number", "up_to", "month", "packed")
    after: dict[tuple[str, str], int] = {}
    for (path, unit, number, up_to), pieces in groupby(told.iterator(chunk_size=20), key=lambda row: row[:4]):
        found = np.concatenate(
            [
                np.zeros((0, len(COLUMNS)), np.int64),
                *rows_of(
                    lanes_of(place, path=path, unit=unit), after=after.get((path, unit), 0), up_to=up_to
                ),
            ]
        )
        after[path, unit] = up_to
        right = by_month(found) or {"": found}
        for month in right.keys() | (kept := {row[4]: bytes(row[5]) for row in pieces}).keys():
            same = month in kept and month in right and np.array_equal(unpacked(kept[month]), right[month])
            if not same:
                yield path, month, number
