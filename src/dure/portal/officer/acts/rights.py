"""Rights to what was avoided: each is there once, and the ledger itself refuses the second claim of it.

A project has a right for every single year, in one book for all places below the widest: years that overlap
and places above or below one another meet the same key. A group of kinds that are about the same tonnes has a
right for every place and year; who takes one also looks at the places above and below. Takers of a group are
numbered like acts, so that nobody looks past another who takes at the same moment.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import MOST_TRIES, Act
from dure.portal.officer.acts.older_rights import held_in_group
from dure.portal.officer.acts.right_keys import RIGHTS_BEGIN, UNIT, key_of_right

OUTSIDE = "outside/rights"
SAYS = Text("한 감축에는 하나의 실적만 인정합니다", "One event, one claim")
AT_ONCE = 500


def take_events(act: Act, events: Sequence[str], *, holder: str, book: str) -> bool:
    """Take the rights to all these events, in one group; False where any of them is taken."""
    movements = [
        _movement(f"event {event}", holder, of=act.place, group=act.key) for event in dict.fromkeys(events)
    ]
    try:
        return posting.post(movements, place=book, at=act.at).new == len(movements)
    except posting.KeyReused:
        return False


def take_group(act: Act, group: str, *, kind: str, geography: str, years: Sequence[int], book: str) -> bool:
    """Take the rights of a group for a place and years; False where another kind or place has one.

    What the same kind of the same place has taken before is its own. A place above or below with another
    kind stands in the way; a place beside it does not.
    """
    turns = f"right/turn/{group}"
    # Nobody takes an older right any more: what is held by one is read once.
    older = tuple(held_in_group(group, book=book))
    own = {year for where, other, of in older if (where, other) == (geography, kind) for year in of}
    if any(_is_in_the_way(where, other, geography=geography, kind=kind) and {*of} & {*years}
           for where, other, of in older):  # fmt: skip
        return False
    for _try in range(MOST_TRIES):
        number = ledgers.balance(book, path=turns, unit=UNIT)
        if _stands_in_the_way(group, kind=kind, geography=geography, years=years, book=book):
            return False
        # The reason names the act, so that two who take the same turn do not say the same.
        turn = _movement(f"turn {group} {number}", turns, of=f"{act.place} {act.key}")
        rights = [
            _movement(
                f"group {group} {geography} {year}",
                f"right/group/{group}/{year}/{geography}/{kind}",
                of=act.place,
            )
            for year in years
            if year not in own
        ]
        try:
            posting.post([turn, *rights], place=book, at=act.at)
        except posting.KeyReused as error:
            if error.key != turn.key:
                return False
        else:
            return True
    return False


def _stands_in_the_way(group: str, *, kind: str, geography: str, years: Sequence[int], book: str) -> bool:
    return any(
        _is_in_the_way(place, other, geography=geography, kind=kind)
        for year in years
        for place, other in _held(f"right/group/{group}/{year}/", book=book)
    )


def _is_in_the_way(place: str, other: str, *, geography: str, kind: str) -> bool:
    above = things.chain(geography) or (geography,)
    return other != kind and (place in above or geography in things.chain(place))


def _held(path: str, *, book: str) -> Iterator[tuple[str, str]]:
    """The place and kind of every right that is held below a path."""
    after = ""
    while found := ledgers.accounts(book, prefix=path, after=after, limit=AT_ONCE):
        for account in found:
            place, _slash, kind = account.path.removeprefix(path).partition("/")
            if account.balance > 0:
                yield place, kind
        after = found[-1].path


def _movement(right: str, holder: str, *, of: str, group: UUID | None = None) -> posting.Movement:
    """The movement of a right. Its key follows from the right; whose it is stands in its reason."""
    reason = posting.Reason(SAYS, origin=f"right of {of}")
    return posting.Movement(key_of_right(right), OUTSIDE, holder, 1, UNIT, RIGHTS_BEGIN, reason, group)
