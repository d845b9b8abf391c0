"""Blocks, closings, what verify finds, and the guard in the database. On both databases."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from dure.kernel.ledgers import guard, read, write
from dure.kernel.ledgers.models import Account, Closing
from dure.kernel.ledgers.read import lines
from dure.kernel.ledgers.read.sums import rooms
from dure.kernel.ledgers.write import sealing
from dure.kernel.ledgers.write.refusals import GuardMissing
from dure.portal.commands import ledger, manage
from tests.kernel.ledgers.moves import NOON, PLACE, give, lies_in, move, movement, wrong

pytestmark = pytest.mark.usefixtures("both_databases")


def change(statement: str) -> None:
    """Do to the database what only somebody who has taken the guard away can do."""
    with connection.cursor() as cursor:
        for table in guard.TABLES:
            for verb in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{verb}{on}")
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
    guard.make_guards()


@pytest.fixture
def sealed(both_databases: object) -> None:
    """Twelve rows, sealed."""
    give("a", 10)
    write.post([movement("a", "b", 1 + number % 2) for number in range(4)], place=PLACE, at=NOON)
    for _ in range(7):
        move("b", "c", 0 + 1) if lies_in("b") else give("b", 1)
    assert write.seal(PLACE, at=NOON) == 1


def test_sealing_makes_a_chain(sealed: None) -> None:
    give("a", 1)
    assert read.unsealed_rows(PLACE) == 1
    assert write.seal(PLACE, at=NOON) == 1
    assert write.seal(PLACE, at=NOON) == 0
    first, second = read.blocks(PLACE)
    assert (first.number, first.rows, second.number, second.rows) == (1, 12, 2, 1)
    assert read.last_block(PLACE) == second
    assert read.verify(PLACE).head == second.digest
    assert write.seal("nowhere", at=NOON) == 0


def test_sealing_leaves_no_lock_and_no_short_patience_behind() -> None:
    give("a", 10)
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        assert write.seal(PLACE, at=NOON) == 1
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 4801")
        assert cursor.fetchone() == (0,)


def test_rows_are_sealed_when_there_are_enough_of_them() -> None:
    write.post(
        [movement("outside/source", "a", 1) for _ in range(sealing.ROWS_A_BLOCK + 10)], place=PLACE, at=NOON
    )
    assert [block.rows for block in read.blocks(PLACE)] == [sealing.ROWS_A_BLOCK, 10]


def test_a_busy_account_is_closed_and_its_balance_stays() -> None:
    give("a", 10_000)
    write.post([movement("a", "b", 1) for _ in range(sealing.ROWS_OF_A_TAIL + 1)], place=PLACE, at=NOON)
    assert Closing.objects.count() == 0
    move("a", "b", 1)
    assert Closing.objects.filter(account__path="a").exists()
    number = Account.objects.get(path="a").pk
    assert rooms({number: 0})[0].tail <= 1
    assert lies_in("a") == 10_000 - sealing.ROWS_OF_A_TAIL - 2
    move("a", "b", 1)
    assert wrong() == []


def test_a_statement_is_enough_to_compute_the_chain_again(sealed: None) -> None:
    import hashlib
    import json

    digest = hashlib.sha256(f"dure ledger {PLACE}".encode()).digest()
    rows = [list(line[4:]) for line in lines.between(1, after=0, up_to=2**40)]
    text = "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str) + "\n" for row in rows
    )
    assert hashlib.sha256(digest + text.encode()).hexdigest() == read.blocks(PLACE)[0].digest


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE ledgers_transfer SET amount = amount + 1 WHERE id = 3", "The first row that differs is 3"),
        ("UPDATE ledgers_transfer SET happened_at_us = 0 WHERE id = 12", "The first row that differs is 12"),
        ("UPDATE ledgers_transfer SET credit_id = 2 WHERE id = 2", "The first row that differs is 2"),
        ("DELETE FROM ledgers_transfer WHERE id = 5", "Rows: 12 → 11"),
        ("UPDATE ledgers_account SET path = 'thief' WHERE path = 'b'", "changed since it was sealed"),
        ("UPDATE ledgers_account SET floor = -9 WHERE path = 'b'", "changed since it was sealed"),
        ("UPDATE ledgers_account SET unit = 'KRW' WHERE path = 'b'", "the units differ"),
        ("UPDATE ledgers_reason SET says_en = 'A gift'", "The first row that differs is 1"),
        ("DELETE FROM ledgers_account WHERE path = 'c'", "an account or its reason is missing"),
        ("UPDATE ledgers_block SET sealed_at_us = 0, digest = previous", "changed since it was sealed"),
        ("INSERT INTO ledgers_closing (account_id, up_to, balance) VALUES (1, 12, 5)", "was closed at 5"),
        (
            "INSERT INTO ledgers_closing (account_id, up_to, balance) VALUES (1, 99, 5)",
            "a row that is not there",
        ),
    ],
    ids=str,
)
def test_what_was_changed_is_found(
    sealed: None, statement: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(statement)
    found = wrong()
    assert any(says in sentence for sentence in found), found
    assert ledger.run(["verify"]) == 1
    assert "does NOT hold" in capsys.readouterr().out


def test_a_block_that_was_taken_away_is_found(sealed: None) -> None:
    give("a", 1)
    write.seal(PLACE, at=NOON)
    change("DELETE FROM ledgers_block WHERE number = 1")
    assert any("the block before it is missing" in sentence for sentence in wrong())


def test_a_floor_that_does_not_hold_is_found() -> None:
    give("a", 1)
    change("UPDATE ledgers_transfer SET debit_id = credit_id, credit_id = debit_id WHERE id = 1")
    assert any("below its floor" in sentence for sentence in wrong())


def test_the_command_says_what_holds(sealed: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.run(["verify", PLACE]) == 0
    assert "here: holds. 12 rows in point, 1 blocks, 0 rows not sealed yet" in capsys.readouterr().out
    give("a", 1)
    assert ledger.run(["seal"]) == 0
    assert ledger.run(["verify", "nowhere"]) == 2
    assert ledger.run([]) == 2


def test_the_database_refuses_to_change_or_remove(sealed: None) -> None:
    Closing.objects.create(account_id=1, up_to=1, balance=-10)
    for table in guard.TABLES:
        for statement in (f"UPDATE {table} SET id = id + 1", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                connection.cursor().execute(statement)


@pytest.mark.usefixtures("sealed")
def test_no_row_takes_the_place_of_another() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, book_id, key, amount FROM ledgers_transfer ORDER BY id LIMIT 1")
        row = cursor.fetchone()
        cursor.execute("PRAGMA table_info(ledgers_transfer)")
        names = [column[1] for column in cursor]
        more = ", ".join("amount + 1" if name == "amount" else name for name in names)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(f"INSERT OR REPLACE INTO ledgers_transfer SELECT {more} FROM ledgers_transfer")
        # With the key alone the new row is passed over, as a key that is offered again always is.
        fresh = ", ".join("id + 1000" if name == "id" else name for name in more.split(", "))
        cursor.execute(f"INSERT OR REPLACE INTO ledgers_transfer SELECT {fresh} FROM ledgers_transfer")
        cursor.execute("SELECT id, book_id, key, amount FROM ledgers_transfer ORDER BY id LIMIT 1")
        assert cursor.fetchone() == row
        cursor.execute("SELECT count(*) FROM ledgers_transfer WHERE id >= 1000")
        assert cursor.fetchone() == (0,)
    assert wrong() == []


def test_a_guard_that_is_missing_is_noticed_and_made_again() -> None:
    name = "ledgers_transfer_no_update"
    with connection.cursor() as cursor:
        on = " ON ledgers_transfer" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")
    with pytest.raises(GuardMissing, match=name):
        guard.check_guards()
    guard.make_guards()
    guard.check_guards()


def test_the_guard_stands_again_after_a_migration_has_rebuilt_its_table(tmp_path: Path) -> None:
    give("a", 1)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE copy AS SELECT * FROM ledgers_transfer")
            cursor.execute("DROP TABLE ledgers_transfer")
            cursor.execute("ALTER TABLE copy RENAME TO ledgers_transfer")
        assert guard.missing_guards()
    else:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledgers_transfer DISABLE TRIGGER ALL")
        assert guard.missing_guards()
    call_command("migrate", verbosity=0)
    manage.run(["migrate", "--verbosity", "0"])
    assert guard.missing_guards() == ()
