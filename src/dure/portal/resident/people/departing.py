"""Residents who moved away or died: what two people carry out, and when details are forgotten.

Points go to a named heir with the months they were earned in, or stay where they are and end by their lots.
Nothing is taken out of the books: they balance as before.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from dure.engines.residents.lots import spend
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.acts import tariffs
from dure.portal.resident.acts.conflicts import is_close
from dure.portal.resident.acts.rules import RESIDENT
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.moving import Ask, Part, Standing, Wallet, move
from dure.portal.resident.wallets.terms import point_units, purses, terms_of

KIND = "departure"
MOVED, DIED = "moved", "died"
INHERITED = Text("상속받은 포인트", "Points inherited")
ORIGIN = "inherited"
HOUSE = cases.Actor("", "두레", frozenset({"officer"}))


@dataclass(frozen=True)
class Departure:
    """Who left, why, their last day, until when details are kept, and who inherits; empty: nobody."""

    case: case_read.Case
    why: str
    last_day: date
    forget_on: date
    heir: str

    @property
    def party(self) -> str:
        """Whose departure it is."""
        return self.case.subject


def departure_of(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Departure:
    """A departure from its case."""
    told = letters[0]
    last_day, forget_on = date.fromisoformat(told["last_day"]), date.fromisoformat(told["forget_on"])
    return Departure(case, told["why"], last_day, forget_on, told["heir"])


def departures(place: str, *, states: tuple[str, ...] = ()) -> tuple[Departure, ...]:
    """The departures of a place, the last filed first."""
    found = case_read.cases(place=place, kind=KIND, states=states, limit=200)
    letters = case_read.letters_of(case.id for case in found)
    return tuple(departure_of(case, letters[case.id]) for case in found)


def is_resident(party: str, *, place: str, on: date) -> bool:
    """Whether somebody is a resident of a place on a day."""
    held = parties.roles_of_party(party, on=on)
    return any(role.name == RESIDENT and place in things.chain(role.place) for role in held)


def against(departure: Departure, *, by: str, on: date) -> Text | None:
    """Why somebody may not carry a departure out; None where nothing stands against it."""
    concerned = [each for each in (departure.party, departure.heir) if each]
    if any(by == each or is_close(by, each, on=on) for each in concerned):
        return Text(
            "본인이나 같은 가구·모임 사람의 일은 처리할 수 없습니다. 다른 담당자가 처리해야 합니다.",
            "Nobody does this for themselves, their household or group. Another person has to.",
        )
    if departure.heir and not is_resident(departure.heir, place=departure.case.place, on=on):
        return Text(
            "상속인이 지금 이 지역 주민이 아닙니다. 돌려보내고 다시 올리십시오.",
            "The heir is no resident here now. Send it back and file it anew.",
        )
    return None


@transaction.atomic
def carry_out(departure: Departure, *, by: cases.Actor, at: datetime, says: Text) -> None:
    """Approve a departure and do what follows from it, all or nothing."""
    stands_against = against(departure, by=by.party, on=timezone.localdate(at))
    if stands_against is not None:
        raise cases.MoveRefused(stands_against)
    cases.take(departure.case.id, move="approve", by=by, at=at, says=says)
    if departure.heir:
        for wallet in wallets_of(departure, on=timezone.localdate(at)):
            _inherit(wallet, departure, at=at)
    people.depart(
        departure.party, place=departure.case.place, last_day=departure.last_day,
        died=departure.why == DIED, at=at, by=by.party,
    )  # fmt: skip


def wallets_of(departure: Departure, *, on: date) -> list[Wallet]:
    """Every unit in which somebody may have something."""
    place = departure.case.place
    runs = tariffs.runs_at(place, on=on)
    paying = [run.programme.unit for run in runs if run.programme.unit]
    terms = terms_of(place, tuple(dict.fromkeys([*paying, *point_units()])))
    return [
        Wallet(book, departure.party, unit, terms.last_day(unit))
        for book, unit in purses(runs, terms, place=place)
    ]


def forget_due(*, at: datetime) -> int:
    """Forget the details of whoever left and whose time has passed; answers how many cases that closed."""
    today, done = timezone.localdate(at), 0
    if case_read.find_kind(KIND) is None:
        return 0
    for departure in departures("", states=("approved",)):
        if departure.forget_on <= today:
            with transaction.atomic():
                people.forget_departed(departure.party, at=at)
                cases.take(departure.case.id, move="forget", by=HOUSE, at=at)
            done += 1
    return done


def _inherit(wallet: Wallet, departure: Departure, *, at: datetime) -> None:
    """Move what can be spent of one unit to the heir; each lot keeps the month it was earned in."""

    def parts(found: Standing) -> list[Part]:
        taken = spend(found.lots, amount=found.usable, on=timezone.localdate(at)).taken
        into = paths.wallet(departure.heir)
        return [Part(wallet.path, into, part, wallet.unit, lot) for lot, part in taken]

    move(wallet, Ask(_key(wallet, departure), at, INHERITED, ORIGIN), parts)


def _key(wallet: Wallet, departure: Departure) -> UUID:
    word = f"{departure.case.id} {wallet.unit}"
    return posting.make_key(at=BEGIN, random_bytes=hashlib.blake2b(word.encode(), digest_size=10).digest())
