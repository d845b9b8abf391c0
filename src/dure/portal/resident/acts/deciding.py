"""Deciding about an act that was held: what is approved is paid, what is refused goes back to the budget.

Step and money are one transaction. Whoever may not decide hears why before anything is written. A reward that
was paid wrongly is taken back by the wallet's own case, with its own objection; the grams go with it. Where
the act did not happen at all, the right to its event is given back, so that whoever did it can tell it.

Grams that are decided about once their month has been closed are counted in the month of the decision: what
was published stays as it was published.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import Act, Leg, key_of
from dure.portal.resident.acts import books, events, months
from dure.portal.resident.acts.conflicts import conflict
from dure.portal.resident.acts.holding import KIND
from dure.portal.resident.telling import tell_review
from dure.portal.resident.wallets import taking_back
from dure.portal.resident.wallets.moving import TAKE_BACK, Wallet
from dure.portal.resident.wallets.terms import terms_of

NOTHING = Text("", "")
# Numbers of keys, each a row of its own in an act's life: the ends of its holds, what is paid on appeal, what
# is taken back.
END_KEYS, COUNT_KEYS, APPEAL_KEYS, BACK_KEYS = 10, 20, 30, 40
# The moves that take a reward back: the act was not what it earned for, or it did not happen.
CLAW_BACKS = ("claw_back", "strike")
GRANTED = Text("이의신청 인용에 따른 지급", "Paid after an appeal")
UNCOUNTED = Text("환수한 실천의 감축량 취소", "Grams of an act whose reward was taken back")


def decide(case_id: str, *, move: str, by: cases.Actor, at: datetime, says: Text = NOTHING) -> case_read.Case:
    """Take a step about an act, and move what follows from it; MoveRefused or Refused with the reason."""
    with transaction.atomic():
        case = case_read.find_case(case_id)
        if case is None or case.kind != KIND:
            raise LookupError(case_id)
        against = _against(case, move=move, by=by, at=at)
        if against is not None:
            raise cases.MoveRefused(against)
        taken = cases.take(case_id, move=move, by=by, at=at, says=says)
        _move(case, move=move, by=by, at=at, says=says)
        tell_review(taken, move=move, says=says, at=at)
    return taken


def needs_two(case: case_read.Case) -> bool:
    """Whether two people have to look before an act is paid."""
    return told_of(case).get("second") == "yes"


def told_of(case: case_read.Case) -> dict[str, str]:
    """What was told when the act was held."""
    letters = case_read.letters(case.id)
    return letters[0] if letters else {}


def _against(case: case_read.Case, *, move: str, by: cases.Actor, at: datetime) -> Text | None:
    """What stands against this person taking this step, beyond what the kind of case says."""
    if move == "appeal":
        if by.party == case.subject:
            return None
        return Text("본인의 실천만 이의를 신청할 수 있습니다.", "Only whoever acted may appeal.")
    found = conflict(case, reviewer=by.party, move=move, on=at.date())
    if found is None and move == "approve" and case.state == "waiting" and needs_two(case):
        return Text(
            "이 건은 두 사람이 확인합니다. ‘한 사람이 더 확인합니다’를 고르십시오.",
            "Two people look at this one. Choose that a second person looks as well.",
        )
    return found


def _move(case: case_read.Case, *, move: str, by: cases.Actor, at: datetime, says: Text) -> None:
    told = told_of(case)
    if move in {"approve", "refuse"}:
        _end(case, told, at=at, paid=move == "approve")
    elif move == "grant":
        _pay_again(case, told, at=at)
    elif move == "ask_back":
        taking_back.propose(
            _wallet(case, told), points=int(told["paid"]), says=says, by=by, token=case.id, at=at
        )
    elif move in {*CLAW_BACKS, "leave"}:
        step = "take" if move in CLAW_BACKS else "return"
        taking_back.decide(_asked_back(case, told), step=step, by=by, at=at, says=says)
        if move in CLAW_BACKS:
            _uncount(case, told, at=at)
        if move == "strike" and told.get("right"):
            for name in told["right"].splitlines():
                events.free(name, book=events.rights_book(case.place), at=at)


def _end(case: case_read.Case, told: dict[str, str], *, at: datetime, paid: bool) -> None:
    """End the holds of an act: what was held arrives, or goes back."""
    act = _act(case, told, at=at)
    for number, leg in enumerate(told["legs"].split()):
        held = ledgers.find_transfer(UUID(leg), place=case.place)
        assert held is not None
        verb = posting.complete if paid and not _is_counted(held) else posting.void
        verb(
            held.key, key=key_of(act, END_KEYS + number), place=case.place, reason=held.reason,
            happened_at=held.happened_at, at=at,
        )  # fmt: skip
    if paid:
        _count(case, told, at=at)


def _pay_again(case: case_read.Case, told: dict[str, str], *, at: datetime) -> None:
    """Pay what an appeal won: from the budget as it stands now, so it may be short; then nothing moves."""
    amount, wallet = int(told["paid"]), books.wallet_of(case.subject)
    legs = [Leg(books.budget_of(told["programme"]), wallet, amount, told["unit"])] if amount else []
    legs += [
        Leg(row.debit, row.meant_for or "", row.amount, row.unit)
        for row in _grams(case, told)
        if not _is_counted(row)
    ]
    reason = posting.Reason(GRANTED, origin=told["origin"])
    _post(case, legs, act=_act(case, told, at=at), reason=reason, first=APPEAL_KEYS)
    _count(case, told, at=at)


def counted_late(case: case_read.Case) -> tuple[str, str] | None:
    """The month of an act and the later one its grams were counted in; None where they are in its own."""
    told = told_of(case)
    row = _counted(case, told)
    own, month = told["day"][:7], row.debit.rpartition("/")[2] if row else ""
    return (own, month) if row and own != month else None


def _count(case: case_read.Case, told: dict[str, str], *, at: datetime) -> None:
    """Count what an act avoided: in its month, or in the month of the decision where its own was closed."""
    own, programme, act = told["day"][:7], told["programme"], _act(case, told, at=at)
    waiting = [row for row in _grams(case, told) if _is_counted(row)]
    name = months.name_of(programme, own)
    if not waiting:
        return
    month, says = own, waiting[0].reason.says
    if ledgers.totals(case.place, name=name, published=False, limit=1):
        act, month = replace(act, happened_at=at), books.month_of(timezone.localtime(at))
        says = Text(
            f"{says.ko} ({told['day']}의 실천. 그 달은 이미 마감되어 {month}에 셈)",
            f"{says.en} (of {told['day']}, whose month was closed; counted in {month})",
        )
    into = books.avoided_by(case.subject, programme=programme, month=month)
    out_of = books.avoided_in(programme, month=month)
    legs = [Leg(out_of, into, row.amount, row.unit) for row in waiting]
    _post(case, legs, act=act, reason=posting.Reason(says, origin=told["origin"]), first=COUNT_KEYS)


def _counted(case: case_read.Case, told: dict[str, str]) -> ledgers.Transfer | None:
    """The row by which the grams of an act were counted once somebody had decided."""
    return ledgers.find_transfer(key_of(_act(case, told, at=case.opened_at), COUNT_KEYS), place=case.place)


def _is_counted(row: ledgers.Transfer) -> bool:
    """Whether a held row is of grams that are counted as a resident's once they are decided about."""
    return (row.meant_for or "").startswith(f"{books.AVOIDED}/")


def _uncount(case: case_read.Case, told: dict[str, str], *, at: datetime) -> None:
    """What was counted as avoided is not counted any more; the act itself stays told."""
    counted = _counted(case, told)
    legs = [Leg(row.meant_for or "", row.debit, row.amount, row.unit) for row in _grams(case, told)]
    if counted is not None:
        legs = [Leg(counted.credit, counted.debit, counted.amount, counted.unit)]
    reason = posting.Reason(UNCOUNTED, origin=f"case {case.id}")
    _post(case, legs, act=_act(case, told, at=at), reason=reason, first=BACK_KEYS)


def _post(case: case_read.Case, legs: list[Leg], *, act: Act, reason: posting.Reason, first: int) -> None:
    """Legs as movements with keys that follow from the act: the same step twice moves once."""
    moved = [
        posting.Movement(
            key_of(act, first + number), leg.debit, leg.credit, leg.amount, leg.unit, act.happened_at, reason
        )
        for number, leg in enumerate(legs)
    ]
    if moved:
        posting.post(moved, place=case.place, at=act.at)


def _act(case: case_read.Case, told: dict[str, str], *, at: datetime) -> Act:
    return Act(case.place, UUID(told["key"]), datetime.fromisoformat(told["happened_at"]), at, NOTHING)


def _grams(case: case_read.Case, told: dict[str, str]) -> list[ledgers.Transfer]:
    """The held rows of an act's grams."""
    rows = [ledgers.find_transfer(UUID(leg), place=case.place) for leg in told["legs"].split()]
    return [row for row in rows if row is not None and row.unit == books.GRAMS_UNIT]


def _wallet(case: case_read.Case, told: dict[str, str]) -> Wallet:
    """The wallet that an act was paid into; refused where the place keeps none that can give back."""
    if case_read.find_kind(TAKE_BACK) is None or not int(told["paid"]):
        raise cases.MoveRefused(
            Text(
                "이 실천에는 환수할 보상이 없습니다. 지갑 기능을 쓰지 않는 지역이거나 지급한 것이 없습니다.",
                "There is nothing to take back: nothing was paid, or this place keeps no wallets.",
            )
        )
    terms = terms_of(case.place, (told["unit"],))
    return Wallet(case.place, case.subject, told["unit"], terms.last_day(told["unit"]))


def _asked_back(case: case_read.Case, told: dict[str, str]) -> case_read.Case:
    """The wallet's case that was opened for this act."""
    asked = taking_back.case_id(
        _wallet(case, told), points=int(told["paid"]), by=case.steps[-1].by, token=case.id
    )
    found = case_read.find_case(asked)
    assert found is not None
    return found
