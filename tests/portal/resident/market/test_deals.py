"""Goods and hours: sold once, paid from several sources, given back to the same, by the place's rules."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import asking, codes, deals, ending, paths, slots
from dure.portal.resident.market.asking import Buyer
from dure.portal.resident.market.paying import Source
from dure.portal.resident.wallets import paths as wallet_paths
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.market.conftest import KEEPER, rules, soap
from tests.portal.resident.wallets.conftest import UNIT, ask

pytestmark = pytest.mark.usefixtures("town")
Buys = Callable[..., Buyer]
WHY = Text("상해서", "Spoilt")


def lies(path: str, unit: str) -> int:
    return ledgers.balance(TOWN, path=path, unit=unit)


def purse(one: Buyer) -> tuple[int, ...]:
    wallet = wallet_paths.wallet(one.party)
    return tuple(lies(wallet, unit) for unit in (UNIT, "community_krw", "krw"))


def own(one: Buyer) -> cases.Actor:
    return cases.Actor(one.party, "주민", frozenset({"resident"}))


def order(one: Buyer, quantity: int, at: datetime) -> deals.Deal:
    return asking.order(soap(at), one, ask(at, "order"), quantity=quantity, rules=rules(at))


def again(deal: deals.Deal) -> deals.Deal:
    found = deals.find_deal(deal.case.kind, deal.number)
    assert found is not None
    return found


def slot_of(what: str, at: datetime, *, hours: float) -> slots.Slot:
    """The first slot of a thing that begins so many hours from now or later."""
    thing = things.find_thing(f"{TOWN}/{what}")
    assert thing is not None
    return next(each for each in slots.coming(at, thing) if each.start >= at + timedelta(hours=hours))


def book(what: str, one: Buyer, slot: slots.Slot, at: datetime) -> deals.Deal:
    thing = things.find_thing(f"{TOWN}/{what}")
    assert thing is not None
    return asking.book(thing, slot, one, ask(at, "book"), rules=rules(at))


def test_points_community_money_and_won_pay_one_order_in_one_group(buyer: Buys, at: datetime) -> None:
    nuri = buyer("nuri", points=500, community=1200, won=5000, offers=400)
    done = order(nuri, 3, at)
    assert done.paid == (
        Source(UNIT, 400, 800),
        Source("community_krw", 1200, 1200),
        Source("krw", 1000, 1000),
    )
    assert purse(nuri) == (100, 0, 4000)
    assert lies(paths.stock("soap"), paths.ITEM) == 7
    # The won behind points and community money wait with it, so the seller is paid in won.
    assert lies(paths.paid(done.number), "krw") == 3000
    ending.hand_over(done, by=KEEPER, at=at)
    assert lies(paths.due("soap-makers"), "krw") == 3000
    assert lies(paths.SOLD, paths.ITEM) == 3
    assert ledgers.verify(TOWN).wrong == ()


def test_a_cancelled_order_brings_everything_back_where_it_came_from(buyer: Buys, at: datetime) -> None:
    nuri = buyer("nuri", points=500, community=1200, won=5000, offers=400)
    fund = lies(wallet_paths.fund("krw"), "krw")
    done = order(nuri, 3, at)
    assert ending.cancel(done, rules=rules(at), by=own(nuri), at=at) == 3000
    assert purse(nuri) == (500, 1200, 5000)
    assert lies(paths.stock("soap"), paths.ITEM) == 10
    assert lies(wallet_paths.fund("krw"), "krw") == fund
    with pytest.raises(cases.MoveRefused):
        ending.cancel(again(done), rules=rules(at), by=own(nuri), at=at)


def test_the_last_one_is_sold_once_and_the_other_hears_it(buyer: Buys, at: datetime) -> None:
    nuri, garam = buyer("nuri", won=20_000), buyer("garam", won=20_000)
    order(nuri, 9, at)
    with pytest.raises(ActRefused, match="1 are left"):
        order(garam, 2, at)
    order(garam, 1, at)
    with pytest.raises(ActRefused, match="sold out"):
        order(nuri, 1, at)
    assert purse(garam) == (0, 0, 19_000)


def test_the_same_order_sent_twice_is_one(buyer: Buys, at: datetime) -> None:
    nuri, asked = buyer("nuri", won=5000), ask(at, "order")
    first = asking.order(soap(at), nuri, asked, quantity=1, rules=rules(at))
    assert asking.order(soap(at), nuri, asked, quantity=1, rules=rules(at)).number == first.number
    assert purse(nuri) == (0, 0, 4000)


def test_too_little_is_refused_with_what_is_missing(buyer: Buys, at: datetime) -> None:
    nuri = buyer("nuri", points=100, won=300, offers=100)
    with pytest.raises(ActRefused, match="KRW 500 are missing"):
        order(nuri, 1, at)
    assert purse(nuri) == (100, 0, 300)
    with pytest.raises(ActRefused, match="price is not stated"):
        asking.order(soap(at, "bag"), nuri, ask(at, "order"), quantity=1, rules=rules(at))


def test_a_part_that_comes_back_goes_to_each_source_in_its_share(buyer: Buys, at: datetime) -> None:
    nuri = buyer("nuri", points=250, community=1200, won=1300, offers=250)
    done = order(nuri, 3, at)
    ending.hand_over(done, by=KEEPER, at=at)
    took = again(done)
    assert ending.give_back(took, quantity=1, to_shelf=True, says=WHY, by=KEEPER, at=at) == 1000
    # 500, 1,200 and 1,300 of 3,000 won: 167, 400 and 433 of 1,000, and 84 points for 167 won.
    assert purse(nuri) == (84, 400, 433)
    assert lies(paths.due("soap-makers"), "krw") == 2000
    ending.give_back(again(done), quantity=2, to_shelf=False, says=WHY, by=KEEPER, at=at)
    assert purse(nuri) == (250, 1200, 1300)
    assert (again(done).case.state, lies(paths.due("soap-makers"), "krw")) == ("refunded", 0)
    assert lies(paths.stock("soap"), paths.ITEM) == 8
    assert ledgers.verify(TOWN).wrong == ()


def test_an_order_that_nobody_fetches_gives_back_what_the_rule_says(buyer: Buys, at: datetime) -> None:
    nuri = buyer("nuri", won=1000)
    done = order(nuri, 1, at)
    with pytest.raises(ActRefused, match="still being kept"):
        ending.not_come(done, rules=rules(at), by=KEEPER, at=at + timedelta(days=7))
    late = at + timedelta(days=8)
    assert ending.not_come(done, rules=rules(at), by=KEEPER, at=late) == 800
    assert (purse(nuri), lies(paths.due("soap-makers"), "krw")) == ((0, 0, 800), 200)
    assert lies(paths.stock("soap"), paths.ITEM) == 10


def test_an_hour_is_booked_once_and_cancelling_frees_it(buyer: Buys, at: datetime) -> None:
    nuri, garam = buyer("nuri"), buyer("garam")
    slot = slot_of("oven", at, hours=3)
    done = book("oven", nuri, slot, at)
    assert slot_of("oven", at, hours=3).free == 0
    with pytest.raises(ActRefused, match="last place has just gone"):
        book("oven", garam, slot, at)
    with pytest.raises(ActRefused, match="booked this time already"):
        book("oven", nuri, slot, at)
    assert ending.cancel(done, rules=rules(at), by=own(nuri), at=at) == 0
    assert book("oven", garam, slot, at).waits


def test_who_cancels_late_gets_half_and_who_came_is_checked_in(buyer: Buys, at: datetime) -> None:
    nuri, garam = buyer("nuri", points=300, won=700, offers=150), buyer("garam", won=1000)
    slot = slot_of("course", at, hours=1)
    late, came = book("course", nuri, slot, at), book("course", garam, slot, at)
    # 999 won for 150 points (300 won) and 699 won; half, rounded up, is 500: 150 won for 75 points, and 350.
    assert ending.cancel(late, rules=rules(at), by=own(nuri), at=at) == 500
    assert purse(nuri) == (225, 0, 351)
    assert slot_of("course", at, hours=1).free == 2
    with pytest.raises(ActRefused, match="This booking is of"):
        ending.hand_over(came, by=KEEPER, at=at - timedelta(days=2))
    ending.hand_over(came, by=KEEPER, at=slot.start)
    assert lies(paths.SLOTS_USED, paths.SLOT) == 1
    assert lies(paths.due("hall"), "krw") == 499 + 999


def test_who_does_not_come_rests_from_booking_for_as_long_as_the_rule_says(buyer: Buys, at: datetime) -> None:
    nuri = buyer("nuri")
    slot = slot_of("oven", at, hours=1)
    done = book("oven", nuri, slot, at)
    with pytest.raises(ActRefused, match="not ended"):
        ending.not_come(done, rules=rules(at), by=KEEPER, at=slot.start)
    ending.not_come(done, rules=rules(at), by=KEEPER, at=slot.end)
    with pytest.raises(ActRefused, match="booking rests until"):
        book("oven", nuri, slot_of("oven", at, hours=30), at + timedelta(hours=4))
    later = at + timedelta(days=16)
    assert book("oven", nuri, slot_of("oven", later, hours=3), later).waits


def test_a_label_ends_with_its_evidence_and_a_footprint_says_what_is_missing(at: datetime) -> None:
    good, bag = soap(at), soap(at, "bag")
    assert ([each.rule.name.en for each in good.met], good.has_label) == (["No packaging"], True)
    assert (str(good.footprint.kgco2e), good.footprint.gwp) == ("0.3", "ar5")
    assert (bag.footprint.kgco2e, [each.name.en for each in bag.footprint.missing]) == (None, ["Transport"])
    assert bag.has_label is False


def test_a_code_is_of_one_order_and_is_read_as_people_type_it() -> None:
    code = codes.code_of("market_order/abc")
    assert codes.is_code(code.lower().replace("-", " "), case="market_order/abc")
    assert not codes.is_code(code, case="market_order/abd")
