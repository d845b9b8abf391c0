"""Verbs of a budget's season: a stage is brought in its time, a step is taken once its stage is there."""

import contextlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dure.grammar.books.budget_shapes import BudgetHead, BudgetLine
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as case_write
from dure.kernel.plans.read import budgets as read
from dure.kernel.plans.read.budget_season import NOT_BROUGHT, missing_for, not_now
from dure.kernel.plans.write.budgets import BudgetRefused, record_budget


def bring_budget(head: BudgetHead, *, lines: Sequence[BudgetLine], by: case_write.Actor, at: datetime) -> int:
    """Bring a stage at its time: a proposal while it is assessed, the rest after the council has it.

    Opens the year's case where there is none. Raises BudgetRefused at another time, saying what comes first,
    and like record_budget.
    """
    if refused := not_now(head.place, year=head.year, stage=head.stage):
        raise BudgetRefused(refused)
    with transaction.atomic():
        number = record_budget(head, lines=lines, by=by, at=at)
        if cases.find_case(read.case_of(head.place, year=head.year)) is None:
            title = Text(f"{head.year}년 예산 평가", f"Assessment of the budget of {head.year}")
            opening = case_write.Opening(
                id=read.case_of(head.place, year=head.year), place=head.place, kind="budget_assessment",
                title=title,
            )  # fmt: skip
            # Somebody who brought a stage at the same moment opened the same case.
            with contextlib.suppress(case_write.AlreadyOpen):
                case_write.open_case(opening, by=by, at=at)
    return number


def take_step(
    place: str, *, year: int, move: str, by: case_write.Actor, at: datetime, says: Text
) -> cases.Case:
    """Take a step of a budget's assessment. Raises MoveRefused like any case, or without the step's stage."""
    case, book = cases.find_case(read.case_of(place, year=year)), read.find_budget(place, year=year)
    assert case is not None
    assert book is not None
    kind = cases.find_kind(case.kind)
    moves = kind.moves if kind else ()
    for each in moves:
        ours = (each.name, each.from_state) == (move, case.state)
        if ours and (missing := missing_for(book, to_state=each.to_state)):
            raise case_write.MoveRefused(NOT_BROUGHT[missing])
    return case_write.take(case.id, move=move, by=by, at=at, says=says)
