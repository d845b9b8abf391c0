"""Less household waste than in the same month of last year, by the same household."""

from dataclasses import dataclass

from dure.engines.refusals import above_zero, not_negative
from dure.engines.residents.decimals import exact, plain

HUNDRED = 100
UNKNOWN = float("nan")


@dataclass(frozen=True)
class LessWaste:
    """What a household cut; NaN where last year's month is not its own."""

    comparable: bool
    baseline_kg: float
    cut_kg: float
    cut_percent: float


def less_waste(
    *, last_year_kg: float, this_year_kg: float, last_year_person_days: float,
    this_year_person_days: float, days_lived_last_year: float, least_days: float,
) -> LessWaste:  # fmt: skip
    """The waste of a month against the same month of last year, person by person and day by day.

    The baseline is last year's kilograms for each person and day, times the persons and days of this year.
    So a child born, a guest gone or a month begun late neither earns nor costs anything. Who lived there for
    fewer days of last year's month than asked has no baseline yet: the household before them is no measure.

    Arguments
        last_year_kg           scalar  kg       waste of the month last year, not negative
        this_year_kg           scalar  kg       waste of the month this year, not negative
        last_year_person_days  scalar  1        persons times days at home last year, not negative
        this_year_person_days  scalar  1        persons times days at home this year, above zero
        days_lived_last_year   scalar  days     days of last year's month on which they lived there
        least_days             scalar  days     days that make last year's month theirs, above zero
    Returns
        comparable             scalar  1        whether last year's month is theirs
        baseline_kg            scalar  kg       what this year's month would have had; NaN if not comparable
        cut_kg                 scalar  kg       less than that; below zero where it is more
        cut_percent            scalar  percent  the cut as a share of the baseline; NaN where that is zero
    Raises
        ValueError  a number is out of its range, or last year's kilograms are next to none.
    Source
        Reward for less waste than in the same month of last year: casebook of the ministry, 2022. The rule
        for moving in and for the number of persons is ours.

    >>> less_waste(last_year_kg=30.0, this_year_kg=36.0, last_year_person_days=60.0,
    ...            this_year_person_days=90.0, days_lived_last_year=30.0, least_days=30.0)
    LessWaste(comparable=True, baseline_kg=45.0, cut_kg=9.0, cut_percent=20.0)
    """
    then = exact(not_negative("last_year_kg", last_year_kg))
    now = exact(not_negative("this_year_kg", this_year_kg))
    days_then = exact(not_negative("last_year_person_days", last_year_person_days))
    days_now = exact(above_zero("this_year_person_days", this_year_person_days))
    lived = not_negative("days_lived_last_year", days_lived_last_year)
    if lived < above_zero("least_days", least_days) or not days_then:
        return LessWaste(False, UNKNOWN, UNKNOWN, UNKNOWN)
    baseline = then / days_then * days_now
    cut = baseline - now
    return LessWaste(
        comparable=True,
        baseline_kg=plain("baseline_kg", baseline),
        cut_kg=plain("cut_kg", cut),
        cut_percent=plain("cut_percent", HUNDRED * cut / baseline) if baseline else UNKNOWN,
    )
