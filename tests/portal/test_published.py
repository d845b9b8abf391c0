"""Every published figure of the packs stands on its page, in the CSV, the JSON and the API with one value."""

import csv
import html
import io
from decimal import Decimal
from functools import cache

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dure.grammar import read
from dure.kernel.observations import read as observations
from dure.portal import showing
from dure.portal.blocks.numbers import shown
from dure.portal.pages import csv_answer
from dure.portal.settings import SHIPPED_PACKS
from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
PACKS = read(SHIPPED_PACKS)
STATED = {
    f"{one.place}/{one.address}@{one.period}:{one.mark}": one
    for place in PACKS.places
    for one in place.stated
}


def value_of(text: str | None) -> Decimal | None:
    """A value as a machine reads it."""
    return None if text in {None, "unknown"} else Decimal(str(text))


def test_every_stated_figure_is_in_its_places_csv() -> None:
    listed = {address for place in PACKS.places for address in by_address(place.id)}
    assert [address for address in STATED if address not in listed] == []


@cache
def row_of(place: str, address: str) -> dict[str, str]:
    """A figure's row in its place's CSV; each CSV is read once."""
    return by_address(place)[address]


@cache
def by_address(place: str) -> dict[str, dict[str, str]]:
    """The rows of a place's CSV."""
    return {row["address"]: row for row in rows(f"/en/{place}.csv")}


def as_cell(text: str) -> str:
    """A text as a CSV of ours carries it: what a spreadsheet would run is disarmed."""
    written = csv_answer([text], [], name="a.csv").content.decode("utf-8-sig")
    return next(csv.reader(io.StringIO(written, newline="")), [""])[0]


# One of each kind that reads unlike a number: a key in its place, a dash as printed, nothing known.
@example("seoul/gpc_emissions_tco2e/i-4-3@2017:observed", "ko")
@example("jeju/jobs_induced@2017:observed", "en")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(STATED)), st.sampled_from(["ko", "en"]))
def test_page_csv_json_and_api_state_what_the_pack_states(address: str, language: str) -> None:
    stated = STATED[address]
    told = data(f"/en/figures/{address}.json")
    # A later document may stand before this row; what the row says is then among the statements.
    said = {
        (one["source"], one["mark"], one["printed"], value_of(one["value"])) for one in told["statements"]
    }
    assert (stated.source, stated.mark, stated.printed, stated.canonical) in said
    row = row_of(address.partition("/")[0], address)
    api = data(f"/api/v1/figures/{address}")["figure"]
    assert value_of(told["value"]) == value_of(api["value"])
    key = told["notation_key"]
    assert key == api["notation_key"]
    assert row["value"] == key if key else value_of(row["value"]) == value_of(told["value"])
    assert row["source"] == told["source"] == api["source"]
    assert told["printed"] == api["printed"]
    assert row["printed"] == as_cell(told["printed"])
    assert digits_of(address, language) in html.unescape(page(f"/{language}/figures/{address}/"))


def digits_of(address: str, language: str) -> str:
    """The digits of a figure as a page writes them."""
    at = observations.parse_address(address)
    assert at is not None
    figure = observations.find_figure(at.place, address=at.address, period=at.period, mark=at.mark)
    assert figure is not None
    with override(language):
        number = showing.number(figure, observations.kinds())
    return shown(number.value, unit=number.unit, language=language, decimals=number.decimals).digits
