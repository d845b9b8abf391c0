"""Budgets in stages, tags that only grow, and the same lines in several schemes. On both databases."""

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connections, transaction

from dure.grammar.books.budget_shapes import (
    BudgetHead,
    BudgetLine,
    BudgetPack,
    BudgetWords,
    PackEdition,
    PackTag,
    Scheme,
    SchemeClass,
    SchemeRule,
    Tag,
    UnitFactor,
)
from dure.grammar.shapes import CaseKind, Text
from dure.kernel.cases import write as cases
from dure.kernel.plans import models, read, write
from tests.kernel.said import CITY, NOON, NOTHING, text

pytestmark = pytest.mark.usefixtures("both_databases")
YEAR = 2027
OFFICER = cases.Actor("anna", "Anna", frozenset({"officer"}))
CUTS = Tag("cuts", "mitigation", Decimal(100), "qualitative", "", None, NOTHING)
EMITS = replace(CUTS, direction="emits")
WHOLE, ANY = Decimal(100), Decimal(-1)


def line(code: str, amount_krw: int, **more: object) -> BudgetLine:
    """A line of a budget."""
    plain = BudgetLine(code, "roads", "transport", "", code, "", False, amount_krw, 2)
    return replace(plain, **more)  # type: ignore[arg-type]


def head(stage: str = "proposed", **more: object) -> BudgetHead:
    """A stage of the year's budget."""
    plain = BudgetHead(
        place=CITY, year=YEAR, stage=stage, title=text(stage), total_krw=None, ceiling_tco2e=Decimal(90),
        reference_tco2e=Decimal(100), synthetic=False, published_on=date(2026, 10, 1), source="report",
        locator="7", note=NOTHING,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def scheme(name: str, *classes: str, rules: tuple[SchemeRule, ...]) -> Scheme:
    """A scheme whose classes are called like what they mean."""
    return Scheme(
        name, "1", text(name), None, None, tuple(SchemeClass(c, text(c), c, None) for c in classes), rules,
        "report", "", False, NOTHING,
    )  # fmt: skip


TWO = scheme(
    "two", "cuts", "emits",
    rules=(
        SchemeRule("cuts", "cuts", "", ANY, WHOLE, None), SchemeRule("emits", "emits", "", ANY, WHOLE, None),
    ),
)  # fmt: skip
CAR = UnitFactor(
    "car", text("car"), text("car"), "cuts", Decimal("1"), Decimal("2"), Decimal(8), Decimal(10), text("why"),
    "unknown", None, "report", "", True, False,
)  # fmt: skip
NO_LIFE = replace(CAR, factor="lamp", low_years=None, high_years=None)
LINES = [line("a", 100), line("b", 250, department="parks"), line("c", 50)]


@pytest.fixture(autouse=True)
def assessed(both_databases: None) -> None:
    """A budget that is being assessed."""
    kind = CaseKind("carbon_budget", "budget_assessment", text("budget"), "assessment",
                    (("assessment", text("assessment")), ("review", text("review"))), (), ())  # fmt: skip
    cases.load_kinds([kind])
    case = read.case_of(CITY, year=YEAR)
    cases.open_case(
        cases.Opening(id=case, place=CITY, kind="budget_assessment", title=text("budget")), by=OFFICER,
        at=NOON,
    )  # fmt: skip
    write.load_budget_words([BudgetWords((TWO,), (CAR, NO_LIFE), ())], factors={})
    write.record_budget(head(), lines=LINES, by=OFFICER, at=NOON)


def book() -> read.BudgetBook:
    """The year's budget as it stands."""
    found = read.find_budget(CITY, year=YEAR)
    assert found is not None
    return found


def tag(codes: dict[str, int], chosen: Tag = CUTS) -> int:
    """Tag lines that had so many tags."""
    return write.tag_lines(
        CITY, year=YEAR, codes=codes, tagging=write.Tagging(chosen, text("because")), by=OFFICER, at=NOON
    )


def sums(stage: str = "proposed") -> dict[str, int]:
    """Won by class."""
    return {each.name: each.krw for each in read.reading(book(), stage=stage, scheme=TWO).classes}


def brought_at_once(*each: list[BudgetLine]) -> list[object]:
    """What everybody is answered who brings the first budget of another year at the same moment."""
    ready = threading.Barrier(len(each))
    answers: list[object] = []

    def bring(lines: list[BudgetLine]) -> None:
        try:
            ready.wait()
            answers.append(write.bring_budget(head(year=YEAR + 1), lines=lines, by=OFFICER, at=NOON))
        except Exception as error:
            answers.append(error)
        finally:
            connections.close_all()

    people = [threading.Thread(target=bring, args=(lines,)) for lines in each]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return answers


def test_the_first_budget_of_a_year_brought_many_times_at_once_is_one_edition() -> None:
    assert brought_at_once(*[LINES] * 10) == [1] * 10


def test_a_budget_that_a_pack_told_is_brought_many_times_at_once_and_assessed_once() -> None:
    write.record_budget(head(year=YEAR + 1), lines=LINES, by=OFFICER, at=NOON)
    assert brought_at_once(*[LINES] * 10) == [1] * 10


def test_different_budgets_brought_at_once_are_editions_one_after_the_other() -> None:
    answers = brought_at_once(*[[line("a", amount)] for amount in range(1, 6)])
    assert sorted(answers, key=str) == [1, 2, 3, 4, 5]


def test_the_same_lines_brought_twice_are_one_edition() -> None:
    assert write.record_budget(head(), lines=LINES, by=OFFICER, at=NOON) == 1
    assert write.record_budget(head(), lines=LINES[:2], by=OFFICER, at=NOON) == 2
    assert [each.code for each in book().lines["proposed"]] == ["a", "b"]


def test_lines_that_miss_the_official_total_by_a_won_are_refused() -> None:
    assert write.record_budget(head("adopted", total_krw=400), lines=LINES, by=OFFICER, at=NOON) == 2
    with pytest.raises(write.BudgetRefused, match="by 1 won"):
        write.record_budget(head("adopted", total_krw=401), lines=LINES, by=OFFICER, at=NOON)


def test_every_line_is_in_exactly_one_class_and_every_won_is_counted() -> None:
    tag({"a": 0})
    tag({"c": 0}, EMITS)
    assert sums() == {"cuts": 100, "emits": 50, read.NO_CLASS: 0, read.UNDETERMINED: 0, read.UNTAGGED: 250}
    tag({"a": 1}, replace(CUTS, direction="neutral"))
    assert sums() == {"cuts": 0, "emits": 50, read.NO_CLASS: 100, read.UNDETERMINED: 0, read.UNTAGGED: 250}


def test_an_undetermined_line_is_not_among_those_without_a_class() -> None:
    tag({"a": 0}, replace(CUTS, direction="undetermined"))
    tag({"c": 0}, replace(CUTS, direction="neutral"))
    found = sums()
    assert (found[read.NO_CLASS], found[read.UNDETERMINED], found[read.UNTAGGED]) == (50, 100, 250)


def test_a_new_tag_stands_and_the_old_one_stays_readable() -> None:
    tag({"a": 0})
    tag({"a": 1}, EMITS)
    given = read.tags_of_line(CITY, year=YEAR, code="a")
    assert [(each.number, each.tag.direction, each.by_name) for each in given] == [
        (1, "cuts", "Anna"), (2, "emits", "Anna"),
    ]  # fmt: skip
    assert book().tags["a"].tag.direction == "emits"


def test_a_line_that_was_tagged_meanwhile_is_not_tagged_over() -> None:
    tag({"a": 0})
    with pytest.raises(write.TaggedMeanwhile):
        tag({"a": 0, "b": 0}, EMITS)
    assert "b" not in book().tags


def test_a_tag_keeps_to_its_code_from_stage_to_stage() -> None:
    tag({"a": 0})
    write.record_budget(head("adopted"), lines=[line("a", 140), line("d", 9)], by=OFFICER, at=NOON)
    assert sums("adopted") == {
        "cuts": 140,
        "emits": 0,
        read.NO_CLASS: 0,
        read.UNDETERMINED: 0,
        read.UNTAGGED: 9,
    }
    moved = read.moved_between(book(), before="proposed", after="adopted", scheme=TWO)
    assert moved is not None
    assert [(one.code, old, new) for one, old, new in moved.lines] == [
        ("b", 250, 0), ("c", 50, 0), ("a", 100, 140), ("d", 0, 9),
    ]  # fmt: skip
    assert moved.sums.raised_krw.tolist() == [40, 0, 0, 0, 0]


def test_what_is_not_being_assessed_is_not_tagged() -> None:
    with pytest.raises(write.AssessmentClosed):
        write.tag_lines(
            CITY, year=2020, codes={"a": 0}, tagging=write.Tagging(CUTS, text("x")), by=OFFICER, at=NOON
        )


def test_a_quantified_tag_needs_a_factor_with_a_lifetime_and_a_quantity() -> None:
    with pytest.raises(write.NotQuantifiable, match="unit factor, the quantity"):
        tag({"a": 0}, replace(CUTS, method="quantified"))
    with pytest.raises(write.NotQuantifiable, match="the lifetime"):
        tag({"a": 0}, replace(CUTS, method="quantified", factor="lamp", quantity=Decimal(3)))
    tag({"a": 0}, replace(CUTS, method="quantified", factor="car", quantity=Decimal(3)))
    tonnes = read.tonnes_of(book(), stage="proposed", factors=read.unit_factors(CITY))
    assert (tonnes.cut, tonnes.undetermined_cuts) == ((3.0, 6.0), (0, 0))
    assert (tonnes.price.low_krw_per_tco2e, tonnes.price.high_krw_per_tco2e) == (100 / 60, 100 / 24)
    assert tonnes.ceiling is not None
    assert (tonnes.ceiling.gap_low_tco2e, tonnes.ceiling.gap_high_tco2e) == (4.0, 7.0)


def test_harm_without_tonnes_is_counted_and_not_taken_for_nothing() -> None:
    tag({"c": 0}, EMITS)
    tonnes = read.tonnes_of(book(), stage="proposed", factors={})
    assert tonnes.undetermined_harm == (1, 50)


def test_settlement_shows_what_was_left() -> None:
    write.record_budget(head("executed"), lines=[line("a", 90), line("b", 250)], by=OFFICER, at=NOON)
    write.record_budget(head("settled"), lines=[line("a", 90), line("b", 249)], by=OFFICER, at=NOON)
    stages = read.stages_of(book(), scheme=TWO)
    assert stages is not None
    assert (stages.total.budget_krw, stages.total.executed_krw, stages.total.settled_krw) == (400, 340, 339)


def test_what_a_pack_tags_does_not_touch_what_a_person_tagged() -> None:
    tag({"a": 0}, EMITS)
    pack = BudgetPack(
        (PackEdition(head(), tuple(LINES)),), (PackTag(YEAR, "a", CUTS), PackTag(YEAR, "b", CUTS)), ()
    )
    assert write.load_budgets({CITY: pack}, at=NOON) == 0
    assert {code: given.tag.direction for code, given in book().tags.items()} == {"a": "emits", "b": "cuts"}
    write.load_budgets({CITY: pack}, at=NOON)
    assert len(read.tags_of_line(CITY, year=YEAR, code="b")) == 1


def test_nothing_of_a_budget_can_be_changed() -> None:
    tag({"a": 0})
    for table in (models.Budget, models.BudgetEdition, models.BudgetLine, models.BudgetTag):
        row = table.objects.first()
        assert row is not None
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row.save()


def test_a_reason_and_a_line_are_needed() -> None:
    with pytest.raises(write.BudgetRefused, match="say why"):
        write.tag_lines(
            CITY, year=YEAR, codes={"a": 0}, tagging=write.Tagging(CUTS, Text("", "")), by=OFFICER, at=NOON
        )
    with pytest.raises(write.BudgetRefused, match="no line"):
        tag({"z": 0})
