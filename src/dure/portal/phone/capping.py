"""Whether a notice may go to a phone now: by consent, not too often, not at night."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_A_DAY = 1
MOST_A_WEEK = 3
# Nobody is called at night; it waits for the morning.
NIGHT_FROM, NIGHT_TO = 21, 8
# What nobody could be told within this time is no news any more.
OLDEST = timedelta(days=3)
SEND, WAIT = "send", "wait"


def verdict(
    *, agreed: bool, addresses: int, urgent: bool, made_at: datetime, sent: Sequence[datetime], now: datetime
) -> str:
    """`send`, `wait`, or the reason for which it is not sent at all.

    `sent` are the moments of the week before at which this person was told something not urgent; `now` is in
    the time of the place.

    >>> noon = datetime(2026, 11, 20, 12)
    >>> verdict(agreed=True, addresses=1, urgent=False, made_at=noon, sent=[], now=noon)
    'send'
    >>> verdict(agreed=True, addresses=1, urgent=False, made_at=noon, sent=[noon], now=noon)
    'told_today'
    """
    today = sum(now - each < timedelta(days=1) for each in sent)
    reasons = (
        (not agreed, "no_consent"),
        (not addresses, "no_phone"),
        (now - made_at > OLDEST, "too_old"),
        (now.hour >= NIGHT_FROM or now.hour < NIGHT_TO, WAIT),
        (not urgent and today >= MOST_A_DAY, "told_today"),
        (not urgent and len(sent) >= MOST_A_WEEK, "told_this_week"),
    )
    return next((reason for is_so, reason in reasons if is_so), SEND)
