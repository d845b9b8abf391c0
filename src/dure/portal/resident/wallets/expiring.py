"""Points whose last day has passed go to a named account: wallets in pieces, told how far, gone on with.

Stopped half-way it is started again and goes on after the last wallet that the same day's work emptied: what
has gone is not there any more, and the keys follow from how many rows have left a wallet, so that nothing
goes twice. Where somebody spends meanwhile, only their wallet is looked at again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from dure.engines.residents.lots import Lot, expired
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import MOST_TRIES
from dure.portal.resident.acts import books
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.lots import ENDED_ORIGIN, OF_LOT, Row, purse_of
from dure.portal.resident.wallets.moving import ENDED_SAYS, Wallet, turn_key
from dure.portal.resident.wallets.terms import Terms

WALLETS_AT_ONCE = 1000
BELOW = f"{books.WALLET}/"
LAST_LOOKED_AT = 1000


@dataclass(frozen=True)
class Ended:
    """What a pass came to: wallets looked at of how many, wallets something went out of, and how much."""

    wallets: int
    of: int
    emptied: int
    amount: int


def expire(
    place: str, *, unit: str, terms: Terms, at: datetime, tell: Callable[[Ended], None] = lambda _done: None
) -> Ended:
    """Send what has ended in one unit to its account; `tell` hears how far it is after each piece."""
    last = _reached(place, unit, on=timezone.localdate(at))
    looked_at = ledgers.count_below(place, prefix=BELOW, unit=unit, up_to=last) if last else 0
    done = Ended(looked_at, ledgers.count_below(place, prefix=BELOW, unit=unit), 0, 0)
    while rows := ledgers.histories_below(place, prefix=BELOW, unit=unit, after=last, limit=WALLETS_AT_ONCE):
        last = next(reversed(rows))
        emptied, amount = _piece(rows, Wallet(place, "", unit, terms.last_day(unit)), at=at)
        done = Ended(
            min(done.wallets + len(rows), done.of), done.of, done.emptied + emptied, done.amount + amount
        )
        tell(done)
    return done


def _reached(place: str, unit: str, *, on: date) -> str:
    """The last wallet that was emptied on a day by going through all of them; nothing where none was.

    Wallets are gone through in the order of paths. What ended when somebody spent is in a group of its own
    and says nothing of how far that has come.
    """
    rows = ledgers.last_rows(place, path=paths.ended(unit), unit=unit, limit=LAST_LOOKED_AT)
    gone = (row for row in rows if not row.group and row.other.startswith(BELOW))
    return max((row.other for row in gone if timezone.localdate(row.recorded_at) == on), default="")


def _piece(
    rows: Mapping[str, Sequence[Row]], wallet: Wallet, *, at: datetime, tries: int = 0
) -> tuple[int, int]:
    """Post what has ended in some wallets, in one transaction; refused, each half is looked at again."""
    movements = [
        movement for path, own in rows.items() for movement in _gone(_wallet(wallet, path), own, at=at)
    ]
    try:
        posting.post(movements, place=wallet.place, at=at)
    except (posting.KeyReused, posting.NotEnough):
        if tries == MOST_TRIES:
            return 0, 0
        held, half = list(rows), (len(rows) + 1) // 2
        done = [
            _piece(
                ledgers.histories_of(wallet.place, paths=some, unit=wallet.unit), wallet, at=at,
                tries=tries + (len(rows) == 1),
            )
            for some in (held[:half], held[half:])
            if some
        ]  # fmt: skip
        return sum(emptied for emptied, _ in done), sum(amount for _, amount in done)
    return len({each.debit for each in movements}), sum(each.amount for each in movements)


def _wallet(like: Wallet, path: str) -> Wallet:
    return Wallet(like.place, path.partition("/")[2], like.unit, like.last_day)


def _gone(wallet: Wallet, rows: Sequence[Row], *, at: datetime) -> list[posting.Movement]:
    """What has to leave a wallet: each lot that ended, on the day after its last."""
    purse = purse_of(rows, last_day=wallet.last_day)
    return [
        _movement(wallet, lot, number=purse.departures + number)
        for number, lot in enumerate(expired(purse.lots, on=timezone.localdate(at)))
    ]


def _movement(wallet: Wallet, lot: Lot, *, number: int) -> posting.Movement:
    reason = posting.Reason(ENDED_SAYS, origin=f"{ENDED_ORIGIN}{OF_LOT}{lot.lot}")
    return posting.Movement(
        turn_key(wallet, number=number), wallet.path, paths.ended(wallet.unit), lot.left, wallet.unit,
        _midnight_after(lot.last_day), reason,
    )  # fmt: skip


def _midnight_after(day: date) -> datetime:
    return datetime.combine(date.fromordinal(day.toordinal() + 1), time(), timezone.get_default_timezone())
