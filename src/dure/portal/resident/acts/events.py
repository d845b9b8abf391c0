"""The event behind an act, which earns once, whichever programme is first.

Its right lies in one book for all places below the widest. Its key follows from the event: a receipt or a
machine's event by its own number, anything else by who did it, on which day, and as the how-manieth of its
group in the same programme. So what is told to a second programme meets a key that is used. Where the act
turns out not to have happened, the right is given back, and the next key of the same event can be taken.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.plans import read as plans
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.acts.right_keys import RIGHTS_BEGIN, key_of_right
from dure.portal.resident.acts import books

# What a machine or a scale tells is somebody's act of that day, too: told in words elsewhere it is the same.
SEEN_BY_OTHERS = ("device_event", "weigh_in")
FREED = Text("일어나지 않은 실천이라 권리를 돌려놓음", "Given back: the act did not happen")
SAYS = Text("한 번의 실천은 한 번만 인정합니다", "One event earns once")
RIGHT = "right/act"
SEEN = " seen by others"


def event_name(*, group: str, event: str, party: str, day: date, number: int) -> str:
    """What an event is called: by its own number where it has one."""
    return f"act {group} no {event}" if event else f"act {group} {party} {day} {number}"


def free_of_day(*, group: str, party: str, day: date, number: int, book: str) -> str:
    """What somebody's event is called by its day, when others have seen it: past what else they have seen.

    What was told in words stays in the way: it may have been this one.
    """
    while True:
        event = event_name(group=group, event="", party=party, day=day, number=number)
        if not is_seen(event, book=book):
            return event
        number += 1


def is_seen(event: str, *, book: str) -> bool:
    """Whether the right to an event was taken by what others have seen."""
    freed = times_freed(event, book=book)
    row = ledgers.find_transfer(right_key(event, freed=freed), place=book)
    return row is not None and row.reason.origin.endswith(SEEN)


def rights_book(place: str) -> str:
    """The place in whose ledger rights are kept, for all its parts alike."""
    chain = things.chain(place)
    return chain[-2] if len(chain) > 1 else chain[-1]


def right_key(event: str, *, freed: int = 0) -> UUID:
    """The key of the right to an event that was given back so often; always the same one."""
    return key_of_right(f"{event} again {freed}" if freed else event)


def times_freed(event: str, *, book: str) -> int:
    """How often the right to an event was taken and given back."""
    freed = 0
    while ledgers.find_transfer(_freeing_key(event, freed=freed), place=book) is not None:
        freed += 1
    return freed


def free(event: str, *, book: str, at: datetime) -> bool:
    """Give back the right to an event that did not happen; False where nobody holds it."""
    freed = times_freed(event, book=book)
    held = ledgers.find_transfer(right_key(event, freed=freed), place=book)
    if held is None:
        return False
    back = posting.Movement(
        _freeing_key(event, freed=freed), held.credit, held.debit, held.amount, held.unit, at,
        posting.Reason(FREED, origin=held.reason.origin),
    )  # fmt: skip
    return bool(posting.post([back], place=book, at=at).new)


def _freeing_key(event: str, *, freed: int) -> UUID:
    return key_of_right(f"{event} given back {freed}")


def right_of(
    event: str, *, place: str, programme: str, group: UUID | None, freed: int = 0, seen: bool = False
) -> posting.Movement:
    """The movement by which a programme of a place takes the right to an event, told or seen by others."""
    return posting.Movement(
        key=right_key(event, freed=freed),
        debit=books.RIGHTS_OUTSIDE,
        credit=f"{RIGHT}/{place}/{programme}",
        amount=1,
        unit=books.RIGHT_UNIT,
        happened_at=RIGHTS_BEGIN,
        reason=posting.Reason(SAYS, origin=f"right of {place}{SEEN if seen else ''}"),
        group=group,
    )


def take(
    names: Sequence[str], *, place: str, programme: str, book: str, group: UUID | None, at: datetime
) -> bool:
    """Take the right to an event under all its names, or under none; the second is how others saw it.

    False where the books say otherwise since they were looked at: this very act took it, or something else
    of this person was seen at the same moment. Refused where another act took it.
    """
    freed = dict.fromkeys(names, 0)
    while True:
        rights = [
            right_of(
                name, place=place, programme=programme, group=group, freed=freed[name], seen=name != names[0]
            )
            for name in names
        ]
        try:
            return posting.post(rights, place=book, at=at).new == len(rights)
        except posting.KeyReused as error:
            reused = next(name for name in names if right_key(name, freed=freed[name]) == error.key)
            given_back = times_freed(reused, book=book)
            if given_back == freed[reused]:
                if reused != names[0] and is_seen(reused, book=book):
                    return False
                raise taken_already(reused, book=book) from error
            freed[reused] = given_back


def taken_already(event: str, *, book: str) -> ActRefused:
    """The refusal of an event that has earned: it says in which programme."""
    freed = times_freed(event, book=book)
    row = ledgers.find_transfer(right_key(event, freed=freed), place=book)
    name = row.credit.rpartition("/")[2] if row else ""
    programme = plans.find_programme(name) if name else None
    title = programme.title if programme else Text(name, name)
    return ActRefused(
        f"이 실천은 ‘{title.ko}’에 이미 기록되었습니다. 한 번의 실천은 한 사업에서만 인정합니다. "
        "다른 실천이라면 영수증 번호를 함께 적으십시오.",
        f"This act is recorded already, in “{title.en}”. One event earns once, in one programme. "
        "If it is another one, give the number of its receipt.",
    )
