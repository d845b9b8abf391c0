"""Moving something out of a wallet: first what has ended goes where it belongs, then what was asked.

The rows that leave a wallet are numbered: the key of the next one follows from how many there are. Whoever
counted as many makes the same key, the ledger takes one of them, and the other looks again. So lots are never
spent twice, and what has ended is never taken of what has not.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from dure.engines.residents.lots import Lot, expired
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import BEGIN, MOST_TRIES, Act, ActRefused, key_of
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.lots import ENDED_ORIGIN, OF_LOT, LastDay, Purse, purse_of

ENDED_SAYS = Text("사용 기간이 끝난 포인트", "Points whose last day has passed")
TAKE_BACK = "take_back"
SETTLED_SAYS = Text("돌려받을 금액에서 정산", "Settled against what is owed")


@dataclass(frozen=True)
class Wallet:
    """One unit of somebody's wallet in the book of a place, and how long what is in it lasts."""

    place: str
    party: str
    unit: str
    last_day: LastDay

    @property
    def path(self) -> str:
        """Its account."""
        return paths.wallet(self.party)


@dataclass(frozen=True)
class Ask:
    """Something is asked of a wallet: with which key, when, in which words; the ledger keeps the origin."""

    key: UUID
    at: datetime
    says: Text
    origin: str

    @property
    def day(self) -> date:
        """The day it is asked."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Part:
    """One of the movements: `amount` of the smallest `unit` out of `debit` into `credit`; `lot` names one."""

    debit: str
    credit: str
    amount: int
    unit: str
    lot: str = ""


@dataclass(frozen=True)
class Standing:
    """How a wallet stands on a day: what can be spent of which lots, what has ended, what is owed."""

    lots: tuple[Lot, ...]
    ended: tuple[Lot, ...]
    owed: int
    departures: int

    @property
    def usable(self) -> int:
        """What can be spent: what has not ended, less what is owed."""
        return max(sum(lot.left for lot in self.lots) - self.owed, 0)


def standing(wallet: Wallet, *, on: date) -> Standing:
    """How a wallet stands on a day."""
    rows = ledgers.histories(wallet.place, paths=(wallet.path,), unit=wallet.unit)[wallet.path]
    owed = owing(wallet.place, wallet.party, unit=wallet.unit)
    return stood(purse_of(rows, last_day=wallet.last_day), owed=owed, on=on)


def owing(place: str, party: str, *, unit: str) -> int:
    """What somebody owes now. What they have objected to is not asked of them until that is decided."""
    path = paths.owed(party)
    debt = -ledgers.balance(place, path=path, unit=unit)
    if debt <= 0:
        return 0
    objected = case_read.cases(place=place, kind=TAKE_BACK, subject=party, states=("appealed",))
    waiting = {f"{TAKE_BACK} {case.id.partition('/')[2]}" for case in objected}
    rows = ledgers.histories(place, paths=(path,), unit=unit)[path]
    return max(debt - sum(-row.amount for row in rows if row.amount < 0 and row.origin in waiting), 0)


def stood(purse: Purse, *, owed: int, on: date) -> Standing:
    """How a purse stands on a day."""
    gone = expired(purse.lots, on=on)
    live = tuple(lot for lot in purse.lots if lot not in gone)
    return Standing(live, gone, max(owed, 0), purse.departures)


def move(wallet: Wallet, ask: Ask, parts: Callable[[Standing], Sequence[Part]]) -> bool:
    """Do what was asked, all or nothing. False where it was done before; the same key asked twice is once.

    `parts` hears how the wallet stands and answers the movements, or raises ActRefused with a sentence.
    """
    return move_together((wallet,), ask, lambda found: parts(found[wallet.unit]))


def move_together(
    wallets: Sequence[Wallet], ask: Ask, parts: Callable[[Mapping[str, Standing]], Sequence[Part]]
) -> bool:
    """The same out of several units of one person's wallet in one book, as one group of movements.

    `parts` hears how each unit stands. At least one unit has to be named, though nothing may leave it.
    """
    place = wallets[0].place
    for _try in range(MOST_TRIES):
        if _was_done(wallets[0], ask):
            return False
        found = {wallet.unit: standing(wallet, on=ask.day) for wallet in wallets}
        asked = [*(part for w in wallets for part in _due(w, found[w.unit])), *parts(found)]
        rows, turns = _movements(wallets, ask, asked, found=found)
        try:
            posting.post(rows, place=place, at=ask.at)
        except posting.KeyReused as error:
            # Another's turn, or the same request sent twice at once: the next look tells what was done.
            if error.key not in (*turns, ask.key):
                raise
        except posting.NotEnough:
            # Somebody was quicker with a fund or the last of a stock: look how much there is now.
            continue
        else:
            return True
    raise ActRefused(
        "지금 처리가 몰려 있어 하지 못했습니다. 잠시 뒤 다시 하십시오.",
        "Others keep moving at this moment, so nothing was done. Try again in a while.",
    )


def hear_enough(found: Standing, amount: int) -> None:
    """Refuse more than can be spent."""
    if amount < 1:
        raise ActRefused("1 이상의 수를 적으십시오.", "Give a number, 1 or more.")
    if amount > found.usable:
        raise ActRefused(
            f"지금 쓸 수 있는 것은 {found.usable:,}입니다. 그 이하로 적으십시오.",
            f"You can spend {found.usable:,} now. Give at most that.",
        )


def turn_key(wallet: Wallet, *, number: int) -> UUID:
    """The key of the row that leaves a wallet as the next one."""
    word = f"{wallet.place} {wallet.path} {wallet.unit} departure {number}"
    digest = hashlib.blake2b(word.encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN + timedelta(milliseconds=number), random_bytes=digest)


def _was_done(wallet: Wallet, ask: Ask) -> bool:
    rows = ledgers.group(wallet.place, key=ask.key)
    if not rows:
        return False
    same = any(row.reason.origin.startswith(ask.origin) for row in rows)
    # What is free touches no wallet: its origin alone tells that it is the same.
    whose = {p for row in rows for p in (row.debit, row.credit) if p.startswith(paths.wallet(""))}
    if not same or (whose and wallet.path not in whose):
        raise posting.KeyReused(ask.key, differs="content")
    return True


def _due(wallet: Wallet, found: Standing) -> list[Part]:
    """What has to leave first: ended lots, and what is owed as far as there is something."""
    into = paths.ended(wallet.unit)
    gone = [Part(wallet.path, into, lot.left, wallet.unit, lot.lot) for lot in found.ended]
    settled = min(found.owed, sum(lot.left for lot in found.lots))
    owing = [Part(wallet.path, paths.owed(wallet.party), settled, wallet.unit)] if settled else []
    return [*gone, *owing]


def _movements(
    wallets: Sequence[Wallet], ask: Ask, asked: Sequence[Part], *, found: Mapping[str, Standing]
) -> tuple[list[posting.Movement], set[UUID]]:
    """The movements, and the keys of those that leave the wallet."""
    act = Act(wallets[0].place, ask.key, ask.at, ask.at, ask.says)
    own = {(wallet.path, wallet.unit): wallet for wallet in wallets}
    left = dict.fromkeys((wallet.unit for wallet in wallets), 0)
    rows: list[posting.Movement] = []
    turns: set[UUID] = set()
    for number, part in enumerate(asked):
        key = key_of(act, number)
        wallet = own.get((part.debit, part.unit))
        if wallet is not None:
            key = turn_key(wallet, number=found[part.unit].departures + left[part.unit])
            left[part.unit] += 1
            turns.add(key)
        rows.append(_movement(ask, part, key=key))
    return rows, turns


def _movement(ask: Ask, part: Part, *, key: UUID) -> posting.Movement:
    reason = reason_of(ask, part)
    return posting.Movement(key, part.debit, part.credit, part.amount, part.unit, ask.at, reason, ask.key)


def reason_of(ask: Ask, part: Part) -> posting.Reason:
    """Why a part moves: what was asked, or that it had ended, or that it was owed."""
    lot = f"{OF_LOT}{part.lot}" if part.lot else ""
    if part.credit.startswith(f"{paths.ENDED}/"):
        return posting.Reason(ENDED_SAYS, origin=f"{ENDED_ORIGIN}{lot}")
    if part.credit.startswith(f"{paths.OWED}/"):
        return posting.Reason(SETTLED_SAYS, origin="settled")
    return posting.Reason(ask.says, origin=f"{ask.origin}{lot}")
