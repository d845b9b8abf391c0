"""Points whose last day has passed go to a named account: wallet by wallet, in pieces, resumable.

Stopped half-way it is started again: what has gone is not there any more, and the keys follow from how many
rows have left a wallet, so that nothing goes twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from dure.engines.residents.lots import Lot, expired
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.ledgers.read import Row
from dure.portal.officer.acts.acting import MOST_TRIES
from dure.portal.resident.acts import books
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.lots import ENDED_ORIGIN, OF_LOT, purse_of
from dure.portal.resident.wallets.moving import ENDED_SAYS, Wallet, turn_key
from dure.portal.resident.wallets.terms import Terms

WALLETS_AT_ONCE = 1000


@dataclass(frozen=True)
class Ended:
    """What a pass came to: wallets looked at, wallets something went out of, and how much."""

    wallets: int
    emptied: int
    amount: int


def expire(
    place: str, *, unit: str, terms: Terms, at: datetime, tell: Callable[[Ended], None] = lambda _done: None
) -> Ended:
    """Send what has ended in one unit to its account; `tell` hears how far it is after each piece."""
    done, last = Ended(0, 0, 0), ("", "")
    while accounts := ledgers.accounts(
        place, prefix=f"{books.WALLET}/", after=last[0], after_unit=last[1], limit=WALLETS_AT_ONCE
    ):
        last = (accounts[-1].path, accounts[-1].unit)
        holders = [each.path for each in accounts if each.unit == unit and each.balance > 0]
        emptied, amount = _piece(place, holders, unit=unit, terms=terms, at=at)
        done = Ended(done.wallets + len(holders), done.emptied + emptied, done.amount + amount)
        tell(done)
    return done


def _piece(place: str, holders: Sequence[str], *, unit: str, terms: Terms, at: datetime) -> tuple[int, int]:
    """One piece of wallets, in one transaction; where somebody spends meanwhile, it is looked at again."""
    for _try in range(MOST_TRIES):
        rows = ledgers.histories(place, paths=holders, unit=unit)
        movements = [
            movement
            for path, own in rows.items()
            for movement in _gone(_wallet(place, path, unit=unit, terms=terms), own, at=at)
        ]
        try:
            posting.post(movements, place=place, at=at)
        except (posting.KeyReused, posting.NotEnough):
            continue
        return len({each.debit for each in movements}), sum(each.amount for each in movements)
    return 0, 0


def _wallet(place: str, path: str, *, unit: str, terms: Terms) -> Wallet:
    return Wallet(place, path.partition("/")[2], unit, terms.last_day(unit))


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
