"""What packs say of residents' programmes, as frozen values: structure only.

What is paid for an act, its caps and its kilograms are figures.
"""

from dataclasses import dataclass
from datetime import date

from dure.grammar.texts import Text

# Fields of life that an act belongs to.
AREAS = ("energy", "water", "recycling", "transport", "eating", "consumption", "nature", "learning")
# What is reckoned from readings over a period, and is no act that somebody tells.
BY_PERIOD = "period"
# What acts are counted in.
COUNTS = ("use", "visit", "item", "kg", "km", BY_PERIOD)
# What somebody may show for an act.
EVIDENCE = ("self_report", "photo", "receipt", "meter_reading", "weigh_in", "device_event")
# How long a photo is kept where the programme does not say: as long as an appeal may take.
KEEP_DAYS = 30


@dataclass(frozen=True)
class EvidenceRule:
    """A kind of evidence an act may be shown by: the share of the reward that it earns, the share of such
    acts that a person looks at, and the share of those that a second person looks at as well; all in percent.

    `most_a_month` is how much of it counts in a month; None: as much as there is. `keep_days` is how long a
    photo is kept once its act is decided.
    """

    kind: str
    earns_percent: int
    sampled_percent: int
    second_percent: int = 0
    most_a_month: int | None = None
    keep_days: int = KEEP_DAYS


@dataclass(frozen=True)
class ProgrammeAction:
    """One act that a programme rewards.

    Acts of one `event_group` may be about the same event: whatever programme is first has it.
    """

    name: str
    title: Text
    area: str
    counted_in: str
    event_group: str
    evidence: tuple[EvidenceRule, ...]
    most_at_once: int


@dataclass(frozen=True)
class Programme:
    """A programme of a system: what it pays in, from which age, and its actions.

    `unnamed` counts the actions that a document counts and does not name: empty places, to be filled.
    A reward above `two_above` takes two people to approve; None: one is enough for any.
    """

    system: str
    name: str
    title: Text
    says: Text
    unit: str
    least_age: int | None
    unnamed: int
    actions: tuple[ProgrammeAction, ...]
    two_above: int | None = None


@dataclass(frozen=True)
class ProgrammeHere:
    """That a place has a programme, and on which days; `source` says who tells."""

    place: str
    programme: str
    first_day: date | None
    last_day: date | None
    source: str
    locator: str
