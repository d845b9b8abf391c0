"""An inventory stated from activity rows: gases first, nothing assumed, and the same rows say it once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dure.grammar import read
from dure.grammar.books.library import FactorLibrary, PlaceName, read_library
from dure.grammar.books.shapes import Activity, Factor
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.runs.write import days_of_factors, work_out
from dure.kernel.runs.write.emitting import emit
from dure.kernel.runs.write.stating import lines_of, state_inventories
from dure.kernel.runs.write.sureness import sureness

PACKS = Path(__file__).parents[3] / "packs"
AT = datetime(2026, 11, 2, tzinfo=UTC)
NOWHERE = Text("", "")


def row(**words: object) -> Activity:
    """An activity row of an invented place."""
    base = Activity(
        place="here", row="one", ref="I.1.1", period="2023", title=Text("하나", "one"), method="activity",
        quantity=Decimal(10), unit="MWh", factor="here/grid", carrier="", technology="", use="any",
        arguments=(), mark="estimated", key="", target="", reason=NOWHERE, grade="H",
        uncertainty_percent=Decimal(5), source="s", locator="1", note=NOWHERE, file="f", line=2,
    )  # fmt: skip
    return replace(base, **words)  # type: ignore[arg-type]


def factor(**words: object) -> Factor:
    """A factor of that place: per MWh 400 kg of CO2 and 1 kg of CH4."""
    base = Factor(
        region="here", factor="grid", quantity="electricity", technology="grid", use="any",
        programme="inventory", title=Text("전력", "grid"), valid_from=date(2023, 1, 1),
        valid_to=date(2023, 12, 31), published="2024", published_on=date(2024, 12, 31), per="MWh",
        gases_kg=(("CO2", Decimal(400)), ("CH4", Decimal(1))), carbon_kg=None, composite_kgco2e=None,
        composite_set="", biogenic=False, oxidation=None, basis="", ncv=None, ncv_unit="", gcv=None,
        gcv_unit="", density_kg_per_m3=None, uncertainty_percent=None, distribution="", source="s",
        locator="1", verify=False, note=NOWHERE, file="f", line=2,
    )  # fmt: skip
    return replace(base, **words)  # type: ignore[arg-type]


def library(*factors: Factor, rows: tuple[Activity, ...] = (), gwp_set: str = "AR5") -> FactorLibrary:
    """The real sets of potentials with these factors and rows."""
    return replace(
        read_library(PACKS),
        factors=factors,
        places=(PlaceName("here", Text("여기", "here"), ""),),
        activities=rows,
        chosen_sets=(("here", gwp_set),),
    )


def test_gases_come_first_and_the_set_is_named() -> None:
    known = library(factor())
    (line,) = lines_of([row()], library=known, place="here")
    assert line.grams == {"CO2": 4_000_000, "CH4": 10_000}
    assert line.co2e_grams == 4_000_000 + 28 * 10_000
    (sixth,) = lines_of([row()], library=library(factor(), gwp_set="AR6"), place="here")
    assert sixth.co2e_grams == 4_000_000 + 279_000


def test_a_composite_of_another_set_is_not_said_in_this_one() -> None:
    composite = factor(gases_kg=(), composite_kgco2e=Decimal("478.1"), composite_set="SAR")
    (line,) = lines_of([row()], library=library(composite), place="here")
    assert line.co2e_grams is None
    assert "SAR" in line.note.en
    (own,) = lines_of([row()], library=library(composite, gwp_set="SAR"), place="here")
    assert own.co2e_grams == 4_781_000


def test_what_is_missing_is_listed_and_never_assumed() -> None:
    known = library(factor())
    assert emit(row(factor="here/other"), library=known).why is not None
    late = emit(row(factor="", carrier="electricity", technology="grid", period="2024"), library=known)
    assert late.why is not None
    assert "validity" in late.why.en
    burnt = emit(row(method="incineration", unit="t"), library=known)
    assert burnt.why is not None
    assert "dry_share" in burnt.why.en
    assert emit(row(unit="t"), library=known).why is not None


def test_what_was_known_on_a_day_decides_the_factor() -> None:
    looked = row(factor="", carrier="electricity", technology="grid")
    known = library(factor())
    assert emit(looked, library=known).factor is not None
    assert emit(looked, library=known, known_on=date(2024, 6, 1)).factor is None


def test_biogenic_carbon_is_a_memo() -> None:
    wood = factor(biogenic=True)
    (line,) = lines_of([row()], library=library(wood), place="here")
    assert line.grams == {"CH4": 10_000}
    assert line.memo_grams == 4_000_000


def test_analytic_and_drawn_ranges_agree() -> None:
    done = [emit(row(row=f"r{n}"), library=library(factor())) for n in range(6)]
    found = sureness(done, weights={"CO2": 1.0, "CH4": 28.0})
    assert found is not None
    assert found.analytic_percent == pytest.approx(found.drawn_percent, rel=0.05)
    assert sureness([emit(row(uncertainty_percent=None), library=library(factor()))], weights={}) is None


@pytest.mark.django_db
def test_the_same_rows_are_stated_once_and_other_rows_again() -> None:
    categories = [category for system in read(PACKS).systems for category in system.categories]
    known = library(factor(), rows=(row(),))
    assert state_inventories(known, categories=categories, at=AT) == (1, 1)
    assert state_inventories(known, categories=categories, at=AT) == (1, 0)
    stated = observations.find_figure("here", address="gpc_emissions_tco2e/i-1-1", period="2023")
    assert stated is not None
    assert stated.value == Decimal("4.28")
    more = library(factor(), rows=(row(quantity=Decimal(20)),))
    assert state_inventories(more, categories=categories, at=AT) == (1, 1)
    again = observations.find_figure("here", address="gpc_emissions_tco2e/i-1-1", period="2023")
    assert again is not None
    assert again.value == Decimal("8.56")


@pytest.mark.django_db
def test_a_blank_source_leaves_the_total_unknown_and_names_it() -> None:
    categories = [category for system in read(PACKS).systems for category in system.categories]
    state_inventories(library(factor(), rows=(row(),)), categories=categories, at=AT)
    total = observations.find_figure("here", address="gpc_total_tco2e/basic", period="2023")
    assert total is not None
    assert total.value is None
    assert "I.1.2" in total.note.en


@pytest.mark.django_db
def test_a_total_says_which_confidential_sources_it_leaves_out() -> None:
    categories = [category for system in read(PACKS).systems for category in system.categories]
    secret = {"key": "C", "quantity": None, "unit": "", "factor": "", "method": ""}
    rows = [row(row=each.ref, ref=each.ref, **(secret if each.ref == "I.3.1" else {})) for each in categories]
    state_inventories(library(factor(), rows=tuple(rows)), categories=categories, at=AT)
    for address in ("gpc_total_tco2e/basic", "inventory_completeness_percent/basic"):
        told = observations.find_figure("here", address=address, period="2023")
        assert told is not None
        assert told.value is not None
        assert told.note.en == "Confidential (C) and not added: I.3.1"
        assert told.note.ko == "기밀(C)이라 더하지 않은 배출원: I.3.1"


@pytest.mark.django_db
def test_a_statement_whose_rows_are_gone_is_withdrawn() -> None:
    categories = [category for system in read(PACKS).systems for category in system.categories]
    state_inventories(library(factor(), rows=(row(),)), categories=categories, at=AT)
    state_inventories(library(factor()), categories=categories, at=AT)
    assert observations.find_figure("here", address="gpc_emissions_tco2e/i-1-1", period="2023") is None


def test_a_statement_is_worked_out_again_with_the_factors_known_on_a_day() -> None:
    first = factor(factor="first", published="2024-05-31", published_on=date(2024, 5, 31))
    later = factor(
        factor="later",
        published="2025-11-30",
        published_on=date(2025, 11, 30),
        gases_kg=(("CO2", Decimal(500)),),
    )
    looked_up = row(factor="", carrier="electricity", technology="grid")
    known = library(first, later, rows=(looked_up,))
    assert days_of_factors(known, place="here") == (date(2024, 5, 31), date(2025, 11, 30))

    def on(day: date) -> Decimal | None:
        (line,) = work_out(known, place="here", period="2023", mark="estimated", known_on=day)
        return line.co2e_t

    assert on(date(2025, 11, 29)) == Decimal("4.28")
    assert on(date(2025, 11, 30)) == Decimal(5)
    assert on(date(2024, 1, 1)) is None


def test_a_row_that_names_its_factor_is_unknown_before_that_came_out() -> None:
    known = library(factor(published="2024-05-31", published_on=date(2024, 5, 31)), rows=(row(),))
    assert days_of_factors(known, place="here") == (date(2024, 5, 31),)
    (then,) = work_out(known, place="here", period="2023", mark="estimated", known_on=date(2024, 5, 31))
    assert then.co2e_t == Decimal("4.28")
    assert then.rows[0].reference == "here/grid@2024-05-31"
    (before,) = work_out(known, place="here", period="2023", mark="estimated", known_on=date(2024, 5, 30))
    assert before.co2e_t is None
    assert "here/grid had not been published by 2024-05-30" in before.note.en


@pytest.mark.django_db
def test_what_each_row_came_to_is_kept_with_the_statement() -> None:
    rows = (row(), row(row="two", quantity=Decimal(5)))
    categories = [category for system in read(PACKS).systems for category in system.categories]
    state_inventories(library(factor(), rows=rows), categories=categories, at=AT)
    (run,) = [each for each in runs.latest("here") if each.name == "statement@2023:estimated"]
    assert {each.label: Decimal(each.value) for each in run.answers if each.name == runs.ROW} == {
        "one": Decimal(4_280_000),
        "two": Decimal(2_140_000),
    }
