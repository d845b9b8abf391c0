"""Flows: every name has room in the drawing, and no line of words covers another."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dure.portal.blocks.drawing import text_width
from dure.portal.blocks.flows import CLOSE, LETTERS, WIDTH, Flow, Flows, drawn

NAMES = (
    "I.1.1 Residential buildings, fuel combustion",
    "I.2.2 Commercial and institutional buildings, grid-supplied energy",
    "III.1.2 Solid waste disposal, generated inside, treated outside",
    "III.1.2 폐기물 매립, 지역 발생·외부 처리",
    "V.1 Livestock",
)
STARTS = ("Stationary energy", "Industrial processes and product use", "Agriculture, forestry and land use")
flows = st.lists(
    st.tuples(st.sampled_from(STARTS), st.sampled_from(NAMES), st.integers(-5, 10**7)),
    min_size=1,
    max_size=24,
)


def made(parts: list[tuple[str, str, int]]) -> Flows:
    """Flows in the order of their starts."""
    own = tuple(Flow(start, end, Decimal(value)) for start, end, value in sorted(parts))
    return Flows("flows", "Flows", "tco2e", own, ("Sector", "Source", "Emissions"))


@given(flows)
def test_every_name_stands_inside_the_drawing(parts: list[tuple[str, str, int]]) -> None:
    shown = drawn(made(parts), language="en")
    for node in shown.starts:
        assert all(shown.left - text_width(words) * LETTERS >= -0.1 for words, _y in node.words)
    for node in shown.ends:
        assert all(shown.right + text_width(words) * LETTERS <= WIDTH + 0.1 for words, _y in node.words)
        assert all(0 <= y <= shown.height for _words, y in node.words)


@given(flows)
def test_no_line_of_words_covers_another(parts: list[tuple[str, str, int]]) -> None:
    shown = drawn(made(parts), language="en")
    for side in (shown.starts, shown.ends):
        heights = [y for node in side for _words, y in node.words]
        assert all(below - above >= CLOSE - 0.2 for above, below in pairwise(heights))


def test_a_long_start_is_broken_at_a_space() -> None:
    shown = drawn(made([(STARTS[1], NAMES[4], 5), (STARTS[1], NAMES[0], 5)]), language="en")
    assert [words for words, _y in shown.starts[0].words] == ["Industrial processes", "and product use"]


def test_a_sink_stands_in_the_table_alone() -> None:
    shown = drawn(made([(STARTS[2], "V.2 Land", -5), (STARTS[0], NAMES[0], 5)]), language="en")
    assert len(shown.bands) == 1
    assert len(shown.table.rows) == 2
