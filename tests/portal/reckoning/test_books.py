"""The books of a place: what stands, what stood, and what each document states."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from dure.grammar import read
from dure.grammar.shapes import Category, Text
from dure.kernel.observations import write as observing
from dure.kernel.observations.write import Statement
from dure.kernel.runs.write.stating import state_inventories
from dure.portal.reckoning.books import Book, Choice, book, choices
from dure.portal.reckoning.differences import compared
from dure.portal.reckoning.recalculations import changes_of
from tests.kernel.runs.test_stating import factor, library, row
from tests.kernel.said import document

pytestmark = pytest.mark.django_db
PACKS = Path(settings.PACKS)
AT = datetime(2026, 11, 2, tzinfo=UTC)
LINE = "gpc_emissions_tco2e/i-1-1"


def categories() -> tuple[Category, ...]:
    """The taxonomy of the packs."""
    return tuple(category for system in read(PACKS).systems for category in system.categories)


def opened(choice: Choice) -> Book:
    """The book of a choice."""
    return book("here", choice, categories=categories(), packs=PACKS)


def state(printed: str, *, source: str, at: datetime = AT, key: bool = False) -> None:
    """A document states a line of 2020."""
    observing.record(
        [
            Statement(
                place="here", address=LINE, period="2020", mark="observed", printed=printed, unit="tCO2e",
                value=None if key else Decimal(printed), step=None, valid_from=date(2020, 1, 1),
                valid_to=date(2020, 12, 31), published_on=None, source=source,
            )
        ],
        origin="officer",
        by="kim",
        at=at,
    )  # fmt: skip


def test_an_edition_that_stood_before_stays_readable_and_says_why_it_changed() -> None:
    known = library(factor(), rows=(row(),))
    state_inventories(known, categories=categories(), at=AT)
    later = factor(published="2025", gases_kg=(("CO2", Decimal(500)),))
    state_inventories(replace(known, factors=(later,)), categories=categories(), at=AT + timedelta(days=1))
    found = choices("here", packs=PACKS)
    assert [each.slug for each in found] == ["2023-estimated", "2023-estimated-1"]
    now, before = map(opened, found)
    assert (now.lines[LINE].value, before.lines[LINE].value) == (Decimal(5), Decimal("4.28"))
    differing = compared(before, now, addresses=[LINE])
    (cause,) = changes_of(differing, year=2023)
    assert (cause.trigger, cause.reason) == ("factor", "here/grid@2024 → here/grid@2025")
    assert cause.effect == pytest.approx(Decimal("0.72"))


def test_two_documents_of_one_year_are_two_books() -> None:
    observing.load_sources([document("first"), document("second")])
    state("300", source="first")
    state("280", source="second", at=AT + timedelta(days=1))
    found = {each.slug: each for each in choices("here", packs=PACKS)}
    assert {"2020-observed", "2020-observed-by-first", "2020-observed-by-second"} <= set(found)
    first, second = (opened(found[f"2020-observed-by-{name}"]) for name in ("first", "second"))
    assert compared(first, second, addresses=[LINE]).gap.net == -20


def test_what_is_confidential_stays_closed() -> None:
    observing.load_sources([document("first")])
    state("C", source="first", key=True)
    (choice,) = choices("here", packs=PACKS)
    assert opened(choice).lines[LINE].is_closed


def test_a_line_says_nothing_it_was_not_told() -> None:
    observing.load_sources([document("first")])
    state("300", source="first")
    (choice,) = choices("here", packs=PACKS)
    said = opened(choice).lines[LINE]
    assert (said.rows, said.note) == ((), Text("", ""))
