"""Missions: some acts in some weeks, by a person, a household or a group, and a reward that is paid once.

What a mission pays is a figure of its programme and size, with its document. Acts count that the programme
took as they were told; those that somebody still looks at, or that were refused, do not. Everybody earns a
mission once, whichever household or group they do it with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np
from django.utils import timezone

from dure.engines.residents.missions import MissionProgress, mission_progress
from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations.read import Figure
from dure.kernel.parties import read as parties
from dure.kernel.plans import read as plans
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.resident.acts import books, tariffs
from dure.portal.resident.acts.holding import KIND as REVIEW
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE, MOST_DAYS_LATE
from dure.portal.resident.people.groups import MEMBER, board_purpose

KIND = "mission"
WHO = ("person", "household", "group")
SIZES = ("easy", "steady", "big")
# How an act stands that does not count, or not yet.
UNCOUNTED = ("waiting", "second", "refused", "appealed", "upheld", "taken_back")
MOST_PEOPLE = 300


@dataclass(frozen=True)
class Mission:
    """A mission as it was opened: who does it, which acts how often, from when to when, and its size."""

    case: case_read.Case
    programme: str
    who: str
    size: str
    first: date
    last: date
    wanted: Mapping[str, int]

    @property
    def number(self) -> str:
        """Its number in addresses."""
        return self.case.id.partition("/")[2]

    @property
    def place(self) -> str:
        """Where it is held; its programme's budget lies there."""
        return self.case.place

    @property
    def last_asked(self) -> date:
        """Until when its reward may be asked for: acts may be told so much later."""
        return self.last + timedelta(days=MOST_DAYS_LATE)


@dataclass(frozen=True)
class Taker:
    """Somebody who does a mission, from which day on their acts count for it."""

    party: str
    since: date


@dataclass(frozen=True)
class Standing:
    """How a mission stands for some people: what each did of each act, and how far all are together."""

    done: Mapping[str, Mapping[str, Decimal]]
    together: Mapping[str, Decimal]
    progress: MissionProgress

    @property
    def took_part(self) -> tuple[str, ...]:
        """Those who did at least one of its acts."""
        return tuple(party for party, own in self.done.items() if any(own.values()))


def reward_address(programme: str, *, unit: str, size: str) -> str:
    """Where what a mission pays is stated."""
    return f"mission_reward_{unit}/{programme}/{size}"


def mission_of(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Mission:
    """A mission from its case."""
    told = letters[0]
    pairs = (each.rpartition("=") for each in told["wanted"].split())
    return Mission(
        case, told["programme"], told["who"], told["size"], date.fromisoformat(told["first"]),
        date.fromisoformat(told["last"]), {name: int(count) for name, _is, count in pairs},
    )  # fmt: skip


def missions(place: str, *, states: tuple[str, ...] = ("open",)) -> tuple[Mission, ...]:
    """The missions of a place, those that end first first."""
    found = case_read.cases(place=place, kind=KIND, states=states)
    letters = case_read.letters_of(case.id for case in found)
    known = [mission_of(case, letters[case.id]) for case in found]
    return tuple(sorted(known, key=lambda mission: (mission.last, mission.number)))


def missions_now(place: str, *, on: date) -> tuple[Mission, ...]:
    """The missions that somebody may do or ask the reward of on a day."""
    return tuple(each for each in missions(place) if each.first <= on <= each.last_asked)


def find_mission(number: str) -> Mission | None:
    """The mission of that number."""
    case = case_read.find_case(f"{KIND}/{number}")
    return None if case is None else mission_of(case, case_read.letters(case.id))


def run_of(mission: Mission) -> ProgrammeRun | None:
    """The programme of a mission as the place has it."""
    found = plans.programmes_at((mission.place,), on=mission.first)
    return next((run for run in found if run.programme.name == mission.programme), None)


def reward_of(mission: Mission, run: ProgrammeRun) -> Figure | None:
    """The figure that says what a mission pays, as of its first day; None where nobody states one."""
    if not run.programme.unit:
        return None
    address = reward_address(mission.programme, unit=run.programme.unit, size=mission.size)
    return tariffs.counts_on(tariffs.stated(mission.place, (address,)), address=address, on=mission.first)


def bodies_of(mission: Mission, *, party: str, on: date) -> tuple[str, ...]:
    """With whom somebody may do a mission: alone as themselves, their household, each of their groups."""
    if mission.who == "person":
        return (party,)
    role = HOUSEHOLD_ROLE if mission.who == "household" else MEMBER
    return tuple(
        held.body for held in parties.roles_of_party(party, on=on) if held.name == role and held.body
    )


def takers_of(mission: Mission, body: str, *, on: date) -> tuple[Taker, ...]:
    """Whose acts count for a mission: those who live together, or who let the group count theirs."""
    if mission.who == "person":
        return (Taker(body, mission.first),)
    role = HOUSEHOLD_ROLE if mission.who == "household" else MEMBER
    held = [each for each in parties.members(body, on=on) if each.name == role][:MOST_PEOPLE]
    if mission.who == "group":
        sharing = parties.agreeing([each.holder for each in held], purpose=board_purpose(body))
        held = [each for each in held if each.holder in sharing]
    found = {each.holder: Taker(each.holder, max(each.valid_from, mission.first)) for each in held}
    return tuple(found[party] for party in sorted(found))


def standing(mission: Mission, takers: Sequence[Taker]) -> Standing:
    """How far a mission has come for these people."""
    done = {taker.party: dict.fromkeys(mission.wanted, Decimal(0)) for taker in takers}
    since = {books.acts_of(taker.party): taker for taker in takers}
    rows = ledgers.arrivals(
        mission.place, paths=tuple(since), unit=books.ACT_UNIT, happened_from=_midnight(mission.first),
        happened_before=_midnight(mission.last + timedelta(days=1)),
    )  # fmt: skip
    for row in rows:
        programme, action, quantity = _parts(row.origin)
        taker = since[row.path]
        own = programme == mission.programme and action in mission.wanted
        if own and timezone.localdate(row.happened_at) >= taker.since:
            done[taker.party][action] += quantity
    for party, action, quantity in _not_counted(mission, takers):
        done[party][action] = max(done[party][action] - quantity, Decimal(0))
    together = {name: sum((own[name] for own in done.values()), Decimal(0)) for name in mission.wanted}
    progress = mission_progress(
        done=np.array([float(each) for each in together.values()]),
        wanted=np.array([float(each) for each in mission.wanted.values()]),
    )
    return Standing(done, together, progress)


def _not_counted(mission: Mission, takers: Sequence[Taker]) -> list[tuple[str, str, Decimal]]:
    """Acts of the mission that somebody still looks at, or that were refused: whose, what, how much."""
    since = {taker.party: taker.since for taker in takers}
    cases = case_read.waiting_about(since, kind=REVIEW, states=UNCOUNTED)
    letters = case_read.letters_of(cases) if cases else {}
    found = []
    for case, party in cases.items():
        told = letters[case][0]
        day = date.fromisoformat(told["day"])
        own = told["programme"] == mission.programme and told["action"] in mission.wanted
        if own and since[party] <= day <= mission.last:
            found.append((party, told["action"], Decimal(told["quantity"])))
    return found


def _parts(origin: str) -> tuple[str, str, Decimal]:
    """The programme, the act and how much of it, as the origin of a movement keeps them."""
    words = origin.removeprefix("resident act ").split(" ")
    programme, _slash, action = words[0].partition("/")
    return programme, action, Decimal(words[1]) if len(words) > 1 else Decimal(0)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())
