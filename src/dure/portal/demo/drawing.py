"""Who lives in a synthetic city and what they do over a year: drawn from a seed, always the same.

Few do much and most do little; people ride in spring and autumn and sort all year; what somebody earns stops
at the cap of the year. Nothing here is measured: shapes are made up to be plausible, and said to be so.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

ACTS_A_PERSON = 12.5
HOUSEHOLD_SIZES = (1, 1, 1, 2, 2, 3, 3, 4, 4, 5)
GROUP_SIZE = 30
AGE_BANDS = ("14-18", "19-29", "30-39", "40-49", "50-59", "60-69", "70+")
# How much more or less is done in each month, January first: outdoors, and everything else.
SEASONS = {
    "shared_bike": (2, 3, 8, 12, 13, 9, 6, 6, 12, 13, 8, 3),
    "reusable_cup": (7, 7, 8, 8, 9, 10, 11, 11, 9, 8, 7, 7),
}
EVEN = (8,) * 12


@dataclass(frozen=True)
class Somebody:
    """A synthetic resident: an opaque id that begins with s-, a household, sometimes a group, how keen."""

    number: int
    party: str
    household: str
    group: str
    age_band: str
    acts: int


@dataclass(frozen=True)
class Done:
    """One act: by whom, what, how much, on which day and minute, as the how-manieth of that person."""

    party: str
    household: str
    action: str
    quantity: int
    day: date
    minute: int
    number: int


def people(size: int, *, seed: int) -> Iterator[Somebody]:
    """The residents of a synthetic city, household by household."""
    chance = random.Random(f"people {seed}")  # noqa: S311  nothing here is secret
    number = home = 0
    while number < size:
        home += 1
        for _each in range(min(chance.choice(HOUSEHOLD_SIZES), size - number)):
            keen = chance.paretovariate(1.6)
            yield Somebody(
                number=number,
                party=f"s-{seed}-{number:07}",
                household=f"s-{seed}-h{home:07}",
                group=f"s-{seed}-g{number // GROUP_SIZE:06}" if chance.random() < 0.2 else "",
                age_band=chance.choice(AGE_BANDS),
                acts=min(int(keen * ACTS_A_PERSON * 0.4), 200),
            )
            number += 1


def acts_of(who: Somebody, *, actions: tuple[str, ...], months: tuple[date, ...], seed: int) -> list[Done]:
    """What somebody does over the months, in the order of days."""
    chance = random.Random(f"acts {seed} {who.number}")  # noqa: S311  nothing here is secret
    liked = chance.sample(actions, k=min(len(actions), chance.randint(1, 3)))
    drawn = []
    for _each in range(who.acts):
        action = chance.choice(liked)
        weights = [SEASONS.get(action, EVEN)[month.month - 1] for month in months]
        month = chance.choices(months, weights)[0]
        quantity = chance.randint(1, 4) if action == "recyclables" else 1
        drawn.append(
            (month.replace(day=chance.randint(1, 28)), chance.randrange(6 * 60, 23 * 60), action, quantity)
        )
    drawn.sort()
    return [
        Done(who.party, who.household, action, quantity, day, minute, number)
        for number, (day, minute, action, quantity) in enumerate(drawn)
    ]
