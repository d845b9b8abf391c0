"""An act that somebody looks at first: its reward and grams are held, and a case opens with the reasons.

What is held has left the budget and arrived nowhere: it cannot be paid to anybody else meanwhile, and it
counts under the caps of whoever acted as if it had arrived.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.ledgers.read import Arrival
from dure.portal.resident.acts import books
from dure.portal.resident.acts.doubts import Doubt

KIND = "act_review"
# The states in which the reward of an act is held.
HELD = ("waiting", "second")
UNDECIDED = (*HELD, "appealed", "back_asked")
MOST_OPEN = 100_000


@dataclass(frozen=True)
class Held:
    """An act whose reward waits: whose it is, what would move, why it waits, and whether two people look."""

    place: str
    party: str
    key: UUID
    happened_at: datetime
    at: datetime
    title: Text
    moved: Sequence[posting.Movement]
    why: Sequence[Doubt]
    second: bool
    told: dict[str, str]


def case_of(key: UUID) -> str:
    """The case of an act, whoever asks."""
    return f"{KIND}/{key.hex}"


def hold_back(held: Held) -> None:
    """Hold what an act would move and open its case; within the transaction of the act."""
    for movement in held.moved:
        waits = replace(movement, group=None)
        if movement.debit.startswith(f"{books.AVOIDED_OUTSIDE}/"):
            # What nobody has approved yet is in no month's sum.
            waits = replace(waits, debit=books.waiting_of(held.told["programme"]))
        posting.hold(waits, place=held.place, until=None, at=held.at)
    opening = cases.Opening(
        id=case_of(held.key),
        place=held.place,
        kind=KIND,
        title=held.title,
        subject=held.party,
        says=Text(" ".join(one.says.ko for one in held.why), " ".join(one.says.en for one in held.why)),
        on=held.happened_at.date(),
    )
    letter = {
        **held.told,
        "key": str(held.key),
        "legs": " ".join(str(movement.key) for movement in held.moved),
        "happened_at": held.happened_at.isoformat(),
        "why": " ".join(one.name for one in held.why),
        "second": "yes" if held.second else "no",
    }
    by = cases.Actor(held.party, "", frozenset())
    cases.open_case(opening, by=by, at=held.at, letters=[letter])


def destroy_photos(*, at: datetime) -> int:
    """Destroy the photos whose time has passed, but those of acts that somebody has still to decide about."""
    open_ones = case_read.cases(kind=KIND, states=UNDECIDED, limit=MOST_OPEN)
    spared = tuple(UUID(hex=case.id.partition("/")[2]) for case in open_ones)
    return cases.destroy_pictures(on=timezone.localdate(at), spared=spared, at=at)


def waiting(parties: Iterable[str], *, unit: str) -> tuple[Arrival, ...]:
    """What is held for these people, as if it had arrived in their wallets."""
    found = case_read.waiting_about(list(parties), kind=KIND, states=HELD)
    told = case_read.letters_of(found) if found else {}
    return tuple(
        Arrival(
            books.wallet_of(party),
            int(told[case][0]["paid"]),
            datetime.fromisoformat(told[case][0]["happened_at"]),
            told[case][0]["origin"],
        )
        for case, party in found.items()
        if told[case][0]["unit"] == unit and int(told[case][0]["paid"])
    )
