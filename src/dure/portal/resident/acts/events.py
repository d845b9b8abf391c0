"""The event behind an act, which earns once, whichever programme is first.

Its right lies in one book for all places below the widest. Its key follows from the event: a receipt or a
machine's event by its own number, anything else by who did it, on which day, and as the how-manieth of its
group in the same programme. So what is told to a second programme meets a key that is used.
"""

from datetime import date
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
    row = ledgers.find_transfer(right_key(event), place=book)
    return row is not None and row.reason.origin.endswith(SEEN)


def rights_book(place: str) -> str:
    """The place in whose ledger rights are kept, for all its parts alike."""
    chain = things.chain(place)
    return chain[-2] if len(chain) > 1 else chain[-1]


def right_key(event: str) -> UUID:
    """The key of the right to an event, always the same one."""
    return key_of_right(event)


def right_of(
    event: str, *, place: str, programme: str, group: UUID | None, seen: bool = False
) -> posting.Movement:
    """The movement by which a programme of a place takes the right to an event, told or seen by others."""
    return posting.Movement(
        key=right_key(event),
        debit=books.RIGHTS_OUTSIDE,
        credit=f"{RIGHT}/{place}/{programme}",
        amount=1,
        unit=books.RIGHT_UNIT,
        happened_at=RIGHTS_BEGIN,
        reason=posting.Reason(SAYS, origin=f"right of {place}{SEEN if seen else ''}"),
        group=group,
    )


def taken_already(event: str, *, book: str) -> ActRefused:
    """The refusal of an event that has earned: it says in which programme."""
    row = ledgers.find_transfer(right_key(event), place=book)
    name = row.credit.rpartition("/")[2] if row else ""
    programme = plans.find_programme(name) if name else None
    title = programme.title if programme else Text(name, name)
    return ActRefused(
        f"이 실천은 ‘{title.ko}’에 이미 기록되었습니다. 한 번의 실천은 한 사업에서만 인정합니다. "
        "다른 실천이라면 영수증 번호를 함께 적으십시오.",
        f"This act is recorded already, in “{title.en}”. One event earns once, in one programme. "
        "If it is another one, give the number of its receipt.",
    )
