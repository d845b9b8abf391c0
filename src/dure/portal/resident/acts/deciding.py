"""Deciding about an act that was held: what is approved is paid, what is refused goes back to the budget.

Step and money are one transaction. Whoever may not decide hears why before anything is written.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import Act, Leg, key_of
from dure.portal.resident.acts import books, owing
from dure.portal.resident.acts.conflicts import conflict
from dure.portal.resident.acts.holding import KIND

NOTHING = Text("", "")
# Numbers of keys, each a row of its own in an act's life: the ends of its holds, what is paid on appeal, what
# is taken back.
END_KEYS, APPEAL_KEYS, BACK_KEYS = 10, 30, 40
GRANTED = Text("이의신청 인용에 따른 지급", "Paid after an appeal")


def decide(case_id: str, *, move: str, by: cases.Actor, at: datetime, says: Text = NOTHING) -> case_read.Case:
    """Take a step about an act, and move what follows from it; MoveRefused or Refused with the reason."""
    with transaction.atomic():
        case = case_read.find_case(case_id)
        if case is None or case.kind != KIND:
            raise LookupError(case_id)
        against = None if move == "appeal" else conflict(case, reviewer=by.party, move=move, on=at.date())
        if against is None and move == "appeal" and by.party != case.subject:
            against = Text("본인의 실천만 이의를 신청할 수 있습니다.", "Only whoever acted may appeal.")
        if against is None and move == "approve" and case.state == "waiting" and needs_two(case):
            against = Text(
                "이 건은 두 사람이 확인합니다. ‘한 사람이 더 확인합니다’를 고르십시오.",
                "Two people look at this one. Choose that a second person looks as well.",
            )
        if against is not None:
            raise cases.MoveRefused(against)
        taken = cases.take(case_id, move=move, by=by, at=at, says=says)
        _move(case, move=move, at=at)
    return taken


def needs_two(case: case_read.Case) -> bool:
    """Whether two people have to look before an act is paid."""
    return told_of(case).get("second") == "yes"


def told_of(case: case_read.Case) -> dict[str, str]:
    """What was told when the act was held."""
    letters = case_read.letters(case.id)
    return letters[0] if letters else {}


def _move(case: case_read.Case, *, move: str, at: datetime) -> None:
    told = told_of(case)
    if move == "approve":
        _end(case, told, at=at, paid=True)
        _settle(case, told, at=at, first=END_KEYS + 5)
    elif move == "refuse":
        _end(case, told, at=at, paid=False)
    elif move == "claw_back":
        _take_back(case, told, at=at)
    elif move == "grant":
        _pay_again(case, told, at=at)


def _act(case: case_read.Case, told: dict[str, str], *, at: datetime) -> Act:
    return Act(case.place, UUID(told["key"]), datetime.fromisoformat(told["happened_at"]), at, NOTHING)


def _end(case: case_read.Case, told: dict[str, str], *, at: datetime, paid: bool) -> None:
    """End the holds of an act: what was held arrives, or goes back."""
    act = _act(case, told, at=at)
    verb = posting.complete if paid else posting.void
    for number, leg in enumerate(told["legs"].split()):
        held = ledgers.find_transfer(UUID(leg), place=case.place)
        assert held is not None
        verb(
            held.key, key=key_of(act, END_KEYS + number), place=case.place, reason=held.reason,
            happened_at=held.happened_at, at=at,
        )  # fmt: skip


def _take_back(case: case_read.Case, told: dict[str, str], *, at: datetime) -> None:
    """Take back what was paid and what was counted as avoided; the act itself stays told."""
    act, amount = _act(case, told, at=at), int(told["paid"])
    unit, programme = told["unit"], told["programme"]
    legs = list(
        owing.back_legs(case.place, party=case.subject, programme=programme, unit=unit, amount=amount)
    )
    legs += [Leg(row.meant_for or "", row.debit, row.amount, row.unit) for row in _grams(case, told)]
    posting.post(
        owing.movements(act, tuple(legs), says=owing.BACK, origin=f"case {case.id}", first=BACK_KEYS),
        place=case.place, at=at,
    )  # fmt: skip


def _pay_again(case: case_read.Case, told: dict[str, str], *, at: datetime) -> None:
    """Pay what an appeal won: from the budget as it stands now, so it may be short; then nothing moves."""
    act, amount = _act(case, told, at=at), int(told["paid"])
    wallet = books.wallet_of(case.subject)
    legs = [Leg(books.budget_of(told["programme"]), wallet, amount, told["unit"])] if amount else []
    legs += [Leg(row.debit, row.meant_for or "", row.amount, row.unit) for row in _grams(case, told)]
    posting.post(
        owing.movements(act, tuple(legs), says=GRANTED, origin=told["origin"], first=APPEAL_KEYS),
        place=case.place, at=at,
    )  # fmt: skip
    _settle(case, told, at=at, first=APPEAL_KEYS + 5)


def _settle(case: case_read.Case, told: dict[str, str], *, at: datetime, first: int) -> None:
    """Pay an old debt out of what was just paid."""
    legs = owing.settling_legs(
        case.place, party=case.subject, programme=told["programme"], unit=told["unit"],
        paid=int(told["paid"]),
    )  # fmt: skip
    if legs:
        moved = owing.movements(
            _act(case, told, at=at), legs, says=owing.BACK, origin=f"case {case.id}", first=first
        )
        posting.post(moved, place=case.place, at=at)


def _grams(case: case_read.Case, told: dict[str, str]) -> list[ledgers.Transfer]:
    """The held rows of an act's grams."""
    rows = [ledgers.find_transfer(UUID(leg), place=case.place) for leg in told["legs"].split()]
    return [row for row in rows if row is not None and row.unit == books.GRAMS_UNIT]
