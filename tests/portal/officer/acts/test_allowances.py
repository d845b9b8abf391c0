"""Allowances lot by lot: the rules of a year hold, and every sale balances to the tonne and the won."""

import pytest

from dure.grammar.lots import Lot
from dure.kernel.ledgers.write import KeyReused
from dure.portal.officer.acts import allowances
from dure.portal.officer.acts.acting import ActRefused, take_back
from dure.portal.officer.acts.allowances import Wanted
from dure.portal.resident import holdings
from tests.portal.officer.acts.doing import FREE, PLACE, binding, do, lies_in, new_key, wrong

pytestmark = pytest.mark.django_db

BOUGHT = Lot("2019", "bought-1", 40_500)


def granted(tonnes: int, *, year: int = 2020) -> None:
    do(allowances.grant(PLACE, year=year, tonnes=tonnes))


def test_a_sale_moves_tonnes_and_won_together() -> None:
    granted(1200)
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(200), price_krw=16_850))
    assert lies_in(f"allowance/holding/{FREE.path}") == 1000
    assert lies_in("outside/market/2020/at-16850") == 200
    assert lies_in("treasury/allowance_sales/2020/at-16850", unit="krw") == 200 * 16_850
    assert wrong() == []


def test_the_oldest_lot_goes_first_and_a_named_lot_alone() -> None:
    granted(100)
    do(allowances.buy(PLACE, year=2019, lot=BOUGHT, tonnes=50))
    assert lies_in("outside/treasury/2019/at-40500", unit="krw") == -50 * 40_500
    of_2019 = binding(verified=0, small=True)
    do(allowances.carry_over(PLACE, year=2019, wanted=Wanted(50), binding=of_2019))
    do(allowances.bring_in(PLACE, year=2020))
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(60), price_krw=20_000))
    assert [(held.lot, held.tonnes) for held in holdings.lots(holdings.book_of(PLACE))] == [(FREE, 90)]
    with pytest.raises(ActRefused, match="holds 0 t"):
        do(allowances.sell(PLACE, year=2020, wanted=Wanted(1, BOUGHT), price_krw=20_000))
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(90, FREE), price_krw=20_000))
    assert holdings.lots(holdings.book_of(PLACE)) == ()


def test_more_than_the_lots_hold_is_refused_and_moves_nothing() -> None:
    granted(10)
    with pytest.raises(ActRefused, match="Take at most 10 t"):
        do(allowances.sell(PLACE, year=2020, wanted=Wanted(11), price_krw=1))
    assert lies_in("outside/market/2020/at-1") == 0


@pytest.mark.parametrize("tonnes", [0, -5])
def test_less_than_one_tonne_is_refused(tonnes: int) -> None:
    granted(10)
    with pytest.raises(ActRefused, match="1 or more"):
        do(allowances.sell(PLACE, year=2020, wanted=Wanted(tonnes), price_krw=1))
    with pytest.raises(ActRefused, match="price"):
        do(allowances.sell(PLACE, year=2020, wanted=Wanted(1), price_krw=0))


def test_surrender_comes_before_carry_over() -> None:
    granted(1200)
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(100), price_krw=1))
    with pytest.raises(ActRefused, match="Surrender comes before carry-over"):
        do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(50), binding=binding()))
    do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1000), binding=binding()))
    do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(50), binding=binding()))
    assert lies_in(f"allowance/carried/2021/{FREE.path}") == 50
    do(allowances.bring_in(PLACE, year=2021))
    assert lies_in(f"allowance/holding/{FREE.path}") == 100
    with pytest.raises(ActRefused, match="Nothing was carried over"):
        do(allowances.bring_in(PLACE, year=2021))


def test_no_more_is_surrendered_than_was_verified() -> None:
    granted(1200)
    with pytest.raises(ActRefused, match="Surrender at most 1,000 t"):
        do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1001), binding=binding()))
    with pytest.raises(ActRefused, match="unknown"):
        do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1), binding=binding(verified=None)))


def test_carry_over_stays_within_a_multiple_of_the_net_sales() -> None:
    granted(2000)
    do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1000), binding=binding()))
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(100), price_krw=1))
    do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(150), binding=binding()))
    with pytest.raises(ActRefused, match="Carry over at most 50 t"):
        do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(51), binding=binding()))
    # What the next year has taken in still counts.
    do(allowances.bring_in(PLACE, year=2021))
    with pytest.raises(ActRefused, match="Carry over at most 50 t"):
        do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(51), binding=binding()))
    do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(500), binding=binding(small=True)))


def test_an_unknown_limit_takes_a_reason_and_is_never_guessed() -> None:
    granted(1100)
    do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1000), binding=binding()))
    unknown = binding(times=None)
    with pytest.raises(ActRefused, match="unknown"):
        do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(100), binding=unknown))
    stated = binding(times=None, reason=True)
    do(
        allowances.carry_over(PLACE, year=2020, wanted=Wanted(100), binding=stated),
        says="The ministry agreed.",
    )
    assert holdings.year_of(holdings.book_of(PLACE), year=2020).carried_out == 100


def test_only_what_is_missing_is_borrowed_within_the_limit_and_it_is_only_for_surrender() -> None:
    granted(900)
    with pytest.raises(ActRefused, match="100 t are missing"):
        do(allowances.borrow(PLACE, year=2020, tonnes=101, binding=binding()))
    with pytest.raises(ActRefused, match="Borrow at most 50 t"):
        do(allowances.borrow(PLACE, year=2020, tonnes=60, binding=binding(percent=5)))
    with pytest.raises(ActRefused, match="unknown"):
        do(allowances.borrow(PLACE, year=2020, tonnes=60, binding=binding(percent=None)))
    do(allowances.borrow(PLACE, year=2020, tonnes=100, binding=binding()))
    with pytest.raises(ActRefused, match="holds 0 t"):
        do(allowances.sell(PLACE, year=2020, wanted=Wanted(1, Lot("2021", "borrowed")), price_krw=1))
    do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1000), binding=binding()))
    assert holdings.year_of(holdings.book_of(PLACE), year=2020).borrowed == 100
    granted(500, year=2021)
    with pytest.raises(ActRefused, match="at most that"):
        do(allowances.repay(PLACE, year=2021, tonnes=101))
    do(allowances.repay(PLACE, year=2021, tonnes=100))
    assert holdings.year_of(holdings.book_of(PLACE), year=2020).borrowed == 0
    assert lies_in("allowance/holding/2021/granted-at-0") == 400


def test_a_later_year_s_allowances_serve_an_earlier_year_only_by_borrowing_within_its_limit() -> None:
    granted(500, year=2021)
    granted(600, year=2022)
    of_2021 = binding(verified=800)
    with pytest.raises(ActRefused, match=r"holds 500 t that may be used for 2021.*only by “Borrow"):
        do(allowances.surrender(PLACE, year=2021, wanted=Wanted(800), binding=of_2021))
    later = Wanted(1, Lot("2022", "granted", 0))
    with pytest.raises(ActRefused, match="holds 0 t"):
        do(allowances.surrender(PLACE, year=2021, wanted=later, binding=of_2021))
    with pytest.raises(ActRefused, match="Borrow at most 120 t"):
        do(allowances.borrow(PLACE, year=2021, tonnes=300, binding=of_2021))
    do(allowances.borrow(PLACE, year=2021, tonnes=120, binding=of_2021))
    do(allowances.surrender(PLACE, year=2021, wanted=Wanted(620), binding=of_2021))
    # What is borrowed is owed, and what is missing still is missing.
    assert lies_in("outside/borrowed/2022") == -120
    assert lies_in("allowance/holding/2022/granted-at-0") == 600
    with pytest.raises(ActRefused, match="holds 0 t"):
        do(allowances.sell(PLACE, year=2021, wanted=Wanted(1), price_krw=5))


def test_an_earlier_year_s_allowances_serve_a_later_one_once_they_are_carried_over() -> None:
    granted(500)
    with pytest.raises(ActRefused, match="once carried over to 2021"):
        do(allowances.surrender(PLACE, year=2021, wanted=Wanted(400), binding=binding()))
    do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(400), binding=binding(verified=0, small=True)))
    do(allowances.bring_in(PLACE, year=2021))
    with pytest.raises(ActRefused, match="Take at most 400 t"):
        do(allowances.surrender(PLACE, year=2021, wanted=Wanted(401), binding=binding()))
    key = new_key()
    do(allowances.surrender(PLACE, year=2021, wanted=Wanted(300), binding=binding()), key=key)
    with pytest.raises(ActRefused, match="Take at most 100 t"):
        do(allowances.sell(PLACE, year=2021, wanted=Wanted(101), price_krw=5))
    do(take_back(PLACE, key=key))
    do(allowances.sell(PLACE, year=2021, wanted=Wanted(400), price_krw=5))


def test_what_is_cancelled_is_nobodys() -> None:
    granted(10)
    do(allowances.cancel(PLACE, wanted=Wanted(4)))
    assert lies_in(f"allowance/cancelled/{FREE.path}") == 4
    assert wrong() == []


def test_the_last_act_is_taken_back_and_an_earlier_one_has_to_wait() -> None:
    granted(1300)
    do(allowances.surrender(PLACE, year=2020, wanted=Wanted(1000), binding=binding()))
    do(allowances.sell(PLACE, year=2020, wanted=Wanted(100), price_krw=5))
    first, second = new_key(), new_key()
    do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(150), binding=binding()), key=first)
    do(allowances.bring_in(PLACE, year=2021), key=second)
    with pytest.raises(ActRefused, match="Only the last act"):
        do(take_back(PLACE, key=first))
    do(take_back(PLACE, key=second))
    assert holdings.year_of(holdings.book_of(PLACE), year=2020).carried_out == 150
    do(take_back(PLACE, key=first))
    assert holdings.year_of(holdings.book_of(PLACE), year=2020).carried_out == 0
    assert lies_in(f"allowance/holding/{FREE.path}") == 200
    with pytest.raises(ActRefused, match="Only the last act"):
        do(take_back(PLACE, key=first))
    assert wrong() == []


def test_an_act_asked_twice_is_done_once_and_its_key_serves_no_other() -> None:
    granted(10)
    key = new_key()
    sale = allowances.sell(PLACE, year=2020, wanted=Wanted(6), price_krw=5)
    assert do(sale, key=key).number == 2
    assert do(sale, key=key).repeated
    assert lies_in("outside/market/2020/at-5") == 6
    with pytest.raises(KeyReused):
        do(allowances.sell(PLACE, year=2020, wanted=Wanted(1), price_krw=5), key=key)


def test_what_waits_to_be_taken_in_is_named_before_any_number() -> None:
    do(allowances.grant(PLACE, year=2020, tonnes=100))
    do(allowances.carry_over(PLACE, year=2020, wanted=Wanted(100), binding=binding(verified=0, small=True)))
    with pytest.raises(ActRefused, match="First record “Take in what was carried over” for 2021"):
        do(allowances.sell(PLACE, year=2021, wanted=Wanted(50), price_krw=5))
    do(allowances.bring_in(PLACE, year=2021))
    do(allowances.sell(PLACE, year=2021, wanted=Wanted(50), price_krw=5))
    with pytest.raises(ActRefused, match="Take at most 50 t"):
        do(allowances.sell(PLACE, year=2021, wanted=Wanted(51), price_krw=5))
