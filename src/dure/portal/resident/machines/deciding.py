"""Deciding about a deposit that waits: credited as the machine said, at the moment by our clock, or not."""

from datetime import datetime

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.resident.machines.crediting import Credit, Deposit, credit
from dure.portal.resident.machines.saying import NOTHING, outcome_words

COUNT = "count"


def deposit_of(case: case_read.Case) -> tuple[Deposit, dict[str, str]]:
    """The deposit that a case is about, and the whole of what was told."""
    told = case_read.letters(case.id)[0]
    deposit = Deposit(
        case.place, told["machine"], int(told["counter"]), told["digest"], told["article"],
        int(told["items"]), datetime.fromisoformat(told["happened_at"]),
    )  # fmt: skip
    return deposit, told


def decide(case: case_read.Case, *, move: str, by: cases.Actor, at: datetime, says: Text) -> Credit:
    """Take the step, and credit where it counts; both or neither. Whoever was there cannot decide it."""
    deposit, told = deposit_of(case)
    if told["party"] and told["party"] == by.party:
        raise cases.MoveRefused(
            Text(
                "본인이 넣은 것은 확인할 수 없습니다. 다른 담당자가 확인해야 합니다.",
                "Nobody decides about their own deposit. Another officer has to.",
            )
        )
    with transaction.atomic():
        cases.take(case.id, move=move, by=by, at=at, says=says)
        if move != COUNT:
            return Credit("", NOTHING)
        if not told["party"]:
            return Credit(told["why_nobody"], outcome_words(told["why_nobody"]))
        return credit(deposit, party=told["party"], at=at)
