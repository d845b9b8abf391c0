"""Half-years, by which energy points are reckoned: January to June, and July to December."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dure.grammar.texts import Text

NAME = re.compile(r"(\d{4})-H([12])")
MONTHS = 6


@dataclass(frozen=True)
class HalfYear:
    """Half a year; `half` is 1 or 2."""

    year: int
    half: int

    @property
    def name(self) -> str:
        """How it is written, such as `2026-H1`."""
        return f"{self.year}-H{self.half}"

    @property
    def title(self) -> Text:
        """How people call it."""
        if self.half == 1:
            return Text(f"{self.year}년 상반기", f"{self.year}, first half")
        return Text(f"{self.year}년 하반기", f"{self.year}, second half")

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "HalfYear":
        """The half-year after it."""
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)

    @property
    def other_of_year(self) -> "HalfYear":
        """The other half of the same year."""
        return HalfYear(self.year, 3 - self.half)

    @property
    def before(self) -> "HalfYear":
        """The half-year before it."""
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)

    def months(self, *, years_before: int = 0) -> tuple[date, ...]:
        """The first days of its months, or of the same months so many years before.

        >>> [f"{each:%Y-%m}" for each in HalfYear(2026, 2).months(years_before=1)][:2]
        ['2025-07', '2025-08']
        """
        return tuple(date(self.year - years_before, self.first.month + n, 1) for n in range(MONTHS))


def find_half_year(name: str) -> HalfYear | None:
    """The half-year that a name stands for.

    >>> find_half_year("2026-H2"), find_half_year("2026-H3")
    (HalfYear(year=2026, half=2), None)
    """
    found = NAME.fullmatch(name)
    return HalfYear(int(found[1]), int(found[2])) if found else None


def half_year_of(day: date) -> HalfYear:
    """The half-year that a day lies in."""
    return HalfYear(day.year, 1 if day.month < 7 else 2)


def days_of(month: date) -> int:
    """How many days a month has, named by its first day."""
    return ((month + timedelta(days=32)).replace(day=1) - month).days
