"""Telling residents that points end: 30, 7 and 1 days before, each lot once at each of these.

What became of a notice is the telling's own record: whether a phone was called, or why not, and how often at
most. Here it is only decided who is told what.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from dure.engines.residents.lots import Notice, notices
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import write as people
from dure.kernel.parties.write import NewNotice
from dure.portal.resident.wallets.expiring import BELOW, WALLETS_AT_ONCE
from dure.portal.resident.wallets.lots import LastDay, Row, purse_of
from dure.portal.resident.wallets.terms import Terms

KIND = "points_end"
DAYS_BEFORE = (30, 7, 1)
TITLE = Text("포인트 사용 기간이 곧 끝납니다", "Points end soon")


def remind(place: str, *, unit: str, title: Text, terms: Terms, at: datetime) -> int:
    """Tell every holder what ends; answers how many notices are new. Days that were missed are caught up."""
    told, last = 0, ""
    while rows := ledgers.histories_below(place, prefix=BELOW, unit=unit, after=last, limit=WALLETS_AT_ONCE):
        last = next(reversed(rows))
        for path, own in rows.items():
            party = path.partition("/")[2]
            for each in due(own, last_day=terms.last_day(unit), on=timezone.localdate(at)):
                told += people.tell(_said(place, party, each, unit=unit, title=title), at=at)
    return told


def due(rows: Sequence[Row], *, last_day: LastDay, on: date) -> tuple[Notice, ...]:
    """What a holder is to be told on a day, what was due on days before it too."""
    looked_at = on - timedelta(days=max(DAYS_BEFORE))
    return notices(
        purse_of(rows, last_day=last_day).lots, told_until=looked_at, on=on, days_before=DAYS_BEFORE
    )


def _said(place: str, party: str, notice: Notice, *, unit: str, title: Text) -> NewNotice:
    """The notice of a lot. Its key holds how near the end is, so that each is told once."""
    near = min(days for days in DAYS_BEFORE if notice.days_left <= days)
    ko = f"{title.ko} {notice.points:,}의 사용 기간이 {notice.days_left}일 남았습니다."
    days = "day" if notice.days_left == 1 else "days"
    en = f"{notice.points:,} {title.en} can be spent for {notice.days_left} more {days}."
    if notice.days_left == 0:
        ko, en = (
            f"{title.ko} {notice.points:,}: 오늘까지 쓸 수 있습니다.",
            f"{notice.points:,} {title.en} end today.",
        )
    return NewNotice(
        party, f"{KIND} {place} {unit} {party} {notice.lot} {near}", KIND, TITLE, Text(ko, en),
        href="/my/wallet/", urgent=near == min(DAYS_BEFORE),
    )  # fmt: skip
