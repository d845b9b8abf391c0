"""Lots end the oldest first and go to a named account; exchange, cash and the bank pay once or bring back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as people
from dure.kernel.parties.read import notices_of
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.wallets import bank, cashing, exchanging, expiring, paths
from dure.portal.resident.wallets.moving import Wallet, standing
from dure.portal.resident.wallets.terms import Terms
from tests.portal.resident.acts.conftest import TOWN, chance
from tests.portal.resident.wallets.conftest import UNIT, ask, earn, fund, key, terms, wallet_of

pytestmark = pytest.mark.usefixtures("town")
Rich = Callable[..., Wallet]
OFFICER = cases.Actor("officer", "담당", frozenset({"officer"}))
SECOND = cases.Actor("approver", "승인", frozenset({"approver", "officer"}))


def balance(wallet: Wallet, unit: str = UNIT) -> int:
    return ledgers.balance(TOWN, path=wallet.path, unit=unit)


def to_community(wallet: Wallet, points: int, *, at: datetime) -> exchanging.Offer:
    asked = ask(at, exchanging.origin_of(UNIT, "community_krw"))
    return exchanging.exchange(wallet, asked, to="community_krw", points=points, terms=terms())


def cash(wallet: Wallet, points: int, *, at: datetime) -> cashing.Request:
    details = {"name": "김누리", "account_number": "두레은행 11012345678"}
    people.record_details(wallet.party, details=details, at=at, chance=chance)
    by = cases.Actor(wallet.party, "주민", frozenset())
    return cashing.request(wallet, ask(at, f"cash {UNIT}"), points=points, terms=terms(), by=by)


def decide(asked: cashing.Request, move: str, by: cases.Actor, at: datetime, says: str = "") -> None:
    said = cases.NOTHING if not says else cases.NOTHING.__class__(says, says)
    cashing.decide(asked, move=move, by=by, at=at, says=said, terms=terms())


def test_what_ends_first_is_spent_first_and_the_rest_goes_to_its_account(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri", 100, on=at - timedelta(days=400))
    earn(wallet, 50, at=at)
    found = standing(wallet, on=at.date())
    assert [lot.left for lot in found.ended] == [100]
    assert found.usable == 50
    done = expiring.expire(TOWN, unit=UNIT, terms=terms(), at=at)
    assert (done.emptied, done.amount) == (1, 100)
    assert ledgers.balance(TOWN, path=paths.ended(UNIT), unit=UNIT) == 100
    assert expiring.expire(TOWN, unit=UNIT, terms=terms(), at=at).amount == 0
    assert balance(wallet) == 50


def test_an_expiry_that_was_stopped_goes_on_and_says_how_far_it_is(
    rich: Rich, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "WALLETS_AT_ONCE", 2)
    old = at - timedelta(days=400)
    wallets = [rich(party, 100, on=old) for party in ("bora", "dalla", "garam", "miru", "nuri")]
    told: list[expiring.Ended] = []

    def stop(done: expiring.Ended) -> None:
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        expiring.expire(TOWN, unit=UNIT, terms=terms(), at=at, tell=stop)
    expiring.expire(TOWN, unit=UNIT, terms=terms(), at=at, tell=told.append)
    assert [(each.wallets, each.of) for each in told] == [(2, 5), (4, 5), (5, 5)]
    assert told[-1].amount == 300, "what the first pass sent is not sent again"
    assert ledgers.balance(TOWN, path=paths.ended(UNIT), unit=UNIT) == 500
    assert {balance(each) for each in wallets} == {0}
    # The next day begins with the first wallet again.
    assert expiring.expire(TOWN, unit=UNIT, terms=terms(), at=at + timedelta(days=1)).wallets == 5


def test_somebody_who_spends_meanwhile_is_looked_at_again_and_keeps_nobody_waiting(
    rich: Rich, at: datetime
) -> None:
    wallets = [rich(party, 100, on=at - timedelta(days=400)) for party in ("bora", "garam", "nuri")]
    earn(wallets[1], 50, at=at)
    spent: list[object] = []

    class Meanwhile(Terms):
        """The town's terms; whoever asks them first gives somebody the time to spend."""

        def last_day(self, unit: str) -> Callable[[date], date]:
            def of(month: date) -> date:
                if not spent:
                    spent.append(1)
                    to_community(wallets[1], 20, at=at)
                return terms().last_day(unit)(month)

            return of

    done = expiring.expire(TOWN, unit=UNIT, terms=Meanwhile(terms().figures), at=at)
    assert (done.emptied, done.amount) == (2, 200), "the other had been taken while they spent"
    assert [balance(each) for each in wallets] == [0, 30, 0]


def test_ten_times_the_wallets_of_a_piece_are_read_in_as_many_questions(rich: Rich, at: datetime) -> None:
    asked = []
    for count in (2, 20):
        for number in range(count):
            rich(f"p{count}-{number}", 10, on=at - timedelta(days=400))
        with CaptureQueriesContext(connection) as questions:
            assert len(ledgers.histories_below(TOWN, prefix="wallet/", unit=UNIT)) >= count
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 4


def test_spending_before_the_sweep_takes_nothing_that_has_ended(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri", 100, on=at - timedelta(days=400))
    with pytest.raises(ActRefused, match="spend 0"):
        to_community(wallet, 10, at=at)
    earn(wallet, 50, at=at)
    assert to_community(wallet, 30, at=at) == exchanging.Offer(30, 60, 0)
    assert balance(wallet) == 20
    assert ledgers.balance(TOWN, path=paths.ended(UNIT), unit=UNIT) == 100


def test_an_exchange_pays_at_the_stated_rate_up_to_the_most_of_a_year(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri", 1000)
    assert to_community(wallet, 400, at=at).krw == 800
    assert to_community(wallet, 400, at=at) == exchanging.Offer(100, 200, 0)
    assert balance(wallet, "community_krw") == 1000
    assert balance(wallet) == 500
    with pytest.raises(ActRefused, match="most of this year"):
        to_community(wallet, 1, at=at)


def test_the_same_exchange_sent_twice_is_one(rich: Rich, at: datetime) -> None:
    wallet, asked = rich("nuri"), ask(at, exchanging.origin_of(UNIT, "community_krw"))
    answers = [
        exchanging.exchange(wallet, asked, to="community_krw", points=10, terms=terms())
        for _twice in range(2)
    ]
    assert answers == [exchanging.Offer(10, 20, 0)] * 2
    assert balance(wallet) == 990
    other = ask(at, f"cash {UNIT}", of=asked.key)
    with pytest.raises(posting.KeyReused):
        exchanging.exchange(wallet, other, to="community_krw", points=10, terms=terms())


def test_more_than_there_is_money_for_is_refused_with_what_is_left(rich: Rich, at: datetime) -> None:
    for number in range(10):
        to_community(rich(f"nuri{number}"), 499, at=at)
    with pytest.raises(ActRefused, match="KRW 20 left"):
        to_community(rich("garam"), 11, at=at)
    assert to_community(rich("haneul"), 10, at=at).krw == 20


def test_a_request_that_waits_keeps_the_account_it_was_asked_for(rich: Rich, at: datetime) -> None:
    asked = cash(rich("nuri"), 100, at=at)
    other = "다른은행 22012345678"
    with pytest.raises(ActRefused, match="waits to be paid to another account"):
        cashing.keep_account(asked.party, account=other, at=at, chance=chance)
    decide(asked, "refuse", OFFICER, at, "잘못 적힘")
    cashing.keep_account(asked.party, account=other, at=at, chance=chance)
    again = cashing.request(
        wallet_of(asked.party), ask(at, f"cash {UNIT}"), points=100, terms=terms(),
        by=cases.Actor(asked.party, "주민", frozenset()),
    )  # fmt: skip
    decide(again, "pass", OFFICER, at)
    assert "22012345678" in bank.content_of(bank.make_file(TOWN, by=OFFICER, at=at), viewer="officer", at=at)


def test_no_cell_of_a_payment_file_runs_in_a_spreadsheet(rich: Rich, at: datetime) -> None:
    asked = cash(rich("nuri"), 100, at=at)
    people.record_details(asked.party, details={"name": "=1+1"}, at=at, chance=chance)
    decide(asked, "pass", OFFICER, at)
    assert ",'=1+1," in bank.content_of(bank.make_file(TOWN, by=OFFICER, at=at), viewer="officer", at=at)


def test_cash_is_approved_sent_once_and_paid_once(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri")
    asked = cash(wallet, 100, at=at)
    assert (asked.points, asked.krw) == (100, 90)
    assert balance(wallet) == 900
    decide(asked, "pass", OFFICER, at)
    made = bank.make_file(TOWN, by=OFFICER, at=at)
    assert made.total_krw == 90
    with pytest.raises(ActRefused, match="No request waits"):
        bank.make_file(TOWN, by=SECOND, at=at)
    text = bank.content_of(made, viewer="officer", at=at)
    assert f"1,두레은행,11012345678,김누리,90,{asked.number}" in text
    assert made.digest in text
    answers, wrong = bank.read_answers(f"식별번호,금액,결과,사유\n{asked.number},90,지급,\n", file=made)
    assert not wrong
    assert [bank.record_answers(made, answers, by=OFFICER, at=at) for _twice in range(2)] == [1, 0]
    assert -ledgers.balance(TOWN, path=paths.BANK, unit="krw") == -90
    refused, _wrong = bank.read_answers(f"식별번호,금액,결과,사유\n{asked.number},90,불능,없음\n", file=made)
    with pytest.raises(ActRefused, match="answered otherwise"):
        bank.record_answers(made, refused, by=OFFICER, at=at)
    assert case_read.find_case(f"payment_file/{made.number}").state == "answered"  # type: ignore[union-attr]


def test_what_the_bank_refuses_comes_back_to_the_lots_it_came_from(rich: Rich, at: datetime) -> None:
    wallet = rich("nuri", 1000, on=at - timedelta(days=200))
    before = standing(wallet, on=at.date()).lots
    asked = cash(wallet, 100, at=at)
    decide(asked, "pass", OFFICER, at)
    made = bank.make_file(TOWN, by=OFFICER, at=at)
    answers, _wrong = bank.read_answers(
        f"식별번호,금액,결과,사유\n{asked.number},90,불능,해지 계좌\n", file=made
    )
    bank.record_answers(made, answers, by=OFFICER, at=at)
    assert standing(wallet, on=at.date()).lots == before
    assert ledgers.balance(TOWN, path=paths.fund("krw"), unit="krw") == 10_000
    told = notices_of(wallet.party)[0]
    assert (told.title.en, told.urgent) == ("The bank has returned your payment", True)
    assert "해지 계좌" in told.says.ko


def test_above_the_limit_two_people_look_and_nobody_approves_their_own(rich: Rich, at: datetime) -> None:
    asked = cash(rich("nuri"), 800, at=at)
    with pytest.raises(cases.MoveRefused, match="above what one person"):
        decide(asked, "pass", OFFICER, at)
    decide(asked, "check", OFFICER, at)
    with pytest.raises(cases.MoveRefused):
        decide(asked, "approve", OFFICER, at)
    decide(asked, "approve", SECOND, at)
    refused = cash(wallet_of(asked.party), 100, at=at)
    own = cases.Actor(asked.party, "주민", frozenset({"officer"}))
    with pytest.raises(cases.MoveRefused, match="Another person"):
        decide(refused, "pass", own, at)
    decide(refused, "refuse", OFFICER, at, says="계좌 이름이 다릅니다.")
    assert balance(wallet_of(asked.party)) == 200


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("nothing,90,지급,", "not in this file"), ("{n},91,지급,", "90 was sent"),
        ("{n},90,불능,", "needs a reason"), ("{n},90,지급,\n{n},90,지급,", "stands twice"),
    ],
)  # fmt: skip
def test_a_bank_file_with_one_wrong_row_records_nothing(
    rich: Rich, at: datetime, row: str, says: str
) -> None:
    asked = cash(rich("nuri"), 100, at=at)
    decide(asked, "pass", OFFICER, at)
    made = bank.make_file(TOWN, by=OFFICER, at=at)
    text = "식별번호,금액,결과,사유\n" + row.format(n=asked.number) + "\n"
    _answers, wrong = bank.read_answers(text, file=made)
    assert says in wrong[0].says.en
    assert bank.read_answers("a,b\n", file=made)[1][0].row == 1


def test_a_file_is_not_given_out_after_an_account_has_changed(rich: Rich, at: datetime) -> None:
    asked = cash(rich("nuri"), 100, at=at)
    decide(asked, "pass", OFFICER, at)
    made = bank.make_file(TOWN, by=OFFICER, at=at)
    people.record_details(asked.party, details={"account_number": "다른은행 1"}, at=at, chance=chance)
    with pytest.raises(ActRefused, match="has changed"):
        bank.content_of(made, viewer="officer", at=at)


def test_won_are_paid_out_as_they_are(rich: Rich, at: datetime) -> None:
    party = rich("nuri").party
    wallet = wallet_of(party, "krw")
    earn(wallet, 300, at=at)
    by = cases.Actor(party, "주민", frozenset())
    asked = cashing.request(wallet, ask(at, "cash krw"), points=300, terms=terms(), by=by)
    assert asked.krw == 300
    cashing.settle(asked, paid=False, at=at)
    assert balance(wallet, "krw") == 300


def test_money_is_put_in_once(at: datetime) -> None:
    before = ledgers.balance(TOWN, path=paths.fund("krw"), unit="krw")
    fund(5, at=at, units=("krw",))
    assert ledgers.balance(TOWN, path=paths.fund("krw"), unit="krw") == before + 5
    assert key(at) != key(at)
