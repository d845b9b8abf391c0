"""Inventories that are stated source by source: what is not printed is added up, and says that it was."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.shapes import Category, Source, Text
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.read import Figure
from dure.kernel.observations.write import Statement
from dure.kernel.runs import read as runs
from dure.kernel.runs.write import add_up

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, tzinfo=UTC)
LATER = datetime(2026, 11, 3, tzinfo=UTC)
PACKS = Path(__file__).parents[3] / "packs"
CATEGORIES, _MISTAKES = read_taxonomy(PACKS, system="inventory")
BASIC = "gpc_total_tco2e/basic"


def facet(ref: str) -> str:
    return "gpc_emissions_tco2e/" + ref.lower().replace(".", "-")


def said(address: str, printed: str) -> Statement:
    """A statement of 2018, as an officer makes it."""
    value = Decimal(printed) if printed[0].isdigit() or printed[0] == "-" else None
    return Statement(
        place="here", address=address, period="2018", mark="estimated", printed=printed, unit="tCO2e",
        value=value, step=None, valid_from=date(2018, 1, 1), valid_to=date(2018, 12, 31), published_on=None,
        source="book",
    )  # fmt: skip


@pytest.fixture(autouse=True)
def with_document() -> None:
    """The document that officers quote."""
    nothing = Text("", "")
    observing.load_sources([Source("book", nothing, nothing, None, "report", "", "", True, nothing, "")])


def state(cells: dict[str, str], *, at: datetime = AT) -> None:
    """State sources by reference, and add them up."""
    observing.record([said(facet(ref), text) for ref, text in cells.items()], origin="officer", by="x", at=at)
    add_up("here", categories=CATEGORIES, at=at)


def found(address: str) -> Figure:
    figure = observations.find_figure("here", address=address, period="2018", mark="estimated")
    assert figure is not None, address
    return figure


def whole(**other: str) -> dict[str, str]:
    """Every reference answered: ten tonnes each, or what is said otherwise."""
    refs = [category.ref for category in CATEGORIES]
    return dict.fromkeys(refs, "10") | {ref.replace("_", "."): text for ref, text in other.items()}


def in_view(view: str) -> list[Category]:
    return [category for category in CATEGORIES if view in category.views]


def test_an_imported_inventory_has_its_totals_sectors_and_completeness() -> None:
    state(whole(I_7_1="NO", I_8_1="NE"))
    for view in ("basic", "basic-plus", "territorial"):
        assert found(f"gpc_total_tco2e/{view}").value == 10 * (len(in_view(view)) - 2)
    waste = [each for each in in_view("basic-plus") if each.ref.startswith("III.")]
    assert found("gpc_sector_tco2e/waste").value == 10 * len(waste)
    basic = len(in_view("basic"))
    complete = found("inventory_completeness_percent/basic").value
    assert complete == pytest.approx(Decimal(100 * (basic - 1)) / basic, abs=Decimal("0.001"))


def test_the_totals_are_those_of_a_run_that_names_every_source() -> None:
    state(whole(I_7_1="NO"))
    total = found(BASIC)
    assert (total.origin, total.source, total.mark) == ("run", "", "estimated")
    run = runs.find_run(total.by)
    assert run is not None
    assert run.engine == "readings.total_of"
    assert len(run.inputs) == len(CATEGORIES) - 1
    assert not add_up("here", categories=CATEGORIES, at=LATER)


def test_a_total_that_a_document_prints_stays_the_only_one() -> None:
    observing.record([said(BASIC, "999")], origin="pack", by="", at=AT)
    state(whole())
    assert (found(BASIC).origin, found(BASIC).value) == ("pack", Decimal(999))
    assert found("gpc_total_tco2e/territorial").origin == "run"


def test_a_blank_source_leaves_its_sums_unknown_and_is_named() -> None:
    cells = whole()
    del cells["I.1.1"]
    state(cells)
    assert found(BASIC).value is None
    assert "I.1.1" in found(BASIC).note.ko
    assert found("gpc_sector_tco2e/waste").value is not None


def test_what_is_confidential_is_neither_added_nor_taken() -> None:
    state(whole())
    before, whole_share = found(BASIC), found("inventory_completeness_percent/basic").value
    state({"I.1.1": "C (7)"}, at=LATER)
    total, share = found(BASIC), found("inventory_completeness_percent/basic")
    assert whole_share is not None
    assert share.value is not None
    assert share.value < whole_share
    assert "I.1.1" in share.note.en
    assert before.value is not None
    assert total.value == before.value - 10
    assert "I.1.1" in total.note.en
    run = runs.find_run(total.by)
    assert run is not None
    assert "I.1.1" not in {fed.argument for fed in run.inputs}


def test_what_was_worked_out_here_adds_itself_up() -> None:
    observing.record([said(facet("I.1.1"), "5")], origin="run", by="other", at=AT)
    state({"I.1.2": "6"})
    assert observations.find_figure("here", address=BASIC, period="2018") is None


def test_sums_of_what_is_withdrawn_lapse() -> None:
    observing.record([said(facet("I.1.1"), "5")], origin="pack", by="", at=AT)
    add_up("here", categories=CATEGORIES, at=AT)
    assert found("inventory_completeness_percent/basic").value
    observing.load_figures([], at=LATER)
    add_up("here", categories=CATEGORIES, at=LATER)
    assert observations.find_figure("here", address=BASIC, period="2018") is None


def test_one_source_without_a_value_is_one_source() -> None:
    everything = whole()
    del everything["I.1.1"]
    state(everything)
    assert found(BASIC).note.en == "1 source without a value: I.1.1"
