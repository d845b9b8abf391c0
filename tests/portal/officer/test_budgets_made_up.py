"""A budget whose document is made up is made up itself, at the desk and for everybody."""

from datetime import UTC, datetime

from django.test import Client

from dure.grammar.books.budget_shapes import BudgetHead
from dure.grammar.shapes import Text
from dure.kernel.cases.write import Actor
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from tests.portal.officer.test_budgets import PROPOSAL, budgets, record

__all__ = ["budgets"]
INVENTED = Text("가상", "Invented")


def test_what_cites_a_made_up_document_is_made_up(officer: Client) -> None:
    record(officer, PROPOSAL)
    real = plans.find_budget("dreamtown", year=2027)
    assert real is not None
    assert not real.synthetic
    head = BudgetHead(
        place="dreamtown", year=2026, stage="proposed", title=INVENTED, total_krw=None, ceiling_tco2e=None,
        reference_tco2e=None, synthetic=True, published_on=None, source="dream-plan", locator="",
        note=INVENTED,
    )  # fmt: skip
    by, at = Actor("p1", "누리", frozenset()), datetime(2026, 1, 2, tzinfo=UTC)
    planning.record_budget(head, lines=real.lines["proposed"], by=by, at=at)
    record(officer, PROPOSAL, year="2028")
    brought = plans.find_budget("dreamtown", year=2028)
    assert brought is not None
    assert brought.synthetic
