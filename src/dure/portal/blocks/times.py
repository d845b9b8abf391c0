"""Periods and ages in words: 2018년 3월, March 2018, 4년 전 공표, published 4 years ago."""

from datetime import date, datetime

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MINUTE_S = 60
# Seconds in each step of an age, its Korean word and its English word, from the longest.
STEPS = (
    (365 * 86_400, "년", "year"),
    (30 * 86_400, "개월", "month"),
    (86_400, "일", "day"),
    (3_600, "시간", "hour"),
    (MINUTE_S, "분", "minute"),
)


def _point(period: str, language: str) -> str:
    """One year, month or day in words."""
    parts = [int(part) for part in period.split("-")]
    if language == "ko":
        return " ".join(f"{part}{word}" for part, word in zip(parts, "년월일", strict=False))
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)


def period_words(period: str, *, language: str) -> str:
    """A period in words: a year, month, day, or `from/to`. Two years share one 년.

    >>> period_words("2018", language="ko"), period_words("2018-03", language="en")
    ('2018년', 'March 2018')
    """
    if not period:
        return ""
    first, _, last = period.partition("/")
    if not last:
        return _point(first, language)
    if language == "ko" and first.isdigit() and last.isdigit():
        return f"{first}–{last}년"
    if first.isdigit() and last.isdigit():
        return f"{first}–{last}"
    return f"{_point(first, language)} – {_point(last, language)}"


def period_year(period: str) -> float:
    """Where a period stands on an axis of years. A month or day stands at its beginning, a span at its
    end.
    """
    point = period.rpartition("/")[2]
    parts = [int(part) for part in point.split("-")]
    months = parts[1] - 1 if len(parts) > 1 else 0
    days = parts[2] - 1 if len(parts) > 2 else 0
    return parts[0] + months / 12 + days / 372


def age_words(then: datetime, *, now: datetime, language: str) -> str:
    """How long ago something was: 방금, 3분 전, 2 days ago."""
    seconds = max((now - then).total_seconds(), 0)
    for length_s, korean, english in STEPS:
        count = int(seconds // length_s)
        if count:
            return f"{count}{korean} 전" if language == "ko" else f"{count} {english}{'s' * (count > 1)} ago"
    return "방금" if language == "ko" else "just now"


def published_words(published_on: date | None, *, today: date, language: str) -> str:
    """How long ago a figure was published: 4년 전 공표, published today, publication date unknown."""
    korean = language == "ko"
    if published_on is None:
        return "공표일 미상" if korean else "publication date unknown"
    days = (today - published_on).days
    if days <= 0:
        return "오늘 공표" if korean else "published today"
    for length_s, korean_word, english_word in STEPS[:3]:
        count = days * 86_400 // length_s
        if count:
            return (
                f"{count}{korean_word} 전 공표"
                if korean
                else f"published {count} {english_word}{'s' * (count > 1)} ago"
            )
    raise AssertionError(days)
