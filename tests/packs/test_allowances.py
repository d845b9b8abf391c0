"""Daegu's allowances of 2019 and 2020 balance to the tonne and the won, lot by lot."""

from pathlib import Path

from dure.grammar import read
from dure.grammar.books.exclusions import exclusions_in
from dure.grammar.lots import find_lot
from dure.grammar.shapes import Place

ROOT = Path(__file__).resolve().parents[2]
LOT_ROOTS = (
    "allowance/holding/",
    "allowance/carried/2020/",
    "allowance/carried/2021/",
    "outside/surrendered/2020/",
)


def _daegu() -> Place:
    return next(place for place in read(ROOT / "packs").places if place.id == "daegu")


def _balances() -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in _daegu().transfers:
        for account, change in ((row.debit, -row.amount), (row.credit, row.amount)):
            found[account, row.unit] = found.get((account, row.unit), 0) + change
    return found


def _below(path: str, unit: str) -> int:
    return sum(
        b for (account, of), b in _balances().items() if of == unit and f"{account}/".startswith(f"{path}/")
    )


def test_every_unit_adds_up_to_zero() -> None:
    balances = _balances()
    for unit in ("kau", "krw", "credit", "avoided_tco2e"):
        assert sum(balance for (_account, of), balance in balances.items() if of == unit) == 0


def test_everything_held_was_used_sold_or_carried_over() -> None:
    assert _below("allowance/holding", "kau") == 0
    assert _below("allowance/carried/2020", "kau") == 0
    assert _below("allowance/carried/2021", "kau") == 25_000
    assert _below("outside/market/2019", "kau") == 35_900
    assert _below("outside/market/2020", "kau") == 110_000
    assert _below("outside/surrendered/2020", "kau") == 1_177_000
    assert -_below("outside/government/2019", "kau") == 51_290 + 29_857 + 4_753
    assert -_below("outside/government", "kau") == 85_900 + 1_312_000 - 50_000


def test_every_sale_is_tonnes_times_its_price_in_won() -> None:
    balances = _balances()
    sold = {
        account: amount for (account, unit), amount in balances.items() if "/at-" in account and unit == "kau"
    }
    assert len(sold) == 2
    for account, tonnes in sold.items():
        price = int(account.rpartition("-")[2])
        won = account.replace("outside/market", "treasury/allowance_sales")
        assert balances[won, "krw"] == tonnes * price == -balances[account, "krw"]


def test_every_tonne_lies_in_a_lot() -> None:
    for account, unit in _balances():
        for root in LOT_ROOTS:
            if unit == "kau" and account.startswith(root):
                assert find_lot(account.removeprefix(root)), account


def test_no_account_with_a_floor_is_ever_below_it() -> None:
    balances: dict[tuple[str, str], int] = {}
    for row in _daegu().transfers:
        balances[row.credit, row.unit] = balances.get((row.credit, row.unit), 0) + row.amount
        balances[row.debit, row.unit] = balances.get((row.debit, row.unit), 0) - row.amount
        assert row.debit.startswith("outside/") or balances[row.debit, row.unit] >= 0, row.key


def test_tonnes_and_won_of_a_sale_are_one_group() -> None:
    for row in _daegu().transfers:
        if row.credit.startswith("treasury/"):
            others = [
                other for other in _daegu().transfers if other.group == row.group and other.unit != "krw"
            ]
            assert row.group, row.key
            assert others, row.key


def test_what_was_sold_or_is_in_doubt_is_not_the_city_s_claim() -> None:
    assert _below("claim/verified", "avoided_tco2e") == 0
    assert _below("claim/transferred", "avoided_tco2e") == 880_000 * 10**6
    assert _below("claim/unsettled", "avoided_tco2e") == 225_919 * 10**6


def test_every_group_of_exclusions_has_two_kinds() -> None:
    rules = exclusions_in(ROOT / "packs")
    groups = {rule.group for rule in rules}
    assert {"landfill_gas", "resident_acts", "electric_vehicles"} <= groups
    assert all(len([rule for rule in rules if rule.group == group]) >= 2 for group in groups)


def test_the_26_facilities_are_counted_and_not_named() -> None:
    facilities = [thing for thing in _daegu().things if thing.system == "allowances"]
    assert len(facilities) == 26
    assert all("미발표" in thing.name.ko and thing.kind == "unnamed_facility" for thing in facilities)
