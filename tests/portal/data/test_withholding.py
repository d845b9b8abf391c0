"""Confidential sources of an inventory: closed with whatever would give them away, and with nothing more."""

from dataclasses import replace
from decimal import Decimal

from dure.grammar.books.categories import read_taxonomy
from dure.kernel.observations.read import Figure
from dure.portal.data.withholding import without_confidential
from dure.portal.settings import PACKS
from tests.portal.resident.stated import figure

CATEGORIES, _ = read_taxonomy(PACKS, system="inventory")
SOURCE = "gpc_emissions_tco2e/"


def statement(**amounts: int | None) -> dict[str, Figure]:
    """Figures by address: `i_1_1=5` is a source, `basic=7` a total; None is confidential."""
    found = {}
    for name, amount in amounts.items():
        prefix = SOURCE if name[0] in "iv" else "gpc_total_tco2e/"
        address = prefix + name.replace("_", "-")
        made = figure(address, amount, "2023")
        found[address] = replace(made, printed="C") if amount is None else made
    return found


def open_in(kept: dict[str, Figure]) -> dict[str, Decimal]:
    """What is still published, by the last part of its address."""
    return {address.rpartition("/")[2]: f.value for address, f in kept.items() if f.value is not None}


def test_a_total_that_would_give_it_away_is_hidden_by_another_source() -> None:
    told = statement(i_1_1=None, i_1_2=20, i_2_1=30, basic=60)
    kept = open_in(without_confidential(told, categories=CATEGORIES))
    assert kept == {"i-2-1": 30, "basic": 60}


def test_a_total_without_the_confidential_source_gives_nothing_away() -> None:
    told = statement(i_1_1=None, i_1_2=20, i_2_1=30, basic=50)
    kept = open_in(without_confidential(told, categories=CATEGORIES))
    assert kept == {"i-1-2": 20, "i-2-1": 30, "basic": 50}


def test_two_views_do_not_give_it_away_together() -> None:
    told = statement(i_1_1=None, i_1_2=20, i_2_1=30, basic=60, territorial=40)
    kept = open_in(without_confidential(told, categories=CATEGORIES))
    assert kept == {"i-1-2": 20, "basic": 60, "territorial": 40}


def test_without_a_confidential_source_all_is_open() -> None:
    told = statement(i_1_1=10, i_1_2=20, basic=30)
    assert without_confidential(told, categories=CATEGORIES) == told


def test_words_about_a_closed_number_are_closed_too() -> None:
    told = statement(i_1_1=None, i_1_2=20, i_2_1=30, basic=60)
    kept = without_confidential(told, categories=CATEGORIES)
    assert kept[f"{SOURCE}i-1-2"].printed == "C"
    assert "20" not in kept[f"{SOURCE}i-1-2"].note.en
