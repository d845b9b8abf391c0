"""Daegu's allowances of 2019 and 2020 balance to the tonne and the won, and the rough sum is found."""

from pathlib import Path

from dure.grammar import read

ROOT = Path(__file__).resolve().parents[2]


def _balances() -> dict[tuple[str, str], int]:
    rows = next(place for place in read(ROOT / "packs").places if place.id == "daegu").transfers
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        for account, change in ((row.debit, -row.amount), (row.credit, row.amount)):
            found[account, row.unit] = found.get((account, row.unit), 0) + change
    return found


def test_every_unit_adds_up_to_zero() -> None:
    balances = _balances()
    for unit in ("kau", "krw"):
        assert sum(balance for (_account, of), balance in balances.items() if of == unit) == 0


def test_everything_held_was_used_sold_or_carried_over() -> None:
    balances = _balances()
    assert balances["allowance/holding", "kau"] == 0
    assert balances["allowance/carried/2020", "kau"] == 0
    assert balances["allowance/carried/2021", "kau"] == 25_000
    assert balances["outside/market", "kau"] == 35_900 + 110_000


def test_the_treasury_has_tonnes_times_price() -> None:
    assert _balances()["treasury/allowance_sales", "krw"] == 35_900 * 40_500 + 110_000 * 16_850


def test_no_account_with_a_floor_ends_below_it() -> None:
    assert all(balance >= 0 for (account, _unit), balance in _balances().items() if "outside/" not in account)
