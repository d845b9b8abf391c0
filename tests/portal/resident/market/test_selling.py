"""The seller's side: a count with its difference, and won paid by two people through the bank."""

from collections.abc import Callable
from datetime import datetime

import pytest

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import deals, ending, paths, settling, stocking
from dure.portal.resident.market.asking import Buyer
from dure.portal.resident.wallets import bank, cashing
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.market.conftest import KEEPER
from tests.portal.resident.market.test_deals import again, lies, order
from tests.portal.resident.wallets.conftest import key, terms
from tests.portal.resident.wallets.test_spending import OFFICER, SECOND

pytestmark = pytest.mark.usefixtures("town")


def sold(buyer: Callable[..., Buyer], at: datetime, *, quantity: int) -> deals.Deal:
    done = order(buyer("nuri", points=500, won=20_000, offers=500), quantity, at)
    ending.hand_over(done, by=KEEPER, at=at)
    return done


def test_a_seller_is_paid_once_by_two_people_and_the_bank(buyer: Callable[..., Buyer], at: datetime) -> None:
    done = sold(buyer, at, quantity=3)
    with pytest.raises(ActRefused, match="bank account first"):
        settling.ask_payment(TOWN, seller="soap-makers", key=key(at), by=KEEPER, at=at)
    settling.keep_account(TOWN, seller="soap-makers", name="비누방", account="두레은행 11012345678", at=at)
    asked_key = key(at)
    asked = settling.ask_payment(TOWN, seller="soap-makers", key=asked_key, by=KEEPER, at=at)
    again_asked = settling.ask_payment(TOWN, seller="soap-makers", key=asked_key, by=KEEPER, at=at)
    assert (asked.krw, again_asked.number) == (3000, asked.number)
    assert cashing.needs_two(asked, terms=terms(), at=at)
    cashing.decide(asked, move="check", by=OFFICER, at=at, says=cases.NOTHING, terms=terms())
    cashing.decide(asked, move="approve", by=SECOND, at=at, says=cases.NOTHING, terms=terms())
    file = bank.make_file(TOWN, by=OFFICER, at=at)
    assert "비누방,3000" in bank.content_of(file, viewer="officer", at=at)
    text = f"식별번호,금액,결과,사유\n{asked.number},3000,지급,\n"
    answers, wrong = bank.read_answers(text, file=file)
    assert (wrong, bank.record_answers(file, answers, by=OFFICER, at=at)) == ((), 1)
    said = settling.statement(TOWN, seller="soap-makers")
    assert (said.sold_krw, said.asked_krw, said.closing_krw) == (3000, 3000, 0)
    case = case_read.find_case(asked.case)
    assert case is not None
    assert case.state == "paid"
    # What was paid out already is not taken from the seller behind their back.
    with pytest.raises(ActRefused, match="been paid for it already"):
        ending.give_back(
            again(done),
            quantity=1,
            to_shelf=True,
            says=Text("상함", "Spoilt"),
            by=KEEPER,
            at=at,
        )
    assert ledgers.verify(TOWN).wrong == ()


def test_a_count_moves_the_difference_with_its_reason(at: datetime) -> None:
    def count(counted: int, booked: int, why: str) -> int:
        return stocking.take_stock(
            TOWN, good="soap", counted=counted, booked=booked, why=why, key=key(at), at=at
        )

    with pytest.raises(ActRefused, match="Choose why"):
        count(8, 10, "")
    assert count(8, 10, "broken") == -2
    with pytest.raises(ActRefused, match="from 10 to 8"):
        count(9, 10, "found")
    assert count(9, 8, "found") == 1
    last = ledgers.last_rows(TOWN, path=paths.stock("soap"), unit=paths.ITEM)[0]
    assert (last.amount, last.says.en, lies(paths.stock("soap"), paths.ITEM)) == (
        1,
        "Stock-taking: More was there",
        9,
    )
