"""Accounts many draw on: lanes lend to one another, and the floor is that of all together."""

import pytest

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.models import Account
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.write import NotEnough
from tests.kernel.ledgers.moves import NOON, PLACE, UNIT, WHY, give, lies_in, move, movement, new_key, wrong

pytestmark = pytest.mark.usefixtures("both_databases")


@pytest.fixture(autouse=True)
def budget(both_databases: object) -> None:
    """A budget with eight lanes and a hundred points."""
    write.open_account(PLACE, path="budget", unit=UNIT, lanes=8, at=NOON)
    give("budget", 100)


def test_a_budget_with_lanes_is_one_account_to_whoever_looks() -> None:
    for _ in range(20):
        move("budget", "a", 1)
    (account,) = read.accounts(PLACE, prefix="budget")
    assert (account.balance, account.lanes, account.floor) == (80, 8, 0)
    assert lies_in("budget") == 80
    assert {row.kind for row in read.statement(PLACE, path="budget", unit=UNIT)} == {"moved"}
    assert wrong() == []


def test_draws_spread_over_the_lanes() -> None:
    for _ in range(20):
        move("budget", "a", 1)
    lanes = Account.objects.filter(path="budget", lane__gt=0)
    drawn = [rooms({lane.pk: 0})[0].tail for lane in lanes]
    assert sum(tail > 0 for tail in drawn) >= 4


def test_a_budget_gives_exactly_what_it_has() -> None:
    for _ in range(14):
        move("budget", "a", 7)
    for _ in range(26):
        with pytest.raises(NotEnough) as refused:
            move("budget", "a", 7)
        assert (refused.value.account, refused.value.balance) == ("budget", 2)
    assert (lies_in("budget"), lies_in("a")) == (2, 98)
    move("budget", "a", 2)
    assert wrong() == []


def test_one_draw_may_take_everything() -> None:
    for _ in range(10):
        move("budget", "a", 1)
    move("budget", "a", 90)
    assert lies_in("budget") == 0


def test_a_batch_draws_on_all_lanes_together() -> None:
    write.post([movement("budget", f"w/{number}", 3) for number in range(33)], place=PLACE, at=NOON)
    assert lies_in("budget") == 1
    with pytest.raises(NotEnough):
        write.post([movement("budget", "a", 1), movement("budget", "a", 1)], place=PLACE, at=NOON)


def test_a_draw_said_again_draws_once_also_when_nothing_is_left() -> None:
    key = new_key()
    move("budget", "a", 100, key=key)
    assert move("budget", "a", 100, key=key).repeated == 1


def test_what_comes_back_to_a_budget_can_be_drawn_again() -> None:
    said = movement("budget", "a", 100)
    write.transfer(said, place=PLACE, at=NOON)
    write.reverse(said.key, key=new_key(), place=PLACE, reason=WHY, happened_at=NOON, at=NOON)
    pending = movement("budget", "a", 60)
    write.hold(pending, place=PLACE, until=None, at=NOON)
    write.void(pending.key, key=new_key(), place=PLACE, reason=WHY, happened_at=NOON, at=NOON)
    move("budget", "a", 100)
    assert lies_in("budget") == 0
    assert wrong() == []
