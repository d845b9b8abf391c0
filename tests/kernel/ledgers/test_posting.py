"""Movements: what is written, what is refused, and what asking twice does. On both databases."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.write import KeyReused, NotEnough, Posted, Reason, refusals
from tests.kernel.ledgers.moves import (
    NOON,
    PLACE,
    UNIT,
    WHY,
    give,
    lies_in,
    move,
    movement,
    new_key,
    wrong,
)

pytestmark = pytest.mark.usefixtures("both_databases")


def test_a_movement_leaves_one_account_and_arrives_at_another() -> None:
    assert move("outside/source", "a/wallet", 7) == Posted(1, 0)
    assert (lies_in("outside/source"), lies_in("a/wallet")) == (-7, 7)
    assert wrong() == []


def test_the_balances_of_a_unit_add_up_to_zero() -> None:
    give("a", 10)
    move("a", "b", 3)
    assert sum(account.balance for account in read.accounts(PLACE)) == 0


def test_a_wallet_does_not_go_below_zero() -> None:
    give("a", 10)
    with pytest.raises(NotEnough) as refused:
        move("a", "b", 11)
    assert (refused.value.account, refused.value.balance, refused.value.needed) == ("a", 10, 11)
    assert "11" in refused.value.says.ko
    assert (lies_in("a"), lies_in("b")) == (10, 0)
    move("a", "b", 10)
    assert lies_in("a") == 0


def test_a_floor_may_be_below_or_above_zero() -> None:
    write.open_account(PLACE, path="credit", unit=UNIT, floor=-5, at=NOON)
    write.open_account(PLACE, path="reserve", unit=UNIT, floor=3, at=NOON)
    give("reserve", 5)
    move("credit", "b", 5)
    with pytest.raises(NotEnough):
        move("credit", "b", 1)
    move("reserve", "b", 2)
    with pytest.raises(NotEnough):
        move("reserve", "b", 1)


def test_the_same_key_and_content_change_nothing() -> None:
    key = new_key()
    give("a", 10)
    assert move("a", "b", 10, key=key) == Posted(1, 0)
    assert move("a", "b", 10, key=key) == Posted(0, 1)
    assert lies_in("b") == 10


@pytest.mark.parametrize(
    "change",
    [
        {"debit": "outside/other"},
        {"credit": "c"},
        {"amount": 8},
        {"unit": "KRW"},
        {"happened_at": NOON + timedelta(seconds=1)},
        {"reason": Reason(Text("다른 사유", "Another reason"))},
        {"reason": Reason(WHY.says, source="a-document", locator="3")},
        {"group": UUID("00000000-0000-7000-8000-00000000abcd")},
    ],
    ids=str,
)
def test_the_same_key_with_other_content_is_refused(change: dict[str, object]) -> None:
    said = movement("outside/source", "a", 7)
    write.transfer(said, place=PLACE, at=NOON)
    with pytest.raises(KeyReused):
        write.transfer(replace(said, **change), place=PLACE, at=NOON)  # type: ignore[arg-type]
    assert lies_in("a") == 7


def test_a_key_said_twice_in_one_call_counts_once_or_is_refused() -> None:
    said = movement("outside/source", "a", 7)
    assert write.post([said, said], place=PLACE, at=NOON) == Posted(1, 0)
    other = movement("outside/source", "a", 1)
    with pytest.raises(KeyReused):
        write.post([other, replace(other, amount=2)], place=PLACE, at=NOON)


def test_a_key_is_free_in_another_place() -> None:
    said = movement("outside/source", "a", 7)
    write.transfer(said, place=PLACE, at=NOON)
    assert write.transfer(said, place="there", at=NOON) == Posted(1, 0)
    assert read.places() == (PLACE, "there")


@pytest.mark.parametrize("amount", [0, -1, 10**15 + 1, True, 1.0, "7"])
def test_an_amount_is_a_whole_number_above_zero(amount: int) -> None:
    with pytest.raises(refusals.AmountWrong):
        move("outside/source", "a", amount)


@pytest.mark.parametrize("path", ["", "A", "a b", "/a", "a/", "a//b", "가", "held", "a" * 121, "../a", "a\n"])
def test_a_path_that_cannot_be_an_address_is_refused(path: str) -> None:
    with pytest.raises(refusals.AddressWrong):
        move("outside/source", path, 1)


def test_odd_keys_units_places_and_times_are_refused() -> None:
    said = movement("outside/source", "a", 1)
    for odd, refusal in [
        (replace(said, key=uuid4()), refusals.KeyNotOrdered),
        (replace(said, unit="won!"), refusals.AddressWrong),
        (replace(said, credit="outside/source"), refusals.SameAccount),
        (replace(said, happened_at=NOON.replace(tzinfo=None)), refusals.TimeUnknown),
    ]:
        with pytest.raises(refusal):
            write.transfer(odd, place=PLACE, at=NOON)
    with pytest.raises(refusals.AddressWrong):
        write.transfer(said, place="Not A Place", at=NOON)
    assert read.places() == ()


def test_a_call_is_all_or_nothing() -> None:
    give("a", 5)
    with pytest.raises(NotEnough):
        write.post([movement("a", "b", 5), movement("a", "c", 1)], place=PLACE, at=NOON)
    assert (lies_in("a"), lies_in("b"), lies_in("c")) == (5, 0, 0)


def test_within_a_call_the_order_does_not_matter() -> None:
    early, late = movement("a", "b", 5), movement("outside/source", "a", 5)
    assert write.post([late, early], place=PLACE, at=NOON) == Posted(2, 0)


def test_a_call_half_of_which_stands_there_writes_the_other_half() -> None:
    said = [movement("outside/source", "a", 1) for _ in range(4)]
    write.post(said[:2], place=PLACE, at=NOON)
    assert write.post(said, place=PLACE, at=NOON) == Posted(2, 2)
    assert lies_in("a") == 4


def test_a_repeated_half_is_not_needed_twice() -> None:
    give("a", 3)
    first, second = movement("a", "b", 2), movement("a", "b", 1)
    write.transfer(first, place=PLACE, at=NOON)
    assert write.post([first, second], place=PLACE, at=NOON) == Posted(1, 1)


def test_a_group_stands_whole_and_takes_no_more_rows() -> None:
    group = new_key()
    pair = [movement("outside/source", account, 1, group=group) for account in ("a", "b")]
    write.post(pair, place=PLACE, at=NOON)
    assert write.post(pair, place=PLACE, at=NOON) == Posted(0, 2)
    with pytest.raises(KeyReused):
        write.transfer(movement("outside/source", "c", 1, group=group), place=PLACE, at=NOON)
    with pytest.raises(KeyReused):
        write.transfer(pair[0], place=PLACE, at=NOON)
    assert lies_in("c") == 0


def test_a_batch_is_one_call() -> None:
    batch = [movement("outside/source", f"wallet/{number}", 1 + number % 7) for number in range(25_000)]
    assert write.post(batch, place=PLACE, at=NOON) == Posted(25_000, 0)
    assert write.post(batch[:10], place=PLACE, at=NOON) == Posted(0, 10)
    assert -lies_in("outside/source") == sum(said.amount for said in batch)
    assert len(read.accounts(PLACE, prefix="wallet/", limit=5000)) == 1000


def test_event_time_stands_beside_recording_time() -> None:
    said = replace(movement("outside/source", "a", 1), happened_at=NOON - timedelta(days=400))
    write.transfer(said, place=PLACE, at=NOON)
    found = read.find_transfer(said.key, place=PLACE)
    assert found is not None
    assert (found.happened_at, found.recorded_at) == (NOON - timedelta(days=400), NOON)
    before = NOON - timedelta(days=1)
    assert read.balance_on(PLACE, path="a", unit=UNIT, happened_before=before) == 1
    assert read.balance_on(PLACE, path="a", unit=UNIT, happened_before=said.happened_at) == 0


def test_a_statement_tells_the_rows_of_an_account_in_pieces() -> None:
    give("a", 5)
    move("a", "b", 2)
    move("outside/source", "b", 1)
    first = read.statement(PLACE, path="a", unit=UNIT, limit=1)
    rest = read.statement(PLACE, path="a", unit=UNIT, after=first[0].row)
    assert [(row.debit, row.credit, row.amount) for row in first + rest] == [
        ("outside/source", "a", 5),
        ("a", "b", 2),
    ]
    assert rest[0].reason == WHY
    assert read.statement("nowhere", path="a", unit=UNIT) == ()


def test_an_account_that_is_open_keeps_its_floor() -> None:
    write.open_account(PLACE, path="a", unit=UNIT, floor=-1, at=NOON)
    write.open_account(PLACE, path="a", unit=UNIT, floor=-1, at=NOON)
    with pytest.raises(refusals.AccountDiffers):
        write.open_account(PLACE, path="a", unit=UNIT, floor=0, at=NOON)
    with pytest.raises(refusals.LanesWrong):
        write.open_account(PLACE, path="b", unit=UNIT, floor=-1, lanes=2, at=NOON)
