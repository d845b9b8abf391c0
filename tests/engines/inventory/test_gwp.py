"""CO2 equivalent follows from gases under one named set, and from nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.gwp import (
    MixedSets,
    NoPotential,
    NotSplit,
    added,
    equivalent,
    potentials,
    said_again,
)
from dure.engines.refusals import ShapeError
from dure.grammar.books.library import read_library
from tests.source import ROOT

SETS = {each.name: each.weights() for each in read_library(ROOT / "packs").sets}
GASES = ["CO2", "CH4", "N2O"]
# Kilograms per MWh, as the document prints them.
GRID = np.array([[474.7, 0.0125, 0.0100]])
KG = st.floats(min_value=0, max_value=1e9)


@pytest.mark.parametrize(
    ("named", "tonnes"),
    [("SAR", 0.4780625), ("AR4", 0.4779925), ("AR5", 0.4777), ("AR6", 0.47777875)],
)
def test_the_published_grid_factor_comes_out_under_the_second_report_only(named: str, tonnes: float) -> None:
    found = equivalent(GRID, gwp=potentials(SETS, named=named, gases=GASES)).total / 1000
    assert found == pytest.approx(tonnes, abs=1e-12)
    assert (round(found, 4) == 0.4781) == (named == "SAR")


def test_with_feedback_the_fifth_report_rounds_to_the_same_so_the_set_is_inferred() -> None:
    found = equivalent(GRID, gwp=potentials(SETS, named="AR5CCF", gases=GASES)).total / 1000
    assert found == pytest.approx(0.478105, abs=1e-12)


@pytest.mark.parametrize(
    ("named", "ch4", "n2o", "sf6"),
    [
        ("SAR", 21, 310, 23900),
        ("AR4", 25, 298, 22800),
        ("AR5", 28, 265, 23500),
        ("AR5CCF", 34, 298, 26087),
        ("AR6", 27.9, 273, 25200),
    ],
)
def test_the_sets_are_those_of_the_reports(named: str, ch4: float, n2o: float, sf6: float) -> None:
    assert potentials(SETS, named=named, gases=["CO2", "CH4", "N2O", "SF6"]).tolist() == [1, ch4, n2o, sf6]


def test_methane_of_the_sixth_report_has_two_origins() -> None:
    assert potentials(SETS, named="AR6", gases=["CH4 fossil", "CH4 biogenic"]).tolist() == [29.8, 27.0]


def test_a_gas_or_a_set_that_there_is_not_is_refused() -> None:
    with pytest.raises(NoPotential, match="AR7"):
        potentials(SETS, named="AR7", gases=["CH4"])
    with pytest.raises(NoPotential, match="NF3"):
        potentials(SETS, named="SAR", gases=["CH4", "NF3"])
    with pytest.raises(ShapeError, match="3 gases"):
        equivalent(GRID, gwp=np.array([1.0]))


def test_a_composite_is_said_in_its_own_set_only() -> None:
    assert said_again(478.1, declared="SAR", wanted="SAR") == 478.1
    with pytest.raises(NotSplit, match="SAR"):
        said_again(478.1, declared="SAR", wanted="AR5")
    with pytest.raises(NotSplit, match="does not say its set"):
        said_again(454.1, declared="unknown", wanted="unknown")


def test_sets_are_not_added_to_each_other() -> None:
    with pytest.raises(MixedSets, match="AR4, AR5"):
        added([("AR5", 1.0), ("AR4", 1.0)])
    with pytest.raises(MixedSets):
        added([])


@given(rows=st.lists(st.tuples(KG, KG, KG), min_size=1, max_size=8), times=st.floats(0, 1000))
def test_twice_the_gases_are_twice_the_equivalent_in_any_order(
    rows: list[tuple[float, float, float]], times: float
) -> None:
    gwp = potentials(SETS, named="AR5", gases=GASES)
    once = equivalent(np.array(rows), gwp=gwp)
    assert equivalent(np.array(rows) * times, gwp=gwp).total == pytest.approx(once.total * times)
    assert equivalent(np.array(rows[::-1]), gwp=gwp).total == pytest.approx(once.total)
    assert once.total == pytest.approx(float(once.co2e.sum()))
