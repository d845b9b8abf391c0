"""The page at the scale, the till and the public page; without JavaScript."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.test import Client

from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.portal.resident.wallets.codes import digits_of
from tests.portal.resident.acts.conftest import TOWN, joined
from tests.portal.resident.weigh_ins.conftest import STORE, signed_in

WEIGH, TILL = f"/en/work/{TOWN}/stores/{STORE}/weigh-in/", f"/en/work/{TOWN}/stores/{STORE}/till/"
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def sent(client: Client, **said: str) -> Any:
    shown = client.get(WEIGH).content.decode()
    return client.post(WEIGH, {**dict(FIELD.findall(shown)), "article": "drink-can", "pays": "cash", **said})


def hidden(answer: Any) -> dict[str, str]:
    body = answer.content.decode()
    return dict(FIELD.findall(body[body.index("<dl") :]))


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_weigh_in_is_read_together_and_recorded_by_the_code(keeper: Client, at: datetime) -> None:
    nuri = joined("nuri", at)
    looked = sent(keeper, kg="2.35")
    assert "1,880 won in cash" in words(looked)
    assert ledgers.balance(TOWN, path=f"till/{STORE}", unit="krw") == 10_000
    done = keeper.post(WEIGH, {**hidden(looked), "code": digits_of(nuri, at=at)[0]}, follow=True)
    assert "Recorded: 2.35 kg for 1,880 won." in words(done)
    again = keeper.post(WEIGH, {**hidden(looked), "code": digits_of(nuri, at=at)[0]}, follow=True)
    assert "recorded already" in words(again)
    assert ledgers.balance(TOWN, path=f"till/{STORE}", unit="krw") == 8_120
    public = words(Client().get(f"/en/{TOWN}/recycling/"))
    assert "2.35 kg in 1 weigh-in; 1,880 won were paid in cash." in public


def test_a_weight_in_grams_is_refused_and_a_likely_slip_has_to_be_meant(keeper: Client, at: datetime) -> None:
    refused = sent(keeper, kg="2350")
    assert refused.status_code == 422
    assert "divide by 1,000" in words(refused)
    looked = sent(keeper, kg="120")
    assert "Does the scale show grams?" in words(looked)
    code = digits_of(joined("nuri", at), at=at)[0]
    assert keeper.post(WEIGH, {**hidden(looked), "code": code}).status_code == 422
    meant = keeper.post(WEIGH, {**hidden(looked), "code": code, "sure": "1"})
    assert "The till has 10,000 left, and this takes 96,000." in words(meant)


def test_points_follow_from_what_a_point_is_worth(keeper: Client) -> None:
    assert "3,760 Nephron points" in words(sent(keeper, kg="2.35", pays="points"))


def test_an_amount_that_is_not_the_one_that_was_read_is_shown_again(keeper: Client, at: datetime) -> None:
    looked = hidden(sent(keeper, kg="2.35"))
    code = digits_of(joined("nuri", at), at=at)[0]
    answer = keeper.post(WEIGH, {**looked, "won": "9999", "code": code})
    assert "The price has changed meanwhile" in words(answer)


def test_who_keeps_another_store_does_not_weigh_here(at: datetime) -> None:
    other = signed_in("bora", "keeper", f"{TOWN}/other-exchange", at)
    for address in (WEIGH, TILL):
        assert other.get(address).status_code == 403
    assert Client().get(WEIGH).status_code == 302


def test_a_till_is_filled_by_two_people_and_closed_by_its_keeper(keeper: Client, at: datetime) -> None:
    officer = signed_in("officer-1", "officer", TOWN, at - timedelta(days=1))
    approver = signed_in("approver-1", "approver", TOWN, at - timedelta(days=1))
    assert "Ask for the till to be filled" not in words(keeper.get(TILL))
    token = dict(FIELD.findall(words(officer.get(TILL)))).get("token", "")
    officer.post(TILL, {"do": "fill", "token": token, "unit": "krw", "amount": "5,000"})
    case = case_read.cases(place=TOWN, kind="till_filling")[0]
    page = f"/en/work/tills/{case.id.partition('/')[2]}/"
    officer.post(page, {**dict(FIELD.findall(words(officer.get(page)))), "move": "approve", "says": ""})
    assert ledgers.balance(TOWN, path=f"till/{STORE}", unit="krw") == 10_000
    approver.post(page, {**dict(FIELD.findall(words(approver.get(page)))), "move": "approve", "says": ""})
    assert ledgers.balance(TOWN, path=f"till/{STORE}", unit="krw") == 15_000
    closed = keeper.post(TILL, {"do": "close", "counted": "14,900"}, follow=True)
    assert "100 won are missing" in words(closed)
