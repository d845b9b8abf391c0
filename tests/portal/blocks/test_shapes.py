"""Maps, trees, bars, findings and the rest: what their geometry promises."""

import pytest

from dure.portal.blocks import bars, finding, number, progress, table, tree
from dure.portal.blocks import map as map_block
from dure.portal.blocks.map import LINE, Map, Outline


def test_names_on_a_map_do_not_cover_each_other() -> None:
    outlines = tuple(
        Outline(
            d="M0 0L1 0L1 1Z",
            title=f"도시{index}",
            href=f"/{index}",
            x=200 + index,
            y=200 + index,
            labelled=True,
        )
        for index in range(4)
    )
    drawn = map_block.drawn(Map(slug="m", title="", says="", width=500, height=500, outlines=outlines))
    spots = [(label.x, label.y) for label in drawn.labels]
    assert all(
        abs(a[1] - b[1]) >= LINE or abs(a[0] - b[0]) >= 50
        for i, a in enumerate(spots)
        for b in spots[i + 1 :]
    )
    assert all(label.moved for label in drawn.labels), "a name larger than its shape stands beside it"


def test_a_name_stands_on_a_shape_that_has_room() -> None:
    outline = Outline(d="M0 0L300 0L300 200L0 200Z", title="넓은시", href="/", x=150, y=100, labelled=True)
    (label,) = map_block.drawn(
        Map(slug="m", title="", says="", width=400, height=400, outlines=(outline,))
    ).labels
    assert (label.x, label.y, label.moved) == (150, 100, False)


def test_what_cannot_be_opened_is_background() -> None:
    outlines = (
        Outline(d="", title="b", href="/b"),
        Outline(d="", title="a", href="/a"),
        Outline(d="", title="sea"),
    )
    drawn = map_block.drawn(Map(slug="m", title="", says="", width=1, height=1, outlines=outlines))
    assert [o.title for o in drawn.linked] == ["a", "b"]
    assert [o.title for o in drawn.background] == ["sea"]


def test_counted_places_are_counted_below() -> None:
    nodes = tree.drawn(tree.Tree("", (tree.Node("전략", "하나", children=(tree.Node("사업", empty=43),)),)))
    assert nodes[0].below == 43
    assert len(nodes[0].children[0].slots) == 43


def test_many_empty_places_are_counted_but_not_all_drawn() -> None:
    (node,) = tree.drawn(tree.Tree("", (tree.Node("사업", empty=1000),)))
    assert len(node.slots) == tree.MOST_SLOTS


def test_an_unknown_bar_keeps_its_place() -> None:
    known, unknown = bars.drawn(
        bars.Bars("b", "", "t", (bars.Bar("a", 50, target=100), bars.Bar("b", None))), language="ko"
    )
    assert (known.width, known.target_at) == (500, 996)
    assert (unknown.mark.name, unknown.shown.text) == ("unknown", "미상")


def test_an_unknown_number_says_what_kind_of_statement_is_missing() -> None:
    drawn = number.drawn(number.Number("배출량", None, "tco2e", "observed", stale=True), language="ko")
    assert [mark.name for mark in drawn.marks] == ["observed", "unknown", "stale"]


def test_a_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="zip"):
        table.drawn(
            table.Table("t", (table.Column("a"),), ((table.Cell("x"), table.Cell("y")),)), language="ko"
        )


def test_a_finding_writes_its_values_out() -> None:
    shown = finding.drawn(
        finding.Finding(
            "t", "p", "/f", "open", 9_430_000, "tco2e", (finding.Reason("r", "s", 1),), (943_000,)
        ),
        language="en",
    )
    assert shown.published.text == "9,430,000 tCO₂e"
    assert shown.proposed[0].text == "943,000 tCO₂e"


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 10, 0), (999, 1000, 99), (10, 10, 100), (0, 0, 100)]
)
def test_only_everything_is_a_hundred_percent(done: int, total: int, percent: int) -> None:
    assert progress.percent(progress.Progress("", done, total)) == percent
