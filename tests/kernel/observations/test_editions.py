"""Editions: at which moments something was recorded of a year, and by which documents. On both databases."""

import pytest

from dure.kernel.observations import read, write
from tests.kernel.said import CITY, DAY, NOON, document, kind, stated, statement

pytestmark = pytest.mark.usefixtures("both_databases")


@pytest.fixture(autouse=True)
def catalogue(both_databases: object) -> None:
    """Two documents and two kinds."""
    write.load_sources([document(), document("second")])
    write.load_kinds([kind("trees", facets=("old", "young")), kind("trees_cut")])


def test_every_recording_is_told_with_its_moment_and_document() -> None:
    write.load_figures([stated("trees/old@2022", "10"), stated("trees/young@2022", "4")], at=NOON)
    row = read.find_figure(CITY, address="trees/old", period="2022")
    assert row is not None
    corrected = statement(stated("trees/old@2022:observed", "11", source="second"))
    write.record([corrected], origin="officer", by="kim", at=NOON + DAY, corrects=row.id)
    told = read.statings(CITY, names=["trees"])
    assert [(each.source, each.rows, each.corrections) for each in told] == [
        ("report", 2, 0),
        ("second", 1, 1),
    ]
    assert [each.recorded_at for each in told] == [NOON, NOON + DAY]


def test_a_name_is_not_the_beginning_of_another() -> None:
    write.load_figures([stated("trees_cut@2022", "10")], at=NOON)
    assert read.statings(CITY, names=["trees"]) == ()


def test_what_one_document_states_stands_apart() -> None:
    write.load_figures(
        [stated("trees/old@2022", "10"), stated("trees/old@2022", "12", source="second")], at=NOON
    )
    (found,) = read.figures(CITY, source="report")
    assert found.value == 10
