"""How old somebody is, and what follows: the band they are counted in, who joins alone, who may take part.

The ages themselves are figures of a place or of the system, each with its law.
"""

from dataclasses import dataclass
from datetime import date

from dure.kernel.parties import read as parties
from dure.portal.resident.acts import tariffs

JOINS_ALONE = "joins_alone_years"
OF_AGE = "of_age_years"
BANDS = (
    (14, "0-13"), (19, "14-18"), (30, "19-29"), (40, "30-39"), (50, "40-49"), (60, "50-59"), (70, "60-69"),
)  # fmt: skip
OLDEST_BAND = "70+"


@dataclass(frozen=True)
class AgeRules:
    """From which age one joins by oneself, and is of age. None where nobody states it."""

    joins_alone: int | None
    of_age: int | None


def age_rules(place: str, *, on: date) -> AgeRules:
    """The ages that hold in a place on a day."""
    figures = tariffs.stated(place, (JOINS_ALONE, OF_AGE))
    found = [tariffs.counts_on(figures, address=name, on=on) for name in (JOINS_ALONE, OF_AGE)]
    years = [None if each is None or each.value is None else int(each.value) for each in found]
    return AgeRules(*years)


def age_on(born: date, *, on: date) -> int:
    """How old somebody is on a day.

    >>> age_on(date(2010, 6, 2), on=date(2024, 6, 1)), age_on(date(2010, 6, 2), on=date(2024, 6, 2))
    (13, 14)
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def birthday(born: date, *, age: int) -> date:
    """The day on which somebody becomes an age; of the 29th of February it is the 1st of March.

    >>> birthday(date(2012, 2, 29), age=14), birthday(date(2012, 2, 28), age=14)
    (datetime.date(2026, 3, 1), datetime.date(2026, 2, 28))
    """
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_band(born: date, *, on: date) -> str:
    """The band of ages that somebody is counted in."""
    age = age_on(born, on=on)
    return next((band for below, band in BANDS if age < below), OLDEST_BAND)


def is_at_least(party: str, *, age: int, on: date) -> bool | None:
    """Whether somebody is of an age on a day; None where nobody knows when they were born.

    The band they joined in tells it for most without unsealing anything.
    """
    joined = parties.enrolment_of(party)
    if joined is not None and joined.age_band and _youngest(joined.age_band) >= age:
        return True
    born = parties.details_of(party).get("birth_date", "")
    return age_on(date.fromisoformat(born), on=on) >= age if born else None


def _youngest(band: str) -> int:
    return int(band.rstrip("+").partition("-")[0])
