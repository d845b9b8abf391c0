"""A reward that was paid for a held act is taken back: by two people, from the wallet, its grams with it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.resident.acts import books, funding
from dure.portal.resident.acts.deciding import decide
from dure.portal.resident.acts.holding import case_of
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
