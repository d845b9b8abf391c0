"""Plans as trees with counted empty places, their versions, indicators and editions. On both databases."""

from dataclasses import replace
from datetime import date

import pytest

from dure.grammar.shapes import Indicator, PlanRow, Text
from dure.kernel.plans import read, write
from tests.kernel.said import CITY, DAY, NOON, NOTHING, text

pytestmark = pytest.mark.usefixtures("both_databases")


def row(code: str, parent: str = "", *, level: str = "plan", **more: object) -> PlanRow:
    """A row of plans.csv."""
    plain = PlanRow(
        place=CITY, system="plan", code=code, parent=parent, level=text(level), title=text(code),
        from_year=None, to_year=None, count=None, owner="", indicators=(), source="report", locator="7",
        note=NOTHING, file="plans.csv", line=2,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def empty(code: str, parent: str, *, count: int, level: str) -> PlanRow:
    """Counted places that the document does not name."""
    return row(code, parent, level=level, count=count, title=NOTHING)


TREE = [
    row("basic", from_year=2024, to_year=2033),
    row("s1", "basic", level="strategy", indicators=("trees", "trees/old"), owner="green"),
    row("s2", "basic", level="strategy"),
    empty("t", "s1", count=13, level="task"),
    empty("p", "s2", count=3, level="task"),
]


def the_plan() -> read.Plan:
    """The only plan of the city."""
    (found,) = read.plans(CITY)
    return found


def test_a_plan_is_the_tree_that_was_told() -> None:
    assert write.load_plans(TREE, at=NOON) == 1
    root = the_plan().root
    assert (root.code, root.from_year, root.to_year) == ("basic", 2024, 2033)
    assert [child.code for child in root.children] == ["s1", "s2"]
    first = root.children[0]
    assert (first.figures, first.owner, first.source, first.locator) == (
        ("trees", "trees/old"), "green", "report", "7",
    )  # fmt: skip


def test_what_is_counted_and_not_named_is_that_many_empty_places() -> None:
    write.load_plans(TREE, at=NOON)
    first, second = the_plan().root.children
    assert [node.code for node in second.children] == ["p-01", "p-02", "p-03"]
    assert len(first.children) == 13
    assert all(node.empty and node.title == NOTHING for node in (*first.children, *second.children))
    assert [(level.en, nodes, empty_ones) for level, nodes, empty_ones in the_plan().counts()] == [
        ("strategy", 2, 0), ("task", 16, 16),
    ]  # fmt: skip


def test_a_row_may_stand_before_its_parent() -> None:
    write.load_plans(list(reversed(TREE)), at=NOON)
    assert [child.code for child in the_plan().root.children] == ["s2", "s1"]


def test_loading_the_same_plan_twice_is_one_version() -> None:
    write.load_plans(TREE, at=NOON)
    assert write.load_plans(TREE, at=NOON + DAY) == 0
    assert the_plan().version == 1


def test_a_changed_tree_is_a_new_version_and_the_old_stays_readable() -> None:
    write.load_plans(TREE, at=NOON)
    named = [*TREE[:4], row("p1", "s2", level="task"), empty("p", "s2", count=2, level="task")]
    assert write.load_plans(named, at=NOON + DAY) == 1
    assert (the_plan().version, the_plan().recorded_at) == (2, NOON + DAY)
    assert the_plan().counts()[1][1:] == (16, 15)
    (old,) = read.plans(CITY, recorded_by=NOON)
    assert (old.version, old.counts()[1][1:]) == (1, (16, 16))
    assert read.plans(CITY, recorded_by=NOON - DAY) == ()


NAMED = write.Named(
    title=text("Planting"), owner="green", source="list", locator="p. 3", note=NOTHING, case="plan-entry/1"
)


def name(node: str, *, days: int = 1) -> int:
    """Name a place of the plan."""
    return write.name_place(CITY, system="plan", plan="basic", node=node, named=NAMED, at=NOON + days * DAY)


def test_naming_an_empty_place_is_a_new_version_of_the_same_packs() -> None:
    write.load_plans(TREE, at=NOON)
    assert name("p-02") == 2
    node = the_plan().find("p-02")
    assert node is not None
    assert (node.title.en, node.owner, node.source, node.locator) == ("Planting", "green", "list", "p. 3")
    assert (node.empty, node.named_in, node.level.en) == (False, "plan-entry/1", "task")
    assert the_plan().counts()[1][1:] == (16, 15)
    first = the_plan().root.children[0]
    assert first.figures == ("trees", "trees/old")
    (old,) = read.plans(CITY, recorded_by=NOON)
    assert old.counts()[1][1:] == (16, 16)
    assert write.load_plans(TREE, at=NOON + 2 * DAY) == 0
    assert the_plan().version == 2


def test_a_named_place_is_not_named_again() -> None:
    write.load_plans(TREE, at=NOON)
    name("p-02")
    for node in ("p-02", "s1", "none"):
        with pytest.raises(write.PlaceTaken):
            name(node)
    assert the_plan().version == 2


def test_a_named_place_stays_named_while_changed_packs_still_count_it_empty() -> None:
    write.load_plans(TREE, at=NOON)
    name("p-01")
    name("p-03", days=2)
    changed = [*TREE[:4], row("new", "s2", level="task"), empty("p", "s2", count=2, level="task")]
    assert write.load_plans(changed, at=NOON + 3 * DAY) == 1
    kept, other = the_plan().find("p-01"), the_plan().find("p-02")
    assert kept is not None
    assert other is not None
    assert (kept.title.en, kept.named_in, kept.empty, other.empty) == (
        "Planting", "plan-entry/1", False, True,
    )  # fmt: skip
    assert the_plan().find("p-03") is None
    assert write.load_plans(changed, at=NOON + 4 * DAY) == 0


def test_a_place_may_have_several_plans_and_each_its_own_versions() -> None:
    other = row("second", title=Text("둘째", "second"))
    assert write.load_plans([*TREE, other], at=NOON) == 2
    assert write.load_plans([*TREE, replace(other, title=text("renamed"))], at=NOON + DAY) == 1
    assert {plan.code: plan.version for plan in read.plans(CITY)} == {"basic": 1, "second": 2}


def test_the_same_code_in_two_places_is_two_plans() -> None:
    write.load_plans([row("basic"), row("basic", place="elsewhere")], at=NOON)
    assert [len(read.plans(name)) for name in (CITY, "elsewhere")] == [1, 1]


def test_indicators_come_in_the_order_of_the_packs() -> None:
    ratio = Indicator("plan", "share", text("share"), "ratio", ("trees/old", "trees"), "higher")
    last = Indicator("river", "all", text("all"), "last", ("trees",), "")
    write.load_indicators([ratio, last])
    assert [one.name for one in read.indicators()] == ["share", "all"]
    assert [one.name for one in read.indicators(("river",))] == ["all"]
    found = read.find_indicator("share")
    assert found is not None
    assert (found.kind, found.figures, found.better) == ("ratio", ("trees/old", "trees"), "higher")
    write.load_indicators([last])
    assert read.find_indicator("share") is None


def test_editions_are_numbered_by_place() -> None:
    def publish(place: str, days: int) -> read.Edition:
        return write.publish_edition(
            place,
            digests=("facts", "packs"),
            code_version="1",
            case="case",
            why=text("why"),
            at=NOON + days * DAY,
        )

    assert [publish(CITY, 0).number, publish(CITY, 1).number, publish("elsewhere", 2).number] == [1, 2, 1]
    newest, first = read.editions(CITY)
    assert (newest.number, newest.recorded_by, newest.published_on) == (2, NOON + DAY, date(2026, 11, 3))
    assert (first.facts_digest, first.pack_digest, first.case, first.why.en) == (
        "facts",
        "packs",
        "case",
        "why",
    )
    assert read.find_edition(CITY, number=1) == first
    assert read.find_edition(CITY, number=3) is None
