"""Keys by which machines sign, and the short codes by which somebody is known to one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from dure.kernel.parties import models

DIGITS = 8
# A machine may be offline for as long as an act may be told late; codes are kept a little longer.
KEPT = timedelta(days=32)


def give_signing_key(
    machine: str, *, public: str, since: datetime, until: datetime | None = None, by: str, at: datetime
) -> None:
    """Register a machine's public key from a moment on, or say until when a known one holds."""
    models.SigningKey.objects.create(
        machine=machine, public=public, since=since, until=until, given_by_id=by, recorded_at=at
    )


@transaction.atomic
def speak_code(
    party: str, *, at: datetime, until: datetime, fresh_until: datetime, chance: Callable[[int], int]
) -> tuple[str, datetime]:
    """Digits that stand for somebody until a moment; one that holds beyond `fresh_until` is told again.

    `chance` answers a whole number below the one it is given. No two people have the same digits at a time.
    """
    models.SpokenCode.objects.filter(valid_until__lt=at - KEPT).delete()
    mine = models.SpokenCode.objects.filter(party_id=party, used_at=None, valid_until__gt=fresh_until)
    own = mine.order_by("-id").first()
    if own is not None:
        return own.digits, own.valid_until
    held = set(models.SpokenCode.objects.filter(valid_until__gte=at).values_list("digits", flat=True))
    digits = f"{chance(10**DIGITS):0{DIGITS}}"
    while digits in held:
        digits = f"{chance(10**DIGITS):0{DIGITS}}"
    models.SpokenCode.objects.create(digits=digits, party_id=party, valid_from=at, valid_until=until)
    return digits, until


def use_up_code(party: str, *, digits: str, at: datetime) -> None:
    """Note that a code has confirmed something: somebody who opens their code again gets another one."""
    models.SpokenCode.objects.filter(party_id=party, digits=digits, used_at=None).update(used_at=at)
