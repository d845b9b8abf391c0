"""Ledger pages: the balance after each row adds up, and both languages tell the same amounts."""

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from dure.grammar.shapes import Text
from dure.portal.blocks.table import Table
from dure.portal.resident import accounts
from dure.portal.resident.account_words import title_of
from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


def known() -> list[dict[str, object]]:
    """The accounts of Daegu."""
    found: list[dict[str, object]] = data("/en/daegu/accounts.json")["accounts"]
    return found


def path_of(account: dict[str, object], twin: str = "/") -> str:
    """The address of an account's statement."""
    return f"/en/daegu/accounts/{account['unit']}/{account['account']}{twin}"


def test_25_000_tonnes_of_daegu_are_carried_over() -> None:
    carried = data("/en/daegu/accounts/kau/allowance/carried/2021/2020/granted.json")
    assert carried["balance"] == 25_000
    for language in ("ko", "en"):
        assert "25,000" in page(f"/{language}/daegu/accounts/kau/allowance/carried/2021/2020/granted/")


def test_the_balance_after_each_row_adds_up_to_the_balance_of_the_account() -> None:
    for account in known():
        with override("en"):
            shown = accounts.account(
                RequestFactory().get("/"), "daegu", str(account["unit"]), str(account["account"])
            )
        table = shown.shows["table"]
        assert isinstance(table, Table)
        balance = 0
        for row in table.rows:
            change, after = row[3].value, row[4].value
            assert change
            balance += int(change)
            assert balance == after
        assert balance == shown.shows["balance"]
        # Claims are kept in grams and shown in tonnes.
        assert account["balance"] == balance * (10**6 if account["unit"] == "avoided_tco2e" else 1)


def test_a_statement_has_the_same_rows_as_page_csv_and_json() -> None:
    for account in known():
        listed, told = rows(path_of(account, ".csv")), data(path_of(account, ".json"))["rows"]
        assert [row["key"] for row in listed] == [row["key"] for row in told]
        assert page(path_of(account)).count("<tr") == len(told) + 1
        own = sum(
            int(row["amount"])
            * ((row["credit"] == account["account"]) - (row["debit"] == account["account"]))
            for row in listed
        )
        assert own == account["balance"]
        assert all(row["reason_ko"] and row["reason_en"] and ":" in row["source"] for row in listed)


def test_every_unit_adds_up_to_nothing_over_all_accounts() -> None:
    listed = rows("/en/daegu/accounts.csv")
    assert [(row["account"], row["unit"]) for row in listed] == [(a["account"], a["unit"]) for a in known()]
    for unit in {row["unit"] for row in listed}:
        assert sum(int(row["balance"]) for row in listed if row["unit"] == unit) == 0
    assert "Every unit adds up to zero over all accounts." in page("/en/daegu/accounts/")


def test_a_negative_balance_stays_a_number() -> None:
    below = [row["balance"] for row in rows("/en/daegu/accounts.csv") if row["balance"].startswith("-")]
    assert below
    assert all(re.fullmatch(r"-\d+", balance) for balance in below)


def test_an_account_is_called_by_the_longest_declared_path_above_it() -> None:
    titles = {"a": Text("가", "A"), "a/b": Text("나", "B")}
    assert title_of("a/b/2021", titles) == Text("나 2021년", "B 2021")
    assert title_of("a", titles) == Text("가", "A")
    assert title_of("ab/c", titles) == Text("ab/c", "ab/c")
