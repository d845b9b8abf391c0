"""A plain transfer as one question: the rows and the waiting of one step by step. On both databases."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.models import Account, Transfer
from dure.kernel.ledgers.write import NotEnough
from dure.kernel.ledgers.write.posting import seed_of
from dure.kernel.ledgers.write.sql.rows import Single
from tests.kernel.ledgers.moves import NOON, PLACE, UNIT, give, lies_in, move, movement, new_key, wrong

pytestmark = pytest.mark.usefixtures("both_databases")
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def by_itself(action: Callable[[], object]) -> tuple[threading.Thread, list[Any]]:
    """An action under way on a connection of its own, and what it answers or raises."""
    answers: list[Any] = []

    def act() -> None:
        try:
            answers.append(action())
        except NotEnough as refused:
            answers.append(refused)
        finally:
            connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    return thread, answers


def until_somebody_waits() -> None:
    """Go on once somebody waits for a lock. Only PostgreSQL can be asked."""
    with connection.cursor() as cursor:
        while connection.vendor == "postgresql":
            cursor.execute(WAITING)
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)


def content(debit: str) -> dict[str, Any]:
    """Everything a row holds but its number and its key."""
    row = Transfer.objects.filter(debit__path=debit).values().get()
    return {name: value for name, value in row.items() if name not in {"id", "key", "debit_id"}}


def test_a_row_is_the_same_at_once_and_step_by_step() -> None:
    give("a", 10)
    give("b", 10)
    give("c", 10)
    move("a", "c", 3)
    with transaction.atomic():
        move("b", "c", 3)
    assert content("a") == content("b")
    assert (lies_in("a"), lies_in("b"), lies_in("c")) == (7, 7, 16)
    assert wrong() == []


def test_a_key_chooses_the_same_lane_at_once_and_step_by_step() -> None:
    write.open_account(PLACE, path="budget", unit=UNIT, lanes=8, at=NOON)
    give("budget", 100)
    move("budget", "a", 1)
    said = [movement("budget", "a", 1) for _ in range(6)]
    for number, each in enumerate(said):
        if number % 2:
            write.transfer(each, place=PLACE, at=NOON)
        else:
            with transaction.atomic():
                write.transfer(each, place=PLACE, at=NOON)
    for each in said:
        drawn = Account.objects.get(pk=Transfer.objects.get(key=each.key).debit_id)
        assert drawn.lane == seed_of(each.key) % 8 + 1


def test_whoever_waited_sees_what_was_taken_meanwhile() -> None:
    give("a", 10)
    move("a", "b", 1)
    with transaction.atomic():
        move("a", "b", 5)
        thread, answers = by_itself(lambda: move("a", "b", 5))
        until_somebody_waits()
    thread.join()
    (refused,) = answers
    assert isinstance(refused, NotEnough)
    assert (refused.account, refused.balance) == ("a", 4)
    assert (lies_in("a"), lies_in("b")) == (4, 6)
    assert wrong() == []


def test_a_key_said_twice_at_the_same_moment_is_written_once() -> None:
    give("a", 10)
    said = movement("outside/source", "a", 1)
    with transaction.atomic():
        first = write.transfer(said, place=PLACE, at=NOON)
        thread, answers = by_itself(lambda: write.transfer(said, place=PLACE, at=NOON))
        until_somebody_waits()
    thread.join()
    (second,) = answers
    assert ((first.new, first.repeated), (second.new, second.repeated)) == ((1, 0), (0, 1))
    assert lies_in("a") == 11


def seal_by_itself() -> list[Any]:
    """What sealing on a connection of its own answers."""
    sealing, answers = by_itself(lambda: write.seal(PLACE, at=NOON))
    sealing.join()
    return answers


def test_nothing_is_sealed_while_a_row_is_written_and_not_committed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    give("a", 10)
    with transaction.atomic():
        move("a", "b", 1)
        assert seal_by_itself() == [0]
    assert read.unsealed_rows(PLACE) == 2
    assert seal_by_itself() == [1]


def test_sealing_does_not_wait_for_those_who_wait_for_an_account() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    give("a", 10)
    move("a", "b", 1)
    for step_by_step in (False, True):

        def draw(together: bool = step_by_step) -> None:
            said = [movement("a", "b", 1) for _ in range(1 + together)]
            write.post(said, place=PLACE, at=NOON)

        give("b", 1)
        with transaction.atomic():
            write.sql.sql().lock_accounts([Account.objects.get(path="a").pk])
            drawing, _ = by_itself(draw)
            until_somebody_waits()
            assert seal_by_itself() == [1]
        drawing.join()
    assert lies_in("a") == 6
    assert write.seal(PLACE, at=NOON) == 1
    assert wrong() == []


def test_a_larger_transaction_is_not_ended_by_a_transfer_in_it() -> None:
    give("a", 10)
    with transaction.atomic():
        move("a", "b", 1)
        transaction.set_rollback(True)
    assert lies_in("a") == 10
    single = Single(PLACE, new_key(), "a", "b", UNIT, 1, 1, 0, 0, b"", 0)
    with transaction.atomic():
        assert write.sql.sql().put_at_once(single) is None
