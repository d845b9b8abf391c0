"""The page of a reckoning names each answer in words: which source, which gas."""

import html

import pytest

from dure.kernel.observations import read as observations
from tests.portal.reading import page

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


def test_an_answer_names_its_source_and_its_gas_in_words() -> None:
    address = "gpc_total_tco2e/basic"
    total = next(f for f in observations.figures("sample-district", addresses=[address]) if f.origin == "run")
    shown = html.unescape(page(f"/en/data/runs/{total.by}/"))
    assert "methane (CH₄), g" in shown
    assert ">ch4_g<" not in shown
    assert "I.1.1" in shown


def test_a_published_inventory_says_how_complete_it_is() -> None:
    shown = html.unescape(page("/en/seoul/inventory/?year=2017"))
    assert "Share of sources estimated" in shown
    assert "gives no range" in shown
