"""Outstanding participants: criteria announced first, then reckoned for everybody alike, shown by consent.

Everybody in the reckoning stands under a word that names nobody; the digest of the whole list is published.
Whoever runs it again over the same acts gets the same digest, and nothing is shown before that was done.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.conf import settings
from django.utils import timezone

from dure.engines.residents.outstanding import Outstanding, outstanding
from dure.grammar.books.programme_shapes import Programme
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.plans import read as plans
from dure.portal.resident.acts.holding import KIND as REVIEW
from dure.portal.resident.acts.past import Month, acts_in
from dure.portal.resident.campaigns.missions import UNCOUNTED

KIND = "outstanding"
# The edition of the words by which somebody lets their name be shown.
EDITION = "2026-11"
MOST_CASES = 100_000


@dataclass(frozen=True)
class Criteria:
    """What is announced: which programme, from which month to which, from how many days on, how many."""

    programme: str
    first: str
    last: str
    least_days: int
    most: int


@dataclass(frozen=True)
class Choice:
    """A choosing as it was announced, and what came of it once it was reckoned."""

    case: case_read.Case
    criteria: Criteria
    digest: str
    people: int
    days: int
    areas: int
    acts: int
    chosen: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its number in addresses."""
        return self.case.id.partition("/")[2]


@dataclass(frozen=True)
class Row:
    """Somebody in the reckoning: days with an act, areas of life, acts in all."""

    party: str
    days: int
    areas: int
    acts: int


@dataclass(frozen=True)
class Reckoned:
    """The whole reckoning: its rows, what came of it, and the digest of the list."""

    rows: tuple[Row, ...]
    told: Outstanding
    digest: str

    @property
    def chosen(self) -> tuple[str, ...]:
        """Who is chosen."""
        return tuple(row.party for row, is_in in zip(self.rows, self.told.chosen, strict=True) if is_in)


def purpose(number: str) -> str:
    """The purpose under which somebody lets their name stand among those chosen."""
    return f"praise {number}"


def choice_of(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Choice:
    """A choosing from its case; what was reckoned last counts."""
    told: dict[str, str] = {}
    for letter in letters:
        told |= letter
    criteria = Criteria(
        told["programme"], told["first"], told["last"], int(told["least_days"]), int(told["most"])
    )
    people_in, days, areas, acts = (int(told.get(name, "0")) for name in ("people", "days", "areas", "acts"))
    return Choice(
        case, criteria, told.get("digest", ""), people_in, days, areas, acts,
        tuple(told.get("chosen", "").split()),
    )  # fmt: skip


def choices(
    place: str, *, states: tuple[str, ...] = ("announced", "reckoned", "shown")
) -> tuple[Choice, ...]:
    """The choosings of a place that were announced, the newest first."""
    found = case_read.cases(place=place, kind=KIND, states=states)
    letters = case_read.letters_of(case.id for case in found)
    return tuple(choice_of(case, letters[case.id]) for case in found)


def find_choice(number: str) -> Choice | None:
    """The choosing of that number."""
    case = case_read.find_case(f"{KIND}/{number}")
    return None if case is None else choice_of(case, case_read.letters(case.id))


def word_of(number: str, party: str) -> str:
    """The word under which somebody stands in the list: only this house can tell whose it is."""
    named = f"outstanding {number} {party}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), named, hashlib.sha256).hex()[:16]


def reckon(choice: Choice) -> Reckoned:
    """Reckon a choosing from the acts as the ledger holds them now."""
    programme = plans.find_programme(choice.criteria.programme)
    assert programme is not None
    rows = _rows(choice, programme)
    lists = [np.array([getattr(row, name) for row in rows], dtype=np.float64)
             for name in ("days", "areas", "acts")]  # fmt: skip
    told = outstanding(
        days=lists[0], areas=lists[1], acts=lists[2], least_days=choice.criteria.least_days,
        most=choice.criteria.most,
    )  # fmt: skip
    lines = sorted(
        f"{word_of(choice.number, row.party)}\t{row.days}\t{row.areas}\t{row.acts}\n" for row in rows
    )
    return Reckoned(rows, told, hashlib.sha256("".join(lines).encode()).hexdigest())


def choose(choice: Choice, *, by: cases.Actor, at: datetime) -> Reckoned:
    """Reckon it and keep what came of it; refused before the time is over."""
    if choice.criteria.last >= f"{timezone.localdate(at):%Y-%m}":
        raise cases.MoveRefused(
            Text("아직 끝나지 않은 기간입니다.", "The time that was announced is not over.")
        )
    found = reckon(choice)
    told = found.told
    letter = {
        "digest": found.digest, "people": str(len(found.rows)), "days": str(int(told.days)),
        "areas": str(int(told.areas)), "acts": str(int(told.acts)), "chosen": " ".join(found.chosen),
    }  # fmt: skip
    cases.take(choice.case.id, move="reckon", by=by, at=at, letters=[letter])
    return found


def show(choice: Choice, *, by: cases.Actor, at: datetime) -> None:
    """Publish it: another person has it reckoned once more, and the same has to come out."""
    if reckon(choice).digest != choice.digest:
        raise cases.MoveRefused(
            Text(
                "그사이 실천 기록이 달라졌습니다. 담당자가 다시 선정해야 합니다.",
                "The acts have changed since. An officer has to choose again.",
            )
        )
    if by.party in choice.chosen:
        raise cases.MoveRefused(
            Text(
                "본인이 선정된 발표는 승인할 수 없습니다. 다른 사람이 승인해야 합니다.",
                "You are among those chosen. Another person has to publish it.",
            )
        )
    cases.take(choice.case.id, move="show", by=by, at=at)


def let_show(choice: Choice, *, party: str, given: bool, at: datetime) -> None:
    """Say whether one's name may stand among those chosen, from now on."""
    people.consent(party, purpose=purpose(choice.number), edition=EDITION, given=given, at=at)


def praised(choice: Choice) -> tuple[str, ...]:
    """The names of those chosen who agree now that theirs is shown, in the order of the alphabet."""
    if choice.case.state != "shown":
        return ()
    agreed = parties.agreeing(choice.chosen, purpose=purpose(choice.number))
    names = (parties.details_of(party).get("name", "") for party in agreed)
    return tuple(sorted(name for name in names if name))


def _rows(choice: Choice, programme: Programme) -> tuple[Row, ...]:
    """Everybody who acted in the time, with what counts of it."""
    areas = {action.name: action.area for action in programme.actions}
    left_out = _left_out(choice)
    own: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for person, day, action in _acts(choice, programme):
        kept = left_out.get((person, day, action), 0)
        if kept:
            left_out[person, day, action] = kept - 1
        else:
            own[person].append((day, action))
    return tuple(
        Row(
            party, len({day for day, _action in acts}),
            len({areas[action] for _day, action in acts if action in areas}), len(acts),
        )
        for party, acts in sorted(own.items())
    )  # fmt: skip


def _acts(choice: Choice, programme: Programme) -> Iterator[tuple[str, int, str]]:
    """Who acted, on which day, and what was done."""
    month = Month(date.fromisoformat(f"{choice.criteria.first}-01"))
    while month.name <= choice.criteria.last:
        acts = acts_in(choice.case.place, programme, month=month)
        paths = ledgers.paths_of(acts.person.tolist())
        columns = (acts.person.tolist(), acts.day.tolist(), acts.action.tolist())
        for person, day, action in zip(*columns, strict=True):
            yield paths[person].partition("/")[2], day, acts.actions[action]
        month = Month(month.next)


def _left_out(choice: Choice) -> dict[tuple[str, int, str], int]:
    """Acts that somebody still looks at, or that were refused: how many of each person, day and act."""
    open_ones = case_read.cases(place=choice.case.place, kind=REVIEW, states=UNCOUNTED, limit=MOST_CASES)
    letters = case_read.letters_of(case.id for case in open_ones)
    found: dict[tuple[str, int, str], int] = defaultdict(int)
    for case in open_ones:
        told = letters[case.id][0]
        if told["programme"] == choice.criteria.programme:
            found[case.subject, date.fromisoformat(told["day"]).toordinal(), told["action"]] += 1
    return found
