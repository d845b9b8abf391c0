"""Findings gather reasons, and what documents tell of cases is recorded once. On both databases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dure.grammar import shapes
from dure.kernel.cases import read, write
from dure.kernel.cases.write import Actor, Doubt, Opening, Proposed
from tests.kernel.said import CITY, DAY, NOON, text

pytestmark = pytest.mark.usefixtures("both_databases")

CHECKER = Actor("dure", "Dure", frozenset())
SUBJECT = f"{CITY}/trees@2022:observed"
FINDING = Opening("finding/1", CITY, "finding", text("Trees (2022)"), subject=SUBJECT)
SUM = Doubt(
    "parts", "checks.sum_of_parts", "run1", text("The parts do not add up."), "12", "-2",
    (Proposed(SUBJECT, Decimal("12.50"), "12", "13"), Proposed(f"{CITY}/trees/old@2022", Decimal(3), "", "")),
)  # fmt: skip
JUMP = Doubt("jump", "checks.year_on_year_jump", "run2", text("A jump."), "9", "3", ())


@pytest.fixture(autouse=True)
def kinds(both_databases: object) -> None:
    """Findings, and a council's meetings."""
    states = (("open", text("open")), ("accepted", text("accepted")))
    told = (("planned", text("planned")), ("met", text("met")))
    write.load_kinds(
        [
            shapes.CaseKind("plan", "finding", text("finding"), "open", states, (), ()),
            shapes.CaseKind("plan", "meeting", text("meeting"), "planned", told, (), ()),
        ]
    )


def doubt(*reasons: Doubt) -> bool:
    """Checks that fail today."""
    return write.doubt(FINDING, reasons=reasons, by=CHECKER, at=NOON)


def reasons() -> list[tuple[str, str, str]]:
    """The finding's reasons: check, run, and what was expected."""
    found = read.find_case(FINDING.id)
    assert found is not None
    return [(reason.check, reason.run, reason.expected) for reason in found.reasons]


def test_a_finding_keeps_its_reason_with_every_proposal() -> None:
    assert doubt(SUM)
    found = read.find_case(FINDING.id)
    assert found is not None
    assert (found.state, found.subject, found.steps[0].by) == ("open", SUBJECT, "dure")
    assert found.reasons[0].proposals[0] == read.Proposal(SUBJECT, Decimal("12.50"), "12", "13")
    assert [proposal.address for proposal in found.reasons[0].proposals] == [p.address for p in SUM.proposals]


def test_several_checks_that_doubt_one_figure_make_one_finding() -> None:
    assert doubt(SUM)
    assert doubt(JUMP)
    assert [check for check, _, _ in reasons()] == ["parts", "jump"]
    assert len(read.cases(kind="finding")) == 1


def test_a_reason_is_not_repeated() -> None:
    doubt(SUM, JUMP)
    assert not doubt(SUM, JUMP)
    assert len(reasons()) == 2


def test_a_check_that_is_reckoned_anew_and_says_the_same_is_not_a_new_reason() -> None:
    doubt(SUM)
    assert not doubt(replace(SUM, run="run3"))
    assert reasons() == [("parts", "run1", "12")]


def test_a_check_that_says_something_else_now_takes_the_place_of_what_it_said() -> None:
    doubt(SUM, JUMP)
    assert doubt(replace(SUM, run="run3", expected="13", gap="-3"))
    assert reasons() == [("parts", "run3", "13"), ("jump", "run2", "9")]


def row(case: str, to: str, **more: object) -> shapes.CaseRow:
    """A step that a document tells of."""
    plain = shapes.CaseRow(
        place=CITY, system="plan", case=case, kind="meeting", title=text(case), on=date(2021, 5, 1), to=to,
        by="council", says=text(f"{case} {to}"), source="report", locator="7", file="cases.csv", line=2,
        on_as_told="2021-05",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def test_loading_the_same_cases_twice_records_nothing() -> None:
    rows = [
        row("first", "planned"),
        row("first", "met", on=None, on_as_told="unknown"),
        row("second", "planned"),
    ]
    assert write.load_cases(rows, at=NOON) == 3
    assert write.load_cases(rows, at=NOON + DAY) == 0
    assert sorted(case.id for case in read.cases(kind="meeting")) == [f"{CITY}/first", f"{CITY}/second"]


def test_a_step_more_in_the_document_is_one_step_more() -> None:
    write.load_cases([row("first", "planned")], at=NOON)
    assert write.load_cases([row("first", "planned"), row("first", "met")], at=NOON + DAY) == 1
    found = read.find_case(f"{CITY}/first")
    assert found is not None
    assert [(step.number, step.to_state, step.move) for step in found.steps] == [
        (1, "planned", "told"), (2, "met", "told"),
    ]  # fmt: skip
    assert found.state == "met"


def test_a_step_keeps_the_day_as_far_as_it_is_told() -> None:
    write.load_cases([row("first", "planned")], at=NOON)
    found = read.find_case(f"{CITY}/first")
    assert found is not None
    step = found.steps[0]
    assert (step.on, step.told, step.by, step.at) == (date(2021, 5, 1), "2021-05", f"{CITY}/council", NOON)
    assert (step.source, step.locator) == ("report", "7")


def test_kinds_are_what_the_packs_say_now() -> None:
    write.load_kinds([shapes.CaseKind("plan", "finding", text("doubt"), "open", (), (), ())])
    assert {name: found.title.en for name, found in read.kinds().items()} == {"finding": "doubt"}
