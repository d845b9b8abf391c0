"""Rights taken before there was one for every year: read, so that they stand in the way of new ones.

Such a right was one for a project's whole period at one place, or for a group at one place and period. Its
key was made of those words, and its reason names nobody. What the words were is found again by trying those
that the books of its place know: a row whose key they make is that right.
"""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from dure.grammar.lots import vintage_years
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Account
from dure.kernel.things import read as things
from dure.portal.officer.acts.right_keys import UNIT, key_of_right
from dure.portal.resident.claims import CLAIM, OVERLAP

AT_ONCE = 500
# What stands first in the accounts of rights for every year, and is no name of a group.
LATER = ("event", "group", "turn")


def is_claimed(project: str, *, years: Iterable[int], book: str) -> bool:
    """Whether an older right of this project is about one of these years, whoever took it."""
    wanted = set(years)
    for account in _accounts(book, prefix="right/event/"):
        place, _slash, rest = account.path.removeprefix("right/event/").partition("/")
        if rest.partition("/")[2] == project and account.balance > 0:
            periods = _periods(place, project=project)
            words = {key_of_right(f"event {where} {project}/{period}"): period
                     for where in _geographies(place) for period in periods}  # fmt: skip
            if any(wanted & set(vintage_years(words[key]) or ()) for key in _keys(account, words)):
                return True
    return False


def held_in_group(group: str, *, book: str) -> Iterator[tuple[str, str, range]]:
    """The place, kind and years of every older right of a group."""
    if group in LATER:
        return
    for account in _accounts(book, prefix=f"right/{group}/"):
        place, _slash, kind = account.path.removeprefix(f"right/{group}/").partition("/")
        words = {key_of_right(f"group {group} {where} {period}"): (where, period)
                 for where in _geographies(place) for period in _periods(place)}  # fmt: skip
        for key in _keys(account, words):
            where, period = words[key]
            yield where, kind, vintage_years(period) or range(0)


def _keys(account: Account, known: Iterable[UUID]) -> Iterator[UUID]:
    """The keys of an account's older rights, as far as it is known what they are about."""
    wanted, after = set(known), 0
    while rows := ledgers.statement(account.place, path=account.path, unit=UNIT, after=after, limit=AT_ONCE):
        yield from (row.key for row in rows if not row.reason.origin and row.key in wanted)
        after = rows[-1].row


def _geographies(place: str) -> Sequence[str]:
    """Where a right that a place took may be: itself first, then everywhere."""
    return list(dict.fromkeys([place, *(each.id for each in things.places())]))


def _periods(place: str, *, project: str = "") -> set[str]:
    """Every period for which a place has claimed anything, or this project."""
    found = set()
    for account in _accounts(place, prefix=(f"{CLAIM}/", f"{OVERLAP}/")):
        # claim/<stage>/<set>/<project>/<period>, overlap/<set>/<project>/<period>
        parts = account.path.split("/")[3 if account.path.startswith(f"{CLAIM}/") else 2 :]
        if len(parts) > 1 and project in ("", parts[0]):
            found.add(parts[1])
    return found


def _accounts(place: str, *, prefix: str | tuple[str, ...]) -> Iterator[Account]:
    after = unit = ""
    while found := ledgers.accounts(place, prefix=prefix, after=after, after_unit=unit, limit=AT_ONCE):
        yield from found
        after, unit = found[-1].path, found[-1].unit
