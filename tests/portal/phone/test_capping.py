"""When a phone may be called: by consent, at most once a day and three times a week, never at night."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.portal.phone.capping import MOST_A_DAY, MOST_A_WEEK, SEND, verdict

NOON = datetime(2026, 11, 20, 12)
GOOD = {"agreed": True, "addresses": 1, "urgent": False, "made_at": NOON, "sent": (), "now": NOON}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({}, "send"),
        ({"agreed": False}, "no_consent"),
        ({"agreed": False, "urgent": True}, "no_consent"),
        ({"addresses": 0}, "no_phone"),
        ({"made_at": NOON - timedelta(days=4)}, "too_old"),
        ({"now": NOON.replace(hour=21)}, "wait"),
        ({"now": NOON.replace(hour=20, minute=59)}, "send"),
        ({"now": NOON + timedelta(hours=19)}, "wait"),
        ({"sent": (NOON - timedelta(hours=23),)}, "told_today"),
        ({"sent": (NOON - timedelta(hours=23),), "urgent": True}, "send"),
        ({"sent": tuple(NOON - timedelta(days=n) for n in (6, 4, 2))}, "told_this_week"),
    ],
)
def test_each_reason_is_told(change: dict[str, object], word: str) -> None:
    assert verdict(**{**GOOD, **change}) == word  # type: ignore[arg-type]


@given(hours=st.lists(st.integers(0, 24 * 28), max_size=60, unique=True))
def test_nobody_is_called_more_often_than_was_promised(hours: list[int]) -> None:
    sent: list[datetime] = []
    for hour in sorted(hours):
        now = NOON + timedelta(hours=hour)
        week = [each for each in sent if now - each < timedelta(days=7)]
        if verdict(**{**GOOD, "made_at": now, "sent": week, "now": now}) == SEND:  # type: ignore[arg-type]
            sent.append(now)
    for first in sent:
        day = [each for each in sent if first <= each < first + timedelta(days=1)]
        assert len(day) <= MOST_A_DAY
        assert len([each for each in sent if first <= each < first + timedelta(days=7)]) <= MOST_A_WEEK
