"""Pending movements and their ends, and reversals. On both databases."""

from datetime import timedelta
from uuid import UUID

import pytest

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.write import KeyReused, NotEnough, Posted, refusals
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
TOMORROW = NOON + timedelta(days=1)


def held(amount: int = 4) -> UUID:
    """The key of a hold from a to b till tomorrow."""
    said = movement("a", "b", amount)
    write.hold(said, place=PLACE, until=TOMORROW, at=NOON)
    return said.key


def complete(of: UUID, *, key: UUID | None = None) -> Posted:
    """End a hold at noon."""
    return write.complete(of, key=key or new_key(), place=PLACE, reason=WHY, happened_at=NOON, at=NOON)


def void(of: UUID) -> Posted:
    """Give a hold back at noon."""
    return write.void(of, key=new_key(), place=PLACE, reason=WHY, happened_at=NOON, at=NOON)


def reverse(of: UUID, *, key: UUID | None = None) -> Posted:
    """Take a transfer back at noon."""
    return write.reverse(of, key=key or new_key(), place=PLACE, reason=WHY, happened_at=NOON, at=NOON)


@pytest.fixture(autouse=True)
def money(both_databases: object) -> None:
    """Ten points in a."""
    give("a", 10)


def test_a_hold_takes_the_amount_and_gives_it_to_nobody_yet() -> None:
    key = held()
    assert (lies_in("a"), lies_in("b"), lies_in("held")) == (6, 0, 4)
    assert [(hold.key, hold.meant_for, hold.until) for hold in read.holds(PLACE)] == [(key, "b", TOMORROW)]
    with pytest.raises(NotEnough):
        move("a", "c", 7)
    assert wrong() == []


def test_a_completed_hold_arrives() -> None:
    complete(held())
    assert (lies_in("a"), lies_in("b"), lies_in("held")) == (6, 4, 0)
    assert read.holds(PLACE) == ()
    assert wrong() == []


def test_a_voided_hold_goes_back() -> None:
    void(held())
    assert (lies_in("a"), lies_in("b"), lies_in("held")) == (10, 0, 0)
    assert wrong() == []


def test_a_hold_ends_once() -> None:
    key, end = held(), new_key()
    assert complete(key, key=end) == Posted(1, 0)
    assert complete(key, key=end) == Posted(0, 1)
    for again in (complete, void):
        with pytest.raises(refusals.AlreadyEnded):
            again(key)
    assert lies_in("b") == 4


def test_a_hold_and_its_end_are_two_rows() -> None:
    key = held()
    complete(key)
    rows = read.statement(PLACE, path="held", unit=UNIT)
    assert [(row.kind, row.follows, row.meant_for) for row in rows] == [
        ("pending", None, "b"),
        ("posted", key, None),
    ]


def test_a_hold_that_is_asked_for_twice_holds_once() -> None:
    said = movement("a", "b", 4)
    for _ in range(2):
        write.hold(said, place=PLACE, until=TOMORROW, at=NOON)
    assert lies_in("held") == 4
    with pytest.raises(KeyReused):
        write.hold(said, place=PLACE, until=None, at=NOON)
    with pytest.raises(KeyReused):
        write.transfer(said, place=PLACE, at=NOON)


def test_a_hold_whose_time_has_passed_goes_back_and_cannot_be_completed() -> None:
    key, endless = held(), movement("a", "b", 1)
    write.hold(endless, place=PLACE, until=None, at=NOON)
    assert write.time_out(PLACE, at=TOMORROW - timedelta(seconds=1)) == 0
    with pytest.raises(refusals.TimedOut):
        write.complete(key, key=new_key(), place=PLACE, reason=WHY, happened_at=NOON, at=TOMORROW)
    assert write.time_out(PLACE, at=TOMORROW) == 1
    assert write.time_out(PLACE, at=TOMORROW) == 0
    assert (lies_in("a"), lies_in("held")) == (9, 1)
    with pytest.raises(refusals.AlreadyEnded):
        void(key)
    assert read.statement(PLACE, path="held", unit=UNIT)[-1].kind == "timed_out"
    assert wrong() == []


def test_a_completed_hold_may_be_completed_again_after_its_time() -> None:
    key, end = held(), new_key()
    complete(key, key=end)
    late = write.complete(key, key=end, place=PLACE, reason=WHY, happened_at=NOON, at=TOMORROW)
    assert late == Posted(0, 1)


def test_a_reversal_takes_a_transfer_back_once_and_leaves_it_standing() -> None:
    said, key = movement("a", "b", 4), new_key()
    write.transfer(said, place=PLACE, at=NOON)
    assert reverse(said.key, key=key) == Posted(1, 0)
    assert reverse(said.key, key=key) == Posted(0, 1)
    with pytest.raises(refusals.AlreadyEnded):
        reverse(said.key)
    assert (lies_in("a"), lies_in("b")) == (10, 0)
    assert [row.kind for row in read.statement(PLACE, path="b", unit=UNIT)] == ["moved", "reversal"]
    assert wrong() == []


def test_what_has_been_spent_cannot_be_taken_back() -> None:
    said = movement("a", "b", 4)
    write.transfer(said, place=PLACE, at=NOON)
    move("b", "c", 1)
    with pytest.raises(NotEnough):
        reverse(said.key)


def test_a_completed_hold_can_be_reversed_to_where_it_came_from() -> None:
    end = new_key()
    complete(held(), key=end)
    reverse(end)
    assert (lies_in("a"), lies_in("b"), lies_in("held")) == (10, 0, 0)
    assert wrong() == []


def test_what_cannot_be_ended_or_reversed_is_refused() -> None:
    plain, pending = movement("a", "b", 1), held()
    write.transfer(plain, place=PLACE, at=NOON)
    back = new_key()
    reverse(plain.key, key=back)
    with pytest.raises(refusals.NotPending):
        complete(plain.key)
    with pytest.raises(refusals.NotPending):
        void(plain.key)
    with pytest.raises(refusals.NotReversible):
        reverse(pending)
    with pytest.raises(refusals.NotReversible):
        reverse(back)
    with pytest.raises(refusals.NoSuchTransfer):
        reverse(new_key())
