"""Books: one copy in one hand, a queue in its order, and what is not fetched goes on to the next."""

from datetime import datetime, timedelta

import pytest

from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import lending, paths
from tests.portal.resident.acts.conftest import TOWN, joined
from tests.portal.resident.market.conftest import KEEPER, rules
from tests.portal.resident.wallets.conftest import ask

pytestmark = pytest.mark.usefixtures("town")


def asked(name: str, at: datetime) -> lending.Loan:
    book = things.find_thing(f"{TOWN}/warm")
    assert book is not None
    return lending.ask_for(book, joined(name, at), ask(at, "book"), rules=rules(at))


def now(loan: lending.Loan) -> lending.Loan:
    found = lending.find_loan(loan.number)
    assert found is not None
    return found


def test_a_book_goes_from_hand_to_hand_in_the_order_of_the_queue(at: datetime) -> None:
    first, second = asked("nuri", at), asked("garam", at + timedelta(minutes=1))
    third = asked("haneul", at + timedelta(minutes=2))
    assert [each.state for each in (first, second, third)] == ["kept", "waiting", "waiting"]
    assert first.kept_until == (at + timedelta(days=3)).date()
    assert lending.place_in_queue(third, lending.open_loans(TOWN)) == 2
    with pytest.raises(ActRefused, match="have this book already"):
        lending.ask_for(
            things.things(TOWN, kind="library_book")[0], first.case.subject, ask(at, "book"), rules=rules(at)
        )
    assert lending.lend(first, rules=rules(at), by=KEEPER, at=at) == (at + timedelta(days=14)).date()
    assert ledgers.balance(TOWN, path=paths.shelf("warm"), unit=paths.COPY) == 0
    leaves = cases.Actor(second.case.subject, "주민", frozenset({"resident"}))
    lending.give_up(second, rules=rules(at), by=leaves, at=at)
    assert lending.take_in(now(first), rules=rules(at), by=KEEPER, at=at) == 1
    assert [now(each).state for each in (first, second, third)] == ["returned", "cancelled", "kept"]
    assert ledgers.verify(TOWN).wrong == ()


def test_a_book_that_is_not_fetched_goes_on_to_the_next(at: datetime) -> None:
    first, second = asked("nuri", at), asked("garam", at + timedelta(minutes=1))
    assert lending.pass_on(TOWN, rules=rules(at), by=KEEPER, at=at + timedelta(days=3)) == 0
    assert lending.pass_on(TOWN, rules=rules(at), by=KEEPER, at=at + timedelta(days=4)) == 1
    assert [now(each).state for each in (first, second)] == ["lapsed", "kept"]
    with pytest.raises(cases.MoveRefused):
        lending.lend(now(first), rules=rules(at), by=KEEPER, at=at + timedelta(days=4))
