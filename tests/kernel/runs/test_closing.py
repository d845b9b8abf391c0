"""Confidential figures: closed with whatever would give them away, for every reader, and no more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dure.grammar import shapes
from dure.grammar.books.categories import read_taxonomy
from dure.grammar.shapes import Publish, Text
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as case_write
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.write import Statement
from dure.kernel.runs import read as runs
from dure.kernel.runs.write import CHECKER, close_confidential, reckon_all
from dure.kernel.runs.write.stating import state_inventories
from dure.kernel.things import write as things
from tests.kernel.runs.city import bound, run
from tests.kernel.runs.test_stating import factor, library
from tests.kernel.runs.test_stating import row as activity
from tests.kernel.said import CITY, DAY, NOON, document, kind, place, text

pytestmark = pytest.mark.django_db

CATEGORIES, _ = read_taxonomy(Path(__file__).parents[3] / "packs", system="inventory")
SOURCE, TOTAL = "gpc_emissions_tco2e/", "gpc_total_tco2e/"
SECRET = 10
REASON = Text("한 사업장뿐입니다.", "One plant alone.")
FIRST, LAST = ("01-01", "12-31")


@pytest.fixture(autouse=True)
def country() -> None:
    """A province of two cities, the first with two districts; and what may be stated there."""
    things.load_places(
        [place("here"), place("province"), place(CITY, part_of="province"),
         place("other", part_of="province"),
         place("east", part_of=CITY), place("west", part_of=CITY)]
    )  # fmt: skip
    case_write.load_kinds([shapes.CaseKind("plan", "finding", text("finding"), "open", (), (), ())])
    observing.load_sources([document("report"), document("second")])
    facets = tuple(category.facet for category in CATEGORIES)
    observing.load_kinds(
        [
            replace(kind("gpc_emissions_tco2e", unit="tCO2e", facets=facets), keys=True),
            kind("gpc_total_tco2e", unit="tCO2e", facets=("basic", "basic-plus", "territorial")),
            kind("gpc_sector_tco2e", unit="tCO2e", facets=("stationary", "transport")),
            kind("trees", unit="tCO2e"),
        ]
    )


def say(where: str = CITY, /, *, origin: str = "pack", source: str = "report", on: date | None = None,
        period: str = "2023", mark: str = "observed", held: int = SECRET,
        **amounts: int | None) -> None:  # fmt: skip
    """State `i_1_1=5` as a source and `basic=7` as a total; None is confidential, with `held` behind it."""
    first, last = (f"{period[:4]}-{day}" for day in (FIRST, LAST))
    statements = [
        Statement(
            place=where, address=address_of(name), period=period, mark=mark, unit="tCO2e",
            printed=f"C ({held})" if amount is None else str(amount),
            value=Decimal(held if amount is None else amount), step=Decimal(1),
            valid_from=date.fromisoformat(first), valid_to=date.fromisoformat(last), published_on=on,
            source=source, label=f"label {amount}", note=REASON if amount is None else Text("", ""),
        )
        for name, amount in amounts.items()
    ]  # fmt: skip
    observing.record(statements, origin=origin, by="p-ara", at=NOON)


def address_of(name: str) -> str:
    """`i_1_1` is a source, anything else a total."""
    return (SOURCE if name[0] in "iv" else TOTAL) + name.replace("_", "-")


def close() -> int:
    """Close what has to be closed now."""
    return close_confidential(CATEGORIES, at=NOON)


def told(where: str = CITY, *, period: str = "2023", mark: str = "observed") -> dict[str, int]:
    """What is still told of a place, by the last part of its address."""
    known = [f for f in observations.figures(where) if (f.period, f.mark) == (period, mark)]
    return {f.address.rpartition("/")[2]: int(f.value) for f in known if f.value is not None}


def test_a_total_that_would_give_it_away_is_hidden_by_another_source() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=60)
    close()
    assert told() == {"i-2-1": 30, "basic": 60}


def test_a_source_too_small_to_hide_it_stays_open_and_a_larger_one_closes() -> None:
    say(i_1_1=None, i_1_2=3, i_2_1=400, basic=1403, held=1000)
    close()
    assert told() == {"i-1-2": 3, "basic": 1403}


def test_the_total_closes_where_the_other_sources_are_too_small() -> None:
    say(i_1_1=None, i_1_2=3, i_2_1=4, basic=1007, held=1000)
    close()
    assert "basic" not in told()


def test_a_total_without_the_confidential_source_gives_nothing_away() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=50)
    close()
    assert told() == {"i-1-2": 20, "i-2-1": 30, "basic": 50}


def test_two_views_do_not_give_it_away_together() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=60, territorial=40)
    close()
    assert told() == {"i-1-2": 20, "basic": 60, "territorial": 40}


def test_without_a_confidential_source_all_is_open() -> None:
    say(i_1_1=10, i_1_2=20, basic=30)
    assert close() == 0
    assert told() == {"i-1-1": 10, "i-1-2": 20, "basic": 30}


def test_words_about_a_closed_number_are_closed_too() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=60)
    close()
    beside = observations.find_figure(CITY, address=SOURCE + "i-1-2", period="2023")
    assert beside is not None
    assert (beside.printed, beside.step, beside.label, beside.closed) == ("C", None, "", True)
    own = observations.find_figure(CITY, address=SOURCE + "i-1-1", period="2023")
    assert own is not None
    assert (own.printed, own.value, own.label, own.note) == ("C", None, "", REASON)


def test_whatever_stands_under_a_confidential_address_tells_the_officers_reason() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=60, origin="officer", source="second")
    # The document that prints the number came out later, so it is what stands.
    say(i_1_1=10, on=date(2024, 1, 1))
    say(i_1_1=10, mark="estimated")
    close()
    for mark in ("observed", "estimated"):
        own = observations.find_figure(CITY, address=SOURCE + "i-1-1", period="2023", mark=mark)
        assert own is not None
        assert (own.value, own.note, own.confidential) == (None, REASON, True)
    beside = observations.find_figure(CITY, address=SOURCE + "i-1-2", period="2023")
    assert beside is not None
    assert (beside.value, beside.note, beside.confidential) == (None, observations.NOTE, False)


def test_another_reason_takes_the_place_of_the_first() -> None:
    say(i_1_1=10)
    say(i_1_1=None, origin="officer", source="second")
    close()
    assert close() == 0
    again = Statement(
        place=CITY, address=address_of("i_1_1"), period="2023", mark="observed", unit="tCO2e",
        printed="C (10)", value=Decimal(10), step=Decimal(1), valid_from=date(2023, 1, 1),
        valid_to=date(2023, 12, 31), published_on=None, source="second", label="",
        note=Text("두 사업장입니다.", "Two plants."),
    )  # fmt: skip
    observing.record([again], origin="officer", by="p-ara", at=NOON)
    close()
    said = observations.statements(CITY, address=SOURCE + "i-1-1", period="2023")
    assert said[-1].note.en == "Two plants."


def test_the_number_behind_the_key_is_closed_before_anything_is_reckoned() -> None:
    say(i_1_1=None)
    assert told() == {}


def test_a_total_is_closed_where_no_part_is_left_to_hide_behind() -> None:
    say(i_1_1=None, basic=10)
    close()
    assert told() == {}


def test_what_was_said_before_it_was_confidential_is_closed() -> None:
    say(i_1_1=10, i_1_2=20)
    say(i_1_1=None, origin="officer", source="second")
    close()
    said = observations.statements(CITY, address=SOURCE + "i-1-1", period="2023")
    assert [(f.value, f.printed) for f in said] == [(None, "C"), (None, "C")]
    assert told() == {"i-1-2": 20}


def test_an_earlier_day_does_not_bring_it_back() -> None:
    say(i_1_1=10, on=date(2024, 1, 1))
    say(i_1_1=None, origin="officer", source="second", on=date(2025, 1, 1))
    close()
    then = observations.figures(CITY, known_on=date(2024, 6, 1))
    assert [f.value for f in then] == [None]
    then = observations.figures(CITY, recorded_by=NOON + DAY)
    assert [f.value for f in then] == [None]


def test_a_later_document_that_prints_it_does_not_open_it() -> None:
    say(i_1_1=None, origin="officer", on=date(2024, 1, 1))
    say(i_1_1=10, source="second", on=date(2025, 1, 1))
    close()
    assert told() == {}


def test_another_mark_does_not_tell_it() -> None:
    say(i_1_1=None)
    say(i_1_1=10, mark="estimated")
    close()
    assert told(mark="estimated") == {}


def test_totals_of_another_mark_do_not_give_it_away() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30)
    say(basic=60, mark="estimated")
    close()
    assert told() == {"i-2-1": 30}


def test_two_editions_of_a_total_do_not_give_it_away() -> None:
    say(i_1_2=20, i_2_1=30, basic=50)
    say(i_1_1=None, basic=60)
    close()
    totals = observations.statements(CITY, address=TOTAL + "basic", period="2023")
    assert [f.value for f in totals] == [60, None]


def test_the_sum_of_a_larger_place_does_not_give_it_away() -> None:
    say("east", i_1_1=None)
    say("west", i_1_1=20)
    say(i_1_1=30)
    say("other", i_1_1=5)
    say("province", i_1_1=35)
    close()
    assert told("east") == {}
    assert told("west") == {}
    assert (told(), told("other"), told("province")) == ({"i-1-1": 30}, {"i-1-1": 5}, {"i-1-1": 35})


def test_a_larger_place_of_which_a_part_is_silent_gives_nothing_away() -> None:
    say("east", i_1_1=None)
    say(i_1_1=30)
    close()
    assert told() == {"i-1-1": 30}


def test_the_districts_of_a_city_do_not_give_its_figure_away() -> None:
    say(i_1_1=None, held=30)
    say("east", i_1_1=10)
    say("west", i_1_1=20)
    close()
    assert (told("east"), told("west")) == ({}, {"i-1-1": 20})


def test_a_year_does_not_give_a_month_away() -> None:
    say(i_1_1=100)
    say(i_1_1=None, period="2023-01")
    for month in range(2, 13):
        say(i_1_1=month, period=f"2023-{month:02}")
    close()
    assert told() == {"i-1-1": 100}
    assert told(period="2023-02") == {}
    assert told(period="2023-03") == {"i-1-1": 3}


def _sum_of(*entries: str) -> None:
    """Reckon the sum of sources as the city's trees."""
    kind_ = run(
        "sum", "checks.sum_of_parts",
        bound("total", figure=f"{TOTAL}basic", period="2023", mark="observed"),
        bound("parts", figures=[SOURCE + entry for entry in entries], period="2023", mark="observed"),
        bound("step", figure=f"{TOTAL}basic", period="2023", mark="observed", take="step"),
        publishes=(Publish("trees", "gap", "2023", "estimated", ""),),
        doubts=(f"{TOTAL}basic@2023:observed",),
    )  # fmt: skip
    reckon_all([kind_], place=CITY, by=CHECKER, at=NOON)


def test_what_was_reckoned_from_it_is_closed_with_the_finding_it_made() -> None:
    say(i_1_1=10, i_1_2=20, i_2_1=30, basic=75)
    _sum_of("i-1-1", "i-1-2", "i-2-1")
    (finding,) = cases.cases(place=CITY, kind="finding")
    assert finding.reasons[0].gap == "15"
    say(i_1_1=None, origin="officer", source="second")
    close()
    (finding,) = cases.cases(place=CITY, kind="finding")
    (reason,) = finding.reasons
    assert (reason.expected, reason.gap, reason.proposals) == ("", "", ())
    found = runs.find_run(reason.run)
    assert found is not None
    assert (found.closed, found.holds, found.answers) == (True, None, ())
    assert {fed.value for fed in found.inputs} == {"C"}
    published = observations.figures_by(reason.run)
    assert [f.value for f in published] == [None]


def test_nothing_is_reckoned_from_what_is_closed() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=75)
    close()
    _sum_of("i-1-1", "i-1-2", "i-2-1")
    assert cases.cases(place=CITY, kind="finding") == ()
    assert observations.figures(CITY, addresses=["trees"]) == ()


def test_it_is_open_again_when_an_officer_says_the_number() -> None:
    say(i_1_1=10, i_1_2=20, i_2_1=30, basic=60)
    say(i_1_1=None, origin="officer", source="second")
    close()
    say(i_1_1=11, origin="officer", source="second")
    close()
    assert told() == {"i-1-1": 11, "i-1-2": 20, "i-2-1": 30, "basic": 60}


def test_closing_again_records_nothing() -> None:
    say(i_1_1=None, i_1_2=20, i_2_1=30, basic=60)
    assert close() > 0
    assert close() == 0


def test_the_number_is_kept_for_those_who_ask_for_it_by_name() -> None:
    say(i_1_1=None)
    (figure,) = observations.figures(CITY)
    assert observations.unveiled([figure.id])[figure.id].value == SECRET


def test_the_activity_behind_a_closed_source_is_closed_in_its_run() -> None:
    rows = (activity(), activity(row="two", ref="I.2.1", quantity=Decimal(20)))
    state_inventories(library(factor(), rows=rows), categories=CATEGORIES, at=NOON)
    say("here", i_1_1=None, origin="officer", mark="estimated")
    close()
    published = observations.find_figure("here", address=SOURCE + "i-2-1", period="2023")
    assert published is not None
    found = runs.find_run(published.by)
    assert found is not None
    values = {fed.argument: fed.value for fed in found.inputs}
    assert values == {"I.1.1": "C", "I.2.1": "20"}
    assert {answer.label for answer in found.answers} == {"I.2.1", "two"}


def test_a_key_alone_closes_without_a_number_in_the_books() -> None:
    secret = activity(key="C", quantity=None, reason=REASON, factor="")
    rows = (secret, activity(row="two", ref="I.2.1", quantity=Decimal(20)))
    state_inventories(library(factor(), rows=rows), categories=CATEGORIES, at=NOON)
    close()
    assert told("here", mark="estimated").keys() & {"i-1-1", "i-2-1"} == {"i-2-1"}


def test_what_weighs_a_closed_source_by_its_size_is_closed() -> None:
    graded = {"uncertainty_percent": Decimal(5), "grade": "H"}
    rows = (activity(**graded), activity(row="two", ref="I.2.1", quantity=Decimal(20), **graded))
    state_inventories(library(factor(), rows=rows), categories=CATEGORIES, at=NOON)
    weighed = ("inventory_range_tco2e/low", "inventory_uncertainty_percent/drawn", "inventory_activity_grade")
    assert all(f.value for f in observations.figures("here", addresses=weighed))
    say("here", i_1_1=None, origin="officer", mark="estimated")
    close()
    assert [f.value for f in observations.figures("here", addresses=weighed)] == [None, None, None]
    run_ = runs.find_run(observations.figures("here", addresses=[SOURCE + "i-2-1"])[0].by)
    assert run_ is not None
    assert {a.label for a in run_.answers if a.name.startswith("range")} == {"I.2.1"}
