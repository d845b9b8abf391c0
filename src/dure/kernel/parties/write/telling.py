"""Telling somebody something once, and recording what became of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from dure.grammar.shapes import Text
from dure.kernel.parties import models


@dataclass(frozen=True)
class NewNotice:
    """What somebody is to be told. `key` says what it is about: the same key is told once.

    `urgent` is for what somebody waits for or would lose without knowing: it is not held back by how often
    they were told. `href` is an address of this server, without its language.
    """

    party: str
    key: str
    kind: str
    title: Text
    says: Text
    href: str = ""
    urgent: bool = False


def tell(notice: NewNotice, *, at: datetime) -> bool:
    """Put a notice on somebody's page, and in the row for their phone. False where it was told before."""
    try:
        with transaction.atomic():
            models.Notice.objects.create(
                party_id=notice.party, key=notice.key, kind=notice.kind, urgent=notice.urgent,
                title_ko=notice.title.ko, title_en=notice.title.en, says_ko=notice.says.ko,
                says_en=notice.says.en, href=notice.href, at=at,
            )  # fmt: skip
    except IntegrityError:
        if not models.Notice.objects.filter(key=notice.key).exists():
            raise
        return False
    return True


def take_in_hand(notice: int, *, at: datetime) -> bool:
    """Take a notice in hand before it is sent; False where somebody else has."""
    return _told(notice, number=1, outcome="taken", why="", at=at)


def record_telling(notice: int, *, outcome: str, why: str, at: datetime) -> bool:
    """Record how it ended."""
    return _told(notice, number=2, outcome=outcome, why=why, at=at)


@transaction.atomic
def keep_push_address(party: str, *, endpoint: str, p256dh: str, auth: str, at: datetime) -> None:
    """Keep where a phone takes notices. A phone that changes hands takes those of its new holder alone."""
    models.PushAddress.objects.filter(endpoint=endpoint).delete()
    models.PushAddress.objects.create(party_id=party, endpoint=endpoint, p256dh=p256dh, auth=auth, made_at=at)


def drop_push_addresses(party: str, *, endpoint: str = "") -> int:
    """Forget where somebody's phones take notices: all, or the one that is gone."""
    rows = models.PushAddress.objects.filter(party=party)
    count, _each = (rows.filter(endpoint=endpoint) if endpoint else rows).delete()
    return count


def _told(notice: int, *, number: int, outcome: str, why: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            models.Telling.objects.create(notice_id=notice, number=number, outcome=outcome, why=why, at=at)
    except IntegrityError:
        return False
    return True
