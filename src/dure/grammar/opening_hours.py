"""Hours of the week as packs and keepers write them: `Mo-Fr 09:00-12:00,13:00-18:00; Sa 09:00-13:00; PH off`.

A small part of OpenStreetMap's opening_hours: days, times, `off`, `24/7`. What is not said is closed; what
`PH` does not say about public holidays is not known. A time that ends before it begins runs past midnight.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from dure.grammar.sentences import things as says
from dure.grammar.sentences.says import Sentence

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"
ALWAYS = "24/7"
DAY_MIN = 24 * 60
MOST_LETTERS = 200
RULE = re.compile(r"(?:(?P<days>[A-Z][A-Za-z, -]*?)\s+)?(?P<times>off|closed|[0-9:,\s-]+)")
TIMES = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")
Span = tuple[int, int]


@dataclass(frozen=True)
class Hours:
    """Hours of a week: for each day from Monday the spans in minutes after midnight.

    `holidays` are the spans of public holidays, or None where nothing is said about them.
    """

    written: str
    days: tuple[tuple[Span, ...], ...]
    holidays: tuple[Span, ...] | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at a moment of the place's own time."""
        return self._span_at(at) is not None

    def closes(self, at: datetime) -> datetime | None:
        """When the span that holds at a moment ends; None where it is closed."""
        return self._span_at(at)

    def opens_next(self, at: datetime) -> datetime | None:
        """When it opens next after a moment, within a week; None where it never does."""
        midnight = _midnight(at)
        for ahead in range(8):
            day = midnight + timedelta(days=ahead)
            for begin, _end in self.days[day.weekday()]:
                opens = day + timedelta(minutes=begin)
                if opens > at:
                    return opens
        return None

    def overlaps(self, other: "Hours") -> bool:
        """Whether the two hold at a common moment of the week."""
        mine, theirs = self._week(), other._week()
        return any(begin < last and first < end for begin, end in mine for first, last in theirs)

    def _span_at(self, at: datetime) -> datetime | None:
        midnight = _midnight(at)
        for back in (0, 1):
            day = midnight - timedelta(days=back)
            for begin, end in self.days[day.weekday()]:
                if day + timedelta(minutes=begin) <= at < day + timedelta(minutes=end):
                    return day + timedelta(minutes=end)
        return None

    def _week(self) -> list[Span]:
        """Every span in minutes after Monday's midnight; what runs into the next week stands at both ends."""
        week = [
            (day * DAY_MIN + begin, day * DAY_MIN + end)
            for day, spans in enumerate(self.days)
            for begin, end in spans
        ]
        return [
            *week,
            *((begin - 7 * DAY_MIN, end - 7 * DAY_MIN) for begin, end in week if end > 7 * DAY_MIN),
        ]


def read_hours(text: str) -> Hours | Sentence:
    """The hours that a text says, or what is wrong with it.

    >>> read_hours("Mo-Fr 09:00-18:00; PH off").days[4]
    ((540, 1080),)
    """
    if len(text) > MOST_LETTERS:
        return says.hours_too_long(MOST_LETTERS)
    if text.strip() == ALWAYS:
        return Hours(ALWAYS, tuple(((0, DAY_MIN),) for _ in DAYS))
    days: list[tuple[Span, ...] | None] = [None] * len(DAYS)
    holidays: tuple[Span, ...] | None = None
    for rule in text.split(";"):
        read = _rule(rule.strip())
        if not isinstance(read, _Rule):
            return read
        for day in read.days:
            if days[day] is not None:
                return says.day_twice(DAYS[day])
            days[day] = read.spans
        if read.holidays:
            holidays = read.spans
    return Hours(text.strip(), tuple(spans or () for spans in days), holidays)


@dataclass(frozen=True)
class _Rule:
    """One part between semicolons: its days, whether it is about public holidays, and its spans."""

    days: tuple[int, ...]
    holidays: bool
    spans: tuple[Span, ...]


def _rule(text: str) -> _Rule | Sentence:
    found = RULE.fullmatch(text)
    if found is None:
        return says.odd_hours(text)
    named = _days(found["days"] or "Mo-Su")
    if named is None:
        return says.odd_days(found["days"])
    if found["times"] in ("off", "closed"):
        return _Rule(named[0], named[1], ())
    spans = [_span(part.strip()) for part in found["times"].split(",")]
    if any(span is None for span in spans):
        return says.odd_hours(text)
    known = sorted(span for span in spans if span)
    if any(after[0] < before[1] for before, after in pairwise(known)):
        return says.spans_overlap(text)
    return _Rule(named[0], named[1], tuple(known))


def _days(text: str) -> tuple[tuple[int, ...], bool] | None:
    """The days a text names, from 0 for Monday, and whether public holidays are among them."""
    days: list[int] = []
    holidays = False
    for part in (each.strip() for each in text.split(",")):
        first, dash, last = part.partition("-")
        if part == HOLIDAYS:
            holidays = True
        elif first in DAYS and (not dash or last in DAYS):
            begin, end = DAYS.index(first), DAYS.index(last if dash else first)
            days += [day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)]
        else:
            return None
    return (tuple(days), holidays) if len(set(days)) == len(days) else None


def _span(text: str) -> Span | None:
    """The minutes of `09:00-18:00`; past midnight where it ends before it begins. None where it is none."""
    found = TIMES.fullmatch(text)
    if found is None:
        return None
    begin_h, begin_min, end_h, end_min = (int(part) for part in found.groups())
    begin, end = begin_h * 60 + begin_min, end_h * 60 + end_min
    if max(begin_min, end_min) > 59 or begin >= DAY_MIN or end > DAY_MIN or begin == end:
        return None
    return begin, end if end > begin else end + DAY_MIN


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(), tzinfo=at.tzinfo)
