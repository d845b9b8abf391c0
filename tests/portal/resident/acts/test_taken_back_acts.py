"""A reward that was paid for a held act is taken back: by two people, from the wallet, its grams with it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident import claims
from dure.portal.resident.acts import books, funding, months
from dure.portal.resident.acts.deciding import counted_late, decide
from dure.portal.resident.acts.holding import case_of
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.holdings import book_of
from dure.portal.resident.wallets import paths
from tests.portal.resident.acts.conftest import TOWN, key
from tests.portal.resident.acts.test_reviewing import ONE, TWO, WHY, refused, tell, won
from tests.portal.resident.wallets.conftest import wallet_packs
from tests.recalled import load

__all__ = ["wallet_packs"]


@pytest.fixture
def town(db: None, wallet_packs: Path, settings: Settings, at: datetime) -> str:
    """The town with wallets, loaded, with money for cans."""
    settings.PACKS = wallet_packs
    load(wallet_packs, at)
    funding.fund(TOWN, programme="cans", unit="krw", amount=100_000, case="f/cans", at=at)
    return TOWN


@pytest.fixture
def paid(town: str, join: Callable[[str], str], at: datetime) -> tuple[str, str]:
    """An act that was held and approved: its party and its case."""
    assert town
    tell(join("nuri"), at)
    garam = join("garam")
    _done, own = tell(garam, at)
    decide(case_of(own), move="approve", by=ONE, at=at)
    assert won(books.wallet_of(garam)) == 100
    return garam, case_of(own)


def grams(party: str) -> int:
    path = books.avoided_by(party, programme="cans", month="2026-11")
    return ledgers.balance(TOWN, path=path, unit=books.GRAMS_UNIT)


def test_what_was_spent_becomes_a_debt_and_the_grams_are_not_counted_any_more(
    paid: tuple[str, str], at: datetime
) -> None:
    garam, case = paid
    assert grams(garam) == 47
    reason = posting.Reason(Text("쓰기", "Spent"), origin="test")
    spent = posting.Movement(key(at), books.wallet_of(garam), "outside/shop", 70, "krw", at, reason)
    posting.transfer(spent, place=TOWN, at=at)
    decide(case, move="ask_back", by=ONE, at=at, says=WHY)
    with refused("Another person"):
        decide(case, move="claw_back", by=ONE, at=at, says=WHY)
    decide(case, move="claw_back", by=TWO, at=at, says=WHY)
    assert (won(books.wallet_of(garam)), won(paths.owed(garam)), grams(garam)) == (0, -70, 0)
    (other,) = case_read.cases(kind="take_back", subject=garam)
    assert (other.state, other.steps[0].says) == ("taken", WHY)


def test_what_is_left_as_it_is_stays_paid(paid: tuple[str, str], at: datetime) -> None:
    garam, case = paid
    decide(case, move="ask_back", by=ONE, at=at, says=WHY)
    decide(case, move="leave", by=TWO, at=at, says=WHY)
    assert (won(books.wallet_of(garam)), grams(garam)) == (100, 47)


def test_an_event_that_did_not_happen_may_be_told_again_and_one_that_did_may_not(
    town: str, join: Callable[[str], str], at: datetime
) -> None:
    tell(join("nuri"), at)
    garam = join("garam")
    for number, move in ((1, "claw_back"), (2, "strike")):
        _done, own = tell(garam, at, event=f"receipt {number}")
        for step, by in (("approve", ONE), ("ask_back", ONE), (move, TWO)):
            decide(case_of(own), move=step, by=by, at=at, says=WHY)
    bora = join("bora")
    with pytest.raises(ActRefused, match="recorded already"):
        tell(bora, at, event="receipt 1")
    done, _own = tell(bora, at, event="receipt 2")
    assert done.wanted == 100
    with pytest.raises(ActRefused, match="recorded already"):
        tell(garam, at, event="receipt 2")


def test_grams_decided_after_their_month_was_closed_are_counted_in_the_month_of_the_decision(
    town: str, join: Callable[[str], str], at: datetime
) -> None:
    nuri, garam = join("nuri"), join("garam")
    own = Asked(TOWN, nuri, "cans", "can", Decimal(2), key(at), at, at)
    assert record(own).grams == 47
    tell(nuri, at)
    _done, held = tell(garam, at)
    later = at + timedelta(days=40)
    month = books.month_of(at)
    total = months.begin(TOWN, "cans", month=month, at=later, today=later.date(), secret=bytes(range(44)))
    total = months.advance(total, at=later)
    posting.publish_total(total.id, case="programme_month/1", at=later)
    decide(case_of(held), move="approve", by=ONE, at=later)
    assert books.avoided_total(TOWN, "cans") == {month: total.amount, books.month_of(later): 47}
    found = case_read.find_case(case_of(held))
    assert found is not None
    assert counted_late(found) == (month, books.month_of(later))
    decide(case_of(held), move="ask_back", by=ONE, at=later, says=WHY)
    decide(case_of(held), move="strike", by=TWO, at=later, says=WHY)
    assert books.avoided_total(TOWN, "cans") == {month: total.amount, books.month_of(later): 0}


def test_a_city_claims_what_was_published_and_says_where_nothing_is_published_yet(
    town: str, join: Callable[[str], str], at: datetime
) -> None:
    nuri, later = join("nuri"), at + timedelta(days=40)
    month = books.month_of(at)
    assert record(Asked(TOWN, nuri, "cans", "can", Decimal(2), key(at), at, at)).grams == 47
    assert claims.acts_claimed(book_of(TOWN)) == (claims.ActsClaim("cans", month, 47, None),)
    total = months.begin(TOWN, "cans", month=month, at=later, today=later.date(), secret=bytes(range(44)))
    posting.publish_total(months.advance(total, at=later).id, case="programme_month/1", at=later)
    record(Asked(TOWN, nuri, "cans", "can", Decimal(2), key(at), at, at))
    assert books.avoided_total(TOWN, "cans")[month] == 94
    assert claims.acts_claimed(book_of(TOWN)) == (claims.ActsClaim("cans", month, 47, 1),)
    (city,) = claims.city_claims(book_of(TOWN))
    assert city.at("estimated") == 47
