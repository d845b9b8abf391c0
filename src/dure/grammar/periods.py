"""Days and the periods figures are about: `2018`, `2018-03`, `2018-03-15`, `2007/2021`."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

SHAPE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
FOREVER = date(9999, 12, 31)
# Statements about emissions, plans and who promised what lie between these years; anything else is a slip.
FIRST_YEAR, LAST_YEAR = 1850, 2200
UNKNOWN = "unknown"


def is_out_of_reach(text: str) -> bool:
    """Whether a day or period names a year before the first or after the last that is taken.

    >>> is_out_of_reach("0001-01-01"), is_out_of_reach("2007/9999"), is_out_of_reach("2007/2021")
    (True, True, False)
    """
    years = [int(part[:4]) for part in text.split("/") if SHAPE.fullmatch(part)]
    return any(not FIRST_YEAR <= year <= LAST_YEAR for year in years)


@lru_cache(maxsize=4096)
def days_of(text: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day; None when it is none of them, or out of reach."""
    if not SHAPE.fullmatch(text) or is_out_of_reach(text):
        return None
    year, *rest = (int(part) for part in text.split("-"))
    try:
        if not rest:
            return date(year, 1, 1), date(year, 12, 31)
        if len(rest) == 1:
            return date(year, rest[0], 1), date(year, rest[0], monthrange(year, rest[0])[1])
        return date(year, *rest), date(year, *rest)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def period_days(text: str) -> tuple[date, date] | None:
    """First and last day of a period, `from/to` included; None when it is not a period."""
    first, slash, last = text.partition("/")
    begins = days_of(first)
    ends = days_of(last) if slash else begins
    if begins is None or ends is None or ends[1] < begins[0]:
        return None
    return begins[0], ends[1]


def day_of(text: str) -> date | None:
    """The day written `YYYY-MM-DD`, or None."""
    days = days_of(text)
    return days[0] if days and len(text) == 10 else None
