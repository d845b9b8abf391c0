"""What became of credits that no document had settled: said once, with its document, and seen at once."""

import pytest

from dure.grammar.lots import SerialLot
from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts import crediting
from dure.portal.officer.acts.acting import ActRefused, take_back
from dure.portal.officer.acts.settling import UNSETTLED, Outcome, settle, unsettled_lots
from dure.portal.resident.claims import GRAMS, UNIT, city_claims
from dure.portal.resident.holdings import book_of
from tests.portal.officer.acts.doing import NOON, PLACE, do, lies_in, new_key, wrong

LOT = "landfill-gas/issued-2020-11"
WHY = posting.Reason(Text("첫 발급분", "The first issuance"))


@pytest.fixture(autouse=True)
def issued_and_unsettled(db: None) -> None:
    """A hundred credits were issued, and no document told what became of them."""
    group = new_key()
    posting.post(
        [
            posting.Movement(new_key(), debit, credit, amount, unit, NOON, WHY, group)
            for debit, credit, amount, unit in (
                ("outside/credit_registry/landfill-gas", f"{UNSETTLED}/{LOT}", 100, "credit"),
                ("outside/avoided/landfill-gas", f"claim/unsettled/sar/{LOT}", 100 * GRAMS, UNIT),
            )
        ],
        place=PLACE,
        at=NOON,
    )


def own() -> int:
    return sum(claim.own for claim in city_claims(book_of(PLACE))) // GRAMS


def test_what_was_sold_goes_to_its_buyers_and_is_never_the_city_s() -> None:
    assert unsettled_lots(PLACE) == ((LOT, 100),)
    do(settle(PLACE, lot=LOT, outcome=Outcome("sold", 100, price_krw=23_000)))
    assert lies_in(f"outside/credit_buyers/{LOT}", unit="credit") == 100
    assert lies_in(f"claim/transferred/sar/{LOT}", unit=UNIT) == 100 * GRAMS
    assert lies_in(f"treasury/credit_sales/{LOT}/at-23000", unit="krw") == 2_300_000
    assert (own(), unsettled_lots(PLACE), wrong()) == (0, (), [])


def test_where_the_price_is_not_told_no_won_move() -> None:
    do(settle(PLACE, lot=LOT, outcome=Outcome("sold", 40)))
    assert book_of(PLACE).below("treasury", unit="krw") == ()
    assert unsettled_lots(PLACE) == ((LOT, 60),)


def test_what_is_still_held_is_numbered_so_that_it_can_be_sold() -> None:
    do(settle(PLACE, lot=LOT, outcome=Outcome("held", 100, vintage="2020", first=1)))
    lot = SerialLot("landfill-gas", "2020", 1, 100)
    assert crediting.held_lots(PLACE) == ((lot, 100),)
    assert own() == 100
    do(crediting.transfer_credits(PLACE, lot=lot, tonnes=60, price_krw=5))
    assert own() == 40


def test_what_was_retired_is_the_city_s_own_and_taking_it_back_leaves_it_unsettled() -> None:
    key = new_key()
    do(settle(PLACE, lot=LOT, outcome=Outcome("retired", 100)), key=key)
    assert (own(), lies_in(f"credit/retired/{LOT}", unit="credit")) == (100, 100)
    do(take_back(PLACE, key=key))
    assert (own(), unsettled_lots(PLACE)) == (0, ((LOT, 100),))


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Outcome("lost", 1), "Choose what became"),
        (Outcome("sold", 101), "at most 100"),
        (Outcome("sold", 0), "at most 100"),
        (Outcome("held", 100), "vintage and first serial"),
        (Outcome("held", 100, vintage="2025-2024", first=1), "vintage and first serial"),
        (Outcome("held", 100, vintage="0000", first=1), "vintage and first serial"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_moves(outcome: Outcome, says: str) -> None:
    with pytest.raises(ActRefused, match=says):
        do(settle(PLACE, lot=LOT, outcome=outcome))
    assert unsettled_lots(PLACE) == ((LOT, 100),)


def test_serials_that_were_issued_before_are_not_given_again() -> None:
    do(settle(PLACE, lot=LOT, outcome=Outcome("held", 50, vintage="2020", first=1)))
    with pytest.raises(ActRefused, match="overlap landfill-gas/2020/1-50"):
        do(settle(PLACE, lot=LOT, outcome=Outcome("held", 50, vintage="2021", first=50)))
