"""The library: whoever asks for a book stands in its queue; a copy that is there is kept for the first.

A copy is on the shelf, kept for somebody, or lent: an account each, so that no copy is in two hands.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.cases.read import Case
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.things.read import Thing
from dure.portal.officer.acts.acting import BEGIN, ActRefused
from dure.portal.resident.market import paths
from dure.portal.resident.market.rules import KEEP, LOAN, MOST, Rules
from dure.portal.resident.market.stalls import slug_of
from dure.portal.resident.wallets.cashing import number_of
from dure.portal.resident.wallets.moving import Ask

LOANS = "library_loan"
OPEN = ("waiting", "kept", "lent")
MOST_OPEN = 5000
HOUSE = cases.Actor("", "공판장 도서관", frozenset({"keeper"}))
SAYS = {
    "keep": Text("책을 맡아 둠", "A book kept"),
    "lend": Text("책을 빌려줌", "A book lent"),
    "give_back": Text("책을 돌려받음", "A book came back"),
    "cancel": Text("책 예약 취소", "A kept book not wanted"),
    "lapse": Text("찾아가지 않은 책", "A kept book not fetched"),
}


@dataclass(frozen=True)
class Loan:
    """Somebody's turn at a book: which, since when, kept until when, due when."""

    case: Case
    book: str
    kept_until: date | None
    due: date | None

    @property
    def number(self) -> str:
        """Its number."""
        return self.case.id.partition("/")[2]

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.case.state


def ask_for(book: Thing, party: str, ask: Ask, *, rules: Rules) -> Loan:
    """Stand in the queue of a book; where a copy is there and nobody waits, it is kept at once."""
    number, slug = number_of(ask), slug_of(book)
    there = find_loan(number)
    if there is not None:
        return there
    _hear(party, slug, place=book.place, rules=rules)
    opening = cases.Opening(
        id=f"{LOANS}/{number}", place=book.place, kind=LOANS, title=book.name, subject=party,
        on=timezone.localdate(ask.at),
    )  # fmt: skip
    with transaction.atomic():
        actor = cases.Actor(party, "주민", frozenset())
        cases.open_case(opening, by=actor, at=ask.at, letters=[{"book": slug}])
        advance(book.place, slug, rules=rules, at=ask.at)
    found = find_loan(number)
    assert found is not None
    return found


def advance(place: str, book: str, *, rules: Rules, at: datetime) -> int:
    """Keep the copies on the shelf for the first in the queue; answers for how many. Needs a transaction."""
    days = rules.value(KEEP)
    if days is None:
        return 0
    until = (timezone.localdate(at) + timedelta(days=int(days))).isoformat()
    queue = [each for each in open_loans(place) if (each.book, each.state) == (book, "waiting")]
    queue.sort(key=lambda each: (each.case.opened_at, each.case.id))
    free = ledgers.balance(place, path=paths.shelf(book), unit=paths.COPY)
    for each in queue[:free]:
        cases.take(each.case.id, move="keep", by=HOUSE, at=at, letters=[{"kept_until": until}])
        _move(each, "keep", paths.shelf(book), paths.book_kept(each.number), at=at)
    return min(len(queue), free)


def lend(loan: Loan, *, rules: Rules, by: cases.Actor, at: datetime) -> date:
    """Hand a kept copy out. Answers the day it is due."""
    days = rules.value(LOAN)
    if days is None:
        raise ActRefused(
            "빌리는 날수가 정해지지 않았습니다.", "For how many days books are lent is not stated."
        )
    due = timezone.localdate(at) + timedelta(days=int(days))
    with transaction.atomic():
        cases.take(loan.case.id, move="lend", by=by, at=at, letters=[{"due": due.isoformat()}])
        _move(loan, "lend", paths.book_kept(loan.number), paths.book_lent(loan.number), at=at)
    return due


def take_in(loan: Loan, *, rules: Rules, by: cases.Actor, at: datetime) -> int:
    """A book comes back; where somebody waits, it is kept for them. Answers for how many it is kept now."""
    with transaction.atomic():
        cases.take(loan.case.id, move="give_back", by=by, at=at)
        _move(loan, "give_back", paths.book_lent(loan.number), paths.shelf(loan.book), at=at)
        return advance(loan.case.place, loan.book, rules=rules, at=at)


def give_up(loan: Loan, *, rules: Rules, by: cases.Actor, at: datetime) -> None:
    """Leave the queue, or do without a copy that is kept: the next in the queue gets it."""
    with transaction.atomic():
        if loan.state == "waiting":
            cases.take(loan.case.id, move="leave", by=by, at=at)
            return
        cases.take(loan.case.id, move="cancel", by=by, at=at)
        _free(loan, "cancel", rules=rules, at=at)


def pass_on(place: str, *, rules: Rules, by: cases.Actor, at: datetime) -> int:
    """Pass on every kept copy whose last day has passed to the next in its queue; answers how many."""
    today = timezone.localdate(at)
    late = [each for each in open_loans(place) if each.kept_until is not None and each.kept_until < today]
    for each in late:
        with transaction.atomic():
            cases.take(each.case.id, move="lapse", by=by, at=at)
            _free(each, "lapse", rules=rules, at=at)
    return len(late)


def find_loan(number: str) -> Loan | None:
    """The loan of that number."""
    case = case_read.find_case(f"{LOANS}/{number}")
    return None if case is None else loan_of(case, case_read.letters(case.id))


def open_loans(place: str) -> tuple[Loan, ...]:
    """Everything that waits, is kept or is lent."""
    return _read(case_read.cases(place=place, kind=LOANS, states=OPEN, limit=MOST_OPEN))


def loans_of(party: str, *, place: str) -> tuple[Loan, ...]:
    """Somebody's own, the newest first."""
    return _read(case_read.cases(place=place, kind=LOANS, subject=party))


def loan_of(case: Case, letters: Sequence[dict[str, str]]) -> Loan:
    """A case with its letters as a loan."""
    said: dict[str, str] = {}
    for letter in letters:
        said |= letter
    kept_until = said.get("kept_until", "") if case.state == "kept" else ""
    due = said.get("due", "") if case.state == "lent" else ""
    return Loan(
        case,
        said["book"],
        date.fromisoformat(kept_until) if kept_until else None,
        date.fromisoformat(due) if due else None,
    )


def place_in_queue(loan: Loan, loans: Sequence[Loan]) -> int:
    """How many stand before it in the queue, and itself."""
    waiting = sorted(
        (each.case.opened_at, each.case.id)
        for each in loans
        if (each.book, each.state) == (loan.book, "waiting")
    )
    return waiting.index((loan.case.opened_at, loan.case.id)) + 1


def _read(found: Sequence[Case]) -> tuple[Loan, ...]:
    letters = case_read.letters_of(case.id for case in found)
    return tuple(loan_of(case, letters[case.id]) for case in found)


def _hear(party: str, book: str, *, place: str, rules: Rules) -> None:
    """Refuse what the rules do not allow, or what nobody has stated."""
    most = rules.value(MOST)
    if most is None or rules.value(LOAN) is None or rules.value(KEEP) is None:
        raise ActRefused(
            "책을 며칠 동안 몇 권까지 빌려주는지 정해지지 않아 아직 빌려주지 않습니다.",
            "How many books are lent for how many days is not stated, so none is lent yet.",
        )
    own = [each for each in loans_of(party, place=place) if each.state in OPEN]
    if any(each.book == book for each in own):
        raise ActRefused(
            "이미 이 책을 빌렸거나 기다리고 계십니다.", "You have this book already, or wait for it."
        )
    if len(own) >= most:
        raise ActRefused(
            f"한 사람이 {most}권까지 빌리거나 예약할 수 있습니다. 먼저 한 권을 돌려주십시오.",
            f"One person may have or wait for {most} books. Bring one back first.",
        )


def _free(loan: Loan, move: str, *, rules: Rules, at: datetime) -> None:
    """A kept copy goes back on the shelf, and to the next in the queue."""
    _move(loan, move, paths.book_kept(loan.number), paths.shelf(loan.book), at=at)
    advance(loan.case.place, loan.book, rules=rules, at=at)


def _move(loan: Loan, move: str, debit: str, credit: str, *, at: datetime) -> None:
    """One copy from account to account; each step of a loan moves once."""
    word = f"{loan.case.place} {loan.case.id} {move}"
    key = posting.make_key(at=BEGIN, random_bytes=hashlib.blake2b(word.encode(), digest_size=10).digest())
    reason = posting.Reason(SAYS[move], origin=f"library {move} {loan.number}")
    movement = posting.Movement(key, debit, credit, 1, paths.COPY, at, reason)
    posting.transfer(movement, place=loan.case.place, at=at)
