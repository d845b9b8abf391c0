"""The pages: a resident orders, books, borrows and cancels; a keeper hands out; who is neither is refused."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import RoleHeld
from dure.portal.resident.market import deals, paths
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.market.conftest import buying
from tests.portal.resident.test_own_pages import JOIN, party_of, said
from tests.portal.resident.wallets.conftest import UNIT
from tests.portal.resident.wallets.test_pages import read, send

__all__ = ["approver", "officer", "person"]
pytestmark = pytest.mark.usefixtures("town")
MARKET, WORK, MY = f"/en/{TOWN}/market/", f"/en/work/{TOWN}/market/", "/en/my/market/"


@pytest.fixture
def nuri() -> Client:
    """Somebody who has joined, with points and won."""
    client = Client()
    client.post(JOIN, said())
    buying(party_of("nuri"), timezone.now(), points=400, won=5000)
    return client


@pytest.fixture
def keeper(person: Callable[..., Client]) -> Client:
    """The keeper of the soap makers, and of nobody else."""
    client = person("soap-keeper")
    who = parties.party_of(parties.find_account("soap-keeper"))
    assert who is not None
    role = RoleHeld(
        holder=who.id, name="keeper", place=f"{TOWN}/soap-makers", valid_from=timezone.localdate()
    )
    writing.give_role(role, at=timezone.now())
    return client


def code_in(page: str) -> str:
    found = re.search(r"<strong>([A-Z0-9]{4}-[A-Z0-9]{4})</strong>", page)
    assert found, page
    return found[1]


def test_everybody_reads_label_footprint_and_rules_with_who_says_so() -> None:
    client = Client()
    assert "With the eco-label only" in read(client, f"{MARKET}goods/")
    soap = read(client, f"{MARKET}goods/soap/")
    for words in (
        "It has the label today.",
        "A band alone",
        "The team",
        "The evidence ended on",
        "0.3 kgCO2e</strong> (AR5)",
    ):
        assert words in soap
    assert "nobody has stated Transport" in read(client, f"{MARKET}goods/bag/")
    assert 'href="/en/figures/dreamtown/loan_days@' in read(client, f"{MARKET}library/")
    csv = client.get(f"/en/{TOWN}/market/goods.csv").content.decode()
    assert "soap,비누,Soap,soap-makers,1000,2020-01-01,10,yes,bare,0.3,ar5,," in csv
    assert "unknown" in csv.splitlines()[1]
    assert "not told yet" in read(client, f"{MARKET}centre/")
    assert "1 of 1 free" in read(client, f"{MARKET}bookings/oven/")
    assert client.get(f"{MARKET}bookings/nothing/").status_code == 404
    assert client.get("/en/dreamland/market/").status_code == 404


def test_an_order_goes_from_the_button_to_the_hand_by_its_code(nuri: Client, officer: Client) -> None:
    page = send(nuri, f"{MY}{TOWN}/order/soap/", quantity="3", **{f"use_{UNIT}": "400"})
    assert "400 sample points + KRW 2,200" in page
    code = code_in(page)
    wrong = officer.get(WORK, {"code": "AAAA-AAAA"})
    assert "No order, booking or loan that waits" in wrong.content.decode()
    found = officer.get(WORK, {"code": code.lower()})["Location"]
    (deal,) = deals.waiting(TOWN)
    assert officer.get(f"/en/work/market/market_order/{deal.number}/{code}/").status_code == 200
    assert officer.get(f"/en/work/market/market_order/{deal.number}/AAAA-AAAA/").status_code == 404
    assert "Handed out." in officer.post(found, {"move": "over"}, follow=True).content.decode()
    back = {"move": "back", "quantity": "1", "to_shelf": "on", "says": "cracked"}
    assert officer.post(found, {**back, "quantity": "9"}).status_code == 422
    assert "KRW 1,000 went back" in officer.post(found, back, follow=True).content.decode()
    seller = f"{WORK}sellers/soap-makers/"
    assert "KRW 2,000" in read(officer, seller)
    account = {"do": "account", "name": "비누방", "bank": "두레은행", "account": "110-123-456789"}
    assert "kept, sealed" in officer.post(seller, account, follow=True).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]+)"', read(officer, seller))
    assert key
    for _twice in range(2):
        answer = officer.post(seller, {"do": "pay", "key": key[1]}, follow=True)
        assert "Asked for KRW 2,000" in answer.content.decode()
    assert "KRW 2,000" in read(officer, f"/en/work/{TOWN}/wallets/")


def test_an_hour_is_booked_and_cancelled_and_a_book_reserved(nuri: Client) -> None:
    times = re.findall(rf'href="({MY}{TOWN}/book/course/[^"]+)"', read(nuri, f"{MARKET}bookings/course/"))
    page = send(nuri, times[-1])
    assert "If you cancel now, KRW 999 go back" in page
    (deal,) = deals.waiting(TOWN)
    nuri.post(f"{MY}deals/market_booking/{deal.number}/")
    assert "cancelled" in read(nuri, f"{MY}deals/market_booking/{deal.number}/")
    borrowed = send(nuri, f"{MY}{TOWN}/borrow/warm/")
    assert "kept for you" in borrowed
    assert code_in(borrowed)
    assert "all lent" in read(nuri, f"{MARKET}library/")


def test_what_cannot_be_is_said_in_the_form_and_nothing_moves(nuri: Client) -> None:
    for words, why in (({"quantity": "40"}, "from 1 to 20"), ({"quantity": "9"}, "KRW 4,000 are missing")):
        assert why in send(nuri, f"{MY}{TOWN}/order/soap/", **words)
    assert ledgers.balance(TOWN, path=paths.stock("soap"), unit=paths.ITEM) == 10
    assert "Nothing is left of it." in read(nuri, f"{MY}{TOWN}/order/bag/")


def test_nobody_sees_or_cancels_what_is_anothers(nuri: Client) -> None:
    send(nuri, f"{MY}{TOWN}/order/soap/", quantity="1")
    (deal,) = deals.waiting(TOWN)
    other = Client()
    other.post(JOIN, said(username="garam", name="Lee Garam"))
    where = f"{MY}deals/market_order/{deal.number}/"
    assert (other.get(where).status_code, other.post(where).status_code) == (404, 404)
    assert nuri.get(WORK).status_code == 403
    assert nuri.get(f"/en/work/market/market_order/{deal.number}/").status_code == 403


def test_a_keepers_desk_leads_to_the_market_and_an_idle_persons_does_not(
    keeper: Client, person: Callable[..., Client]
) -> None:
    desk = f"/en/work/{TOWN}/market/"
    assert f'href="{desk}"' in read(keeper, "/en/work/")
    assert keeper.get(desk).status_code == 200
    assert f'href="{desk}"' not in read(person("nobody"), "/en/work/")


def test_a_seller_minds_its_own_goods_and_certifies_none(keeper: Client, officer: Client) -> None:
    good = f"{WORK}goods/soap/"
    page = read(keeper, good)
    key = re.search(r'name="in-key" value="([0-9a-f-]+)"', page)
    assert key
    sent = {"do": "deliver", "in-key": key[1], "in-amount": "5"}
    assert "5 came in" in keeper.post(good, sent, follow=True).content.decode()
    keys = re.search(r'name="count-key" value="([0-9a-f-]+)"', read(keeper, good))
    assert keys
    count = {
        "do": "count",
        "count-key": keys[1],
        "count-booked": "15",
        "count-counted": "14",
        "count-why": "",
    }
    assert keeper.post(good, count).status_code == 422
    done = keeper.post(good, {**count, "count-why": "lost"}, follow=True).content.decode()
    assert "The difference of -1 is recorded" in done
    price = {"value": "10000", "unit": "KRW/items", "valid_from": timezone.localdate().isoformat()}
    assert "Is this meant so?" in keeper.post(f"{good}sells_for/", price).content.decode()
    keeper.post(f"{good}sells_for/", {**price, "value": "1200"})
    assert "1,200" in read(keeper, good)
    assert keeper.get(f"{good}meets/").status_code == 404
    assert officer.get(f"{good}meets/").status_code == 200
    assert keeper.get(f"{WORK}books/warm/").status_code == 403
    assert keeper.get(f"{WORK}sellers/hall/").status_code == 403
