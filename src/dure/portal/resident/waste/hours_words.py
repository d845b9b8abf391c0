"""Hours of the week as people read them, and whether something is open now."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.grammar.opening_hours import ALWAYS, DAY_MIN, Hours, Span, read_hours
from dure.portal.showing import language

DAYS_KO = "월화수목금토일"
DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hours_of(text: str) -> Hours | None:
    """The hours that a text says; None where it says none."""
    found = read_hours(text) if text else None
    return found if isinstance(found, Hours) else None


def day_name(day: int) -> str:
    """What a day of the week is called, 0 for Monday."""
    return DAYS_KO[day] if language() == "ko" else DAYS_EN[day]


def week_words(hours: Hours) -> str:
    """The hours of a week in words, days of the same hours together."""
    if hours.written == ALWAYS:
        return _("Always")
    parts = [f"{_days(days)} {_spans(spans)}" for days, spans in _runs(hours) if spans]
    if hours.holidays is not None:
        open_words = _spans(hours.holidays) if hours.holidays else _("closed")
        parts.append(_("public holidays %(hours)s") % {"hours": open_words})
    return ", ".join(parts) or _("Closed on all days")


def now_words(hours: Hours | None, at: datetime) -> str:
    """Whether it is open at a moment, and what comes next."""
    if hours is None:
        return _("Opening hours are not known")
    if hours.written == ALWAYS:
        return _("Open at all hours")
    closes = hours.closes(at)
    if closes is not None:
        return _("Open now, until %(time)s") % {"time": _clock(closes, at)}
    opens = hours.opens_next(at)
    if opens is None:
        return _("Closed")
    return _("Closed now, opens %(time)s") % {"time": _clock(opens, at)}


def _clock(moment: datetime, at: datetime) -> str:
    """A moment as people say it today: 18:00, tomorrow 09:00, Mon 09:00."""
    ahead = (moment.date() - at.date()).days
    if ahead == 0:
        return f"{moment:%H:%M}"
    if ahead == 1 and (moment.hour, moment.minute) == (0, 0):
        return "24:00"
    if ahead == 1:
        return _("tomorrow %(time)s") % {"time": f"{moment:%H:%M}"}
    day = day_name(moment.weekday())
    day = f"{day}요일" if language() == "ko" else day
    return f"{day} {moment:%H:%M}"


def _runs(hours: Hours) -> list[tuple[list[int], tuple[Span, ...]]]:
    """Days of the same hours, in the order of the week."""
    runs: list[tuple[list[int], tuple[Span, ...]]] = []
    for day, spans in enumerate(hours.days):
        same = next((days for days, other in runs if other == spans), None)
        if same is None:
            runs.append(([day], spans))
        else:
            same.append(day)
    return runs


def _days(days: list[int]) -> str:
    """Days in words: three in a row or more as from and to."""
    korean = language() == "ko"
    if len(days) == len(DAYS_EN):
        return "매일" if korean else "daily"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        joined = "~" if korean else "–"
        return f"{day_name(days[0])}{joined}{day_name(days[-1])}"
    return ("·" if korean else ", ").join(day_name(day) for day in days)


def _spans(spans: tuple[Span, ...]) -> str:
    joined = "~" if language() == "ko" else "–"
    return ", ".join(f"{_minute(begin)}{joined}{_minute(end)}" for begin, end in spans)


def _minute(minute: int) -> str:
    """09:00; beyond midnight the hour of the next day, and midnight itself as 24:00."""
    kept = minute if minute <= DAY_MIN else minute - DAY_MIN
    return f"{kept // 60:02d}:{kept % 60:02d}"
