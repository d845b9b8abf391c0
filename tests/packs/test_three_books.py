"""Inventory, mitigation and allowances are three books: nothing in the packs or the code adds across them."""

import re
from pathlib import Path

import pytest

from dure.grammar import read
from dure.grammar.shapes import RunKind, System

ROOT = Path(__file__).resolve().parents[2]
PACKS = read(ROOT / "packs")
# Which book a figure or a unit of the ledger belongs to, by how its name begins.
BOOKS = {
    "inventory": ("emissions_tco2e", "gpc_", "facility_emissions_tco2e"),
    "mitigation": ("avoided_", "mitigation_", "credits_tco2e", "credit"),
    "allowances": ("allowances_tco2e", "facility_allowances_tco2e", "kau"),
}
# What compares or lists but does not add.
COMPARES = (
    "checks.two_statements",
    "checks.part_within_whole",
    "checks.definitions_differ",
    "checks.percent_of",
    "checks.share_of_total",
)
AVOIDED = {"avoided_tco2e"}
LEDGER_ROOTS = {"allowance": {"kau"}, "credit": {"credit"}, "claim": AVOIDED, "overlap": AVOIDED}
RUNS = [(system, run) for system in PACKS.systems for run in system.runs]


def books_of(names: set[str]) -> set[str]:
    return {book for name in names for book, begins in BOOKS.items() if name.startswith(begins)}


def named(run: RunKind) -> set[str]:
    """The figures and ledger units that the inputs of a run name, without place, period or mark."""
    found: set[str] = set()
    for binding in run.inputs:
        words = dict(binding.words)
        listed = words.get("figures", ())
        said = [words.get("figure"), words.get("series"), words.get("parts"), words.get("unit")]
        for each in [*said, *(listed if isinstance(listed, list | tuple) else ())]:
            name = each.get("figure", "") if isinstance(each, dict) else each
            found.add(re.split("[@]", str(name or ""))[0])
    return found


@pytest.mark.parametrize(("system", "run"), RUNS, ids=lambda each: each.name)
def test_no_run_and_no_check_adds_across_books(system: System, run: RunKind) -> None:
    if run.engine not in COMPARES:
        assert len(books_of(named(run))) <= 1, (system.name, run.name, named(run))


def test_the_rule_finds_a_run_that_would() -> None:
    assert books_of({"allowances_tco2e/sold", "emissions_tco2e"}) == {"allowances", "inventory"}


def test_no_indicator_adds_across_books() -> None:
    for system in PACKS.systems:
        for indicator in system.indicators:
            assert len(books_of(set(indicator.figures))) <= 1, indicator.name


def test_every_account_of_a_book_holds_that_books_unit() -> None:
    for place in PACKS.places:
        for row in place.transfers:
            for account in (row.debit, row.credit):
                root = account.split("/")[0]
                assert row.unit in LEDGER_ROOTS.get(root, {row.unit}), (account, row.unit)


def test_no_module_of_the_portal_adds_a_claim_to_allowances() -> None:
    adds = re.compile(r"(\.own|at\(|grams)[^\n]*\+[^\n]*(tonnes|kau)|(tonnes|kau)[^\n]*\+[^\n]*(\.own|grams)")
    for path in (ROOT / "src" / "dure" / "portal").rglob("*.py"):
        assert not adds.search(path.read_text()), path
