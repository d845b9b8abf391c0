"""Accounts below paths and rows of busy accounts: found by an index, in as many questions however many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.read.paths import spans
from tests.kernel.ledgers.moves import NOON, PLACE, UNIT, movement, new_key

WORDS = st.lists(st.sampled_from(["a", "a/", "a/b/", "b", "b/a", "c/"]), max_size=4)
PATHS = ["a", "a/a", "a/b", "a/b/c", "ab", "b", "b/a", "b/b", "c", "c/d"]


@given(WORDS, WORDS)
def test_spans_hold_what_begins_so_once_and_in_order(prefixes: list[str], without: list[str]) -> None:
    held = [
        path for first, last in spans(prefixes, without=without) for path in PATHS if first <= path < last
    ]
    wanted = [
        path for path in PATHS if path.startswith(tuple(prefixes)) and not path.startswith(tuple(without))
    ]
    assert held == sorted(wanted)
    assert spans([""]) == [("", "~")]


def fill(count: int) -> None:
    """So many wallets paid out of one account."""
    rows = [
        movement("outside/budget", f"wallet/{number:04}", 1 + number, group=new_key())
        for number in range(count)
    ]
    write.post(rows, place=PLACE, at=NOON)


def plan(statement: str) -> str:
    """How the database answers a question, in its own words."""
    with connection.cursor() as cursor:
        word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{word} {statement}")
        return " ".join(str(part) for row in cursor for part in row)


@pytest.mark.usefixtures("both_databases")
def test_pages_of_accounts_begin_where_they_are_asked_to() -> None:
    fill(9)
    everything = read.accounts(PLACE)
    assert [account.path for account in read.accounts(PLACE, without=("wallet/",))] == ["outside/budget"]
    wallets = read.accounts(PLACE, prefix=("wallet/", "wallet/0003"))
    assert wallets == everything[1:]
    first = read.accounts(PLACE, prefix="wallet/", limit=4)
    assert first + read.accounts(PLACE, prefix="wallet/", after=first[-1].path) == wallets
    with_unit = read.accounts(PLACE, prefix="wallet/", after=first[-1].path, after_unit=UNIT)
    assert first + with_unit == wallets
    assert read.accounts(PLACE, prefix="wallet/", after=first[-1].path, after_unit="a")[0] == first[-1]


@pytest.mark.usefixtures("both_databases")
def test_ten_times_the_accounts_are_read_in_as_many_questions_and_never_all_of_them() -> None:
    asked = []
    for count in (30, 300):
        fill(count)
        with CaptureQueriesContext(connection) as questions:
            assert len(read.accounts(PLACE, prefix="outside/", limit=5)) == 1
            assert len(read.accounts(PLACE, without=("wallet/",), limit=5)) == 1
            path, unit = "outside/budget", UNIT
            newest = read.last_rows(PLACE, path=path, unit=unit, limit=5)
            oldest = read.statement(PLACE, path=path, unit=unit, limit=5)
        assert [row.amount for row in newest] == [-count, 1 - count, 2 - count, 3 - count, 4 - count]
        assert [row.amount for row in oldest] == [1, 2, 3, 4, 5]
        asked.append(len(questions))
        of_rows = [each["sql"] for each in questions if "UNION ALL" in each["sql"]]
        if connection.vendor == "sqlite":
            assert of_rows
            assert all("SEARCH" in plan(each) and "SCAN led" not in plan(each) for each in of_rows)
    assert asked[0] == asked[1]
