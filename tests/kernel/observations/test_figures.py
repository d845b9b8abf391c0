"""Figures: which statement stands, what was known and held then, what loading records. On both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from dure.grammar import shapes
from dure.grammar.units import convert
from dure.kernel.observations import read, write
from tests.kernel.said import CITY, DAY, NOON, document, kind, stated, statement

pytestmark = pytest.mark.usefixtures("both_databases")

ADDRESS = "trees"
LATER = NOON + DAY


@pytest.fixture(autouse=True)
def catalogue(both_databases: object) -> None:
    """Two documents and three kinds to state figures with."""
    write.load_sources([document(), document("second", published_on=date(2023, 5, 1))])
    kinds = [kind("trees", facets=("old", "young")), kind("emissions_tco2e", unit="tCO2e"), kind("length_m")]
    write.load_kinds(kinds)


def say(printed: str, *, at: datetime = NOON, by: str = "kim", corrects: int | None = None) -> int:
    """An officer states how many trees there were in 2022; answers the row."""
    row = statement(stated("trees@2022:observed", printed))
    return write.record([row], origin="officer", by=by, at=at, corrects=corrects)[0]


def load(*rows: shapes.Stated, at: datetime = NOON) -> tuple[int, int]:
    """Load what packs state; answers how many were recorded and how many withdrawn."""
    return write.load_figures(rows, at=at)


def stands(*, mark: str = "", recorded_by: datetime | None = None) -> Decimal | None:
    """How many trees there were in 2022, as it stands."""
    found = read.find_figure(CITY, address=ADDRESS, period="2022", mark=mark, recorded_by=recorded_by)
    return found.value if found else None


def test_the_last_recorded_of_a_statement_stands() -> None:
    say("10")
    say("12", at=LATER)
    assert stands() == 12


def test_of_two_rows_recorded_at_once_the_second_stands() -> None:
    say("10")
    say("9")
    assert stands() == 9


def test_what_is_recorded_after_a_clock_was_put_right_stands() -> None:
    say("10", at=LATER)
    say("12", at=NOON)
    assert stands() == 12
    row = stated("trees@2023:observed", "7")
    load(row, at=LATER)
    load(stated("trees@2023:observed", "8"), at=NOON)
    assert load(stated("trees@2023:observed", "8"), at=NOON) == (0, 0)


def test_a_withdrawn_statement_does_not_stand() -> None:
    load(stated("trees@2022:observed", "10"))
    load(at=LATER)
    assert stands() is None
    assert [row.withdrawn for row in read.statements(CITY, address=ADDRESS, period="2022")] == [True, False]


def test_where_one_statement_is_withdrawn_the_other_stands() -> None:
    first, second = stated("trees@2022", "10"), stated("trees@2022", "20", source="second")
    load(first, replace(second, published_on=date(2023, 5, 1)))
    assert stands() == 20
    load(first, at=LATER)
    assert stands() == 10


def test_the_later_publication_goes_first() -> None:
    load(
        stated("trees@2022", "20", source="second", published_on=date(2023, 5, 1)),
        stated("trees@2022", "10", published_on=date(2022, 12, 1)),
    )
    assert stands() == 20


def test_a_correction_goes_before_a_later_publication() -> None:
    load(stated("trees@2022", "10"))
    doubted = read.find_figure(CITY, address=ADDRESS, period="2022")
    assert doubted is not None
    say("11", at=LATER, corrects=doubted.id)
    load(
        stated("trees@2022", "10"),
        stated("trees@2022", "20", source="second", published_on=date(2023, 5, 1)),
        at=LATER + DAY,
    )
    assert stands() == 11


def test_known_on_answers_what_had_been_published_by_then() -> None:
    load(
        stated("trees@2022", "10", published_on=date(2022, 12, 1)),
        stated("trees@2022", "20", source="second", published_on=date(2023, 5, 1)),
    )
    asked = {
        day: [f.value for f in read.figures(CITY, known_on=day)]
        for day in (date(2022, 11, 30), date(2022, 12, 1), date(2023, 5, 1))
    }
    assert list(asked.values()) == [[], [10], [20]]


def test_recorded_by_answers_what_was_held_then() -> None:
    load(stated("trees@2022", "10"))
    load(stated("trees@2022", "12"), at=LATER)
    load(at=LATER + DAY)
    held = [stands(recorded_by=at) for at in (NOON - DAY, NOON, LATER, LATER + DAY)]
    assert held == [None, 10, 12, None]
    assert [f.value for f in read.figures(CITY, recorded_by=NOON)] == [10]


def test_what_was_published_and_what_was_held_are_two_questions() -> None:
    load(stated("trees@2022", "10", published_on=date(2022, 12, 1)))
    load(stated("trees@2022", "11", published_on=date(2022, 12, 1)), at=LATER)
    now = read.figures(CITY, known_on=date(2022, 12, 1))
    then = read.figures(CITY, known_on=date(2022, 12, 1), recorded_by=NOON)
    assert [f.value for f in (*now, *then)] == [11, 10]


def test_what_was_seen_comes_before_what_was_meant() -> None:
    load(stated("trees@2022:target", "30"), stated("trees@2022:observed", "10"))
    assert stands() == 10
    assert stands(mark="target") == 30


def test_nearer_places_win() -> None:
    chain = (CITY, "country", "world")
    load(stated("trees@2022", "1", place="world"), stated("trees@2022", "2", place="country"))
    nearest = read.find_nearest(chain, address=ADDRESS, period="2022")
    assert nearest is not None
    assert f"{nearest.place} {nearest.value}" == "country 2"
    load(stated("trees@2022", "2", place="country"), stated("trees@2022", "3"), at=LATER)
    nearest = read.find_nearest(chain, address=ADDRESS, period="2022")
    assert nearest is not None
    assert f"{nearest.place} {nearest.value}" == f"{CITY} 3"
    assert read.find_nearest(chain, address=ADDRESS, period="2021") is None


def test_a_row_of_a_system_holds_for_the_world() -> None:
    load(stated("trees@2022:parameter", "5", place=None))
    assert [f.full_address for f in read.figures("world")] == ["world/trees@2022:parameter"]


def test_loading_the_same_packs_twice_records_nothing() -> None:
    rows = [stated("trees@2022", "10"), stated("trees/old@2022", "4"), stated("trees@2023", "unknown")]
    assert load(*rows) == (3, 0)
    assert load(*rows, at=LATER) == (0, 0)


def test_a_changed_row_is_a_new_version_and_the_old_stays_readable() -> None:
    load(stated("trees@2022", "10"))
    old = read.find_figure(CITY, address=ADDRESS, period="2022")
    assert load(stated("trees@2022", "12"), at=LATER) == (1, 0)
    assert stands() == 12
    assert old is not None
    assert read.find_by_id(old.id) == old


def test_a_note_that_changes_is_a_new_version_too() -> None:
    load(stated("trees@2022", "10"))
    changed = stated("trees@2022", "10", note=shapes.Text("주", "note"))
    assert load(changed, at=LATER) == (1, 0)


def test_a_row_taken_out_is_withdrawn_once_and_can_come_back() -> None:
    row = stated("trees@2022", "10")
    load(row)
    assert load(at=LATER) == (0, 1)
    assert load(at=LATER) == (0, 0)
    assert load(row, at=LATER + DAY) == (1, 0)
    assert stands() == 10


def test_loading_leaves_alone_what_officers_and_runs_recorded() -> None:
    say("10")
    assert load() == (0, 0)
    assert stands() == 10


@pytest.mark.parametrize(
    "printed", ["0.1", "5,186,500.0000000001", "123456789012345678.123456789", "0.30000000000000004", "-0.25"]
)
def test_exact_decimals_survive(printed: str) -> None:
    say(printed)
    assert stands() == Decimal(printed.replace(",", ""))
    found = read.find_figure(CITY, address=ADDRESS, period="2022")
    assert found is not None
    assert found.printed == printed


def test_canonical_values_are_exact() -> None:
    row = stated("emissions_tco2e@2018", "9.43", unit="MtCO2e", canonical_unit="tCO2e")
    load(row)
    found = read.find_figure(CITY, address="emissions_tco2e", period="2018")
    assert found is not None
    assert (found.value, found.step) == (Decimal(9_430_000), Decimal(10_000))
    assert (str(found.value), found.printed, found.unit) == ("9430000", "9.43", "MtCO2e")
    assert convert(Decimal("9.43"), unit="MtCO2e", into="tCO2e") == found.value


def test_unknown_is_a_value_that_stands() -> None:
    load(stated("trees@2022", "unknown"))
    found = read.find_figure(CITY, address=ADDRESS, period="2022")
    assert found is not None
    assert (found.value, found.step, found.printed) == (None, None, "unknown")


def test_a_stated_figure_has_a_source() -> None:
    row = statement(stated("trees@2022", "10", source=""))
    with pytest.raises(IntegrityError):
        write.record([row], origin="officer", by="kim", at=NOON)
    assert write.record([row], origin="run", by="a run", at=NOON)


def test_statements_are_recorded_all_or_none() -> None:
    good, bad = (statement(stated("trees@2022", "10", source=source)) for source in ("report", ""))
    with pytest.raises(IntegrityError):
        write.record([good, bad], origin="officer", by="kim", at=NOON)
    assert stands() is None


def test_counts_are_of_what_stands() -> None:
    load(
        stated("trees@2022:observed", "10"), stated("trees@2022:target", "20"), stated("trees/old@2022", "5"),
        stated("trees@2022", "3", place="country"), stated("trees@2022", "11", source="second"),
    )  # fmt: skip
    assert read.counts() == {CITY: 3, "country": 1}
    assert read.addresses(CITY) == ("trees", "trees/old")
    load(stated("trees@2022:observed", "10"), stated("trees@2022", "11", source="second"), at=LATER)
    assert read.counts() == {CITY: 1}
    assert read.addresses(CITY) == ("trees",)


def test_a_kind_knows_the_titles_of_its_facets() -> None:
    found = read.find_kind("trees/old")
    assert found is not None
    assert found.title_of("trees/old").en == "trees · old"
    assert list(read.kinds()) == ["trees", "emissions_tco2e", "length_m"]
    assert read.find_kind("stones") is None


def test_a_source_counts_its_rows() -> None:
    load(stated("trees@2022", "10"), stated("trees@2023", "11"))
    assert [(source.id, source.figures) for source in read.sources()] == [("report", 2), ("second", 0)]
    assert [f.period for f in read.figures_from("report")] == ["2022", "2023"]


def test_a_withdrawn_figure_is_not_from_its_source_any_more() -> None:
    load(stated("trees@2022", "10"), stated("trees@2023", "11"))
    load(stated("trees@2023", "11"), at=LATER)
    assert [f.period for f in read.figures_from("report")] == ["2023"]


def test_many_published_values_take_one_question() -> None:
    load(
        stated("trees@2022:observed", "10"), stated("trees@2022:target", "20"), stated("trees/old@2021", "5")
    )
    first = read.find_figure(CITY, address=ADDRESS, period="2022", mark="observed")
    assert first is not None
    say("11", at=LATER, corrects=first.id)
    asked = [
        f"{CITY}/{tail}" for tail in ("trees@2022:observed", "trees/old@2021:observed", "trees@1999:target")
    ]
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    found = read.published([*asked, "not an address"])
    connection.force_debug_cursor = False
    assert {address: figure.value for address, figure in found.items()} == {asked[0]: 10, asked[1]: 5}
    assert len(connection.queries_log) == before + 1


def test_the_published_value_is_the_last_one_printed() -> None:
    load(stated("trees@2022", "10"))
    load(stated("trees@2022", "12"), at=LATER)
    address = f"{CITY}/trees@2022:observed"
    assert read.published([address])[address].value == 12
    load(at=LATER + DAY)
    assert read.published([address])[address].value == 12, "the last that was printed, though withdrawn since"


def test_a_moment_is_kept_to_the_microsecond() -> None:
    moment = datetime(2026, 11, 2, 3, 0, 0, 123456, tzinfo=UTC)
    say("10", at=moment)
    found = read.find_figure(CITY, address=ADDRESS, period="2022")
    assert found is not None
    assert found.recorded_at == moment
